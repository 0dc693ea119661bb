"""Where a message names a value: brands, categories, colours, sizes and attributes in place."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understanding.lexicon import (
    AFTER_HEAD,
    ARTICLES,
    BEFORE_OBJECT,
    CONTAINERS,
    FREE_OF,
    LETTER_SIZES,
    NUMBER_WORDS,
    SIZE_SYSTEMS,
    UNITS,
    WORD_SIZES,
    word_set,
)
from assistant.understanding.phrasebook import Facet, Kind, PhraseBook, Term
from assistant.understanding.tokens import Token

_LOOK = word_set(
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
_SIZE_CUES = word_set("size sized sizes wear wears take")
_JOINS = frozenset(("or", "and", ",", "/", "nor"))


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


def find_mentions(tokens: Sequence[Token], used: Sequence[bool], book: PhraseBook) -> list[Mention]:
    """All mentions in order, none overlapping. ``used`` marks tokens that were read as something
    else. The longest phrase wins; a reading that needs a cue (an ordinary word as brand, a soft
    colour, a bare number as size, a category that is not a head noun) counts only with it."""
    return _Finder(tokens, used, book).run()


class _Finder:
    def __init__(self, tokens: Sequence[Token], used: Sequence[bool], book: PhraseBook) -> None:
        self.tokens = tokens
        self.used = used
        self.book = book
        self.words = [t.key if not u else "\0" for t, u in zip(tokens, used, strict=True)]
        self.fixed = [False] * len(tokens)
        for place in range(len(tokens)):
            for length, _ in book.fixed.matches(self.words, place)[:1]:
                self.fixed[place : place + length] = [True] * length
        self.capitals = _uses_capitals(tokens)

    def run(self) -> list[Mention]:
        found: list[Mention] = []
        place = 0
        while place < len(self.tokens):
            mention = None if self.used[place] else self._at(place, found)
            if mention:
                found.append(mention)
            place = mention.end if mention else place + 1
        return [m for m in found if m.facet != "categories" or self._is_head(m, found)]

    def _at(self, place: int, before: list[Mention]) -> Mention | None:
        free = self._free_of(place)
        if free:
            return free
        matches = self.book.trie.matches(self.words, place)
        if place + 1 < len(self.tokens) and not self.tokens[place + 1].glued:
            joined = self.words[place] + self.words[place + 1]
            if len(joined) >= 7 and self.words[place + 1].isalpha():
                terms = [v for _, v in self.book.trie.matches([joined], 0)]
                matches = [*matches, *((2, [t for t in v if t.facet != "brands"]) for v in terms)]
                matches.sort(key=lambda m: -m[0])
        for length, terms in matches:
            norms = tuple(t.norm for t in self.tokens[place : place + length])
            fitting = [t for t in terms if not t.norms or t.norms == norms]
            mention = self._choose(place, place + length, fitting, before)
            if mention:
                return mention
        return self._said_size(place)

    def _choose(
        self, first: int, end: int, terms: list[Term], before: list[Mention]
    ) -> Mention | None:
        order = ["brands", "categories", "attributes", "colours", "sizes"]
        if any(t.kind == "plain" for t in terms):
            order.insert(1, order.pop(3))
        others = len({t.facet for t in terms}) > 1
        for facet in order:
            same = [t for t in terms if t.facet == facet]
            for term in same:
                if facet == "brands" and self._is_brand(term, first, end, others):
                    return self._mention(term, first, end)
                if facet == "categories":
                    values = tuple(dict.fromkeys(t.value for t in same))
                    mention = Mention("categories", values, "node", first, end)
                    if self._may_be_head(end) or not others:
                        return mention
                if facet == "attributes" and not (self.fixed[first] and term.kind == "material"):
                    return self._mention(term, first, end)
                if facet == "colours" and self._is_colour(term, first, end, before):
                    said = " ".join(t.norm for t in self.tokens[first:end])
                    return Mention("colours", (said,), term.kind, first, end)
                if facet == "sizes" and (found := self._size(term, first, end, before)):
                    return found
        return None

    def _mention(self, term: Term, first: int, end: int) -> Mention:
        return Mention(term.facet, (term.value,), term.kind, first, end)

    def _norm(self, place: int) -> str:
        if 0 <= place < len(self.tokens) and not self.used[place]:
            return self.tokens[place].norm
        return ""

    def _free_of(self, place: int) -> Mention | None:
        """ "Leather-free" names leather as absent; "sugar-free" is a property by itself."""
        if self._norm(place + 1) != "free" or self._norm(place) in FREE_OF:
            return None
        for _, terms in self.book.trie.matches(self.words[place : place + 1], 0):
            for term in terms:
                if term.facet == "attributes" and term.kind == "material":
                    return Mention("attributes", (term.value,), term.kind, place, place + 2, True)
        return None

    def _is_brand(self, term: Term, first: int, end: int, others: bool) -> bool:
        if term.kind != "ordinary":
            return True
        before, after = self._norm(first - 1), self._norm(end)
        if before in ("by", "brand", "brands") or after in ("brand", "brands"):
            return True
        if before == ":" and self._norm(first - 2) in ("brand", "brands", "make", "maker"):
            return True
        if before == "from" and self._ends_phrase(end):
            return True
        capital = self.tokens[first].text[0].isupper()
        if capital and self.capitals and first > 0:
            return True
        if others:
            return False
        return (end - first == len(self.tokens)) or self._category_follows(end)

    def _category_follows(self, place: int) -> bool:
        for length, terms in self.book.trie.matches(self.words, place):
            if any(t.facet == "categories" for t in terms) and self._may_be_head(place + length):
                return True
        return False

    def _is_colour(self, term: Term, first: int, end: int, before: list[Mention]) -> bool:
        if self.fixed[first]:
            return False
        if term.kind == "plain":
            return True
        previous = self._norm(first - 1)
        if previous in ("in", "colour", "color", "colours", "colors", "not") or (
            self._norm(end) in ("colour", "color", "coloured", "colored", "ones", "one")
        ):
            return True
        if previous in ARTICLES and self._norm(first - 2) == "in":
            return True
        if term.kind == "odd":
            return len(self.tokens) == end - first
        listed = bool(before) and before[-1].facet == "colours" and before[-1].end == first - 1
        if listed and previous in _JOINS:
            return True
        return len(self.tokens) == end - first or self._category_follows(end)

    def _size(self, term: Term, first: int, end: int, before: list[Mention]) -> Mention | None:
        if self.fixed[first]:
            return None
        cue = self._size_cue(first, end, before)
        start, stop = cue or (first, end)
        text = self.tokens[first].text
        fits = cue is not None
        if term.kind == "letter":
            alone = self._norm(first - 1)[:1].isdigit() or self.tokens[first].glued
            fits = (
                fits or len(text) > 1 or (text.isupper() and not alone and self._ends_phrase(end))
            )
        elif term.kind == "number":
            fits = fits and self._norm(end) not in UNITS - {"size", "sizes"}
        elif term.kind == "word":
            said = " ".join(self.words[first:end])
            own = self._alone(first, end)
            fits = fits or own or (said not in WORD_SIZES and self._category_follows(end))
        else:
            fits = True
        if not fits:
            return None
        said = " ".join(t.text for t in self.tokens[first:end])
        values = (term.value,) if term.kind == "phrase" else self.book.size(said)
        return Mention("sizes", values, term.kind, start, stop)

    def _size_cue(self, first: int, end: int, before: list[Mention]) -> tuple[int, int] | None:
        """The reach of a size with the words that make it one, or None."""
        place = first - 1
        while self._norm(place) in ("a", "an", "the", "is", "of", ":", "in") and place > 0:
            if self._norm(place) == "in" and self._ends_phrase(end):
                return place, end
            place -= 1
        if self._norm(place) in _SIZE_CUES:
            if self._norm(place - 1) in ("in", "a", "of"):
                place -= 1
            return place, end
        if self._norm(place) == "in" and self._ends_phrase(end):
            return place, end
        if self._norm(end) in ("size", "sized"):
            return first, end + 1
        if before and before[-1].facet == "sizes" and before[-1].end == first - 1:
            if self._norm(first - 1) in (*_JOINS, "-", "to"):
                return first, end
        return None

    def _said_size(self, place: int) -> Mention | None:
        """ "Size 7" and "EU 47" where the catalogue has no such size: as said."""
        if self._norm(place) not in ("size", *SIZE_SYSTEMS):
            return None
        system = self._norm(place) in SIZE_SYSTEMS
        number = place + 1
        if not system and self._norm(number) in SIZE_SYSTEMS:
            system, number = True, number + 1
        word = self._norm(number)
        if not word or not (word[0].isdigit() or (word.upper() in LETTER_SIZES and not system)):
            return None
        known = self.book.trie.matches(self.words, number)
        if any(t.facet == "sizes" and t.value for _, terms in known for t in terms):
            return None  # The catalogue's own size is read from the number on.
        if self._norm(number + 1) in UNITS - {"wide"}:
            return None
        end = number + 1
        if self._norm(end) in ("wide", "narrow"):
            end += 1
        said = " ".join(t.text for t in self.tokens[number:end])
        if system:
            said = f"{self._norm(number - 1).upper()} {said}"
        first = place - 1 if self._norm(place - 1) == "in" else place
        return Mention("sizes", self.book.size(said), "phrase", first, end)

    def _ends_phrase(self, place: int) -> bool:
        if place >= len(self.tokens) or self.used[place]:
            return True
        token = self.tokens[place]
        return not token.is_word or token.norm in AFTER_HEAD

    def _alone(self, first: int, end: int) -> bool:
        """Whether a phrase stands by itself between commas or ends of the message."""
        left = first == 0 or self.used[first - 1] or self.tokens[first - 1].norm in (",", ";", ".")
        return left and self._ends_phrase(end)

    def _may_be_head(self, end: int) -> bool:
        """Whether a noun may end here: nothing follows that it would only describe."""
        place = end
        while not self._ends_phrase(place):
            if self.tokens[place].glued:
                return False
            if self.words[place][0].isdigit():
                return True
            length = next(
                (
                    n
                    for n, terms in self.book.trie.matches(self.words, place)
                    if any(t.facet in ("colours", "attributes", "sizes") for t in terms)
                ),
                0,
            )
            if not length:
                return False
            place += length
        return True

    def _is_head(self, mention: Mention, found: list[Mention]) -> bool:
        if not self._may_be_head(mention.end) or self._counts_something(mention):
            return False
        place, unknown = mention.first - 1, 0
        inside = {p for m in found for p in range(m.first, m.end)}
        if "who" in self.words[max(0, place - 3) : place + 1]:
            return False  # It is what somebody likes: "my niece who loves dinosaurs".
        while place >= 0 and not self.used[place]:
            norm = self.tokens[place].norm
            if norm in BEFORE_OBJECT:
                earlier = self._norm(place - 1)
                return norm in ("for", "to", "in") and (
                    earlier in _LOOK or (place > 0 and self.used[place - 1])
                )
            if norm not in ARTICLES and place not in inside:
                unknown += 1
                if unknown > 1 or norm in _ACTS or norm in AFTER_HEAD or not norm[0].isalpha():
                    return True
            place -= 1
        return True

    def _counts_something(self, mention: Mention) -> bool:
        """ "Pack of socks", "four pack": a noun that only says how many or how much."""
        last = self.tokens[mention.end - 1].norm
        if last not in UNITS and last not in CONTAINERS:
            return False
        before = self._norm(mention.first - 1)
        counted = before[:1].isdigit() or before in NUMBER_WORDS
        return self._norm(mention.end) == "of" or (counted and last in UNITS)


def _uses_capitals(tokens: Sequence[Token]) -> bool:
    """Whether capitals say something: most words are in lower case."""
    cases = [t.text[0].isupper() for t in tokens if t.text[0].isalpha()]
    return bool(cases) and (sum(cases) <= len(cases) / 2 or len(cases) <= 3)
