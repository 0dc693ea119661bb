"""The assistant's texts: read, put into the shop's own words, tried out, and taken back."""

from collections.abc import Sequence
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from assistant.reply.texts import GROUPS, MOST_CHARS, MOST_WORDINGS, defaults, fault, filled, parts
from assistant.settings_file import in_environment, save_settings
from retrieval.errors import DaogouError
from ui.markup import text
from ui.settings_page.frame import empty, field, form, go, page, section, trouble
from ui.settings_page.gate import HOME, Gate
from ui.settings_page.office import Office

HERE = "/texts"
_SHUT = "Set by <code>DAOGOU_TEXTS</code> in the environment."


def routes(office: Office, gate: Gate) -> APIRouter:
    """The list, and a page for each text."""
    part = APIRouter()

    @part.get(HERE)
    def see(request: Request, q: str = "", note: str = "") -> HTMLResponse:
        token = gate.signed_in(request)
        listed = _list(office.settings().texts, q.strip()[:80])
        return page("Texts", _search(q) + listed, here=HERE, token=token, note=note)

    @part.get(f"{HERE}/{{name}}")
    def one(request: Request, name: str, wording: str | None = None) -> HTMLResponse:
        token = gate.signed_in(request)
        now = _now(office, name)
        return _shown(name, now, token, now if wording is None else _wordings(wording))

    @part.post(f"{HERE}/{{name}}")
    async def save(request: Request, name: str) -> Response:
        sent = await gate.posted(request)
        token = gate.signed_in(request)
        now, wanted = _now(office, name), _wordings(str(sent.get("wording", "")))
        if "back" in sent:
            wanted = defaults()[name]
        if fault(name, wanted):
            return _shown(name, now, token, wanted, status=422)
        try:
            await run_in_threadpool(_put, office, name, wanted)
        except DaogouError as error:
            return _shown(name, now, token, wanted, str(error), status=422)
        return go(HERE, f"“{called(name)}” is said so from now on.")

    return part


def called(name: str) -> str:
    """A text's name as people read it."""
    return name.replace("_", " ").capitalize()


def _now(office: Office, name: str) -> Sequence[str]:
    """The wordings that are said at present; 404 for a name that is no text's."""
    own = defaults().get(name)
    if own is None:
        raise HTTPException(404, "There is no such text.")
    return office.settings().texts.get(name, own)


def _put(office: Office, name: str, wordings: Sequence[str]) -> None:
    """Save a text and say it from the next message on; what is Daogou's own is not kept."""
    texts = {**office.settings().texts, name: tuple(wordings)}
    own = defaults()
    save_settings(
        office.store,
        {"texts": {one: list(said) for one, said in texts.items() if said != own.get(one)}},
    )
    office.renew()


def _wordings(written: str) -> tuple[str, ...]:
    return tuple(line for one in written.splitlines() if (line := " ".join(one.split())))


def _search(asked: str) -> str:
    return (
        '<p class="st-lead">What the assistant says, in the words that it came with. Put any of it'
        " into your own; what stands in braces is filled from your records and stays.</p>"
        f'<form class="st-search" action="{HOME}{HERE}" role="search"><label for="q">Look for a '
        f'text</label><input id="q" name="q" type="search" value="{text(asked, 80)}">'
        "<button>Look</button></form>"
    )


def _list(changed: dict[str, tuple[str, ...]], asked: str) -> str:
    own, wanted = defaults(), asked.casefold()
    drawn = []
    for title, group in GROUPS.items():
        rows = [
            _row(name, changed.get(name, own[name]), name in changed)
            for name in group
            if name in own
            and wanted in f"{called(name)} {' '.join(changed.get(name, own[name]))}".casefold()
        ]
        if rows:
            open_ = " open" if asked else ""
            drawn.append(
                f'<details class="st-part st-group"{open_}><summary><h2>{text(title)}</h2>'
                f'<span class="dg-muted">{len(rows)}</span></summary>'
                f'<ul class="st-talks">{"".join(rows)}</ul></details>'
            )
    mine = [_row(name, said, True) for name, said in changed.items()]
    yours = section("In your words", f'<ul class="st-talks">{"".join(mine)}</ul>') if mine else ""
    return ("" if asked else yours) + ("".join(drawn) or empty("No text says that."))


def _row(name: str, wordings: Sequence[str], mine: bool) -> str:
    mark = ' <span class="dg-muted">· in your words</span>' if mine else ""
    said = "".join(f'<p class="dg-muted">{text(one, MOST_CHARS)}</p>' for one in wordings)
    return f'<li><a href="{HOME}{HERE}/{quote(name)}">{called(name)}</a>{mark}{said}</li>'


def _shown(
    name: str,
    now: Sequence[str],
    token: str,
    written: Sequence[str],
    problem: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The page of one text, with what was ``written`` tried out."""
    own, off = defaults()[name], "texts" in in_environment()
    mistake = fault(name, written)
    needed, allowed = parts(own)
    box = (
        f'<textarea id="wording" name="wording" rows="{len(written) + 3}" '
        f'maxlength="{(MOST_CHARS + 1) * MOST_WORDINGS}"{{about}}{" disabled" if off else ""}>'
        f"{text(chr(10).join(written), 10_000)}</textarea>"
    )
    stay = "".join(
        f"<li><code>{{{one}}}</code>{'' if one in needed else ' (where you like)'}</li>"
        for one in sorted(allowed)
    )
    filled_in = f'<p>Filled from your records:</p><ul class="st-steps">{stay}</ul>' if stay else ""
    help_ = _SHUT if off else "One wording a line; several take turns."
    buttons = (
        ""
        if off
        else '<div class="st-actions"><button class="st-main">Save</button>'
        f'<button formmethod="get" formaction="{HOME}{HERE}/{quote(name)}">Preview</button>'
        + ("" if tuple(now) == own else '<button name="back" value="1">Back to the original'
           "</button>")
        + "</div>"
    )  # fmt: skip
    main = (
        (trouble(problem) if problem else "")
        + f'<p><a href="{HOME}{HERE}">All texts</a></p>'
        + section(
            "In your words",
            filled_in
            + form(
                f"{HERE}/{quote(name)}",
                token,
                field("wording", "What is said", box, help_, mistake) + buttons,
                name="text",
            ),
        )
        + section("Preview", '<div id="preview">' + _preview(written, mistake) + "</div>")
        + section(
            "As it came",
            "".join(f'<p class="st-said">{text(one, MOST_CHARS)}</p>' for one in own),
        )
    )
    return page(called(name), main, here=HERE, token=token, status=status)


def _preview(written: Sequence[str], mistake: str) -> str:
    if mistake:
        return empty("It can be seen here once it can be used.")
    return "".join(f'<p class="st-said">{text(filled(one), 2_000)}</p>' for one in written)
