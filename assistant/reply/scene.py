"""What a sentence is made from: an outcome, the records and the words of one language."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.outcome import Outcome
from assistant.reply.money import money
from assistant.reply.titles import short_title
from assistant.reply.words import Words
from assistant.settings import Settings
from assistant.types import Card
from ranking.types import Shopper
from retrieval.types import Product


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a sentence may need to know."""

    outcome: Outcome
    words: Words
    settings: Settings
    currency: str
    product: Callable[[str], Product]
    cards: tuple[Card, ...]
    shopper: Shopper | None

    def slot(self, name: str, default: object = "") -> object:
        """One slot of the action."""
        return self.outcome.action.slots.get(name, default)

    def offer(self, product: Product) -> str:
        """A product with its price, as it is named in the middle of a sentence."""
        title = short_title(product.title)
        if product.price is None:
            return self.words.say("offer_unpriced", title=title)
        return self.words.say("offer", title=title, price=self.price(product))

    def price(self, product: Product) -> str:
        """A product's price in words, or that it is not stated."""
        if product.price is None:
            return self.words.say("unsaid")
        return money(product.price, product.currency)
