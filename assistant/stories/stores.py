"""The assistants that play the stories: real ones, over stores that a run leaves as they were."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING

from assistant.stories.types import StoreChoice

if TYPE_CHECKING:
    from assistant.assistant import Assistant

DEMO = StoreChoice("demo")


class StoreNotHere(Exception):
    """A public catalogue whose data is not on this machine; the message says what is missing."""


class Stores:
    """Opens one assistant at a time: a store's models and index take a few hundred MB.

    Conversations, carts and notes of a run lie in a temporary folder, whatever the store's settings
    say, and are gone afterwards.

    Args:
        default: for stories that name no store; None: the demo store.
        progress: show bars on stderr while a catalogue is imported.
    """

    def __init__(self, default: StoreChoice | None = None, *, progress: bool = True) -> None:
        self._default = default or DEMO
        self._progress = progress
        self._opened: dict[StoreChoice, Assistant] = {}
        self._missing: dict[StoreChoice, StoreNotHere] = {}
        self._stack = ExitStack()

    def assistant(self, choice: StoreChoice | None) -> "Assistant":
        """The assistant over a store; the one before it is closed.

        Raises:
            StoreNotHere: a public catalogue without its data.
            DaogouError: the store cannot be opened or its catalogue not imported.
        """
        chosen = choice or self._default
        if chosen in self._missing:
            raise self._missing[chosen]
        if chosen not in self._opened:
            self.close()
            try:
                self._opened[chosen] = self._open(chosen)
            except StoreNotHere as error:
                self._missing[chosen] = error
                raise
        return self._opened[chosen]

    def close(self) -> None:
        """Let go of the open assistant and of what the run kept."""
        self._opened.clear()
        self._stack.close()

    def __enter__(self) -> "Stores":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self, chosen: StoreChoice) -> "Assistant":
        from assistant.build import build_assistant
        from assistant.settings import load_settings

        folder = _folder(chosen, self._progress)
        kept = Path(self._stack.enter_context(TemporaryDirectory(prefix="daogou-stories-")))
        # A shop's real database is none of a test's business.
        aside = {"database_url": "", "data_folder": kept}
        settings = load_settings(folder).model_copy(update=aside)
        return self._stack.enter_context(build_assistant(folder, settings))


def _folder(chosen: StoreChoice, progress: bool) -> Path:
    from assistant.simulator.stores import find_store
    from assistant.understanding.data import data_folder
    from ranking.sources import CATALOGUES

    data = data_folder(None)
    if chosen.name in CATALOGUES and not (data and (data / CATALOGUES[chosen.name]).is_file()):
        raise StoreNotHere(
            f"the catalogue '{chosen.name}' is public data that is not here: set DAOGOU_DATA"
        )
    with _bars(progress) as step:
        return find_store(chosen.name, data, chosen.mapping, step).folder


@contextmanager
def _bars(shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """One bar a stage of an import, on stderr; called with (stage, items done since, in all)."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    tasks: dict[str, TaskID] = {}
    with Progress(console=Console(stderr=True), disable=not shown, transient=True) as bars:

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(f"Importing: {stage}", total=total)
            bars.advance(tasks[stage], done)

        yield advance
