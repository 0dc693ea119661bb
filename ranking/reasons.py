"""Why a product stands where it stands: the terms that moved it up, with what matched.

What the shopper did is named only where the product would fall behind the others without it
(``left_out``); what the record says, where its terms added something (exact contributions).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ranking.features import split_negation, word_tuple
from ranking.left_out import LeftOut
from ranking.quality import QUALITY_TERMS
from ranking.shopper_terms import kind_of
from ranking.types import Reason
from retrieval.bert import Floats
from retrieval.keyword_index import body_text
from retrieval.text import STOPWORDS, words
from retrieval.types import Product, Query

MOST = 3
GROUPS = {
    "title": (
        "title_words",
        "wanted_title_words",
        "title_coverage",
        "neighbours",
        "phrase",
        "position",
        "head_in_title",
        "fused",
        "word_rank",
        "title_length",
        "query_length",
    ),
    "attribute": ("words", "wanted_words", "text_coverage", "colour_coverage"),
    "brand": ("brand_coverage", "brand_named"),
    "kind": ("kind_coverage", "head_is_kind"),
    "meaning": ("meaning", "meaning_gap", "meaning_rank", "bert"),
    "without": ("unwanted_in_title", "unwanted_in_text", "negated"),
    "price_fit": ("price_fit",),
    "rating": ("rating", "popular"),
    "new": ("fresh",),
}
"""Terms that say the same to a shopper, together. What a shopper did has none of its own: it is
left out and the terms are worked out again."""
DONE = ("bought_before", "similar", "category_affinity", "brand_affinity")
"""Kinds of reasons that name what the shopper did, the most telling first."""
LEAST_LOSS = 0.02
"""Scores; what a thing done adds beyond it is a reason."""
FRESH = 0.25
"""Of the term, from which a product may be called new: about half a year before the newest."""
ALIKE = 0.4
"""Cosine from which a product may be called similar to another."""
LOOKED_THROUGH = 3
"""So many of the most alike things done are tried as the reason."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A list as far as it takes to say why its products stand there, best first."""

    products: Sequence[Product]
    names: tuple[str, ...]
    """Of the terms."""
    added: Floats
    """``(m, k)``: what each term added to the score over the mean of all that was looked at."""
    quality: npt.NDArray[np.floating[Any]]
    """``(m, q)``: what the terms of quality added over a product of which nothing is known."""
    values: Floats
    """``(m, k)``."""


@dataclass(frozen=True, slots=True)
class _One:
    """One product of it."""

    product: Product
    place: int
    added: Mapping[str, float]
    alone: Mapping[str, float]
    """``Explained.quality``."""
    values: Mapping[str, float]


def list_reasons(
    explained: Explained,
    query: Query,
    left_out: LeftOut | None,
    fits: Callable[[Product, str], bool] = lambda product, kind: True,
) -> list[tuple[Reason, ...]]:
    """At most three reasons for each product, strongest first.

    A group of terms is a reason when it added something and the record has words for it. Words of
    the query that the record says always count as matched, and so do exact limits that it holds (a
    colour, an attribute asked for). That a product fits in meaning is said where nothing else is.

    Args:
        left_out: of the same list; None: nothing is known of the shopper.
        fits: whether a product's being of a kind makes the models put it higher.
    """
    every = zip(
        explained.products, explained.added, explained.quality, explained.values, strict=True
    )
    return [
        _reasons_for(
            _One(
                product,
                place,
                dict(zip(explained.names, map(float, added), strict=True)),
                dict(zip(QUALITY_TERMS, map(float, quality), strict=True)),
                dict(zip(explained.names, map(float, values), strict=True)),
            ),
            query,
            left_out,
            fits,
        )
        for place, (product, added, quality, values) in enumerate(every)
    ]


def _reasons_for(
    one: _One,
    query: Query,
    left_out: LeftOut | None,
    fits: Callable[[Product, str], bool],
) -> tuple[Reason, ...]:
    reasons = [] if left_out is None else [*_for_what_was_done(one, left_out)]
    for kind, terms in GROUPS.items():
        gain = sum(one.added.get(term, 0.0) for term in terms)
        if kind in ("rating", "new"):
            gain = min(gain, sum(one.alone.get(term, 0.0) for term in terms))
        value = _value(kind, one, query)
        if value and (gain > 0 or kind in {"title", "attribute"}):
            reasons.append(Reason(kind, value, max(gain, 0.0)))
    if any(reason.kind != "meaning" for reason in reasons):
        reasons = [reason for reason in reasons if reason.kind != "meaning"]
    elif reasons and not fits(one.product, reasons[0].value):
        return ()
    reasons.sort(key=lambda r: -r.contribution)
    seen: set[str] = set()
    chosen = []
    for reason in reasons:
        if reason.value.casefold() not in seen:
            seen.add(reason.value.casefold())
            chosen.append(reason)
    return tuple(chosen[:MOST])


def _for_what_was_done(one: _One, left_out: LeftOut) -> tuple[Reason, ...]:
    """What the shopper did that brings a product up: with itself, else with one like it, else with
    its kind, else with its brand."""
    product, past = one.product, left_out.past

    def reason(kind: str, value: str, rows: Sequence[int]) -> tuple[Reason, ...]:
        lost = float(left_out.lost(rows)[one.place]) if rows else 0.0
        known = kind == "bought_before" or left_out.reads_alike(rows)
        return (Reason(kind, value, lost),) if lost > LEAST_LOSS and known else ()

    same = [row for row in past if left_out.product(row).id == product.id]
    if same:
        return reason("bought_before", str(left_out.times(same)), same)
    for row, cosine in left_out.alike(one.place)[:LOOKED_THROUGH]:
        if cosine >= ALIKE and (found := reason("similar", left_out.product(row).title, [row])):
            return found
    kind = product.category[-1] if product.category else ""
    of_kind = [row for row in past if kind and kind_of(left_out.product(row)) == kind]
    of_brand = [row for row in past if product.brand == left_out.product(row).brand != ""]
    return reason("category_affinity", kind, of_kind) or reason(
        "brand_affinity", product.brand, of_brand
    )


def _value(kind: str, one: _One, query: Query) -> str:
    """What a kind of reason says of this product, from its record; "" when it has nothing."""
    product, values = one.product, one.values
    if kind == "title":
        return ", ".join(matched_words(query.text, product.title))
    if kind == "attribute":
        title = set(word_tuple(product.title))
        found = [
            w for w in matched_words(query.text, body_text(product)) if not set(words(w)) & title
        ]
        limits = query.constraints.include
        found += [a for a in (*limits.attributes, *limits.colours) if a not in found]
        return ", ".join(dict.fromkeys(found))
    if kind == "brand":
        return product.brand if values.get("brand_coverage", 0.0) > 0 else ""
    if kind == "kind":
        return product.category[-1] if values.get("kind_coverage", 0.0) > 0 else ""
    if kind == "meaning":
        return product.category[-1] if product.category and query.text else ""
    if kind == "without":
        unwanted = split_negation(query.text)[1]
        return unwanted if unwanted and not values.get("unwanted_in_text", 0.0) else ""
    if kind == "price_fit":
        return "usual" if values.get("price_fit", 0.0) > -0.3 else ""
    if kind == "rating":
        return f"{product.rating:.1f}" if product.rating and product.rating >= 4 else ""
    return product.added.isoformat() if product.added and values.get("fresh", 0.0) > FRESH else ""


def matched_words(text: str, record: str) -> list[str]:
    """The words of a query, as written, that a record says."""
    said = set(word_tuple(record))
    wanted = split_negation(text)[0]
    return [
        w
        for w in dict.fromkeys(x.strip(".,;:!?\"'()").casefold() for x in wanted.split())
        if w and w not in STOPWORDS and words(w) and set(words(w)) <= said
    ]
