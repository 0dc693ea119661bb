"""Where a message names a value: brands, categories, colours, sizes and attributes in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.understanding.lexicon import (
    AFTER_HEAD,
    ARTICLES,
    FREE_OF,
    LOOSE,
    SOFT_COLOURS,
    word_set,
)
from assistant.understanding.phrasebook import PLAIN, Facet, Kind, PhraseBook, Term
from assistant.understanding.places import Places
from assistant.understanding.sizes import JOINS, read_said_size, read_size
from assistant.understanding.tokens import Token

_BEFORE_COLOUR = word_set("be is it them either preferably ideally maybe perhaps only also")
"""Words after which a word that is other things too is the colour: "it should be orange"."""
_BRAND = word_set("brand brands make maker manufacturer")
_LINKS = word_set("is was be should must has to called named from maybe probably :")
"""Words between "brand" and its name: "the brand should be Orange"."""
_MOST_LINKS = 4
_CHOOSES = word_set("only prefer instead")
"""Words that make a brand of a word with which nothing else is said: "only Orange please"."""
_EMPTY = AFTER_HEAD | LOOSE | word_set("well uh um erm hmm oh ah")
_DOERS = word_set("i we you he she they have has ive weve just already")
_MADE_OF = word_set("of with from goose duck")
"""Words before a word that is not always a material: "made of paper", "goose down"."""
_SOON = 3
"""Words within which one value says what kind of word another is."""
_SHORTEST_SPLIT = 7
"""Letters of a word that may be written as two."""


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
        self.at = Places(tokens, used, book)
        self.tokens = tokens
        self.book = book
        self.capitals = _uses_capitals(tokens)
        self._found: list[Mention] = []

    def run(self) -> list[Mention]:
        found = self._found
        place = 0
        while place < len(self.tokens):
            mention = None if self.at.used[place] else self._at(place, found)
            if mention:
                found.append(mention)
            place = mention.end if mention else place + 1
        found = self._without_other_things(found)
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

    def _without_other_things(self, found: list[Mention]) -> list[Mention]:
        """Without what describes a thing that is not looked for: the oak of "a lamp to match my oak
        desk"."""
        by_place = {m.first: m for m in found}
        gone: set[int] = set()
        for place in range(len(self.tokens)):
            start = self.at.other_thing(place)
            run: list[Mention] = []
            while start is not None and (mention := by_place.get(start)):
                run.append(mention)
                start = mention.end
                if self.at.norm(start) in JOINS and start + 1 in by_place:
                    start += 1
            if run and (run[-1].facet == "categories" or not self.at.ends_phrase(run[-1].end)):
                gone.update(id(m) for m in run)
        return [m for m in found if id(m) not in gone]

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
        said = read_said_size(self.at, place)
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
        if any(t.kind == "plain" for t in terms):
            order.insert(1, order.pop(3))
        if self.at.norm(first - 2) == "made" and self.at.norm(first - 1) in ("of", "from"):
            order.sort(key=lambda facet: facet != "attributes")
        named = tuple(self.at.words[first:end])
        shades = {"colours"} if named not in self.book.colours and named not in PLAIN else set()
        others = len({t.facet for t in terms} - shades) > 1
        for facet in order:
            same = [t for t in terms if t.facet == facet]
            for term in same:
                if facet == "brands" and self._is_brand(term, first, end, others):
                    return self._mention(term, first, end)
                if facet == "categories":
                    values = tuple(dict.fromkeys(t.value for t in same))
                    mention = Mention("categories", values, "node", first, end)
                    if self.at.may_be_head(end) or not others:
                        return mention
                if facet == "attributes" and self._is_attribute(term, first, end):
                    return self._mention(term, first, end)
                if facet == "colours" and self._is_colour(term, first, end, before):
                    said = " ".join(t.norm for t in self.tokens[first:end])
                    return Mention("colours", (said,), term.kind, first, end)
                if facet == "sizes" and (
                    size := read_size(
                        self.at,
                        term,
                        first,
                        end,
                        after_size=_follows("sizes", before, first),
                        after_thing=bool(before)
                        and before[-1].facet == "categories"
                        and before[-1].end == first,
                    )
                ):
                    return Mention("sizes", size.values, term.kind, size.first, size.end)
        return None

    def _mention(self, term: Term, first: int, end: int) -> Mention:
        return Mention(term.facet, (term.value,), term.kind, first, end)

    def _is_attribute(self, term: Term, first: int, end: int) -> bool:
        if term.kind == "stuff" or self.at.words[first:end] == ["down"]:
            made = self.at.norm(first - 1) in _MADE_OF
            return made or self.at.negated(first) or self.at.begins_phrase(first)
        if self.at.norm(first - 1) == "as" and self.at.norm(end) == "as":
            return False  # "As long as it is ...".
        fixed = self.at.fixed[first] and term.kind == "material"
        return not fixed and not self._is_done(first, end)

    def _is_done(self, first: int, end: int) -> bool:
        """Whether a word tells what somebody did: "I checked your site" asks for no checks."""
        doer = self.at.norm(first - 1) in _DOERS
        return doer and end - first == 1 and self.at.norm(first).endswith("ed")

    def _free_of(self, place: int) -> Mention | None:
        """ "Leather-free" names leather as absent; "sugar-free" is a property by itself."""
        if self.at.norm(place + 1) != "free" or self.at.norm(place) in FREE_OF:
            return None
        for _, terms in self.book.trie.matches(self.at.words[place : place + 1], 0):
            for term in terms:
                if term.facet == "attributes" and term.kind == "material":
                    return Mention("attributes", (term.value,), term.kind, place, place + 2, True)
        return None

    def _is_brand(self, term: Term, first: int, end: int, others: bool) -> bool:
        if term.kind != "ordinary":
            return True
        before, after = self.at.norm(first - 1), self.at.norm(end)
        if before == "by" or after in ("brand", "brands") or self._called(first):
            return True
        if before == "from" and self.at.ends_phrase(end):
            return True
        if self.tokens[end - 1].text.lower().endswith(("'s", "’s")):
            return True
        if first == 0 and self.at.ends_phrase(end) and self._soon(end, self._brand_at):
            return True
        capital = self.tokens[first].text[0].isupper()
        if capital and self.capitals and first > 0:
            return True
        if self._is_shade(first, end):
            return False
        if _follows("brands", self._found, first) and before in ("or", "and", "nor", "/"):
            return True
        if others:
            return False
        if self._chosen(first, end):
            return True
        if after in JOINS and self._brand_at(end + 1):
            return True
        return (end - first == len(self.tokens)) or self.at.category_follows(end)

    def _called(self, first: int) -> bool:
        """Whether the words before say that a brand is named: "the brand is"."""
        for place in range(first - 1, first - 2 - _MOST_LINKS, -1):
            if self.at.norm(place) not in _LINKS:
                return self.at.norm(place) in _BRAND
        return False

    def _chosen(self, first: int, end: int) -> bool:
        """Whether nothing else is named and it is said to be the one: "I prefer Orange"."""
        rest = [t.norm for p, t in enumerate(self.tokens) if t.is_word and not first <= p < end]
        return any(w in _CHOOSES for w in rest) and all(w in _EMPTY for w in rest)

    def _soon(self, place: int, stands: Callable[[int], bool]) -> bool:
        """Whether something stands within the next few words: "orange, not red"."""
        return any(stands(after) for after in range(place, place + _SOON))

    def _is_shade(self, first: int, end: int) -> bool:
        """Whether a word only shades the colour behind it: "stone grey"."""
        said = " ".join(t.norm for t in self.tokens[first:end])
        return said in SOFT_COLOURS and self._colour_at(end, surely=True)

    def _colour_at(self, place: int, *, surely: bool = False) -> bool:
        """Whether a colour stands here; ``surely``: no word that is other things too."""
        return place < len(self.tokens) and any(
            term.facet == "colours"
            and (term.kind == "plain" or (not surely and self.at.category_follows(place + length)))
            for length, terms in self.book.trie.matches(self.at.words, place)
            for term in terms
        )

    def _brand_at(self, place: int) -> bool:
        """Whether a brand stands here, which makes a brand of the word that it is joined to."""
        if place >= len(self.tokens) or self.at.used[place]:
            return False
        capital = self.capitals and self.tokens[place].text[0].isupper()
        return any(
            term.facet == "brands"
            and (term.kind != "ordinary" or capital or self.at.category_follows(place + length))
            for length, terms in self.book.trie.matches(self.at.words, place)
            for term in terms
        )

    def _is_colour(self, term: Term, first: int, end: int, before: list[Mention]) -> bool:
        if self.at.fixed[first]:
            return False
        if term.kind == "plain":
            return True
        previous = self.at.norm(first - 1)
        if previous in ("in", "colour", "color", "colours", "colors", "not") or (
            self.at.norm(end) in ("colour", "color", "coloured", "colored", "ones", "one")
        ):
            return True
        if previous in ARTICLES and self.at.norm(first - 2) == "in":
            return True
        if term.kind == "odd":
            return len(self.tokens) == end - first
        words = tuple(self.at.words[first:end])
        if words in self.book.colours and self.at.is_bounded(end):
            follows = bool(before) and before[-1].end == first
            led = follows or previous in _BEFORE_COLOUR
            if led or self.at.negated(first) or self.at.begins_phrase(first):
                return True
            if first == 0 and (self._soon(end, self._colour_at) or self.at.closes(end)):
                return True
        if _follows("colours", before, first) and previous in JOINS:
            return True
        if self.at.norm(end) in JOINS and self._colour_at(end + 1):
            return True
        return len(self.tokens) == end - first or self.at.category_follows(end)


def _follows(facet: Facet, before: Sequence[Mention], place: int) -> bool:
    """Whether the mention just before the joining word is of the same facet."""
    return bool(before) and before[-1].facet == facet and before[-1].end == place - 1


def _uses_capitals(tokens: Sequence[Token]) -> bool:
    """Whether capitals say something: most words are in lower case."""
    cases = [t.text[0].isupper() for t in tokens if t.text[0].isalpha()]
    return bool(cases) and (sum(cases) <= len(cases) / 2 or len(cases) <= 3)
