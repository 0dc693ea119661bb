"""Playing a story on an assistant, turn by turn. No turn is ever repeated: a second answer to the
same message would be another conversation."""

import traceback
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any, Protocol

from pydantic import ValidationError

from assistant.errors import StoryError, UnknownShopperError
from assistant.stories.after import changed, differences
from assistant.stories.checks import check
from assistant.stories.expect import Expect
from assistant.stories.files import explain
from assistant.stories.types import Failure, Mismatch, Result, Step, Story, Verdict
from assistant.stories.variables import NoSuchValue, fill
from assistant.stories.view import saved
from assistant.types import Message, Reply, Turn
from ranking.types import Event, EventKind, Shopper
from retrieval.types import Product

_CHANGES = frozenset(("done",))
"""Actions that change records."""


class Player(Protocol):
    """What stories are played on: ``assistant.assistant.Assistant`` is one."""

    def reply(self, message: Message) -> Reply: ...

    def shopper(self, shopper_id: str) -> Shopper: ...

    def product(self, product_id: str) -> Product | None: ...

    def record(self, event: Event) -> bool: ...

    def forget(self, shopper_id: str) -> None: ...


class Books(Protocol):
    """The shop's customers, orders and products, of which a story may expect changes."""

    def read(self) -> Mapping[str, Any]:
        """All of them, as ``daogou export-orders`` writes them."""

    def restore(self) -> None:
        """Make them what they were before the first story."""


def play(story: Story, player: Player, books: Books, *, latency: bool = True) -> Result:
    """Play a story in a conversation of its own.

    A story that cannot be played, such as one whose shopper the store does not have, fails with the
    reason, pending or not.

    Args:
        latency: False passes expectations of ``latency_ms`` over.
    """
    began = perf_counter()
    try:
        shopper = _arrive(story, player)
        before = books.read() if story.after is not None else {}
        failure, transcript, variables = _talk(story, player, shopper, latency)
        if failure is None and story.after is not None:
            failure = _compare(story, before, books.read(), transcript, variables)
        if any(turn.reply.action in _CHANGES for turn in transcript):
            books.restore()
    except StoryError as error:
        return Result(story, Verdict.FAILED, reason=str(error), seconds=perf_counter() - began)
    verdict = Verdict.HELD if failure is None else Verdict.FAILED
    if story.pending:
        verdict = Verdict.SURPRISED if failure is None else Verdict.PENDING
    return Result(
        story,
        verdict,
        failure,
        story.pending,
        perf_counter() - began,
        tuple(turn.reply.latency_ms for turn in transcript),
    )


def _talk(
    story: Story, player: Player, shopper: str | None, latency: bool
) -> tuple[Failure | None, tuple[Turn, ...], Mapping[str, Any]]:
    conversation = f"story-{uuid.uuid4().hex}"
    variables = dict(story.variables)
    transcript: list[Turn] = []
    for number, step in enumerate(story.steps, 1):
        here = _given(step, variables)
        user = str(_filled(step, ("user",), step.user, here))
        failed = Failure(story, number, user, (), ())
        try:
            reply = player.reply(Message(user, conversation, shopper))
        except Exception as error:
            mismatch = Mismatch(("user",), "a reply", f"{type(error).__name__}: {error}")
            trace = traceback.format_exc()
            told = replace(failed, mismatches=(mismatch,), trace=trace)
            return replace(told, transcript=tuple(transcript)), tuple(transcript), variables
        transcript.append(Turn(user, reply))
        mismatches = check(_expectations(step, here), reply, latency=latency)
        if not mismatches:
            mismatches = _save(step, reply, variables)
        if mismatches:
            failed = replace(failed, mismatches=tuple(mismatches), transcript=tuple(transcript))
            return failed, tuple(transcript), variables
    return None, tuple(transcript), variables


def _compare(
    story: Story,
    before: Mapping[str, Any],
    now: Mapping[str, Any],
    transcript: tuple[Turn, ...],
    variables: Mapping[str, Any],
) -> Failure | None:
    """The records at the end beside those that the story says."""
    at = story.lines.at(("after",))
    try:
        changes = fill(story.after or {}, variables)
        wanted = changed(before, changes)
    except (NoSuchValue, ValueError) as error:
        raise StoryError(f"{at}: {error}.") from error
    mismatches = tuple(differences(wanted, now, changes))
    last = transcript[-1].user if transcript else ""
    return Failure(story, len(story.steps), last, mismatches, transcript) if mismatches else None


def _given(step: Step, variables: Mapping[str, Any]) -> Mapping[str, Any]:
    """The variables with what includes hand on, which may itself be made of variables."""
    here = dict(variables)
    for given in step.given:
        here |= _filled(step, (), given, here)
    return here


def _expectations(step: Step, variables: Mapping[str, Any]) -> Expect:
    values = _filled(step, ("expect",), step.expect, variables)
    try:
        return Expect.model_validate(values)
    except ValidationError as error:
        raise StoryError(explain(error, values, step.lines.below("expect"))) from error


def _filled(step: Step, route: tuple[str, ...], value: Any, variables: Mapping[str, Any]) -> Any:
    try:
        return fill(value, variables)
    except NoSuchValue as error:
        raise StoryError(f"{step.lines.at(route)}: {error}.") from error


def _save(step: Step, reply: Reply, variables: dict[str, Any]) -> list[Mismatch]:
    for name, way in step.save.items():
        try:
            variables[name] = saved(reply, str(fill(way, variables)))
        except NoSuchValue as error:
            return [Mismatch(("save", name), f"a reply with {way}", str(error))]
    return []


def _arrive(story: Story, player: Player) -> str | None:
    """The shopper as the story wants them, with nothing left of earlier stories."""
    chosen = story.shopper
    if chosen is None:
        return None
    at = story.lines.at(("shopper",))
    if chosen.id:
        try:
            player.shopper(chosen.id)
        except UnknownShopperError as error:
            raise StoryError(f"{at}: {error}") from error
        player.forget(chosen.id)
        return chosen.id
    shopper, now = f"story-shopper-{uuid.uuid4().hex}", datetime.now(UTC)
    for number, (kind, product_id) in enumerate(chosen.events):
        if player.product(product_id) is None:
            raise StoryError(f"{at}: the store has no product '{product_id}'.")
        happened = now - timedelta(minutes=len(chosen.events) - number)
        event = Event(f"{shopper}-{number}", shopper, EventKind(kind), product_id, happened)
        player.record(event)
    return shopper
