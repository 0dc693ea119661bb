"""Checks of single fields of a JSON record; each raises CatalogueError naming the field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any

from retrieval.errors import CatalogueError


def wrong(name: str, wanted: str, value: Any) -> CatalogueError:
    """The error for a value that is not what was wanted."""
    shown = repr(value)
    return CatalogueError(f"{name} must be {wanted}, not {shown[:60]}.")


def check_keys(data: Any, allowed: frozenset[str], kind: str) -> None:
    """Raises for anything but an object whose keys are all allowed."""
    if not isinstance(data, Mapping):
        raise CatalogueError(f"a {kind} must be a JSON object, not {type(data).__name__}.")
    if unknown := data.keys() - allowed:
        raise CatalogueError(f"a {kind} has no field {sorted(unknown)[0]!r}.")


def required(data: Mapping[str, Any], name: str) -> str:
    """A text that is there and not empty."""
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise wrong(name, "a text that is not empty", value)
    return value


def text(data: Mapping[str, Any], name: str) -> str:
    """A text; empty where there is none."""
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise wrong(name, "a text", value)
    return value


def texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of texts; empty where there is none."""
    value = data.get(name)
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or not all(type(item) is str for item in value):
        raise wrong(name, "a list of texts", value)
    return tuple(value)


def text_map(name: str, value: Any) -> dict[str, str]:
    """Texts by name; empty where there is none."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise wrong(name, "an object of texts", value)
    for key, item in value.items():
        if type(key) is not str or type(item) is not str:
            raise wrong(f"{name}.{key}", "a text", item)
    return dict(value)


def language_texts(value: Any) -> dict[str, dict[str, str]]:
    """Texts by language and name; empty where there is none."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise wrong("texts", "an object of languages", value)
    return {code: text_map(f"texts.{code}", texts) for code, texts in value.items()}


def number(name: str, value: Any) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise wrong(name, "a number", value)
    return float(value)


def count(name: str, value: Any) -> int | None:
    """A whole number, 0 or more; None where there is none."""
    if value is None:
        return None
    if type(value) is not int or value < 0:
        raise wrong(name, "a whole number, 0 or more", value)
    return value


def price(name: str, value: Any) -> Decimal | None:
    """An exact amount, 0 or more; None where there is none."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise wrong(name, "a price", value)
    try:
        # repr of a float is the shortest text that reads back as it: 19.99 stays 19.99.
        amount = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        raise wrong(name, "a price such as 19.99", value) from None
    if not amount.is_finite() or amount < 0:
        raise wrong(name, "0 or more", value)
    return amount


def day(name: str, value: Any) -> date | None:
    """A date written as in ISO 8601; None where there is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise wrong(name, "a date such as 2024-05-31", value) from None
