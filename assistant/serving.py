"""An assistant that is exchanged while it serves: catalogue, pages or settings have changed."""

from collections.abc import Callable
from threading import Lock, Thread, Timer
from typing import Any, cast

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
        self._leaving: dict[Assistant, Timer] = {}
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
            timer = Timer(self._grace, self._leave, [old])
            timer.daemon = True
            self._leaving[old] = timer
            timer.start()
        self.prepare()

    def close(self) -> None:
        """Let go of everything."""
        with self._lock:
            for old, timer in list(self._leaving.items()):
                timer.cancel()
                self._leave(old)
            self._now.close()

    def _leave(self, old: Assistant) -> None:
        if self._leaving.pop(old, None) is not None:
            old.close()


class _Relay:
    """Asks for every attribute anew."""

    def __init__(self, of: Callable[[], Any]) -> None:
        self._of = of

    def __getattr__(self, name: str) -> Any:
        return getattr(self._of(), name)
