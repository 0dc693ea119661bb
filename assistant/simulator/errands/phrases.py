"""How simulated customers say what they want. Every fact in a phrase comes from the records or the
errand; wordings vary by chance."""

import random
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from assistant.simulator.errands.types import (
    ADDRESS,
    CANCEL,
    EXCHANGE,
    HOME,
    ITEMS,
    PAYMENT,
    RETURN,
    Errand,
    Json,
)

_WANTS = {
    CANCEL: ("cancel {order}", "I'd like to cancel {order}", "please cancel {order} for me",
             "can you call {order} off please"),
    ADDRESS: ("change the delivery address of {order}", "send {order} somewhere else",
              "{order} has to go to a different address",
              "can you update the shipping address on {order}"),
    PAYMENT: ("change how {order} is paid", "I want to pay {order} another way",
              "switch the payment method for {order}"),
    ITEMS: ("change something in {order}", "I need to swap {things} in {order}",
            "can I modify {things} in {order} before it ships"),
    RETURN: ("return {things} from {order}", "I want to send {things} from {order} back",
             "I'd like a refund for {things} in {order}, I'm sending it back"),
    EXCHANGE: ("exchange {things} from {order}", "I'd like to swap {things} from {order}",
               "{things} in {order} should be exchanged"),
    HOME: ("update the default address in my account", "I've moved, please change my home address",
           "change the address on my profile"),
}  # fmt: skip
_REASONS = {
    "no longer needed": ("no longer needed", "I don't need it any more", "not needed any longer"),
    "ordered by mistake": ("ordered by mistake", "I ordered it by accident", "it was a mistake"),
}
_YES = ("yes", "Yes, please go ahead", "yep, that's right", "correct, do it", "yes please")
_NO = ("no, wait", "hold on, don't do that yet", "no, leave it for now")
_BYE = ("that's all, thanks", "no that's everything, thank you")
_KINDS_OF_PAYMENT = {"paypal": "PayPal", "gift_card": "gift card", "credit_card": "credit card"}


@dataclass(frozen=True, slots=True)
class Voice:
    """One customer's way of speaking about their records."""

    records: Json
    user: Any
    rng: random.Random
    by_number: bool
    """Whether orders are told by their numbers."""

    def opening(self, errand: Errand) -> str:
        """The wish alone."""
        return self._wish(errand)

    def whole(self, errand: Errand) -> str:
        """The wish with everything that it needs."""
        parts = [self._wish(errand)]
        if errand.kind == CANCEL:
            parts.append(self.reason(errand))
        if errand.address:
            parts.append(f"the new address is {self.address(errand)}")
        if errand.new_item_ids:
            parts.append(self.forms(errand))
        if errand.method_id:
            parts.append(self.method(errand))
        return self.rng.choice((". ", ", ")).join(parts)

    def order(self, errand: Errand) -> str:
        """Which order: its number, or a thing that only this one of the customer's has."""
        number = self.rng.choice((errand.order_id, errand.order_id.lstrip("#")))
        if self.by_number or errand.order_id not in self.user["orders"]:
            return f"order {number}"
        mine = [self.records["orders"][one] for one in self.user["orders"]]
        counts = Counter(name for one in mine for name in {i["name"] for i in one["items"]})
        here = self.records["orders"][errand.order_id]["items"]
        only = [one["name"] for one in here if counts[one["name"]] == 1]
        if not only:
            return f"order {number}"
        return f"the order with the {self.rng.choice(only).lower()}"

    def number(self, errand: Errand) -> str:
        """Its number alone, where it is asked for."""
        return self.rng.choice((errand.order_id, f"it's {errand.order_id}"))

    def things(self, errand: Errand) -> str:
        """Which pieces of the order."""
        order = self.records["orders"].get(errand.order_id)
        if order is None or not errand.item_ids:
            return "everything"
        items = order["items"]
        if len(errand.item_ids) == len(items):
            return (
                "everything" if len(items) != 2 else self.rng.choice(("both items", "everything"))
            )
        return " and ".join(self._piece(one, items) for one in errand.item_ids)

    def forms(self, errand: Errand) -> str:
        """Which new forms, by what changes."""
        items = self.records["orders"][errand.order_id]["items"]
        return " and ".join(
            self._form(old, new, items)
            for old, new in zip(errand.item_ids, errand.new_item_ids, strict=True)
        )

    def method(self, errand: Errand) -> str:
        """Which way to pay or to be paid."""
        method = self.user["payment_methods"][errand.method_id]
        kind = _KINDS_OF_PAYMENT[method["source"]]
        same = [m for m in self.user["payment_methods"].values() if m["source"] == method["source"]]
        name = f"my {kind}"
        if method.get("last_four") and (len(same) > 1 or self.rng.random() < 0.5):
            name = f"the {method['brand']} ending in {method['last_four']}"
        elif len(same) > 1:
            name = f"{kind} {errand.method_id}"
        if errand.kind == RETURN:
            return self.rng.choice(("refund it to {}", "money back on {} please")).format(name)
        return self.rng.choice(("use {}", "put it on {}", "{}")).format(name)

    def reason(self, errand: Errand) -> str:
        """Why it is cancelled."""
        return self.rng.choice(_REASONS.get(errand.reason, (errand.reason,)))

    def address(self, errand: Errand) -> str:
        """The new address."""
        one = dict(errand.address or {})
        second = f", {one['address2']}" if one["address2"] else ""
        country = self.rng.choice((", USA", ""))
        return f"{one['address1']}{second}, {one['city']}, {one['state']} {one['zip']}{country}"

    def identity(self, *, by_email: bool) -> str:
        """Who they are."""
        name = f"{self.user['name']['first_name']} {self.user['name']['last_name']}"
        if by_email:
            return self.rng.choice(("{0}", "my email is {0}", "sure, {0}")).format(
                self.user["email"]
            )
        code = self.user["address"]["zip"]
        return self.rng.choice(
            ("{0}, {1}", "I'm {0} and my zip code is {1}", "name is {0}, zip {1}")
        ).format(name, code)

    def meant(self, errand: Errand, summary: str) -> bool:
        """Whether a summary has the reason, the pieces, their new forms and the way to pay of the
        errand, and no pieces beside them."""
        if errand.kind == CANCEL:
            return errand.reason in summary
        order = self.records["orders"].get(errand.order_id)
        if order is None:
            return True
        return (
            self._pays(errand, summary)
            and all(self._priced(one, order, summary) for one in errand.new_item_ids)
            and (not errand.item_ids or _only_these(errand.item_ids, order["items"], summary))
        )

    def _pays(self, errand: Errand, summary: str) -> bool:
        """Whether a summary that names a way to pay names theirs."""
        if not errand.method_id or "$" not in summary:
            return True
        method = self.user["payment_methods"][errand.method_id]
        named = method.get("last_four") or _KINDS_OF_PAYMENT[method["source"]]
        ways = (*_KINDS_OF_PAYMENT.values(), "ending in")
        return named in summary or not any(one in summary for one in ways)

    def _priced(self, item_id: str, order: Any, summary: str) -> bool:
        """Whether a summary has the price of a new form."""
        products = {one["product_id"] for one in order["items"]}
        forms = (self.records["products"].get(one, {"variants": {}}) for one in products)
        prices = [f["variants"][item_id]["price"] for f in forms if item_id in f["variants"]]
        return all(f"(${price:,.2f})" in summary for price in prices)

    def yes(self) -> str:
        """Agrees."""
        return self.rng.choice(_YES)

    def no(self) -> str:
        """Does not agree."""
        return self.rng.choice(_NO)

    def bye(self) -> str:
        """Nothing else."""
        return self.rng.choice(_BYE)

    def _wish(self, errand: Errand) -> str:
        said = self.rng.choice(_WANTS[errand.kind])
        return said.format(order=self.order(errand), things=self.things(errand))

    def _piece(self, item_id: str, items: Any) -> str:
        piece = next(one for one in items if one["item_id"] == item_id)
        twins = [one for one in items if one["name"] == piece["name"]]
        telling = [
            value
            for option, value in piece["options"].items()
            if all(one is piece or one["options"].get(option) != value for one in twins)
        ]
        first = f"{self.rng.choice(telling)} " if len(twins) > 1 and telling else ""
        return f"the {first}{piece['name'].lower()}"

    def _form(self, old: str, new: str, items: Any) -> str:
        piece = next(one for one in items if one["item_id"] == old)
        form = self.records["products"][piece["product_id"]]["variants"][new]
        changed = {k: v for k, v in form["options"].items() if piece["options"][k] != v}
        values = " and ".join(self._option(key, value) for key, value in changed.items())
        tail = self.rng.choice(("", ", everything else the same"))
        return f"the {piece['name'].lower()} should be {values}{tail}"

    def _option(self, key: str, value: str) -> str:
        if value in ("yes", "no", "none") or re.fullmatch(r"\d+", value):
            return f"{key} {value}"
        return self.rng.choice((value, f"{key} {value}"))


def _only_these(item_ids: tuple[str, ...], items: Any, summary: str) -> bool:
    others = [one for one in items if one["item_id"] not in item_ids]
    wanted = [one for one in items if one["item_id"] in item_ids]
    return all(_named(one, summary) for one in wanted) and not any(
        _named(one, summary) for one in others
    )


def _named(piece: Any, summary: str) -> bool:
    """Whether a summary speaks of a piece: its name with all its options behind it."""
    return any(
        all(
            str(value) in part.split(")")[0] or value in ("yes", "no", "none")
            for value in _values(piece)
        )
        for part in summary.split(f"{piece['name']} (")[1:]
    )


def _values(piece: Any) -> list[str]:
    return [str(value) for value in piece["options"].values()]
