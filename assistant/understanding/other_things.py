"""Things that a message names but does not look for: the desk of "a lamp to match my oak desk"."""

from collections.abc import Sequence

from assistant.understanding.lexicon import ARTICLES, BEFORE_OBJECT, word_set
from assistant.understanding.mention import Mention
from assistant.understanding.places import LOOK, OWNERS, Places
from assistant.understanding.sizes import JOINS

_MATCHES = word_set("match matching matches complement complements suit suits")
_BESIDE = word_set("beside behind opposite alongside against above over below near")
"""Words before a thing that stands in the place already."""
_LEADS = frozenset(
    tuple(pair.split())
    for pair in (
        "next to",
        "close to",
        "front of",
        "top of",
        "go with",
        "goes with",
        "going with",
        "stand on",
        "standing on",
    )
)


def without_other_things(at: Places, found: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that describe another thing: the oak of "my oak desk" where a lamp
    is to match it, the black of "next to a black piano"."""
    by_place = {m.first: m for m in found}
    gone: set[int] = set()
    for place in range(len(at.tokens)):
        start = _begins(at, place)
        run: list[Mention] = []
        while start is not None and (mention := by_place.get(start)):
            run.append(mention)
            start = mention.end
            if at.norm(start) in JOINS and start + 1 in by_place:
                start += 1
        if run and (run[-1].facet == "categories" or not at.ends_phrase(run[-1].end)):
            gone.update(id(m) for m in run)
    return [m for m in found if id(m) not in gone]


def _begins(at: Places, place: int) -> int | None:
    """Where the words about another thing begin, if those that lead to it stand here: "for my", "to
    match the", "goes with a", "next to a"; else None."""
    norm, after = at.norm(place), at.norm(place + 1)
    start = None
    mine = norm in BEFORE_OBJECT and after in OWNERS and at.norm(place - 1) not in LOOK
    if (norm, after) in _LEADS:
        start = place + 2
    elif mine or norm in _MATCHES or (norm in _BESIDE and after in ARTICLES):
        start = place + 1
    while start is not None and at.norm(start) in ARTICLES:
        start += 1
    return start
