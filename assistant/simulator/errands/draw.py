"""Draws customers with errands from a shop's records. The same seed and records draw the same."""

import random
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assistant.simulator.errands.effects import difference
from assistant.simulator.errands.types import (
    ADDRESS,
    CANCEL,
    EXCHANGE,
    FORBIDDEN,
    HOME,
    ITEMS,
    PAYMENT,
    POOR_GIFT_CARD,
    RETURN,
    SOMEBODY_ELSES,
    WRONG_REASON,
    WRONG_REFUND,
    WRONG_STATE,
    Caller,
    Errand,
    Json,
)
from assistant.simulator.noise import NOISES

REASONS = ("no longer needed", "ordered by mistake")
OTHER_REASONS = ("found it cheaper elsewhere", "it takes too long to arrive")
STYLES = ("at once", "bit by bit", "no numbers")
_OF_PENDING = (CANCEL, ADDRESS, PAYMENT, ITEMS)
_OF_DELIVERED = (RETURN, EXCHANGE)
_STREETS = ("Oak Lane", "Willow Street", "Harbour Road", "Chestnut Avenue", "Mill Road")
_CITIES = (
    ("Portland", "OR", "97205"),
    ("Tucson", "AZ", "85701"),
    ("Madison", "WI", "53703"),
    ("Savannah", "GA", "31401"),
)
FORBIDDEN_SHARE = 0.25
MIND_SHARE = 0.15


class Drawer:
    """Draws callers; nobody calls twice, so one conversation never meets another's changes."""

    def __init__(self, records: Json, seed: str) -> None:
        self._records = records
        self._rng = random.Random(seed)

    def draw(self, count: int) -> tuple[Caller, ...]:
        """At most ``count`` callers; fewer where the shop has fewer customers with errands."""
        callers: list[Caller] = []
        ids = list(self._records["users"])
        self._rng.shuffle(ids)
        for customer_id in ids:
            if len(callers) == count:
                break
            if errands := self._errands(customer_id):
                callers.append(
                    Caller(
                        customer_id,
                        errands,
                        self._rng.random() < 0.5,
                        self._rng.choice(STYLES),
                        self._rng.choice(tuple(NOISES)),
                        self._rng.random() < MIND_SHARE,
                    )
                )
        return tuple(callers)

    def _errands(self, customer_id: str) -> tuple[Errand, ...]:
        """One to three errands on different orders."""
        user = self._records["users"][customer_id]
        orders = [self._records["orders"][one] for one in user["orders"]]
        self._rng.shuffle(orders)
        errands = [one for order in orders[:3] if (one := self._errand(user, order))]
        if self._rng.random() < 0.15:
            errands.append(Errand(HOME, address=self._address()))
        return tuple(errands[:3])

    def _errand(self, user: Any, order: Any) -> Errand | None:
        if self._rng.random() < FORBIDDEN_SHARE:
            forbidden = self._rng.choice(FORBIDDEN)
            made = self._forbidden(user, order, forbidden)
            if made is not None:
                return made
        kinds = {"pending": _OF_PENDING, "delivered": _OF_DELIVERED}.get(order["status"], ())
        return self._allowed(user, order, self._rng.choice(kinds)) if kinds else None

    def _allowed(self, user: Any, order: Any, kind: str) -> Errand | None:
        order_id = order["order_id"]
        if kind == CANCEL:
            return Errand(CANCEL, order_id, reason=self._rng.choice(REASONS))
        if kind == ADDRESS:
            return Errand(ADDRESS, order_id, address=self._address())
        if kind == PAYMENT:
            return self._payment(user, order, covered=True)
        if kind == RETURN:
            pieces = self._pieces(order)
            paid = order["payment_history"][0]["payment_method_id"]
            methods = [paid, *(one for one in user["payment_methods"] if one.startswith("gift"))]
            return Errand(RETURN, order_id, pieces, method_id=self._rng.choice(methods))
        return self._swap(user, order, kind)

    def _forbidden(self, user: Any, order: Any, why: str) -> Errand | None:
        order_id, status = order["order_id"], order["status"]
        if why == WRONG_REASON and status == "pending":
            return Errand(CANCEL, order_id, reason=self._rng.choice(OTHER_REASONS), forbidden=why)
        if why == WRONG_STATE:
            kinds = _OF_DELIVERED if status == "pending" else (CANCEL, ADDRESS)
            kind = self._rng.choice(kinds)
            if kind == EXCHANGE:
                kind = RETURN
            pieces = self._pieces(order) if kind == RETURN else ()
            address = self._address() if kind == ADDRESS else None
            paid = order["payment_history"][0]["payment_method_id"] if kind == RETURN else ""
            reason = self._rng.choice(REASONS) if kind == CANCEL else ""
            return Errand(kind, order_id, pieces, (), paid, reason, address, why)
        if why == WRONG_REFUND and status == "delivered":
            paid = order["payment_history"][0]["payment_method_id"]
            others = [m for m in user["payment_methods"] if m != paid and not m.startswith("gift")]
            if others:
                return Errand(RETURN, order_id, self._pieces(order), (), others[0], forbidden=why)
        if why == POOR_GIFT_CARD and status == "pending":
            return self._payment(user, order, covered=False)
        if why == SOMEBODY_ELSES:
            others = [o for o in self._records["orders"].values() if o["user_id"] != user["user_id"]
                      and o["status"] == "pending"]  # fmt: skip
            reason = self._rng.choice(REASONS)
            other = self._rng.choice(others)["order_id"]
            return Errand(CANCEL, other, reason=reason, forbidden=why)
        return None

    def _payment(self, user: Any, order: Any, *, covered: bool) -> Errand | None:
        history = order["payment_history"]
        others = [
            one
            for one in user["payment_methods"].values()
            if one["id"] != history[0]["payment_method_id"]
            and (one.get("balance", history[0]["amount"]) >= history[0]["amount"]) is covered
        ]
        if not others or len(history) != 1:
            return None
        method = self._rng.choice(others)["id"]
        why = "" if covered else POOR_GIFT_CARD
        return Errand(PAYMENT, order["order_id"], method_id=method, forbidden=why)

    def _pieces(self, order: Any) -> tuple[str, ...]:
        """Some or all of the pieces, never one of two that are the same."""
        counts = Counter(one["item_id"] for one in order["items"])
        single = [one for one, count in counts.items() if count == 1]
        if not single or self._rng.random() < 0.3:
            return tuple(one["item_id"] for one in order["items"])
        return tuple(self._rng.sample(single, self._rng.randint(1, min(2, len(single)))))

    def _swap(self, user: Any, order: Any, kind: str) -> Errand | None:
        """Other forms for one or two pieces, of which the new form can be told by its options."""
        pieces = [one for one in order["items"] if self._forms(one)]
        alone = Counter(one["product_id"] for one in order["items"])
        pieces = [one for one in pieces if alone[one["product_id"]] == 1]
        if not pieces:
            return None
        chosen = self._rng.sample(pieces, min(len(pieces), self._rng.choice((1, 1, 2))))
        old = tuple(one["item_id"] for one in chosen)
        new = tuple(self._rng.choice(self._forms(one)) for one in chosen)
        errand = Errand(kind, order["order_id"], old, new)
        extra = difference(self._records, order, errand)
        methods = [
            one["id"]
            for one in user["payment_methods"].values()
            if Decimal(str(one.get("balance", extra))) >= extra
        ]
        if not methods:
            return None
        return Errand(kind, order["order_id"], old, new, self._rng.choice(methods))

    def _forms(self, piece: Any) -> Sequence[str]:
        """Other forms of a piece that are there to be had and differ in one or two options."""
        forms = self._records["products"].get(piece["product_id"], {"variants": {}})["variants"]
        return [
            one["item_id"]
            for one in forms.values()
            if one["available"]
            and one["item_id"] != piece["item_id"]
            and one["options"].keys() == piece["options"].keys()
            and 1 <= sum(one["options"][k] != v for k, v in piece["options"].items()) <= 2
        ]

    def _address(self) -> Json:
        city, state, code = self._rng.choice(_CITIES)
        return {
            "address1": f"{self._rng.randint(2, 980)} {self._rng.choice(_STREETS)}",
            "address2": self._rng.choice(("", "", f"Apt {self._rng.randint(2, 90)}")),
            "city": city,
            "country": "USA",
            "state": state,
            "zip": code,
        }
