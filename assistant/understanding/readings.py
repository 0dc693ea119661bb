"""Whether a word with several readings is a brand, a colour or a quality where it stands."""

from collections.abc import Callable, Sequence

from assistant.understanding.lexicon import AFTER_HEAD, ARTICLES, LOOSE, SOFT_COLOURS, word_set
from assistant.understanding.mention import Mention, follows
from assistant.understanding.phrasebook import PhraseBook, Term
from assistant.understanding.places import Places
from assistant.understanding.sizes import JOINS
from assistant.understanding.tokens import Token

_BEFORE_COLOUR = word_set("be is it them either preferably ideally maybe perhaps only also")
"""Words after which a word that is other things too is the colour: "it should be orange"."""
_BRAND = word_set("brand brands make maker manufacturer")
_LINKS = word_set("is was be should must has to called named from maybe probably :")
"""Words between "brand" and its name: "the brand should be Orange"."""
_MOST_LINKS = 4
_CHOOSES = word_set("only prefer instead")
"""Words that make a brand of a word with which nothing else is said: "only Orange please"."""
_EITHER = frozenset(("or", "/", "nor"))
_EMPTY = AFTER_HEAD | LOOSE | word_set("well uh um erm hmm oh ah")
_DOERS = word_set("i we you he she they have has ive weve just already")
_MADE_OF = word_set("of with from goose duck")
"""Words before a word that is not always a material: "made of paper", "goose down"."""
_STRESSES = word_set("pure real genuine solid finest")
_SOON = 3
"""Words within which one value says what kind of word another is."""


class Readings:
    """The readings of the words of one message.

    ``at``: the words with what is known of their surroundings. ``before``, in what follows, are the
    mentions found so far.
    """

    def __init__(self, at: Places, tokens: Sequence[Token], book: PhraseBook) -> None:
        self.at = at
        self.tokens = tokens
        self.book = book
        self.capitals = _uses_capitals(tokens)

    def is_attribute(self, term: Term, first: int, end: int) -> bool:
        """Whether a material or feature is one here."""
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

    def is_brand(
        self, term: Term, first: int, end: int, before: Sequence[Mention], *, others: bool
    ) -> bool:
        """Whether a brand's name stands for the brand; ``others``: it is known as something else
        too."""
        if term.kind != "ordinary":
            return True
        previous, after = self.at.norm(first - 1), self.at.norm(end)
        if previous == "by" or after in ("brand", "brands") or self._called(first):
            return True
        if previous == "from" and self.at.ends_phrase(end):
            return True
        if self.tokens[end - 1].text.lower().endswith(("'s", "’s")):
            return True
        if first == 0 and self.at.ends_phrase(end) and self._soon(end, self._brand_at):
            return True
        capital = self.tokens[first].text[0].isupper()
        if capital and self.capitals and first > 0:
            return True
        if self._is_shade(first, end) or self._stresses(first, end):
            return False
        if follows("brands", before, first) and previous in ("or", "and", "nor", "/"):
            return True
        if others:
            return False
        if self._chosen(first, end):
            return True
        if after in JOINS and self._brand_at(end + 1):
            return True
        return (end - first == len(self.tokens)) or self.at.category_follows(end)

    def _stresses(self, first: int, end: int) -> bool:
        """Whether a word only says how truly something is made of what follows: "pure silk"."""
        follows_it = self.book.trie.matches(self.at.words, end) if end < len(self.tokens) else []
        stuff = any(t.kind == "material" for _, terms in follows_it for t in terms)
        return stuff and self.at.norm(first) in _STRESSES

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

    def is_among_colours(self, first: int, end: int, before: Sequence[Mention]) -> bool:
        """Whether a colour of the catalogue is listed with another one: "brass or black"."""
        if tuple(self.at.words[first:end]) not in self.book.colours:
            return False
        listed = follows("colours", before, first) and self.at.norm(first - 1) in _EITHER
        return listed or (self.at.norm(end) in _EITHER and self._colour_at(end + 1, surely=True))

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

    def is_colour(self, term: Term, first: int, end: int, before: Sequence[Mention]) -> bool:
        """Whether a colour word is a colour here."""
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
        if previous == ":" and self.at.norm(first - 2) in ("colour", "color"):
            return True
        if follows("colours", before, first) and previous in JOINS:
            return True
        if self.at.norm(end) in JOINS and self._colour_at(end + 1):
            return True
        if term.kind == "odd":
            return len(self.tokens) == end - first
        words = tuple(self.at.words[first:end])
        if words in self.book.colours and self.at.is_bounded(end):
            joined = bool(before) and before[-1].end == first
            led = joined or previous in _BEFORE_COLOUR
            if led or self.at.negated(first) or self.at.begins_phrase(first):
                return True
            if first == 0 and (self._soon(end, self._colour_at) or self.at.closes(end)):
                return True
        return len(self.tokens) == end - first or self.at.category_follows(end)


def _uses_capitals(tokens: Sequence[Token]) -> bool:
    """Whether capitals say something: most words are in lower case."""
    cases = [t.text[0].isupper() for t in tokens if t.text[0].isalpha()]
    return bool(cases) and (sum(cases) <= len(cases) / 2 or len(cases) <= 3)
