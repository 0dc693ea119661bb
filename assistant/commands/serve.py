"""``daogou serve``: the chat page, the HTTP API, the widget and the sample shop."""

import errno
import logging
import math
import socket
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from ui.errors import ServeError


def register(app: typer.Typer) -> None:
    """Add ``serve`` to the command line."""
    app.command()(serve)


def serve(
    store: Annotated[
        Path | None, typer.Option(help="Folder made by 'daogou import'. Default: the demo store.")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0: any free one.")] = 7860,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(help="A site that may embed the widget, such as https://shop.example."),
    ] = None,
) -> None:
    """Chat page at /, HTTP API under /v1, widget at /widget.js, sample shop at /shop,
    the inbox of the shop's people at /inbox, and the shop's settings at /settings."""
    from assistant import loading

    listener = listen(host, port)
    address = _address(listener, host)
    print("Daogou is starting ...", file=sys.stderr, flush=True)
    loading.begin()

    import uvicorn

    from assistant.build import build_assistant
    from assistant.catalogue_desk import CatalogueDesk
    from assistant.demo_store import demo_store_dir
    from assistant.serving import Serving
    from assistant.settings import load_settings
    from ui.examples import DEMO
    from ui.photo import MISSING as MISSING_PHOTO
    from ui.photo import open_photo_search
    from ui.server import create_app, release
    from ui.settings_page import Office
    from ui.voice import MISSING as MISSING_VOICE
    from ui.voice import open_voice

    _log_without_personal_data()
    settings = load_settings(store)
    hear = open_voice(settings.speech_model)
    folder = store or demo_store_dir()
    serving = Serving(lambda: build_assistant(store))
    assistant = serving.assistant
    desk = CatalogueDesk(folder, serving.renew)
    try:
        place = settings.data_folder or folder
        find_by_photo = open_photo_search(place / "pictures", assistant)
        missing = (find_by_photo or MISSING_PHOTO, hear or MISSING_VOICE)
        print(*(one for one in missing if isinstance(one, str)), sep="\n", file=sys.stderr)
        app = create_app(
            assistant,
            examples=() if store else DEMO,
            allow_origins=allow_origin or (),
            inbox=serving.inbox,
            office=Office(folder, assistant, serving.renew, desk),
            settings=settings,
            samples=() if store else [one.id for one in assistant.shoppers()],
            find_by_photo=find_by_photo,
            hear=hear,
        )

        class Server(uvicorn.Server):
            """Says where the page is once it answers; stops without waiting for open pages."""

            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                loading.done()
                print(f"Daogou is ready: {address}  (Ctrl+C stops it)", flush=True)
                serving.prepare()
                if open_:
                    webbrowser.open(address)

            async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                release(app)
                await super().shutdown(sockets)

        config = uvicorn.Config(
            app,
            log_config=None,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies or None,
            timeout_graceful_shutdown=math.ceil(settings.turn_seconds),
        )
        Server(config).run(sockets=[listener])
        app.state.work.close()  # turns that nobody waits for any more are finished, too
    finally:
        desk.close()
        serving.close()


def _log_without_personal_data() -> None:
    """Warnings and errors of everything, the web server's too, to stderr and masked."""
    from assistant.privacy.masking import mask_logs

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    mask_logs()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, taken before anything slow, so that a taken port is said at once."""
    try:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, place = known[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ServeError(
            f"Cannot listen on {host}: {error.strerror}; choose another --host."
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise ServeError(
                f"Port {port} is already in use; choose another with --port, or --port 0 for any."
            ) from error
        raise ServeError(
            f"Cannot listen on {host}:{port} ({error.strerror}); choose another --host or --port."
        ) from error
    return listener


def _address(listener: socket.socket, host: str) -> str:
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{listener.getsockname()[1]}/"
