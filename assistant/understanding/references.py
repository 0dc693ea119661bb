"""Which of the products on the page a message points at: "the second one", "that Ashwood lamp"."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from assistant.understanding.clean import clean_message
from assistant.understanding.descriptions import Described, Descriptions
from assistant.understanding.extremes import find_extremes
from assistant.understanding.ordinals import numbered_pairs, place_at
from assistant.understanding.pronouns import points_at_many, points_at_one
from assistant.understanding.refusals import turns_down, turns_down_all, turns_down_it
from assistant.understanding.tokens import Token, tokenize
from retrieval.types import Product

Span = tuple[int, int]
_OTHER = re.compile(
    r"\bthe (?:other(?: (?P<head>one|product|option|item|two|three|four|ones))?"
    r"(?=\W*$|\W+(?:is|are|in|please|too|to|and|instead|has|have|does|do|for|with|look|looks|cost"
    r"|made|any|seem|seems|better|come|comes|fit|fits|need|needs|work|works|or|on)\b)"
    r"|(?P<all>others|(?:two|three|four) others|rest|remaining (?:ones|two|three))\b)",
    re.I,
)
_MONEY = re.compile(
    r"[$€£]\s*\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s*(?:dollars?|bucks?|euros?|pounds?)", re.I
)


_NEIGHBOUR = re.compile(
    r"\bthe (?:(?P<step>next|following|previous) (?:one|product|item|option)"
    r"|(?:one|product) (?P<side>after|before)(?: (?:that|it|this)(?: one)?)?)(?=\W*$|\W+\w)",
    re.I,
)
_OF_TWO = re.compile(r"\bthe (former|latter)\b", re.I)


@dataclass(frozen=True, slots=True)
class References:
    """Products that a message points at."""

    ids: tuple[str, ...] = ()
    """In the order named; empty when nothing is pointed at or it is not clear at what."""
    ambiguous: tuple[str, ...] = ()
    """Two or more that fit equally, in the order shown; then ``ids`` is empty."""
    refused: tuple[str, ...] = field(default=(), compare=False)
    """What the message turns down ("not that one"); never among ``ids``."""
    beyond: bool = field(default=False, compare=False)
    """A place is named at which nothing is shown: "the ninth one" of five."""
    spans: tuple[Span, ...] = field(default=(), compare=False)
    """Where in the cleaned text single products are named."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """Products named at one place of the text."""

    start: int
    end: int
    """Equal to ``start`` for a pronoun."""
    ids: tuple[str, ...]
    down: bool = False
    """Turned down, whatever stands beside it."""


@dataclass(slots=True)
class _Found:
    """What has been read so far; ``used`` marks tokens that belong to a reference."""

    ruled_out: Collection[str]
    hits: list[_Hit] = field(default_factory=list)
    unclear: list[_Hit] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    beyond: bool = False

    def add(self, start: int, end: int, ids: Iterable[str], clear: bool) -> None:
        """Note products; of several that fit, those ruled out are not meant."""
        left = tuple(i for i in ids if clear or i not in self.ruled_out)
        if left:
            (self.hits if clear or len(left) == 1 else self.unclear).append(_Hit(start, end, left))


def resolve_references(
    text: str,
    shown: Sequence[Product],
    focus: str | None,
    ruled_out: Collection[str] = (),
) -> References:
    """Find the products of ``shown`` (in their order on the page) that ``text`` points at.

    Read in turn: ids, places ("the second", "#3", "the last two"), the extreme of them ("the
    cheaper of the two"), descriptions ("the blue one", "that Northfell jacket", a title) and,
    where none of these is found, pronouns, which mean ``focus`` or the only product shown. A
    number that is money, "a cheap one" and "second hand" point at nothing. Never raises.

    Args:
        ruled_out: ids that are not meant where several fit (they may be named clearly).
    """
    if not shown:
        return References()
    clean = clean_message(text)
    tokens = tokenize(clean)
    found = _Found(ruled_out)
    _read_ids(clean, tokens, shown, found)
    _read_extremes(clean, tokens, shown, found)
    descriptions = Descriptions(shown)
    _read_places(clean, tokens, shown, descriptions, found)
    for described in descriptions.told_apart(tokens, found.used):
        _take(described, tokens, focus, found)
    if not (found.hits or found.unclear or found.beyond):
        _read_pronouns(clean, shown, focus, found)
    return _sorted_out(clean, shown, found)


def _sorted_out(text: str, shown: Sequence[Product], found: _Found) -> References:
    """What is pointed at and what is turned down, or that it is not clear."""
    wanted: list[str] = []
    refused: list[str] = []
    last: Span | None = None
    for hit in sorted(found.hits, key=lambda hit: hit.start):
        down = hit.down or turns_down(text, hit.start, hit.end, last)
        last = (hit.start, hit.end) if down else None
        (refused if down else wanted).extend(hit.ids)
    single = [*(hit for hit in found.hits if len(hit.ids) == 1), *found.unclear]
    spans = tuple((hit.start, hit.end) for hit in single if hit.end > hit.start)
    if found.unclear:
        unclear = tuple(p.id for p in shown if p.id in found.unclear[0].ids)
        return References((), unclear, tuple(refused), spans=spans)
    ids = tuple(i for i in dict.fromkeys(wanted) if i not in refused)
    refused_ids = tuple(dict.fromkeys(refused))
    return References(ids, (), refused_ids, beyond=found.beyond and not ids, spans=spans)


def _read_pronouns(text: str, shown: Sequence[Product], focus: str | None, found: _Found) -> None:
    everything = tuple(p.id for p in shown)
    place = everything.index(focus) if focus in everything else None
    other, beside, of_two = _OTHER.search(text), _NEIGHBOUR.search(text), _OF_TWO.search(text)
    if turns_down_all(text):
        found.hits.append(_Hit(0, 0, everything, down=True))
    elif other:
        rest = tuple(i for i in everything if i != focus)
        many = (other["head"] or "").lower() in ("ones", "two", "three", "four")
        clear = len(rest) == 1 or many or other["all"] is not None
        found.add(0, 0, rest, clear)
    elif beside and place is not None:
        back = "previous" in (beside["step"] or "").lower() or beside["side"] == "before"
        index = place - 1 if back else place + 1
        found.add(0, 0, everything[index : index + 1] if index >= 0 else (), True)
    elif of_two and len(everything) == 2:
        found.add(0, 0, everything[of_two[1].lower() == "latter" :][:1], True)
    elif points_at_many(text):
        found.add(0, 0, everything, True)
    elif points_at_one(text):
        left = tuple(i for i in everything if i not in found.ruled_out)
        ids = left if place is None else (everything[place],)
        if len(ids) == 1 and turns_down_it(text):
            found.hits.append(_Hit(0, 0, ids, down=True))
        else:
            found.add(0, 0, ids, len(ids) == 1)


def _read_ids(text: str, tokens: Sequence[Token], shown: Sequence[Product], found: _Found) -> None:
    lowered = text.lower()
    for product in shown:
        if len(product.id) < 4 and not re.search(rf"(?:\bid|#)\s*{re.escape(product.id)}\b", text):
            continue
        match = re.search(rf"(?<![\w-]){re.escape(product.id.lower())}(?![\w-])", lowered)
        if match:
            found.add(*match.span(), (product.id,), True)
            found.used.update(
                i for i, t in enumerate(tokens) if match.start() <= t.start < match.end()
            )


def _read_places(
    text: str,
    tokens: Sequence[Token],
    shown: Sequence[Product],
    descriptions: Descriptions,
    found: _Found,
) -> None:
    for (start, stop), ids in numbered_pairs(text, shown):
        found.add(start, stop, ids, True)
        found.used.update(i for i, t in enumerate(tokens) if start <= t.start < stop)
    money = [m.span() for m in _MONEY.finditer(text)]
    place = 0
    while place < len(tokens):
        token = tokens[place]
        in_money = any(start <= token.start < end for start, end in money)
        read = None
        if place not in found.used and not in_money:
            read = place_at(tokens, place, shown, descriptions)
        if read is None:
            place += 1
            continue
        ids, end = read
        if not ids and tokens[min(end, len(tokens)) - 1].norm in ("one", "product", "item"):
            found.beyond = True
        if ids:
            found.add(token.start, tokens[min(end, len(tokens)) - 1].end, ids, True)
            found.used.update(range(place, end))
        place = end


def _read_extremes(
    text: str, tokens: Sequence[Token], shown: Sequence[Product], found: _Found
) -> None:
    for extreme in find_extremes(text, shown):
        found.add(extreme.start, extreme.end, extreme.ids, extreme.clear)
        found.used.update(i for i, t in enumerate(tokens) if extreme.start <= t.start < extreme.end)


def _take(described: Described, tokens: Sequence[Token], focus: str | None, found: _Found) -> None:
    ids = tuple(p.id for p in described.products)
    last = min(described.first + max(described.length, 1), len(tokens)) - 1
    start, end = tokens[described.first].start, tokens[last].end
    if focus in ids and focus is not None and not described.by_difference:
        ids = (focus,)
    found.add(start, end, ids, len(ids) == 1 or described.plural)
