"""What can be said before anything is asked: whose order, its state, once only, and the window."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from assistant.desk.operations.refusing import refuse
from assistant.desk.rule_parts import OperationRules, OrderRules, Season, SwapRules, Window
from assistant.desk.rules import Rules
from assistant.desk.types import Customer, Operation, Order


def check_offered(rules: OperationRules, operation: Operation, customer: Customer) -> None:
    """Raises Refused where this customer cannot have the operation at all."""
    if not rules.offered:
        raise refuse(rules, "not_offered", {"operation": operation.value}, person=True)
    if rules.groups and customer.group not in rules.groups:
        raise refuse(rules, "group_only", {"groups": ", ".join(rules.groups)})


def check_state(rules: OrderRules, operation: Operation, order: Order) -> None:
    """Raises Refused where the order's state or what was done before excludes the operation."""
    if rules.once and _swapped_before(rules, operation, order):
        raise refuse(rules, "once_only", {"order": order.id, "status": order.status})
    if order.status not in rules.states:
        facts = {"order": order.id, "status": order.status, "states": ", ".join(rules.states)}
        person = order.status in rules.person_states
        raise refuse(rules, "wrong_state", facts, person=person)
    if rules.once and operation is Operation.CHANGE_PAYMENT and len(order.payments) > 1:
        raise refuse(rules, "several_payments", {"order": order.id})


def _swapped_before(rules: OrderRules, operation: Operation, order: Order) -> bool:
    if operation is Operation.EXCHANGE:
        return order.exchanged is not None
    return isinstance(rules, SwapRules) and order.status == rules.becomes


def check_window(
    rules: Rules,
    operation: OrderRules,
    customer: Customer,
    order: Order,
    item_ids: Iterable[str],
    now: datetime,
    *,
    person: bool,
) -> None:
    """Raises Refused when the time for one of these pieces is over or cannot be told.

    Args:
        person: offer one when it is over, whatever the shop says.
    """
    window = operation.window
    if window is None:
        return
    today = now.astimezone(rules.zone).date()
    for item_id in item_ids:
        since = since_of(window, order, item_id)
        if since is None:
            raise refuse(
                operation, "date_unknown", {"order": order.id, "since": window.since}, person=True
            )
        end = last_day(window, since.astimezone(rules.zone).date(), customer.group)
        if today > end:
            name = next((one.name for one in order.items if one.item_id == item_id), "")
            raise refuse(
                operation,
                "window_over",
                {"order": order.id, "item": name, "last_day": end.isoformat()},
                person=person,
            )


def since_of(window: Window, order: Order, item_id: str) -> datetime | None:
    """When the window of a piece began: the last delivery of it; None: not known."""
    if window.since == "placed":
        return order.placed
    parcels = [one for one in order.shipments if item_id in one.item_ids] or order.shipments
    return max((one.delivered for one in parcels if one.delivered is not None), default=None)


def last_day(window: Window, since: date, group: str) -> date:
    """The last day that counts for something delivered (or ordered) on ``since``."""
    days = max(window.days, window.groups.get(group, 0))
    ends = [_season_end(season, since) for season in window.seasons]
    return max([since + timedelta(days=days), *(end for end in ends if end is not None)])


def _season_end(season: Season, since: date) -> date | None:
    for year in (since.year - 1, since.year):
        first, last = _in(season.first, year), _in(season.last, year)
        if last < first:
            last = _in(season.last, year + 1)
        if first <= since <= last:
            until = _in(season.until, last.year)
            return until if until >= last else _in(season.until, last.year + 1)
    return None


def _in(day: date, year: int) -> date:
    """The day in a year; February 29 is the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
