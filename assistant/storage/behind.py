"""Writes behind the answer, so that no shopper waits for them: in order, one at a time, bounded."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")

MOST_WAITING = 1000
"""Writes that may wait; beyond it they are left out rather than memory filled."""


class Behind:
    """A queue with one worker; safe to share between threads.

    Args:
        what: is written, for the log: "turns".
    """

    def __init__(self, what: str, most: int = MOST_WAITING) -> None:
        self._what = what
        self._most = most
        self._worker = ThreadPoolExecutor(1, what)
        self._waiting = 0
        self._lock = Lock()

    def later(self, write: Callable[[], object]) -> bool:
        """Write soon; what goes wrong is logged. False: too much waits, or the queue is closed, and
        it is left out."""
        with self._lock:
            if self._waiting >= self._most:
                log.warning("The %s fall behind: the shop's database is slow or away", self._what)
                return False
            self._waiting += 1
        try:
            self._worker.submit(self._run, write)
        except RuntimeError:  # closed
            self._done()
            return False
        return True

    def in_turn(self, write: Callable[[], T]) -> T:
        """Write once all that waits is written, and wait for it. Raises what it raises."""
        try:
            written = self._worker.submit(write)
        except RuntimeError:  # closed, and all that waited is written
            return write()
        return written.result()

    def settle(self) -> None:
        """Wait until everything is written."""
        self.in_turn(lambda: None)

    def close(self) -> None:
        """Write what waits; nothing is taken afterwards."""
        self._worker.shutdown(wait=True)

    def _run(self, write: Callable[[], object]) -> None:
        try:
            write()
        except Exception:
            log.exception("Some of the %s could not be written", self._what)
        finally:
            self._done()

    def _done(self) -> None:
        with self._lock:
            self._waiting -= 1
