"""What may be done with a pending order, by the shipped rules and by others."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from desk_records import (
    BEN,
    CARD,
    DEMO,
    EVA,
    FORMS,
    GIFT,
    HOME,
    NOW,
    OFFICE,
    PAYPAL,
    SHIPPED,
    an_order,
    rules_with,
)

from assistant.desk.operations import allowed, allowed_methods, decide, missing
from assistant.desk.rules import Rules
from assistant.desk.types import (
    Address,
    Customer,
    Operation,
    Order,
    Payment,
    Plan,
    Refusal,
    Request,
    Swap,
)


def plan(request: Request, order: Order | None, rules: Rules = SHIPPED) -> Plan:
    made = decide(rules, request, EVA, order, FORMS, NOW)
    assert isinstance(made, Plan), made
    return made


def refusal(
    request: Request,
    order: Order | None,
    rules: Rules = SHIPPED,
    customer: Customer = EVA,
    now: datetime = NOW,
) -> Refusal:
    made = decide(rules, request, customer, order, FORMS, now)
    assert isinstance(made, Refusal), made
    return made


def cancel(reason: str = "no longer needed") -> Request:
    return Request(Operation.CANCEL, "eva", "#W1", reason)


def change(*swaps: tuple[str, str], method: str = "card_1") -> Request:
    return Request(
        Operation.CHANGE_ITEMS,
        "eva",
        "#W1",
        swaps=tuple(Swap(*one) for one in swaps),
        method_id=method,
    )


def pay_with(method: str) -> Request:
    return Request(Operation.CHANGE_PAYMENT, "eva", "#W1", method_id=method)


def send_to(address: Address) -> Request:
    return Request(Operation.CHANGE_ADDRESS, "eva", "#W1", address=address)


# Cancelling


def test_a_cancelled_order_pays_everything_back() -> None:
    order = an_order("lamp-b", "mug-s", shipping="4.90")
    made = plan(cancel(), order)
    assert made.order == replace(
        order,
        status="cancelled",
        cancel_reason="no longer needed",
        payments=(*order.payments, Payment("refund", Decimal("40.00") + 13, "card_1")),
    )
    assert made.customer is None
    assert [(one.kind, one.amount, one.when) for one in made.transfers] == [
        ("refund", Decimal("53.00"), "within 5 to 7 business days")
    ]


def test_a_gift_card_has_its_money_back_at_once() -> None:
    made = plan(cancel(), an_order("mug-s", method=GIFT))
    assert made.customer is not None
    assert made.customer.method("gift_1") == replace(GIFT, balance=Decimal("58.10"))
    assert made.transfers[0].when == "immediately"


def test_after_a_changed_payment_only_the_open_one_goes_back() -> None:
    order = plan(pay_with("paypal_1"), an_order("lamp-b")).order
    assert order is not None
    made = plan(cancel(), order)
    assert made.order is not None
    assert made.order.payments[3:] == (Payment("refund", Decimal("40.00"), "paypal_1"),)


@pytest.mark.parametrize("reason", ["found it cheaper", "NO LONGER NEEDED!", "mistake"])
def test_other_reasons_are_refused_with_those_accepted(reason: str) -> None:
    refused = refusal(cancel(reason), an_order("mug-s"))
    assert refused.code == "reason_not_accepted"
    assert refused.facts["accepted"] == "no longer needed, ordered by mistake"
    assert not refused.person


def test_a_shop_may_take_any_reason() -> None:
    assert plan(cancel("my cat said no"), an_order("mug-s"), DEMO).order is not None


@pytest.mark.parametrize(
    "status", ["processed", "delivered", "cancelled", "pending (item modified)", "return requested"]
)
@pytest.mark.parametrize(
    "request_",
    [cancel(), send_to(OFFICE), pay_with("paypal_1"), change(("lamp-b", "lamp-w"))],
    ids=lambda one: one.operation.value,
)
def test_only_a_pending_order_changes(status: str, request_: Request) -> None:
    order = an_order("lamp-b", status=status)
    refused = refusal(request_, order)
    changed_twice = "item modified" in status and request_.operation is Operation.CHANGE_ITEMS
    assert refused.code == ("once_only" if changed_twice else "wrong_state")
    assert refused.facts["status"] == status
    assert allowed(SHIPPED, request_.operation, EVA, order, NOW) == refused


def test_states_in_which_a_person_decides() -> None:
    order = an_order("mug-s", status="payment failed")
    assert refusal(cancel(), order, DEMO).person
    assert not refusal(cancel(), replace(order, status="processing"), DEMO).person


# Whose order


@pytest.mark.parametrize("order", [None, an_order("mug-s", customer=BEN)])
def test_anothers_order_and_none_are_refused_alike(order: Order | None) -> None:
    refused = refusal(cancel(), order)
    assert refused == Refusal("not_your_order", {"order": "#W1"})


def test_a_request_in_anothers_name_is_refused() -> None:
    own = an_order("mug-s", customer=BEN)
    assert refusal(cancel(), own, customer=BEN).code == "not_your_order"
    elsewhere = Request(Operation.CHANGE_DEFAULT_ADDRESS, "eva", address=OFFICE)
    assert refusal(elsewhere, None, customer=BEN).code == "not_your_order"


# Addresses


def test_only_the_address_changes() -> None:
    order = an_order("mug-s")
    assert plan(send_to(OFFICE), order).order == replace(order, address=OFFICE)


def test_the_default_address_changes_and_orders_stay() -> None:
    made = plan(Request(Operation.CHANGE_DEFAULT_ADDRESS, "eva", address=OFFICE), None)
    assert made.order is None
    assert made.customer == replace(EVA, address=OFFICE)


def test_an_address_needs_its_parts() -> None:
    refused = refusal(send_to(Address("2 Elm St", city="Denver")), an_order("mug-s"))
    assert refused.code == "incomplete"
    assert refused.facts == {"missing": "address"}


def test_the_same_address_is_no_change() -> None:
    assert refusal(send_to(HOME), an_order("mug-s")).code == "same_address"


def test_a_shop_may_keep_orders_in_their_country() -> None:
    abroad = Address("1 Rue X", "", "Lyon", "", "69001", "France")
    assert plan(send_to(abroad), an_order("mug-s")).order is not None
    assert refusal(send_to(abroad), an_order("mug-s"), DEMO).code == "other_country"
    assert plan(send_to(OFFICE), an_order("mug-s"), DEMO).order is not None


# Payment


def test_the_new_method_pays_and_the_old_one_gets_it_back() -> None:
    order = an_order("lamp-b")
    made = plan(pay_with("gift_1"), order)
    assert made.order is not None
    assert made.order == replace(
        order,
        payments=(
            *order.payments,
            Payment("payment", Decimal("40.00"), "gift_1"),
            Payment("refund", Decimal("40.00"), "card_1"),
        ),
    )
    assert made.customer is not None
    assert made.customer.method("gift_1") == replace(GIFT, balance=Decimal("10.00"))


def test_from_a_gift_card_its_money_comes_back_at_once() -> None:
    made = plan(pay_with("card_1"), an_order("lamp-b", method=GIFT))
    assert made.customer is not None
    assert made.customer.method("gift_1") == replace(GIFT, balance=Decimal("90.00"))


def test_a_gift_card_must_cover_all() -> None:
    refused = refusal(pay_with("gift_1"), an_order("tv-1"))
    assert refused.code == "gift_card_too_small"
    assert refused.facts == {"method": "gift_1", "balance": "50.00", "amount": "400.00"}
    assert plan(pay_with("gift_1"), an_order("lamp-b", shipping="10.00")).order is not None


def test_a_gift_card_of_unknown_balance_is_for_a_person() -> None:
    unknown = replace(EVA, payment_methods=(CARD, replace(GIFT, balance=None)))
    made = decide(SHIPPED, pay_with("gift_1"), unknown, an_order("mug-s"), FORMS, NOW)
    assert made == Refusal("balance_unknown", {"method": "gift_1"}, person=True)


def test_the_same_method_is_no_change() -> None:
    assert refusal(pay_with("card_1"), an_order("mug-s")).code == "same_method"


def test_a_method_that_is_not_the_customers() -> None:
    assert refusal(pay_with("paypal_2"), an_order("mug-s")).code == "unknown_method"


def test_payment_changes_once_where_the_rules_say_so() -> None:
    order = plan(pay_with("paypal_1"), an_order("lamp-b")).order
    assert refusal(pay_with("card_1"), order).code == "several_payments"
    assert allowed(SHIPPED, Operation.CHANGE_PAYMENT, EVA, order, NOW) is not None
    again = plan(pay_with("gift_1"), order, _often())
    assert again.order is not None
    assert [one.amount for one in again.order.payments] == [Decimal("40.00")] * 5


def _often() -> Rules:
    section = SHIPPED.change_payment.model_copy(update={"once": False})
    return SHIPPED.model_copy(update={"change_payment": section})


def test_the_methods_to_offer() -> None:
    order = an_order("mug-s")
    assert allowed_methods(SHIPPED, Operation.CHANGE_PAYMENT, EVA, order) == (PAYPAL, GIFT)
    assert allowed_methods(SHIPPED, Operation.RETURN, EVA, order) == (CARD, GIFT)
    assert allowed_methods(SHIPPED, Operation.EXCHANGE, EVA, order) == (CARD, PAYPAL, GIFT)
    assert allowed_methods(DEMO, Operation.RETURN, EVA, order) == (CARD,)


# Items


def test_a_dearer_form_is_paid_for() -> None:
    order = an_order("lamp-b", "mug-s")
    made = plan(change(("lamp-b", "lamp-w")), order)
    assert made.order is not None
    assert [one.item_id for one in made.order.items] == ["lamp-w", "mug-s"]
    assert made.order.items[0].price == Decimal("45.50")
    assert made.order.items[0].options == {"colour": "white"}
    assert made.order.status == "pending (item modified)"
    assert made.order.payments[1:] == (Payment("payment", Decimal("5.50"), "card_1"),)
    assert made.notes == ("all_items", "final")


def test_a_cheaper_form_is_refunded_to_a_gift_card_at_once() -> None:
    made = plan(change(("lamp-b", "lamp-r"), method="gift_1"), an_order("lamp-b"))
    assert made.order is not None
    assert made.order.payments[1:] == (Payment("refund", Decimal("9.75"), "gift_1"),)
    assert made.customer is not None
    assert made.customer.method("gift_1") == replace(GIFT, balance=Decimal("59.75"))


def test_several_items_have_one_difference() -> None:
    made = plan(
        change(("lamp-b", "lamp-r"), ("mug-s", "mug-l")), an_order("lamp-b", "mug-s", "mug-s")
    )
    assert made.order is not None
    assert [one.item_id for one in made.order.items] == ["lamp-r", "mug-l", "mug-s"]
    assert made.order.payments[1:] == (Payment("refund", Decimal("5.85"), "card_1"),)


def test_two_of_the_same_become_two_others() -> None:
    made = plan(change(("mug-s", "mug-l"), ("mug-s", "mug-l")), an_order("mug-s", "mug-s"))
    assert made.order is not None
    assert [one.item_id for one in made.order.items] == ["mug-l", "mug-l"]
    assert made.transfers[0].amount == Decimal("7.80")


def test_forms_that_change_places() -> None:
    made = plan(change(("lamp-b", "lamp-w"), ("lamp-w", "lamp-b")), an_order("lamp-b", "lamp-w"))
    assert made.order is not None
    assert [one.item_id for one in made.order.items] == ["lamp-w", "lamp-b"]
    assert made.transfers == ()
    assert made.order.payments[1:] == (Payment("refund", Decimal(0), "card_1"),)


@pytest.mark.parametrize(
    ("swap", "code"),
    [
        (("tv-1", "tv-2"), "unknown_item"),
        (("lamp-b", "nothing"), "unknown_form"),
        (("lamp-b", "mug-l"), "other_product"),
        (("lamp-b", "lamp-b"), "same_form"),
        (("lamp-b", "lamp-x"), "sold_out"),
    ],
)
def test_swaps_that_cannot_be(swap: tuple[str, str], code: str) -> None:
    assert refusal(change(swap), an_order("lamp-b", "mug-s")).code == code


def test_a_piece_changes_once() -> None:
    twice = change(("lamp-b", "lamp-w"), ("lamp-b", "lamp-r"))
    assert refusal(twice, an_order("lamp-b", "mug-s")).code == "unknown_item"


def test_a_gift_card_must_cover_the_difference() -> None:
    order = an_order("tv-1")
    assert refusal(change(("tv-1", "tv-2"), method="gift_1"), order).code == "gift_card_too_small"
    assert plan(change(("tv-1", "tv-2")), order).transfers[0].amount == Decimal(500)


def test_where_the_difference_goes_back_the_way_it_came_nobody_is_asked() -> None:
    order = an_order("lamp-b", method=PAYPAL)
    request = change(("lamp-b", "lamp-w"), method="")
    assert missing(DEMO, request, order) == ()
    made = plan(request, order, DEMO)
    assert made.request.method_id == "paypal_1"
    assert made.order is not None
    assert made.order.status == "pending"
    assert plan(change(("lamp-w", "lamp-b"), method=""), made.order, DEMO).order is not None
    assert refusal(change(("lamp-b", "lamp-w")), order, DEMO).code == "method_not_allowed"


# Limits


def test_much_money_is_for_a_person(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, "[cancel]\nmax_amount = 39.99\n")
    refused = refusal(cancel(), an_order("lamp-b"), rules)
    assert refused == Refusal("over_limit", {"amount": "40.00", "limit": "39.99"}, person=True)
    assert plan(cancel(), an_order("mug-s"), rules).order is not None


def test_what_a_shop_does_not_offer_or_only_to_some(tmp_path: Path) -> None:
    rules = rules_with(
        tmp_path, '[cancel]\noffered = false\n[change_address]\ngroups = ["member"]\n'
    )
    assert refusal(cancel(), an_order("mug-s"), rules).person
    refused = refusal(send_to(OFFICE), an_order("mug-s"), rules)
    assert refused == Refusal("group_only", {"groups": "member"})
    member = replace(EVA, group="member")
    made = decide(rules, send_to(OFFICE), member, an_order("mug-s"), FORMS, NOW)
    assert isinstance(made, Plan)


def test_a_person_is_offered_for_the_codes_that_a_shop_names(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, '[cancel]\nperson = ["reason_not_accepted"]\n')
    assert refusal(cancel("just so"), an_order("mug-s"), rules).person


# What is missing


@pytest.mark.parametrize(
    ("request_", "order", "wanted"),
    [
        (Request(Operation.CANCEL, "eva"), None, ("order", "reason")),
        (Request(Operation.CANCEL, "eva", "#W1"), an_order("mug-s"), ("reason",)),
        (Request(Operation.CHANGE_ADDRESS, "eva"), None, ("order", "address")),
        (Request(Operation.CHANGE_PAYMENT, "eva"), None, ("order", "method")),
        (Request(Operation.CHANGE_ITEMS, "eva"), None, ("order", "items", "forms", "method")),
        (
            Request(Operation.EXCHANGE, "eva", item_ids=("a",)),
            an_order("mug-s"),
            ("forms", "method"),
        ),
        (
            Request(
                Operation.EXCHANGE,
                "eva",
                item_ids=("a", "b"),
                swaps=(Swap("a", "c"),),
                method_id="m",
            ),
            an_order("mug-s"),
            ("forms",),
        ),
        (
            Request(Operation.EXCHANGE, "eva", swaps=(Swap("a", ""),)),
            an_order("mug-s"),
            ("forms", "method"),
        ),
        (Request(Operation.RETURN, "eva"), None, ("order", "items", "method")),
        (Request(Operation.CHANGE_DEFAULT_ADDRESS, "eva"), None, ("address",)),
        (change(("a", "b")), an_order("mug-s"), ()),
    ],
)
def test_what_must_still_be_asked(
    request_: Request, order: Order | None, wanted: tuple[str, ...]
) -> None:
    assert missing(SHIPPED, request_, order) == wanted


def test_an_incomplete_request_is_not_decided() -> None:
    refused = refusal(Request(Operation.CANCEL, "eva", "#W1"), an_order("mug-s"))
    assert refused == Refusal("incomplete", {"missing": "reason"})


def test_telling_is_not_deciding() -> None:
    with pytest.raises(ValueError, match="changes nothing"):
        decide(SHIPPED, Request(Operation.STATUS, "eva"), EVA, None, FORMS, NOW)
