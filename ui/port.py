"""What the faces ask of an assistant: the one interface between them and the conversation."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from assistant.carts import FilledLine
from assistant.checkout import Buyer, Quote
from assistant.desk.types import Order
from assistant.people.types import Live
from assistant.product_features import ProductFeatures
from assistant.types import Card, Message, Reply, Shelf, Turn
from ranking.types import Event, Profile, Shopper
from retrieval.types import Constraints, Product, Review


class Carts(Protocol):
    """Carts that last. An owner is ``assistant.service.cart.owner_of(shopper, conversation)``."""

    def lines(self, owner: str) -> Sequence[FilledLine]:
        """What is in it, oldest line first."""

    def set(
        self, owner: str, product_id: str, variant_id: str, quantity: int
    ) -> Sequence[FilledLine]:
        """Make a line hold this many (0: take it out; it may be new) -> all lines.

        Raises a DaogouError for an unknown product or variant, one that is out of stock, a
        missing choice of variant, or a quantity below 0 or above what is there.
        """


class Profiles(Protocol):
    """What is known of shoppers, for them to see, correct, switch off and erase."""

    def of(self, shopper_id: str) -> Profile:
        """Up to the last event; an empty one for somebody unknown."""

    def stop(self, shopper_id: str, kind: str, value: str) -> Profile:
        """Never use this affinity again; doing it twice changes nothing."""

    def resume(self, shopper_id: str, kind: str, value: str) -> Profile:
        """Take back a ``stop``."""

    def use(self, shopper_id: str, used: bool) -> Profile:
        """Switch everything that is made of a shopper's behaviour off or on."""


class Shelves(Protocol):
    """Products without a query, each row with its reason."""

    def front(self, shopper_id: str | None, most: int = 5) -> Sequence[Shelf]:
        """The rows of a personal front page, best first; None: a guest's."""

    def similar(self, product_id: str, shopper_id: str | None, top: int) -> Sequence[Card]:
        """Products that could take this one's place, best first; empty for an unknown one."""

    def goes_with(self, product_id: str, shopper_id: str | None, top: int) -> Sequence[Card]:
        """Products that are bought together with it, or complete it."""


class Accounts(Protocol):
    """Whose things are. Who asks has been checked before: nothing here knows of keys or logins."""

    def shopper_of(self, conversation_id: str) -> str:
        """Whose conversation it is; empty: a guest's, or not known."""

    def orders_of(self, customer_id: str) -> Sequence[Order]:
        """All orders of a customer."""

    def data_of(self, shopper_id: str) -> Mapping[str, Any]:
        """All that is kept of a shopper, JSON-ready: events, cart and conversations."""

    def forget(self, shopper_id: str) -> None:
        """Erase all that ``data_of`` shows."""

    def events(
        self, since: datetime | None = None, after: str = "", most: int = 1000
    ) -> Sequence[Event]:
        """Events of everybody, oldest first: since a time, behind the event of an id."""

    def searches(self, since: datetime) -> Iterator[Mapping[str, Any]]:
        """What was looked for in conversations that began then or later and outside of any, oldest
        first: "id", "shopper", "conversation", "turn", "text", "shown" (product ids) and "at"."""

    def places(self, events: Sequence[Event]) -> Mapping[str, int]:
        """At which place, from 1 on, the product of each event stood in the list that it names, by
        the event's id; what is not known is left out."""


class Till(Protocol):
    """Where a cart becomes an order (``assistant.checkout``)."""

    @property
    def open(self) -> bool: ...

    @property
    def countries(self) -> Sequence[str]: ...

    def quote(self, owner: str, country: str = "") -> Quote:
        """What the owner's cart costs; a CheckoutError where it cannot be ordered."""

    def place(
        self, owner: str, buyer: Buyer, key: str, total: Decimal, shopper_id: str | None = None
    ) -> Order:
        """Make the owner's cart an order, once for each key; a DaogouError where nothing was
        ordered."""

    def placed(self, key: str) -> Order | None:
        """The order that a key has placed; None: none."""


class ShopAssistant(Protocol):
    """An assistant as the faces see it. Every method may be called from several threads."""

    @property
    def accounts(self) -> Accounts: ...

    @property
    def carts(self) -> Carts: ...

    @property
    def checkout(self) -> Till: ...

    @property
    def profiles(self) -> Profiles: ...

    @property
    def shelves(self) -> Shelves: ...

    def reply(self, message: Message) -> Reply:
        """Answer one message and keep both in its conversation."""

    def history(self, conversation_id: str) -> Sequence[Turn]:
        """All turns of a conversation, oldest first; empty when it is not known."""

    def erase(self, conversation_id: str) -> bool:
        """Erase a conversation with all that hangs on it; False: there was none."""

    def live(self, conversation_id: str, after: int = 0) -> Live:
        """How a conversation with the shop's people stands, and their lines of a greater number
        than ``after``."""

    def my_data(self, conversation_id: str) -> Mapping[str, Any]:
        """All that the shop has of whoever has this conversation, JSON-ready."""

    def rate(self, conversation_id: str, turn: int, value: int, comment: str = "") -> bool:
        """Keep what a shopper thinks of one answer, 1 good, -1 bad, 0 taken back; the last word
        counts. False: there is no such turn."""

    def shoppers(self) -> Sequence[Shopper]:
        """The customers that the store knows."""

    def record(self, event: Event) -> bool:
        """Keep what a shopper did; False: the id is known already and nothing changes."""

    def recommend(self, shopper_id: str | None, top: int) -> Sequence[Card]:
        """At most ``top`` products for a shopper, best first; None: what is popular."""

    def search(
        self,
        text: str,
        shopper_id: str | None,
        top: int,
        limits: Constraints = ...,
        *,
        counted: bool = ...,
    ) -> Sequence[Card]:
        """At most ``top`` products for a search text, best first, outside any conversation;
        ``limits`` go over those in the text; ``counted``: in the shop's figures."""

    def catalogue(self, after: str, top: int) -> Sequence[Product]:
        """Products in the records' own order, from behind one on; empty: from the beginning."""

    def product(self, product_id: str) -> Product | None:
        """One product of the catalogue; None: no such id."""

    def reviews(self, product_id: str) -> Sequence[Review]:
        """What buyers wrote about a product."""

    def features(self, product_id: str) -> ProductFeatures | None:
        """How dear a product is among its kind, and what its reviewers praise; None: no such id."""

    def image_path(self, product: Product) -> Path | None:
        """The picture's file below the store's ``images`` folder; None: there is no such file."""
