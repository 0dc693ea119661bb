"""Whom a thing is for, how old they are, and whether it is a present. Wishes, never limits."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from assistant.understanding.amounts import SPELLED, from_words

ADULT = 18
"""Years from which a son is a man."""
SMALL = 3
"""Years below which a bare age means a baby."""
Span = tuple[int, int]

_WHO: tuple[tuple[str, str], ...] = (
    ("girls", r"girls?'?s?|nieces?|daughters?|granddaughters?|grand-daughters?|goddaughters?"
     r"|stepdaughters?|little sisters?"),
    ("boys", r"boys?'?s?|nephews?|sons?|grandsons?|grand-sons?|godsons?|stepsons?"
     r"|little brothers?"),
    ("baby", r"bab(?:y|ies)|bab(?:y's|ies')|newborns?|infants?"),
    ("kids", r"kids?'?s?|child(?:ren)?(?:'s)?|childs|childrens|toddlers?'?s?|grandchild(?:ren)?"
     r"|grandkids?|preschoolers?|youth|little ones?|kiddos?|tots?"),
    ("women", r"wom[ae]n'?s?|ladies'?|lady'?s?|females?|wife|wives|girlfriend|fianc[eé]e|mum|mom"
     r"|mother|mummy|mommy|mam|sister|grandma|grandmother|granny|nan|nana|aunt|auntie|bride"
     r"|mother-in-law|sister-in-law|girlfriend's|wife's|mum's|mom's|mother's|sister's"
     r"|grandmother's|aunt's|grandma's|her(?= birthday)"),
    ("men", r"m[ae]n'?s?|mens|gents'?|gentlem[ae]n'?s?|guys|males?|husband|boyfriend|fianc[eé]|dad"
     r"|father|daddy|brother|grandpa|grandfather|grandad|granddad|uncle|groom|hubby|bloke"
     r"|father-in-law|brother-in-law|husband's|boyfriend's|dad's|father's|brother's|uncle's"
     r"|grandfather's|grandpa's|his(?= birthday)"),
    ("unisex", r"unisex|gender[\s-]neutral"),
)  # fmt: skip
_WHO_RE = [
    (name, re.compile(rf"(?<![\w'-])(?:{pattern})(?![\w'])", re.I)) for name, pattern in _WHO
]
_RELATIVES = re.compile(
    r"(?:wi[fv]e|girlfriend|fianc|mum|mom|mother|mam$|sister|grandm|grann|nan|aunt|bride|husband"
    r"|boyfriend|dad|father|brother|grandp|grand?dad|uncle|groom|hubby|bloke|her|his)",
    re.I,
)
_LEADS_TO_RELATIVE = re.compile(
    r"(?<!\w)(?:my|our|his|her|your|their|for|to|a|an|the|and|or|,)(?!\w)\s*(?:\S+\s+){0,4}$",
    re.I,
)
"""What stands before a relative who is meant: "for dad", not "brother toner"."""
_ADULTS_OF = {"girls": "women", "boys": "men"}
_CHILDREN_OF = {"women": "girls", "men": "boys"}
_GROUPS = {
    "girls": ("kids", "baby"),
    "boys": ("kids", "baby"),
    "kids": ("girls", "boys", "baby"),
    "baby": ("kids", "girls", "boys"),
}
"""Groups that share members."""
_NOT_FOR = re.compile(r"(?<!\w)(?:not (?:for|a)|no|without|nothing for)\s+$", re.I)
"""What stands before somebody whom it is not for."""
_FOR_THEM = ((re.compile(r"\bfor her\b(?! to)", re.I), "women"),
             (re.compile(r"\bfor him\b(?! to)", re.I), "men"))  # fmt: skip
_NOT_WHOM = re.compile(
    r"(?:(?<!\w)(?:my|your|our|the|a)\s+(?:wife|husband|mum|mom|dad|friend|son|daughter|sister"
    r"|brother)\s+(?:said|says|told|thinks|hates?|recommended|bought|ordered|already|is not)"
    r"|(?<!\w)(?:thanks?|thank you|ok|hey|hi|hello),?\s+(?:man|guys|lady|ladies)(?!\w)"
    r"|&\s*(?:sons?|daughters?|brothers?)(?!\w)"
    r"|(?<!\w)man[\s-](?:made|bun|cave)|mother[\s-]?board|mother[\s-]of[\s-]pearl|father christmas"
    r"|boy\s?friend\s+jeans|baby\s+(?:blue|pink|carrots?|spinach|corn|oil)|men only|kid leather"
    r"|spider-?man|bat-?man|super-?man|iron man|gaming guys|sister company|mother's day"
    r"|father's day|(?<!\w)you (?:guys|lads|ladies|men|girls|boys)(?!\w))",
    re.I,
)
"""Set phrases in which a person is not the one it is for."""
_YEARS = r"(?:years?|yrs?|yr)"
_N = rf"(?P<n>\d{{1,2}}|(?:{SPELLED}))"
_AGES = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?<![\w.])(?:an?\s+)?{_N}[\s-]*{_YEARS}?[\s-]*(?:olds?|yo|y/o)(?!\w)",
        rf"(?<!\w)aged?\s*:?\s*(?:of\s+)?{_N}(?!\s*(?:\d|-|–|to\b|and\b|or\b|\+|years? and))(?!\w)",
        r"(?<!\w)(?:who|she|he|they)(?:\s+is|'s|\s+are|'re)\s+(?:about\s+|almost\s+|nearly\s+)?"
        rf"{_N}(?!\w|\s*(?:cm|kg|feet|inch|foot|m)\b)",
        rf"(?<!\w)turn(?:s|ing|ed)?\s+{_N}(?!\w)",
        r"(?<!\w)(?P<n>\d{1,2})(?:st|nd|rd|th)\s+(?:birthday|b-?day)(?!\w)",
        rf"(?<!\w){_N}\s+years?\s+of\s+age(?!\w)",
        r"(?<!\w)(?:niece|nephew|(?:grand)?son|(?:grand)?daughter|boy|girl|kid|child|teen(?:ager)?"
        r"|brother|sister)"
        rf"(?:\s*[,(]\s*|\s+of\s+|\s+is\s+(?:now\s+|already\s+|only\s+)?|'s\s+){_N}"
        rf"(?:\s*{_YEARS})?(?=\s*(?:$|[,.;!?)]|and\b|who\b|so\b|or so\b))",
    )
]
_MONTHS = re.compile(rf"(?<![\w.]){_N}[\s-]*(?:months?|mos?|mths?)[\s-]*olds?(?!\w)", re.I)
_FIRST_BIRTHDAY = re.compile(r"(?<!\w)first birthday(?!\w)", re.I)
_GIFT = re.compile(
    r"(?<!\w)(?:gifts?|presents?|gifting|birthdays?|b-?day|xmas|christmas|hanukkah|valentine'?s?"
    r"|anniversary|stocking (?:filler|stuffer)s?|secret santa|mother'?s day|father'?s day"
    r"|house-?warming|baby shower|wedding|graduation"
    r"|to (?:give|surprise)(?= (?:to )?(?:my|a|him|her|someone|somebody|our|the)))(?!\w)",
    re.I,
)
_NO_GIFT = re.compile(
    r"(?<!\w)(?:gift[\s-]?(?:cards?|wrap\w*|vouchers?|bags?|box(?:es)?|certificates?|tags?"
    r"|receipts?|codes?)|(?:birthday|christmas|xmas|wedding|anniversary|valentine'?s?)\s+"
    r"(?:cards?|tree\w*|cakes?|candles?|lights?|decorations?|decor|ornaments?|dress\w*|suits?|shoes"
    r"|ring\w*|banners?|balloons?|guest\w*|party|outfits?)|wedding(?! (?:gift|present))"
    r"|present(?:ation|ing|ly)|not (?:a|as a|for a) (?:gift|present))(?!\w)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class AudienceReading:
    """For whom a message wants a thing."""

    audience: tuple[str, ...] = ()
    """In the order named: "men", "women", "kids", "girls", "boys", "baby", "unisex"."""
    age: int | None = None
    """In whole years."""
    gift: bool = False
    spans: tuple[Span, ...] = ()
    """Places of the age, whose number is neither a price nor a size."""


def read_audience(text: str) -> AudienceReading:
    """Whom a cleaned message wants a thing for.

    A niece or a daughter is a girl, a nephew or a son a boy, and both are grown up from 18 years
    on; a toddler counts as a kid. An age by itself makes no audience but a child's does.
    """
    age, spans = _age(text)
    hidden = _NOT_WHOM.sub(lambda match: " " * len(match.group()), text)
    named = _named(hidden)
    audience = tuple(dict.fromkeys(named))
    if not audience:
        audience = tuple(name for pattern, name in _FOR_THEM if pattern.search(hidden))
    if age is not None and age >= ADULT:
        audience = tuple(dict.fromkeys(_ADULTS_OF.get(name, name) for name in audience))
    elif age is not None:
        audience = tuple(dict.fromkeys(_CHILDREN_OF.get(name, name) for name in audience))
    if len(audience) > 1 and "kids" in audience and set(audience) & {"girls", "boys"}:
        audience = tuple(name for name in audience if name != "kids")
    if not audience and age is not None and age < ADULT and spans:
        audience = ("kids",)
    gift = bool(_GIFT.search(_NO_GIFT.sub(" ", text)))
    return AudienceReading(audience, age, gift, tuple(spans))


def for_others(title: str, audience: Collection[str], age: int | None = None) -> bool:
    """Whether a title names people and none of them is of ``audience``: "Kids' Baking Set" is not
    for men, "Baby Bibs" not for a boy of eight."""
    named = _people_in(title)
    if not audience or not named:
        return False
    small = age is None or age < SMALL
    if "baby" in named and not small and "kids" not in named:
        return True
    if named & {"unisex", *audience}:
        return False
    wanted = {group for name in audience for group in _GROUPS.get(name, ())}
    return not named & (wanted if small else wanted - {"baby"})


@lru_cache(maxsize=50_000)
def _people_in(title: str) -> frozenset[str]:
    return frozenset(read_audience(title).audience)


def _named(text: str) -> list[str]:
    """The people named, in order; of words that overlap the longer ones count."""
    found = sorted(
        (match.start(), -match.end(), name)
        for name, pattern in _WHO_RE
        for match in pattern.finditer(text)
        if not _RELATIVES.match(match.group()) or _LEADS_TO_RELATIVE.search(text[: match.start()])
    )
    names: list[str] = []
    reach = 0
    for start, end, name in found:
        if start >= reach and not _NOT_FOR.search(text[:start]):
            names.append(name)
        reach = max(reach, -end)
    return names


def _age(text: str) -> tuple[int | None, list[Span]]:
    months = _MONTHS.search(text)
    if months:
        return _years(months["n"]) // 12, [months.span()]
    found = [match for pattern in _AGES for match in pattern.finditer(text)]
    if not found:
        return (1, []) if _FIRST_BIRTHDAY.search(text) else (None, [])
    first = min(found, key=lambda match: match.start())
    return _years(first["n"]), [match.span() for match in found]


def _years(said: str) -> int:
    return int(said) if said.isdigit() else int(from_words(said) or 0)
