"""``daogou import-policies``: a shop's pages become what the assistant quotes."""

import time
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.progress import progress_bars

_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add ``import-policies`` to the command line."""
    app.command("import-policies")(import_policies)


def import_policies(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="SOURCE...", help="Files, or folders of them.", show_default=False),
    ],
    store: Annotated[Path, typer.Option(help="Folder of the store; made where there is none.")],
    base_url: Annotated[
        str,
        typer.Option(
            help="Address under which the files are found, for links where a page names none."
        ),
    ] = "",
) -> None:
    """Make Markdown, HTML, PDF or lists of questions and answers the pages that are quoted.

    They take the place of those imported before, in one step; of a file that cannot be read this
    time the earlier pages stay. docs/policies.md describes the files.
    """
    from rich.console import Console

    from assistant.errors import PagesError
    from assistant.pages.encoder import load_page_encoder
    from assistant.pages.index import texts_of
    from assistant.pages.read import read_sources
    from assistant.pages.store import left_out, save_pages

    started = time.perf_counter()
    with progress_bars() as advance:
        passages, problems = read_sources(
            sources, base_url, lambda done, total: advance("reading", done, total)
        )
        if passages:
            passages = (*passages, *left_out(passages, problems, store))
            total = len(texts_of(passages))
            save_pages(
                passages, store, load_page_encoder(), lambda done: advance("embedding", done, total)
            )
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    for problem in problems[:_SHOWN]:
        console.print(problem.reason)
    if len(problems) > _SHOWN:
        console.print(f"{len(problems) - _SHOWN} more could not be used.")
    if not passages:
        raise PagesError(
            "None of the sources holds a page: give Markdown, HTML, PDF or a list of questions and"
            " answers; the pages there were go on serving."
        )
    titles = len({one.page for one in passages})
    Console(highlight=False, markup=False, soft_wrap=True).print(
        f"{len(passages)} passages of {titles} pages are in {store} after"
        f" {time.perf_counter() - started:.1f} s; {len(problems)} of what was given was left out."
    )
