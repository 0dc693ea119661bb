"""The fingerprint of a planned change: what a yes is a yes to."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any


def digest_of(plan: object) -> str:
    """Hex SHA-256 of a plan or a purchase: of all that was asked for and would change.

    Two that mean the same have the same digest on every machine: 5.5 is 5.50, a time is the
    same in any zone, and the order of a mapping's keys does not matter.
    """
    text = json.dumps(_plain(plan), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
