"""What was said yes to is done once: after a kill, a replay, and beside another conversation."""

from pathlib import Path

import pytest
from desk_talk import Shop, Talk

from assistant.desk.backend import Confirmation
from assistant.desk.types import Plan, Receipt
from assistant.errors import BackendError
from assistant.types import Intent

CANCEL, YES = Intent.CANCEL_ORDER, Intent.AFFIRM


class Killed(BaseException):
    """The process is gone."""


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


@pytest.fixture
def talk(shop: Shop) -> Talk:
    talk = Talk(shop)
    talk.say("cancel #W1001, ordered by mistake", CANCEL)
    assert talk.says == ("confirm",)
    return talk


def refunds(shop: Shop) -> int:
    return sum(one.kind == "refund" for one in shop.order("#W1001").payments)


def test_killed_before_the_change_it_is_done_at_the_next_start_and_once(
    shop: Shop, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(plan: Plan, confirmation: Confirmation) -> Receipt:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(shop.backend, "apply", killed)
        with pytest.raises(Killed):
            talk.say("yes", YES)
    assert refunds(shop) == 0
    assert shop.desk.resume() == 1
    assert shop.desk.resume() == 0
    assert refunds(shop) == 1
    assert talk.say("yes", YES) == ("done",)  # the conversation had not learnt of it
    assert refunds(shop) == 1


def test_killed_after_the_change_a_repeated_yes_does_nothing_twice(
    shop: Shop, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(receipt: Receipt) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(shop.ledger, "done", killed)
        with pytest.raises(Killed):
            talk.say("yes", YES)
    assert refunds(shop) == 1
    assert talk.say("did it work?", Intent.SMALL_TALK) == ("done",)
    assert refunds(shop) == 1
    assert [one.action for one in shop.ledger.audit(order_id="#W1001")] == ["confirmed", "done"]


def test_records_that_changed_are_summed_up_anew(shop: Shop, talk: Talk) -> None:
    other = Talk(shop, "other tab")
    other.say("change the lamp in #W1001 to white, pay with visa", Intent.CHANGE_ORDER)
    assert other.says == ("confirm",)
    assert other.say("yes", YES) == ("done",)
    assert talk.say("yes", YES)[:2] == ("records_changed", "refused")
    assert shop.order("#W1001").status == "pending (item modified)"


def test_the_same_summary_in_two_tabs_is_done_once(shop: Shop, talk: Talk) -> None:
    other = Talk(shop, "other tab")
    other.say("cancel #W1001, ordered by mistake", CANCEL)
    assert talk.say("yes", YES) == ("done",)
    assert "done" not in other.say("yes", YES)
    assert refunds(shop) == 1


def test_a_system_that_is_away_keeps_the_yes(
    shop: Shop, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(plan: Plan, confirmation: Confirmation) -> Receipt:
        raise BackendError("The order system does not answer: try again.")

    with monkeypatch.context() as patched:
        patched.setattr(shop.backend, "apply", away)
        assert talk.say("yes", YES) == ("yes_is_kept",)
    assert refunds(shop) == 0
    assert talk.say("yes", YES) == ("done",)
    assert refunds(shop) == 1


def test_what_was_said_yes_to_is_in_the_log_word_for_word(shop: Shop, talk: Talk) -> None:
    summed_up = talk.text
    talk.say("yes", YES)
    confirmed = next(one for one in shop.ledger.audit() if one.action == "confirmed")
    assert confirmed.actor == "customer:eva"
    assert confirmed.details["summary"] == summed_up


def test_a_shop_whose_records_are_away_starts_and_does_it_later(
    shop: Shop, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(plan: Plan, confirmation: Confirmation) -> Receipt:
        raise BackendError("The shop's order system cannot be reached.")

    with monkeypatch.context() as patch:
        patch.setattr(shop.backend, "apply", away)
        talk.say("yes", YES)
        assert talk.says == ("yes_is_kept",)
        assert shop.desk.resume() == 0
    assert shop.order("#W1001").status == "pending"
    assert shop.desk.resume() == 1
    assert refunds(shop) == 1
