"""The shop's settings at ``/settings``: figures, conversations, catalogue, pages, look, ranking.

Plain pages that work without scripts, behind a key (``ui.settings_page.gate``).
"""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from ui.settings_page import catalogue, figures, look, pages, ranking, talks, texts
from ui.settings_page.frame import field, go, page, trouble
from ui.settings_page.gate import HOME, Gate
from ui.settings_page.office import Office
from ui.theme import read_static

__all__ = ["Gate", "Office", "create_settings_page"]

UPLOADS = f"{HOME}/catalogue"
"""Limits its bodies itself: a product file is larger than anything else that is sent."""
_NO_KEY = """
<p>Here you bring in products, change words and look, and see what shoppers ask. Set a key of twelve
characters or more in the environment of the server, and start it again:</p>
<pre class="st-snippet"><code>export DAOGOU_SETTINGS_KEY="$(openssl rand -hex 24)"
daogou serve --store my-shop</code></pre>
<p>Whoever has the key can read conversations and change the shop, so keep it to yourself.</p>
"""


def create_settings_page(office: Office, gate: Gate) -> APIRouter:
    """All its pages. Without a key the page says how to set one."""
    routes = APIRouter(include_in_schema=False)
    own = APIRouter()
    styles = "".join(map(read_static, ("tokens.css", "parts.css", "settings.css")))
    script = read_static("settings.js")

    @own.get("/settings.css")
    def stylesheet() -> Response:
        return Response(styles, media_type="text/css")

    @own.get("/settings.js")
    def scripts() -> Response:
        return Response(script, media_type="text/javascript")

    def door(problem: str = "", status: int = 200) -> HTMLResponse:
        if not gate.has_key:
            return page("The settings have no key yet", _NO_KEY)
        box = (
            '<input id="key" name="key" type="password" autocomplete="current-password" required'
            " autofocus{about}>"
        )
        return page(
            "Settings of the shop",
            (trouble(problem) if problem else "")
            + f'<form method="post" action="{HOME}/sign-in" class="st-door">'
            + field("key", "Key", box, "The server's <code>DAOGOU_SETTINGS_KEY</code>.")
            + '<button class="st-main">Open</button></form>',
            status=status,
        )

    @own.get("/sign-in")
    def ask(request: Request) -> Response:
        return go("") if gate.token_of(request) else door()

    @own.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        given = str((await request.form(max_files=0, max_fields=4)).get("key", ""))
        if not await gate.opens(given):
            return door("This is not the key.", 401)
        response = go("")
        gate.let_in(request, response)
        return response

    @own.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        await gate.posted(request)
        response = go("/sign-in")
        gate.let_out(response)
        return response

    parts = (part.routes(office, gate) for part in (talks, catalogue, pages, texts, look, ranking))
    for part in (own, figures.routes(office, gate), *parts):
        routes.include_router(part, prefix=HOME)
    return routes
