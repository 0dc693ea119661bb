"""What came of an action, before it is put into words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from assistant.state import DialogueState
from assistant.types import Action
from ranking.types import Ranked


@dataclass(frozen=True, slots=True)
class Outcome:
    """The action as it turned out; its slots fill the templates."""

    action: Action
    state: DialogueState
    ranked: tuple[Ranked, ...] = ()
    """Products to show, best first."""
    comparison: tuple[tuple[str, ...], ...] = ()
    helped: bool | None = True
    """False counts as a failure, True ends a row of them, None changes nothing."""
    reminder: tuple[Action, ...] = ()
    """What the service desk still waits for, said after the answer."""


@dataclass(frozen=True, slots=True)
class Considered:
    """What a list was chosen from."""

    query: str
    """Empty: none."""
    ranked: tuple[Ranked, ...]
    """Best first."""


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds per stage of one turn (a stage entered twice adds up), and what its last
    ranking chose from."""

    stages_ms: dict[str, float] = field(default_factory=dict)
    considered: Considered | None = None

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time the block as part of ``stage``."""
        began = perf_counter()
        try:
            yield
        finally:
            spent = (perf_counter() - began) * 1000
            self.stages_ms[stage] = self.stages_ms.get(stage, 0.0) + spent

    def rounded(self) -> dict[str, float]:
        """Milliseconds per stage, to the hundredth."""
        return {stage: round(spent, 2) for stage, spent in self.stages_ms.items()}
