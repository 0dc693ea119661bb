"""Where conversations are kept: a checkpointer of langgraph over a file of SQLite."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.errors import StoreError

if TYPE_CHECKING:
    from langgraph.checkpoint.sqlite import SqliteSaver

BUSY_SECONDS = 10
"""How long a writer waits for another one."""


def open_checkpoints(path: Path) -> "SqliteSaver":
    """The conversations in a file, which is made where there is none; a turn is on the disk when it
    is written. Whoever opens it closes its ``conn``.

    Raises:
        StoreError: the file cannot be opened.
    """
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
    from langgraph.checkpoint.sqlite import SqliteSaver

    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
    except sqlite3.Error as error:
        raise StoreError(
            f"The conversations in {path} cannot be opened ({error}): check that the folder can "
            "be written to."
        ) from error
    # Plain JSON values are all that is kept, so nothing else may be read back.
    saver = SqliteSaver(connection, serde=JsonPlusSerializer(allowed_msgpack_modules=None))
    saver.setup()
    return saver
