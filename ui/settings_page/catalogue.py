"""A new catalogue: uploaded, looked at, put right, and imported while the old one serves."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Message

from assistant.catalogue_desk import Progress
from retrieval.errors import CatalogueError
from ui.settings_page.draft import COLUMN, preview
from ui.settings_page.frame import field, form, go, page, section, trouble
from ui.settings_page.gate import HOME, Gate
from ui.settings_page.office import Office

MOST_BYTES = 1024**3
"""Of an uploaded file."""
AT_ONCE_SECONDS = 2.0
"""So long a page waits for work that may soon be done."""


def routes(office: Office, gate: Gate, most_bytes: int = MOST_BYTES) -> APIRouter:
    """Upload, preview, mapping and import."""
    part = APIRouter()
    here, desk = "/catalogue", office.catalogue

    def shown(token: str, problem: str = "", note: str = "", status: int = 200) -> HTMLResponse:
        progress, draft = desk.progress, desk.draft
        problem = problem or progress.problem
        if progress.imported:
            note = note or f"{progress.imported:,} products are served now."
        main = trouble(problem) if problem else ""
        if desk.busy:
            main += _working(progress)
        elif draft is not None:
            main += preview(draft, token)
        else:
            main += _upload(token, most_bytes)
        if not desk.busy:
            served = len(office.assistant.catalogue("", 1_000_000))
            main += f'<p class="dg-muted">{served:,} products are served now.</p>'
        return page("Catalogue", main, here=here, token=token, note=note, status=status)

    async def after(request: Request, problem: str = "", status: int = 422) -> Response:
        """The page again, a little later: much is done in a moment."""
        token = gate.signed_in(request)
        await run_in_threadpool(desk.wait, AT_ONCE_SECONDS)
        if problem:
            return await run_in_threadpool(shown, token, problem, "", status)
        return go(here)

    async def done(request: Request, act: Callable[[], object]) -> Response:
        """The page after something was done, or with why it cannot be done."""
        try:
            await run_in_threadpool(act)
        except CatalogueError as error:
            return await after(request, str(error))
        return await after(request)

    @part.get(here)
    def see(request: Request, note: str = "") -> HTMLResponse:
        return shown(gate.signed_in(request), note=note)

    @part.get(f"{here}/progress")
    def progress(request: Request) -> JSONResponse:
        gate.signed_in(request)
        now = desk.progress
        return JSONResponse({"busy": desk.busy, "said": _said(now), "done": now.done,
                             "total": now.total})  # fmt: skip

    @part.post(here)
    async def upload(request: Request) -> Response:
        gate.signed_in(request)
        try:
            sent = await gate.posted(_counted(request, most_bytes))
            try:
                file = sent.get("file")
                if not isinstance(file, UploadFile) or not file.filename:
                    raise CatalogueError("Choose a file first.")
                await run_in_threadpool(desk.take, file.file, file.filename)
            finally:
                await sent.close()
        except CatalogueError as error:
            return await after(request, str(error))
        except HTTPException as error:
            if error.status_code != 413:
                raise
            return await after(request, str(error.detail), 413)
        return await after(request)

    @part.post(f"{here}/mapping")
    async def mapping(request: Request) -> Response:
        sent = await gate.posted(request)
        places = {
            name.removeprefix(COLUMN): str(value)
            for name, value in sent.items()
            if name.startswith(COLUMN)
        }
        return await done(
            request, lambda: desk.map(places, _currency(str(sent.get("currency", ""))))
        )

    @part.post(f"{here}/import")
    async def build(request: Request) -> Response:
        await gate.posted(request)
        return await done(request, desk.build)

    @part.post(f"{here}/drop")
    async def drop(request: Request) -> Response:
        await gate.posted(request)
        return await done(request, desk.drop)

    return part


def _counted(request: Request, most: int) -> Request:
    """The request, refused with 413 once its body is over ``most`` bytes."""
    held = 0

    async def receive() -> Message:
        nonlocal held
        message = await request.receive()
        held += len(message.get("body", b""))
        if held > most:
            raise HTTPException(413, f"The file is over {_size(most)}: split it, or pack it.")
        return message

    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > most:
        raise HTTPException(413, f"The file is over {_size(most)}: split it, or pack it.")
    return Request(request.scope, receive)


def _currency(said: str) -> str:
    from retrieval.currencies import currency_code

    code = currency_code(said) if said.strip() else ""
    if code is None:
        raise CatalogueError(f"There is no currency {said[:20]!r}: give an ISO code such as EUR.")
    return code


def _upload(token: str, most: int) -> str:
    box = (
        '<input id="file" name="file" type="file" required{about} '
        f'data-most="{most}" accept=".jsonl,.json,.csv,.tsv,.tab,.txt,.xml,.parquet,.gz">'
    )
    return section(
        "Bring in products",
        "<p>You see first what was understood; until you import it, nothing changes.</p>"
        + form(
            "/catalogue", token,
            field("file", "Product file", box, "JSON Lines, CSV, TSV, Parquet, or an export of "
                  f"Shopify, WooCommerce or Google Merchant; also gzip. At most {_size(most)}.")
            + '<button class="st-main">Upload and look</button>',
            files=True,
        ),
    )  # fmt: skip


def _working(progress: Progress) -> str:
    bar = (
        f'<progress max="{progress.total}" value="{progress.done}" aria-label="Progress">'
        if progress.total
        else '<progress aria-label="Progress">'
    )
    return section(
        "Working on it",
        f'<p id="said" role="status">{_said(progress)}</p><div id="work" '
        f'data-ask="{HOME}/catalogue/progress">{bar}</progress></div>'
        "<p>The catalogue of before goes on serving until the new one is whole.</p>"
        f'<noscript><p><a href="{HOME}/catalogue">Look again</a></p></noscript>',
    )


def _said(progress: Progress) -> str:
    if not progress.doing:
        return "Done."
    count = f": {progress.done:,}" + (f" of {progress.total:,}" if progress.total else " rows")
    return progress.doing.capitalize() + (count if progress.done or progress.total else " …")


def _size(count: int) -> str:
    return f"{count / 1024**2:,.0f} MB" if count >= 1024**2 else f"{count / 1024:,.0f} kB"
