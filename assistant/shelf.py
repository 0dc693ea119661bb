"""The catalogue as the conversation uses it: an id that is not there is an error, not a None."""

from collections.abc import Sequence
from typing import Protocol

from assistant.errors import UnknownProductError
from retrieval.types import Product, Review


class Records(Protocol):
    """A store of products and reviews (``retrieval.store.Store``)."""

    @property
    def products(self) -> Sequence[Product]: ...

    def get(self, id: str, /) -> Product | None: ...

    def row(self, id: str, /) -> int | None: ...

    def reviews(self, product_id: str, /) -> Sequence[Review]: ...


class Shelf:
    """Records by id; raises UnknownProductError for an id that the catalogue does not have."""

    def __init__(self, records: Records) -> None:
        self._records = records

    @property
    def products(self) -> Sequence[Product]:
        """All products, by row."""
        return self._records.products

    def get(self, product_id: str) -> Product:
        """The product of this id."""
        product = self._records.get(product_id)
        if product is None:
            raise _unknown(product_id)
        return product

    def row(self, product_id: str) -> int:
        """Its position in ``products``."""
        row = self._records.row(product_id)
        if row is None:
            raise _unknown(product_id)
        return row

    def reviews(self, product_id: str) -> Sequence[Review]:
        """What buyers wrote about it."""
        return self._records.reviews(product_id)


def _unknown(product_id: str) -> UnknownProductError:
    return UnknownProductError(
        f"There is no product '{product_id}' in this catalogue (any more): search for it by name."
    )
