"""``daogou search`` and ``daogou rank``: files in, rankings out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ranking.errors import RankingError
from retrieval.errors import CatalogueError

if TYPE_CHECKING:
    from ranking.sessions import SessionQuery

STAGES = ("keyword", "dense", "hybrid", "ranked")


def register(app: typer.Typer) -> None:
    """Add ``search`` and ``rank`` to the command line."""
    app.command()(search)
    app.command()(rank)


def search(
    queries: Annotated[Path, typer.Option(help="A line a query: qid<TAB>query.")],
    run: Annotated[Path, typer.Option(help="TREC run file to write.")],
    store: Annotated[
        Path | None, typer.Option(help="Folder of the store; default: the demo store.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="Products a query.")] = 100,
    stage: Annotated[str, typer.Option(help=f"One of {', '.join(STAGES)}.")] = "ranked",
) -> None:
    """Search a store for every query of a file. Price limits in a query ("under $50") hold."""
    from rich.progress import track

    from assistant.shop_search import open_search
    from retrieval.types import Query

    if stage not in STAGES:
        raise CatalogueError(f"There is no stage {stage!r}: choose one of {', '.join(STAGES)}.")
    asked = list(_queries(queries))
    find = open_search(store)
    lines = []
    for qid, text in track(asked, "Searching", transient=True):
        query = Query(text, find.price_limit(text), top)
        for place, (product_id, score) in enumerate(find.run(query, stage), 1):
            lines.append(f"{qid} Q0 {product_id} {place} {score:.6f} daogou-{stage}\n")
    try:
        run.write_text("".join(lines), "utf-8")
    except OSError as error:
        raise CatalogueError(
            f"{run} cannot be written ({error.strerror}): choose another file for --run."
        ) from error


def rank(
    products: Annotated[Path, typer.Option(help="Products, JSON Lines.")],
    sessions: Annotated[
        Path,
        typer.Option(help='A line each: {"query", "history": [ids], "candidates": [ids]}.'),
    ],
    mapping: Annotated[Path | None, typer.Option(help="Column mapping of the products.")] = None,
) -> None:
    """Order the candidates of each session for its shopper; prints a JSON line each."""
    from rich.console import Console
    from rich.progress import track

    from ranking.sessions import SessionRanker
    from retrieval.importers import read_source, require_products
    from retrieval.mapping import load_mapping

    result = read_source(products, load_mapping(mapping) if mapping else None)
    require_products(result, products)
    asked = list(_sessions(sessions))
    console = Console(stderr=True)
    ranker = SessionRanker.prepare(result.products, asked, console)
    for session in track(asked, "Ranking", console=console, transient=True):
        ids, scores = ranker.rank(session)
        print(json.dumps({"ranked": ids, "scores": scores}), flush=True)


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        with file.open(encoding="utf-8", errors="replace") as handle:
            for number, line in enumerate(handle, 1):
                if line.strip():
                    yield number, line.rstrip("\r\n")
    except OSError as error:
        raise CatalogueError(f"{file} cannot be read: {error.strerror}.") from error


def _queries(file: Path) -> Iterator[tuple[str, str]]:
    for number, line in _lines(file):
        qid, tab, text = line.partition("\t")
        if not tab or not qid.strip():
            raise CatalogueError(f"{file}, line {number}: write a query as qid<TAB>query.")
        yield qid.strip(), text.strip()


def _sessions(file: Path) -> Iterator["SessionQuery"]:
    from ranking.sessions import SessionQuery

    for number, line in _lines(file):
        try:
            data: Any = json.loads(line)
            yield SessionQuery(
                query=str(data.get("query") or ""),
                history=tuple(str(i) for i in data.get("history") or ()),
                candidates=tuple(str(i) for i in data["candidates"]),
            )
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise RankingError(
                f"{file}, line {number}: write a session as"
                ' {"query": "...", "history": [ids], "candidates": [ids]}.'
            ) from error
