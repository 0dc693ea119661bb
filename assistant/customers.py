"""The store's customers (``customers.json``) as shoppers."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ranking.types import EventKind, Shopper
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


def with_events(shopper: Shopper, happened: Iterable[tuple[EventKind, str]]) -> Shopper:
    """The shopper after some more events, oldest first: ``(kind, product id)``."""
    events = tuple(happened)
    bought = tuple(product for kind, product in events if kind is EventKind.PURCHASE)
    disliked = tuple(product for kind, product in events if kind is EventKind.DISLIKE)
    history = tuple(product for kind, product in events if kind is not EventKind.DISLIKE)
    return replace(
        shopper,
        history=(*shopper.history, *history),
        bought=(*shopper.bought, *bought),
        disliked=(*shopper.disliked, *disliked),
    )


def _shopper(entry: Mapping[str, Any]) -> Shopper:
    events = [(EventKind(e["kind"]), str(e["product_id"])) for e in entry.get("events", ())]
    return with_events(Shopper(str(entry["id"]), str(entry.get("name", ""))), events)
