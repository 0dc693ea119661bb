"""Which of several products are so: "do any of them have a hood?" Told from their records. Pure."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from assistant.service.answers import ProductAnswer
from retrieval.types import Product

Answered = tuple[Product, ProductAnswer]


@dataclass(frozen=True, slots=True)
class Among:
    """The products by what their records answer, each group in the order shown."""

    yes: tuple[Answered, ...] = ()
    no: tuple[Answered, ...] = ()
    told: tuple[Answered, ...] = ()
    """Say something to it, neither yes nor no outright."""
    unknown: tuple[Product, ...] = ()
    """Do not say."""

    @property
    def known(self) -> bool:
        """Whether any record says anything to it."""
        return bool(self.yes or self.no or self.told)


def sort_out(
    products: Sequence[Product],
    answer: Callable[[Product], ProductAnswer],
    wanted: Collection[str] = (),
) -> Among:
    """Ask each product the same and sort them by what they answer.

    Args:
        wanted: colours and sizes that the question names; a product has any of them or does not.
    """
    yes: list[Answered] = []
    no: list[Answered] = []
    told: list[Answered] = []
    unknown: list[Product] = []
    for product in products:
        one = answer(product)
        verdict = one.verdict
        if one.source in ("colours", "sizes", "stock") and wanted:
            verdict = _has(product, wanted)
        if one.source in ("unknown", "about"):
            unknown.append(product)
        else:
            group = told if verdict is None else yes if verdict else no
            group.append((product, one))
    return Among(tuple(yes), tuple(no), tuple(told), tuple(unknown))


def _has(product: Product, wanted: Collection[str]) -> bool:
    held = {value.casefold() for value in (*product.colours, *product.sizes)}
    return any(value.casefold() in held for value in wanted)
