"""A thing that is turned down only beyond a limit: "no tents above 200" looks for tents."""

import re
from collections.abc import Callable, Iterable

Span = tuple[int, int]
_DENIED = re.compile(
    r"(?<!\w)(?<!with )(?<!have )(?<!has )(?:no|not|don'?t|never)(?P<between>\s+"
    r"(?:(?:show|give|want|need|recommend|suggest|interested|me|any|in|the)\s+)*"
    r"(?P<thing>[^\W\d_][\w'-]*(?:\s+[^\W\d_][\w'-]*){0,2}?)\s+"
    r"(?:(?:that|which|are|is|cost|costs|costing|priced|weigh|weighing|at|rated|with)\s+)*)"
    r"(?=(?:over|above|under|below|beyond|exceeding|(?:more|less|fewer|\w{2,7}er)\s+than)(?!\w))",
    re.I,
)


def denied_thing(text: str, is_thing: Callable[[str], bool]) -> tuple[Span, Span] | None:
    """Where all the words between a negation and the limit stand that it turns around, and where
    the thing among them; ``is_thing``: whether words name a thing that the catalogue has."""
    match = _DENIED.search(text)
    if match is None or not is_thing(match["thing"]):
        return None
    return match.span("between"), match.span("thing")


def cut(spans: Iterable[Span], kept: Span) -> list[Span]:
    """The spans without what they have of another one."""
    return [
        part
        for start, end in spans
        for part in ((start, min(end, kept[0])), (max(start, kept[1]), end))
        if part[0] < part[1]
    ]
