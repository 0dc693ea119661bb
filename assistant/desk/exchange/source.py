"""What every form of a source is brought into before its records are read: entries with places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from retrieval.errors import DaogouError


class SourceError(DaogouError):
    """A source of customers and orders cannot be read at all."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that was left out."""

    place: str
    """'orders "#W1"', "orders.csv, line 12"."""
    reason: str
    """"items 2: price is not an amount of money: 'abc'"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One customer, order or product as the JSON form has it, not yet checked."""

    place: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entries:
    """A whole source."""

    form: str
    """"JSON" or "CSV"."""
    products: tuple[Entry, ...]
    users: tuple[Entry, ...]
    orders: tuple[Entry, ...]
    rejected: tuple[Rejection, ...] = ()
    """What could not even be brought into this form."""

    @property
    def count(self) -> int:
        """All entries together."""
        return len(self.products) + len(self.users) + len(self.orders)
