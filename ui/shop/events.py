"""What visitors do, told to the assistant; nothing of those who ask not to be tracked."""

from datetime import UTC, datetime
from uuid import uuid4

from ranking.types import Event, EventKind
from ui.port import ShopAssistant
from ui.shop.visitor import Visitor


def happened(
    assistant: ShopAssistant, visitor: Visitor, kind: EventKind, product_id: str, list_id: str = ""
) -> None:
    """Record one thing that a visitor did with a product.

    list_id: of the list in which it was shown; empty: not known.
    """
    if visitor.shopper_id is None:
        return
    at = datetime.now(UTC)
    assistant.record(Event(uuid4().hex, visitor.shopper_id, kind, product_id, at, list_id))
