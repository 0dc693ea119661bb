"""One web application: chat page at ``/``, API, widget, inbox, pictures and the sample shop."""

import os
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse
from starlette.staticfiles import StaticFiles

from assistant.people.inbox import Inbox
from ui import problems
from ui.api import create_api
from ui.images import create_images
from ui.inbox import create_inbox
from ui.port import ShopAssistant
from ui.shop import create_shop

_WIDGET = Path(__file__).parent / "widget" / "widget.js"


def create_app(
    assistant: ShopAssistant,
    *,
    examples: Sequence[str] = (),
    allow_origins: Sequence[str] = (),
    inbox: Inbox | None = None,
    inbox_key: str = "",
) -> FastAPI:
    """The whole application around one assistant.

    ``examples`` are offered on the chat page before the first word (none: made from the
    catalogue); ``allow_origins`` are the sites that may embed the widget and call the API.
    ``inbox`` is where the shop's people answer, opened by ``inbox_key``.
    """
    # Gradio reads this when it is imported: no usage statistics leave the shop.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    from ui.chat import ChatPage, build_chat
    from ui.theme import FAVICON, STATIC, page_head, theme

    app = FastAPI(
        title="Daogou", version=version("daogou"), docs_url=None, redoc_url=None,
        openapi_url="/v1/openapi.json",
    )  # fmt: skip
    problems.install(app)
    app.add_middleware(problems.BodyLimit)
    if allow_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(allow_origins), allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "Accept"],
        )  # fmt: skip

    @app.get("/widget.js", include_in_schema=False)
    def widget() -> FileResponse:
        return FileResponse(_WIDGET, media_type="text/javascript")

    @app.get("/favicon.ico", include_in_schema=False)
    def favicon() -> FileResponse:
        return FileResponse(FAVICON, media_type="image/svg+xml")

    app.mount("/fonts", StaticFiles(directory=STATIC / "fonts"))
    app.include_router(create_api(assistant))
    app.include_router(create_images(assistant))
    app.include_router(create_shop(assistant))
    if inbox is not None:
        app.include_router(create_inbox(inbox, inbox_key))
    gr.mount_gradio_app(
        app, build_chat(ChatPage(assistant, examples)), path="/", theme=theme(), head=page_head(),
        footer_links=[], run_history=False, ssr_mode=False, show_error=False,
    )  # fmt: skip
    return app


def release(app: FastAPI) -> None:
    """End the streams that open chat pages hold, so that the server can stop at once."""
    for route in app.routes:
        stop = getattr(getattr(route, "app", None), "stop_event", None)
        if stop is not None:
            stop.set()
