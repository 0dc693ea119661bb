"""``daogou bench``: how fast this machine imports, searches, answers and serves."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.public_data import DATA
from assistant.errors import SettingsError

BENCHES = ("turn", "import", "search", "scale", "start", "serve", "desk")


def register(app: typer.Typer) -> None:
    """Add ``bench`` to the command line."""
    app.command()(bench)


def bench(
    what: Annotated[str, typer.Argument(help=f"One of {', '.join(BENCHES)}.")],
    store: Annotated[
        Path | None, typer.Option(help="Folder of the store; default: the demo store.")
    ] = None,
    products: Annotated[
        int | None,
        typer.Option(min=1, help="import, search: so many products, copies of the store's."),
    ] = None,
    size: Annotated[
        list[int] | None,
        typer.Option(min=1, help="scale: so many products; may be repeated (7000, 100000)."),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(help="scale: folder where the indexes stay, and are measured as they are."),
    ] = None,
    queries: Annotated[int, typer.Option(min=5, help="search: how many to time.")] = 100,
    turns: Annotated[
        int | None,
        typer.Option(
            min=0, help="turn, scale: how many to time (60); serve: of a conversation (6)."
        ),
    ] = None,
    conversations: Annotated[
        int | None,
        typer.Option(min=1, help="serve: at most so many at a time (200); desk: so many (50)."),
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, help="desk: how long.")] = 300,
    data: DATA = None,
    transcripts: Annotated[
        Path | None, typer.Option(help="desk: write what went wrong to this file.")
    ] = None,
    json_out: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    docs: Annotated[
        Path | None, typer.Option(help="Markdown file whose section of this name is rewritten.")
    ] = None,
) -> None:
    """Time a turn, an import, a search by stages, all of it at several sizes, the start of a server
    and its pages, or a server with many conversations at once."""
    if what not in BENCHES:
        raise SettingsError(f"There is no bench {what!r}: choose one of {', '.join(BENCHES)}.")
    from assistant.demo_store import demo_store_dir
    from assistant.understanding.report import present

    folder = store or demo_store_dir()
    if what == "turn":
        from assistant.bench.turn import bench_turn

        report = bench_turn(folder, turns=turns or 60)
    elif what == "import":
        from assistant.bench.imports import bench_import

        report = bench_import(folder, products=products)
    elif what == "search":
        from assistant.bench.search import bench_search

        report = bench_search(folder, products=products, queries=queries)
    elif what == "scale":
        from assistant.bench.scale import SIZES, bench_scale

        report = bench_scale(
            folder,
            sizes=size or SIZES,
            turns=60 if turns is None else turns,
            picture=docs and docs.parent / "images" / "bench-scale.svg",
            keep=keep,
        )
    elif what == "start":
        from assistant.bench.start import bench_start

        report = bench_start(folder)
    elif what == "serve":
        from assistant.bench.serve import bench_serve

        report = bench_serve(folder, conversations=conversations or 200, turns=turns or 6)
    else:
        from assistant.bench.desk import bench_desk

        report = bench_desk(
            data,
            conversations=conversations or 50,
            seconds=seconds,
            transcript_file=transcripts,
        )
    present(report, json_out=json_out, docs=docs)
