"""One turn made whole: its parts in one reply, and care for a shopper who is not helped. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.outcome import Outcome
from assistant.people.types import Reason
from assistant.policy import Thresholds, wants_person
from assistant.remembered import Pending
from assistant.reply.render import Care
from assistant.reply.say_desk import DESK_ACTIONS
from assistant.state import DialogueState
from assistant.strain import MEMORY, Level, level_of, strain_after
from assistant.types import Intent, Reply, Sentiment, Understanding

_CARING = frozenset(("handoff", "acknowledge_complaint", "contact", "rated"))
"""Actions whose words are for somebody unhappy already."""


def between_parts(outcome: Outcome) -> DialogueState:
    """The state in which the next part of a message is read: the same turn, and a question that the
    part before has left open is not answered by it."""
    state = outcome.state
    return state.with_(turn=state.turn - 1, pending=None, last_action=outcome.action.name)


def with_open_question(last: Outcome, earlier: Sequence[Outcome]) -> Outcome:
    """The outcome of the last part, with the question open that an earlier part has asked."""
    asked = [one.state.pending for one in earlier if one.state.pending is not None]
    if last.state.pending is not None or not asked:
        return last
    return replace(last, state=last.state.with_(pending=asked[-1]))


def joined(replies: Sequence[Reply]) -> Reply:
    """One reply out of those to the parts of a message: all texts in order; of cards and tables the
    last ones, which are on display."""
    last = replies[-1]
    shown = next((one for one in reversed(replies) if one.cards), last)
    return replace(
        last,
        text="\n\n".join(one.text for one in replies),
        cards=shown.cards,
        comparison=shown.comparison,
        chips=shown.chips,
    )


def with_care(
    outcome: Outcome, read: Understanding, before: DialogueState, thresholds: Thresholds
) -> tuple[Outcome, Care]:
    """Notice failures and strain; where it gets hard the tone changes, then a person is offered."""
    failures = outcome.state.failures
    if outcome.helped is not None:
        failures = 0 if outcome.helped else failures + 1
    # Trouble that something is needed against is no trouble with us.
    mood = Sentiment("neutral", 0.0) if read.need else read.sentiment
    strain = strain_after(
        before.strain, read.text, read.intent, mood, before.said, helped=outcome.helped
    )
    state = outcome.state.with_(
        failures=failures,
        last_action=outcome.action.name,
        strain=strain,
        said=(*before.said, read.text)[-MEMORY:],
    )
    rose = level_of(strain) if strain > before.strain else Level.CALM
    occupied = (
        outcome.action.name in _CARING
        or state.person == "waiting"
        or (state.pending is not None and state.pending.kind in ("handoff", "variant", "which"))
    )
    at_desk = outcome.action.name in DESK_ACTIONS and outcome.helped is not False
    tired = wants_person(failures, outcome.helped is False, read, thresholds)
    hard = tired or rose is Level.DISTRESSED
    reason = Reason.FAILURES if outcome.helped is False else Reason.MOOD
    offer = hard and not (occupied or at_desk) and reason in thresholds.person_on
    if offer:  # the last thing asked: a yes is one to a person and to nothing else
        pending = Pending("handoff", reason=reason.value)
        state = state.with_(pending=pending, desk=state.desk.set_aside())
    caring = outcome.action.name in _CARING or at_desk or offer
    apologise = rose > Level.CALM and not caring
    regret = at_desk and read.intent is Intent.COMPLAINT and read.sentiment.label == "negative"
    return replace(outcome, state=state), Care(offer, apologise, regret)
