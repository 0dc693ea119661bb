"""Carts as the faces use them: a line holds as many as it was last told, within the records."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.errors import CartError
from assistant.parts import Catalogue
from assistant.storage import ShopData
from retrieval.errors import DaogouError
from retrieval.types import Product, Variant

MOST = 999
"""Of one line, where the record does not say how many there are."""


@dataclass(frozen=True, slots=True)
class FilledLine:
    """A line of a cart with its records."""

    product: Product
    variant: Variant | None
    quantity: int

    @property
    def unit_price(self) -> Decimal | None:
        """Of one, in the product's currency; None: the record does not say."""
        if self.variant is not None and self.variant.price is not None:
            return self.variant.price
        return self.product.price


def totals(lines: Sequence[FilledLine]) -> dict[str, Decimal]:
    """Sums by currency; a line without a price adds nothing."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        if line.unit_price is not None:
            code = line.product.currency
            sums[code] = sums.get(code, Decimal(0)) + line.unit_price * line.quantity
    return sums


class ShopCarts:
    """The carts of one shop; safe to share between threads."""

    def __init__(self, store: Catalogue, data: ShopData) -> None:
        self._store = store
        self._data = data

    def lines(self, owner: str) -> tuple[FilledLine, ...]:
        """The lines whose products the catalogue still has, oldest first."""
        found: list[FilledLine] = []
        for line in self._data.cart(owner):
            try:
                product = self._store.get(line.product_id)
            except DaogouError:
                continue
            found.append(FilledLine(product, _variant(product, line.variant_id), line.quantity))
        return tuple(found)

    def set(
        self, owner: str, product_id: str, variant_id: str, quantity: int
    ) -> tuple[FilledLine, ...]:
        """Make a line hold this many (0: take it out; it may be new) -> all lines.

        Raises a DaogouError for an unknown product or variant, a missing choice of variant, one
        that is out of stock, or a quantity below 0 or above what is there. Taking out is always
        possible.
        """
        if quantity > 0:
            self._check(product_id, variant_id, quantity)
        elif quantity < 0:
            raise CartError("A cart cannot hold fewer than none: say 0 to take a line out.")
        self._data.set_in_cart(owner, product_id, variant_id, quantity)
        return self.lines(owner)

    def _check(self, product_id: str, variant_id: str, quantity: int) -> None:
        product = self._store.get(product_id)
        variant = _variant(product, variant_id)
        if product.variants and not variant_id:
            raise CartError(f"{product.title} comes in several forms: choose one of them first.")
        if variant_id and variant is None:
            raise CartError(f"{product.title} does not come in this form: choose one of its own.")
        stock = product.stock if variant is None else variant.stock
        most = MOST if stock is None else stock
        if most <= 0:
            raise CartError(f"{product.title} is out of stock.")
        if quantity > most:
            raise CartError(f"{product.title}: no more than {most} can be put in at once.")


def _variant(product: Product, variant_id: str) -> Variant | None:
    return next((one for one in product.variants if one.id == variant_id), None)
