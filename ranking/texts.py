"""What the cross-encoder reads: the wish and the shopper on one side, the product on the other."""

from collections import Counter
from collections.abc import Sequence

from retrieval.keyword_index import denies
from retrieval.types import Product

PRODUCT_WORDS = 36
PROFILE_TITLES = 4
PROFILE_KINDS = 3
TITLE_WORDS = 6


def product_side(product: Product) -> str:
    """A product in at most 36 words: title, brand, kind, colours, features, first bullet."""
    parts = [product.title]
    if product.brand and product.brand.casefold() not in product.title.casefold():
        parts.append(f"by {product.brand}")
    parts += product.category[-2:]
    title = product.title.casefold()
    parts += [colour for colour in product.colours[:3] if colour.casefold() not in title]
    facts = [f"{k} {v}" for k, v in list(product.attributes.items())[:6] if not denies(v)]
    words = " ; ".join([*parts, *facts, *product.bullets[:2], product.description]).split()
    return " ".join(words[:PRODUCT_WORDS])


def profile_words(history: Sequence[Product]) -> str:
    """A shopper's history (oldest first) in words: kinds and brands that recur, latest titles.

    Empty for an empty history. The latest come first, since the text may be cut at its end.
    """
    if not history:
        return ""
    latest: dict[str, None] = {}
    for product in reversed(history):
        latest.setdefault(" ".join(product.title.split()[:TITLE_WORDS]), None)
        if len(latest) == PROFILE_TITLES:
            break
    kinds = Counter(p.category[-1] for p in history if p.category)
    brands = Counter(p.brand for p in history if p.brand)
    often = [name for name, n in kinds.most_common(PROFILE_KINDS) if n > 1]
    often += [name for name, n in brands.most_common(2) if n > 1]
    words = "bought " + ", ".join(latest)
    return words + (" ; often " + ", ".join(often) if often else "")


def wish_side(query: str, profile: str = "") -> str:
    """The query, then the profile in words; either may be empty."""
    return f"{query.strip() or 'anything'} | {profile}" if profile else query.strip()


def question_side(question: str) -> str:
    """A question about one product, to be matched with passages of evidence."""
    return f"question: {question.strip()}"
