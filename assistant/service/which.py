"""Which of some products is lighter, cheaper, better rated ...: told from their records. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.reviews.aspects import AspectCount
from assistant.reviews.lexicon import asked_aspects
from assistant.service.quantities import comparable
from retrieval.text import words
from retrieval.types import Product

Kind = Literal["price", "dearer", "rating", "attribute", "opinion", "recorded"]


@dataclass(frozen=True, slots=True)
class Which:
    """The answer to one "which is ...?"."""

    kind: Kind
    name: str
    """Of "attribute": its name; of "opinion": the aspect."""
    best: Product | None
    """None: they are level, or a record does not say."""
    level: tuple[Product, ...] = ()
    """Without a best: those that go furthest alike, where the others do not."""
    values: tuple[str, ...] = ()
    """What each record says, in the order of the products; empty: it does not say."""
    counts: tuple[AspectCount | None, ...] = ()
    """Of "opinion": what each product's reviewers say."""


_MEASURED: tuple[tuple[str, tuple[str, ...], int], ...] = (
    (r"light(?:er|est)\b(?! colou?r)|less heavy|weighs? less", ("weight",), -1),
    (r"heav(?:ier|iest)|weighs? more", ("weight",), 1),
    (r"quiet(?:er|est)|less (?:noisy|loud)", ("noise", "sound level", "noise level"), -1),
    (r"(?:loud|nois)(?:ier|iest|er|est)", ("noise", "sound level", "noise level"), 1),
    (r"bright(?:er|est)", ("brightness", "luminous flux", "lumens", "light output"), 1),
    (r"tall(?:er|est)|high(?:er|est)(?! rat)", ("height",), 1),
    (r"wid(?:er|est)", ("width",), 1),
    (r"narrow(?:er|est)", ("width",), -1),
    (r"deep(?:er|est)", ("depth",), 1),
    (r"thick(?:er|est)", ("thickness",), 1),
    (r"thin(?:ner|nest)", ("thickness",), -1),
    (r"long(?:er|est)(?: \w+)? (?:battery|runtime)|(?:battery|charge) (?:lasts?|runs?)(?: \w+)?"
     r" (?:long(?:er|est)|the most)|(?:better|best) battery|lasts? longer",
     ("battery life", "battery", "runtime", "run time", "playing time"), 1),
    (r"long(?:er|est)", ("length",), 1),
    (r"short(?:er|est)", ("length",), -1),
    (r"(?:more|most) powerful|strong(?:er|est)", ("power", "wattage", "suction"), 1),
    (r"(?:uses?|needs?|takes?) (?:less|the least) (?:power|energy|electricity)", ("power",), -1),
    (r"(?:big|larg)g?(?:er|est)(?: screen| display)", ("screen size", "screen", "display"), 1),
    (r"holds? (?:more|the most)|(?:more|most) (?:capacity|room|space)|room(?:ier|iest)"
     r"|(?:big|larg)g?(?:er|est)", ("capacity", "volume", "size", "width"), 1),
    (r"small(?:er|est)|(?:more|most) compact", ("size", "volume", "capacity", "width"), -1),
    (r"fast(?:er|est)|quick(?:er|est)", ("speed",), 1),
    (r"(?:more|most) waterproof|drier|driest", ("waterproof", "water column"), 1),
    (r"(?:longer|longest|better|best) (?:warranty|guarantee)", ("warranty", "guarantee"), 1),
)  # fmt: skip
"""Comparatives, the attributes that measure them (the first that all records have) and whether
more (1) or less (-1) is what is asked for."""
_PRICE = re.compile(r"\b(cheap(?:er|est)|less expensive|least expensive|costs? less)\b", re.I)
_DEAR = re.compile(r"\b(dear(?:er|est)|(?:more|most) expensive|pric(?:ier|iest))\b", re.I)
_RATING = re.compile(
    r"\b(?:better|best|higher|highest|top)[ -](?:rated|reviewed|rating|reviews?)\b|\bmore stars\b",
    re.I,
)
_JUDGED = re.compile(r"\b(?:more|most|less|least|better|best|\w+(?:er|est))\b", re.I)


def which(
    text: str,
    products: Sequence[Product],
    opinions: Sequence[Mapping[str, AspectCount]] = (),
) -> Which | None:
    """What the records say to the comparative of a message; None: it asks for none.

    Args:
        opinions: what each product's reviewers say by aspect, for what no record measures.
    """
    if _PRICE.search(text) or _DEAR.search(text):
        return _by_price(products, 1 if _DEAR.search(text) else -1)
    if _RATING.search(text) and not asked_aspects(_RATING.sub("", text)):
        ratings = [p.rating for p in products]
        values = tuple("" if r is None else f"{r:g}" for r in ratings)
        return Which("rating", "", *_extremes(products, ratings, 1), values)
    for pattern, names, sign in _MEASURED:
        if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            measured = _by_attribute(products, names, sign)
            if measured is not None:
                return measured
            break
    if _JUDGED.search(text) and opinions:
        return _by_opinion(text, products, opinions)
    return None


def recorded(first: Sequence[Product]) -> Which | None:
    """Those that go furthest in something else that records hold ("the newest"); None: none do."""
    if not first:
        return None
    best = first[0] if len(first) == 1 else None
    return Which("recorded", "", best, () if best else tuple(first))


def _by_price(products: Sequence[Product], sign: int) -> Which:
    same = len({p.currency for p in products}) == 1
    prices = [None if p.price is None or not same else float(p.price) for p in products]
    return Which("price" if sign < 0 else "dearer", "", *_extremes(products, prices, sign))


def _by_attribute(products: Sequence[Product], names: Sequence[str], sign: int) -> Which | None:
    """By the first attribute that all measure; else by the first that any does, undecided."""
    partial: Which | None = None
    for name in names:
        told = [_attribute(product, name) for product in products]
        values = tuple(value for _, value in told)
        if not any(values):
            continue
        label = next(said for said, value in told if value)
        amounts = comparable(values) if all(values) else ()
        if amounts:
            measured = [amount.canonical for amount in amounts]
            return Which("attribute", label, *_extremes(products, measured, sign), values)
        partial = partial or Which("attribute", label, None, (), values)
    return partial


def _attribute(product: Product, name: str) -> tuple[str, str]:
    """Name and value of the attribute called so, or whose name holds its words."""
    wanted = set(words(name))
    held = [(n, v) for n, v in product.attributes.items() if wanted <= set(words(n))]
    return min(held, key=lambda one: len(one[0])) if held else ("", "")


def _by_opinion(
    text: str, products: Sequence[Product], opinions: Sequence[Mapping[str, AspectCount]]
) -> Which | None:
    for aspect in asked_aspects(f"{text} {_positive(text)}"):
        counts = tuple(by_aspect.get(aspect) for by_aspect in opinions)
        if any(counts):
            scores = [None if count is None else count.balance for count in counts]
            best, _ = _extremes(products, scores, 1)
            return Which("opinion", aspect, best, counts=counts)
    return None


def _positive(text: str) -> str:
    """The positives of the comparatives of a text: "quieter" -> "quiet quiete"."""
    plain = [m[1] for m in re.finditer(r"\b(\w{3,}?)(?:er|est)\b", text.casefold())]
    return " ".join(f"{word[:-1]}y" if word.endswith("i") else f"{word} {word}e" for word in plain)


def _extremes(
    products: Sequence[Product], values: Sequence[float | None], sign: int
) -> tuple[Product | None, tuple[Product, ...]]:
    """The one product with the highest (sign 1) or lowest value, or the several that share it where
    others differ; neither where all are level or a value is not known."""
    known = [sign * value for value in values if value is not None]
    if len(known) < len(products):
        return None, ()
    first = tuple(p for p, value in zip(products, known, strict=True) if value == max(known))
    if len(first) == 1:
        return first[0], ()
    return None, first if len(first) < len(products) else ()
