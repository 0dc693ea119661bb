"""Every call of the HTTP API.

Written by docs/make_clients.py from the API's own description; changes are lost.
"""

from collections.abc import Iterator
from typing import Any, cast

from daogou_client.models import (
    CartLineIn,
    CartOut,
    CatalogueOut,
    CheckoutIn,
    ConversationOut,
    EventIn,
    EventsIn,
    EventsOut,
    FeedbackIn,
    FoundOut,
    LiveOut,
    MessageIn,
    OffersOut,
    OrderOut,
    OrdersOut,
    PhotoIn,
    ProductDetails,
    ProductsOut,
    ProfileChange,
    ProfileOut,
    QuoteOut,
    ReplyOut,
    ShelvesOut,
    Sort,
    StatusOut,
    TokenIn,
    TokenOut,
    UbiEvent,
    UbiEventsOut,
    UbiEventsPage,
    UbiQueriesPage,
)
from daogou_client.transport import ServerSentEvent, Transport


class Daogou(Transport):
    """One shop's API; see ``Transport``."""

    def start_conversation(self) -> ConversationOut:
        """Begin a conversation. Whoever has its random id may go on with it, until a shopper
        with a token has spoken in it; then only they may."""
        return cast("ConversationOut", self.call("POST", "/conversations"))

    def get_conversation(self, conversation_id: str) -> ConversationOut:
        """A conversation so far, to be resumed; without turns when nothing has been said."""
        return cast(
            "ConversationOut", self.call("GET", "/conversations/{}", parts=[conversation_id])
        )

    def erase_conversation(self, conversation_id: str) -> StatusOut:
        """Erase a conversation with all that hangs on it: notes for people, ratings, a guest's
        cart and events. Doing it twice changes nothing."""
        return cast("StatusOut", self.call("DELETE", "/conversations/{}", parts=[conversation_id]))

    def send_message(self, conversation_id: str, body: MessageIn) -> ReplyOut:
        """Say something. The answer is durable when it comes.

        As JSON: the reply. With `Accept: text/event-stream`: `accepted` at once, then
        `reply` or `problem`; a comment now and then while it takes long."""
        return cast(
            "ReplyOut",
            self.call("POST", "/conversations/{}/messages", parts=[conversation_id], body=body),
        )

    def stream_send_message(
        self, conversation_id: str, body: MessageIn
    ) -> Iterator[ServerSentEvent]:
        """The events of ``send_message`` as they come."""
        return self.stream("POST", "/conversations/{}/messages", parts=[conversation_id], body=body)

    def rate_answer(self, conversation_id: str, turn: int, body: FeedbackIn) -> StatusOut:
        """Say whether an answer was good."""
        return cast(
            "StatusOut",
            self.call(
                "POST",
                "/conversations/{}/turns/{}/feedback",
                parts=[conversation_id, turn],
                body=body,
            ),
        )

    def get_people(self, conversation_id: str, *, after: int | None = None) -> LiveOut:
        """What the shop's people said since a line; ask every few seconds while `status` is
        not "none"."""
        return cast(
            "LiveOut",
            self.call(
                "GET", "/conversations/{}/people", parts=[conversation_id], query={"after": after}
            ),
        )

    def ask_for_person(self, conversation_id: str) -> ReplyOut:
        """Ask for a person of the shop: as a shopper would in words, so the reply says what
        happens next."""
        return cast(
            "ReplyOut", self.call("POST", "/conversations/{}/people", parts=[conversation_id])
        )

    def get_my_data(self, conversation_id: str) -> dict[str, Any]:
        """All that the shop has of the customer who was verified in a conversation, as a file;
        of a guest the conversation alone."""
        return cast(
            "dict[str, Any]", self.call("GET", "/conversations/{}/data", parts=[conversation_id])
        )

    def get_offers(self) -> OffersOut:
        """What a face may offer: whether there is search by photo, and a checkout to go to."""
        return cast("OffersOut", self.call("GET", "/offers"))

    def search_by_photo(self, body: PhotoIn) -> FoundOut:
        """Products whose pictures look most like a photo, which is held in memory only. To
        show them in a conversation, send a message with the tap "present" and these ids."""
        return cast("FoundOut", self.call("POST", "/search/photo", body=body))

    def search_products(
        self,
        q: str,
        *,
        top: int | None = None,
        min_price: float | None = None,
        max_price: float | None = None,
        brand: list[str] | None = None,
        category: list[str] | None = None,
        colour: list[str] | None = None,
        size: list[str] | None = None,
        min_rating: float | None = None,
        in_stock: bool | None = None,
        sort: Sort | None = None,
        shopper_id: str | None = None,
        conversation_id: str | None = None,
    ) -> ProductsOut:
        """Products for a search text, best first; every one holds every limit.

        Limits may stand in the text ("lamp under $40, not black") and in parameters, which
        go over those of the text where both say the same thing."""
        return cast(
            "ProductsOut",
            self.call(
                "GET",
                "/search",
                query={
                    "q": q,
                    "top": top,
                    "min_price": min_price,
                    "max_price": max_price,
                    "brand": brand,
                    "category": category,
                    "colour": colour,
                    "size": size,
                    "min_rating": min_rating,
                    "in_stock": in_stock,
                    "sort": sort,
                    "shopper_id": shopper_id,
                    "conversation_id": conversation_id,
                },
            ),
        )

    def recommend_products(
        self,
        *,
        top: int | None = None,
        shopper_id: str | None = None,
        conversation_id: str | None = None,
    ) -> ProductsOut:
        """Products for a shopper, best first; without one, what is liked in general."""
        return cast(
            "ProductsOut",
            self.call(
                "GET",
                "/recommendations",
                query={"top": top, "shopper_id": shopper_id, "conversation_id": conversation_id},
            ),
        )

    def get_shelves(
        self,
        *,
        most: int | None = None,
        shopper_id: str | None = None,
        conversation_id: str | None = None,
    ) -> ShelvesOut:
        """The rows of a front page, each with its reason, for a shopper or a guest."""
        return cast(
            "ShelvesOut",
            self.call(
                "GET",
                "/shelves",
                query={"most": most, "shopper_id": shopper_id, "conversation_id": conversation_id},
            ),
        )

    def list_products(self, *, after: str | None = None, top: int | None = None) -> CatalogueOut:
        """The catalogue, page by page, in its own order."""
        return cast(
            "CatalogueOut", self.call("GET", "/products", query={"after": after, "top": top})
        )

    def similar_products(
        self,
        product_id: str,
        *,
        top: int | None = None,
        shopper_id: str | None = None,
        conversation_id: str | None = None,
    ) -> ProductsOut:
        """Products that could take this one's place, best first."""
        return cast(
            "ProductsOut",
            self.call(
                "GET",
                "/products/{}/similar",
                parts=[product_id],
                query={"top": top, "shopper_id": shopper_id, "conversation_id": conversation_id},
            ),
        )

    def complementary_products(
        self,
        product_id: str,
        *,
        top: int | None = None,
        shopper_id: str | None = None,
        conversation_id: str | None = None,
    ) -> ProductsOut:
        """Products that are bought together with it, or complete it, best first."""
        return cast(
            "ProductsOut",
            self.call(
                "GET",
                "/products/{}/goes-with",
                parts=[product_id],
                query={"top": top, "shopper_id": shopper_id, "conversation_id": conversation_id},
            ),
        )

    def get_product(self, product_id: str) -> ProductDetails:
        """All about one product."""
        return cast("ProductDetails", self.call("GET", "/products/{}", parts=[product_id]))

    def record_event(self, body: EventIn) -> StatusOut:
        """Record what a shopper did with a product; the same id again changes nothing."""
        return cast("StatusOut", self.call("POST", "/events", body=body))

    def record_events(self, body: EventsIn) -> EventsOut:
        """Record several events; one that cannot be taken keeps none of the others back."""
        return cast("EventsOut", self.call("POST", "/events/batch", body=body))

    def record_ubi_events(self, body: list[UbiEvent]) -> UbiEventsOut:
        """Record events in the schema of OpenSearch User Behavior Insights 1.x. The same event
        again changes nothing. Of a browser, what it says of other shoppers is ignored."""
        return cast("UbiEventsOut", self.call("POST", "/ubi/events", body=body))

    def list_ubi_events(
        self, *, since: str | None = None, after: str | None = None, top: int | None = None
    ) -> UbiEventsPage:
        """Everything that was recorded, for the shop's own tools, in the schema of User
        Behavior Insights 1.x; oldest first."""
        return cast(
            "UbiEventsPage",
            self.call("GET", "/ubi/events", query={"since": since, "after": after, "top": top}),
        )

    def list_ubi_queries(
        self, *, since: str | None = None, top: int | None = None
    ) -> UbiQueriesPage:
        """What was looked for in conversations that began since a time and in searches outside
        of any, with the products shown, in the schema of User Behavior Insights 1.x; oldest
        first. Events name a query by its `query_id`."""
        return cast(
            "UbiQueriesPage", self.call("GET", "/ubi/queries", query={"since": since, "top": top})
        )

    def get_profile(
        self, *, shopper_id: str | None = None, conversation_id: str | None = None
    ) -> ProfileOut:
        """What is known of a shopper by what they did."""
        return cast(
            "ProfileOut",
            self.call(
                "GET",
                "/profile",
                query={"shopper_id": shopper_id, "conversation_id": conversation_id},
            ),
        )

    def change_profile(
        self,
        body: ProfileChange,
        *,
        shopper_id: str | None = None,
        conversation_id: str | None = None,
    ) -> ProfileOut:
        """Stop leanings from being used, let them be used again, or switch the profile off or
        on."""
        return cast(
            "ProfileOut",
            self.call(
                "PATCH",
                "/profile",
                query={"shopper_id": shopper_id, "conversation_id": conversation_id},
                body=body,
            ),
        )

    def forget_shopper(
        self, *, shopper_id: str | None = None, conversation_id: str | None = None
    ) -> StatusOut:
        """Erase all that is kept of a shopper; orders stay, as book-keeping wants."""
        return cast(
            "StatusOut",
            self.call(
                "DELETE",
                "/profile",
                query={"shopper_id": shopper_id, "conversation_id": conversation_id},
            ),
        )

    def export_profile(
        self, *, shopper_id: str | None = None, conversation_id: str | None = None
    ) -> dict[str, Any]:
        """All that is kept of a shopper, as a file: events, cart, conversations."""
        return cast(
            "dict[str, Any]",
            self.call(
                "GET",
                "/profile/data",
                query={"shopper_id": shopper_id, "conversation_id": conversation_id},
            ),
        )

    def get_cart(
        self, *, shopper_id: str | None = None, conversation_id: str | None = None
    ) -> CartOut:
        """What is in a shopper's cart, or in that of the guest of a conversation."""
        return cast(
            "CartOut",
            self.call(
                "GET", "/cart", query={"shopper_id": shopper_id, "conversation_id": conversation_id}
            ),
        )

    def set_cart_line(
        self, body: CartLineIn, *, shopper_id: str | None = None, conversation_id: str | None = None
    ) -> CartOut:
        """Make a line hold this many; doing it twice changes nothing."""
        return cast(
            "CartOut",
            self.call(
                "PUT",
                "/cart/lines",
                query={"shopper_id": shopper_id, "conversation_id": conversation_id},
                body=body,
            ),
        )

    def remove_cart_line(
        self,
        product_id: str,
        *,
        variant_id: str | None = None,
        shopper_id: str | None = None,
        conversation_id: str | None = None,
    ) -> CartOut:
        """Take a line out; doing it twice changes nothing."""
        return cast(
            "CartOut",
            self.call(
                "DELETE",
                "/cart/lines",
                query={
                    "product_id": product_id,
                    "variant_id": variant_id,
                    "shopper_id": shopper_id,
                    "conversation_id": conversation_id,
                },
            ),
        )

    def list_orders(self, *, customer_token: str | None = None) -> OrdersOut:
        """The orders of the customer whom the shop's login vouches for."""
        return cast(
            "OrdersOut", self.call("GET", "/orders", headers={"customer-token": customer_token})
        )

    def get_order(self, order_id: str, *, customer_token: str | None = None) -> OrderOut:
        """One of the customer's own orders."""
        return cast(
            "OrderOut",
            self.call(
                "GET", "/orders/{}", parts=[order_id], headers={"customer-token": customer_token}
            ),
        )

    def issue_token(self, body: TokenIn) -> TokenOut:
        """A token for a browser, asked for by the shop's server with its API key."""
        return cast("TokenOut", self.call("POST", "/tokens", body=body))

    def renew_token(self) -> TokenOut:
        """The same rights for another while, asked for with the token itself while it holds;
        at most twelve hours after the first one."""
        return cast("TokenOut", self.call("POST", "/tokens/refresh"))

    def quote_cart(
        self,
        *,
        country: str | None = None,
        shopper_id: str | None = None,
        conversation_id: str | None = None,
    ) -> QuoteOut:
        """What the cart costs, delivered."""
        return cast(
            "QuoteOut",
            self.call(
                "GET",
                "/cart/quote",
                query={
                    "country": country,
                    "shopper_id": shopper_id,
                    "conversation_id": conversation_id,
                },
            ),
        )

    def check_out(
        self,
        body: CheckoutIn,
        idempotency_key: str,
        *,
        shopper_id: str | None = None,
        conversation_id: str | None = None,
    ) -> OrderOut:
        """Order what is in the cart at the total that the buyer was shown. The order is
        durable when this is answered. Nothing is charged: how money moves is the shop's own
        affair."""
        return cast(
            "OrderOut",
            self.call(
                "POST",
                "/cart/checkout",
                query={"shopper_id": shopper_id, "conversation_id": conversation_id},
                headers={"idempotency-key": idempotency_key},
                body=body,
            ),
        )

    def health(self) -> StatusOut:
        """The process answers. Never limited."""
        return cast("StatusOut", self.call("GET", "/health"))

    def ready(self) -> StatusOut:
        """The store can be read and products can be recommended."""
        return cast("StatusOut", self.call("GET", "/ready"))
