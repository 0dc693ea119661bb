"""Why a product stands where it stands: the terms that moved it up, with what matched."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ranking.features import split_negation, word_tuple
from ranking.types import Reason
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
    "bought_before": ("bought_before", "bought_lately"),
    "brand_affinity": ("brand_affinity",),
    "category_affinity": ("kind_affinity",),
    "similar": ("taste", "interest"),
    "price_fit": ("price_fit",),
    "rating": ("rating",),
    "popular": ("popular",),
}
"""Terms that say the same to a shopper, together."""


def reasons_for(
    product: Product,
    query: Query,
    added: Mapping[str, float],
    values: Mapping[str, float],
    history: Sequence[Product],
) -> tuple[Reason, ...]:
    """At most three reasons, strongest first.

    added: what each term added to the score over the mean candidate. A group of terms is a reason
    when it added something and the record has words for it. Exact limits that the product holds
    (a colour, an attribute asked for) always count as matched.
    """
    reasons = []
    for kind, terms in GROUPS.items():
        gain = sum(added.get(term, 0.0) for term in terms)
        value = _value(kind, product, query, values, history)
        if value and (gain > 0 or kind in {"title", "attribute"}):
            reasons.append(Reason(kind, value, max(gain, 0.0)))
    reasons.sort(key=lambda r: -r.contribution)
    seen: set[str] = set()
    chosen = []
    for reason in reasons:
        if reason.value.casefold() not in seen:
            seen.add(reason.value.casefold())
            chosen.append(reason)
    return tuple(chosen[:MOST])


def _value(
    kind: str,
    product: Product,
    query: Query,
    values: Mapping[str, float],
    history: Sequence[Product],
) -> str:
    """What a kind of reason says of this product, from its record; "" when it has nothing."""
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
    if kind == "bought_before":
        times = sum(p.id == product.id for p in history)
        return str(times) if times else ""
    if kind == "brand_affinity":
        return product.brand if any(p.brand == product.brand for p in history) else ""
    if kind == "category_affinity":
        mine = product.category[-1:] if values.get("kind_affinity", 0.0) > 0 else ()
        return mine[0] if mine else ""
    if kind == "similar":
        return _nearest(product, history) if values.get("taste", 0.0) > 0.4 else ""
    if kind == "price_fit":
        return "usual" if history and values.get("price_fit", -2.0) > -0.3 else ""
    if kind == "rating":
        return f"{product.rating:.1f}" if product.rating and product.rating >= 4 else ""
    return str(product.rating_count) if product.rating_count else ""


def matched_words(text: str, record: str) -> list[str]:
    """The words of a query, as written, that a record says."""
    said = set(word_tuple(record))
    wanted = split_negation(text)[0]
    return [
        w
        for w in dict.fromkeys(x.strip(".,;:!?\"'()").casefold() for x in wanted.split())
        if w and w not in STOPWORDS and words(w) and set(words(w)) <= said
    ]


def _nearest(product: Product, history: Sequence[Product]) -> str:
    """The title of a past item of the same kind, else of the same department, latest first."""
    for depth in (-1, 0):
        for past in reversed(history):
            same = past.category and past.category[depth:][:1] == product.category[depth:][:1]
            if same and past.id != product.id:
                return past.title
    return ""


def favourites(history: Sequence[Product], most: int = 3) -> tuple[str, ...]:
    """The kinds a shopper comes back to, most frequent first."""
    counts = Counter(p.category[-1] for p in history if p.category)
    return tuple(kind for kind, n in counts.most_common(most) if n > 1)
