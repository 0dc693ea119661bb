"""How the service desk names things: pieces, forms, orders, payment methods, addresses. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from assistant.desk.types import Address, Customer, Item, Order, OrderItem, PaymentMethod
from assistant.reply.money import money
from assistant.reply.titles import short_title
from assistant.reply.words import Words

FORMS_NAMED = 6
"""Up to so many forms are named one by one."""


def options(values: Mapping[str, str]) -> str:
    """``blue, size M, no backlight``: a value that says nothing by itself is named with its
    option."""
    return ", ".join(_option(name, value) for name, value in values.items())


def _option(name: str, value: str) -> str:
    if value.casefold() in ("none", "no"):
        return f"no {name}"
    if value.casefold() == "yes":
        return name
    speaks = len(value) > 2 and any(c.isalpha() for c in value)
    return value if speaks else f"{name} {value}"


def called(item: OrderItem | Item) -> str:
    """What a piece is called in a sentence."""
    return short_title(item.name)


def piece(item: OrderItem | Item, *, price: bool = False, currency: str = "USD") -> str:
    """``Desk Lamp (black, USB, $40.00)``."""
    told = [options(item.options)] if item.options else []
    told += [money(item.price, currency)] if price else []
    return f"{called(item)} ({', '.join(told)})" if told else called(item)


def pieces(items: Sequence[OrderItem], words: Words, *, full: bool = False) -> str:
    """Pieces in a row; the same one several times with its number. Only ``full`` names options,
    unless two would else be called the same."""
    names = Counter(one.name for one in {one.item_id: one for one in items}.values())
    counts = Counter(one.item_id for one in items)
    told = []
    for item_id, count in counts.items():
        item = next(one for one in items if one.item_id == item_id)
        said = piece(item) if full or names[item.name] > 1 else called(item)
        told.append(f"{count} × {said}" if count > 1 else said)
    return words.all_of(told)


def counted(items: Sequence[OrderItem], currency: str) -> Iterable[str]:
    """Each piece with its price; the same one several times with its number."""
    counts = Counter(one.item_id for one in items)
    for item_id, count in counts.items():
        item = next(one for one in items if one.item_id == item_id)
        said = piece(item, price=True, currency=currency)
        yield f"{count} × {said}" if count > 1 else said


def order_line(order: Order, words: Words) -> str:
    """``#W1 (pending): Desk Lamp and Kettle, $80.00``."""
    return words.say(
        "desk_order_line",
        id=order.id,
        status=order.status,
        items=pieces(order.items, words),
        total=money(order.total, order.currency),
    )


def listed(lines: Iterable[str]) -> str:
    """Lines below each other, where there are several."""
    lines = list(lines)
    return lines[0] if len(lines) == 1 else "".join(f"\n- {line}" for line in lines)


def method(one: PaymentMethod | None, words: Words, currency: str = "USD") -> str:
    """A payment method by its kind and what tells it apart."""
    if one is None:
        return words.say("method_gone")
    if one.kind == "gift_card":
        if one.balance is None:
            return words.say("method_gift_plain")
        return words.say("method_gift", balance=money(one.balance, currency))
    if one.kind == "paypal":
        return words.say("method_paypal")
    if one.last_four and one.brand:
        return words.say("method_card", brand=_titled(one.brand), last_four=one.last_four)
    if one.last_four:
        return words.say("method_card_plain", last_four=one.last_four)
    return _titled(one.brand or one.kind.replace("_", " "))


def methods(ones: Iterable[PaymentMethod], words: Words, currency: str = "USD") -> tuple[str, ...]:
    """Payment methods, each told apart from the others."""
    ones = tuple(ones)
    said = [method(one, words, currency) for one in ones]
    return tuple(
        f"{name} ({one.id})" if said.count(name) > 1 else name
        for one, name in zip(ones, said, strict=True)
    )


def of_customer(customer: Customer, method_id: str, words: Words, currency: str) -> str:
    """The customer's payment method of an id."""
    return method(customer.method(method_id), words, currency)


def address(one: Address | None) -> str:
    """An address in a line."""
    if one is None:
        return ""
    place = " ".join(part for part in (one.state, one.postal_code) if part)
    return ", ".join(part for part in (one.line1, one.line2, one.city, place, one.country) if part)


def forms(item: OrderItem, among: Sequence[Item], words: Words, currency: str) -> tuple[str, ...]:
    """Other forms of a piece by the options in which they differ, with their prices."""
    differ = _differing(item, among)
    return tuple(_form(one, item, differ, words, currency) for one in among)


def form_names(item: OrderItem, among: Sequence[Item]) -> tuple[str, ...]:
    """Other forms of a piece by the options in which they differ."""
    differ = _differing(item, among)
    return tuple(_named(one, differ) for one in among)


def option_values(among: Sequence[Item], words: Words) -> str:
    """``color: red, blue or black; size: S or M``, of forms that are too many to name."""
    values: dict[str, list[str]] = {}
    for one in among:
        for name, value in one.options.items():
            if value not in values.setdefault(name, []):
                values[name].append(value)
    return "; ".join(
        f"{name}: {words.one_of(sorted(found, key=_by_size))}" for name, found in values.items()
    )


def _by_size(value: str) -> tuple[float, str]:
    """Numbers by their amount, and behind them words."""
    number = re.match(r"[\d.]+", value)
    return (float(number.group()) if number else inf, value)


def swapped(item: OrderItem, new: Item, words: Words, currency: str) -> str:
    """A piece for its new form, with both prices."""
    return words.say(
        "desk_swap",
        item=called(item),
        old=options(item.options),
        old_price=money(item.price, currency),
        new=options(new.options),
        new_price=money(new.price, currency),
    )


def _differing(item: OrderItem, among: Sequence[Item]) -> tuple[str, ...]:
    names = dict.fromkeys(name for one in among for name in one.options)
    return tuple(
        name
        for name in names
        if len({item.options.get(name), *(one.options.get(name) for one in among)}) > 1
    )


def _named(one: Item, differ: Sequence[str]) -> str:
    told = options({name: one.options[name] for name in differ if name in one.options})
    return told or options(one.options) or one.name


def _form(one: Item, item: OrderItem, differ: Sequence[str], words: Words, currency: str) -> str:
    told = _named(one, differ)
    if not one.available:
        return words.say("form_sold_out", form=told)
    more = one.price - item.price
    kind = "more" if more > 0 else "less" if more < 0 else "same"
    slots = {"price": money(one.price, currency), "difference": money(abs(more), currency)}
    return words.say(f"form_price_{kind}", form=told, **slots)


def _titled(name: str) -> str:
    return name if any(c.isupper() for c in name) else name.title()
