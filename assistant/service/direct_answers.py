"""Questions whose answer is one field of the record: price, stock, colours, rating ... Pure."""

import re
from collections.abc import Sequence

from assistant.service.answers import ProductAnswer
from assistant.service.forms import forms_named, named_options
from retrieval.types import Product, Review, Variant

_DIRECT = {
    "complaints": r"\bcomplain\w*\b|\b(bad|negative|poor|critical) (reviews?|ratings?)\b"
    r"|\bwhat('?s| is) (bad|wrong) (about|with)\b|\bdownsides?\b|\bdrawbacks?\b",
    "reviews": r"\breviews?\b|\b(customers?|people|buyers?|others?|users?|reviewers?)"
    r" (say|think|like|feel|love|praise)",
    "rating": r"\b(rating|rated|how many stars)\b",
    "price": r"\bhow much(?: (?:is|are|does|do|for|will|would|the|this|that|it|they)\b|\W*$)"
    r"(?!.*\b(weigh|hold|carr|ship|deliver|water|power|memory|storage)\w*)"
    r"|\b(price|cost)s?\b(?!.*\b(ship|deliver)\w*)",
    "stock": r"\b(in stock|available|availability|sold out|out of stock|how many (are|do you have)"
    r"( left)?|left in)\b",
    "colours": r"\b(what|which|other|any|more|how many) colou?rs?\b|\bcolou?r options?\b",
    "sizes": r"\b(what|which|other|how many) sizes\b|\bsizes? (available|are there|does it come"
    r"|do you have)\b",
    "brand": r"\bwho makes\b|\b(what|which) brand\b|\bwhat make\b|\bmanufacturer\b",
    "about": r"\btell me (more|about)\b|\bmore (details?|info(rmation)?)\b|\bdescribe\b|\bdetails\b"
    r"|\bwhat is (it|this|that)\W*$",
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _DIRECT.items()}
_FORM = re.compile(r"\b(come|comes|have|available|stock|in|make|made|sell|get)\b", re.IGNORECASE)
UNHAPPY = 3
"""A review of at most so many stars counts as a complaint."""
QUOTES = 2


def direct_answer(
    question: str, product: Product, reviews: Sequence[Review], wanted: Sequence[str]
) -> ProductAnswer | None:
    """The field that answers; None: the question asks for something else.

    Args:
        wanted: colours and sizes that the question names.
    """
    form = _asked_form(question, product)
    if form is not None:
        return form
    for kind, pattern in _PATTERNS.items():
        if not pattern.search(question):
            continue
        if kind == "complaints":
            return _complaints(reviews) if reviews else None
        if kind == "reviews":
            return ProductAnswer("reviews", reviews=_both_sides(reviews)) if reviews else None
        if kind == "rating" and product.rating is None:
            continue
        if kind in ("colours", "sizes", "brand") and not getattr(product, kind):
            continue
        return ProductAnswer(kind)
    return _unmade_form(question, product, wanted)


def _asked_form(question: str, product: Product) -> ProductAnswer | None:
    """ "Do you have it in green, size M?" """
    named = named_options(product, question)
    if not named or not _FORM.search(question):
        return None
    fitting = forms_named(product, question)
    if not fitting:
        return None
    shared = {k: v for k, v in fitting[0].options.items() if v in named}
    counts = [variant.stock for variant in fitting if variant.stock is not None]
    stock = sum(counts) if len(counts) == len(fitting) else None
    return ProductAnswer("stock", variant=Variant(fitting[0].id, shared, stock=stock))


def _unmade_form(question: str, product: Product, wanted: Sequence[str]) -> ProductAnswer | None:
    """ "Do you have it in blue?", where the record knows its colours: they are told."""
    if not wanted or not _FORM.search(question):
        return None
    kind = "colours" if product.colours else "sizes" if product.sizes else ""
    return ProductAnswer(kind) if kind else None


def _complaints(reviews: Sequence[Review]) -> ProductAnswer:
    """The unhappiest reviews, the latest first among equals."""
    unhappy = [review for review in reviews if review.stars <= UNHAPPY]
    unhappy.sort(key=lambda r: (r.stars, -(r.written.toordinal() if r.written else 0)))
    if not unhappy:
        return ProductAnswer("no_complaints")
    return ProductAnswer("reviews", reviews=tuple(unhappy[:QUOTES]))


def _both_sides(reviews: Sequence[Review]) -> tuple[Review, ...]:
    """The best and the worst opinion, the latest of each."""
    ordered = sorted(reviews, key=lambda r: (r.stars, r.written.toordinal() if r.written else 0))
    best, worst = ordered[-1], min(ordered, key=lambda r: r.stars)
    return (best,) if best.stars - worst.stars < 2 else (best, worst)
