"""Products and rows of products."""

from collections.abc import Sequence
from typing import Any

from assistant.types import Card, Shelf
from retrieval.types import Product, Review, Variant
from ui.markup import image_url
from ui.schema.base import Model


class ProductOut(Model):
    """One product; ``reasons`` say why it stands where it stands."""

    id: str
    title: str
    brand: str
    category: list[str]
    """From the department down."""
    price: float | None
    """In ``currency``; null: on request."""
    list_price: float | None
    """Before a reduction."""
    currency: str
    """ISO 4217."""
    in_stock: bool
    stock: int | None
    """Units on hand; null: not known."""
    rating: float | None
    """Mean stars, 1 to 5."""
    rating_count: int
    colours: list[str]
    sizes: list[str]
    image: str
    """Address of the picture: absolute, or below this server; empty: none."""
    reasons: list[str]
    list_id: str
    """The list it stands in, to be named by events on it; empty: none is kept."""


class VariantOut(Model):
    """One buyable form of a product."""

    id: str
    options: dict[str, str]
    """Such as colour and size."""
    price: float | None
    in_stock: bool


class ReviewOut(Model):
    """What one buyer wrote."""

    id: str
    stars: int
    title: str
    text: str
    author: str


class ProductDetails(ProductOut):
    """One product with its forms, all its texts and what buyers wrote."""

    description: str
    bullets: list[str]
    attributes: dict[str, str]
    variants: list[VariantOut]
    reviews: list[ReviewOut]


class ProductsOut(Model):
    """Products, best first."""

    products: list[ProductOut]


class CatalogueOut(Model):
    """One page of the catalogue."""

    products: list[ProductOut]
    next: str | None
    """Ask for what comes after this id; null: that was all."""


class ShelfOut(Model):
    """A row of products without a query."""

    kind: str
    """"for_you", "because_bought", "goes_with", "similar", "buy_again", "new_in", "popular"."""
    title: str
    because: str
    """The product id or category that it is for; empty: none."""
    products: list[ProductOut]


class ShelvesOut(Model):
    """The rows of a front page, best first."""

    shelves: list[ShelfOut]


def product_fields(
    product: Product, reasons: Sequence[str] = (), list_id: str = ""
) -> dict[str, Any]:
    """The fields of ``ProductOut``."""
    return {
        "id": product.id,
        "title": product.title,
        "brand": product.brand,
        "category": list(product.category),
        "price": None if product.price is None else float(product.price),
        "list_price": None if product.list_price is None else float(product.list_price),
        "currency": product.currency,
        "in_stock": product.in_stock,
        "stock": product.stock,
        "rating": product.rating,
        "rating_count": product.rating_count,
        "colours": list(product.colours),
        "sizes": list(product.sizes),
        "image": image_url(product),
        "reasons": list(reasons),
        "list_id": list_id,
    }


def product_out(card: Card) -> ProductOut:
    """A card as JSON."""
    return ProductOut(**product_fields(card.product, card.reason_texts, card.list_id))


def products_out(cards: Sequence[Card]) -> ProductsOut:
    """Cards as JSON."""
    return ProductsOut(products=[product_out(card) for card in cards])


def catalogue_out(products: Sequence[Product], top: int) -> CatalogueOut:
    """A page of at most ``top`` products; there is a next one where it is full."""
    full = len(products) == top
    return CatalogueOut(
        products=[ProductOut(**product_fields(one)) for one in products],
        next=products[-1].id if full else None,
    )


def details_out(product: Product, reviews: Sequence[Review]) -> ProductDetails:
    """A product with its forms, texts and reviews as JSON."""
    return ProductDetails(
        **product_fields(product),
        description=product.description,
        bullets=list(product.bullets),
        attributes=dict(product.attributes),
        variants=[_variant(one, product) for one in product.variants],
        reviews=[
            ReviewOut(id=one.id, stars=one.stars, title=one.title, text=one.text, author=one.author)
            for one in reviews
        ],
    )


def shelves_out(shelves: Sequence[Shelf]) -> ShelvesOut:
    """Rows of products as JSON."""
    rows = [
        ShelfOut(
            kind=one.kind,
            title=one.title,
            because=one.because,
            products=[product_out(card) for card in one.cards],
        )
        for one in shelves
    ]
    return ShelvesOut(shelves=rows)


def _variant(variant: Variant, product: Product) -> VariantOut:
    price = product.price if variant.price is None else variant.price
    return VariantOut(
        id=variant.id,
        options=dict(variant.options),
        price=None if price is None else float(price),
        in_stock=variant.stock is None or variant.stock > 0,
    )
