"""What the faces ask of an assistant: the one interface between them and the conversation."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.people.types import Live
from assistant.types import Card, Message, Reply, Turn
from ranking.types import Event, Shopper
from retrieval.types import Product, Review


class ShopAssistant(Protocol):
    """An assistant as the faces see it. Every method may be called from several threads."""

    def reply(self, message: Message) -> Reply:
        """Answer one message and keep both in its conversation."""

    def history(self, conversation_id: str) -> Sequence[Turn]:
        """All turns of a conversation, oldest first; empty when it is not known."""

    def live(self, conversation_id: str, after: int = 0) -> Live:
        """How a conversation with the shop's people stands, and their lines of a greater number
        than ``after``."""

    def my_data(self, conversation_id: str) -> Mapping[str, Any]:
        """All that the shop has of whoever has this conversation, JSON-ready."""

    def shoppers(self) -> Sequence[Shopper]:
        """The customers that the store knows."""

    def record(self, event: Event) -> None:
        """Keep what a shopper did; a second event with the same id changes nothing."""

    def recommend(self, shopper_id: str | None, top: int) -> Sequence[Card]:
        """At most ``top`` products for a shopper, best first; None: what is popular."""

    def search(self, text: str, shopper_id: str | None, top: int) -> Sequence[Card]:
        """At most ``top`` products for a search text, best first, outside any conversation."""

    def product(self, product_id: str) -> Product | None:
        """One product of the catalogue; None: no such id."""

    def reviews(self, product_id: str) -> Sequence[Review]:
        """What buyers wrote about a product."""

    def image_path(self, product: Product) -> Path | None:
        """The picture's file below the store's ``images`` folder; None: there is no such file."""
