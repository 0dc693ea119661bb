"""What a story leaves in the shop's records: written as the changes alone, compared as a whole.

    after:
      orders:
        "#W100": {status: cancelled, payment_history+: [{transaction_type: refund, ...}]}

Mappings are merged key by key, other values replaced; a key with a ``+`` adds to the end of a list,
and ``null`` takes a key away. ``after: {}`` says that nothing changes. Pure.
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.stories.types import Mismatch, Route

_ABSENT = "(nothing)"


def changed(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The records as the changes make them.

    Raises:
        ValueError: something is added to a value that is no list.
    """
    merged = dict(copy.deepcopy(before))
    for key, value in changes.items():
        if key.endswith("+"):
            old = merged.get(key[:-1], [])
            if not isinstance(old, list) or not isinstance(value, list):
                raise ValueError(f"'{key}' adds to a list, and one of the two is none")
            merged[key[:-1]] = [*old, *value]
        elif value is None:
            merged.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(merged.get(key), Mapping):
            merged[key] = changed(merged[key], value)
        else:
            merged[key] = value
    return merged


def differences(
    wanted: Any, found: Any, changes: Mapping[str, Any], route: Route = ("after",)
) -> Iterator[Mismatch]:
    """Every value that is not as wanted; the routes lead as far as the story speaks of them."""
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for key in dict.fromkeys((*wanted, *found)):
            here = changes.get(key, {}) if isinstance(changes, Mapping) else {}
            if wanted.get(key) != found.get(key):
                yield from differences(
                    wanted.get(key), found.get(key), here, (*route, _written(changes, key))
                )
    else:
        yield Mismatch(route, _told(wanted), _told(found))


def _written(changes: Any, key: str) -> str:
    """The key as it stands in the story."""
    added = f"{key}+"
    return added if isinstance(changes, Mapping) and added in changes else key


def _told(value: Any) -> str:
    return _ABSENT if value is None else str(value)
