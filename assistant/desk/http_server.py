"""The orders API over any backend: the reference for shops that write their own, and the server
that a shop can run beside its database. ``docs/orders-api.yaml`` is what it says of itself.
"""

import hmac
from dataclasses import dataclass, is_dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from assistant.desk import http_wire, purchase, types
from assistant.desk.backend import Confirmation, ShopBackend
from assistant.desk.field_docs import describe_fields
from assistant.desk.http_wire import KEY_HEADER, Change, Done, Found, NewOrder, Search
from assistant.desk.purchase import Placed
from assistant.desk.types import Customer, Item, Order
from assistant.errors import BackendError, RecordsChangedError, SoldOutError

T = TypeVar("T")
TITLE = "Orders of a shop, for Daogou's service desk"
ABOUT = """What a shop's own order system offers so that Daogou can answer and act on orders.

Amounts are strings with a decimal point, times ISO 8601 with their zone. Ids in paths are
percent-encoded (`#W1` is `%23W1`). Reading changes nothing. A change is all or nothing, and is
done once for each `Idempotency-Key`, however often it is sent."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no result, in a sentence."""

    detail: str


def create_orders_app(backend: ShopBackend, token: str) -> FastAPI:
    """The API; every call needs ``Authorization: Bearer TOKEN``.

    Raises ValueError for an empty token.
    """
    if not token:
        raise ValueError("an orders API without a token would show its orders to everybody")
    bearer = HTTPBearer(auto_error=False, description="The token that both sides share.")

    def check(given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> None:
        said = given.credentials if given else ""
        if not hmac.compare_digest(said.encode(), token.encode()):
            raise HTTPException(401, "The token is not the one that this server accepts.")

    app = FastAPI(
        title=TITLE,
        description=ABOUT,
        version="1",
        separate_input_output_schemas=False,
        dependencies=[Depends(check)],
        responses={401: {"model": Problem}, 503: {"model": Problem, "description": "Try again."}},
        docs_url=None,
        redoc_url=None,
    )
    _errors(app)
    _routes(app, backend)
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """Let the API's description say what every field means."""
    plain = app.openapi
    records = [one for module in (types, purchase, http_wire) for one in vars(module).values()]

    def described() -> dict[str, Any]:
        api = plain()
        describe_fields(api, filter(is_dataclass, records))
        return api

    # The way that FastAPI documents for changing what it says of itself.
    app.openapi = described  # type: ignore[method-assign]


def _errors(app: FastAPI) -> None:
    @app.exception_handler(RecordsChangedError)
    async def changed(_: Request, error: RecordsChangedError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 409)

    @app.exception_handler(SoldOutError)
    async def gone(_: Request, error: SoldOutError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 410)

    @app.exception_handler(BackendError)
    async def away(_: Request, error: BackendError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 503)


def _routes(app: FastAPI, backend: ShopBackend) -> None:
    """Plain functions, so that each call runs in a thread of its own; ids may hold slashes."""
    none: dict[int | str, dict[str, Any]] = {
        404: {"model": Problem, "description": "There is none of this id."}
    }

    @app.post("/customers/search", operation_id="search")
    def search(by: Search) -> Found:
        """The only customer with this email, or with this name and postal code."""
        if by.email:
            return Found(backend.customer_by_email(by.email))
        return Found(backend.customer_by_name(by.first_name, by.last_name, by.postal_code))

    # Before the customer's own path, which would take "/orders" for a part of the id.
    @app.get("/customers/{customer_id:path}/orders", operation_id="orders_of")
    def orders_of(customer_id: str) -> list[Order]:
        """All orders of a customer, in the order of the customer's `order_ids`."""
        return list(backend.orders_of(customer_id))

    @app.get("/customers/{customer_id:path}", operation_id="customer", responses=none)
    def customer(customer_id: str) -> Customer:
        """A customer."""
        return _found(backend.customer(customer_id))

    @app.get("/orders/{order_id:path}", operation_id="order", responses=none)
    def order(order_id: str) -> Order:
        """An order."""
        return _found(backend.order(order_id))

    @app.get("/products/{product_id:path}/forms", operation_id="forms")
    def forms(product_id: str) -> list[Item]:
        """All forms of a product, also those that are sold out; empty: not known."""
        return list(backend.forms(product_id))

    @app.post(
        "/changes",
        operation_id="apply",
        responses={409: {"model": Problem, "description": "The records have changed."}},
    )
    def apply(change: Change, key: Annotated[str, Header(alias=KEY_HEADER)]) -> Done:
        """Carry out what a customer has said yes to.

        Work out the request on the records as they are now, under a lock. Where the result is not
        the plan that is sent (its order, customer, transfers and fee), do nothing and answer 409.
        """
        if change.digest != change.plan.digest:
            raise HTTPException(422, "The digest is not that of the plan.")
        said = Confirmation(key, change.summary, change.conversation_id, change.actor)
        receipt = backend.apply(change.plan, said)
        return Done(receipt.at, receipt.repeated)

    @app.post(
        "/orders",
        operation_id="place",
        responses={
            409: {"model": Problem, "description": "The key has placed another order."},
            410: {"model": Problem, "description": "Something is sold out; says what."},
        },
    )
    def place(order: NewOrder, key: Annotated[str, Header(alias=KEY_HEADER)]) -> Placed:
        """Place a new order, paid by the method that it names.

        It belongs to the customer with its email, else to a new one. Stock is looked at under a
        lock: all of it or nothing.
        """
        if order.digest != order.purchase.digest:
            raise HTTPException(422, "The digest is not that of the purchase.")
        return backend.place(order.purchase, key)

    @app.get("/placed/{key:path}", operation_id="placed", responses=none)
    def placed(key: str) -> Order:
        """The order that a key has placed."""
        return _found(backend.placed(key))


def _found(record: T | None) -> T:
    if record is None:
        raise HTTPException(404, "There is none of this id.")
    return record
