"""Product sources of every supported format, read into clean products and a report.

One module a format (``jsonl``, ``delimited``, ``parquet``, ``shopify``, ``woocommerce``,
``google``) makes rows; ``cleaner`` makes products of them; ``report`` says what became of each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from retrieval.errors import CatalogueError
from retrieval.importers import delimited, google, jsonl, parquet, shopify, woocommerce
from retrieval.importers.cleaner import RowCleaner
from retrieval.importers.merge import merge
from retrieval.importers.report import ImportReport, Notice, Rejection, Tally
from retrieval.importers.source import FORMATS, Row, Rows, Source, detect_format
from retrieval.mapping import ColumnMapping
from retrieval.types import Product

__all__ = [
    "FORMATS",
    "ImportReport",
    "ImportResult",
    "Notice",
    "Rejection",
    "first_rows",
    "read_source",
]

_READERS: dict[str, Callable[[Source], Rows]] = {
    "jsonl": jsonl.read,
    "csv": delimited.read,
    "tsv": delimited.read,
    "parquet": parquet.read,
    "shopify": shopify.read,
    "woocommerce": woocommerce.read,
    "google-tsv": google.read_table,
    "google-xml": google.read_xml,
}
_SHOWN_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came out of a source."""

    products: tuple[Product, ...]
    report: ImportReport
    format: str
    """One of FORMATS."""


def read_source(
    path: Path,
    mapping: ColumnMapping | None = None,
    format: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> ImportResult:
    """Read, clean and merge all products of a source.

    format: one of FORMATS; None: the mapping's, else told from the content.
    progress: called with the number of rows read since the last call.
    Raises CatalogueError when the source cannot be read at all; a source without one good product
    still gives a report, which ``require_products`` turns into an error.
    """
    mapping = mapping or ColumnMapping()
    source = Source(path, mapping.encoding, mapping.delimiter)
    kind = format or mapping.format or detect_format(source)
    if kind not in _READERS:
        raise CatalogueError(f"There is no format {kind!r}: choose one of {', '.join(FORMATS)}.")
    tally = Tally()
    cleaner = RowCleaner(mapping, tally)
    products: dict[str, Product] = {}
    for row in _READERS[kind](source):
        tally.read += row.rows
        tally.folded += row.rows - 1
        result = row if isinstance(row, Rejection) else cleaner.clean(row)
        if isinstance(result, Rejection):
            tally.rejected.append(result)
        elif (earlier := products.get(result.id)) is None:
            products[result.id] = result
        else:
            tally.merged += 1
            products[result.id] = merge(earlier, result)
            if earlier.price and result.price and earlier.price != result.price:
                tally.warn("id came again with another price, the first was kept", row.line)
        if progress:
            progress(row.rows)
    for column in cleaner.collector.missing_columns():
        tally.warn(f"the mapping names the column {column!r}, which no row has", 0)
    if len({product.currency for product in products.values() if product.price}) > 1:
        tally.warn("prices are in more than one currency", 0)
    tally.rejected.sort(key=lambda rejection: rejection.line)
    collected = cleaner.collector
    report = tally.report(len(products), collected.unused_columns(), collected.places())
    return ImportResult(tuple(products.values()), report, kind)


def first_rows(path: Path, format: str, most: int) -> tuple[Row, ...]:
    """The first rows of a source as they stand, without those that cannot be read.

    Raises CatalogueError when the source cannot be read at all.
    """
    rows = (row for row in _READERS[format](Source(path)) if isinstance(row, Row))
    return tuple(islice(rows, most))


def require_products(result: ImportResult, path: Path) -> None:
    """Raises CatalogueError, with what to try, when a source gave no product at all."""
    if result.products:
        return
    report = result.report
    kind, count, rows = next(report.reasons(), ("no rows", 0, ()))
    why = f"all {count} rows had {kind}" if count == report.read else f"most often: {kind}"
    where = f" (first at line {rows[0].line})" if rows else ""
    columns = ", ".join(islice(report.unused_columns, _SHOWN_COLUMNS))
    hint = f"; columns without a place: {columns}" if columns else ""
    raise CatalogueError(
        f"No product could be read from {path.name} as {result.format}: {why}{where}{hint}."
        " Name the columns with --mapping or the format with --format."
    )
