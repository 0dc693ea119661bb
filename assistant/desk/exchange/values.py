"""Single values of an entry checked and read; a bad one raises ``BadValue`` with the reason."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

_CENT = Decimal("0.01")
_MOST = Decimal(10) ** 12
LONGEST = 10_000
LONGEST_ID = 200
_NOISE = Decimal("0.000001")
"""What adding floats up leaves behind a sum."""


_KEEPABLE = re.compile(r"[^\x00\ud800-\udfff]*").fullmatch


class BadValue(ValueError):
    """Why an entry cannot be read: the field and what is wrong with it."""


def text(
    data: Mapping[str, Any], name: str, *, required: bool = False, longest: int = LONGEST
) -> str:
    """A string that a database can keep, or a whole number for one; empty where absent."""
    value = data.get(name)
    if value is None or value == "":
        if required:
            raise BadValue(f"{name} is missing")
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadValue(f"{name} is no text: {value!r}")
    said = str(value)
    if len(said) > longest:
        raise BadValue(f"{name} has more than {longest:,} characters")
    if not _KEEPABLE(said):
        raise BadValue(f"{name} has characters that are none: {value!r}")
    return said


def id_of(data: Mapping[str, Any], name: str) -> str:
    """A text that names a record."""
    return text(data, name, required=True, longest=LONGEST_ID)


def amount(data: Mapping[str, Any], name: str, *, signed: bool = False) -> Decimal:
    """An amount of money, with the decimals that it is written with."""
    value = data.get(name)
    wrong = BadValue(f"{name} is not an amount of money: {value!r}")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise wrong
    try:
        read = Decimal(str(value).strip())
    except InvalidOperation:
        raise wrong from None
    if not read.is_finite() or abs(read) > _MOST or (read < 0 and not signed):
        raise wrong
    if int(read.as_tuple().exponent) >= -2:
        return read
    rounded = read.quantize(_CENT)
    if abs(read - rounded) > _NOISE:
        raise BadValue(f"{name} has parts of a cent: {value!r}")
    return rounded


def moment(data: Mapping[str, Any], name: str) -> datetime | None:
    """A time in ISO 8601, in UTC; one without a zone counts as UTC; None where absent."""
    value = text(data, name)
    if not value:
        return None
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise BadValue(f"{name} is not a time in ISO 8601: {value!r}") from None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)


def mapping(data: Mapping[str, Any], name: str, *, required: bool = False) -> Mapping[str, Any]:
    """An object; empty where absent."""
    value = data.get(name)
    if value is None and not required:
        return {}
    if not isinstance(value, Mapping):
        raise BadValue(f"{name} is no object: {value!r}" if name in data else f"{name} is missing")
    return value


def objects(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """A list of objects; empty where absent."""
    value = data.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        raise BadValue(f"{name} is no list of objects: {value!r}")
    return value


def texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of strings, or one string alone; empty where absent."""
    value = data.get(name)
    if value is None:
        return ()
    listed = value if isinstance(value, list) else [value]
    return tuple(text({name: one}, name, required=True) for one in listed)


def options(data: Mapping[str, Any], name: str) -> dict[str, str]:
    """Option names to values, as they are spelled."""
    given = mapping(data, name)
    return {option: text(given, option) for option in given}
