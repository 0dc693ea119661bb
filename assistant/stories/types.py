"""Stories as they are read, and what came of playing them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.types import Turn

Route = tuple[str | int, ...]
"""The way to a value in a file: keys of mappings and indices of lists."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, 1-based."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Lines:
    """Where everything below one value of a file stands."""

    path: Path
    by_route: Mapping[Route, int]
    """Lines of a whole file."""
    start: Route = ()
    """Routes are asked for from here."""

    def at(self, route: Route = ()) -> Place:
        """The place of a value, or of the nearest one around it that has a line."""
        whole = (*self.start, *route)
        while whole and whole not in self.by_route:
            whole = whole[:-1]
        return Place(self.path, self.by_route.get(whole, 1))

    def below(self, *route: str | int) -> "Lines":
        """The same file, seen from a value further in."""
        return Lines(self.path, self.by_route, (*self.start, *route))


@dataclass(frozen=True, slots=True)
class Step:
    """One message and what must come of it. Texts and values may hold ``{{variables}}``."""

    user: str
    expect: Mapping[str, Any]
    """As written, checked against ``format.Expect`` but not yet made one."""
    save: Mapping[str, str]
    """Variable to the value of the reply that it takes (see ``view``)."""
    lines: Lines
    given: tuple[Mapping[str, Any], ...] = ()
    """Values that includes hand to this step, the outermost include first."""


@dataclass(frozen=True, slots=True)
class StoreChoice:
    """Over which store a story is played; equal choices share one assistant."""

    name: str
    """"demo", a public catalogue, or the path of a store folder or of a catalogue file."""
    mapping: Path | None = None
    """Column mapping of a catalogue file."""


@dataclass(frozen=True, slots=True)
class ShopperChoice:
    """Who is shopping: a customer of the store, or somebody made up for the story."""

    id: str = ""
    """Empty: somebody new with ``events``."""
    events: tuple[tuple[str, str], ...] = ()
    """What they did: ``(kind, product id)``, oldest first."""


@dataclass(frozen=True, slots=True)
class Story:
    """One scripted conversation."""

    name: str
    steps: tuple[Step, ...]
    lines: Lines
    shopper: ShopperChoice | None = None
    """None: a guest."""
    store: StoreChoice | None = None
    """None: the store of the run."""
    variables: Mapping[str, Any] = field(default_factory=dict)
    pending: str = ""
    """Why it does not hold yet; it must then fail."""
    now: datetime | None = None
    """When it takes place; None: at the time it is played."""
    after: Mapping[str, Any] | None = None
    """What it changes in the shop's records (see ``after``); None: that does not matter."""

    @property
    def path(self) -> Path:
        """Its file."""
        return self.lines.path

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.lines.at().line


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One expectation that did not hold."""

    route: Route
    """From the turn: ``("expect", "products", "max_price")``."""
    expected: str
    found: str

    @property
    def key(self) -> str:
        """The route as told: "products.max_price"."""
        return ".".join(str(part) for part in self.route if part != "expect")


@dataclass(frozen=True, slots=True)
class Failure:
    """The first turn of a story that went otherwise than written, or the records at its end."""

    story: Story
    turn: int
    """1-based; of the records the last one."""
    user: str
    """The message, its variables filled in."""
    mismatches: tuple[Mismatch, ...]
    transcript: tuple[Turn, ...]
    trace: str = ""
    """Of an error that the assistant ended in."""

    def report(self) -> str:
        """file:line for each difference, then the conversation up to it."""
        said = [f"{self.story.name}, turn {self.turn}: {self.user!r}"]
        for one in self.mismatches:
            of_story = one.route[:1] == ("after",)
            lines = self.story.lines if of_story else self.story.steps[self.turn - 1].lines
            said += [f"{lines.at(one.route)}: {one.key}"]
            said += [f"  - {one.expected}", f"  + {one.found}"]
        return "\n".join([*said, *_transcript(self.transcript), *self.trace.splitlines()])


class Verdict(StrEnum):
    """What became of a story."""

    HELD = "held"
    FAILED = "failed"
    PENDING = "pending"
    """Marked as pending, and it failed as such stories must."""
    SURPRISED = "surprised"
    """Marked as pending, yet it held: a failure."""
    SKIPPED = "skipped"
    """Its store is not at hand."""


@dataclass(frozen=True, slots=True)
class Result:
    """One story played."""

    story: Story
    verdict: Verdict
    failure: Failure | None = None
    reason: str = ""
    """Why it was skipped or could not be played, or what a pending one waits for."""
    seconds: float = 0.0
    turns_ms: tuple[float, ...] = ()
    """Latency of each turn."""

    @property
    def good(self) -> bool:
        """Whether a run with this result may end well."""
        return self.verdict not in (Verdict.FAILED, Verdict.SURPRISED)

    def report(self) -> str:
        """What is to be told about it; empty for a story that held."""
        if self.verdict is Verdict.SURPRISED:
            return (
                f"{self.story.name}\n{self.story.lines.at(('pending',))}: pending\n"
                f"  - fails ({self.reason})\n  + holds now: take the mark away"
            )
        if self.failure is not None:
            return self.failure.report()
        return f"{self.story.name}\n{self.reason}" if self.verdict is Verdict.FAILED else ""


def _transcript(turns: tuple[Turn, ...]) -> list[str]:
    said = ["  transcript:"]
    for turn in turns:
        said.append(f"    shopper: {turn.user}")
        said.append(f"    daogou:  [{turn.reply.action}] {turn.reply.text}")
        for card in turn.reply.cards:
            product = card.product
            colours = f", {'/'.join(product.colours)}" if product.colours else ""
            said.append(
                f"             {product.id}  {product.title}, {product.brand}, "
                f"{product.price}{colours}"
            )
    return said
