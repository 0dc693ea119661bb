"""An assistant that is exchanged while it serves: catalogue, pages or settings have changed."""

from collections.abc import Callable
from threading import Lock, Thread, Timer
from typing import Any, cast

from assistant import loading
from assistant.assistant import Assistant
from assistant.people.inbox import Inbox

GRACE_SECONDS = 90.0
"""So long the old one stays open for the turns that it has begun."""


class Serving:
    """Builds the assistant and exchanges it for a new one; the faces keep what they were given.

    Args:
        build: makes an assistant from what lies in the store now.
    """

    def __init__(self, build: Callable[[], Assistant], grace: float = GRACE_SECONDS) -> None:
        self._build = build
        self._grace = grace
        self._now = build()
        self._lock = Lock()
        self._leaving: dict[int, tuple[Assistant, Timer]] = {}
        self._renewals = 0
        self.assistant = cast(Assistant, _Relay(lambda: self._now))
        """Whichever serves at the time of each call."""
        self.inbox = cast(Inbox, _Relay(lambda: self._now.inbox))

    def prepare(self) -> None:
        """Begin what takes its time and nobody waits for, beside serving: groups of shoppers."""
        Thread(target=self._now.profiles.prepare, name="groups", daemon=True).start()

    def renew(self) -> None:
        """Build a new assistant and serve it from the next call on; when it cannot be built, the
        old one goes on and the error is raised."""
        with self._lock:
            new = self._build()
            old, self._now = self._now, new
            self._renewals += 1
            # By number: a timer that had the old one would keep it in memory.
            timer = Timer(self._grace, self._leave, [self._renewals])
            timer.daemon = True
            self._leaving[self._renewals] = (old, timer)
            timer.start()
        self.prepare()

    def close(self) -> None:
        """Let go of everything."""
        with self._lock:
            for number in list(self._leaving):
                self._leaving[number][1].cancel()
                self._leave(number)
            self._now.close()

    def _leave(self, number: int) -> None:
        left = self._leaving.pop(number, None)
        if left is not None:
            left[0].close()
            del left
            loading.let_go()


class _Relay:
    """Asks for every attribute anew."""

    def __init__(self, of: Callable[[], Any]) -> None:
        self._of = of

    def __getattr__(self, name: str) -> Any:
        return getattr(self._of(), name)
