"""What a reply does besides for somebody whom the conversation does not help."""

from dataclasses import replace
from typing import Any

from assistant.outcome import Outcome
from assistant.policy import Thresholds
from assistant.reply.render import Care
from assistant.state import DialogueState
from assistant.types import Action, Intent, Sentiment, Understanding
from assistant.whole_turn import with_care
from retrieval.types import Constraints


def read(text: str, score: float = 0.0) -> Understanding:
    label = "negative" if score < 0 else "neutral"
    return Understanding(
        text=text,
        intent=Intent.FIND_PRODUCT,
        confidence=0.9,
        sentiment=Sentiment(label, score),
        constraints=Constraints(),
        search_text=text,
    )


def talk(*messages: tuple[str, float, bool], action: str = "show_products") -> tuple[Any, Care]:
    """The state and the care after messages: text, mood, whether the answer helped."""
    state, care = DialogueState(), Care()
    for text, score, helped in messages:
        outcome = Outcome(Action(action), state, helped=helped)
        outcome, care = with_care(outcome, read(text, score), state, Thresholds())
        state = outcome.state
    return state, care


def test_a_talk_that_goes_well_needs_none() -> None:
    state, care = talk(("a lamp", 0.0, True), ("in red", 0.2, True))
    assert care == Care()
    assert state.said == ("a lamp", "in red")
    assert state.last_action == "show_products"


def test_strain_brings_an_apology_then_a_person() -> None:
    first = ("a quiet fan for the bedroom", 0.0, True)
    again = ("a quiet fan for the bedroom", -0.3, True)
    state, care = talk(first, again)
    assert care == Care(apologise=True)
    assert state.pending is None
    state, care = talk(first, again, ("you don't understand me", -0.3, True))
    assert care == Care(offer_person=True)
    assert state.pending.kind == "handoff"


def test_one_very_unhappy_message_is_enough_for_a_person() -> None:
    assert talk(("this is terrible", -0.9, True))[1].offer_person


def test_a_complaint_has_words_of_its_own() -> None:
    said = (("it broke after a day", -0.8, True), ("it broke after a day", -0.8, True))
    assert talk(*said, action="acknowledge_complaint")[1] == Care()


def test_only_the_last_messages_are_kept() -> None:
    state, _ = talk(*((f"lamp number {n}", 0.0, True) for n in range(9)))
    assert state.said == ("lamp number 6", "lamp number 7", "lamp number 8")


def test_a_complaint_that_the_desk_mends_is_regretted_first() -> None:
    complaint = replace(read("you sent the wrong size", -0.9), intent=Intent.COMPLAINT)
    outcome = Outcome(Action("ask_identity"), DialogueState(), helped=None)
    assert with_care(outcome, complaint, DialogueState(), Thresholds())[1] == Care(regret=True)
