"""The assistants that play the stories: real ones, over stores that a run leaves as they were."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any

from assistant.stories.types import StoreChoice

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from assistant.assistant import Assistant
    from assistant.settings import Settings

DEMO = StoreChoice("demo")


class StoreNotHere(Exception):
    """A public catalogue whose data is not on this machine; the message says what is missing."""


class ScratchBooks:
    """Records of the desk in a database of the run's own (see ``play.Books``)."""

    def __init__(self, engine: "Engine") -> None:
        from assistant.storage.records import current_records

        self._engine = engine
        self._first = current_records(engine)

    def read(self) -> Mapping[str, Any]:
        """All of them, as ``daogou export-orders`` writes them."""
        from assistant.desk.exchange import to_document
        from assistant.storage.records import current_records

        return to_document(current_records(self._engine))

    def restore(self) -> None:
        """Make them what they were at the start of the run."""
        from assistant.storage.records import replace_records

        replace_records(self._engine, self._first, "the start of the run", force=True)


class StoryClock:
    """The time as the rules on orders see it: the real one until it is set."""

    def __init__(self) -> None:
        self._at: datetime | None = None

    def __call__(self) -> datetime:
        return self._at or datetime.now(UTC)

    def set(self, at: datetime | None) -> None:
        """Stand still at a time; None: go on with the real one."""
        self._at = at


@dataclass(frozen=True, slots=True)
class Open:
    """A store in use: its assistant, its records of customers and orders, and its time."""

    assistant: "Assistant"
    books: ScratchBooks
    clock: StoryClock


class Stores:
    """Opens one assistant at a time: a store's models and index take a few hundred MB.

    Conversations, carts, notes and a copy of customers and orders lie in a temporary folder during
    a run, whatever the store's settings say, and are gone afterwards.

    Args:
        default: for stories that name no store; None: the demo store.
        progress: show bars on stderr while a catalogue is imported.
    """

    def __init__(self, default: StoreChoice | None = None, *, progress: bool = True) -> None:
        self._default = default or DEMO
        self._progress = progress
        self._opened: dict[StoreChoice, Open] = {}
        self._missing: dict[StoreChoice, StoreNotHere] = {}
        self._stack = ExitStack()

    def open(self, choice: StoreChoice | None) -> Open:
        """The assistant over a store with its records; the one before it is closed.

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

    def _open(self, chosen: StoreChoice) -> Open:
        from assistant.build import build_assistant
        from assistant.desk.connect import open_records
        from assistant.settings import load_settings

        folder = _folder(chosen, self._progress)
        kept = Path(self._stack.enter_context(TemporaryDirectory(prefix="daogou-stories-")))
        # A shop's real database is none of a test's business.
        aside = {"database_url": "", "orders_url": "", "data_folder": kept}
        settings = load_settings(folder)
        alone = settings.model_copy(update=aside)
        _copy_records(settings, folder, kept)
        engine = open_records(alone, folder)
        self._stack.callback(engine.dispose)
        clock = StoryClock()
        assistant = build_assistant(folder, alone, now=clock)
        return Open(self._stack.enter_context(assistant), ScratchBooks(engine), clock)


def _copy_records(settings: "Settings", folder: Path, kept: Path) -> None:
    """Take over what the store has of customers and orders, where it has a database."""
    from assistant.storage.engine import open_database
    from assistant.storage.records import current_records, replace_records

    url = settings.database_url or f"sqlite:///{(settings.data_folder or folder) / 'shop.db'}"
    file = url.removeprefix("sqlite:///")
    if file != url and not Path(file).is_file():
        return
    own, copy = open_database(url), open_database(kept / "shop.db")
    try:
        records = current_records(own)
        if records.customers:
            replace_records(copy, records, str(folder))
    finally:
        own.dispose()
        copy.dispose()


def _folder(chosen: StoreChoice, progress: bool) -> Path:
    from assistant.simulator.stores import PUBLIC, find_store, is_here
    from assistant.understanding.data import data_folder

    data = data_folder(None)
    if chosen.name in PUBLIC and not is_here(chosen.name, data):
        raise StoreNotHere(
            f"the store '{chosen.name}' is made of public data that is not here: set DAOGOU_DATA"
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
