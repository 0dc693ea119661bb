"""``daogou import``: a product source becomes the catalogue of a store."""

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.progress import progress_bars
from retrieval.errors import CatalogueError

if TYPE_CHECKING:
    from rich.console import Console

    from retrieval.importers import ImportReport
    from retrieval.mapping import ColumnMapping
    from retrieval.store import BuildReport


def register(app: typer.Typer) -> None:
    """Add ``import`` to the command line."""
    app.command("import")(import_catalogue)


def import_catalogue(
    source: Annotated[Path, typer.Argument(help="File with the products.", show_default=False)],
    store: Annotated[Path, typer.Option(help="Folder of the store; made where there is none.")],
    mapping: Annotated[
        Path | None, typer.Option(help="TOML file that names the columns; see docs/import.md.")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            help="jsonl, csv, tsv, parquet, shopify, woocommerce, google-tsv or google-xml."
            " Default: told from the content."
        ),
    ] = None,
    currency: Annotated[
        str | None, typer.Option(help="ISO code of prices that name no currency.")
    ] = None,
    reviews: Annotated[Path | None, typer.Option(help="Reviews of them, JSON Lines.")] = None,
    rejects: Annotated[
        Path | None, typer.Option(help="Write every rejected row to this file, JSON Lines.")
    ] = None,
) -> None:
    """Make a product file the catalogue of a store, in place of the one it had.

    Reads JSON Lines, CSV, TSV, Parquet, and the exports of Shopify, WooCommerce and Google
    Merchant. Until the new catalogue is whole, the old one goes on serving.
    """
    from rich.console import Console

    from retrieval.importers import read_source, require_products
    from retrieval.importers.reviews import read_review_source, with_ratings
    from retrieval.store import build_index
    from retrieval.types import Review

    started = time.perf_counter()
    columns = _mapping(mapping, currency)
    found: tuple[Review, ...] = ()
    reports: list[tuple[str, ImportReport]] = []
    with progress_bars() as advance:
        result = read_source(source, columns, format, lambda done: advance("reading", done, None))
        products = result.products
        reports.append((f"{source.name} ({result.format})", result.report))
        if reviews is not None:
            found, report = read_review_source(reviews, {product.id for product in products})
            products = with_ratings(products, found)
            reports.append((reviews.name, report))
        _write_rejects(rejects, reports)
        require_products(result, source)
        from retrieval.encoder import load_encoder

        built = build_index(products, found, store, encoder=load_encoder(), progress=advance)
        if found:
            from assistant.reviews.load import prepare_opinions

            prepare_opinions(built.index, products, found, advance)
    console = Console()
    for name, report in reports:
        _print_report(console, name, report)
    _print_build(console, built, store, time.perf_counter() - started)


def _mapping(path: Path | None, currency: str | None) -> "ColumnMapping":
    from retrieval.currencies import currency_code
    from retrieval.mapping import ColumnMapping, load_mapping

    mapping = load_mapping(path) if path else ColumnMapping()
    if currency is None:
        return mapping
    code = currency_code(currency)
    if code is None:
        raise CatalogueError(f"There is no currency {currency!r}: give an ISO code such as EUR.")
    return replace(mapping, currency=code)


def _write_rejects(path: Path | None, reports: "list[tuple[str, ImportReport]]") -> None:
    if path is None:
        return
    from retrieval.catalogue import write_jsonl

    rows = (
        {"source": name, "line": row.line, "id": row.id, "reason": row.reason}
        for name, report in reports
        for row in report.rejected
    )
    try:
        write_jsonl(rows, path)
    except OSError as error:
        raise CatalogueError(f"Cannot write {path}: {error.strerror}.") from error


def _print_report(console: "Console", name: str, report: "ImportReport") -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=escape(name), title_justify="left")
    table.add_column("rows", justify="right")
    table.add_column("what became of them")
    table.add_column("for example", overflow="fold")
    table.add_row(f"{report.read:,}", "read")
    table.add_row(f"{report.imported:,}", "imported")
    if report.folded:
        table.add_row(f"{report.folded:,}", "variants and pictures of products in other rows")
    if report.merged:
        table.add_row(f"{report.merged:,}", "merged with an earlier row of the same id")
    for kind, count, rows in report.reasons():
        examples = "; ".join(f"line {row.line}{f' ({row.id})' if row.id else ''}" for row in rows)
        table.add_row(f"{count:,}", f"rejected: {escape(kind)}", escape(examples))
    for notice in report.warnings:
        examples = "; ".join(f"line {line}" for line in notice.lines if line)
        table.add_row(f"{notice.count:,}", f"warning: {escape(notice.kind)}", examples)
    console.print(table)
    if report.unused_columns:
        unused = ", ".join(report.unused_columns)
        console.print(f"Columns not used: {unused}", soft_wrap=True, highlight=False, markup=False)


def _print_build(console: "Console", built: "BuildReport", store: Path, seconds: float) -> None:
    stages = ", ".join(f"{stage} {time:.1f} s" for stage, time in built.seconds.items())
    console.print(
        f"{built.products:,} products and {built.reviews:,} reviews are in {store} after"
        f" {seconds:.1f} s: {built.products / seconds:,.0f} products per second, all stages"
        f" ({stages}; {built.embedded:,} texts embedded anew).",
        soft_wrap=True,
        highlight=False,
        markup=False,
    )
