"""Bars that show how far an import is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_ROWS_PER_REDRAW = 500


@contextmanager
def progress_bars() -> Iterator[Callable[[str, int, int | None], None]]:
    """Bars on stderr, one a stage; called with (stage, items done since, items in all)."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    bars = Progress(
        TextColumn("{task.description:>14}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    tasks: dict[str, TaskID] = {}
    pending: dict[str, int] = {}

    def close_open() -> None:
        """A bar without a known end is at its end once the next stage starts."""
        for stage, left in pending.items():
            bars.update(tasks[stage], advance=left)
        pending.clear()
        for task in bars.tasks:
            bars.update(task.id, total=task.completed if task.total is None else task.total)

    def advance(stage: str, done: int, total: int | None) -> None:
        if stage not in tasks:
            close_open()
            tasks[stage] = bars.add_task(stage, total=total)
        pending[stage] = pending.get(stage, 0) + done
        # Redrawing for every row would cost more than reading it.
        if total is not None or pending[stage] >= _ROWS_PER_REDRAW:
            bars.update(tasks[stage], advance=pending.pop(stage))

    with bars:
        yield advance
        close_open()
