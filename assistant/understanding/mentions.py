"""Where a message names a value: brands, categories, colours, sizes and attributes in place."""

from collections.abc import Sequence

from assistant.understanding.lexicon import FREE_OF
from assistant.understanding.mention import Mention, follows
from assistant.understanding.other_things import without_other_things
from assistant.understanding.phrasebook import PLAIN, PhraseBook, Term
from assistant.understanding.places import Places
from assistant.understanding.readings import Readings
from assistant.understanding.sizes import JOINS, read_said_size, read_size
from assistant.understanding.tokens import Token

_SHORTEST_SPLIT = 7
"""Letters of a word that may be written as two."""


def find_mentions(tokens: Sequence[Token], used: Sequence[bool], book: PhraseBook) -> list[Mention]:
    """All mentions in order, none overlapping. ``used`` marks tokens that were read as something
    else. The longest phrase wins; a reading that needs a cue (an ordinary word as brand, a soft
    colour, a bare number as size, a category that is not a head noun) counts only with it."""
    return _Finder(tokens, used, book).run()


class _Finder:
    def __init__(self, tokens: Sequence[Token], used: Sequence[bool], book: PhraseBook) -> None:
        self.at = Places(tokens, used, book)
        self.tokens = tokens
        self.book = book
        self.read = Readings(self.at, tokens, book)
        self._found: list[Mention] = []

    def run(self) -> list[Mention]:
        found = self._found
        place = 0
        while place < len(self.tokens):
            mention = None if self.at.used[place] else self._at(place, found)
            if mention:
                found.append(mention)
            place = mention.end if mention else place + 1
        found = without_other_things(self.at, found)
        inside = {p for m in found for p in range(m.first, m.end)}
        kept: list[Mention] = []
        named = False
        for mention in found:
            if mention.facet != "categories":
                kept.append(mention)
            elif self.at.is_head(mention.first, mention.end, inside, named=named):
                kept.append(mention)
                named = True
        return kept

    def _at(self, place: int, before: list[Mention]) -> Mention | None:
        free = self._free_of(place)
        if free:
            return free
        matches = [*self.book.trie.matches(self.at.words, place), *self._split_word(place)]
        for length, terms in sorted(matches, key=lambda match: -match[0]):
            norms = tuple(t.norm for t in self.tokens[place : place + length])
            # A made-up name may be said in the plural: "no Nikes".
            fitting = [t for t in terms if t.kind == "name" or not t.norms or t.norms == norms]
            mention = self._choose(place, place + length, fitting, before)
            if mention:
                return mention
        said = read_said_size(
            self.at,
            place,
            after_size=self.at.norm(place - 1) in JOINS and follows("sizes", before, place),
        )
        return Mention("sizes", said.values, "phrase", said.first, said.end) if said else None

    def _split_word(self, place: int) -> list[tuple[int, list[Term]]]:
        """ "Water proof" for "waterproof"."""
        pair = self.at.words[place : place + 2]
        joined = "".join(pair)
        if len(pair) < 2 or len(joined) < _SHORTEST_SPLIT or not pair[1].isalpha():
            return []
        found = self.book.trie.matches([joined], 0)
        return [(2, [t for t in terms if t.facet != "brands"]) for _, terms in found]

    def _choose(
        self, first: int, end: int, terms: list[Term], before: list[Mention]
    ) -> Mention | None:
        order = ["brands", "categories", "attributes", "colours", "sizes"]
        if any(t.kind == "plain" for t in terms) or self.read.is_among_colours(first, end, before):
            order.insert(1, order.pop(3))
        if self.at.norm(first - 2) == "made" and self.at.norm(first - 1) in ("of", "from"):
            order.sort(key=lambda facet: facet != "attributes")
        named = tuple(self.at.words[first:end])
        shades = {"colours"} if named not in self.book.colours and named not in PLAIN else set()
        others = len({t.facet for t in terms} - shades) > 1
        for facet in order:
            same = [t for t in terms if t.facet == facet]
            for term in same:
                if facet == "brands" and self.read.is_brand(
                    term, first, end, before, others=others
                ):
                    return self._mention(term, first, end)
                if facet == "categories":
                    values = tuple(dict.fromkeys(t.value for t in same))
                    mention = Mention("categories", values, "node", first, end)
                    if self.at.may_be_head(end) or not others:
                        return mention
                if facet == "attributes" and self.read.is_attribute(term, first, end):
                    return self._mention(term, first, end)
                if facet == "colours" and self.read.is_colour(term, first, end, before):
                    said = " ".join(t.norm for t in self.tokens[first:end])
                    return Mention("colours", (said,), term.kind, first, end)
                if facet == "sizes" and (
                    size := read_size(
                        self.at,
                        term,
                        first,
                        end,
                        after_size=self._after_size(first, before),
                        after_thing=bool(before)
                        and before[-1].facet == "categories"
                        and before[-1].end == first,
                    )
                ):
                    return Mention("sizes", size.values, term.kind, size.first, size.end)
        return None

    def _after_size(self, first: int, before: list[Mention]) -> bool:
        """Whether a size stands before the joining word, or the hyphen, before."""
        hyphened = self.tokens[first].glued and bool(before) and before[-1].end == first
        return follows("sizes", before, first) or (hyphened and before[-1].facet == "sizes")

    def _mention(self, term: Term, first: int, end: int) -> Mention:
        return Mention(term.facet, (term.value,), term.kind, first, end)

    def _free_of(self, place: int) -> Mention | None:
        """ "Leather-free" names leather as absent; "sugar-free" is a property by itself."""
        if self.at.norm(place + 1) != "free" or self.at.norm(place) in FREE_OF:
            return None
        for _, terms in self.book.trie.matches(self.at.words[place : place + 1], 0):
            for term in terms:
                if term.facet == "attributes" and term.kind == "material":
                    return Mention("attributes", (term.value,), term.kind, place, place + 2, True)
        return None
