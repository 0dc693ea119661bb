"""Bringing a person in, in whole conversations: never twice, and silently while they talk."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from desk_talk import Shop
from tiny_shop import Talk, tiny_assistant

from assistant.assistant import Assistant
from assistant.desk.rule_parts import Compensation, HandOffRules
from assistant.desk.rules import Rules, load_rules
from assistant.people.types import TicketState
from assistant.types import Intent, Sentiment

ANGRY = Sentiment("negative", -0.95)
SCRIPT: Mapping[str, Mapping[str, Any]] = {
    "a person please": {"intent": Intent.HUMAN_AGENT},
    "it broke!!": {"intent": Intent.COMPLAINT},
    "and it came late": {"intent": Intent.COMPLAINT},
    "yes": {"intent": Intent.AFFIRM},
    "no": {"intent": Intent.DENY},
    "5": {"intent": Intent.OUT_OF_SCOPE},
    "👍": {"intent": Intent.OUT_OF_SCOPE, "search_text": ""},
    "bye": {"intent": Intent.SMALL_TALK},
    "is cash okay?": {"intent": Intent.PAYMENT_QUESTION},
    "this is terrible": {"intent": Intent.OUT_OF_SCOPE, "sentiment": ANGRY},
    "lamp": {"search_text": "lamp"},
    "cancel #W1001, ordered by mistake": {"intent": Intent.CANCEL_ORDER},
    "cancel #W1003, ordered by mistake": {"intent": Intent.CANCEL_ORDER},
    "eva@example.com": {"intent": Intent.ACCOUNT_HELP},
    "lamps, you fools": {"search_text": "lamp", "sentiment": ANGRY},
}


def rules(**hand_off: Any) -> Rules:
    """The shipped rules with a hand-off of one's own."""
    shipped = load_rules()
    return shipped.model_copy(update={"hand_off": HandOffRules(**hand_off)})


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with tiny_assistant(tmp_path, SCRIPT) as opened:
        yield opened


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Assistant]:
    """A shop whose people are never there."""
    with tiny_assistant(tmp_path, SCRIPT, rules=rules(hours={"monday": ()})) as opened:
        yield opened


def test_asking_again_tells_the_place_and_opens_nothing(assistant: Assistant) -> None:
    first, second = Talk(assistant, name="one"), Talk(assistant, name="two")
    assert "note 1" in first.say("a person please").text
    said = second.say("a person please").text
    assert "note 2" in said
    assert "One other note is before it." in said
    again = first.say("a person please").text
    assert "Note 1 about this conversation is with our people already. You are next." in again
    assert len(assistant.inbox.queue()) == 2


def test_nobody_who_waits_is_offered_a_person(assistant: Assistant) -> None:
    talk = Talk(assistant)
    talk.say("a person please")
    for _ in range(4):
        assert "Shall I" not in talk.say("this is terrible").text


def test_every_way_to_a_person_ends_in_the_same_queue(assistant: Assistant) -> None:
    ways = {"lamps, you fools": "mood", "is cash okay?": "question", "it broke!!": "complaint"}
    for text, reason in ways.items():
        talk = Talk(assistant, name=reason)
        assert "Shall I" in talk.say(text).text
        assert talk.say("yes").action == "handoff"
    assert [one.call.reason for one in assistant.inbox.queue()] == list(ways.values())
    assert assistant.inbox.queue()[1].call.about == "payment_question"


def test_outside_the_hours_an_address_is_asked_for_checked_and_kept(closed: Assistant) -> None:
    talk = Talk(closed)
    said = talk.say("a person please")
    assert "Nobody is here now." in said.text
    assert "To which email address or telephone number" in said.text
    assert "does not look like a whole email" in talk.say("jo@nowhere").text
    reply = talk.say("it is jo@example.com")
    assert (reply.action, "jo@example.com" in reply.text) == ("contact", True)
    assert closed.inbox.get(1).call.contact == "jo@example.com"
    assert "They will answer to j…@example.com." in talk.say("a person please").text


def test_an_address_is_not_asked_for_for_ever(closed: Assistant) -> None:
    talk = Talk(closed)
    talk.say("a person please")
    talk.say("jo@nowhere")
    assert "I will leave it at that" in talk.say("jo@nowhere").text
    assert talk.say("lamp").action == "show_products"
    assert talk.say("so: jo@example.com").action == "contact"
    assert closed.inbox.get(1).call.contact == "jo@example.com"


def test_somebody_may_keep_the_address_to_themselves(closed: Assistant) -> None:
    talk = Talk(closed)
    talk.say("a person please")
    assert "in this chat" in talk.say("no").text
    assert talk.say("lamp").action == "show_products"


def test_while_a_person_talks_the_assistant_is_silent(assistant: Assistant) -> None:
    talk = Talk(assistant)
    talk.say("lamp")
    talk.say("a person please")
    assistant.inbox.take(1, "Ines")
    first, second, third = (talk.say(text) for text in ("hello?", "lamp", "anybody?"))
    assert (first.action, first.text, first.turn) == ("with_person", "", 3)
    assert "Ines has your messages" in second.text
    assert third.text == ""  # told once
    assistant.inbox.say(1, "Ines", "Here I am")
    assert talk.say("good").text == ""
    assert talk.say("lamp").text != ""  # the second again without an answer
    live = assistant.live("t")
    assert (live.status, [one.text for one in live.lines]) == (
        "talking",
        ["Ines has joined the conversation.", "Here I am"],
    )
    turns = assistant.history("t")
    assert [turn.user for turn in turns][2:5] == ["hello?", "lamp", "anybody?"]
    assert [one.text for one in turns[4].people] == ["Here I am"]
    said = [(one.by, one.text) for one in assistant.inbox.case(1).transcript]
    assert ("person", "Here I am") in said
    assert said.count(("shopper", "hello?")) == 1


def test_given_back_the_assistant_goes_on_with_what_it_knew(assistant: Assistant) -> None:
    talk = Talk(assistant)
    talk.say("lamp")
    talk.say("a person please")
    assistant.inbox.take(1, "Ines")
    talk.say("hello")
    assistant.inbox.give_back(1, "Ines")
    reply = talk.say("lamp")
    assert (reply.action, reply.turn) == ("show_products", 4)
    assert reply.state["topic"] == "lamp"
    again = talk.say("a person please").text
    assert "note 1" in again
    assert assistant.inbox.get(1).state is TicketState.WAITING


def test_a_question_of_before_a_person_came_is_no_longer_open(assistant: Assistant) -> None:
    talk = Talk(assistant)
    talk.say("a person please")
    assert talk.say("is cash okay?").state["pending"]["kind"] == "handoff"
    assistant.inbox.take(1, "Ines")
    assistant.inbox.say(1, "Ines", "Shall I send it twice?")
    assistant.inbox.give_back(1, "Ines")
    assert talk.say("yes").action == "chat"


def test_satisfaction_is_asked_once_and_a_thumb_will_do(assistant: Assistant) -> None:
    talk = Talk(assistant)
    talk.say("a person please")
    assistant.inbox.take(1, "Ines")
    assistant.inbox.close(1, "Ines")
    live = assistant.live("t")
    assert live.status == "none"
    assert "How satisfied" in live.lines[-1].text
    assert talk.say("👍").action == "rated"
    assert talk.say("5").action != "rated"
    talk.say("a person please")
    assistant.inbox.close(2, "Ines")
    assert "How satisfied" not in assistant.live("t").lines[-1].text


def test_at_the_end_of_a_service_conversation_it_is_asked_too(assistant: Assistant) -> None:
    talk = Talk(assistant)
    assert "How satisfied" not in talk.say("bye").text  # nothing was served
    talk.say("a person please")
    assistant.inbox.take(1, "Ines")
    assistant.inbox.give_back(1, "Ines")
    reply = talk.say("bye")
    assert "How satisfied" in reply.text
    assert reply.suggestions == ("1", "2", "3", "4", "5")
    assert "glad" in talk.say("5").text
    assert "How satisfied" not in talk.say("bye").text


def test_a_second_complaint_brings_a_person(assistant: Assistant) -> None:
    talk = Talk(assistant)
    first = talk.say("it broke!!")
    assert (first.action, "sorry" in first.text) == ("acknowledge_complaint", True)
    second = talk.say("and it came late")
    assert (second.action, "sorry" in second.text, "note 1" in second.text) == (
        "handoff",
        True,
        True,
    )


def test_compensation_is_the_rules_alone(tmp_path: Path) -> None:
    quoted = Compensation(case="damaged", says="We send another one.", person=False)
    kept_back = Compensation(case="late", says="Ten dollars.", person=True)
    own = rules(complaints=2).model_copy(update={"compensation": (quoted, kept_back)})
    with tiny_assistant(tmp_path, SCRIPT, rules=own) as assistant:
        talk = Talk(assistant)
        assert "Our rule for this: “We send another one.”" in talk.say("it broke!!").text
        reply = talk.say("and it came late")
        assert "Ten dollars" not in reply.text  # a person decides on that
        assert assistant.inbox.get(1).call.summary.may_offer == "Ten dollars."


def test_a_shop_may_leave_reasons_out(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT, rules=rules(on=("request",))) as assistant:
        talk = Talk(assistant)
        assert "Shall I" not in talk.say("this is terrible").text
        assert talk.say("it broke!!").action == "acknowledge_complaint"
        assert talk.say("and it came late").action == "acknowledge_complaint"
        assert talk.say("a person please").action == "handoff"


def test_a_ticket_outlives_the_process(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        Talk(assistant).say("a person please")
        assistant.inbox.take(1, "Ines")
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        assert Talk(assistant).say("hello?").action == "with_person"
        assert [one.text for one in assistant.inbox.case(1).transcript][-1] == "hello?"


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


@pytest.fixture
def at_desk(shop: Shop, tmp_path: Path) -> Iterator[Assistant]:
    """An assistant who is waiting for a yes to a cancellation, with a note in the queue."""
    with tiny_assistant(tmp_path, SCRIPT, backend=shop.backend) as opened:
        talk = Talk(opened)
        talk.say("a person please")
        talk.say("cancel #W1001, ordered by mistake")
        assert talk.say("eva@example.com").action == "confirm"
        yield opened


def test_a_yes_after_a_person_has_spoken_is_none_to_the_summary(
    at_desk: Assistant, shop: Shop
) -> None:
    at_desk.inbox.take(1, "Ines")
    at_desk.inbox.say(1, "Ines", "Shall I send you our catalogue?")
    at_desk.inbox.give_back(1, "Ines")
    assert Talk(at_desk).say("yes").action == "confirm"  # summed up anew
    assert shop.order("#W1001").status == "pending"
    assert Talk(at_desk).say("yes").action == "done"
    assert shop.order("#W1001").status == "cancelled"


def test_a_yes_to_a_person_does_nothing(at_desk: Assistant, shop: Shop) -> None:
    at_desk.inbox.take(1, "Ines")
    for _ in range(2):
        assert Talk(at_desk).say("yes").action == "with_person"
    assert shop.order("#W1001").status == "pending"


def test_a_verified_customer_s_note_says_so_and_shows_the_orders(at_desk: Assistant) -> None:
    (first,) = at_desk.inbox.queue()
    assert first.call.customer_id == "eva"  # verified after the note was left
    assert (first.call.contact, first.turn) == ("eva@example.com", 3)
    assert first.call.summary.who.endswith("verified customer")
    Talk(at_desk, name="two").say("eva@example.com")
    Talk(at_desk, name="two").say("a person please")
    _, second = at_desk.inbox.queue()
    assert (second.call.customer_id, second.call.contact) == ("eva", "eva@example.com")
    assert second.call.summary.who.endswith("verified customer")
    assert {one.customer_id for one in at_desk.inbox.case(second.number).orders} == {"eva"}


def test_what_the_rules_leave_to_a_person_is_told_to_that_person(
    shop: Shop, tmp_path: Path
) -> None:
    shipped = load_rules()
    cancel = shipped.cancel.model_copy(update={"person": ("wrong_state",)})
    own = shipped.model_copy(update={"cancel": cancel})
    with tiny_assistant(tmp_path, SCRIPT, backend=shop.backend, rules=own) as assistant:
        talk = Talk(assistant)
        talk.say("eva@example.com")
        assert "Shall I leave a note?" in talk.say("cancel #W1003, ordered by mistake").text
        assert talk.say("yes").action == "handoff"
        case = assistant.inbox.case(1)
    assert (case.ticket.call.reason, case.ticket.call.about) == ("policy", "wrong_state")
    assert case.log == ("left to a person: cancel of #W1003 (wrong_state)",)
