"""What every database behind ``Tickets`` keeps: SQLite always, PostgreSQL where there is one."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from databases import database
from sqlalchemy import Engine

from assistant.errors import TicketError
from assistant.people.outbox import Courier, DeliveryError, Outbox, Outgoing
from assistant.people.tickets import Tickets
from assistant.people.types import Call, Kind, Reason, Summary, TicketState
from assistant.people.webhook import compose
from assistant.storage.engine import open_database

AT = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
TOLD = Summary(
    "Ana Ruiz, verified customer", "“help”", ("cancel of order #1",), ("showed",), "calm"
)


class Clock:
    """A time that tests turn."""

    now = AT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with database(request.param, tmp_path) as made:
        opened = open_database(made)
        yield opened
        opened.dispose()


@pytest.fixture
def tickets(engine: Engine, clock: Clock) -> Tickets:
    return Tickets(engine, now=clock)


def call(conversation: str = "talk-1", reason: Reason = Reason.REQUEST) -> Call:
    return Call(conversation, reason, "P1", "C-1", "maren_1", "m@example.com", TOLD)


def test_a_conversation_has_one_open_ticket(tickets: Tickets, clock: Clock) -> None:
    first, new = tickets.open(call(), 3)
    assert new
    assert (first.call, first.state, first.turn, first.opened) == (call(), "waiting", 3, AT)
    clock.now += timedelta(minutes=5)
    again, new = tickets.open(call(reason=Reason.MOOD), 5)
    assert (again, new) == (first, False)
    second, _ = tickets.open(call("talk-2"), 1)
    assert second.number > first.number
    assert (tickets.before(first), tickets.before(second)) == (0, 1)
    tickets.close(first.number, "Ines")
    third, new = tickets.open(call(), 9)
    assert new
    assert third.number > second.number
    assert [one.number for one in tickets.queue()] == [second.number, third.number]
    assert [one.number for one in tickets.closed()] == [first.number]


def test_one_person_has_a_conversation(tickets: Tickets) -> None:
    number = tickets.open(call(), 1)[0].number
    with pytest.raises(TicketError, match="Take ticket"):
        tickets.say(number, "Ines", "Hello")
    assert tickets.take(number, "Ines").agent == "Ines"
    assert tickets.take(number, "Ines").state is TicketState.TAKEN
    for act in (tickets.take, tickets.close):
        with pytest.raises(TicketError, match="Ines has taken"):
            act(number, "Ola")
    with pytest.raises(TicketError, match="not yours"):
        tickets.give_back(number, "Ola")
    with pytest.raises(TicketError, match="not yours"):
        tickets.say(number, "Ola", "Hello")
    with pytest.raises(TicketError, match="no ticket"):
        tickets.take(number + 1, "Ines")
    tickets.close(number, "Ines")
    with pytest.raises(TicketError, match="closed"):
        tickets.take(number, "Ines")
    assert [one.kind for one in tickets.lines("talk-1")] == ["joined", "closed", "asked"]


def test_both_sides_are_kept_in_order_and_once(tickets: Tickets) -> None:
    number = tickets.open(call(), 1)[0].number
    tickets.take(number, "Ines")
    tickets.say(number, "Ines", "Hello")
    tickets.hear("talk-1", 2, "My lamp flikcers")
    heard = tickets.hear("talk-1", 2, "My lamp flickers")  # the turn was tried again after a kill
    assert [(one.kind, one.text, one.turn) for one in heard] == [
        ("joined", "", 1),
        ("person", "Hello", 1),
        ("shopper", "My lamp flickers", 2),
    ]
    assert tickets.get(number).unanswered
    tickets.say(number, "Ines", "We send a new one")
    assert not tickets.get(number).unanswered
    assert [one.text for one in tickets.lines("talk-1", after=heard[-1].number)] == [
        "We send a new one"
    ]
    assert tickets.hear("nobody", 1, "hello") == ()


def test_what_stands_between_two_turns(tickets: Tickets) -> None:
    assert tickets.standing("talk-1", 0).ticket is None
    number = tickets.open(call(), 1)[0].number
    waiting = tickets.standing("talk-1", 1)
    assert (waiting.talking, waiting.interrupted) == (False, False)
    tickets.take(number, "Ines")
    assert tickets.standing("talk-1", 1).talking
    tickets.give_back(number, "Ines")
    back = tickets.standing("talk-1", 1)
    assert (back.talking, back.interrupted, back.asked) == (False, True, False)
    tickets.follow("talk-1", 2)
    assert not tickets.standing("talk-1", 2).interrupted
    again, new = tickets.open(call(), 3)
    assert (again.number, again.state, new) == (number, "waiting", True)
    tickets.close(number, "Ines")
    closed = tickets.standing("talk-1", 3)
    assert (closed.ticket, closed.interrupted, closed.asked) == (None, True, True)


def test_satisfaction_is_asked_once_a_conversation(tickets: Tickets) -> None:
    tickets.rate("talk-1", 5)
    assert tickets.rating("talk-1") is None  # nobody was asked
    for _ in range(2):
        tickets.close(tickets.open(call(), 1)[0].number, "Ines")
    asked = [one for one in tickets.lines("talk-1") if one.kind is Kind.ASKED]
    assert len(asked) == 1
    assert not tickets.ask_rating("talk-1")
    tickets.rate("talk-1", 4)
    assert tickets.rating("talk-1") == 4


def test_a_customer_s_tickets_and_where_to_answer(tickets: Tickets, clock: Clock) -> None:
    tickets.open(call(), 1)
    assert tickets.leave_contact("talk-1", "+12075550142").call.contact == "+12075550142"  # type: ignore[union-attr]
    assert tickets.leave_contact("talk-2", "+12075550142") is None
    assert len(tickets.of_customer("maren_1", AT)) == 1
    assert tickets.of_customer("maren_1", AT + timedelta(seconds=1)) == ()
    assert tickets.of_customer("", AT) == ()


def test_only_one_of_two_at_once_gets_it(tickets: Tickets) -> None:
    number = tickets.open(call(), 1)[0].number
    got: list[str] = []

    def take(agent: str) -> None:
        try:
            got.append(tickets.take(number, agent).agent)
        except TicketError:
            got.append("late")

    threads = [threading.Thread(target=take, args=(f"agent {n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got.count("late") == 5
    assert tickets.get(number).agent in got


def test_one_ticket_of_many_calls_at_once(tickets: Tickets) -> None:
    threads = [threading.Thread(target=tickets.open, args=(call(), 1)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tickets.queue()) == 1


def test_word_is_sent_until_it_arrives_and_each_once(engine: Engine, clock: Clock) -> None:
    tickets = Tickets(engine, Outbox({"webhook": compose}, clock).tell, clock)
    sent: list[Outgoing] = []
    away = True

    def send(message: Outgoing) -> None:
        if away:
            raise DeliveryError("nobody there")
        sent.append(message)

    courier = Courier(engine, {"webhook": send}, clock)
    tickets.open(call(), 1)
    assert courier.deliver() == 1
    assert courier.deliver() == 0  # not due yet
    away = False
    clock.now += timedelta(seconds=5)
    assert courier.deliver() == 1
    assert courier.deliver() == 0
    clock.now += timedelta(days=1)
    assert courier.deliver() == 0
    (message,) = sent
    assert (message.event, message.tries) == ("ticket.opened", 2)
    assert message.body["ticket"]["summary"]["what"] == TOLD.what


def test_word_of_what_was_undone_is_never_sent(engine: Engine, clock: Clock) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        Tickets(engine, refuse, clock).open(call(), 1)
    assert Tickets(engine).queue() == ()
