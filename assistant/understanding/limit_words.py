"""Words that make limits, and slips in them mended before limits are read."""

import re

from assistant.understanding.lexicon import COLOURS, SIZE_WORDS, SOFT_COLOURS, word_set
from assistant.understanding.mending import Mender
from assistant.understanding.moved_letters import moved_letters

_LIMIT_WORDS = word_set(
    """
    under below above over less more than between around about least most maximum minimum cheaper
    cheapest expensive newest latest rated rating stars reviews popular bestselling without except
    excluding exclude instead neither anything everything nothing avoid allergic dollars euros
    pounds bucks budget price range twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand colour color colours colors brand brands dollar should please anyone anybody
    prefer preference matter made spend
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen litre
    litres liter liters inches inch metres meters metre centimetres hours minutes kilos grams
    ounces watts pieces pack stock available size wide long tall weight battery present birthday
    doesn shouldn mustn didn looking searching
    forget ignore remove change another different others something similar compare
    heavier lighter longer shorter bigger smaller larger louder quieter wider narrower thicker
    thinner taller higher lower stronger better
    reviewed high height width length depth diameter wireless monitor screen display laptop tablet
    husband girlfriend boyfriend mother father sister brother daughter niece nephew
    grandmother grandfather grandson granddaughter uncle women children toddler
    """
)
_RIGHT = word_set(
    "priciest dearest costliest pricier dearer fanciest bestseller bestsellers trending tenner"
    " fiver"
)
"""Words of limits that the dictionary lacks."""
_SHORT = {"adn": "and", "nad": "and", "teh": "the", "fro": "for", "wiht": "with", "undr": "under"}
"""Slips too short to be told by their letters alone."""
_COLOURS = {"blk": "black", "blu": "blue", "brn": "brown", "gry": "grey", "nvy": "navy",
            "ylw": "yellow", "prpl": "purple"}  # fmt: skip
"""Colours as those write them who write little; none where the catalogue has such a word."""
_MOVED = moved_letters(word_set("wife aunt girl girls boys kids baby niece nephew"))
_PLAIN = frozenset(COLOURS) - SOFT_COLOURS
"""Colours may be meant as well as words of limits; they are mended with the catalogue's words."""
_NUMBERS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
]  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_SIZE_IN_WORDS = re.compile(
    r"\b(?P<cue>sizes?\s+(?:is\s+|in\s+)?(?:an?\s+)?)"
    rf"(?:(?P<tens>{'|'.join(_TENS)})(?:[\s-](?P<unit>{'|'.join(_NUMBERS[:9])}))?"
    rf"|(?P<number>{'|'.join(_NUMBERS)}))\b(?!-)",
    re.I,
)
_AND_A_HALF = re.compile(r"(?<![\w.,])(\d{1,2}) and (?:a|one) half(?!\w)", re.I)
_STERLING = re.compile(r"\bpounds? sterling\b", re.I)
"""Pounds that weigh nothing."""
_REAL_SLIPS = re.compile(
    r"\b(?:(?P<not>noting)(?= (?:with|from|by|in|made|that|over|under|above)\b)"
    r"|(?<=\bnot )(?P<from>form)\b|(?P<with>whit)(?= )|(?<=\bat )(?P<least>lest)\b"
    r"|(?P<good>go[df]|gud|grate)(?= (?:reviews?|ratings?)\b)"
    r"|(?P<well>wel|wll)(?=[ -](?:reviewed|rated)\b))",
    re.I,
)
"""Slips in words of limits that are words themselves, told by what stands beside them."""
_TRIPLED = re.compile(r"([^\W\d_])\1{2,}", re.I)
_WORD = re.compile(r"[^\W\d_]+")


def _size_in_digits(match: re.Match[str]) -> str:
    small = match["unit"] or match["number"]
    size = _TENS[match["tens"].lower()] if match["tens"] else 0
    return f"{match['cue']}{size + (_NUMBERS.index(small.lower()) + 1 if small else 0)}"


def _meant(match: re.Match[str]) -> str:
    return {"not": "nothing"}.get(match.lastgroup or "", match.lastgroup or "")


class LimitSpeller:
    """Mends slips in the words of limits: "withot sugar", "cheepest". Safe to share.

    ``mender``: knows the words of the language and of the catalogue, which are never changed.
    """

    def __init__(self, known: Mender) -> None:
        counts = dict.fromkeys(_LIMIT_WORDS | SIZE_WORDS | _PLAIN, 1)
        self._known = known
        self._mender = Mender(counts, plurals=False)

    def __call__(self, text: str) -> str:
        """The text with such slips mended and sizes in digits ("size eight"); all other words as
        they are."""
        mended = _WORD.sub(self._mend, _REAL_SLIPS.sub(_meant, text))
        plain = _SIZE_IN_WORDS.sub(_size_in_digits, _STERLING.sub("quid", mended))
        return _AND_A_HALF.sub(r"\1.5", plain)

    def _mend(self, match: re.Match[str]) -> str:
        # No word has a letter three times in a row: "dolllars".
        said = _TRIPLED.sub(r"\1\1", match.group())
        lowered = said.lower()
        if lowered in _SHORT:
            return _SHORT[lowered]
        if lowered in _MOVED and not self._known.names(lowered):
            return _MOVED[lowered]
        if not said.isascii() or lowered in _RIGHT or self._known.knows(lowered):
            return said
        if lowered in _COLOURS:
            return _COLOURS[lowered]
        right = self._mender.mend(lowered, lowered)
        nearer = self._known.nearness(lowered) < self._mender.nearness(lowered)
        if right is None or right in _PLAIN or nearer:
            return said
        return right
