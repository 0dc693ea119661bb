"""Where words stand in a message: phrase ends, head nouns, objects of "for" and "with"."""

from collections.abc import Sequence, Set

from assistant.understanding.lexicon import (
    AFTER_HEAD,
    ARTICLES,
    BEFORE_OBJECT,
    CONTAINERS,
    LOOSE,
    MEASURES,
    NUMBER_WORDS,
    PACKAGING,
    UNITS,
    WEAR,
    word_set,
)
from assistant.understanding.negation_cues import CUES
from assistant.understanding.phrasebook import PhraseBook, Term
from assistant.understanding.tokens import Token

LOOK = word_set(
    """
    look looking looked search searching shop shopping hunt hunting market ask asking browse
    browsing interested budget price prices spend pay paying wish after need want up
    """
)
_ACTS = word_set(
    """
    see buy get find order purchase have browse look show want need recommend compare sell
    stock carry offer give bring suggest take check know help like love try
    """
)
_POLITE = word_set("please pls plz thanks instead then")
_FOND = word_set("likes loves enjoys adores collects")
_WISHING = word_set(
    "i id we wed would also really something anything have got get need want find sell stock carry"
)
"""Words after which "like" is a verb."""
OWNERS = word_set("my our his her their")
"""Words before a thing that somebody has already."""
_EVERYTHING = word_set("everything anything all something things new items products stuff have got")
_SELLS = word_set("carry hold store")
"""What the shop does with its goods, and a bag with others: "do you carry ..."."""
_SMALL = (AFTER_HEAD | LOOSE | ARTICLES | word_set("guess think suppose reckon")) - _EVERYTHING
"""Words beside limits that name no thing."""
_LONGEST_CUE = 5
"""Words of a negation that are looked back for."""
_REPLACES = word_set("replacement another new")
_MOST_QUALITIES = 4
"""Words that may stand between a value and the noun it belongs to."""
_BY_WHAT = frozenset(("with", "by", "from", "of", "in", "for"))


def _is_quality(terms: Sequence[Term]) -> bool:
    return any(
        t.facet in ("colours", "attributes", "sizes") or (t.facet == "brands" and t.kind == "name")
        for t in terms
    )


class Places:
    """The tokens of one message with what is known of their surroundings."""

    def __init__(self, tokens: Sequence[Token], used: Sequence[bool], book: PhraseBook) -> None:
        self.tokens = tokens
        self.used = used
        self.book = book
        self.words = [t.key if not u else "\0" for t, u in zip(tokens, used, strict=True)]
        """Comparable words; a zero sign where a token was read as something else."""
        self._norms = [t.norm for t in tokens]
        self.replaces = any(norm in _REPLACES for norm in self._norms)
        """Whether a new one is wanted of what one has: "my kettle broke, I need another"."""
        self.fixed = [False] * len(tokens)
        """Whether a token is part of a set phrase such as "green tea"."""
        for place in range(len(tokens)):
            for length, _ in book.fixed.matches(self.words, place)[:1]:
                glued = place + length < len(tokens) and tokens[place + length].glued
                if not glued and not self._overlaps_thing(place, length):
                    self.fixed[place : place + length] = [True] * length

    def _overlaps_thing(self, first: int, length: int) -> bool:
        """Whether a longer product noun begins inside a set phrase: the board game of "a white
        board game"."""
        return any(
            place + reach > first + length and any(t.facet == "categories" for t in terms)
            for place in range(first + 1, first + length)
            for reach, terms in self.book.trie.matches(self.words, place)
        )

    def norm(self, place: int) -> str:
        """The folded word at a place; empty outside the message and where it is already read."""
        if 0 <= place < len(self.tokens) and not self.used[place]:
            return self.tokens[place].norm
        return ""

    def category_follows(self, place: int) -> bool:
        """Whether a product noun of the catalogue stands here, after a few qualities at most."""
        for _ in range(_MOST_QUALITIES):
            matches = self.book.trie.matches(self.words, place)
            for length, terms in matches:
                if any(t.facet == "categories" for t in terms) and self.may_be_head(place + length):
                    return True
            place += next((n for n, terms in matches if _is_quality(terms)), len(self.words))
        return False

    def negated(self, place: int) -> bool:
        """Whether a negation ends right before this place."""
        return any(
            length == place - start
            for start in range(max(0, place - _LONGEST_CUE), place)
            for length, _ in CUES.matches(self._norms, start)
        )

    def wear_precedes(self, place: int) -> bool:
        """Whether something to wear is named right before, a comma aside: "hiking boots, 42"."""
        before = place - 2 if self.norm(place - 1) == "," else place - 1
        return 0 <= before < len(self.words) and self.words[before] in WEAR

    def wear_follows(self, place: int) -> bool:
        """Whether something to wear is named before the phrase ends: "a large white T-shirt"."""
        while not self.ends_phrase(place):
            if self.words[place] in WEAR:
                return True
            place += 1
        return False

    def ends_phrase(self, place: int) -> bool:
        """Whether no further noun follows: a sign, a connecting word or the end."""
        if place >= len(self.tokens) or self.used[place]:
            return True
        token = self.tokens[place]
        compares = self.norm(place + 1) in ("than", "then")  # "A dryer quieter than 70 dB".
        loose = token.norm in AFTER_HEAD or token.norm in LOOSE or compares
        return not token.is_word or loose or self._negates(place)

    def _negates(self, place: int) -> bool:
        """Whether a negation of several words begins here: "free from", "other than"."""
        return any(length > 1 for length, _ in CUES.matches(self._norms, place))

    def is_bounded(self, place: int) -> bool:
        """Whether the phrase ends here or another quality follows: "orange XL", "orange wool"."""
        return self.ends_phrase(place) or any(
            _is_quality(terms) for _, terms in self.book.trie.matches(self.words, place)
        )

    def closes(self, place: int) -> bool:
        """Whether nothing but a sign or a polite word follows: "silver please"."""
        after = self.tokens[place] if place < len(self.tokens) else None
        return after is None or not after.is_word or after.norm in _POLITE

    def begins_phrase(self, place: int) -> bool:
        """Whether a sign or something that was read already stands before, after a beginning."""
        if place == 0:
            return False
        return self.used[place - 1] or self.tokens[place - 1].norm in (",", ";")

    def alone(self, first: int, end: int) -> bool:
        """Whether a phrase stands by itself between commas or ends of the message."""
        left = first == 0 or self.used[first - 1] or self.tokens[first - 1].norm in (",", ";", ".")
        loosely = end < len(self.tokens) and self.tokens[end].norm in LOOSE
        return left and not loosely and self.ends_phrase(end)

    def may_be_head(self, end: int) -> bool:
        """Whether a noun may end here: nothing follows that it would only describe."""
        place = end
        while not self.ends_phrase(place):
            if self.tokens[place].glued:
                return False
            norm = self.tokens[place].norm
            if norm[0].isdigit() or norm in MEASURES or norm in NUMBER_WORDS:
                return True
            if norm.endswith("ed") and self.norm(place + 1) in _BY_WHAT:
                return True  # "A cushion filled with wool".
            length = next(
                (n for n, terms in self.book.trie.matches(self.words, place) if _is_quality(terms)),
                0,
            )
            if not length:
                return False
            place += length
        return True

    def is_head(self, first: int, end: int, inside: Set[int], *, named: bool = False) -> bool:
        """Whether the noun at these tokens is what the message is about: the lamp, not the desk, in
        "a lamp for my desk". ``inside`` holds the places of all values named; ``named``: a noun
        before is what it is about."""
        if not self.may_be_head(end) or self._counts_something(first, end):
            return False
        place, unknown, apart = first - 1, 0, False
        if (
            self.tokens[end - 1].norm in PACKAGING
            and end - first == 1
            and (place in inside or (named and self.used[place]))
        ):
            return False  # "Tea bags", "coffee, a 1 kg bag".
        if self.norm(first) == "top" and self.norm(end)[:1].isdigit():
            return False  # "Top 5 headphones".
        if "who" in self.words[max(0, place - 3) : place + 1]:
            return False  # It is what somebody likes: "my niece who loves dinosaurs".
        while place >= 0 and not self.used[place]:
            norm = self.tokens[place].norm
            if norm in _FOND:
                return False  # "My dad, he likes coffee" asks for a present.
            earlier = self.norm(place - 1)
            counted = norm == "in" and earlier.isdigit() and self.norm(place + 1).isdigit()
            mine = norm == "my" and (apart or self.replaces)
            if norm in BEFORE_OBJECT and not (mine or counted):  # "A 3 in 1 charger".
                if norm == "like" and earlier in _WISHING:
                    return True
                if norm == "of":
                    return True  # "A pair of jeans".
                if norm == "in" and earlier in _EVERYTHING:
                    return True
                if norm in _SELLS and earlier == "you":
                    return True
                owned = self.norm(place + 1) in OWNERS
                limited = place > 0 and (
                    self.used[place - 1] or (norm == "in" and place - 1 in inside)
                )
                limited = limited or (norm == "for" and self._only_limits(place, inside))
                after_limit = limited and not (owned or named)
                return norm in ("for", "to", "in", "on") and (earlier in LOOK or after_limit)
            measures = norm[0].isdigit() or norm in UNITS
            if norm not in ARTICLES and not measures and place not in inside:
                unknown += 1
                if unknown > 1 or norm in _ACTS or norm in AFTER_HEAD or not norm[0].isalpha():
                    return True
            # "My mother a kettle": what is mine ends before the article.
            apart = apart or (norm in ("a", "an", "some", "the"))
            place -= 1
        return True

    def _only_limits(self, end: int, inside: Set[int]) -> bool:
        """Whether nothing but limits is said before: "any colour but navy | for the bag"."""
        return any(self.used[p] or p in inside for p in range(end)) and all(
            self.used[p] or p in inside or not self.tokens[p].is_word or self._norms[p] in _SMALL
            for p in range(end)
        )

    def _counts_something(self, first: int, end: int) -> bool:
        """ "Pack of socks", "four pack": a noun that only says how many or how much."""
        last = self.tokens[end - 1].norm
        if last not in UNITS and last not in CONTAINERS:
            return False
        before = self.norm(first - 1)
        counted = before[:1].isdigit() or before in NUMBER_WORDS
        holds = end + 1 < len(self.tokens) and self.used[end + 1]  # "A mug of 12 oz".
        return (self.norm(end) == "of" and not holds) or (counted and last in UNITS)
