"""Places in a list of records: "the first one", "my last order", "the last two", "the third"."""

import re

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_TIMES = r"(?:time|week|month|year|night|day|name|weekend|thing|class|minute|four|digits|4|payment)"
_PLACE = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(_ORDINALS)})|(?P<digit>[1-9]|10)(?:st|nd|rd|th)"
    r"|(?P<last>last|latest|newest|(?:most )?recent(?:ly)?|final)|(?P<oldest>oldest|earliest)"
    rf"|(?P<number>(?:number|#|no\.?) ?(?P<n>[1-9]|10)\b))\b(?! {_TIMES}\b)"
    r"(?: (?P<count>two|three|four|five|[2-9])\b)?(?P<onelast> to last)?",
    re.I,
)


def place_in(text: str, length: int) -> tuple[int, ...] | None:
    """Indices into a list of ``length`` that ``text`` names by place, the list's first being the
    oldest; None: it names none, or a place beyond the end."""
    match = _PLACE.search(text)
    if match is None:
        return None
    count = match["count"] or "1"
    many = int(count) if count.isdigit() else _NUMBERS[count.lower()]
    if match["last"]:
        wanted = tuple(range(max(0, length - many), length))
    else:
        start = 0
        if match["ordinal"]:
            start = _ORDINALS.index(match["ordinal"].lower())
        elif match["digit"] or match["n"]:
            start = int(match["digit"] or match["n"]) - 1
        if match["onelast"]:
            start = length - 1 - start
        wanted = tuple(range(start, start + many))
    return wanted if wanted and wanted[0] >= 0 and wanted[-1] < length else None
