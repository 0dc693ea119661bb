"""Chores that come round: what may not be kept any longer is erased, however long a server runs."""

import logging
import threading
from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)

DAY_SECONDS = 24 * 3600.0
_STOP_SECONDS = 15.0


class Housekeeping:
    """Does its chores once when it starts and then again and again, on a thread of its own.

    Args:
        chores: are done one after the other; what one raises is logged, and the others are done.
        every: seconds between two rounds.
    """

    def __init__(self, chores: Sequence[Callable[[], object]], every: float = DAY_SECONDS) -> None:
        self._chores = tuple(chores)
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="daogou-housekeeping", daemon=True)

    def start(self) -> None:
        """Do the chores now, and from then on beside serving."""
        self._round()
        self._thread.start()

    def stop(self) -> None:
        """Stop once the chore at hand is done."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=_STOP_SECONDS)

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            self._round()

    def _round(self) -> None:
        for chore in self._chores:
            if self._stop.is_set():
                return
            try:
                chore()
            except Exception:  # a database that is away now is there tomorrow
                log.exception("A chore could not be done; it is tried again in a day")
