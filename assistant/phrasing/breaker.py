"""Leaves a model alone for a while that fails again and again."""

import threading
from collections.abc import Callable
from time import monotonic

FAILURES = 3
"""So many in a row open the breaker."""
REST_SECONDS = 60.0
"""Then nobody asks for so long; after it one question tries whether the model is back."""


class Breaker:
    """Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._until = 0.0

    def allows(self) -> bool:
        """Whether to ask now. True once after each rest, for one try."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + REST_SECONDS
            return True

    def happened(self, *, well: bool) -> None:
        """How a question went."""
        with self._lock:
            self._failures = 0 if well else self._failures + 1
            if self._failures >= FAILURES:
                self._until = self._clock() + REST_SECONDS
