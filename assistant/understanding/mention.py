"""One value that a message names, in its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understanding.phrasebook import Facet, Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """One value named at tokens ``first`` .. ``end`` (exclusive); cue words are inside."""

    facet: Facet
    values: tuple[str, ...]
    kind: Kind
    first: int
    end: int
    denied: bool = False
    """Named as absent in one word: "leather-free"."""


def follows(facet: Facet, before: Sequence[Mention], place: int) -> bool:
    """Whether the mention before the joining word at ``place - 1``, a sign aside (", and"), is of
    the same facet."""
    return bool(before) and before[-1].facet == facet and place - before[-1].end in (1, 2)
