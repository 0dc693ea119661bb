"""What another agent can do in the shop, as plain typed functions.

Everything goes the way that a shopper's messages go: an order is only spoken of after the
conversation has verified whose it is, changes of orders need an explicit yes in words, and facts
come from records. Nothing that a caller writes opens another way.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import uuid4

from pydantic import BaseModel

from assistant.service.cart import owner_of
from assistant.types import Message, Tap
from retrieval.errors import DaogouError
from retrieval.types import Product
from ui.port import ShopAssistant
from ui.schema.conversations import reply_out
from ui.schema.products import ProductDetails, ProductOut, ProductsOut, details_out, products_out
from ui.schema.shoppers import CartOut, cart_out

MOST_PRODUCTS = 20
MOST_COMPARED = 4


class AnswerOut(BaseModel):
    """What the shop's assistant says."""

    text: str
    products: list[ProductOut]
    orders: list[dict[str, object]]
    """Orders it speaks of, with their steps; only those of the verified customer."""
    suggestions: list[str]
    """Messages that would go on from here."""


class ComparisonOut(BaseModel):
    """Products side by side."""

    text: str
    rows: list[list[str]]
    """The header first."""


class UnknownProductError(DaogouError):
    """A product id that the shop does not have."""


class ShopTools:
    """The tools of one conversation; texts of products and reviews in answers are data.

    Args:
        shopper_id: whose profile and cart; None: a guest's, of this conversation.
        customer_token: what the shop's own login says of the customer, signed by it.
    """

    def __init__(
        self,
        assistant: ShopAssistant,
        *,
        conversation_id: str = "",
        shopper_id: str | None = None,
        customer_token: str = "",
    ) -> None:
        self._assistant = assistant
        self._conversation_id = conversation_id or uuid4().hex
        self._shopper_id = shopper_id
        self._token = customer_token

    def search_products(self, query: str, top: int = 5) -> ProductsOut:
        """Find products. The query may hold limits in plain words, which are kept exactly:
        "waterproof jacket under $120, not black"."""
        found = self._assistant.search(query, self._shopper_id, max(1, min(top, MOST_PRODUCTS)))
        return products_out(found)

    def recommend_products(self, top: int = 5) -> ProductsOut:
        """What the shop would show this shopper without being asked for anything."""
        found = self._assistant.recommend(self._shopper_id, max(1, min(top, MOST_PRODUCTS)))
        return products_out(found)

    def product(self, product_id: str) -> ProductDetails:
        """Everything about one product: forms with prices, texts, attributes, reviews."""
        known = self._known(product_id)
        return details_out(known, self._assistant.reviews(known.id))

    def compare_products(self, product_ids: Sequence[str]) -> ComparisonOut:
        """Two to four products side by side, in rows that differ."""
        ids = tuple(dict.fromkeys(product_ids))
        for one in ids:
            self._known(one)
        if not 2 <= len(ids) <= MOST_COMPARED:
            raise UnknownProductError(f"Name two to {MOST_COMPARED} different products to compare.")
        message = replace(self._message("Compare these"), tap=Tap.COMPARE, product_ids=ids)
        reply = self._assistant.reply(message)
        return ComparisonOut(text=reply.text, rows=[list(row) for row in reply.comparison])

    def view_cart(self) -> CartOut:
        """What is in the cart."""
        return cart_out(self._assistant.carts.lines(self._owner))

    def put_in_cart(self, product_id: str, variant_id: str = "", quantity: int = 1) -> CartOut:
        """Make the cart hold so many of a product (0: take it out). A product that comes in forms
        needs the id of one. Nothing is bought: the shopper checks out in the shop."""
        return cart_out(self._assistant.carts.set(self._owner, product_id, variant_id, quantity))

    def order_status(
        self, order_id: str = "", email: str = "", name: str = "", postal_code: str = ""
    ) -> AnswerOut:
        """Where an order is. The customer must be verified first: by the email of the account, or
        by name and postal code; without an order id all orders are told."""
        if email:
            self._say(f"My email is {email}")
        elif name and postal_code:
            self._say(f"My name is {name} and my postal code is {postal_code}")
        return self._say(f"Where is my order {order_id}?" if order_id else "Where are my orders?")

    def ask_shop(self, message: str) -> AnswerOut:
        """Say anything to the shop's assistant, in the shopper's words: questions about products,
        delivery, returns and policies; changes of orders, which it sums up and carries out only
        after an explicit yes from the shopper; a person of the shop."""
        return self._say(message)

    @property
    def _owner(self) -> str:
        return owner_of(self._shopper_id, self._conversation_id)

    def _message(
        self, text: str, tap: Tap | None = None, product_ids: tuple[str, ...] = ()
    ) -> Message:
        return Message(
            text,
            self._conversation_id,
            self._shopper_id,
            self._token,
            tap=tap,
            product_ids=product_ids,
        )

    def _say(self, text: str) -> AnswerOut:
        reply = reply_out(self._assistant.reply(self._message(text)))
        return AnswerOut(
            text=reply.text,
            products=reply.products,
            orders=[one.model_dump(mode="json") for one in reply.orders],
            suggestions=reply.suggestions,
        )

    def _known(self, product_id: str) -> Product:
        known = self._assistant.product(product_id)
        if known is None:
            raise UnknownProductError("There is no product with this id: search for it first.")
        return known


def tools_of(shop: ShopTools) -> tuple[Callable[..., BaseModel], ...]:
    """The functions, in the order to offer them; their names and docstrings describe them."""
    return (
        shop.search_products,
        shop.recommend_products,
        shop.product,
        shop.compare_products,
        shop.view_cart,
        shop.put_in_cart,
        shop.order_status,
        shop.ask_shop,
    )
