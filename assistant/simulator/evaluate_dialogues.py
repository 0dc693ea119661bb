"""``daogou evaluate dialogues``: simulated shoppers over one or more stores."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.simulator.run import StoreResults, run_store
from assistant.simulator.stores import default_stores, find_store, import_bars
from assistant.simulator.tables import report, transcripts
from assistant.understanding.report import present


def evaluate_dialogues(
    data: Path | None,
    *,
    stores: Sequence[str] = (),
    mapping: Path | None = None,
    goals: int = 500,
    seed: int = 0,
    json_out: bool = False,
    docs: Path | None = None,
    transcript_file: Path | None = None,
) -> tuple[StoreResults, ...]:
    """Run, print tables and every conversation with a broken hard limit, and hand back.

    Args:
        stores: see ``find_store``; empty: the demo store and the public catalogues in ``data``.
        mapping: column mapping of a catalogue file among them.
        transcript_file: where all conversations that failed are written.
    """
    console = Console(stderr=True)
    done: list[StoreResults] = []
    with Progress(
        TextColumn("{task.description:>24}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as bars:
        for which in stores or default_stores(data):
            store = find_store(which, data, mapping, import_bars(bars))
            task = bars.add_task(f"Shoppers in {store.name}", total=goals)
            done.append(run_store(store, goals, seed, lambda task=task: bars.advance(task)))  # type: ignore[misc]
    command = f"daogou evaluate dialogues --goals {goals}" + (f" --seed {seed}" if seed else "")
    present(report(done, command), json_out=json_out, docs=docs)
    if not json_out:
        for one in done:
            if told := transcripts(one, broken_only=True):
                print(f"Conversations with a broken hard limit, {one.store}:\n\n{told}")
    if transcript_file is not None:
        transcript_file.write_text("\n".join(transcripts(one) for one in done), "utf-8")
    return tuple(done)
