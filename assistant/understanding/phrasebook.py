"""All phrases that name a limit: the catalogue's values first, the lexicon where it is silent."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.understanding import lexicon
from assistant.understanding.names import brand_names, brands_near, node_names, ordinary_words
from assistant.understanding.qualities import STUFF, qualities, tells_material
from assistant.understanding.tokens import keys, singular, tokenize
from assistant.understanding.trie import PhraseTrie
from retrieval.vocabulary import Vocabulary

Facet = Literal["brands", "categories", "colours", "sizes", "attributes"]
Kind = Literal[
    "name", "ordinary",  # brands; an ordinary word needs a cue
    "node",  # categories
    "plain", "soft", "odd",  # colours; a soft one is other things too, an odd one hardly a colour
    "letter", "number", "word", "phrase",  # sizes
    "material", "feature", "stuff",  # attributes; stuff needs a cue
]  # fmt: skip

SHORTEST_COLOUR = 3
"""Letters."""
_SHORTEST_JOINED = 6
"""Letters of a brand of several words that may be written as one."""
COMMON = 2
"""How many times as many titles as products of a category name a part of its name where it is no
name of it alone."""
_LETTER = re.compile(r"(?:x{0,4}[sl]|m|\dxl)", re.I)
PLAIN = {keys(c) for c in lexicon.COLOURS if c not in lexicon.SOFT_COLOURS}
"""Words of colours that are hardly anything else."""
_SOFT = {keys(c) for c in lexicon.SOFT_COLOURS}
_FEATURES = {keys(f) for f in lexicon.FEATURES}


@dataclass(frozen=True, slots=True)
class Term:
    """One reading of a phrase."""

    facet: Facet
    value: str
    """As handed on: the catalogue's spelling, or the lexicon's; empty: as said."""
    kind: Kind
    norms: tuple[str, ...] = ()
    """Where not empty the folded words must be these, not only their singulars."""


class PhraseBook:
    """Every phrase known for one catalogue, in one trie. Made once per vocabulary.

    titles: how many titles have each word.
    """

    def __init__(
        self, vocabulary: Vocabulary | None, titles: Mapping[str, int] | None = None
    ) -> None:
        self._titles: Counter[str] = Counter()
        for word, count in (titles or {}).items():
            self._titles[singular(word)] += count
        self._vocabulary = vocabulary or Vocabulary()
        self.trie: PhraseTrie[Term] = PhraseTrie()
        self.fixed: PhraseTrie[bool] = PhraseTrie()
        self._counts: dict[str, int] = defaultdict(int)
        self._names: list[tuple[str, ...]] = []
        self.colours = {keys(c): c for c in reversed(list(self._vocabulary.colours))}
        """The catalogue's colours by their words."""
        self._sizes = {keys(s): s for s in reversed(list(self._vocabulary.sizes))}
        self._brands: dict[str, str] = {}
        self._ordinary = ordinary_words(self._vocabulary.categories)
        self._add_categories()
        self._add_colours()
        self._add_sizes()
        self._add_attributes()
        self._add_brands()
        for phrase in lexicon.NOT_COLOURS:
            self.fixed.add(keys(phrase), True)

    @property
    def counts(self) -> dict[str, int]:
        """Each word of the catalogue's names and of the lexicon, and how many products have it."""
        return dict(self._counts)

    @property
    def names(self) -> list[tuple[str, ...]]:
        """The comparable words of every category, brand and attribute."""
        return list(self._names)

    def colour(self, said: str, *, excluded: bool = False) -> str:
        """A colour in the catalogue's spelling. A shade it does not have becomes the plain colour
        that it has ("light blue" -> "blue"), but not when excluded."""
        words = keys(said)
        if words in self.colours:
            return self.colours[words]
        if len(words) == 2:
            first, last = words[:1], words[1:]
            if first in self.colours and words[0] not in lexicon.SHADES:
                return self.colours[first]
            if last in self.colours and not excluded:
                return self.colours[last]
        return said

    def brands_near(self, said: str) -> tuple[str, ...]:
        """The brands that folded words of no meaning may be one slip away from."""
        return () if said in self._ordinary else brands_near(said, self._brands)

    def size(self, said: str) -> tuple[str, ...]:
        """A size in the catalogue's spelling: equal, else with the size system ("42" -> "EU 42"),
        else the letter of a word ("medium" -> "M"), else as said."""
        words = keys(said)
        if words in self._sizes:
            return (self._sizes[words],)
        letter = lexicon.WORD_SIZES.get(" ".join(words)) or said.upper()
        for one, other in lexicon.SAME_SIZES.items():
            if letter in (one, other):
                known = self._sizes.get(keys(one)) or self._sizes.get(keys(other))
                return (known or letter,)
        if " ".join(words) in lexicon.WORD_SIZES:
            return (self._sizes.get(keys(letter), letter),)
        if words and words[0] in lexicon.SIZE_SYSTEMS and words[1:] in self._sizes:
            return (self._sizes[words[1:]],)
        systems = [self._sizes.get((system, *words)) for system in lexicon.SIZE_SYSTEMS]
        found = tuple(s for s in systems if s)
        if not found and _LETTER.fullmatch(said):
            return (said.upper(),)
        return found or (said,)

    def has_size(self, said: str) -> bool:
        """Whether the catalogue itself has a size of these words: "500ml" where it has "500 ml"."""
        return keys(said) in self._sizes

    def _add(self, words: tuple[str, ...], term: Term, count: int = 1) -> None:
        self.trie.add(words, term)
        self._names.append(words)
        for word in words:
            self._counts[word] += count

    def _add_brands(self) -> None:
        for brand, count in self._vocabulary.brands.items():
            for name in brand_names(brand):
                tokens = [t for t in tokenize(name) if t.is_word or t.norm == "and"]
                if not tokens or tokens[-1].norm == "and":
                    continue
                words, norms = tuple(t.key for t in tokens), tuple(t.norm for t in tokens)
                single = len(norms) == 1
                ordinary = single and (norms[0] in self._ordinary or words[0] in self._ordinary)
                term = Term("brands", brand, "ordinary" if ordinary else "name", norms)
                self._add(words, term, count)
                joined = "".join(norms)
                self._brands.setdefault(joined, brand)
                if not single and len(joined) >= _SHORTEST_JOINED:
                    self.trie.add((singular(joined),), Term("brands", brand, "name", (joined,)))

    def _add_categories(self) -> None:
        whole = {keys(node) for node in self._vocabulary.categories}
        for node, count in self._vocabulary.categories.items():
            term = Term("categories", node, "node")
            for name in node_names(node, whole):
                words = tuple(w for w in keys(name) if w != "and")
                if name != node and self._is_common(words, count):
                    continue
                self._add(words, term, count)
                if "-" in name or (len(words) == 2 and len(name) > _SHORTEST_JOINED):
                    self.trie.add(("".join(words),), term)
        self._add_same_things()

    def _is_common(self, words: tuple[str, ...], count: int) -> bool:
        """Whether other things are called so as well: a reading light is none of the bicycle shop's
        "Lights and locks"."""
        return len(words) == 1 and self._titles[words[0]] > COMMON * count

    def _add_same_things(self) -> None:
        """Other names of the catalogue's things, where they are not names of their own."""
        for said, meant in lexicon.SAME_THINGS.items():
            if self._nodes(keys(said)):
                continue
            for term in self._nodes(keys(meant)):
                self._add(keys(said), term)

    def names_thing(self, said: str) -> bool:
        """Whether these words are the name of a category."""
        return bool(self._nodes(keys(said)))

    def _nodes(self, words: tuple[str, ...]) -> list[Term]:
        return [
            term
            for length, terms in self.trie.matches(words, 0)
            if length == len(words)
            for term in terms
            if term.facet == "categories"
        ]

    def _add_colours(self) -> None:
        counts = self._vocabulary.colours
        for colour in (*counts, *lexicon.COLOURS):
            words = keys(colour)
            # Sets ("black and white") are read one by one; a colour "A" is a slip of a record.
            short = colour.isascii() and len("".join(words)) < SHORTEST_COLOUR
            if not words or short or "and" in words or any(w.isdigit() for w in words):
                continue
            kind: Kind = "odd"
            if words in _SOFT:
                kind = "soft"
            elif words in PLAIN or (len(words) > 1 and words[-1:] in PLAIN):
                kind = "plain"
            self._add(words, Term("colours", "", kind), counts.get(colour, 1))

    def _add_sizes(self) -> None:
        for size in (*self._vocabulary.sizes, *lexicon.LETTER_SIZES):
            words = keys(size)
            if not words:
                continue
            kind: Kind = "phrase"
            if _LETTER.fullmatch(size):
                kind = "letter"
            elif len(words) == 1:
                kind = "number" if words[0][0].isdigit() else "word"
            self.trie.add(words, Term("sizes", size, kind))
            if words[0] in lexicon.SIZE_SYSTEMS and len(words) == 2:
                self.trie.add(words[1:], Term("sizes", "", "number"))
        for said in (*lexicon.WORD_SIZES, *lexicon.BED_SIZES):
            self.trie.add(keys(said), Term("sizes", "", "word"))

    def _add_attributes(self) -> None:
        spelling: dict[tuple[str, ...], str] = {}
        for name, values in self._vocabulary.attributes.items():
            stuff = tells_material(name)
            for value, count in values.items():
                for phrase in qualities(name, value):
                    self._note(spelling, phrase, count, stuff)
        kinds: tuple[tuple[Literal["material", "feature"], tuple[str, ...]], ...] = (
            ("material", lexicon.MATERIALS),
            ("feature", lexicon.FEATURES),
        )
        for kind, phrases in kinds:
            for phrase in phrases:
                self._attribute(phrase, spelling.get(keys(phrase), phrase), kind)
        for said in STUFF:
            self.trie.add(keys(said), Term("attributes", said, "stuff", (said,)))
        for said, meant in lexicon.SPELLINGS.items():
            meant_kind: Literal["material", "feature"] = (
                "material" if meant in lexicon.MATERIALS else "feature"
            )
            self._attribute(said, spelling.get(keys(meant), meant), meant_kind)
        for what in lexicon.FREE_OF:
            phrase = f"{what.replace(' ', '-')}-free"
            self._attribute(phrase, spelling.get(keys(phrase), phrase), "feature")

    def _note(
        self, spelling: dict[tuple[str, ...], str], value: str, count: int, stuff: bool
    ) -> None:
        words = keys(value)
        if words and len(words) <= 3 and words not in self.colours:
            spelling.setdefault(words, value)
            known = words not in _FEATURES and (stuff or value.lower() in lexicon.MATERIALS)
            self._attribute(value, spelling[words], "material" if known else "feature", count)

    def _attribute(
        self, said: str, value: str, kind: Literal["material", "feature"], count: int = 1
    ) -> None:
        words = keys(said)
        # "glasses" are not made of glass: a one-word material is not read in the plural.
        exact = kind == "material" and len(words) == 1
        norms = tuple(t.norm for t in tokenize(said)) if exact else ()
        self._add(words, Term("attributes", value, kind, norms), count)
        if len(words) == 2 and "-" in said:
            self.trie.add(("".join(words),), Term("attributes", value, kind))
