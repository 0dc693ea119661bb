"""The catalogue's own words: which brands, categories, colours, sizes and attributes it has."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from retrieval.errors import StoreError
from retrieval.types import Product

LONGEST_VALUE = 60
"""Characters; a longer attribute value is prose that nobody names as a limit."""
VALUES_PER_ATTRIBUTE = 500
"""The commonest values that are kept of each attribute."""

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How many products have each value, commonest first.

    Spellings that differ in case alone count as one, under the commonest spelling.
    """

    brands: Counts = field(default_factory=dict)
    categories: Counts = field(default_factory=dict)
    """Every node of the category paths."""
    colours: Counts = field(default_factory=dict)
    sizes: Counts = field(default_factory=dict)
    attributes: Mapping[str, Counts] = field(default_factory=dict)
    """Attribute name to its values, commonest name first."""

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dict; read back by from_json."""
        return {
            "brands": dict(self.brands),
            "categories": dict(self.categories),
            "colours": dict(self.colours),
            "sizes": dict(self.sizes),
            "attributes": {name: dict(values) for name, values in self.attributes.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Vocabulary":
        """What to_json wrote. Raises StoreError when a part is missing."""
        try:
            return cls(**{name: data[name] for name in cls.__slots__})
        except (KeyError, TypeError) as error:
            raise StoreError("The vocabulary is damaged: run `daogou import` again.") from error


def build_vocabulary(products: Iterable[Product]) -> Vocabulary:
    """Count the values of all products; a product counts once for each value it has."""
    brands: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    colours: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    attributes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for product in products:
        if product.brand:
            brands[product.brand] += 1
        categories.update(set(product.category))
        colours.update(product.colours)
        sizes.update(product.sizes)
        for name, value in product.attributes.items():
            attributes[name][value] += 1
    return Vocabulary(
        brands=_merge_case(brands),
        categories=_merge_case(categories),
        colours=_merge_case(colours),
        sizes=_merge_case(sizes),
        attributes=_attribute_counts(attributes),
    )


def _attribute_counts(attributes: Mapping[str, Counter[str]]) -> dict[str, Counts]:
    names = sorted(attributes, key=lambda name: (-attributes[name].total(), name))
    spelling = {name: name for name in names}
    by_folded: dict[str, str] = {}
    for name in names:
        spelling[name] = by_folded.setdefault(name.casefold(), name)
    merged: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        merged[spelling[name]].update(attributes[name])
    kept = {name: _merge_case(values, VALUES_PER_ATTRIBUTE) for name, values in merged.items()}
    return {name: values for name, values in kept.items() if values}


def _merge_case(counts: Counter[str], most: int | None = None) -> dict[str, int]:
    totals: dict[str, int] = {}
    spelling: dict[str, str] = {}
    # Commonest first, ties by name, so that the same catalogue always gives the same file.
    for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if len(value) <= LONGEST_VALUE:
            folded = value.casefold()
            spelling.setdefault(folded, value)
            totals[folded] = totals.get(folded, 0) + count
    ordered = sorted(totals.items(), key=lambda item: -item[1])[:most]
    return {spelling[folded]: count for folded, count in ordered}
