"""Limits in a shopper's words, read against the catalogue's own vocabulary. No model, pure code.

The way of a message: clean -> stars, stock, order -> for whom -> measures -> price -> slips
mended -> values named -> negations -> ``Constraints`` and what is left to search for.
"""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.understanding.audience import read_audience
from assistant.understanding.clean import clean_message
from assistant.understanding.denied_things import cut, denied_thing
from assistant.understanding.lexicon import AFTER_HEAD, COLOURS, MATERIALS
from assistant.understanding.limit_words import LimitSpeller
from assistant.understanding.measures import read_measures
from assistant.understanding.mending import Mender, is_slip_of
from assistant.understanding.mention import Mention
from assistant.understanding.mentions import find_mentions
from assistant.understanding.money import read_price
from assistant.understanding.negation import Scope, find_scopes
from assistant.understanding.pairs import PairMender
from assistant.understanding.phrasebook import Facet, PhraseBook
from assistant.understanding.qualities import STUFF
from assistant.understanding.search_text import search_text
from assistant.understanding.tokens import Token, singular, tokenize
from assistant.understanding.wishes import read_wishes
from retrieval.types import Constraints, Facets
from retrieval.vocabulary import Vocabulary

Span = tuple[int, int]
_NOTHING = Facets()
_NOWHERE: Span = (0, 0)
_STUFF = STUFF.union(MATERIALS)
"""What things are made of."""


@dataclass(frozen=True, slots=True)
class ParsedLimits:
    """What a message asks for, exactly and in words."""

    constraints: Constraints
    search_text: str
    """The message without limits, ruled-out things and polite words."""
    released: Facets = _NOTHING
    """Values that are no longer asked for: "it doesn't have to be black", "forget the leather"."""
    spans: tuple[Span, ...] = ()
    """Places of ``text`` that were read as limits, in order."""
    mended: tuple[tuple[str, str], ...] = ()
    """Slips and what they were read as: ``("hedphones", "headphones")``."""
    text: str = ""
    """The cleaned message that ``spans`` count in, slips in words of limits mended."""


class ConstraintParser:
    """Reads limits for one catalogue. Made once per vocabulary; ``parse`` is thread-safe.

    Without a vocabulary the built-in lexicon of colours, sizes, materials and features serves, and
    neither brands nor categories are read.

    ``titles``: how many titles have each word; slips are mended to them too.
    """

    def __init__(
        self, vocabulary: Vocabulary | None = None, titles: Mapping[str, int] | None = None
    ) -> None:
        self._book = PhraseBook(vocabulary, titles)
        counts = {**(titles or {}), **self._book.counts}
        self._mender = Mender(counts)
        self._pairs = PairMender(self._book.names, counts)
        self._speller = LimitSpeller(self._mender)
        self._known = frozenset(counts) | AFTER_HEAD
        named = [brand for brand in (vocabulary or Vocabulary()).brands if " " in brand]
        people = "|".join(re.escape(one) for one in named if read_audience(one).audience)
        self._no_people = re.compile(rf"(?<!\w)(?:{people})(?!\w)", re.I) if people else None

    def parse(self, text: str) -> ParsedLimits:
        """All limits of one message. Never raises, whatever the text."""
        text = self.spelled(text)
        wishes = read_wishes(text)
        masked = _masked(text, wishes.spans)
        names = self._no_people.finditer(masked) if self._no_people else ()
        person = read_audience(_masked(masked, [name.span() for name in names]))
        masked = _masked(masked, person.spans)
        between, thing = denied_thing(masked, self._book.names_thing) or (_NOWHERE, _NOWHERE)
        masked = _masked(masked, [between], " ")
        measured = read_measures(masked, self._book.has_size)
        price = read_price(_masked(masked, measured.names), self._known)
        limit_spans = cut([*wishes.spans, *price.spans, *measured.limits], thing)
        tokens, mended = self._mended(tokenize(text))
        spans = [*wishes.spans, *price.spans, *measured.spans, *person.spans]
        used = _covered(tokens, cut(spans, thing))
        mentions = find_mentions(tokens, used, self._book)
        scopes = find_scopes(tokens, mentions, used)
        ruled = {id(m) for s in scopes for m in (*s.mentions, *s.covered)}
        include = self._facets([m for m in mentions if id(m) not in ruled and not m.denied])
        constraints = Constraints(
            price=price.price,
            include=include,
            exclude=self._ruled_out(tokens, mentions, scopes),
            unless=self._lifted(tokens, scopes),
            min_rating=wishes.min_rating,
            in_stock=wishes.in_stock,
            reduced=wishes.reduced,
            sort=wishes.sort,
            measures=measured.measures,
            audience=person.audience,
            age=person.age,
            gift=person.gift,
        )
        gone = [*limit_spans, *_places(tokens, [(m.first, m.end) for m in mentions
                if m.denied or m.facet == "sizes"])]  # fmt: skip
        gone += _places(tokens, [(s.first, s.end) for s in scopes if s.cue != "owned"])
        named = _places(tokens, [(m.first, m.end) for m in mentions if id(m) not in ruled])
        words = [(t.start, t.end, right) for t, right in mended]
        return ParsedLimits(
            constraints=constraints,
            search_text=search_text(text, gone, words),
            released=self._facets([m for s in scopes if s.cue == "neutral" for m in s.mentions]),
            spans=tuple(sorted({*gone, *named})),
            mended=tuple((t.text, right) for t, right in mended),
            text=text,
        )

    def spelled(self, text: str) -> str:
        """The text with slips in words of limits mended."""
        return self._speller(clean_message(text))

    def _mended(self, tokens: list[Token]) -> tuple[list[Token], list[tuple[Token, str]]]:
        """Tokens with slips read as the word meant, and which those were."""
        mended: list[tuple[Token, str]] = []
        result = []
        for place, token in enumerate(tokens):
            right = None if token.glued else self._mender.mend(token.norm, token.key)
            right = right or self._pairs.mend(tokens, place) or _stuff_meant(tokens, place)
            if right is None:
                result.append(token)
                continue
            if right != f"{token.norm}s":  # "Hoodie", where only "hoodies" are known, is no slip.
                mended.append((token, right))
            result.append(replace(token, norm=right, key=singular(right)))
        return result, mended

    def _facets(self, mentions: Iterable[Mention], *, excluded: bool = False) -> Facets:
        values: dict[Facet, list[str]] = {}
        for mention in mentions:
            named = mention.values
            if mention.facet == "colours":
                named = tuple(self._book.colour(v, excluded=excluded) for v in named)
            values.setdefault(mention.facet, []).extend(named)
        return Facets(**{facet: tuple(dict.fromkeys(v)) for facet, v in values.items()})

    def _lifted(self, tokens: Sequence[Token], scopes: Sequence[Scope]) -> Facets:
        """What lifts an exclusion. Neighbouring qualities are one: "recycled plastic" lifts "no
        plastic", plastic by itself would lift everything."""
        lifting = [m for s in scopes if s.lifts for m in s.mentions]
        facets = self._facets(lifting, excluded=True)
        nouns = [_words(tokens, span) for s in scopes if s.lifts for span in s.nouns]
        facets = replace(facets, attributes=(*facets.attributes, *nouns))
        joined = [_phrase(tokens, s) for s in scopes if s.lifts and _is_phrase(s)]
        if not joined:
            return facets
        apart = [m for s in scopes if s.lifts and _is_phrase(s) for m in s.mentions]
        kept = [v for v in facets.attributes if not any(v in m.values for m in apart)]
        return replace(facets, attributes=(*kept, *joined))

    def _ruled_out(
        self, tokens: Sequence[Token], mentions: Sequence[Mention], scopes: Sequence[Scope]
    ) -> Facets:
        active = [s for s in scopes if s.cue not in ("neutral", "owned") and not s.lifts]
        out = [m for m in mentions if m.denied] + [m for s in active for m in s.mentions]
        facets = self._facets(out, excluded=True)
        nouns = [_words(tokens, span) for s in active for span in s.nouns]
        # A word with two readings is ruled out in both: "not blue" where a brand is called Blue,
        # "no wood" where a category is; a word with none is in the brands that it may be meant for.
        said = {_words(tokens, (m.first, m.end)): m.facet for m in out}
        colours = [w for w, facet in said.items() if facet == "brands" and w in COLOURS]
        stuff = [w for w, facet in said.items() if facet == "categories" and w in _STUFF]
        brands = [brand for noun in nouns for brand in self._book.brands_near(noun)]
        return replace(
            facets,
            brands=tuple(dict.fromkeys((*facets.brands, *brands))),
            colours=tuple(dict.fromkeys((*facets.colours, *map(self._book.colour, colours)))),
            attributes=tuple(dict.fromkeys((*facets.attributes, *nouns, *stuff))),
        )


def _stuff_meant(tokens: Sequence[Token], place: int) -> str | None:
    """The material that a word behind "made of" is one slip away from: "made of glads"."""
    if (
        place < 2
        or tokens[place - 2].norm != "made"
        or tokens[place - 1].norm not in ("of", "from")
    ):
        return None
    said = tokens[place].norm
    near = [word for word in _STUFF if word != said and is_slip_of(said, word)]
    return near[0] if len(near) == 1 and said not in _STUFF else None


def _is_phrase(scope: Scope) -> bool:
    """Whether its mentions are neighbouring attributes."""
    mentions = scope.mentions
    return len(mentions) > 1 and all(
        one.facet == "attributes" and one.end == following.first
        for one, following in itertools.pairwise(mentions)
    )


def _phrase(tokens: Sequence[Token], scope: Scope) -> str:
    return _words(tokens, (scope.mentions[0].first, scope.mentions[-1].end))


def _words(tokens: Sequence[Token], places: Span) -> str:
    return " ".join(t.norm for t in tokens[places[0] : places[1]])


def _masked(text: str, spans: Iterable[Span], sign: str = "\u0001") -> str:
    """The text with spans blanked out, by default by a sign that no pattern crosses."""
    for start, end in spans:
        text = text[:start] + sign * (end - start) + text[end:]
    return text


def _covered(tokens: Sequence[Token], spans: Iterable[Span]) -> list[bool]:
    covered = list(spans)
    return [any(start < t.end and t.start < end for start, end in covered) for t in tokens]


def _places(tokens: Sequence[Token], ranges: Iterable[Span]) -> list[Span]:
    return [(tokens[first].start, tokens[end - 1].end) for first, end in ranges if end > first]
