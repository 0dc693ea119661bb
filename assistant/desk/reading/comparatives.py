"""Wishes measured by what is there: "bigger", "one size up", "more memory", "the cheapest"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.understanding.tokens import Token

_SIZE = (
    "size capacity volume length height diameter width storage screen piece pieces count dimension"
    " dimensions room layout format"
)
_KINDS: dict[str, tuple[str, str, str]] = {
    _SIZE: ("big large great roomy", "small little tiny", "compact"),
    "length duration life time": ("long", "short", ""),
    "height": ("tall high", "short low", ""),
    "width": ("wide broad", "narrow slim", ""),
    "thickness": ("thick", "thin slim", ""),
    "weight": ("heavy", "light", ""),
    "brightness light output": ("bright", "dim", ""),
    "speed": ("fast quick", "slow", ""),
    "power pressure": ("strong powerful", "weak", ""),
    "difficulty level": ("hard difficult tough", "easy simple", ""),
}
"""Names of options, and the adjectives that mean more or less of them."""
_BY_NAME = {
    "more": 1, "less": -1, "fewer": -1, "higher": 1, "lower": -1, "better": 1, "extra": 1,
    "most": 2, "least": -2, "highest": 2, "lowest": -2, "best": 2, "maximum": 2, "minimum": -2,
}  # fmt: skip
"""What counts only beside the name of an option: "more memory"; 2: the most."""
_MOST = (["possible"], ["you"], ["can"], ["it"], ["they"])
"""Behind "as bright as", they ask for the most."""
_STEP = re.compile(
    r"\b(?:(?P<half>half)(?: a)? size (?P<way5>up|down|bigger|larger|smaller)"
    r"|(?:next|one|a|1) (?:full |half )?sizes? (?P<way>up|down|bigger|larger|smaller)"
    r"|sizes? (?P<way2>up|down)|next (?P<way3>bigger|larger|smaller|biggest|largest|smallest)"
    r"(?: size)?|(?:up|down) (?:a|one) size|size (?P<way4>bigger|larger|smaller))\b",
    re.I,
)
_DOWN = ("down", "smaller", "smallest")
_CHEAPEST = re.compile(
    r"\b(?:cheapest|least (?:expensive|costly)|low(?:est|er)[- ](?:priced?|cost)"
    r"|most affordable|costs? (?:the )?least|best price)\b",
    re.I,
)
_DEAREST = re.compile(
    r"\b(?:most (?:expensive|costly)|priciest|dearest|highest[- ]price[ds]?"
    r"|costs? (?:the )?most)\b",
    re.I,
)
_CHEAPER = re.compile(r"\b(?:cheaper|less expensive|(?:a )?lower[- ]price)\b", re.I)
_DEARER = re.compile(r"\b(?:more expensive|pricier|dearer)\b", re.I)


def _grades() -> dict[str, tuple[str, int]]:
    grades: dict[str, tuple[str, int]] = {}
    for names, (more, less, _) in _KINDS.items():
        for words, sign in ((more, 1), (less, -1)):
            for word in words.split():
                root = word[:-1] + "i" if word.endswith("y") else word.removesuffix("e")
                doubled = root + root[-1] if root in ("big", "slim", "thin", "dim") else root
                for ending, size in (("er", 1), ("est", 2)):
                    grades.setdefault(doubled + ending, (names, sign * size))
    return grades


_GRADES = _grades()
_POSITIVE = {
    word: (names, sign)
    for names, (more, less, _) in _KINDS.items()
    for words, sign in ((more, 1), (less, -1))
    for word in words.split()
}
"""The plain adjectives, for "less bright"."""


@dataclass(frozen=True, slots=True)
class Relative:
    """More or less of an option than there is."""

    options: tuple[str, ...]
    """Those that may be meant."""
    way: int
    """1 more, -1 less; 2 the most, -2 the least of all."""
    step: bool = False
    """The next value only."""
    half: bool = False
    """Half a size only."""


def price_wish(text: str) -> int:
    """-2 the cheapest, -1 something cheaper, 1 dearer, 2 the dearest; 0: nothing said."""
    for pattern, wish in ((_CHEAPEST, -2), (_DEAREST, 2), (_CHEAPER, -1), (_DEARER, 1)):
        if pattern.search(text):
            return wish
    return 0


def relatives(
    text: str,
    tokens: Sequence[Token],
    names: Sequence[tuple[frozenset[str], int, int]],
    scales: Mapping[str, Mapping[str, float]],
) -> list[Relative]:
    """Comparisons of options that have an order.

    names: where options are named among the tokens; scales: option to the rank of its values.
    """
    step = _STEP.search(text)
    if step is not None:
        way = next((w for w in step.groups() if w and w != step["half"]), step.group().split()[0])
        sign = -1 if way.lower() in _DOWN else 1
        options = _of_kind(_SIZE, scales)
        half = step["half"] is not None
        return [Relative(options, sign, step=True, half=half)] if options else []
    found = []
    for place, token in enumerate(tokens):
        named = _named_after(place, names, scales)
        if token.norm in _BY_NAME and named:
            found.append(Relative(named, _BY_NAME[token.norm]))
        elif (graded := _grade(tokens, place)) is not None:
            kind, way = graded
            options = named or _of_kind(kind, scales)
            if options:
                found.append(Relative(options, way))
    return found


def _grade(tokens: Sequence[Token], place: int) -> tuple[str, int] | None:
    """The kind and the way of "brighter", "less bright" and "not as bright"."""
    token = tokens[place]
    before = tokens[place - 1].norm if place else ""
    if token.norm in _GRADES:
        return _GRADES[token.norm]
    behind = [each.norm for each in tokens[place + 1 : place + 3]]
    if (
        token.norm in _POSITIVE
        and before == "as"
        and behind
        and behind[0] == "as"
        and behind[1:] in _MOST
    ):
        kind, sign = _POSITIVE[token.norm]
        return kind, 2 * sign
    if token.norm in _POSITIVE and before in ("less", "more", "so", "as", "most", "least"):
        kind, sign = _POSITIVE[token.norm]
        negated = place > 1 and tokens[place - 2].norm in ("not", "isnt", "arent")
        if before in ("so", "as") and not negated:
            return None
        most = 2 if before in ("most", "least") else 1
        return kind, most * (sign if before in ("more", "most") else -sign)
    return None


def _named_after(
    place: int,
    names: Sequence[tuple[frozenset[str], int, int]],
    scales: Mapping[str, Mapping[str, float]],
) -> tuple[str, ...]:
    """The options named within two words behind a comparative."""
    for options, start, _ in names:
        if 0 < start - place <= 2:
            return tuple(option for option in scales if option in options)
    return ()


def _of_kind(kind: str, scales: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """The options that an adjective may speak of: of its kind, or the only ones with an order."""
    words = kind.split()
    exact = tuple(option for option in scales if option.lower() == words[0])
    if exact:
        return exact
    near = tuple(o for o in scales if set(o.lower().replace("-", " ").split()) & set(words))
    return near or (tuple(scales) if len(scales) == 1 else ())
