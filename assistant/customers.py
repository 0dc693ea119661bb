"""The store's customers (``customers.json``) as shoppers."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ranking.types import Event, EventKind, Shopper
from retrieval.errors import StoreError


def load_customers(store: Path) -> tuple[Shopper, ...]:
    """Every customer with what they did; empty where the store keeps none.

    Raises:
        StoreError: the file cannot be read.
    """
    path = store / "customers.json"
    if not path.is_file():
        return ()
    try:
        return tuple(_shopper(entry) for entry in json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f"The customers in {path} cannot be read ({error!r}): run `daogou import-orders` again."
        ) from error


def with_events(shopper: Shopper, events: Iterable[Event]) -> Shopper:
    """The shopper after some more events, oldest first."""
    more = tuple(events)
    bought = tuple(one.product_id for one in more if one.kind is EventKind.PURCHASE)
    disliked = tuple(one.product_id for one in more if one.kind is EventKind.DISLIKE)
    history = tuple(one.product_id for one in more if one.kind is not EventKind.DISLIKE)
    return replace(
        shopper,
        history=(*shopper.history, *history),
        bought=(*shopper.bought, *bought),
        disliked=(*shopper.disliked, *disliked),
        events=(*shopper.events, *more),
    )


def _shopper(entry: Mapping[str, Any]) -> Shopper:
    shopper = Shopper(str(entry["id"]), str(entry.get("name", "")))
    return with_events(shopper, [_event(one, shopper.id) for one in entry.get("events", ())])


def _event(entry: Mapping[str, Any], shopper_id: str) -> Event:
    at = datetime.fromisoformat(entry["at"])
    return Event(
        str(entry["id"]),
        shopper_id,
        EventKind(entry["kind"]),
        str(entry["product_id"]),
        at if at.tzinfo else at.replace(tzinfo=UTC),
    )
