"""The assistant as its faces see it: conversations, products, and what shoppers did."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from assistant.accounts import Accounts
from assistant.carts import ShopCarts
from assistant.checkout import Checkout
from assistant.conversations import Conversations
from assistant.errors import UnknownShopperError
from assistant.insights import Insights
from assistant.learning import Learner
from assistant.limits import merge
from assistant.outcome import Stopwatch
from assistant.parts import Catalogue, Pictures, Understander
from assistant.people.inbox import Inbox
from assistant.people.types import Live
from assistant.phrasing.phraser import Phraser
from assistant.product_features import ProductFeatures
from assistant.profiles import ShopperProfiles
from assistant.reply.render import Renderer
from assistant.service.search import CatalogueSearch
from assistant.shelves import ShopShelves
from assistant.state import DialogueState
from assistant.storage import ShopData
from assistant.storage.searches import SearchLog
from assistant.types import Card, Message, Refinement, Reply, Turn, Understanding
from ranking.types import Event, Ranked, Shopper
from retrieval.errors import DaogouError
from retrieval.types import Constraints, Product, Review

NO_LIMITS = Constraints()


class Assistant:
    """One shop's assistant. Every method may be called from several threads.

    Built by ``assistant.build.build_assistant``; tests build it with parts of their own.
    """

    def __init__(
        self,
        *,
        store: Catalogue,
        understand: Understander,
        search: CatalogueSearch,
        renderer: Renderer,
        talks: Conversations,
        data: ShopData,
        profiles: ShopperProfiles,
        shelves: ShopShelves,
        features: Callable[[str], ProductFeatures | None],
        learner: Learner,
        insights: Insights,
        accounts: Accounts,
        inbox: Inbox,
        carts: ShopCarts,
        till: Callable[[Callable[[Event], bool]], Checkout],
        searches: SearchLog,
        phrasing: Phraser | None = None,
        pictures: Pictures = lambda product: None,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._understand = understand
        self._search = search
        self._renderer = renderer
        self._talks = talks
        self._data = data
        self._features = features
        self._pictures = pictures
        self._on_close = on_close
        self.profiles = profiles
        self.shelves = shelves
        self.learner = learner
        self.insights = insights
        self.accounts = accounts
        self.inbox = inbox
        self.carts = carts
        self.checkout = till(self.record)
        self.phrasing = phrasing
        self._searches = searches

    def reply(self, message: Message) -> Reply:
        """Answer one message. The turn is durable when this returns; sent again with its id, a
        message gets the same answer."""
        return self._talks.reply(message)

    def erase(self, conversation_id: str) -> bool:
        """Erase a conversation with all that hangs on it; False: there was none."""
        return self._talks.erase(conversation_id)

    def my_data(self, conversation_id: str) -> Mapping[str, Any]:
        """All that the shop has of the customer verified in a conversation, or of the conversation
        alone where nobody is; JSON-ready (see ``PersonalData.known``)."""
        return self._talks.my_data(conversation_id)

    def history(self, conversation_id: str) -> tuple[Turn, ...]:
        """All turns of a conversation, oldest first, with what the shop's people said; empty when
        it is not known."""
        return self._talks.history(conversation_id)

    def live(self, conversation_id: str, after: int = 0) -> Live:
        """How a conversation with the shop's people stands, and their lines of a greater number
        than ``after``."""
        return self._talks.live(conversation_id, after)

    def settle(self) -> None:
        """Wait until all that is written behind answers is written: turns and lists that were
        shown."""
        self._talks.settle()
        self._searches.settle()

    def rate(self, conversation_id: str, turn: int, value: int, comment: str = "") -> bool:
        """Keep what a shopper thinks of one answer, 1 good, -1 bad, 0 taken back; the last word
        counts. False: there is no such turn."""
        if turn not in {one.reply.turn for one in self.history(conversation_id)}:
            return False
        self._data.give_feedback(conversation_id, turn, value, comment)
        return True

    def understand(self, text: str) -> Understanding:
        """What is read out of a text by itself, outside any conversation."""
        return self._understand(text, DialogueState())

    def shoppers(self) -> tuple[Shopper, ...]:
        """The customers that the store knows, with what they did since."""
        return tuple(self.profiles.shopper(one) for one in self.profiles.customers)

    def shopper(self, shopper_id: str) -> Shopper:
        """One customer.

        Raises:
            UnknownShopperError: the store has no such customer.
        """
        if shopper_id not in self.profiles.customers:
            raise UnknownShopperError(
                f"There is no shopper '{shopper_id}' in this store: choose one of its customers, "
                "or leave the shopper out to go on as a guest."
            )
        return self.profiles.shopper(shopper_id)

    def record(self, event: Event) -> bool:
        """Keep what a shopper did, durable on return. False: the id is known already and nothing
        changes."""
        new = self._data.record(event)
        if new and self.profiles.uses(event.shopper_id):
            self.learner.happened(event)
        return new

    def forget(self, shopper_id: str) -> None:
        """Erase all that is kept of a shopper; orders stay, as book-keeping wants."""
        self.accounts.forget(shopper_id)

    def recommend(self, shopper_id: str | None, top: int) -> tuple[Card, ...]:
        """At most ``top`` products for a shopper, best first; None: what is liked in general."""
        return self._looked_up("", Constraints(), shopper_id, top)

    def search(
        self,
        text: str,
        shopper_id: str | None,
        top: int,
        limits: Constraints = NO_LIMITS,
        *,
        counted: bool = True,
    ) -> tuple[Card, ...]:
        """At most ``top`` products for a search text, best first, outside any conversation.

        Args:
            limits: besides those in the text, over which they go where both say the same thing.
            counted: whether it is one of the searches that the shop sees counted.
        """
        read = self.understand(text)
        both = merge(read.constraints, limits, Refinement())
        cards = self._looked_up(read.search_text, both, shopper_id, top)
        if counted and text.strip():
            list_id = next((one.list_id for one in cards if one.list_id), uuid4().hex)
            self._searches.note(list_id, text, [one.product.id for one in cards])
        return cards

    def product(self, product_id: str) -> Product | None:
        """One product of the catalogue; None: no such id."""
        try:
            return self._store.get(product_id)
        except DaogouError:
            return None

    def catalogue(self, after: str, top: int) -> Sequence[Product]:
        """Products in the records' own order, from behind one on; empty: from the beginning.

        Raises:
            StoreError: there is no product of this id.
        """
        start = self._store.row(after) + 1 if after else 0
        return self._store.products[start : start + top]

    def reviews(self, product_id: str) -> tuple[Review, ...]:
        """What buyers wrote about a product; empty for an unknown one."""
        if self.product(product_id) is None:
            return ()
        return tuple(self._store.reviews(product_id))

    def features(self, product_id: str) -> ProductFeatures | None:
        """How dear a product is among its kind, and what its reviewers praise; None: no such id."""
        return self._features(product_id)

    def image_path(self, product: Product) -> Path | None:
        """The picture's file below the store's ``images`` folder; None: there is no such file."""
        return self._pictures(product)

    def close(self) -> None:
        """Let go of files and databases; the assistant cannot be used afterwards."""
        self._searches.close()
        self._on_close()
        self._data.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _looked_up(
        self, text: str, limits: Constraints, shopper_id: str | None, top: int
    ) -> tuple[Card, ...]:
        """A new list; events on its cards name it, unless the shopper's profile is off."""
        shopper = None if shopper_id is None else self.profiles.shopper(shopper_id)
        clock = Stopwatch()
        found = self._search.look(text, limits, shopper, clock, top=top)
        cards = self._cards(found.ranked, shopper)
        if shopper_id and not self.profiles.uses(shopper_id):
            return cards
        return self.learner.listed(cards, uuid4().hex, shopper_id or "", "", clock.considered)

    def _cards(self, ranked: Sequence[Ranked], shopper: Shopper | None) -> tuple[Card, ...]:
        return tuple(self._renderer.card(one, shopper) for one in ranked)
