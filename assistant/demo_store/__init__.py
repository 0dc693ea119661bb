"""The demo store "Maple & Finch": sources in this package, built into a store on first use."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.demo_store.build import SOURCES, DemoStore, build_demo_store, read_demo_store
from retrieval.bert import data_home
from retrieval.errors import StoreError

__all__ = ["DemoStore", "demo_store_dir", "read_demo_store"]

STAMP = "sources.sha256"
"""File in the built store: what it was built from."""


def demo_store_dir(progress: bool = True) -> Path:
    """The built demo store; built (or built again, when its sources have changed) where needed.

    Two processes that start at once build it once: the second waits for the first. A process that
    is killed in between leaves no stamp, so the next one builds.

    Args:
        progress: show bars on stderr while building.

    Raises:
        StoreError: the user's data folder cannot be written to.
    """
    from filelock import FileLock

    folder, wanted = data_home() / "demo-store", _fingerprint()
    if _is_built(folder, wanted):
        return folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(data_home() / "demo-store.lock"):
            if not _is_built(folder, wanted):
                (folder / STAMP).unlink(missing_ok=True)
                with _bars(progress) as step:
                    build_demo_store(folder, step)
                (folder / STAMP).write_text(wanted, "utf-8")
    except OSError as error:
        raise StoreError(
            f"The demo store cannot be written to {folder} ({error.strerror or error}): free some"
            " space there or set DAOGOU_HOME to a folder that can be written to."
        ) from error
    return folder


def _is_built(folder: Path, wanted: str) -> bool:
    try:
        return (folder / STAMP).read_text("utf-8") == wanted
    except FileNotFoundError:
        return False


def _fingerprint() -> str:
    """Of all that the built store depends on: the sources, the code that indexes, the encoder."""
    code, reviews = SOURCES.parents[1] / "retrieval", SOURCES.parent / "reviews"
    paths = [path for form in ("*.yaml", "*.md", "*.toml", "*.py") for path in SOURCES.rglob(form)]
    # Importers are left out: the demo store does not come through them.
    paths += [*code.glob("*.py"), *code.rglob("*.json"), *reviews.glob("*.py")]
    digest = hashlib.sha256(os.environ.get("DAOGOU_BASE_MODEL", "").encode())
    for path in sorted(paths):
        name = path.relative_to(SOURCES.parents[1]).as_posix()
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _bars(shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """One bar a stage on stderr; called with (stage, items done since, items in all)."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    tasks: dict[str, TaskID] = {}
    with Progress(console=Console(stderr=True), disable=not shown) as bars:

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(f"Demo store: {stage}", total=total)
            bars.advance(tasks[stage], done)

        yield advance
