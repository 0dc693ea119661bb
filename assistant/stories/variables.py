"""Variables in stories: ``{{name}}`` and dotted ways into a value. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_VARIABLE = re.compile(r"\{\{\s*([\w-]+(?:\.[\w*-]+)*)\s*\}\}")


class NoSuchValue(LookupError):
    """A variable or a dotted way that leads nowhere; the message says where it ends."""


def has_variable(value: object) -> bool:
    """Whether a value is a text with a variable in it."""
    return isinstance(value, str) and _VARIABLE.search(value) is not None


def names_in(value: Any) -> Iterator[str]:
    """Names of all variables in a value of any depth."""
    if isinstance(value, str):
        for match in _VARIABLE.finditer(value):
            yield match[1].split(".")[0]
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from names_in(key)
            yield from names_in(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from names_in(one)


def fill(value: Any, variables: Mapping[str, Any]) -> Any:
    """The value with its variables put in; a text that is one variable takes its type.

    Raises:
        NoSuchValue: a variable that is not set, or that has no such part.
    """
    if isinstance(value, str):
        whole = _VARIABLE.fullmatch(value.strip())
        if whole:
            return look_up(variables, whole[1])
        return _VARIABLE.sub(lambda match: _written(look_up(variables, match[1])), value)
    if isinstance(value, Mapping):
        return {fill(key, variables): fill(one, variables) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [fill(one, variables) for one in value]
    return value


def look_up(value: Any, way: str) -> Any:
    """What stands at a dotted way: ``products.0.id``, ``products.-1.price``, ``products.*.id``.

    Raises:
        NoSuchValue: there is no such part.
    """
    return _walk(value, way.split("."), way)


def _walk(value: Any, parts: Sequence[str], way: str) -> Any:
    if not parts:
        return value
    part, *rest = parts
    if isinstance(value, Mapping):
        # A key may have dots of its own, as attribute names do.
        for length in range(len(parts), 0, -1):
            key = ".".join(parts[:length])
            if key in value:
                return _walk(value[key], parts[length:], way)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if part == "*":
            return [_walk(one, rest, way) for one in value]
        if re.fullmatch(r"-?\d+", part) and -len(value) <= int(part) < len(value):
            return _walk(value[int(part)], rest, way)
    raise NoSuchValue(f"there is no '{part}' in '{way}'")


def _written(value: Any) -> str:
    """A value inside a text: whole numbers without a fraction, lists joined."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return ", ".join(_written(one) for one in value)
    return str(value)
