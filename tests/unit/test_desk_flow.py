"""The dialogue of the service desk, from a wish to what is done, over real records and rules."""

from pathlib import Path

import pytest
from desk_talk import Shop, Talk

from assistant.types import Intent

CANCEL, RETURN, CHANGE = Intent.CANCEL_ORDER, Intent.RETURN_OR_EXCHANGE, Intent.CHANGE_ORDER
YES = Intent.AFFIRM


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


@pytest.fixture
def talk(shop: Shop) -> Talk:
    return Talk(shop)


def test_what_is_missing_is_asked_one_by_one_and_done_on_a_yes(shop: Shop, talk: Talk) -> None:
    assert talk.say("I want to cancel an order", CANCEL) == ("ask_order",)
    assert "#W1001" in talk.text
    assert "#W1002" not in talk.text  # delivered: it cannot be cancelled
    assert talk.say("the one with the lamp", CANCEL) == ("ask_reason",)
    assert talk.say("I don't need it any more", CANCEL) == ("confirm",)
    assert shop.order("#W1001").status == "pending"
    assert talk.say("yes", YES) == ("done",)
    assert shop.order("#W1001").status == "cancelled"
    assert shop.order("#W1001").cancel_reason == "no longer needed"


def test_one_long_message_says_it_all(shop: Shop) -> None:
    talk = Talk(shop, verified=False)
    said = "Hi, I'm Eva Lind, zip 80201. Please cancel order W1001, I ordered it by mistake."
    assert talk.say(said, CANCEL) == ("identified", "confirm")
    assert "$48.10" in talk.text
    assert "Visa ending in 1234" in talk.text
    talk.say("yes please", YES)
    assert shop.order("#W1001").cancel_reason == "ordered by mistake"


def test_a_yes_counts_only_for_the_summary_said_last(shop: Shop, talk: Talk) -> None:
    assert talk.say("yes", YES) == ()
    talk.say("cancel #W1001, ordered by mistake", CANCEL)
    step = shop.desk.question(talk.desk)  # something else was answered in between
    talk.desk = step.desk
    assert [one.name for one in step.says] == ["task_waits"]
    assert talk.say("yes", YES) == ("confirm",)
    assert shop.order("#W1001").status == "pending"
    assert talk.say("yes", YES) == ("done",)


@pytest.mark.parametrize("hedged", ["yes, but to my PayPal", "ok but what about the other card?"])
def test_yes_but_is_no_yes(shop: Shop, talk: Talk, hedged: str) -> None:
    talk.say("return the mug from #W1002 to my visa", RETURN)
    assert talk.says == ("confirm",)
    talk.say(hedged, YES)
    assert "done" not in talk.says
    assert shop.order("#W1002").status == "delivered"


def test_a_change_of_the_summary_is_summed_up_anew(shop: Shop, talk: Talk) -> None:
    talk.say("return the mug from #W1002 to my visa", RETURN)
    before = talk.desk.summary
    assert talk.say("make that the gift card", RETURN) == ("confirm",)
    assert talk.desk.summary is not None
    assert before is not None
    assert talk.desk.summary.key != before.key
    talk.say("yes", YES)
    returned = shop.order("#W1002").returned
    assert returned is not None
    assert (returned.item_ids, returned.method_id) == (("mug-l",), "gift_1")


def test_pieces_join_and_leave(shop: Shop, talk: Talk) -> None:
    talk.say("return the mug from #W1002 to my visa", RETURN)
    talk.say("the lamp should go back as well", RETURN)
    assert "Lamp (white)" in talk.text
    talk.say("no, only the lamp", RETURN)
    assert "Mug" not in talk.text
    talk.say("yes", YES)
    returned = shop.order("#W1002").returned
    assert returned is not None
    assert returned.item_ids == ("lamp-w",)


def test_everything_but_one_goes_back(shop: Shop, talk: Talk) -> None:
    talk.say("I want to return everything except the TV from #W1002, money to my visa", RETURN)
    assert talk.says == ("confirm",)
    talk.say("yes", YES)
    returned = shop.order("#W1002").returned
    assert returned is not None
    assert returned.item_ids == ("lamp-w", "mug-l")


def test_a_no_drops_it(shop: Shop, talk: Talk) -> None:
    talk.say("cancel #W1001, ordered by mistake", CANCEL)
    assert talk.say("no, leave it", Intent.DENY) == ("dropped",)
    assert talk.desk.task is None
    assert talk.say("yes", YES) == ()
    assert shop.order("#W1001").status == "pending"


def test_several_wishes_are_done_one_after_the_other(shop: Shop, talk: Talk) -> None:
    talk.say("cancel #W1001 because I ordered it by mistake and return the mug from #W1002", CANCEL)
    assert talk.says == ("confirm",)
    assert talk.say("yes", YES) == ("done", "ask_method")
    assert talk.say("the visa", RETURN) == ("confirm",)
    assert talk.say("yes", YES) == ("done",)
    assert shop.order("#W1001").status == "cancelled"
    assert shop.order("#W1002").status == "return requested"


def test_something_else_instead(shop: Shop, talk: Talk) -> None:
    talk.say("cancel #W1001", CANCEL)
    talk.say(
        "actually don't cancel it, change the address to 5 Pine Road, Austin, TX 78701, USA", CHANGE
    )
    assert talk.says == ("confirm",)
    assert "5 Pine Road" in talk.text
    talk.say("yes", YES)
    assert shop.order("#W1001").status == "pending"
    assert shop.order("#W1001").address.city == "Austin"
    assert talk.desk.task is None


def test_a_form_is_asked_with_prices_and_the_difference_settled(shop: Shop, talk: Talk) -> None:
    talk.say("change the lamp in #W1001 to another colour", CHANGE)
    assert talk.says == ("ask_form",)
    assert "white ($45.50, $5.50 more)" in talk.text
    assert "blue" not in talk.text  # sold out
    assert talk.say("the white one", CHANGE) == ("ask_method",)
    assert "$5.50" in talk.text
    assert talk.say("gift card", CHANGE) == ("confirm",)
    assert "only once" in talk.text
    talk.say("yes", YES)
    after = shop.order("#W1001")
    assert [one.item_id for one in after.items] == ["lamp-w", "mug-s"]
    assert after.status == "pending (item modified)"
    assert str(shop.balance()) == "44.50"


def test_a_form_that_is_sold_out_is_said(shop: Shop, talk: Talk) -> None:
    talk.say("change the lamp in #W1001 to blue", CHANGE)
    assert "no_such_form" in talk.says
    assert "Sold out" in talk.text
    assert talk.says[-1] == "ask_form"


def test_exchange_of_a_pending_order_is_a_change_of_its_items(shop: Shop, talk: Talk) -> None:
    talk.say("exchange the lamp from #W1001 for the white one, pay with visa", RETURN)
    assert talk.says == ("confirm",)
    assert "change in order #W1001" in talk.text


def test_a_refusal_says_why_and_what_can_be_done_instead(shop: Shop, talk: Talk) -> None:
    assert talk.say("cancel #W1002 please", CANCEL) == ("refused",)
    assert "delivered" in talk.text
    assert "return items" in talk.text
    assert talk.desk.task is None


def test_a_reason_that_is_not_accepted_is_asked_again(shop: Shop, talk: Talk) -> None:
    talk.say("cancel #W1001, I found it cheaper elsewhere", CANCEL)
    assert talk.says == ("refused", "ask_reason")
    assert "no longer needed or ordered by mistake" in talk.text


def test_a_gift_card_that_does_not_cover_it_makes_room_for_the_only_other_way(
    shop: Shop, talk: Talk
) -> None:
    talk.say("pay order #W1004 with my gift card instead", CHANGE)
    assert talk.says == ("refused", "confirm")
    assert "does not cover" in talk.text
    talk.say("yes", YES)
    assert shop.order("#W1004").payments[-2].method_id == "card_1"


def test_otherwise_is_done_only_when_the_first_cannot_be(shop: Shop, talk: Talk) -> None:
    talk.say("return #W1001, and if that is not possible cancel it, ordered by mistake", RETURN)
    assert talk.says == ("refused", "confirm")
    assert "cancel order #W1001" in talk.text
    again = Talk(shop, "again")
    again.say("cancel #W1004 as no longer needed, or if that's not possible return it", CANCEL)
    assert again.says == ("confirm",)
    assert again.say("yes", YES) == ("done",)
    assert again.desk.task is None


def test_what_would_be_ruled_out_later_is_said(shop: Shop, talk: Talk) -> None:
    talk.say("exchange the lamp in #W1002 for the red one, visa, and return the mug", RETURN)
    assert talk.says == ("confirm",)
    assert "return of this order would no longer be possible" in talk.text


def test_only_whole_orders_are_cancelled(shop: Shop, talk: Talk) -> None:
    talk.say("cancel only the mug in order #W1001", CANCEL)
    assert talk.says == ("whole_order",)
    assert talk.desk.tasks == ()


def test_another_customers_order_is_as_unknown_as_none(shop: Shop, talk: Talk) -> None:
    talk.say("cancel #W2001", CANCEL)
    theirs = talk.text
    talk.say("cancel #W9999", CANCEL)
    assert talk.says == ("not_your_order",)
    assert talk.text == theirs.replace("#W2001", "#W9999")


def test_another_account_is_refused(talk: Talk) -> None:
    assert talk.say("now cancel ben@example.com's order", CANCEL) == ("other_customer",)
    assert talk.say("where is my husband's order?", Intent.ORDER_STATUS) == ("other_customer",)


def test_questions_about_orders_and_account(talk: Talk) -> None:
    assert talk.say("what orders do I have?", Intent.ORDER_STATUS) == ("orders",)
    assert "#W2001" not in talk.text
    assert talk.say("where is #W1003?", Intent.ORDER_STATUS) == ("order_status",)
    assert "processed" in talk.text
    assert talk.say("what's my address?", Intent.ACCOUNT_HELP) == ("profile",)
    assert "1 Elm St" in talk.text
    assert talk.say("which colours does the lamp come in?", Intent.PRODUCT_QUESTION) == ("forms",)
    assert "red" in talk.text


def test_a_question_in_between_keeps_the_task(shop: Shop, talk: Talk) -> None:
    talk.say("return the mug from #W1002", RETURN)
    assert talk.says == ("ask_method",)
    assert talk.say("what's left on my gift card?", Intent.PAYMENT_QUESTION) == (
        "profile",
        "ask_method",
    )
    assert talk.say("red lamps under $50", Intent.FIND_PRODUCT) == ()
    assert [one.name for one in shop.desk.question(talk.desk).says] == ["ask_method"]
    assert talk.say("the gift card then", RETURN) == ("confirm",)


def test_totals_come_from_plans_and_receipts(shop: Shop, talk: Talk) -> None:
    talk.say("cancel #W1001, ordered by mistake", CANCEL)
    assert talk.say("how much will I get back?", CANCEL)[0] == "total"
    assert "$48.10" in talk.text
    talk.say("yes", YES)
    talk.say("how much did I get back in total?", Intent.ORDER_STATUS)
    assert talk.says == ("total",)
    assert "$48.10" in talk.text


def test_the_last_order_talked_about_is_meant(shop: Shop, talk: Talk) -> None:
    talk.say("where is order #W1004?", Intent.ORDER_STATUS)
    assert talk.say("please cancel it", CANCEL) == ("ask_reason",)
    assert talk.desk.task is not None
    assert talk.desk.task.order_id == "#W1004"


def test_rules_are_for_the_pages(talk: Talk) -> None:
    assert talk.say("what's your cancellation policy?", CANCEL) == ()


def test_an_answer_that_is_none_is_asked_again(talk: Talk) -> None:
    talk.say("cancel #W1001", CANCEL)
    assert talk.say("blah", Intent.OUT_OF_SCOPE) == ("say_again", "ask_reason")


def test_two_orders_at_once(shop: Shop, talk: Talk) -> None:
    talk.say("cancel an order, no longer needed", CANCEL)
    assert talk.says == ("ask_order",)
    assert talk.say("both", CANCEL) == ("confirm",)
    assert talk.say("yes", YES) == ("done", "confirm")
    assert talk.say("yes", YES) == ("done",)
    assert {shop.order(one).status for one in ("#W1001", "#W1004")} == {"cancelled"}


def test_instead_is_about_the_same_pieces(shop: Shop, talk: Talk) -> None:
    talk.say("return the lamp from #W1002 to my visa", RETURN)
    assert talk.says == ("confirm",)
    assert talk.say("actually, can I exchange it for the red one instead?", RETURN)[-1] == (
        "ask_method"
    )
    assert talk.desk.task is not None
    assert (talk.desk.task.order_id, talk.desk.task.item_ids) == ("#W1002", ("lamp-w",))
    assert len(talk.desk.tasks) == 1


def test_the_same_address_for_another_order(shop: Shop, talk: Talk) -> None:
    talk.say("send order #W1001 to 5 Pine Road, Austin, TX 78701, USA", CHANGE)
    talk.say("yes", YES)
    assert talk.say("and ship #W1004 there too", CHANGE) == ("confirm",)
    talk.say("yes", YES)
    assert shop.order("#W1004").address.line1 == "5 Pine Road"


def test_the_new_address_for_the_account_too(shop: Shop, talk: Talk) -> None:
    talk.say("send order #W1001 to 5 Pine Road, Austin, TX 78701, USA", CHANGE)
    talk.say("yes", YES)
    assert talk.say("and make it my default address as well", CHANGE) == ("confirm",)
    talk.say("yes", YES)
    eva = shop.backend.customer("eva")
    assert eva is not None
    assert eva.address.city == "Austin"


def test_what_only_tells_the_order_is_no_piece(talk: Talk) -> None:
    talk.say("change the lamp in the order with the mug to white, charge my visa", CHANGE)
    assert talk.says == ("confirm",)
    assert talk.desk.task is not None
    assert talk.desk.task.item_ids == ("lamp-b",)


def test_what_was_bought_is_no_wish(talk: Talk) -> None:
    talk.say("I bought a lamp and a mug, I'd like to change the mug to a large one", CHANGE)
    assert talk.desk.task is not None
    assert talk.desk.task.item_ids == ("mug-s",)


def test_what_is_named_and_not_there_is_said(talk: Talk) -> None:
    talk.say("return the toaster from #W1002", RETURN)
    assert talk.says == ("ask_items",)
    assert "no toaster" in talk.text


def test_a_method_given_early_is_noted(talk: Talk) -> None:
    talk.say("change the lamp in #W1001 to another colour", CHANGE)
    assert talk.say("gift card please", CHANGE) == ("method_noted", "ask_form")
    assert talk.say("white", CHANGE) == ("confirm",)


def test_charging_a_card_in_a_change_pays_the_change(talk: Talk) -> None:
    talk.say("change the lamp in #W1001 to white", CHANGE)
    assert talk.say("charge my visa", CHANGE) == ("confirm",)
    assert "change in order #W1001" in talk.text


def test_the_same_wish_again_is_the_same_summary(talk: Talk) -> None:
    talk.say("return the mug from #W1002 to my visa", RETURN)
    assert talk.say("no. return the mug to my visa", RETURN) == ("as_before", "confirm")


def test_what_is_done_cannot_be_undone_here(talk: Talk) -> None:
    talk.say("cancel #W1001, ordered by mistake", CANCEL)
    talk.say("yes", YES)
    assert talk.say("can you undo that?", CANCEL) == ("cannot_undo",)


def test_nobody_learns_whether_somebody_has_an_account(shop: Shop) -> None:
    for email in ("ben@example.com", "nobody@example.com"):
        talk = Talk(shop, email, verified=False)
        assert talk.say(f"is there an account for {email}?", Intent.ACCOUNT_HELP) == (
            "account_question",
        )
        assert talk.desk.customer == ""


def test_a_refusal_in_between_takes_the_yes_away(shop: Shop, talk: Talk) -> None:
    talk.say("cancel #W1001, ordered by mistake", CANCEL)
    assert talk.say("my email is ben@example.com", Intent.ACCOUNT_HELP) == ("other_customer",)
    assert talk.say("yes", YES) == ("confirm",)
    assert shop.order("#W1001").status == "pending"
