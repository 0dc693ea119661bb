"""Goods that come back on their own terms: not at all, on a condition, or at another fee."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.desk.countries import country_code
from assistant.desk.operations.case import Case
from assistant.desk.operations.refusing import refuse
from assistant.desk.rule_parts import Fee, Goods, OrderRules
from assistant.desk.types import Item, OrderItem


def conditions_of(
    case: Case, section: OrderRules, pieces: Iterable[OrderItem], reason: str
) -> tuple[str, ...]:
    """What the customer must say yes to for these pieces to come back, each once.

    Raises Refused where one of them cannot, or where nobody knows what kind of goods it is.
    """
    if reason in section.our_fault:
        return ()
    said = list(section.conditions)
    for piece in pieces:
        goods = goods_of(case, section, piece)
        if goods is None:
            continue
        if not goods.returnable:
            facts = {"item": piece.name, "goods": goods.name}
            raise refuse(section, "not_returnable", {"order": case.order.id, **facts})
        said.append(goods.condition)
    return tuple(dict.fromkeys(one for one in said if one))


def goods_of(case: Case, section: OrderRules, piece: OrderItem) -> Goods | None:
    """The first kind of goods that the piece is of; None: goods like any."""
    kinds = case.rules.goods
    if not kinds:
        return None
    form = case.forms.get(piece.item_id) or _sibling(case, piece)
    named = next((one for one in kinds if piece.product_id in one.products), None)
    if named is not None:
        return named
    if form is None or not form.category:
        raise refuse(section, "category_unknown", {"item": piece.name}, person=True)
    path = [level.lower() for level in form.category]
    return next((one for one in kinds if _holds(one, path)), None)


def fees(case: Case, pieces: Iterable[OrderItem]) -> Decimal:
    """What is taken off a refund of these pieces: each kind of fee once.

    Nothing where the customer sends them at their own cost.
    """
    section = case.rules.return_
    if case.request.reason in section.our_fault or not _has_label(case):
        return Decimal(0)
    kinds = {
        (goods.name if goods and goods.fee else ""): (goods and goods.fee) or section.fee
        for goods in (goods_of(case, section, piece) for piece in pieces)
    }
    return sum((_amount(fee, case.customer.group) for fee in kinds.values()), Decimal(0))


def own_postage(case: Case, our_fault: bool) -> tuple[str, ...]:
    """The note that the customer pays the postage, where they do."""
    return () if our_fault or _has_label(case) else ("own_postage",)


def _has_label(case: Case) -> bool:
    countries = case.rules.return_.label_countries
    here = country_code(case.order.address.country)
    return not countries or here in map(country_code, countries)


def _amount(fee: Fee, group: str) -> Decimal:
    return Decimal(0) if group in fee.free_groups else fee.amount


def _sibling(case: Case, piece: OrderItem) -> Item | None:
    """Another form of the piece's product: its own may be gone from the catalogue."""
    return next((one for one in case.forms.values() if one.product_id == piece.product_id), None)


def _holds(goods: Goods, path: Sequence[str]) -> bool:
    return any(_within(_levels(category), path) for category in goods.categories)


def _levels(category: str) -> list[str]:
    return [level.strip().lower() for level in category.split(">")]


def _within(part: Sequence[str], path: Sequence[str]) -> bool:
    """Whether the levels stand in the path one after another."""
    size = len(part)
    return any(list(path[i : i + size]) == list(part) for i in range(len(path) - size + 1))
