"""What a story may expect of a reply. Pure: a reply and expectations in, differences out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.types import Reply
from retrieval.text import words
from retrieval.types import Product


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One expectation that did not hold."""

    key: str
    """"action", "products.max_price" ..."""
    expected: str
    found: str


def check(expect: Mapping[str, Any], reply: Reply) -> list[Mismatch]:
    """Every expectation that the reply does not meet, in the order written."""
    return [one for key, value in expect.items() for one in CHECKS[key](value, reply)]


def _intent(value: Any, reply: Reply) -> Iterable[Mismatch]:
    return _one_of("intent", value, reply.intent.value)


def _action(value: Any, reply: Reply) -> Iterable[Mismatch]:
    return _one_of("action", value, reply.action)


def _text_contains(value: Any, reply: Reply) -> Iterable[Mismatch]:
    for part in _many(value):
        if part.casefold() not in reply.text.casefold():
            yield Mismatch("text_contains", part, reply.text)


def _text_lacks(value: Any, reply: Reply) -> Iterable[Mismatch]:
    for part in _many(value):
        if part.casefold() in reply.text.casefold():
            yield Mismatch("text_lacks", f"a text without {part!r}", reply.text)


def _chips(value: Any, reply: Reply) -> Iterable[Mismatch]:
    missing = [chip for chip in _many(value) if chip not in reply.chips]
    if missing:
        yield Mismatch("chips", ", ".join(_many(value)), ", ".join(reply.chips) or "none")


def _suggestions(value: Any, reply: Reply) -> Iterable[Mismatch]:
    missing = [said for said in _many(value) if said not in reply.suggestions]
    if missing:
        yield Mismatch(
            "suggestions", ", ".join(_many(value)), ", ".join(reply.suggestions) or "none"
        )


def _comparison(value: Any, reply: Reply) -> Iterable[Mismatch]:
    """Names of rows that the table must have."""
    names = [row[0] for row in reply.comparison[1:]]
    if any(name not in names for name in _many(value)):
        yield Mismatch("comparison", ", ".join(_many(value)), ", ".join(names) or "no table")


def _state(value: Mapping[str, Any], reply: Reply) -> Iterable[Mismatch]:
    for path, expected in value.items():
        found: Any = reply.state
        for part in path.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if found != expected:
            yield Mismatch(f"state.{path}", repr(expected), repr(found))


def _products(value: Mapping[str, Any], reply: Reply) -> Iterable[Mismatch]:
    shown = [card.product for card in reply.cards]
    for key, expected in value.items():
        if key in _COUNTS:
            if not _COUNTS[key](len(shown), expected):
                yield Mismatch(f"products.{key}", str(expected), _told(shown))
        elif key in ("ids", "first"):
            found = [product.id for product in shown]
            wanted = _many(expected)
            if (found if key == "ids" else found[:1]) != wanted:
                yield Mismatch(f"products.{key}", ", ".join(wanted), _told(shown))
        elif key in ("with_ids", "without_ids"):
            wrong = [i for i in _many(expected) if (i in {p.id for p in shown}) is (key[4] == "o")]
            if wrong:
                yield Mismatch(f"products.{key}", ", ".join(wrong), _told(shown))
        elif key in _EACH:
            wrong_ones = [p for p in shown if not _EACH[key](p, expected)]
            if wrong_ones:
                yield Mismatch(f"products.{key}", str(expected), _told(wrong_ones))
        else:
            known = ", ".join(sorted({*_COUNTS, *_EACH, "ids", "first", "with_ids", "without_ids"}))
            yield Mismatch(f"products.{key}", f"one of {known}", f"no such check: {key}")


CHECKS: Mapping[str, Callable[[Any, Reply], Iterable[Mismatch]]] = {
    "intent": _intent,
    "action": _action,
    "products": _products,
    "text_contains": _text_contains,
    "text_lacks": _text_lacks,
    "chips": _chips,
    "suggestions": _suggestions,
    "comparison": _comparison,
    "state": _state,
}

_COUNTS: Mapping[str, Callable[[int, Any], bool]] = {
    "min": lambda count, limit: count >= limit,
    "max": lambda count, limit: count <= limit,
    "count": lambda count, limit: count == limit,
}
_EACH: Mapping[str, Callable[[Product, Any], bool]] = {
    "max_price": lambda p, limit: p.price is not None and float(p.price) <= limit,
    "min_price": lambda p, limit: p.price is not None and float(p.price) >= limit,
    "min_rating": lambda p, limit: (p.rating or 0) >= limit,
    "brand": lambda p, names: p.brand in _many(names),
    "none_of_brand": lambda p, names: p.brand not in _many(names),
    "colour": lambda p, names: any(_has_colour(c, n) for c in p.colours for n in _many(names)),
    "none_of_colour": lambda p, names: not any(_only_in(p, name) for name in _many(names)),
    "size": lambda p, names: any(size in _many(names) for size in p.sizes),
    "category": lambda p, names: any(node in _many(names) for node in p.category),
    "says": lambda p, texts: all(set(words(t)) <= set(words(_all_text(p))) for t in _many(texts)),
    "in_stock": lambda p, wanted: p.in_stock is wanted,
}


def _only_in(product: Product, colour: str) -> bool:
    """Whether it can be had in this colour alone."""
    return bool(product.colours) and all(_has_colour(c, colour) for c in product.colours)


def _has_colour(colour: str, name: str) -> bool:
    return set(words(name)) <= set(words(colour))


def _all_text(product: Product) -> str:
    attributes = [f"{name} {value}" for name, value in product.attributes.items()]
    return " ".join(
        (product.title, *product.category, *attributes, *product.bullets, product.description)
    )


def _one_of(key: str, value: Any, found: str) -> Iterable[Mismatch]:
    if found not in _many(value):
        yield Mismatch(key, " or ".join(_many(value)), found)


def _many(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _told(products: Iterable[Product]) -> str:
    return "; ".join(f"{p.id} {p.title} ({p.brand}, {p.price})" for p in products) or "no products"
