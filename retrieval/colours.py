"""Which colour words a shopper's plain word covers."""

from retrieval.text import stem, words

COLOUR_FAMILIES = {
    "grey": "grey gray charcoal slate anthracite graphite ash",
    "blue": "blue navy azure cobalt indigo denim sky teal",
    "red": "red crimson scarlet maroon burgundy ruby cherry",
    "green": "green olive emerald khaki moss sage lime mint forest teal",
    "brown": "brown tan chocolate coffee cognac walnut camel chestnut",
    "white": "white ivory cream snow pearl",
    "beige": "beige sand taupe oatmeal cream",
    "pink": "pink rose blush fuchsia magenta coral",
    "purple": "purple violet lavender lilac plum aubergine",
    "yellow": "yellow mustard lemon ochre",
    "orange": "orange tangerine rust terracotta",
    "silver": "silver chrome",
    "gold": "gold brass golden",
    "black": "black jet onyx",
}
_FAMILIES = {
    name: frozenset(stem(word) for word in shades.split())
    for name, shades in COLOUR_FAMILIES.items()
}
_FAMILIES["gray"] = _FAMILIES["grey"]


def is_colour(value: str, wanted: str) -> bool:
    """Whether a colour as recorded is the one wanted: "charcoal" is grey, "moss green" is green,
    but "green" is not "moss green"."""
    have = set(words(value))
    family = _FAMILIES.get(wanted.casefold().strip())
    return bool(have & family) if family else bool(have) and set(words(wanted)) <= have


_SHADES = frozenset(word for family in _FAMILIES.values() for word in family)


def is_shade(word: str) -> bool:
    """Whether a word is one of those of the plain colours."""
    return stem(word.casefold()) in _SHADES


def shades(wanted: str) -> frozenset[str]:
    """Stemmed words that tell a colour in running text."""
    return _FAMILIES.get(wanted.casefold().strip()) or frozenset(words(wanted))
