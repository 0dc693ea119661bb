"""Values of a product's options in a message: which are named, and where."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.desk.reading.bare_values import stands
from assistant.desk.reading.scales import quantity
from assistant.desk.reading.synonyms import name_phrases, value_phrases
from assistant.desk.reading.words import comparable, meant, phrase
from assistant.understanding.lexicon import word_set
from assistant.understanding.tokens import Token
from assistant.understanding.trie import PhraseTrie
from retrieval.units import unit_of

Meaning = tuple[str, str]
"""An option and one of its values."""
YES = frozenset(("yes", "true", "y", "with", "included"))
NO = frozenset(("no", "false", "n", "none", "without", "not included"))
_NEAR = 0.006
"""Share by which two quantities may differ and be the same: units are rounded."""
_OTHER_THINGS = word_set(
    """
    refund price amount address name order payment balance cost
    """
)
"""What "full" and the like stand before without being a value."""
_LINKING = frozenset((":", "=", "in", "is", "be", "the", "should", "of", "on", "a", "with"))
"""Words that may stand between an option's name and its value."""
_OWN, _ALIKE, _PART = 2, 1, 0
"""How well words fit a value: they are its own, stand for it, or are one of its words."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of a message that names a value."""

    meanings: tuple[Meaning, ...]
    """Any of them; of more options than one where the message leaves that open."""
    start: int
    end: int
    """Places of tokens."""

    @property
    def options(self) -> frozenset[str]:
        """The options that it may speak of."""
        return frozenset(option for option, _ in self.meanings)


@dataclass(frozen=True, slots=True)
class _Known:
    meaning: Meaning
    rank: int


def values_of(forms: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
    """All values of each option over some forms, in the order met."""
    result: dict[str, list[str]] = {}
    for form in forms:
        for option, value in form.items():
            values = result.setdefault(option, [])
            if value not in values:
                values.append(value)
    return result


class OptionWords:
    """Reads the values of some options; ``options``: name to values."""

    def __init__(self, options: Mapping[str, Sequence[str]]) -> None:
        self.options = options
        self._values: PhraseTrie[_Known] = PhraseTrie()
        self._names: PhraseTrie[str] = PhraseTrie()
        self._amounts: list[tuple[str, float, Meaning]] = []
        for option, values in options.items():
            self._add_name(option)
            self._add_values(option, values)
        self._words = sorted(w for w in self._values.words | self._names.words if w.isalpha())

    def keys(self, tokens: Sequence[Token]) -> list[str]:
        """Comparable words of a message, slips mended to the words of these options."""
        return [
            key
            if key in self._values.words or not token.is_word
            else meant(token, self._words) or key
            for token, key in zip(tokens, comparable(tokens), strict=True)
        ]

    def names(self, keys: Sequence[str]) -> list[tuple[frozenset[str], int, int]]:
        """Where options are called by their names: (options, start, end)."""
        found = []
        place = 0
        while place < len(keys):
            hits = self._names.matches(keys, place)
            if hits:
                found.append((frozenset(hits[0][1]), place, place + hits[0][0]))
            place += hits[0][0] if hits else 1
        return found

    def mentions(self, tokens: Sequence[Token], keys: Sequence[str]) -> list[Mention]:
        """The values that are named, in order, the longest phrase at each place."""
        names = self.names(keys)
        found: list[Mention] = []
        place = 0
        while place < len(keys):
            meanings, length = self._at(tokens, keys, place)
            if meanings:
                found.append(
                    Mention(_named(meanings, names, keys, place, length), place, place + length)
                )
            place += length
        return _apart(found)

    def _at(
        self, tokens: Sequence[Token], keys: Sequence[str], place: int
    ) -> tuple[tuple[Meaning, ...], int]:
        following = keys[place + 1] if place + 1 < len(keys) else ""
        joined = keys[place] + following
        hits = self._values.matches(keys, place)
        if not hits and following.isalpha() and (joined,) != (keys[place],):
            hits = [(2, known) for _, known in self._values.matches([joined], 0)]
        measured = (
            quantity(keys, place) if keys[place][0].isdigit() or keys[place] == "half" else None
        )
        if measured and (not hits or hits[0][0] < measured[2] - place):
            return self._measuring(*measured[:2]), measured[2] - place
        for length, known in hits:
            if not self._stands(tokens, keys, place, length):
                continue
            best = max(k.rank for k in known)
            return tuple(k.meaning for k in known if k.rank == best), length
        return (), 1

    def _measuring(self, dimension: str, amount: float) -> tuple[Meaning, ...]:
        return tuple(
            meaning
            for kind, own, meaning in self._amounts
            if kind == dimension and abs(own - amount) <= _NEAR * max(own, amount)
        )

    def _stands(
        self, tokens: Sequence[Token], keys: Sequence[str], place: int, length: int
    ) -> bool:
        """Whether a bare number, a single letter or a common word is meant as a value."""
        if keys[min(place + length, len(keys) - 1)] in _OTHER_THINGS:
            return False
        bare = length == 1 and (keys[place][0].isdigit() or len(keys[place]) == 1)
        return not bare or stands(tokens, keys, place, self._values.words, self._names.words)

    def _add_name(self, option: str) -> None:
        for said in name_phrases(option):
            self._names.add(said, option)
        words = phrase(option)
        others = {w for other in self.options if other != option for w in phrase(other)}
        for word in words:
            if len(words) > 1 and word not in others and word not in ("type", "size", "level"):
                self._names.add((word,), option)

    def _add_values(self, option: str, values: Sequence[str]) -> None:
        shared = Counter(word for value in values for word in set(phrase(value)))
        named = set(phrase(option))
        for value in values:
            meaning = (option, value)
            own = phrase(value)
            if value.lower() in YES or value.lower() in NO:
                for name in name_phrases(option) if value.lower() in YES else ():
                    for said in value_phrases(" ".join(name)):
                        self._values.add(said, _Known(meaning, _OWN))
                continue
            for said in value_phrases(value):
                self._values.add(said, _Known(meaning, _OWN if said == own else _ALIKE))
            self._values.add(("".join(own),), _Known(meaning, _OWN))
            measured = quantity(own)
            if measured:
                self._amounts.append((measured[0], measured[1], meaning))
            for word in own if len(own) > 1 else ():
                tells = shared[word] < len(values) and word not in named and unit_of(word) is None
                if tells and (len(word) > 1 or word.isdigit()):
                    self._values.add((word,), _Known(meaning, _PART))


def _named(
    meanings: tuple[Meaning, ...],
    names: Sequence[tuple[frozenset[str], int, int]],
    keys: Sequence[str],
    place: int,
    length: int,
) -> tuple[Meaning, ...]:
    """The meanings of the option that is named right beside a value: "black frame", "frame in
    black"."""
    if len({option for option, _ in meanings}) == 1:
        return meanings
    for reach in (0, 1, 2):
        for options, start, end in names:
            between = keys[place + length : start] if start >= place + length else keys[end:place]
            if len(between) == reach and all(key in _LINKING for key in between):
                chosen = tuple(m for m in meanings if m[0] in options)
                if chosen:
                    return chosen
    return meanings


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that fit several options without those of which others speak alone: in "brown, lens
    colour black" the brown is the frame's."""
    spoken = {next(iter(m.options)) for m in mentions if len(m.options) == 1}
    result = []
    for mention in mentions:
        left = tuple(m for m in mention.meanings if m[0] not in spoken)
        several = len(mention.options) > 1 and left
        result.append(Mention(left, mention.start, mention.end) if several else mention)
    return result
