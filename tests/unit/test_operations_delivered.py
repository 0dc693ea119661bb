"""Returns and exchanges of delivered orders, by the shipped rules and by the demo store's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from desk_records import (
    CARD,
    DEMO,
    EVA,
    FORMS,
    GIFT,
    NOW,
    PAYPAL,
    SHIPPED,
    an_order,
    form,
    rules_with,
)

from assistant.desk.operations import allowed, decide
from assistant.desk.rules import Rules
from assistant.desk.types import (
    Address,
    Customer,
    Exchange,
    Item,
    Operation,
    Order,
    Payment,
    Plan,
    Refusal,
    Request,
    Return,
    Shipment,
    Swap,
)

MEMBER = replace(EVA, group="member")
YESTERDAY = NOW - timedelta(days=1)
USED = "The items must be unused, complete and, where there was one, in their original packaging."
GOODS = {
    one.id: replace(one, category=category)
    for one, category in (
        (form("lamp-b", "Lamp", "40.00", colour="black"), ("Home & Lighting", "Lamps")),
        (form("lamp-w", "Lamp", "45.50", colour="white"), ("Home & Lighting", "Lamps")),
        (form("mug-s", "Mug", "8.10"), ("Kitchen & Dining", "Mugs")),
        (form("sofa", "Sofa", "700.00"), ("Furniture", "Seating", "Sofas")),
        (form("dogbed", "Dog bed", "30.00"), ("Pets", "Dogs", "Dog beds")),
        (form("razor", "Razor", "19.00"), ("Beauty & Care", "Shaving", "Razors")),
        (form("tea", "Tea", "3.00"), ("Grocery & Tea", "Tea", "Black tea")),
        (form("cream", "Cream", "25.00"), ("beauty & care", "Skin care")),
    )
}


def delivered(*ids: str, **more: object) -> Order:
    """An order with pieces of GOODS, delivered yesterday unless said otherwise."""
    status = str(more.pop("status", "delivered"))
    at = more.pop("at", YESTERDAY)
    order = an_order("mug-s", status=status, delivered=YESTERDAY)
    items = tuple(
        replace(
            order.items[0],
            item_id=i,
            product_id=GOODS[i].product_id,
            name=GOODS[i].name,
            options=GOODS[i].options,
            price=GOODS[i].price,
        )
        for i in ids
    )
    shipping = Decimal(str(more.pop("shipping", "0")))
    total = sum((one.price for one in items), shipping)
    return replace(
        order,
        items=items,
        shipping=shipping,
        payments=(Payment("payment", total, "card_1"),),
        shipments=(Shipment(("T1",), ids, delivered=at),),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def give_back(*ids: str, reason: str = "changed my mind", method: str = "") -> Request:
    return Request(Operation.RETURN, "eva", "#W1", reason, ids, method_id=method)


def swap(*swaps: tuple[str, str], method: str = "") -> Request:
    pairs = tuple(Swap(*one) for one in swaps)
    return Request(Operation.EXCHANGE, "eva", "#W1", swaps=pairs, method_id=method)


def made(
    request: Request,
    order: Order,
    rules: Rules = SHIPPED,
    customer: Customer = EVA,
    now: datetime = NOW,
    forms: dict[str, Item] | None = None,
) -> Plan | Refusal:
    return decide(rules, request, customer, order, GOODS if forms is None else forms, now)


def plan(request: Request, order: Order, rules: Rules = SHIPPED, customer: Customer = EVA) -> Plan:
    found = made(request, order, rules, customer)
    assert isinstance(found, Plan), found
    return found


def refusal(
    request: Request, order: Order, rules: Rules = SHIPPED, customer: Customer = EVA
) -> Refusal:
    found = made(request, order, rules, customer)
    assert isinstance(found, Refusal), found
    return found


# The shipped rules


def test_a_return_is_announced_and_no_money_moves_yet() -> None:
    order = delivered("mug-s", "lamp-b", "mug-s")
    one = plan(give_back("mug-s", "lamp-b", method="card_1"), order)
    assert one.order == replace(
        order, status="return requested", returned=Return(("lamp-b", "mug-s"), "card_1")
    )
    assert one.customer is None
    assert one.transfers[0].amount == Decimal("48.10")
    assert one.notes == ("email_follows",)


def test_a_refund_goes_the_way_it_came_or_to_a_gift_card() -> None:
    order = delivered("mug-s")
    assert plan(give_back("mug-s", method="gift_1"), order).customer is None
    assert refusal(give_back("mug-s", method="paypal_1"), order).code == "method_not_allowed"


@pytest.mark.parametrize("status", ["pending", "processed", "return requested", "cancelled"])
def test_only_what_was_delivered_comes_back(status: str) -> None:
    order = delivered("mug-s", status=status)
    assert refusal(give_back("mug-s", method="card_1"), order).code == "wrong_state"
    assert refusal(swap(("mug-s", "mug-s"), method="card_1"), order).code == "wrong_state"


def test_a_piece_comes_back_as_often_as_it_was_bought() -> None:
    order = delivered("mug-s", "mug-s", "lamp-b")
    assert plan(give_back("mug-s", "mug-s", method="card_1"), order).transfers[0].amount == (
        Decimal("16.20")
    )
    refused = refusal(give_back("mug-s", "mug-s", "mug-s", method="card_1"), order)
    assert refused.code == "unknown_item"
    assert refusal(give_back("razor", method="card_1"), order).code == "unknown_item"


def test_an_exchange_names_pieces_forms_method_and_difference() -> None:
    order = delivered("lamp-b", "mug-s")
    one = plan(swap(("lamp-b", "lamp-w"), method="paypal_1"), order)
    assert one.order == replace(
        order,
        status="exchange requested",
        exchanged=Exchange(("lamp-b",), ("lamp-w",), "paypal_1", Decimal("5.50")),
    )
    assert one.customer is None
    assert (one.transfers[0].kind, one.transfers[0].amount) == ("payment", Decimal("5.50"))


def test_new_forms_stand_beside_their_pieces() -> None:
    order = an_order("tv-2", "lamp-b", status="delivered")
    request = swap(("tv-2", "tv-1"), ("lamp-b", "lamp-r"), method="card_1")
    one = decide(SHIPPED, request, EVA, order, FORMS, NOW)
    assert isinstance(one, Plan)
    assert one.order is not None
    assert one.order.exchanged == Exchange(
        ("lamp-b", "tv-2"), ("lamp-r", "tv-1"), "card_1", Decimal("-509.75")
    )


def test_a_gift_card_covers_the_difference_and_keeps_it_until_the_goods_move() -> None:
    order = an_order("tv-1", "lamp-b", status="delivered")
    dear = decide(SHIPPED, swap(("tv-1", "tv-2"), method="gift_1"), EVA, order, FORMS, NOW)
    assert isinstance(dear, Refusal)
    assert dear.code == "gift_card_too_small"
    near = decide(SHIPPED, swap(("lamp-b", "lamp-w"), method="gift_1"), EVA, order, FORMS, NOW)
    assert isinstance(near, Plan)
    assert near.customer is None


def test_an_order_is_exchanged_once() -> None:
    order = plan(swap(("lamp-b", "lamp-w"), method="card_1"), delivered("lamp-b", "mug-s")).order
    assert order is not None
    assert refusal(swap(("mug-s", "mug-l"), method="card_1"), order).code == "once_only"
    early = allowed(SHIPPED, Operation.EXCHANGE, EVA, order, NOW)
    assert early is not None
    assert early.code == "once_only"


def test_never_more_than_was_paid() -> None:
    short = replace(delivered("lamp-b"), payments=(Payment("payment", Decimal("20"), "card_1"),))
    refused = refusal(give_back("lamp-b", method="card_1"), short)
    assert refused == Refusal("more_than_paid", {"amount": "40.00", "paid": "20"}, person=True)


# Windows


@pytest.mark.parametrize(
    ("group", "delivered_on", "asked_on", "fine"),
    [
        ("", "2026-03-01", "2026-03-31", True),
        ("", "2026-03-01", "2026-04-01", False),
        ("member", "2026-03-01", "2026-04-30", True),
        ("member", "2026-03-01", "2026-05-01", False),
        ("", "2025-11-01", "2026-01-31", True),
        ("", "2025-11-01", "2026-02-01", False),
        ("", "2025-12-24", "2026-01-31", True),
        ("", "2025-12-25", "2026-01-24", True),
        ("", "2025-12-25", "2026-01-25", False),
        ("", "2025-10-31", "2025-11-30", True),
        ("", "2025-10-31", "2025-12-01", False),
        ("member", "2025-12-24", "2026-02-22", True),
        ("member", "2025-12-24", "2026-02-23", False),
    ],
)
def test_the_demo_stores_periods(group: str, delivered_on: str, asked_on: str, fine: bool) -> None:
    noon = "T12:00:00-05:00"
    order = delivered("mug-s", at=datetime.fromisoformat(delivered_on + noon))
    now = datetime.fromisoformat(asked_on + noon)
    customer = replace(EVA, group=group)
    found = made(give_back("mug-s"), order, DEMO, customer, now)
    if fine:
        assert isinstance(found, Plan)
        assert allowed(DEMO, Operation.RETURN, customer, order, now) is None
    else:
        assert isinstance(found, Refusal)
        assert found.code == "window_over"
        assert found.facts["last_day"] < asked_on
        assert not found.person
        early = allowed(DEMO, Operation.RETURN, customer, order, now)
        assert early == replace(found, person=True), "a fault may be claimed later"


def test_days_are_counted_where_the_shop_is() -> None:
    # 30 days after March 1 in New York ends on March 31 at midnight there: April 1, 4:00 UTC.
    order = delivered("mug-s", at=datetime(2026, 3, 2, 4, 59, tzinfo=UTC))
    last = datetime(2026, 4, 1, 3, 59, tzinfo=UTC)
    assert isinstance(made(give_back("mug-s"), order, DEMO, now=last), Plan)
    after = made(give_back("mug-s"), order, DEMO, now=last + timedelta(minutes=2))
    assert isinstance(after, Refusal)


def test_each_piece_has_the_day_of_its_own_parcel() -> None:
    old, new = NOW - timedelta(days=40), NOW - timedelta(days=5)
    parcels = (
        Shipment(("T1",), ("mug-s",), delivered=old),
        Shipment(("T2",), ("lamp-b",), delivered=new),
    )
    order = replace(delivered("mug-s", "lamp-b"), shipments=parcels)
    assert refusal(give_back("mug-s", "lamp-b"), order, DEMO).facts["item"] == "Mug"
    assert plan(give_back("lamp-b"), order, DEMO).order is not None
    assert allowed(DEMO, Operation.RETURN, EVA, order, NOW) is None


def test_an_unknown_day_is_for_a_person() -> None:
    order = replace(delivered("mug-s"), shipments=())
    assert refusal(give_back("mug-s"), order, DEMO).person
    assert refusal(give_back("mug-s"), order, DEMO).code == "date_unknown"


def test_a_window_may_count_from_the_order(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, '[cancel.window]\ndays = 2\nsince = "placed"\n')
    request = Request(Operation.CANCEL, "eva", "#W1", "no longer needed")
    for days, cls in ((2, Plan), (3, Refusal)):
        order = replace(an_order("mug-s"), placed=NOW - timedelta(days=days))
        assert isinstance(decide(rules, request, EVA, order, FORMS, NOW), cls)


# Fees, faults and goods


def test_a_return_costs_its_label_once() -> None:
    one = plan(give_back("mug-s", "lamp-b"), delivered("mug-s", "lamp-b", "mug-s"), DEMO)
    assert one.fee == Decimal("4.90")
    assert one.transfers[0].amount == Decimal("8.10") + 40 - Decimal("4.90")
    assert one.conditions == (USED,)
    assert one.request.method_id == "card_1"


def test_members_pay_no_fee() -> None:
    assert plan(give_back("mug-s"), delivered("mug-s"), DEMO, MEMBER).fee == 0


@pytest.mark.parametrize("reason", ["faulty", "wrong item sent"])
def test_the_shops_own_mistake_costs_nothing(reason: str) -> None:
    order = delivered("mug-s", "razor", shipping="12.90")
    one = plan(give_back("razor", reason=reason), order, DEMO)
    assert one.fee == 0
    assert one.conditions == ()
    assert one.transfers[0].amount == Decimal("19.00") + Decimal("12.90")


def test_a_late_fault_is_for_a_person() -> None:
    order = delivered("mug-s", at=NOW - timedelta(days=90))
    assert refusal(give_back("mug-s", reason="faulty"), order, DEMO).person
    assert not refusal(give_back("mug-s"), order, DEMO).person


def test_damage_needs_a_photo_so_a_person() -> None:
    refused = refusal(give_back("mug-s", reason="damaged on arrival"), delivered("mug-s"), DEMO)
    assert refused == Refusal("reason_for_person", {"reason": "damaged on arrival"}, person=True)


def test_goods_that_do_not_come_back_or_only_unopened() -> None:
    order = delivered("razor", "tea", "cream", "mug-s", "tea")
    refused = refusal(give_back("tea", "razor"), order, DEMO)
    assert (refused.code, refused.facts["goods"]) == ("not_returnable", "razors")
    food = plan(give_back("tea", "cream", "tea"), order, DEMO).conditions
    assert food == (USED, "Food must be unopened.", "Beauty and care products must be unopened.")


def test_large_items_are_collected() -> None:
    order = delivered("sofa", "dogbed")
    assert plan(give_back("sofa"), order, DEMO).fee == Decimal("39")
    assert plan(give_back("sofa"), order, DEMO, MEMBER).fee == Decimal("39")
    assert plan(give_back("dogbed"), order, DEMO).fee == Decimal("4.90")
    assert plan(give_back("sofa", "dogbed"), order, DEMO).fee == Decimal("43.90")
    assert plan(give_back("sofa", reason="faulty"), order, DEMO).fee == 0


def test_a_fee_that_eats_the_refund_is_for_a_person() -> None:
    refused = refusal(give_back("tea"), delivered("tea", "mug-s"), DEMO)
    assert refused.code == "nothing_left"
    assert refused.person


def test_goods_of_unknown_kind_are_for_a_person() -> None:
    found = made(give_back("mug-s"), delivered("mug-s"), DEMO, forms={})
    assert isinstance(found, Refusal)
    assert (found.code, found.person) == ("category_unknown", True)
    faulty = made(give_back("mug-s", reason="faulty"), delivered("mug-s"), DEMO, forms={})
    assert isinstance(faulty, Plan)


def test_from_another_country_the_customer_pays_the_postage() -> None:
    order = replace(delivered("mug-s"), address=Address("1", "", "Lyon", "", "69001", "FR"))
    one = plan(give_back("mug-s"), order, DEMO)
    assert one.fee == 0
    assert "own_postage" in one.notes
    assert "own_postage" not in plan(give_back("mug-s", reason="faulty"), order, DEMO).notes


@pytest.mark.parametrize(
    ("ids", "shipping", "customer", "country", "back"),
    [
        (("lamp-b",), "4.90", EVA, "US", "4.90"),
        (("lamp-b",), "12.90", EVA, "US", "4.90"),
        (("lamp-b", "lamp-w"), "12.90", EVA, "US", "0"),
        (("lamp-b",), "12.90", MEMBER, "US", "0"),
        (("lamp-b",), "19.90", EVA, "DE", "19.90"),
    ],
)
def test_the_delivery_cost_comes_back_with_the_whole_order(
    ids: tuple[str, ...], shipping: str, customer: Customer, country: str, back: str
) -> None:
    order = delivered(*ids, shipping=shipping)
    order = replace(order, address=replace(order.address, country=country))
    one = plan(give_back(*ids), order, DEMO, customer)
    goods = sum((piece.price for piece in order.items), Decimal(0))
    assert one.transfers[0].amount == goods + Decimal(back) - one.fee


def test_what_is_kept_keeps_its_delivery_cost() -> None:
    one = plan(give_back("lamp-b"), delivered("lamp-b", "mug-s", shipping="4.90"), DEMO)
    assert one.transfers[0].amount == Decimal("40.00") - Decimal("4.90")


def test_paid_in_two_ways_goes_back_to_the_gift_card_first() -> None:
    payments = (
        Payment("payment", Decimal("30"), "card_1"),
        Payment("payment", Decimal("18.10"), "gift_1"),
    )
    order = replace(delivered("lamp-b", "mug-s"), payments=payments)
    one = plan(give_back("lamp-b"), order, DEMO)
    amounts = [(part.method_id, part.amount) for part in one.transfers]
    assert amounts == [("gift_1", Decimal("18.10")), ("card_1", Decimal("17.00"))]


# Exchanges of the demo store


def test_exchanges_are_free_and_as_often_as_wanted() -> None:
    order = delivered("lamp-b", "mug-s")
    one = plan(swap(("lamp-b", "lamp-w")), order, DEMO)
    assert one.order is not None
    assert one.order.status == "return requested"
    assert one.fee == 0
    assert one.order.exchanged == Exchange(("lamp-b",), ("lamp-w",), "card_1", Decimal("5.50"))
    done = replace(delivered("lamp-w", "mug-s", status="exchanged"), exchanged=one.order.exchanged)
    again = plan(swap(("lamp-w", "lamp-b")), done, DEMO)
    assert again.transfers[0].amount == Decimal("5.50")


def test_a_piece_on_its_way_back_does_not_go_twice() -> None:
    on_its_way = Exchange(("lamp-b",), ("lamp-w",), "card_1", Decimal("5.50"))
    order = replace(delivered("lamp-b", "mug-s", status="exchanged"), exchanged=on_its_way)
    refused = refusal(give_back("lamp-b"), order, DEMO)
    assert (refused.code, refused.person) == ("already_announced", True)


def test_another_of_the_same_is_for_a_person() -> None:
    assert refusal(swap(("lamp-b", "lamp-b")), delivered("lamp-b"), DEMO).person


@pytest.mark.parametrize("status", ["partially delivered", "return requested", "refunded"])
def test_where_the_records_are_not_enough_a_person_decides(status: str) -> None:
    assert refusal(give_back("mug-s"), delivered("mug-s", status=status), DEMO).person
    assert not refusal(give_back("mug-s"), delivered("mug-s", status="shipped"), DEMO).person


def test_methods_of_the_customer_only() -> None:
    assert {CARD, PAYPAL, GIFT} == set(EVA.payment_methods)
    gone = replace(EVA, payment_methods=(PAYPAL,))
    refused = refusal(give_back("mug-s"), delivered("mug-s"), DEMO, gone)
    assert refused == Refusal("unknown_method", {"method": "card_1"}, person=True)
