"""Words of the shop and the look of the widget, with a preview and the snippet to copy."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from assistant.settings import Settings
from assistant.settings_file import FieldsError, in_environment, save_settings
from retrieval.errors import DaogouError
from ui.markup import text
from ui.settings_page.accent import widget_colours
from ui.settings_page.frame import (
    HEADERS,
    choice,
    field,
    form,
    go,
    line_box,
    page,
    section,
    trouble,
)
from ui.settings_page.gate import HOME, Gate
from ui.settings_page.office import Office

WORDS = ("shop_name", "greeting")
TILL = ("checkout_url",)
LOOK = ("widget_accent", "widget_corner", "widget_label", "widget_look")
_PREVIEW = {
    **HEADERS,
    "Content-Security-Policy": "default-src 'self'; img-src 'self' https: data:; object-src 'none';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
}
_CORNERS = (("right", "Right"), ("left", "Left"))
_LOOKS = (("system", "As the shopper's device"), ("light", "Light"), ("dark", "Dark"))


def routes(office: Office, gate: Gate) -> APIRouter:
    """The form, the preview in a frame of its own, and saving."""
    part = APIRouter()
    here = "/look"

    def shown(
        request: Request, token: str, values: Mapping[str, Any], mistakes: Mapping[str, str],
        note: str = "", problem: str = "",
    ) -> HTMLResponse:  # fmt: skip
        main = (trouble(problem) if problem else "") + form(
            here, token,
            _words(values, mistakes) + _till(values, mistakes) + _look(values, mistakes)
            + '<div class="st-actions"><button class="st-main">Save</button>'
            f'<button formmethod="get" formaction="{HOME}{here}">Preview</button></div>',
            name="look",
        ) + _result(str(request.base_url), _drawable(values))  # fmt: skip
        status = 422 if mistakes or problem else 200
        return page("Words and look", main, here=here, token=token, note=note, status=status)

    @part.get(here)
    def see(request: Request, note: str = "") -> HTMLResponse:
        token = gate.signed_in(request)
        kept = _values(office.settings())
        drafted = {one: request.query_params[one] for one in kept if one in request.query_params}
        mistakes = _mistakes(drafted)
        drawn = {**kept, **{k: v for k, v in drafted.items() if k not in mistakes}}
        return shown(request, token, drawn, mistakes, note)

    @part.post(here)
    async def save(request: Request) -> Response:
        sent = await gate.posted(request)
        token = gate.signed_in(request)
        fixed = in_environment()
        changes = {
            name: str(sent[name]).replace("\r\n", "\n").strip()
            for name in (*WORDS, *TILL, *LOOK)
            if name in sent and name not in fixed
        }
        changes["shop_name"] = (
            changes.get("shop_name") or Settings.model_fields["shop_name"].default
        )
        if "shop_name" in fixed:
            del changes["shop_name"]
        before = _values(office.settings())
        try:
            await run_in_threadpool(save_settings, office.store, changes)
            if any(before[name] != changes.get(name, before[name]) for name in WORDS):
                await run_in_threadpool(office.renew)
        except FieldsError as error:
            return shown(request, token, {**before, **changes}, error.mistakes)
        except DaogouError as error:
            return shown(request, token, {**before, **changes}, {}, problem=str(error))
        return go(here, "Saved.")

    @part.get("/preview")
    def preview(request: Request) -> HTMLResponse:
        gate.signed_in(request)
        values = _drawable(request.query_params)
        style = f"{HOME}/preview.css?{urlencode({'widget_accent': values['widget_accent']})}"
        theme = values["widget_look"]
        dark = ' class="dark"' if theme == "dark" else ""
        return HTMLResponse(
            f'<!doctype html><html lang="en"{dark}><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<title>Preview</title><link rel="stylesheet" href="{HOME}/settings.css">'
            f'<link rel="stylesheet" href="{text(style)}">'
            f'<script src="{HOME}/settings.js"></script>'
            f"{_script('', values, storage='none')}</head>"
            '<body class="st-preview"><main><h1>Your page</h1><p>The assistant waits in its'
            " corner.</p></main></body></html>",
            headers=_PREVIEW,
        )

    @part.get("/preview.css")
    def colours(request: Request) -> Response:
        gate.signed_in(request)
        accent = _drawable(request.query_params)["widget_accent"]
        return Response(widget_colours(accent), media_type="text/css", headers=HEADERS)

    return part


def snippet(server: str, values: Mapping[str, Any]) -> str:
    """What a shop puts into its pages."""
    colours = widget_colours(values["widget_accent"])
    style = f"<style>\n{colours}</style>\n" if colours else ""
    return style + _script(server.rstrip("/"), values)


def _script(server: str, values: Mapping[str, Any], *, storage: str = "") -> str:
    """``storage``: "none" for the preview, which is no visitor and goes on with no conversation."""
    more = {"position": values["widget_corner"], "label": values["widget_label"],
            "theme": values["widget_look"].replace("system", ""), "storage": storage}  # fmt: skip
    data = "".join(f' data-{key}="{text(value)}"' for key, value in more.items() if value)
    return f'<script src="{text(server)}/widget.js"{data} defer></script>'


def _result(server: str, values: Mapping[str, Any]) -> str:
    asked = urlencode({name: values[name] for name in LOOK})
    return (
        '<div id="result">'
        + section(
            "Preview",
            f'<iframe class="st-frame" title="Preview of the widget" src="{HOME}/preview?'
            f'{text(asked)}"></iframe>',
        )
        + section(
            "Put it on your site",
            "<p>Copy this into every page, before <code>&lt;/body&gt;</code>; your site's address "
            "goes to <code>daogou serve --allow-origin</code>.</p>"
            f'<pre class="st-snippet" id="snippet" tabindex="0" role="region" '
            f'aria-label="Snippet"><code>{text(snippet(server, values))}</code></pre>'
            '<button type="button" data-copy="snippet" hidden>Copy</button>',
        )
        + "</div>"
    )


def _words(values: Mapping[str, Any], mistakes: Mapping[str, str]) -> str:
    off = in_environment()
    greeting = (
        '<textarea id="greeting" name="greeting" rows="3" maxlength="600"{about}'
        f"{' disabled' if 'greeting' in off else ''}>{text(values['greeting'])}</textarea>"
    )
    return section(
        "Words",
        field("shop_name", "Name of the shop", line_box("shop_name", values["shop_name"], 80,
              off="shop_name" in off), _from_outside("shop_name", off),
              mistakes.get("shop_name", ""))
        + field("greeting", "Greeting", greeting, _from_outside("greeting", off)
                or "Said to a hello. Empty: a sentence of Daogou's own.",
                mistakes.get("greeting", "")),
    )  # fmt: skip


def _till(values: Mapping[str, Any], mistakes: Mapping[str, str]) -> str:
    off = in_environment()
    box = line_box("checkout_url", values["checkout_url"], 1_000, off="checkout_url" in off,
                   more=' placeholder="https://shop.example/cart/{items}"')  # fmt: skip
    return section(
        "Checkout",
        field("checkout_url", "Address of your checkout", box,
              _from_outside("checkout_url", off)
              or "Carts lead there. <code>{items}</code> becomes ID:QUANTITY,ID:QUANTITY, "
              "<code>{conversation}</code> the conversation's id. Empty: the chat page goes to the "
              "sample shop, the widget nowhere.",
              mistakes.get("checkout_url", "")),
    )  # fmt: skip


def _look(values: Mapping[str, Any], mistakes: Mapping[str, str]) -> str:
    off = in_environment()
    boxes = (
        ("widget_accent", "Colour", line_box("widget_accent", values["widget_accent"], 7,
         off="widget_accent" in off, more=' placeholder="#a63f26"'),
         "As #rrggbb. It is made lighter or darker where it could not be read."),
        ("widget_label", "On the button", line_box("widget_label", values["widget_label"], 40,
         off="widget_label" in off), "Empty: “Ask the shop”, in the language of the page."),
        ("widget_corner", "Corner", choice("widget_corner", values["widget_corner"], _CORNERS,
         off="widget_corner" in off), ""),
        ("widget_look", "Light or dark", choice("widget_look", values["widget_look"], _LOOKS,
         off="widget_look" in off), ""),
    )  # fmt: skip
    return section(
        "The widget",
        "".join(
            field(name, label, box, _from_outside(name, off) or help_, mistakes.get(name, ""))
            for name, label, box, help_ in boxes
        ),
        "st-two",
    )


def _from_outside(name: str, off: frozenset[str]) -> str:
    return f"Set by <code>DAOGOU_{name.upper()}</code> in the environment." if name in off else ""


def _values(settings: Settings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in (*WORDS, *TILL, *LOOK)}


def _mistakes(drafted: Mapping[str, str]) -> dict[str, str]:
    """What cannot be used, by the settings' own model."""
    from pydantic import ValidationError

    found = {}
    for name, value in drafted.items():
        try:
            Settings.model_validate({name: value})
        except ValidationError as error:
            told = error.errors()[0]["msg"].removeprefix("Value error, ")
            own = told if error.errors()[0]["type"] == "value_error" else ""
            found[name] = own or f"{name.replace('_', ' ').capitalize()} cannot be used as it is."
    return found


def _drawable(values: Mapping[str, Any]) -> dict[str, Any]:
    """The look, with Daogou's own where a value cannot be used."""
    return {**_values(Settings.model_construct()), **_good(values)}


def _good(asked: Mapping[str, str]) -> dict[str, str]:
    known = {name: asked[name] for name in LOOK if name in asked}
    wrong = _mistakes(known)
    return {name: value for name, value in known.items() if name not in wrong}
