"""Searching, the catalogue, and products without a query."""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import StringConstraints
from starlette.exceptions import HTTPException

from retrieval.errors import StoreError
from retrieval.types import Constraints, Facets, PriceRange, Product, Sort
from ui.api.deps import Mine, TheAssistant, TheWork
from ui.port import ShopAssistant
from ui.problems import possible
from ui.schema.base import VISIBLE, Top
from ui.schema.products import (
    CatalogueOut,
    ProductDetails,
    ProductsOut,
    ShelvesOut,
    catalogue_out,
    details_out,
    products_out,
    shelves_out,
)

routes = APIRouter(tags=["products"])

_Value = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=VISIBLE)]
Values = Annotated[list[_Value], Query(max_length=20, description="One of these, or several.")]
Amount = Annotated[
    float | None,
    Query(ge=0, le=1e9, allow_inf_nan=False, description="In the shop's own currency; included."),
]
ProductPath = Annotated[
    str, Path(min_length=1, max_length=200, description="Of the product.", examples=["HK-1042"])
]
_NONE = possible(_404="There is no product with this id.")


@routes.get("/search", operation_id="search_products")
async def search(
    assistant: TheAssistant,
    work: TheWork,
    mine: Mine,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=2_000,
            description="What is looked for, in any words.",
            examples=["waterproof jacket under $120"],
        ),
    ],
    top: Top = 20,
    min_price: Amount = None,
    max_price: Amount = None,
    brand: Values = [],  # noqa: B006
    category: Values = [],  # noqa: B006
    colour: Values = [],  # noqa: B006
    size: Values = [],  # noqa: B006
    min_rating: Annotated[float | None, Query(ge=1, le=5, description="Stars.")] = None,
    in_stock: Annotated[bool, Query(description="Only what can be bought now.")] = False,
    sort: Annotated[Sort, Query(description="In which order.")] = Sort.RELEVANCE,
) -> ProductsOut:
    """Products for a search text, best first; every one holds every limit.

    Limits may stand in the text ("lamp under $40, not black") and in parameters, which go over
    those of the text where both say the same thing.
    """
    limits = Constraints(
        price=PriceRange(_decimal(min_price), _decimal(max_price)),
        include=Facets(tuple(brand), tuple(category), tuple(colour), tuple(size)),
        min_rating=min_rating,
        in_stock=in_stock,
        sort=sort,
    )
    return products_out(await work.do(assistant.search, q, mine.behaves_as, top, limits))


@routes.get("/recommendations", operation_id="recommend_products")
async def recommendations(
    assistant: TheAssistant, work: TheWork, mine: Mine, top: Top = 12
) -> ProductsOut:
    """Products for a shopper, best first; without one, what is liked in general."""
    return products_out(await work.do(assistant.recommend, mine.behaves_as, top))


@routes.get("/shelves", operation_id="get_shelves")
async def shelves(
    assistant: TheAssistant,
    work: TheWork,
    mine: Mine,
    most: Annotated[int, Query(ge=1, le=20, description="Rows at most.")] = 5,
) -> ShelvesOut:
    """The rows of a front page, each with its reason, for a shopper or a guest."""
    return shelves_out(await work.do(assistant.shelves.front, mine.behaves_as, most))


@routes.get("/products", operation_id="list_products", responses=_NONE)
def listing(
    assistant: TheAssistant,
    after: Annotated[
        str, Query(max_length=200, description="The last id of the page before; empty: none.")
    ] = "",
    top: Top = 50,
) -> CatalogueOut:
    """The catalogue, page by page, in its own order."""
    try:
        return catalogue_out(assistant.catalogue(after, top), top)
    except StoreError as error:
        raise HTTPException(404, "There is no product with this id to go on after.") from error


# Ids may hold slashes, so the longer paths come first.
@routes.get("/products/{product_id:path}/similar", operation_id="similar_products", responses=_NONE)
async def similar(
    product_id: ProductPath, assistant: TheAssistant, work: TheWork, mine: Mine, top: Top = 12
) -> ProductsOut:
    """Products that could take this one's place, best first."""
    known = _known(assistant, product_id)
    return products_out(await work.do(assistant.shelves.similar, known.id, mine.behaves_as, top))


@routes.get(
    "/products/{product_id:path}/goes-with", operation_id="complementary_products", responses=_NONE
)
async def goes_with(
    product_id: ProductPath, assistant: TheAssistant, work: TheWork, mine: Mine, top: Top = 12
) -> ProductsOut:
    """Products that are bought together with it, or complete it, best first."""
    known = _known(assistant, product_id)
    return products_out(await work.do(assistant.shelves.goes_with, known.id, mine.behaves_as, top))


@routes.get("/products/{product_id:path}", operation_id="get_product", responses=_NONE)
def product(product_id: ProductPath, assistant: TheAssistant) -> ProductDetails:
    """All about one product."""
    known = _known(assistant, product_id)
    return details_out(known, assistant.reviews(known.id))


def _known(assistant: ShopAssistant, product_id: str) -> Product:
    known = assistant.product(product_id)
    if known is None:
        raise HTTPException(404, "There is no product with this id.")
    return known


def _decimal(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount))
