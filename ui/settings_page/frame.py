"""What every settings page has around it, and the small parts that they share."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from fastapi.responses import HTMLResponse, RedirectResponse

from ui.markup import mark, text
from ui.settings_page.gate import HOME

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "font-src 'self'; img-src 'self' https: data:; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
PARTS = (
    ("", "Figures"),
    ("/conversations", "Conversations"),
    ("/catalogue", "Catalogue"),
    ("/pages", "Shop pages"),
    ("/texts", "Texts"),
    ("/look", "Words and look"),
    ("/ranking", "Ranking"),
)
"""Addresses below HOME with their names."""


def page(
    title: str, main: str, *, here: str = "", token: str = "", status: int = 200, note: str = ""
) -> HTMLResponse:
    """A whole page.

    Args:
        here: which of ``PARTS`` it belongs to.
        token: of the session's forms; empty: nobody is signed in, and there is no menu.
        note: something to be told at its top, such as what was saved.
    """
    told = f'<p class="st-note" role="status">{text(note, 300)}</p>' if note else ""
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{text(title)} · Daogou</title>'
        f'<link rel="icon" href="/favicon.ico"><link rel="stylesheet" href="{HOME}/settings.css">'
        f'<script src="{HOME}/settings.js"></script></head><body>'
        '<a class="st-skip" href="#main">Skip to the content</a>'
        f'<header class="st-head"><span class="dg-logo">{mark()}<span>Your shop</span></span>'
        f"{_menu(here, token) if token else ''}</header>"
        f'<main id="main" tabindex="-1"><h1>{text(title)}</h1>{told}{main}</main></body></html>',
        status,
        HEADERS,
    )


def go(path: str, note: str = "") -> RedirectResponse:
    """To a page below HOME after something was done, which is told there."""
    told = f"?note={quote(note)}" if note else ""
    return RedirectResponse(f"{HOME}{path}{told}", 303, {"Cache-Control": "no-store"})


def form(path: str, token: str, inside: str, *, files: bool = False, name: str = "") -> str:
    """A form that is sent to an address below HOME."""
    kind = ' enctype="multipart/form-data"' if files else ""
    called = f' id="{name}"' if name else ""
    return (
        f'<form method="post" action="{HOME}{path}"{kind}{called}>'
        f'<input type="hidden" name="token" value="{token}">{inside}</form>'
    )


def field(name: str, label: str, box: str, help_: str = "", mistake: str = "") -> str:
    """A labelled box; ``box`` holds ``{about}`` where it names what describes it."""
    hints = ""
    ids = []
    if help_:
        ids.append(f"{name}-help")
        hints += f'<p class="st-help" id="{name}-help">{help_}</p>'
    if mistake:
        ids.append(f"{name}-mistake")
        hints += f'<p class="st-mistake" id="{name}-mistake">{text(mistake)}</p>'
    about = f' aria-describedby="{" ".join(ids)}"' if ids else ""
    about += ' aria-invalid="true"' if mistake else ""
    box = box.replace("{about}", about)
    return f'<div class="st-field"><label for="{name}">{label}</label>{box}{hints}</div>'


def line_box(name: str, value: str, most: int, *, off: bool = False, more: str = "") -> str:
    """A box for one line."""
    shut = " disabled" if off else ""
    return (
        f'<input id="{name}" name="{name}" value="{text(value)}" maxlength="{most}"'
        f"{{about}}{shut}{more}>"
    )


def choice(name: str, chosen: str, offered: Iterable[tuple[str, str]], *, off: bool = False) -> str:
    """A menu of values with their labels."""
    options = "".join(
        f'<option value="{text(value)}"{" selected" if value == chosen else ""}>{text(label)}'
        "</option>"
        for value, label in offered
    )
    shut = " disabled" if off else ""
    return f'<select id="{name}" name="{name}"{{about}}{shut}>{options}</select>'


def trouble(sentence: str) -> str:
    """Something went wrong."""
    return f'<p class="st-trouble" role="alert">{text(sentence, 600)}</p>'


def empty(sentence: str) -> str:
    """There is nothing to show yet."""
    return f'<p class="st-empty">{sentence}</p>'


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], css: str = "") -> str:
    """A table of ready markup that scrolls by itself where it is too wide."""
    top = "".join(f'<th scope="col">{one}</th>' for one in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>'
        + "".join(f"<td>{one}</td>" for one in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="st-scroll {css}" role="region" tabindex="0" aria-label="{caption}"><table>'
        f'<caption class="dg-sr">{caption}</caption><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def section(title: str, inside: str, css: str = "") -> str:
    """A titled part of a page."""
    return f'<section class="st-part {css}"><h2>{title}</h2>{inside}</section>'


def _menu(here: str, token: str) -> str:
    links = "".join(
        f'<li><a href="{HOME}{path}"{_current(path == here)}>{name}</a></li>'
        for path, name in PARTS
    )
    leave = form("/sign-out", token, '<button class="st-plain">Sign out</button>')
    return f'<nav aria-label="Settings"><ul>{links}</ul></nav>{leave}'


def _current(here: bool) -> str:
    return ' aria-current="page"' if here else ""
