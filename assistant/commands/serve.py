"""``daogou serve``: the chat page, the HTTP API, the widget and the sample shop."""

import errno
import logging
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
    """Chat page at /, HTTP API under /v1, widget at /widget.js, sample shop at /shop, and
    the inbox of the shop's people at /inbox."""
    listener = listen(host, port)
    address = _address(listener, host)
    print("Daogou is starting ...", file=sys.stderr, flush=True)

    import uvicorn

    from assistant.build import build_assistant
    from assistant.settings import load_settings
    from ui.examples import DEMO
    from ui.server import create_app, release

    _log_without_personal_data()
    assistant = build_assistant(store)
    try:
        app = create_app(
            assistant,
            examples=() if store else DEMO,
            allow_origins=allow_origin or (),
            inbox=assistant.inbox,
            inbox_key=load_settings(store).inbox_key,
        )

        class Server(uvicorn.Server):
            """Says where the page is once it answers; stops without waiting for open pages."""

            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                print(f"Daogou is ready: {address}  (Ctrl+C stops it)", flush=True)
                if open_:
                    webbrowser.open(address)

            async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                release(app)
                await super().shutdown(sockets)

        Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=10)).run(
            sockets=[listener]
        )
    finally:
        assistant.close()


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
