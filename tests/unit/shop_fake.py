"""A small shop for the tests of the faces: real types, answers by simple rules, all in memory."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.people.types import Live
from assistant.types import Card, Intent, Message, Reply, Sentiment, Turn
from ranking.types import Event, Reason, Shopper
from retrieval.types import Product, Review

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    '<path fill="{colour}" d="M30 25 50 18l20 7 14 22-12 8v28H28V55l-12-8z"/></svg>'
)
_ROWS = (
    ("jkt-1", "Drizzle Trail Jacket", "Northfold", "Rain jackets", "89.00", "119.00", 24, 4.6, 212,
     ("Forest green", "Navy", "Mustard"), "#2d543d"),
    ("jkt-2", "Cloudbreak Packable Shell", "Fernwell", "Rain jackets", "74.50", None, 3, 4.3, 88,
     ("Sky", "Coral"), "#92bfe2"),
    ("jkt-3", "Ridgeline 3-Layer Hiking Jacket", "Northfold", "Rain jackets", "118.00", "149.00",
     11, 4.8, 341, ("Teal", "Black", "Rust", "Stone", "Plum", "Olive"), "#1f7a7c"),
    ("jkt-4", "Harbour Waxed Coat", "Alder & Ash", "Coats", "109.00", None, 0, 4.1, 19,
     ("Olive",), "#74743c"),
    ("lmp-1", "Pebble Table Lamp", "Lumina", "Lamps", "39.90", None, 40, 4.7, 130,
     ("Cream", "Terracotta"), "#be5b3c"),
    ("mug-1", "Stoneware Mug, Set of Two", "Kiln", "Mugs", "24.00", "28.00", 7, None, 0,
     (), "#8d9096"),
)  # fmt: skip


def products() -> tuple[Product, ...]:
    """Six products in three departments."""
    return tuple(
        Product(
            id=id_, title=title, brand=brand, category=("Shop", kind), price=Decimal(price),
            list_price=Decimal(before) if before else None, stock=stock, rating=rating,
            rating_count=count, colours=colours, image=f"{id_}.svg", added=date(2024, 5, 1),
            description=f"{title} is made to be used every day. It lasts.",
            bullets=("Waterproof to 10,000 mm", "Weighs 310 g"),
            attributes={"Material": "recycled nylon", "Weight": "310 g"},
        )
        for id_, title, brand, kind, price, before, stock, rating, count, colours, _ in _ROWS
    )  # fmt: skip


def reply(message: Message, turn: int, **fields: object) -> Reply:
    """A reply with plain defaults."""
    defaults: dict[str, object] = {
        "turn": turn, "conversation_id": message.conversation_id, "intent": Intent.FIND_PRODUCT,
        "confidence": 0.97, "sentiment": Sentiment("neutral", 0.0), "action": "show_products",
        "text": "Here you are.",
    }  # fmt: skip
    return Reply(**{**defaults, **fields})  # type: ignore[arg-type]


class FakeAssistant:
    """Stands in for the assistant: "compare", "under $10" and "boom" have answers of their own."""

    def __init__(self, images: Path | None = None, stock: Sequence[Product] = ()) -> None:
        self.products = {one.id: one for one in (stock or products())}
        self.images = images
        self.turns: dict[str, list[Turn]] = {}
        self.events: dict[str, Event] = {}
        self.ratings: dict[tuple[str, int], tuple[int, str]] = {}
        if images:
            for row in _ROWS:
                (images / f"{row[0]}.svg").write_text(PICTURE.format(colour=row[-1]))

    def cards(self, top: int = 5) -> tuple[Card, ...]:
        """The first products, each with two reasons."""
        reasons = (Reason("attribute", "waterproof", 0.3), Reason("rating", "4.6 stars", 0.1))
        texts = ("Waterproof, as you asked", "Rated highly by people who hike")
        return tuple(Card(one, reasons, texts) for one in list(self.products.values())[:top])

    def reply(self, message: Message) -> Reply:
        turns = self.turns.setdefault(message.conversation_id, [])
        turn = len(turns) + 1
        said = message.text.lower()
        if "boom" in said:
            raise RuntimeError("the ranker is on fire")
        if "compare" in said:
            two = self.cards(2)
            rows = (
                ("", *(card.product.title for card in two)),
                ("Price", "$89.00", "$74.50"),
                ("Weight", "310 g", "240 g"),
            )
            answer = reply(
                message, turn, action="compare", intent=Intent.COMPARE_PRODUCTS, cards=two,
                comparison=rows, text="Side by side, the shell is lighter and costs less.",
                suggestions=("Which one is warmer?",),
            )  # fmt: skip
        elif "under $10" in said:
            answer = reply(
                message, turn, action="nothing_fits", cards=self.cards()[4:],
                text="Nothing here is under $10. The cheapest that fits otherwise is $39.90.",
                chips=("under $10",), suggestions=("Show me those up to $40",),
            )  # fmt: skip
        else:
            answer = reply(
                message, turn, cards=self.cards(),
                text="These keep the rain out and stay under $120; none of them is black.",
                chips=("under $120", "not black", "waterproof"),
                suggestions=("Only the best rated", "Compare the first two", "Something lighter"),
            )  # fmt: skip
        turns.append(Turn(message.text, answer))
        return answer

    def history(self, conversation_id: str) -> tuple[Turn, ...]:
        return tuple(self.turns.get(conversation_id, ()))

    def live(self, conversation_id: str, after: int = 0) -> Live:
        return Live(None, 0, ())

    def my_data(self, conversation_id: str) -> Mapping[str, Any]:
        return {"customer": None, "conversations": [{"id": conversation_id, "turns": []}]}

    def shoppers(self) -> tuple[Shopper, ...]:
        return (Shopper("c-01", "Mei Lin", ("jkt-1",)), Shopper("c-02", "Jonas Weber"))

    def record(self, event: Event) -> bool:
        known = event.id in self.events
        self.events.setdefault(event.id, event)
        return not known

    def rate(self, conversation_id: str, turn: int, value: int, comment: str = "") -> bool:
        if not 0 < turn <= len(self.turns.get(conversation_id, ())):
            return False
        self.ratings[conversation_id, turn] = (value, comment)
        return True

    def recommend(self, shopper_id: str | None, top: int) -> tuple[Card, ...]:
        return self.cards(top)

    def search(self, text: str, shopper_id: str | None, top: int) -> tuple[Card, ...]:
        words = text.lower().split()
        return tuple(
            card for card in self.cards(99) if any(w in card.product.title.lower() for w in words)
        )[:top]

    def product(self, product_id: str) -> Product | None:
        return self.products.get(product_id)

    def reviews(self, product_id: str) -> tuple[Review, ...]:
        return (
            Review("r1", product_id, 5, "Kept me dry for a whole week in Wales.", "Dry!", "Ann"),
        )

    def image_path(self, product: Product) -> Path | None:
        return self.images / product.image if self.images else None

    def close(self) -> None:
        self.turns.clear()
