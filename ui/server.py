"""One web application: chat page at ``/``, API, widget, inbox, pictures and the sample shop."""

import os
from collections.abc import Callable, Collection, Sequence
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse
from starlette.staticfiles import StaticFiles

from assistant.people.inbox import Inbox
from assistant.settings import Settings
from ui import problems
from ui.access import Access
from ui.api import create_api
from ui.api.offers import PHOTO
from ui.images import create_images
from ui.inbox import create_inbox
from ui.offers import Offers
from ui.port import ShopAssistant
from ui.settings_page import UPLOADS, Gate, Office, create_settings_page
from ui.shop import create_shop
from ui.widget import create_widget
from ui.work import Work

DEFAULTS = Settings.model_construct()


def create_app(
    assistant: ShopAssistant,
    *,
    examples: Sequence[str] = (),
    allow_origins: Sequence[str] = (),
    inbox: Inbox | None = None,
    office: Office | None = None,
    settings: Settings = DEFAULTS,
    samples: Collection[str] = (),
    find_by_photo: Callable[[bytes], Sequence[str]] | None = None,
    hear: Callable[[bytes], str] | None = None,
) -> FastAPI:
    """The whole application around one assistant.

    ``examples`` are offered on the chat page before the first word (none: made from the
    catalogue); ``allow_origins`` are the sites that may embed the widget and call the API.
    ``inbox`` is where the shop's people answer, opened by the settings' key, and
    ``office`` what the settings page works on. ``samples`` are made
    up shoppers whom anybody may be, as long as there are no API keys. ``find_by_photo`` and
    ``hear`` are what the chat page does with photos and speech (None: it has no such buttons).
    """
    # Gradio reads this when it is imported: no usage statistics leave the shop.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    from ui.chat import ChatPage, build_chat
    from ui.examples import greeting_examples
    from ui.theme import FAVICON, STATIC, page_head, theme

    app = FastAPI(
        title="Daogou", version=version("daogou"), docs_url=None, redoc_url=None, openapi_url=None
    )  # fmt: skip
    problems.install(app)
    app.add_middleware(problems.BodyLimit, elsewhere=(UPLOADS, f"/v1{PHOTO}"))
    if allow_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(allow_origins),
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Accept", "Authorization", "Content-Type", "Customer-Token",
                           "Idempotency-Key"],
            expose_headers=["Retry-After"],
        )  # fmt: skip

    @app.get("/favicon.ico", include_in_schema=False)
    def favicon() -> FileResponse:
        return FileResponse(FAVICON, media_type="image/svg+xml")

    app.mount("/fonts", StaticFiles(directory=STATIC / "fonts"))
    access = Access(
        settings.api_keys, settings.token_secret, settings.customer_secret, samples
    )  # fmt: skip
    app.state.work = Work(settings.turns_at_work, settings.turns_waiting, settings.turn_seconds)
    offers = Offers(
        find_by_photo,
        (lambda: settings.checkout_url) if office is None else office.checkout,
    )
    api = create_api(
        assistant, access, app.state.work, offers,
        per_address=settings.requests_per_address, per_key=settings.requests_per_key,
    )  # fmt: skip
    app.mount("/v1", api)
    app.include_router(create_widget())
    app.include_router(create_images(assistant))
    app.include_router(create_shop(assistant, access, settings.shop_name))
    if inbox is not None:
        app.include_router(create_inbox(inbox, settings.inbox_key))
    if office is not None:
        app.include_router(create_settings_page(office, Gate(settings.settings_key)))
    page = ChatPage(
        assistant, examples or greeting_examples(assistant), access.samples, access.login,
        "/shop/take", offers, hear, app.state.work,
    )  # fmt: skip
    gr.mount_gradio_app(
        app, build_chat(page), path="/", theme=theme(), head=page_head(page.examples),
        footer_links=[], run_history=False, ssr_mode=False, show_error=False,
    )  # fmt: skip
    return app


def release(app: FastAPI) -> None:
    """End the streams that open chat pages hold, so that the server can stop at once."""
    for route in app.routes:
        stop = getattr(getattr(route, "app", None), "stop_event", None)
        if stop is not None:
            stop.set()
