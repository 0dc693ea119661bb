"""Customers and orders in a shop's own order system, over HTTP (``docs/orders-api.yaml``)."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from assistant.desk.backend import Confirmation
from assistant.desk.http_wire import KEY_HEADER, Change, Done, Found, NewOrder, Search
from assistant.desk.purchase import Placed, Purchase
from assistant.desk.types import Customer, Item, Order, Plan, Receipt
from assistant.desk.wire import from_json, to_json
from assistant.errors import BackendError, RecordsChangedError, SoldOutError

T = TypeVar("T")
ATTEMPTS = 3
PAUSE_SECONDS = 0.2
"""Before the second attempt; doubled before each further one."""
_BUSY = frozenset((429, 502, 503, 504))
_AGAIN = "the change is done once however often it is asked for, so it can be tried again"


class HttpBackend:
    """A shop's order system behind HTTP; safe to share between threads.

    Everything may be sent twice: reading changes nothing, and a change carries its key.
    """

    def __init__(self, url: str, token: str = "", timeout: float = 10.0) -> None:
        """url: where the paths of the API start; timeout: seconds for one answer."""
        self._client = httpx.Client(
            base_url=url.rstrip("/"),
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=httpx.Timeout(timeout, connect=min(timeout, 3.0)),
        )

    def customer_by_email(self, email: str) -> str | None:
        """Id of the customer with this address, letters' case aside; None: nobody, or not one."""
        return self._search(Search(email=email))

    def customer_by_name(self, first: str, last: str, postal_code: str) -> str | None:
        """Id of the only customer of this name and postal code; None: not exactly one."""
        return self._search(Search(first_name=first, last_name=last, postal_code=postal_code))

    def customer(self, customer_id: str) -> Customer | None:
        """None: no such customer."""
        return self._get(f"/customers/{_part(customer_id)}", Customer)

    def order(self, order_id: str) -> Order | None:
        """None: no such order. The caller checks whose it is."""
        return self._get(f"/orders/{_part(order_id)}", Order)

    def orders_of(self, customer_id: str) -> Sequence[Order]:
        """All orders of a customer, in the order of ``Customer.order_ids``."""
        return self._get(f"/customers/{_part(customer_id)}/orders", tuple[Order, ...]) or ()

    def forms(self, product_id: str) -> Sequence[Item]:
        """All forms of a product, those that are sold out included; empty: not known."""
        return self._get(f"/products/{_part(product_id)}/forms", tuple[Item, ...]) or ()

    def apply(self, plan: Plan, confirmation: Confirmation) -> Receipt:
        """Carry a confirmed change out, once for each key.

        Raises:
            RecordsChangedError: the order system would not come to the same result any more.
            BackendError: it is not known whether the change has been carried out.
        """
        change = Change(
            plan,
            plan.digest,
            confirmation.summary,
            confirmation.conversation_id,
            confirmation.actor,
        )
        done = self._read(
            Done, self._send("POST", "/changes", change, {KEY_HEADER: confirmation.key})
        )
        return Receipt(confirmation.key, plan.digest, plan, done.at, done.repeated)

    def place(self, purchase: Purchase, key: str) -> Placed:
        """Place a new order, once for each key.

        Raises:
            SoldOutError: the order system does not have so many pieces any more.
            RecordsChangedError: the key has placed another order.
            BackendError: it is not known whether the order has been placed.
        """
        new = NewOrder(purchase, purchase.digest)
        return self._read(Placed, self._send("POST", "/orders", new, {KEY_HEADER: key}))

    def placed(self, key: str) -> Order | None:
        """The order that a key has placed; None: none."""
        return self._get(f"/placed/{_part(key)}", Order)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _search(self, by: Search) -> str | None:
        # By POST, so that no address or name ends up in a log of paths.
        return self._read(Found, self._send("POST", "/customers/search", by)).customer_id

    def _get(self, path: str, kind: type[T]) -> T | None:
        answer = self._send("GET", path)
        return None if answer.status_code == 404 else self._read(kind, answer)

    def _send(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """The answer, once it is one that says something; 404 only of what can be missing."""
        sent: dict[str, Any] = {} if body is None else {"json": to_json(body)}
        problem = ""
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(PAUSE_SECONDS * 2 ** (attempt - 1))
            try:
                answer = self._client.request(method, path, headers=headers, **sent)
            except httpx.TransportError as error:
                problem = error.__class__.__name__
                continue
            if answer.status_code not in _BUSY:
                _check(answer, method)
                return answer
            problem = f"status {answer.status_code}"
        raise BackendError(
            f"The shop's order system cannot be reached ({problem}, {ATTEMPTS} attempts): check"
            f" that it runs and that 'orders_url' is right; {_AGAIN}."
        )

    def _read(self, kind: type[T], answer: httpx.Response) -> T:
        try:
            return from_json(kind, answer.json())
        except ValueError as error:
            raise BackendError(
                "The shop's order system answered in a form that docs/orders-api.yaml does not"
                f" know (to {answer.request.method} {answer.request.url.path}): correct it there."
            ) from error


def _check(answer: httpx.Response, method: str) -> None:
    """Raise for an answer that is neither a result nor "there is none"."""
    status = answer.status_code
    if status == 409:
        raise RecordsChangedError(
            "The records have changed since this was summed up: look at them again and confirm"
            " anew."
        )
    if status == 410:
        raise SoldOutError(answer.json().get("detail", "") or "Something in the cart is sold out.")
    if status in (401, 403):
        raise BackendError(
            f"The shop's order system refuses the token (status {status}): set"
            " DAOGOU_ORDERS_TOKEN to the one that it accepts."
        )
    if not (answer.is_success or (status == 404 and method == "GET")):
        raise BackendError(
            f"The shop's order system answered with status {status} to"
            f" {answer.request.method} {answer.request.url.path}: see its log."
        )


def _part(id: str) -> str:
    """An id as one part of a path."""
    return quote(id, safe="")
