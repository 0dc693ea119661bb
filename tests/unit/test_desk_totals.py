"""What moved in a conversation, together: amounts of one currency only."""

from dataclasses import replace
from pathlib import Path

from desk_talk import ORDERS, Shop, Talk

from assistant.types import Intent


def test_amounts_in_two_currencies_are_not_added_up(tmp_path: Path) -> None:
    euros = ("#W1004",)
    orders = tuple(replace(one, currency="EUR") if one.id in euros else one for one in ORDERS)
    talk = Talk(Shop(tmp_path, orders))
    for order_id in ("#W1001", "#W1004"):
        talk.say(f"cancel {order_id}, I ordered it by mistake", Intent.CANCEL_ORDER)
        talk.say("yes", Intent.AFFIRM)
    assert [one.order_id for one in talk.desk.done] == ["#W1001", "#W1004"]
    dollars, amount = (one.refunded for one in talk.desk.done)
    assert talk.say("how much did I get back in total?", Intent.ORDER_STATUS) == ("total",)
    assert f"you get ${dollars} back and you get €{amount} back" in talk.text
    assert str(dollars + amount) not in talk.text
