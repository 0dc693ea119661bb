"""A product file that was read but is not served, and its columns put right. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from glob import escape

from retrieval.errors import CatalogueError
from retrieval.importers import ImportResult
from retrieval.importers.report import ATTRIBUTE
from retrieval.mapping import FIELDS, AttributeRules, ColumnMapping, FieldRule

KNOWN_COLUMNS = frozenset(("shopify", "woocommerce", "google-tsv", "google-xml"))
"""Formats that say themselves what their columns are."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that was read but is not served."""

    name: str
    """As its owner calls it."""
    result: ImportResult
    examples: Mapping[str, str]
    """Columns with a value of the first rows."""
    currency: str
    """Of prices that name none; empty: not said."""

    @property
    def places(self) -> Mapping[str, str]:
        """Columns with the field that each fills, ``ATTRIBUTE``, or ""."""
        return self.result.report.places


def mapping_of(draft: Draft, places: Mapping[str, str]) -> ColumnMapping:
    """The mapping by which each column goes where it is wanted.

    Raises CatalogueError: a place that no column can take.
    """
    unknown = [one for one in places.values() if one not in ("", ATTRIBUTE, *FIELDS)]
    if unknown:
        raise CatalogueError(f"A product has no field {unknown[0]!r}: choose one from the list.")
    found = dict(draft.places)
    wanted = {**found, **{column: to for column, to in places.items() if column in found}}
    if wanted == found and not _was_mapped(draft):
        return ColumnMapping()
    columns: dict[str, list[str]] = {name: [] for name in {*found.values(), *wanted.values()}}
    for column, to in wanted.items():
        columns[to].append(column)
    fields = {
        name: FieldRule(columns=tuple(some))
        for name, some in columns.items()
        if name not in ("", ATTRIBUTE)
    }
    elsewhere = tuple(escape(one) for one, to in wanted.items() if to != ATTRIBUTE)
    return ColumnMapping(fields, AttributeRules(include=("*",), exclude=elsewhere))


def _was_mapped(draft: Draft) -> bool:
    """Once put right, a file is always read by what was said of every column."""
    from retrieval.importers.columns import field_of

    return any(
        place not in ("", ATTRIBUTE) and (field_of(column) or ("",))[0] != place
        for column, place in draft.places.items()
    )
