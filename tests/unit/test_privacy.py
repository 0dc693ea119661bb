"""A shopper's own data: shown and erased in conversation, and what was erased is gone for good."""

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from desk_records import BEN, EVA
from desk_talk import SECRET, order
from sqlalchemy import event, insert, select
from tiny_shop import CUSTOMERS, Scripted, TinyRanker, TinySearcher, TinyStore, tiny_pages

from assistant.assistant import Assistant
from assistant.build import assemble
from assistant.desk.operations import decide
from assistant.desk.records import Records
from assistant.desk.rules import load_rules
from assistant.desk.tokens import sign
from assistant.desk.types import Order
from assistant.privacy.personal_data import PersonalData, has_ended
from assistant.settings import Settings
from assistant.storage import ShopData
from assistant.storage.engine import open_database, writing
from assistant.storage.learning import LearningStore, ShownList
from assistant.storage.orders import SqlBackend
from assistant.storage.records import current_records, replace_records
from assistant.storage.turns import TurnRow
from assistant.storage.visits import Visit, VisitRow, Visits
from assistant.types import Intent, Message, Reply
from ranking.types import Event, EventKind

SCRIPT = {
    text: {"intent": intent, "search_text": ""}
    for text, intent in (
        (EVA.email, Intent.ACCOUNT_HELP),
        ("where is my order?", Intent.ORDER_STATUS),
        ("what do you know about me?", Intent.SMALL_TALK),
        ("forget me", Intent.ACCOUNT_HELP),
        ("a person please", Intent.HUMAN_AGENT),
        ("yes", Intent.AFFIRM),
        ("no", Intent.DENY),
    )
}
DONE = order("#W1002", "delivered", "lamp-w")
OPEN = order("#W1001", "pending", "lamp-b")


def shop(folder: Path, *orders: Order, orders_url: str = "") -> Assistant:
    engine = open_database(folder / "shop.db")
    mine = tuple(one for one in (DONE, OPEN) if one in orders)
    eva = replace(EVA, order_ids=tuple(one.id for one in mine))
    if not current_records(engine).customers:
        replace_records(engine, Records((eva, replace(BEN, order_ids=())), mine, ()), "test")
    rules = load_rules()
    return assemble(
        store=TinyStore(),
        searcher=TinySearcher(),
        ranker=TinyRanker(),
        understand=Scripted(SCRIPT),
        pages=tiny_pages(),
        customers=CUSTOMERS,
        settings=Settings(shop_name="Tiny", orders_url=orders_url, customer_secret=SECRET),
        folder=folder,
        rules=rules,
        backend=SqlBackend(engine, partial(decide, rules)),
    )


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with shop(tmp_path, DONE) as built:
        yield built


def say(assistant: Assistant, text: str, conversation: str = "t") -> tuple[str, str]:
    reply = assistant.reply(Message(text, conversation))
    return reply.action, reply.text


def verify(assistant: Assistant, conversation: str = "t") -> None:
    say(assistant, "where is my order?", conversation)
    say(assistant, EVA.email, conversation)
    assert assistant.my_data(conversation)["customer"] is not None


def test_a_guest_is_told_of_this_conversation_only(assistant: Assistant) -> None:
    action, text = say(assistant, "what do you know about me?")
    assert action == "my_data"
    assert EVA.email not in text
    known = assistant.my_data("t")
    assert (known["customer"], known["orders"]) == (None, [])
    assert [turn["you"] for turn in known["conversations"][0]] == ["what do you know about me?"]


def test_a_guest_is_shown_what_they_did_in_this_conversation(assistant: Assistant) -> None:
    say(assistant, "no")
    did = Event("e1", "guest:t", EventKind.CLICK, "L1", datetime(2026, 5, 4, tzinfo=UTC))
    other = replace(did, id="e2", shopper_id="guest:another", product_id="L2")
    assistant.record(did)
    assistant.record(other)
    assert [one["product_id"] for one in assistant.my_data("t")["events"]] == ["L1"]
    assistant.erase("t")
    assert assistant.my_data("t")["events"] == []


def test_a_verified_customer_is_shown_everything(assistant: Assistant) -> None:
    assistant.record(Event("e1", EVA.id, EventKind.VIEW, "L1", datetime(2026, 5, 4, tzinfo=UTC)))
    verify(assistant, "earlier")
    verify(assistant)
    action, text = say(assistant, "what do you know about me?")
    assert action == "my_data"
    assert EVA.email in text
    known = assistant.my_data("t")
    assert [one["id"] for one in known["orders"]] == [DONE.id]
    assert [one["product_id"] for one in known["events"]] == ["L1"]
    assert [len(turns) for turns in known["conversations"]] == [2, 3]
    assert "earlier" not in repr(known), "an id lets whoever has it go on with a conversation"


def test_after_a_login_has_ended_nobody_is_shown_anything(assistant: Assistant) -> None:
    now = datetime.now(UTC)
    good = sign(EVA.id, SECRET, now + timedelta(hours=1))
    old = sign(EVA.id, SECRET, now - timedelta(hours=1))
    for number, token in enumerate((old, sign(EVA.id, "guessed", now + timedelta(hours=1)))):
        talk = f"t-{number}"
        assistant.reply(Message("where is my order?", talk, customer_token=good))
        assert assistant.my_data(talk)["customer"] is not None
        reply = assistant.reply(Message("what do you know about me?", talk, customer_token=token))
        assert reply.action == "my_data"
        assert EVA.email not in reply.text
        assert (reply.state["desk"]["customer"], assistant.my_data(talk)["orders"]) == ("", [])


def test_what_people_wrote_is_shown_and_erased_with_the_conversation(assistant: Assistant) -> None:
    verify(assistant)
    say(assistant, "a person please")
    assistant.inbox.take(1, "Ines")
    assistant.inbox.say(1, "Ines", "Good morning")
    assistant.inbox.close(1, "Ines")
    known = assistant.my_data("t")
    assert [one["contact"] for one in known["notes"]] == [EVA.email]
    assert "Good morning" in [one["text"] for one in known["lines"]]
    assert [one["value"] for one in known["ratings"]] == [None]
    say(assistant, "forget me")
    say(assistant, "yes")
    known = assistant.my_data("t")
    assert (known["notes"], known["lines"], known["ratings"]) == ([], [], [])


def test_what_lies_elsewhere_is_not_said_to_be_erased(tmp_path: Path) -> None:
    with shop(tmp_path, DONE, orders_url="https://orders.example") as assistant:
        verify(assistant)
        assert "only the shop can erase" in say(assistant, "forget me")[1]
        assert "ask the shop" in say(assistant, "yes")[1]


@pytest.mark.parametrize(
    ("status", "ended"),
    [
        ("delivered", True),
        ("Completed", True),
        ("RETURN_RECEIVED", True),
        ("picked-up", True),
        ("pending", False),
        ("return requested", False),
        ("exchange requested", False),
        ("in the hands of a goblin", False),
        ("", False),
    ],
)
def test_only_an_order_in_a_known_last_state_has_ended(status: str, ended: bool) -> None:
    assert has_ended(status) is ended


def test_nothing_is_erased_without_a_yes(assistant: Assistant) -> None:
    verify(assistant)
    assert say(assistant, "forget me")[0] == "ask_forget"
    assert say(assistant, "no")[0] == "forget_declined"
    assert say(assistant, "yes")[0] != "forgotten"
    assert assistant.my_data("t")["customer"] is not None


def test_after_a_yes_everything_is_gone_for_good(assistant: Assistant, tmp_path: Path) -> None:
    assistant.record(Event("e1", EVA.id, EventKind.VIEW, "L1", datetime(2026, 5, 4, tzinfo=UTC)))
    verify(assistant, "earlier")
    verify(assistant)
    say(assistant, "forget me")
    assert say(assistant, "yes")[0] == "forgotten"
    assert assistant.history("t") == assistant.history("earlier") == ()
    say(assistant, "where is my order?")
    assert say(assistant, EVA.email)[0] == "identity_failed"
    assistant.close()
    with shop(tmp_path, DONE) as again:
        assert again.history("earlier") == ()
        assert again.my_data("t")["customer"] is None
    engine = open_database(tmp_path / "shop.db")
    assert EVA.email not in repr(current_records(engine))
    assert current_records(engine).orders[0].total == DONE.total
    assert ShopData(engine).events(EVA.id) == ()
    engine.dispose()


def test_a_customer_with_an_open_order_is_told_why_not_yet(tmp_path: Path) -> None:
    with shop(tmp_path, OPEN, DONE) as assistant:
        verify(assistant)
        action, text = say(assistant, "forget me")
        assert action == "forget_later"
        assert OPEN.id in text
        assert DONE.id not in text
        assert say(assistant, "yes")[0] != "forgotten"


def test_conversations_are_kept_no_longer_than_set(tmp_path: Path) -> None:
    from langgraph.checkpoint.memory import InMemorySaver

    engine = open_database(tmp_path / "shop.db")
    now = datetime(2026, 5, 4, tzinfo=UTC)
    visits = Visits(engine, lambda: now)
    visits.note(Visit("old"))
    personal = PersonalData(
        engine, ShopData(engine), visits, InMemorySaver(), None, own_records=True,
        now=lambda: now + timedelta(days=31),
    )  # fmt: skip
    assert personal.tidy(timedelta(days=40)) == 0
    assert personal.tidy(timedelta(days=30)) == 1
    assert visits.before(now + timedelta(days=99)) == ()
    engine.dispose()


def test_lists_that_were_shown_are_kept_no_longer_than_conversations(tmp_path: Path) -> None:
    from langgraph.checkpoint.memory import InMemorySaver

    engine = open_database(tmp_path / "shop.db")
    now = datetime(2026, 5, 4, tzinfo=UTC)
    lists = LearningStore(engine)
    old = ShownList("old", "C-1", "", now, "search", "gift for Ann", ("P1",), ((0.0,),), (1.0,))
    lists.keep([old, replace(old, id="new", at=now + timedelta(days=20))])
    personal = PersonalData(
        engine, ShopData(engine), Visits(engine), InMemorySaver(), None, own_records=True,
        now=lambda: now + timedelta(days=31),
    )  # fmt: skip
    personal.tidy(timedelta(days=30))
    assert [one.id for one in lists.lists()] == ["new"]
    engine.dispose()


def test_what_is_written_behind_an_answer_is_erased_too(tmp_path: Path) -> None:
    """The log of turns and the lists lag behind: nothing of them comes back after erasing."""
    with shop(tmp_path, DONE) as assistant:
        turns = assistant._talks._turns
        engine, go_on = open_database(tmp_path / "shop.db"), threading.Event()
        turns._behind.later(go_on.wait)
        say(assistant, "no")
        assistant.reply(Message("no", "mine", EVA.id))
        threading.Timer(0.2, go_on.set).start()
        assistant.forget(EVA.id)
        assistant.settle()
        with engine.connect() as connection:
            kept = connection.scalars(select(TurnRow.conversation_id)).all()
        assert kept == ["t"]
        engine.dispose()


def test_erasing_waits_for_the_turn_under_way(tmp_path: Path) -> None:
    """A turn is noted before anybody can erase its conversation."""
    with shop(tmp_path, DONE) as assistant:
        turns, noted, goes_on = assistant._talks._turns, threading.Event(), threading.Event()
        note = turns.note

        def slowly(said: str, reply: Reply) -> None:
            noted.set()
            goes_on.wait(5)
            note(said, reply)

        turns.note = slowly  # type: ignore[method-assign]
        talking = threading.Thread(target=say, args=(assistant, "no"))
        talking.start()
        assert noted.wait(5)
        erasing = threading.Thread(target=assistant.erase, args=("t",))
        erasing.start()
        erasing.join(0.3)
        goes_on.set()
        talking.join()
        erasing.join()
        assistant.settle()
        assert assistant.insights.overview(1).turns == 0


def test_more_conversations_than_one_query_takes_are_erased(tmp_path: Path) -> None:
    from langgraph.checkpoint.memory import InMemorySaver

    engine = open_database(tmp_path / "shop.db")
    engine.dispose()
    few = sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER  # as few as an old database takes
    event.listen(engine, "connect", lambda connection, _: connection.setlimit(few, 999))
    long_ago = datetime(2026, 5, 4, tzinfo=UTC)
    rows = [
        {"conversation_id": f"t{number}", "shopper_id": "", "customer_id": "",
         "began": long_ago, "last_at": long_ago}
        for number in range(1_500)
    ]  # fmt: skip
    with writing(engine) as connection:
        connection.execute(insert(VisitRow), rows)
    personal = PersonalData(
        engine, ShopData(engine), Visits(engine), InMemorySaver(), None, own_records=True,
        now=lambda: long_ago + timedelta(days=31),
    )  # fmt: skip
    assert personal.tidy(timedelta(days=30)) == len(rows)
    assert personal.tidy(timedelta(days=30)) == 0
    engine.dispose()
