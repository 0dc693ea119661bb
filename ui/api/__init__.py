"""The HTTP API under ``/v1``: an application of its own, with its own limits and description."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from ui import problems
from ui.access import Access
from ui.api import checkout, conversations, events, health, offers, products, shoppers
from ui.api_docs import docs_page
from ui.limits import Gate
from ui.offers import Offers
from ui.port import ShopAssistant
from ui.problems import BodyLimit, Problem, possible, problem
from ui.work import Work

ABOUT = """Everything that Daogou's own chat page and widget do, for a shop's servers, pages and
apps. Errors are problem details (RFC 9457). Times are ISO 8601, amounts of money plain numbers.

**Who asks.** `Authorization: Bearer KEY` is a server of the shop: it is believed whom it speaks
for. `Authorization: Bearer TOKEN` is a browser with a token that the shop's server asked for; it
speaks for the shopper in it. Without either one is a guest: search, the catalogue, and every
conversation whose random id one has, unless it is a shopper's."""
PARTS = (conversations, offers, products, events, shoppers, checkout, health)
_COMMON = possible(
    _400="The body is not JSON.",
    _401="The key or token is missing or not valid.",
    _403="Somebody else's.",
    _404="There is nothing here.",
    _413="The body is too large.",
    _422="A field cannot be used.",
    _429="Too many requests, or the server is busy: see Retry-After.",
    _500="Something went wrong on the server.",
    _503="The server, or what it asks, cannot answer just now: see Retry-After.",
)


def create_api(
    assistant: ShopAssistant,
    access: Access | None = None,
    work: Work | None = None,
    shop: Offers | None = None,
    *,
    per_address: int = 0,
    per_key: int = 0,
) -> FastAPI:
    """The application to be mounted at ``/v1``.

    Args:
        access: None: guests only.
        work: where turns and searches are done.
        shop: what it offers besides; None: nothing.
        per_address: requests a minute without a key; 0: no limit. ``per_key``: with one.
    """
    access = access or Access()
    api = FastAPI(
        title="Daogou",
        version=version("daogou"),
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        responses=_COMMON,
        separate_input_output_schemas=False,
        servers=[{"url": "/v1"}],
    )
    api.state.assistant, api.state.access, api.state.work = assistant, access, work or Work()
    api.state.offers = shop or Offers()
    problems.install(api)
    api.add_middleware(BodyLimit, larger={offers.PHOTO: offers.MAX_PHOTO_BODY})
    api.add_middleware(Gate, access=access, per_address=per_address, per_key=per_key)
    for part in PARTS:
        api.include_router(part.routes)
    _describe(api)
    _name_methods(api, [route for part in PARTS for route in part.routes.routes])

    @api.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return docs_page(api.openapi())

    return api


def _name_methods(api: FastAPI, routes: Sequence[BaseRoute]) -> None:
    """Let 405 name all methods of an address; FastAPI names those of its first route."""

    @api.exception_handler(405)
    async def _(request: Request, error: HTTPException) -> JSONResponse:
        here = [one for one in routes if one.matches(request.scope)[0] is not Match.NONE]
        methods = {name for one in here for name in getattr(one, "methods", ())}
        allow = ", ".join(sorted(methods))
        return problem(405, f"This address takes {allow}.", headers={"Allow": allow})


def _describe(api: FastAPI) -> None:
    """Add to the description what routes do not say: problems, keys and tokens."""
    plain = api.openapi

    def described() -> dict[str, Any]:
        if api.openapi_schema:
            return api.openapi_schema
        description = plain()
        parts = description["components"]
        parts["schemas"]["Problem"] = Problem.model_json_schema()
        bearer = {
            "type": "http",
            "scheme": "bearer",
            "description": "An API key of a server, or a browser's token.",
        }
        parts["securitySchemes"] = {"bearer": bearer}
        description["security"] = [{}, {"bearer": []}]
        return description

    # The way that FastAPI documents for changing what it says of itself.
    api.openapi = described  # type: ignore[method-assign]
