"""Who is served at the desk: verification, its limits, and one customer a conversation."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from desk_records import EVA
from desk_talk import SECRET, Shop, Talk

from assistant.desk.identity import is_other
from assistant.desk.reading.types import Identity
from assistant.desk.state import CHARACTERS_WAITING
from assistant.desk.tokens import sign
from assistant.desk.types import Operation
from assistant.types import Intent

ORDERS = Intent.ORDER_STATUS


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


@pytest.fixture
def talk(shop: Shop) -> Talk:
    return Talk(shop, verified=False)


def test_nothing_is_told_before_somebody_is_verified(talk: Talk) -> None:
    assert talk.say("where is order #W1001?", ORDERS) == ("ask_identity",)
    assert talk.say("my customer id is eva", ORDERS) == ("ask_identity",)
    assert "Lamp" not in talk.text
    assert talk.desk.customer == ""


def test_what_was_asked_before_is_answered_after(talk: Talk) -> None:
    talk.say("where is order #W1001?", ORDERS)
    assert talk.say("EVA@example.com", Intent.ACCOUNT_HELP) == ("identified", "order_status")
    assert "#W1001" in talk.text


def test_name_and_postal_code_may_come_one_after_the_other(talk: Talk) -> None:
    talk.say("where is order #W1001?", ORDERS)
    assert talk.say("Eva Lind", Intent.SMALL_TALK) == ("ask_postal_code",)
    assert talk.say("80201", Intent.SMALL_TALK) == ("identified", "order_status")


def test_the_same_words_whether_there_is_an_account(shop: Shop) -> None:
    told = []
    for said in ("nobody@example.com", "I'm Eva Lind, 99999", "I'm Ada Nobody, 80201"):
        talk = Talk(shop, said, verified=False)
        talk.say("where is my order?", ORDERS)
        assert talk.say(said, Intent.ACCOUNT_HELP) == ("identity_failed",)
        told.append(talk.text)
    assert len(set(told)) == 1


def test_a_conversation_has_a_few_tries(shop: Shop, talk: Talk) -> None:
    talk.say("where is my order?", ORDERS)
    for number in range(shop.rules.identity.attempts):
        talk.say(f"nobody{number}@example.com", Intent.ACCOUNT_HELP)
    assert talk.says == ("identity_locked",)
    assert talk.say("eva@example.com", Intent.ACCOUNT_HELP) == ("identity_locked",)
    assert talk.desk.customer == ""


def test_a_name_has_a_few_tries_over_all_conversations_and_for_a_while(shop: Shop) -> None:
    for number in range(shop.rules.identity.attempts_for_one):
        talk = Talk(shop, f"guess-{number}", verified=False)
        talk.say("where is my order?", ORDERS)
        talk.say(f"I'm Eva Lind, 10{number:03}", Intent.ACCOUNT_HELP)
        assert talk.says == ("identity_failed",)
    talk = Talk(shop, "right", verified=False)
    assert talk.say("I'm Eva Lind, 80201", Intent.ACCOUNT_HELP) == ("identity_locked",)
    shop.now += timedelta(minutes=shop.rules.identity.lock_minutes + 1)
    talk = Talk(shop, "later", verified=False)
    talk.say("I'm Eva Lind, 80201", Intent.ACCOUNT_HELP)
    assert talk.desk.customer == "eva"


def test_the_shops_own_login_is_trusted_while_it_holds(shop: Shop, talk: Talk) -> None:
    good = sign("eva", SECRET, shop.now + timedelta(minutes=5))
    assert talk.say("where is #W1001?", ORDERS, token=good) == ("order_status",)
    late = Talk(shop, "late", verified=False)
    shop.now += timedelta(minutes=6)
    assert late.say("where is #W1001?", ORDERS, token=good) == ("ask_identity",)


def test_a_login_holds_for_the_messages_that_carry_it(shop: Shop) -> None:
    now = shop.now
    mine = sign("eva", SECRET, now + timedelta(hours=1))
    tokens = {
        "none": "",
        "forged": sign("eva", "guessed", now + timedelta(hours=1)),
        "expired": sign("eva", SECRET, now - timedelta(minutes=1)),
        "nonsense": "eva",
    }
    for name, token in tokens.items():
        talk = Talk(shop, name, verified=False)
        talk.say("cancel #W1001, I ordered it by mistake", Intent.CANCEL_ORDER, token=mine)
        assert talk.desk.summary is not None
        assert talk.say("yes, where is my order?", ORDERS, token=token) == ("ask_identity",)
        assert (talk.desk.customer, talk.desk.tasks, talk.desk.summary) == ("", (), None)
        assert shop.order("#W1001").status == "pending"
    talk = Talk(shop, "still here", verified=False)
    for _ in range(2):
        assert talk.say("where is #W1001?", ORDERS, token=mine) == ("order_status",)


def test_after_a_login_of_another_nothing_is_left_of_the_first(shop: Shop) -> None:
    talk = Talk(shop, verified=False)
    eva, ben = (sign(who, SECRET, shop.now + timedelta(hours=1)) for who in ("eva", "ben"))
    talk.say("cancel #W1001, I ordered it by mistake", Intent.CANCEL_ORDER, token=eva)
    talk.say("what orders do I have?", ORDERS, token=ben)
    assert "#W1001" not in talk.text
    assert (talk.desk.customer, talk.desk.tasks) == ("ben", ())


def test_of_many_messages_before_verification_the_last_is_not_lost(shop: Shop) -> None:
    talk = Talk(shop, verified=False)
    for number in range(12):
        talk.say(f"where is my order? {'so long a wait ' * 90}{number}", ORDERS)
    talk.say("cancel #W1001, I ordered it by mistake", Intent.CANCEL_ORDER)
    assert len("".join(talk.desk.waiting)) <= CHARACTERS_WAITING
    talk.say("eva@example.com", Intent.ACCOUNT_HELP)
    assert talk.desk.task is not None
    assert (talk.desk.task.operation, talk.desk.task.order_id) == (Operation.CANCEL, "#W1001")


def test_a_login_does_not_take_a_conversation_over(shop: Shop, talk: Talk) -> None:
    talk.say("eva@example.com", Intent.ACCOUNT_HELP)
    talk.say("what orders do I have?", ORDERS, token=sign("ben", SECRET, shop.now + timedelta(1)))
    assert "#W1001" not in talk.text
    assert "#W2001" not in talk.text
    assert talk.says == ("other_customer",)


@pytest.mark.parametrize(
    "said",
    [
        Identity(email=" NOOR@example.com "),
        Identity(first_name="Noor", last_name="Ibanez", postal_code="B3H 4R2"),
        Identity(first_name="noor ", last_name="IBÁÑEZ", postal_code="B3H4R2"),
        Identity(first_name="Noor"),
    ],
)
def test_a_customer_named_in_other_letters_is_nobody_else(said: Identity) -> None:
    noor = replace(EVA, first_name="Noor", last_name="Ibáñez", email="noor@example.com")
    assert not is_other(said, noor)
    assert is_other(replace(said, email="eva@example.com"), noor)


def test_what_was_tried_is_in_the_log_without_the_address(
    shop: Shop, talk: Talk, tmp_path: Path
) -> None:
    talk.say("where is my order?", ORDERS)
    talk.say("nobody@example.com", Intent.ACCOUNT_HELP)
    talk.say("eva@example.com", Intent.ACCOUNT_HELP)
    log = shop.ledger.audit()
    assert [one.action for one in log] == ["failed verification", "verified"]
    assert "nobody" not in str(log[0])
    plain = sha256(b"nobody@example.com").hexdigest()
    assert plain[:32] not in log[0].customer_id, "a list of addresses would find it"
    (tmp_path / "other").mkdir()
    other = Shop(tmp_path / "other")
    assert other.ledger.digest("nobody@example.com") not in log[0].customer_id
    assert shop.ledger.digest("nobody@example.com") in log[0].customer_id
