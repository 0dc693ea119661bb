"""Which attribute values of a catalogue are worth an exact check when a shopper says them."""

import re
from collections.abc import Iterable

from assistant.understanding.lexicon import FEATURES, MATERIALS, english_words, word_set
from assistant.understanding.tokens import keys, tokenize

STUFF = word_set(
    """
    paper cardboard iron tin chrome wax cloth fabric rope straw clay vinyl crystal pvc
    neoprene plywood mdf resin melamine lace tweed
    """
)
"""Words of things that name a material only where something must not be, or must be, made of it:
"coffee filters, but no paper"."""
_QUALITY = re.compile(r"(?:able|ible|proof|less|free|ed|ic|al|ive|ant|ent|an)$")
_MARK = re.compile(r"[A-Z]{2,6}(?:-[A-Z])?")
_AMOUNT = re.compile(r"^(?:\d+(?:[.,]\d+)?\s?%\s*)+|\([^)]*\)")
_TELLS_MATERIAL = re.compile(
    r"material|fabric|\bupper\b|\blining\b|\bsole\b|\bfilling\b|composition|textile|\bdiet", re.I
)
"""Names of attributes whose values are materials, even where these are everyday words."""
_TELLS_LOOK = re.compile(
    r"\bpattern|\bprint\b|\bstyle|\bshape|\bfit\b|\bcut\b|\blook\b|\bfinish|\bfeatures?\b"
    r"|\bscent|\bfragrance|\bflavou?r|\btaste|\baroma",
    re.I,
)
"""Names of attributes whose values say how a thing looks, is cut or what is special about it."""
_KNOWN = frozenset(keys(phrase) for phrase in (*MATERIALS, *FEATURES))


def qualities(name: str, value: str) -> Iterable[str]:
    """The phrases by which an attribute may be asked for: its name where the value is yes
    ("Dimmable: yes"), else the materials, features and technical marks among its values."""
    if value.lower().startswith("yes"):
        if is_quality(name):
            yield name.lower() if name.istitle() else name
        return
    telling = tells_material(name) or bool(_TELLS_LOOK.search(name))
    for part in re.split(r"[,;/+]|\band\b", value):
        if _is_worthy(part := _AMOUNT.sub("", part.strip()).strip(), telling):
            yield part


def tells_material(name: str) -> bool:
    """Whether the values of an attribute are what a thing is made of."""
    return bool(_TELLS_MATERIAL.search(name))


def is_quality(name: str) -> bool:
    """Whether an attribute that a product has or not is a quality ("dimmable", "gluten free")
    rather than a thing ("radio"), which a shopper may be looking for."""
    words = [t.norm for t in tokenize(name)]
    return len(words) > 1 or (
        bool(words) and (name.lower() in FEATURES or bool(_QUALITY.search(words[0])))
    )


def _is_worthy(value: str, telling: bool) -> bool:
    lowered = value.lower()
    if not 2 < len(value) <= 30 or not value[0].isalpha() or lowered in ("yes", "none", "other"):
        return False
    if keys(value) in _KNOWN:
        return True
    words = [t.norm for t in tokenize(value)]
    if any(w.isdigit() for w in words) or len(words) > 3:
        return False
    # Of other values only technical marks ("HDMI", "USB-C") are surely no product words.
    ordinary, _ = english_words()
    return telling or bool(_MARK.fullmatch(value) and lowered not in ordinary)
