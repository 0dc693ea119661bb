"""The buyable forms of one product, from lists of objects in any of the usual shapes."""

from collections.abc import Mapping
from typing import Any

from retrieval.importers.columns import field_of
from retrieval.importers.values import is_empty, to_list, to_stock, to_text
from retrieval.prices import PriceError, parse_price
from retrieval.types import Variant

_OPTION_NAMES = {"colours": "colour", "sizes": "size"}
_BOOKKEEPING = frozenset(
    ("id", "price", "list_price", "sale_price", "currency", "stock", "image", "title", "added")
)


def option_name(name: str) -> str:
    """How an option is called: "colour" and "size" whatever the source's spelling."""
    found = field_of(name)
    return _OPTION_NAMES.get(found[0], to_text(name)) if found else to_text(name)


def amount_of(price: Any) -> float:
    """A price as a number to compare with; infinite where it cannot be read."""
    try:
        parsed = parse_price(price) if isinstance(price, str | int | float) else None
    except PriceError:
        parsed = None
    return float(parsed.amount) if parsed else float("inf")


def clean_variants(
    value: Any, product_id: str, *, cents: bool, currency: str | None, decimal_mark: str | None
) -> tuple[tuple[Variant, ...], tuple[str, ...]]:
    """(variants, kinds of problems met). A variant with a bad price is left out, and counted."""
    variants: dict[str, Variant] = {}
    problems = []
    for number, item in enumerate(to_list(value), start=1):
        if not isinstance(item, Mapping):
            problems.append("variant is not an object")
            continue
        values = {}
        for key, part in item.items():
            found = field_of(key)
            if found and found[0] not in values and not is_empty(part):
                values[found[0]] = part
        try:
            price = values.get("price")
            parsed = None if price is None else parse_price(
                price, cents=cents, currency=currency, decimal_mark=decimal_mark
            )  # fmt: skip
            stock = to_stock(values.get("stock"))
        except PriceError as error:
            problems.append(f"variant left out: {error.kind}")
            continue
        except ValueError:
            problems.append("variant left out: stock is not a number")
            continue
        id = to_text(values.get("id")) or f"{product_id}-{number}"
        variants.setdefault(
            id,
            Variant(
                id=id,
                options=_options(item),
                price=parsed.amount if parsed and parsed.amount else None,
                stock=stock,
            ),
        )
    return tuple(variants.values()), tuple(problems)


def _options(item: Mapping[str, Any]) -> dict[str, str]:
    given = item.get("options")
    pairs: list[tuple[Any, Any]] = []
    if isinstance(given, Mapping):
        pairs = list(given.items())
    elif isinstance(given, list):
        pairs = [(o.get("name"), o.get("value")) for o in given if isinstance(o, Mapping)]
    else:
        for key, value in item.items():
            found = field_of(key)
            if found and found[0] in _OPTION_NAMES:
                pairs.append((key, value))
    named = ((option_name(to_text(name)), to_text(value)) for name, value in pairs)
    return {name: value for name, value in named if name and value}
