"""How far a negation reaches: the values and nouns behind its cue."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.understanding.lexicon import word_set
from assistant.understanding.mention import Mention
from assistant.understanding.negation_cues import BLOCKED, CUES, FILLERS, Cue
from assistant.understanding.tokens import Token
from assistant.understanding.verdicts import verdict_at

_OR = frozenset(("or", "nor", "/"))
_MADE = frozenset(("made", "of", "from", "out", "in", "with", "by"))
_WISHES = word_set(
    "in with from by for made preferably ideally either maybe it its they this that i im we must"
    " should has needs can only just also"
)
"""Words that after a comma begin what is wanted: "no wool, in walnut"."""
_MOST_FILLERS = 6
_LONGEST_NOUN = 3
"""Words."""


@dataclass(slots=True)
class Scope:
    """One negation: what it rules out (or lifts, or leaves open) and the tokens it covers."""

    cue: Cue
    first: int
    end: int
    mentions: list[Mention] = field(default_factory=list)
    nouns: list[tuple[int, int]] = field(default_factory=list)
    """Token ranges of nouns that are no known value: "sleeves" in "without sleeves"."""
    covered: list[Mention] = field(default_factory=list)
    """Known values inside such nouns."""
    lifts: bool = False
    """The values lift the exclusion before: "merino" in "no wool except merino"."""


class Reach:
    """The words of one message with the values named in them, read on from a cue."""

    def __init__(
        self, tokens: Sequence[Token], mentions: Sequence[Mention], used: Sequence[bool]
    ) -> None:
        self.tokens = tokens
        self.used = used
        self.norms = [t.norm for t in tokens]
        self.at = {m.first: m for m in mentions}
        """Mentions by their first token."""
        self.inside = {p for m in mentions for p in range(m.first, m.end)}
        """The places of all of them."""

    def read(self, cue: Cue, first: int, place: int) -> Scope:
        """The scope of a cue at tokens ``first`` .. ``place`` (exclusive)."""
        scope = Scope(cue, first, place)
        scope.covered += [m for p, m in self.at.items() if first <= p < place]
        place = self._capture(scope, place, may_name=cue in ("part", "free", "except"))
        while place < len(self.tokens) and (scope.mentions or scope.nouns):
            following = self._carried_on(scope, place)
            if following is None:
                break
            place = following
        return scope

    def _capture(self, scope: Scope, place: int, may_name: bool) -> int:
        """Take in the value at a place, fillers skipped. Gives the place after it, or ``place``."""
        start = place
        for _ in range(_MOST_FILLERS):
            if place in self.at or place >= len(self.tokens) or self.norms[place] not in FILLERS:
                break
            if place + 1 < len(self.tokens) and self.tokens[place + 1].glued:
                return start  # The "in" of "in-ear" is none of its own.
            place += 1
        if place >= len(self.tokens) or self.used[place]:
            return start
        mention = self.at.get(place)
        if mention:
            if scope.cue == "part" and mention.facet == "categories":
                return self._noun(scope, place)
            after = self.at.get(mention.end)
            if mention.facet == "categories" and scope.mentions and place == start:
                return start
            absorbs = may_name and mention.facet == "attributes" and after is None
            if scope.cue == "free" and mention.kind == "material":
                absorbs = False  # "No leather bags": bags are wanted, of another material.
            if absorbs and self.is_noun(mention.end) and self.norms[mention.end] not in FILLERS:
                return self._noun(scope, place)
            scope.mentions.append(mention)
            scope.end = mention.end
            if after and self._goes_on(mention, after):
                return self._capture(scope, mention.end, may_name=False)
            return scope.end
        if not may_name or not self.is_noun(place):
            return start
        return self._noun(scope, place)

    def _goes_on(self, mention: Mention, after: Mention) -> bool:
        """Whether a value right behind belongs to the same thing: "no black leather". A material or
        a brand closes it unless a product noun follows: "no polyester, navy" """
        if after.facet not in ("brands", "colours", "attributes"):
            return False
        closes = mention.facet == "brands" or mention.kind == "material"
        noun = self.at.get(after.end)
        return not closes or (noun is not None and noun.facet == "categories")

    def _noun(self, scope: Scope, place: int) -> int:
        """Take in a noun of up to three words, known values and all: "leather straps"."""
        end = place
        while end < len(self.tokens) and end - place < _LONGEST_NOUN:
            mention = self.at.get(end)
            if mention and (end == place or mention.facet == "categories"):
                scope.covered.append(mention)
                end = mention.end
            elif self.is_noun(end):
                end += 1
            else:
                break
        last = self.at.get(end - 1) if end - 1 > place else None
        if scope.cue == "free" and last and last.facet == "categories" and last.end == end:
            # "No gaming laptops": laptops are wanted, of another kind.
            scope.covered.remove(last)
            scope.nouns.append((place, last.first))
            scope.end = last.first
            return last.first
        made = self._made_of(end)
        if made is not None and scope.cue == "free":
            return self._capture(scope, made, may_name=False)
        scope.nouns.append((place, end))
        scope.end = end
        return end

    def _made_of(self, place: int) -> int | None:
        """Where the value stands that a noun is made of or comes in: "tables made of glass"."""
        after = place
        while after < len(self.tokens) and self.norms[after] in _MADE:
            after += 1
        return after if after > place and after in self.at else None

    def is_noun(self, place: int) -> bool:
        """Whether a word stands here that may be, or describe, a thing nobody knows."""
        if place >= len(self.tokens) or self.used[place] or place in self.inside:
            return False
        norm = self.norms[place]
        if norm in BLOCKED or CUES.matches(self.norms, place):
            return False
        return self.tokens[place].is_word and norm.isalpha()

    def _carried_on(self, scope: Scope, place: int) -> int | None:
        """The place after one more value that the negation reaches, or None where it ends."""
        joint = self.norms[place]
        after = place + 1
        if joint in (",", ".") and self.norms[after : after + 1] in (["or"], ["nor"], ["and"]):
            joint, after = self.norms[after], after + 1
        if joint not in (*_OR, "and", ",") or self.used[place]:
            return None
        if joint == "," and after < len(self.tokens) and self.norms[after] in _WISHES:
            return None
        while after < len(self.tokens) and (self.norms[after] in FILLERS and after not in self.at):
            after += 1
        following = self.at.get(after)
        if following and verdict_at(self.norms, following.end):
            return None
        last = scope.mentions[-1] if scope.mentions else None
        if following:
            same = last is not None and (following.facet, _group(following)) == (
                last.facet,
                _group(last),
            )
            if last is None:
                same = following.facet == "attributes" and following.kind == "material"
            if joint in _OR:
                reaches = following.facet != "categories" or same
            elif joint == "and":
                reaches = same
            else:
                things = scope.cue in ("free", "part") and following.facet == "attributes"
                reaches = same and (things or self._list_closes(following))
            return self._capture(scope, after, may_name=False) if reaches else None
        lone = not self.is_noun(after + 1) and after + 1 not in self.at
        listed = joint == "," and after + 1 < len(self.tokens) and self.norms[after + 1] in (
            "and", "or", ",")  # fmt: skip
        carries = joint in _OR or (joint == "and" and lone) or listed
        if scope.cue in ("free", "part") and self.is_noun(after) and carries:
            return self._capture(scope, after, may_name=True)
        return None

    def _list_closes(self, mention: Mention) -> bool:
        """Whether a list goes on to an "or" or "and" with the same kind: "red, green or blue"."""
        place = mention.end
        while place + 1 < len(self.tokens):
            following = self.at.get(place + 1) or self.at.get(place + 2)
            if not following or following.facet != mention.facet:
                return False
            if self.norms[place] in ("or", "nor", "and") or self.norms[place + 1] in (
                "or",
                "nor",
                "and",
            ):
                return True
            if self.norms[place] != ",":
                return False
            place = following.end
        return False


def _group(mention: Mention) -> str:
    return mention.kind if mention.facet == "attributes" else mention.facet
