"""A bounded place where turns and searches are done: so many at work, so many waiting, no more."""

import asyncio
import math
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from time import monotonic
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_FIRST_GUESS = 0.3
"""Seconds that something takes, before any has been timed."""


class BusyError(Exception):
    """There is no room; ``seconds`` says when there may be."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class LateError(Exception):
    """It takes too long. ``begun``: it goes on all the same and what it keeps will be kept."""

    def __init__(self, begun: bool) -> None:
        super().__init__(begun)
        self.begun = begun


class Work:
    """Runs functions in threads of its own.

    Args:
        at_once: functions that run at the same time.
        waiting: further ones that may wait for their turn.
        seconds: how long somebody waits for an answer.
    """

    def __init__(self, at_once: int = 4, waiting: int = 32, seconds: float = 30) -> None:
        self._pool = ThreadPoolExecutor(at_once, "daogou-work")
        self._at_once = at_once
        self._most = at_once + waiting
        self.seconds = seconds
        self._lock = Lock()
        self._held = 0
        self._typical = _FIRST_GUESS

    def begin(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Put it in line; raises BusyError where the line is too long."""
        with self._lock:
            if self._held >= self._most:
                raise BusyError(max(1, math.ceil(self._held * self._typical / self._at_once)))
            self._held += 1
        begun = self._pool.submit(self._timed, partial(function, *args, **kwargs))
        # What was begun holds its place until it is over, whoever has stopped waiting for it.
        begun.add_done_callback(self._over)
        return begun

    async def until(self, begun: Future[T]) -> None:
        """Until what was begun is over, or takes too long; ``taken`` says which."""
        done, _ = await asyncio.wait([asyncio.wrap_future(begun)], timeout=self.seconds)
        for one in done:
            one.cancelled() or one.exception()  # looked at, so that asyncio does not complain

    def taken(self, begun: Future[T]) -> T:
        """The result of what was waited for. Raises LateError where it is not there."""
        if not begun.done():
            raise LateError(begun=not begun.cancel())
        return begun.result()

    async def wait(self, begun: Future[T]) -> T:
        """The result of what was begun. Raises LateError where it takes too long."""
        await self.until(begun)
        return self.taken(begun)

    async def do(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Begin it and wait for it."""
        return await self.wait(self.begin(function, *args, **kwargs))

    def close(self) -> None:
        """Finish everything that is in line."""
        self._pool.shutdown(wait=True)

    def _timed(self, function: Callable[[], T]) -> T:
        began = monotonic()
        try:
            return function()
        finally:
            self._typical += 0.1 * (monotonic() - began - self._typical)

    def _over(self, _: object) -> None:
        with self._lock:
            self._held -= 1
