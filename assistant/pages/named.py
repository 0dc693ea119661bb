"""A question that names a page and asks nothing beside it: "what is your return policy?" Pure."""

from collections.abc import Sequence

from assistant.pages.types import Passage
from ranking.passages import content_words
from retrieval.text import words

_GENERAL = frozenset(
    words(
        "policy policies rule rules information info details terms conditions page shop store work"
        " tell know explain please help general question questions offer option options"
    )
)
"""Words that say no more than that something is asked about."""


def named_page(question: str, passages: Sequence[Passage]) -> Passage | None:
    """The first passage of the only page whose title has all that the question names; None: it
    names no page, or asks for more."""
    asked = frozenset(content_words(question)) - _GENERAL
    if not asked:
        return None
    firsts: dict[str, Passage] = {}
    for passage in passages:
        firsts.setdefault(passage.page, passage)
    fitting = [first for page, first in firsts.items() if asked <= frozenset(words(page))]
    return fitting[0] if len(fitting) == 1 else None
