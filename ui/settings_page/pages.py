"""The shop's own pages that the assistant quotes: listed, added as Markdown, taken out."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from assistant.pages.edit import drop_page, pages_of, put_page
from assistant.pages.types import Passage
from retrieval.errors import DaogouError
from ui.markup import text
from ui.settings_page.frame import empty, field, form, go, line_box, page, section, trouble
from ui.settings_page.gate import Gate
from ui.settings_page.office import Office

MOST_CHARS = 200_000


def routes(office: Office, gate: Gate) -> APIRouter:
    """The list and the form for one more."""
    part = APIRouter()
    here = "/pages"

    def shown(
        token: str, name: str = "", words: str = "", problem: str = "", note: str = ""
    ) -> HTMLResponse:
        kept = pages_of(office.store)
        listed = "".join(_page(source, some, token) for source, some in kept.items())
        main = (
            (trouble(problem) if problem else "")
            + '<p class="st-lead">Questions about delivery, returns and the like are answered by'
            " quoting these pages, and by nothing else.</p>"
            + section("Pages", listed or empty("There are none yet. Add the first one below."))
            + section("Add a page", form(here, token, _form(name, words)))
        )
        status = 422 if problem else 200
        return page("Shop pages", main, here=here, token=token, status=status, note=note)

    @part.get(here)
    def see(request: Request, note: str = "") -> HTMLResponse:
        return shown(gate.signed_in(request), note=note)

    @part.post(here)
    async def add(request: Request) -> Response:
        sent = await gate.posted(request)
        name, words = str(sent.get("name", "")), str(sent.get("words", ""))
        try:
            if len(words) > MOST_CHARS:
                raise _too_long()
            made = await run_in_threadpool(_put, office, name, words)
        except DaogouError as error:
            return await run_in_threadpool(shown, gate.signed_in(request), name, words, str(error))
        return go(here, f"“{made[0].page}” is quoted from now on.")

    @part.post("/pages/remove")
    async def remove(request: Request) -> Response:
        source = str((await gate.posted(request)).get("source", ""))
        try:
            gone = await run_in_threadpool(_drop, office, source)
        except DaogouError as error:
            return await run_in_threadpool(shown, gate.signed_in(request), problem=str(error))
        return go(here, "It is not quoted any more." if gone else "There is no such page.")

    return part


def _put(office: Office, name: str, words: str) -> Sequence[Passage]:
    from assistant.pages.encoder import load_page_encoder

    made = put_page(office.store, name, words, load_page_encoder())
    office.renew()
    return made


def _drop(office: Office, source: str) -> bool:
    from assistant.pages.encoder import load_page_encoder

    gone = drop_page(office.store, source, load_page_encoder())
    if gone:
        office.renew()
    return gone


def _too_long() -> DaogouError:
    return DaogouError(f"A page has at most {MOST_CHARS:,} characters: make two of it.")


def _page(source: str, passages: Sequence[Passage], token: str) -> str:
    inside = "".join(
        f"<p><strong>{text(' › '.join(one.headings), 200)}</strong> {text(one.text, 2_000)}</p>"
        for one in passages
    )
    count = f"{len(passages)} passage{'' if len(passages) == 1 else 's'}"
    button = (
        f'<input type="hidden" name="source" value="{text(source)}">'
        f'<button aria-label="Remove {text(source)}">Remove</button>'
    )
    return (
        f'<div class="st-file"><details><summary><bdi>{text(passages[0].page, 120)}</bdi>'
        f'<span class="dg-muted"> {text(source, 90)} · {count}</span></summary>{inside}</details>'
        f"{form('/pages/remove', token, button)}</div>"
    )


def _form(name: str, words: str) -> str:
    box = (
        f'<textarea id="words" name="words" rows="12" maxlength="{MOST_CHARS}" required{{about}}>'
        f"{text(words, MOST_CHARS)}</textarea>"
    )
    return (
        field("name", "Name", line_box("name", name, 80, more=" required"),
              "Such as returns. A page of the same name is replaced.")
        + field("words", "Text", box, "Markdown: # for the title, ## for headings.")
        + '<button class="st-main">Add</button>'
    )  # fmt: skip
