"""Exact hard filters: which products hold all of a shopper's limits.

A product whose record does not say a thing fails a limit that asks for it and passes one that
excludes it: what is shown is known to fit. That holds for measures too; where no product of the
kind states one at all, the caller may treat it as a wish (``assistant.service.find`` does).
"""

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from retrieval.colours import is_colour, is_shade, shades
from retrieval.keyword_index import KeywordIndex
from retrieval.measures import MeasureIndex
from retrieval.text import fold, stem, words
from retrieval.text_columns import TextColumns, denied_words
from retrieval.types import Constraints, Facets, Product
from retrieval.value_index import ValueIndex

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

_SERVES = frozenset(("for", "with"))
"""Words of a title behind which other things are named."""
_LETTERS = 2
"""Of a size that is none by itself: "M", "XL"."""
_FITS = r"(?:us|uk|eu|wide|narrow|regular|medium|m|w|d|b|women|men|womens|mens)"
"""What stands behind a size: "10.5 M US"."""
_TITLE_WORD = re.compile(r"\w+|[^\w\s]")


class ProductTable:
    """The columns that filters and features read, row ``i`` for ``products[i]``.

    Args:
        columns: what an import read out of the texts; None: they are read when first needed.
    """

    def __init__(
        self,
        products: Sequence[Product],
        keyword: KeywordIndex,
        columns: TextColumns | None = None,
    ) -> None:
        self.products = products
        self.keyword = keyword
        self._columns = columns
        self.price = _floats([p.price for p in products])
        """float64, NaN: not known."""
        self.list_price = _floats([p.list_price for p in products])
        self.rating = _floats([p.rating for p in products])
        self.rating_count = np.array([p.rating_count for p in products], np.int64)
        self.in_stock: Mask = np.array([p.in_stock for p in products], bool)
        self.added = np.array([p.added.toordinal() if p.added else 0 for p in products], np.int64)
        """Day ordinals, 0: not known."""

    def __len__(self) -> int:
        return len(self.products)

    @cached_property
    def brands(self) -> ValueIndex:
        """By brand."""
        return ValueIndex.of([(p.brand,) for p in self.products])

    @cached_property
    def categories(self) -> ValueIndex:
        """By every node of the category path."""
        return ValueIndex.of([p.category for p in self.products])

    @cached_property
    def colours(self) -> ValueIndex:
        """By every colour a product has or comes in."""
        return ValueIndex.of([p.colours for p in self.products])

    @cached_property
    def sizes(self) -> ValueIndex:
        """By every size a product comes in."""
        return ValueIndex.of([p.sizes for p in self.products])

    @cached_property
    def measures(self) -> MeasureIndex:
        """By what the products state of their weight, size, battery ..."""
        return self._columns.measures if self._columns else MeasureIndex.read(self.products)

    @cached_property
    def uncoloured(self) -> Mask:
        """Products whose record names no colour: their title speaks for them."""
        return np.array([not p.colours for p in self.products], bool)

    @cached_property
    def uncategorised(self) -> Mask:
        """Products whose record names no category."""
        return np.array([not p.category for p in self.products], bool)

    @cached_property
    def denied(self) -> ValueIndex:
        """By stemmed words that a product's text denies: "no leather", "sugar-free"."""
        return self._columns.denied if self._columns else denied_words(self.products)

    @cached_property
    def unsized(self) -> Mask:
        """Products whose record names no size."""
        return np.array([not p.sizes for p in self.products], bool)

    def mask(self, rows: Rows) -> Mask:
        """True at ``rows``."""
        mask = np.zeros(len(self), bool)
        mask[rows] = True
        return mask

    def with_colour(self, colour: str) -> Mask:
        """Products that have or come in a colour."""
        mask = self.mask(self.colours.rows(lambda value: is_colour(value, colour)))
        for word in shades(colour):
            mask |= self.uncoloured & self.mask(self.keyword.rows_with(word, "title"))
        return mask

    def in_size(self, size: str) -> Mask:
        """Products that come in a size; where a record names none its title speaks for it: "Queen
        Sheet Set", "Size 8", "..., Black, 11"."""
        mask = self.mask(self.sizes.equal(size))
        said = words(size)
        named = self.unsized & bool(said)
        for word in said:
            named &= self.mask(self.keyword.rows_with(word, "title"))
        rows = map(int, np.flatnonzero(named))
        mask[[row for row in rows if says_size(self.products[row].title, size)]] = True
        return mask

    def in_category(self, category: str) -> Mask:
        """Products of a category; "Fashion sneakers" are sneakers too. Catalogues are often filled
        in by half: where fewer products have it than are called so and have none at all, the title
        speaks for these."""
        wanted = words(category)
        shelf = self.categories.ending(wanted)
        named = self.uncategorised & bool(wanted)
        for word in wanted:
            named &= self.mask(self.keyword.rows_with(word, "title"))
        rows = map(int, np.flatnonzero(named))
        called = [row for row in rows if is_called(self.products[row].title, wanted)]
        return self.mask(shelf if len(called) <= len(shelf) else np.array([*shelf, *called]))

    def with_words(self, text: str) -> Mask:
        """Products of which all words of an attribute are said, and none denied."""
        wanted = words(text)
        mask = np.full(len(self), bool(wanted))
        for word in wanted:
            mask &= self.mask(self.keyword.rows_with(word))
            if len(wanted) == 1:
                mask &= ~self.mask(self.denied.rows(lambda v, w=word: v == w))  # type: ignore[misc]
        return mask


def says_size(title: str, size: str) -> bool:
    """Whether a title names a size: a word ("Queen") anywhere; a number or letters after "size", or
    alone between commas or at the end ("Boot, Black, 10.5 M US")."""
    said = re.escape(fold(size))
    if size.isalpha() and len(size) > _LETTERS:
        return re.search(rf"\b{said}\b", fold(title)) is not None
    alone = (
        rf"\bsizes?:?\s+{said}\b(?![.,]\d)|[,(|]\s*{said}(?![.,]\d)(?:\s+{_FITS})*\s*(?:$|[,)|])"
    )
    return re.search(alone, fold(title)) is not None


def is_called(title: str, name: Sequence[str]) -> bool:
    """Whether a title calls its product so: the words (stemmed) stand there with no further noun
    behind and no "for" before, as in "Acme notebook stand Black" for a stand, not for a notebook.
    """
    tokens = _TITLE_WORD.findall(title)
    stems = [stem(fold(token)) for token in tokens]
    served = next((place for place, word in enumerate(stems) if word in _SERVES), len(stems))
    ends = (p for p in range(len(name), served + 1) if stems[p - len(name) : p] == list(name))
    return any(_closes("".join(tokens[end : end + 1])) for end in ends)


def _closes(after: str) -> bool:
    """Whether a word belongs to no name: nothing, a sign, a number, a mark, a small word, a
    colour."""
    return not after.isalpha() or after.isupper() or not words(after) or is_shade(after)


def mask_of(table: ProductTable, constraints: Constraints) -> Mask | None:
    """One boolean per product, True where every limit holds; None: no limit at all."""
    masks: list[Mask] = []
    price = constraints.price
    if price:
        low = float(price.min) if price.min is not None else 0.0
        high = float(price.max) if price.max is not None else np.inf
        masks.append((table.price >= low) & (table.price <= high))  # NaN compares false
    if constraints.min_rating is not None:
        masks.append(np.nan_to_num(table.rating) >= constraints.min_rating)
    if constraints.in_stock:
        masks.append(table.in_stock)
    if constraints.reduced:
        masks.append(table.list_price > table.price)  # NaN compares false
    masks += [table.measures.holds(measure) for measure in constraints.measures]
    masks += _included(table, constraints.include)
    lifted = np.zeros(len(table), bool)
    if constraints.unless:
        lifted = np.logical_or.reduce(_having(table, constraints.unless))
    masks += [~mask | lifted for mask in _having(table, constraints.exclude)]
    return np.logical_and.reduce(masks) if masks else None


def matching_rows(table: ProductTable, constraints: Constraints) -> Rows | None:
    """Rows that hold every limit, ascending; None: no limit at all."""
    mask = mask_of(table, constraints)
    return None if mask is None else np.flatnonzero(mask)


def _included(table: ProductTable, facets: Facets) -> list[Mask]:
    """One mask a facet: alternatives within it are OR, attributes are AND."""
    masks = []
    if facets.brands:
        masks.append(_any(table, [table.brands.equal(b) for b in facets.brands]))
    if facets.categories:
        masks.append(np.logical_or.reduce([table.in_category(c) for c in facets.categories]))
    if facets.colours:
        masks.append(np.logical_or.reduce([table.with_colour(c) for c in facets.colours]))
    if facets.sizes:
        masks.append(np.logical_or.reduce([table.in_size(s) for s in facets.sizes]))
    masks += [table.with_words(a) for a in facets.attributes]
    return masks


def _having(table: ProductTable, facets: Facets) -> list[Mask]:
    """One mask a value: what has it or comes in it. A jacket that comes in black and green is
    dropped by "not black": its picture and its first variant may well be the black one."""
    return [
        *(table.mask(table.brands.equal(b)) for b in facets.brands),
        *(table.in_category(c) for c in facets.categories),
        *(table.with_colour(c) for c in facets.colours),
        *(table.in_size(s) for s in facets.sizes),
        *(table.with_words(a) for a in facets.attributes),
    ]


def _any(table: ProductTable, rows: Sequence[Rows]) -> Mask:
    return table.mask(np.concatenate(rows))


def _floats(values: Sequence[object]) -> npt.NDArray[np.float64]:
    return np.array([np.nan if v is None else float(v) for v in values], np.float64)  # type: ignore[arg-type]
