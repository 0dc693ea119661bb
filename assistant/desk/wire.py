"""The desk's records as JSON and back: amounts as strings, times in ISO 8601, absent as null."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from assistant.desk.types import Plan

T = TypeVar("T")


def to_json(value: object) -> Any:
    """A record of ``assistant.desk.types`` as JSON-ready dicts, lists and strings."""
    kind: Any = type(value)
    return _adapter(kind).dump_python(value, mode="json")


def from_json(kind: type[T], data: Any) -> T:
    """The record that ``to_json`` made ``data`` of.

    Raises:
        ValueError: ``data`` is nothing of this kind.
    """
    wanted: Any = kind
    read: T = _adapter(wanted).validate_python(data)
    return read


def plan_to_json(plan: Plan) -> str:
    """A plan as JSON text."""
    return _adapter(Plan).dump_json(plan).decode()


def plan_from_json(text: str) -> Plan:
    """The plan that ``plan_to_json`` wrote. Raises ValueError when it is none."""
    read: Plan = _adapter(Plan).validate_json(text)
    return read


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
