"""What the retrieval stage hands on: products, what is asked of them, and candidates.

All types are frozen; sequences are tuples. ``Constraints`` is the one description of a shopper's
limits, shared by the parser that reads them, the filters that apply them and the reply that says
them back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Variant:
    """One buyable form of a product, such as "blue, M"."""

    id: str
    options: Mapping[str, str]
    """Option name to value, such as ``{"colour": "blue", "size": "M"}``."""
    price: Decimal | None = None
    """None: the price of the product."""
    stock: int | None = None
    """Units on hand; None: not known."""


@dataclass(frozen=True, slots=True)
class Product:
    """One product of a shop, as its records have it. Empty or None: the record does not say."""

    id: str
    title: str
    brand: str = ""
    category: tuple[str, ...] = ()
    """Path from the department down: ``("Outdoor", "Jackets", "Rain jackets")``."""
    description: str = ""
    bullets: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Readable names to readable values: ``{"Material": "merino wool", "Weight": "310 g"}``."""
    price: Decimal | None = None
    """In ``currency``; the lowest price of the variants."""
    list_price: Decimal | None = None
    """Price before a reduction; None or not above ``price``: no reduction."""
    currency: str = "USD"
    stock: int | None = None
    """Units on hand over all variants; None: not known (counted as available)."""
    rating: float | None = None
    """Mean stars, 1..5."""
    rating_count: int = 0
    colours: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    image: str = ""
    """URL, or a path below the store's ``images`` folder."""
    added: date | None = None
    variants: tuple[Variant, ...] = ()
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Other languages: ``{"zh": {"title": "...", "description": "..."}}``."""

    @property
    def in_stock(self) -> bool:
        """Whether the shop can sell it now; an unknown stock counts as available."""
        return self.stock is None or self.stock > 0


@dataclass(frozen=True, slots=True)
class Review:
    """What one buyer wrote about one product."""

    id: str
    product_id: str
    stars: int
    """1..5."""
    text: str
    title: str = ""
    author: str = ""
    written: date | None = None


class Sort(StrEnum):
    """In which order the shopper wants to see things."""

    RELEVANCE = "relevance"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"
    RATING = "rating"
    NEWEST = "newest"
    POPULAR = "popular"


@dataclass(frozen=True, slots=True)
class PriceRange:
    """Inclusive limits in ``currency``; None: open on that side."""

    min: Decimal | None = None
    max: Decimal | None = None
    currency: str | None = None
    """ISO code when the shopper named one, else None (the shop's own)."""

    def __bool__(self) -> bool:
        return self.min is not None or self.max is not None


@dataclass(frozen=True, slots=True)
class Facets:
    """Named values, in the catalogue's own spelling where it has the value, else as said."""

    brands: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """Any node of the category paths."""
    colours: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    """Free words such as "leather" or "waterproof", matched against attributes and texts."""

    def __bool__(self) -> bool:
        return any((self.brands, self.categories, self.colours, self.sizes, self.attributes))


@dataclass(frozen=True, slots=True)
class Measure:
    """Inclusive limits of one measured thing; None: open on that side, ``min == max``: exactly."""

    name: str
    """length, width, height, depth, diameter, thickness, size (a length of which the shopper does
    not say which), screen, weight, capacity, battery, power, storage, memory or count."""
    min: float | None = None
    max: float | None = None
    unit: str = ""
    """cm, g, ml, h, W or GB, whatever unit was said; "" for counts."""
    said_in: str = field(default="", compare=False)
    """The symbol of the unit that the shopper used, to say it back: "in" for inches."""

    @property
    def exact(self) -> bool:
        """Whether one value is asked for rather than a range."""
        return self.min is not None and self.min == self.max


@dataclass(frozen=True, slots=True)
class Constraints:
    """All limits a shopper has stated. Values in one facet are alternatives (OR), facets add (AND);
    ``attributes`` must all hold; every value in ``exclude`` must not hold; every measure must hold.

    Whom it is for is no limit but a wish: it steers the search by its words and is kept for the
    conversation. ``bool`` asks for limits alone.
    """

    price: PriceRange = PriceRange()
    include: Facets = Facets()
    exclude: Facets = Facets()
    unless: Facets = Facets()
    """What lifts an exclusion: "no wool except merino" excludes wool unless merino holds."""
    min_rating: float | None = None
    """Stars, 1..5."""
    in_stock: bool = False
    """True: only what can be bought now."""
    reduced: bool = False
    """True: only what costs less than it did."""
    sort: Sort = Sort.RELEVANCE
    measures: tuple[Measure, ...] = ()
    """At most one of each name."""
    audience: tuple[str, ...] = ()
    """For whom: "men", "women", "kids", "girls", "boys", "baby", "unisex"."""
    age: int | None = None
    """Of the person it is for, in years."""
    gift: bool = False
    """Whether it is to be given away."""

    def __bool__(self) -> bool:
        return bool(
            self.price
            or self.include
            or self.exclude
            or self.measures
            or self.min_rating is not None
            or self.in_stock
            or self.reduced
            or self.sort is not Sort.RELEVANCE
        )

    def with_(self, **changes: object) -> "Constraints":
        """A copy with some fields replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: free text plus exact limits."""

    text: str
    constraints: Constraints = Constraints()
    top: int = 20
    """How many candidates are wanted."""
    need: bool = False
    """Whether the text tells what something is for, or what is wrong, and names no thing: its words
    are then hardly those of the products that help, and meaning counts for more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One product found for a query, best first in any sequence of them."""

    product_id: str
    row: int
    """Position of the product in the catalogue (0-based), for array lookups."""
    score: float
    """Score of the stage that made it; higher is better, comparable within one query only."""
    keyword_score: float = 0.0
    """BM25 over all text, 0 when no word matches."""
    title_score: float = 0.0
    """BM25 over the title alone."""
    dense_score: float = 0.0
    """Cosine of query and product embedding, -1..1."""
    keyword_rank: int | None = None
    """1-based rank in the keyword list; None: not in it."""
    dense_rank: int | None = None
