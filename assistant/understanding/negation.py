"""What a message rules out: cues of negation, and how far each one reaches."""

from collections.abc import Sequence

from assistant.understanding.belongings import belonging, told
from assistant.understanding.lexicon import word_set
from assistant.understanding.mention import Mention
from assistant.understanding.negation_cues import BLOCKED, CUES, Cue
from assistant.understanding.reach import Reach, Scope
from assistant.understanding.tokens import Token
from assistant.understanding.verdicts import verdict_at

__all__ = ["Scope", "find_scopes"]

_JOINS = frozenset(("and", "or", ",", "nor", "/"))
_SERVICE = word_set(
    "return returned exchange exchanged refund refunded pay paid checkout login came arrived"
    " delivered shipped sent received"
)
"""Verbs after which "without" describes what happened or may be done."""
_NEAR = 4
"""Words."""
_LIKED_MORE = {"than": "rather", "to": "prefer", "over": "prefer"}
"""Words before what one likes less, and those before what one likes more."""
_NO_EXCLUSION = ("neutral", "owned")


def find_scopes(
    tokens: Sequence[Token], mentions: Sequence[Mention], used: Sequence[bool]
) -> list[Scope]:
    """All negations of a message, in order; their mentions are ruled out.

    "Or" and "nor" carry a negation on to any value, "and" and a comma only to one of the same
    kind ("not black or brown", "no wool and cotton"; "not black and waterproof" asks for
    waterproof).
    A product noun after a ruled-out quality stays wanted ("no black jackets").
    """
    return _Reader(Reach(tokens, mentions, used)).run()


class _Reader:
    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.tokens = reach.tokens
        self.norms = reach.norms
        self.at = reach.at

    def run(self) -> list[Scope]:
        return self._fine(self._scopes())

    def _fine(self, scopes: list[Scope]) -> list[Scope]:
        """With what "is fine" after an exclusion: a kind of what is ruled out lifts it, a colour is
        merely free."""
        for mention in self.at.values():
            before = [s for s in scopes if s.end <= mention.first and s.cue not in _NO_EXCLUSION]
            verdict = verdict_at(self.norms, mention.end) if before else None
            if verdict and verdict[0] == "fine":
                same = any(m.facet == "attributes" for m in before[-1].mentions)
                lifts = same and mention.facet == "attributes"
                cue: Cue = "except" if lifts else "neutral"
                said = [*self._led(mention), mention] if lifts else [mention]
                scopes.append(Scope(cue, said[0].first, mention.end, mentions=said, lifts=lifts))
        return scopes

    def _led(self, mention: Mention) -> list[Mention]:
        """The qualities right before a value: the recycled of "recycled plastic"."""
        return [
            one
            for one in self.at.values()
            if one.end == mention.first and one.facet == mention.facet
        ]

    def _scopes(self) -> list[Scope]:
        scopes: list[Scope] = []
        place = 0
        while place < len(self.tokens):
            length = 1
            scope = self._judged(place) or (
                None if self.reach.used[place] else told(self.reach, place)
            )
            if scope is None:
                scope, length = self._cued(place, scopes)
            if scope and (scope.mentions or scope.nouns or scope.cue == "neutral"):
                scopes.append(scope)
            place = max(scope.end if scope else 0, place + length)
        return scopes

    def _judged(self, place: int) -> Scope | None:
        """The values that are judged behind them: "wool and cotton are out"."""
        said: list[Mention] = []
        while mention := self.at.get(place):
            # "Leather boots are out": boots are wanted, of another material.
            of_thing = mention.facet == "categories" and said and said[-1].end == mention.first
            if said and not of_thing and mention.facet != said[0].facet:
                break
            if not of_thing:
                said.append(mention)
            if verdict := verdict_at(self.norms, mention.end):
                cue: Cue = "known" if verdict[0] == "out" else "neutral"
                first = said[0].first
                return None if verdict[0] == "fine" else Scope(cue, first, verdict[1], said)
            place = mention.end
            joined = self.norms[place : place + 1]
            place += 1 if joined and joined[0] in _JOINS else 0
        return None

    def _cued(self, place: int, before: Sequence[Scope]) -> tuple[Scope | None, int]:
        """The scope of the cue at a place, and how many tokens the cue has."""
        if self._is_less_liked(place):
            return self.reach.read("known", place, place + 1), 1
        found = CUES.matches(self.norms, place)
        if not found or place in self.reach.inside or self.reach.used[place]:
            return None, 1
        length, cues = next((f for f in found if not self._cuts(place + f[0])), found[0])
        cue = cues[0]
        if cue == "void" or self._is_discourse(place, length) or self._is_service(cue, place):
            return None, length
        if self._is_afterthought(place, length):
            cue = "free"
        if cue == "owned":
            return belonging(self.reach, place, place + length), length
        scope = self.reach.read(cue, place, place + length)
        if cue == "except" and before and before[-1].cue != "neutral":
            scope.lifts = self._adjoins(before[-1].end, place) and self._excepts(before[-1], scope)
        return scope, length

    def _is_less_liked(self, place: int) -> bool:
        """Whether what one likes less follows: "rather oak | than teak", "prefer oak | to teak"."""
        word = _LIKED_MORE.get(self.norms[place])
        between = place - 1 in self.reach.inside and place + 1 in self.at
        return between and word in self.norms[max(0, place - _NEAR) : place]

    def _cuts(self, place: int) -> bool:
        """Whether a value began before this place and goes on: "not | in | size XL"."""
        return place in self.reach.inside and place not in self.at

    def _excepts(self, before: Scope, scope: Scope) -> bool:
        """Whether what follows can be an exception from what is ruled out: "no leather, but not in
        brown" rules out both."""
        again = self.norms[scope.first : scope.first + 2] == ["but", "not"]
        facets = {m.facet for m in before.mentions}
        other = again and not any(m.facet in facets for m in scope.mentions)
        return bool(before.mentions or before.nouns) and not other

    def _adjoins(self, end: int, place: int) -> bool:
        return end == place or (end + 1 == place and self.norms[end] == ",")

    def _is_discourse(self, place: int, length: int) -> bool:
        """ "No" as an answer: before a comma, or before words that begin a new clause."""
        if self.norms[place : place + length] != ["no"]:
            return False
        after = place + 1
        if self.norms[after + 1 : after + 2] in (["than"], ["then"]):
            return True  # "No wider than 120".
        if after >= len(self.tokens):
            return True
        if after in self.at:
            return False
        return not self.tokens[after].is_word or (
            self.norms[after] in BLOCKED and self.norms[after] not in ("other", "more")
        )

    def _is_service(self, cue: Cue, place: int) -> bool:
        """Whether it is said of an order or a service: "return it without a receipt"."""
        before = self.norms[max(0, place - _NEAR) : place]
        return cue == "part" and any(norm in _SERVICE for norm in before)

    def _is_afterthought(self, place: int, length: int) -> bool:
        """ ", not Apple": a "not" that rules out a name or thing the catalogue does not know. "Not
        food" by itself does too."""
        if self.norms[place : place + length] != ["not"]:
            return False
        end = place + 2
        return (
            (place == 0 or self.norms[place - 1] == ",")
            and self.reach.is_noun(place + 1)
            and not self.norms[place + 1].endswith(("ed", "ing"))
            and (end >= len(self.tokens) or not self.tokens[end].is_word)
        )
