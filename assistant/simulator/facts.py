"""What a product's record says, read for judging.

Written apart from ``retrieval.filters`` on purpose: a fault there must not judge itself. Every
question has three answers: True, False, and None where careful people could disagree.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from retrieval.types import Product


def word_set(text: str) -> frozenset[str]:
    """The words of a text between blanks."""
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_]+")
_MEASURE = re.compile(r'(\d+(?:[.,]\d+)*)\s?([a-zA-ZµΩ²³°"%]+)')
_NEAR_COLOURS = {
    "grey": "charcoal slate anthracite graphite ash silver titanium stone",
    "blue": "navy azure cobalt indigo denim sky teal turquoise aqua cyan petrol",
    "red": "crimson scarlet maroon burgundy ruby cherry bordeaux wine rust coral",
    "green": "olive emerald khaki moss sage lime mint forest teal turquoise",
    "brown": "tan chocolate coffee cognac walnut camel chestnut tobacco bronze taupe mocha",
    "white": "ivory cream snow pearl natural clear transparent oatmeal",
    "beige": "sand taupe oatmeal oat cream natural camel tan stone khaki nude",
    "pink": "rose blush fuchsia magenta coral nude",
    "purple": "violet lavender lilac plum aubergine berry magenta",
    "yellow": "mustard lemon ochre gold",
    "orange": "tangerine rust terracotta coral copper amber",
    "silver": "chrome grey gray metallic steel aluminium nickel",
    "gold": "brass golden champagne",
    "black": "jet onyx ebony graphite charcoal anthracite",
    "multicolour": "multi multicolor rainbow assorted",
}
WORN_SIZE = re.compile(r"XXS|XS|S|M|L|XL|XXL|\d{1,2}(?:\.5)?")
"""Sizes of clothes and shoes, as people say them."""
_MIXED = word_set("multi multicolor multicolour multicoloured assorted rainbow various")
PLAIN_COLOURS = tuple(sorted(_NEAR_COLOURS.keys() - {"multicolour", "silver", "gold"}))
MATERIALS = tuple(
    sorted(
        word_set(
            """
            leather cotton wool linen silk polyester nylon steel aluminium wood bamboo plastic glass
            ceramic silicone rubber paper cardboard copper brass suede denim canvas velvet fleece
            """
        )
    )
)
_EVERYDAY = word_set("generic amazon basics essentials unknown equip act none other")
"""Brand names that read as other words."""
_IMITATES = word_set("faux vegan imitation artificial look effect style like free no non")
_MATERIAL_NAMES = ("material", "upper", "lining", "fabric", "frame", "shell")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as an attribute's value begins with it."""

    number: float
    unit: str


@lru_cache(maxsize=100_000)
def tokens(text: str) -> tuple[str, ...]:
    """Lower-case words, a plural "s" dropped: "Rain Jackets" -> ("rain", "jacket")."""
    return tuple(_singular(word) for word in _WORD.findall(text.casefold()))


def _singular(word: str) -> str:
    if len(word) < 4 or not word.isalpha() or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def says(text: str, phrase: str) -> bool:
    """Whether all words of a phrase stand in a text."""
    wanted = tokens(phrase)
    return bool(wanted) and set(wanted) <= set(tokens(text))


def whole_text(product: Product) -> str:
    """All that the record says, in one line."""
    parts: list[str] = [product.title, product.brand, *product.category, *product.colours]
    parts += [f"{name} {value}" for name, value in product.attributes.items()]
    return " ".join((*parts, *product.bullets, product.description))


def is_a(product: Product, noun: str) -> bool:
    """Whether a product is such a thing: its title and category path say all words of the noun."""
    return says(" ".join((product.title, *product.category)), noun)


def colour_words(colour: str) -> frozenset[str]:
    """The words by which a plain colour is written."""
    return frozenset(("grey", "gray")) if colour in ("grey", "gray") else frozenset((colour,))


def has_colour(product: Product, colour: str) -> bool | None:
    """Whether it has or comes in a colour; None for a near shade, or where only a text says it."""
    wanted = colour_words(colour)
    near = set(_NEAR_COLOURS.get("grey" if colour == "gray" else colour, "").split()) | _MIXED
    said = {word for value in product.colours for word in tokens(value)}
    if not product.colours:
        said = set(tokens(product.title))
    if said & wanted:
        return True
    if said & near or any(w in value.casefold() for value in product.colours for w in wanted):
        return None
    elsewhere = set(tokens(whole_text(product)))
    return None if elsewhere & wanted else False


def has_brand(product: Product, brand: str) -> bool | None:
    """Whether a brand made it; None where another product only names it ("ink for ...")."""
    if product.brand:
        if tokens(product.brand) == tokens(brand):
            return True
        return None if set(tokens(brand)) & set(tokens(product.brand)) else False
    return None if says(product.title, brand) else False


def has_material(product: Product, material: str) -> bool | None:
    """Whether it is made of it, wholly or in part; None where the record only mentions it."""
    places = [product.title]
    places += [
        value
        for name, value in product.attributes.items()
        if any(part in name.casefold() for part in _MATERIAL_NAMES)
    ]
    found = [_plainly(tokens(place), material) for place in places]
    if None in found:
        return None
    if True in found:
        return True
    return None if material in whole_text(product).casefold() else False


def _plainly(words: tuple[str, ...], material: str) -> bool | None:
    """True where the material is said; None where it is qualified ("vegan leather")."""
    places = [place for place, word in enumerate(words) if word == material]
    if not places:
        return False
    around = {w for p in places for w in (*words[max(0, p - 2) : p], *words[p + 1 : p + 2])}
    return None if around & _IMITATES else True


def has_size(product: Product, size: str) -> bool:
    """Whether the record lists the size."""
    return any(value.casefold() == size.casefold() for value in product.sizes)


def has_feature(product: Product, name: str) -> bool | None:
    """Whether a yes-or-no attribute says yes; None where only a text says it."""
    value = product.attributes.get(name)
    if value is not None:
        first = tokens(value)[:1]
        return True if first == ("yes",) else False if first in (("no",), ("none",)) else None
    return None if says(whole_text(product), name) else False


def amount(product: Product, name: str) -> Amount | None:
    """The number and unit that an attribute states; None: it states no single one."""
    value = product.attributes.get(name)
    found = _MEASURE.findall(value) if value else []
    if value is None or len(found) != 1 or not _MEASURE.match(value):
        return None
    number, unit = found[0]
    plain = re.sub(r",(?=\d{3}\b)", "", number).replace(",", ".")
    try:
        return Amount(float(plain), unit)
    except ValueError:
        return None


def of_kind(products: Iterable[Product], noun: str) -> list[Product]:
    """Those products that are such a thing."""
    return [product for product in products if is_a(product, noun)]


def sayable(brand: str) -> bool:
    """Whether people would say a brand's name as it is written: at most three plain words, one of
    them no everyday word."""
    words = tokens(brand)
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9&'. -]*", brand) is not None
    numbered = any(word.isdigit() for word in words)
    short = 1 <= len(words) <= 3 and len(brand) > 2
    return plain and short and not numbered and not set(words) <= _EVERYDAY


def sayable_feature(name: str) -> bool:
    """Whether people would ask for a yes-or-no attribute by its name."""
    return re.fullmatch(r"[A-Za-z-]+(?: [a-z]+){0,2}", name) is not None and name != "Manual"
