"""``daogou mcp``: the shop as tools for another agent."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add ``mcp`` to the command line."""
    app.command()(mcp)


def mcp(
    store: Annotated[
        Path | None, typer.Option(help="Folder made by 'daogou import'. Default: the demo store.")
    ] = None,
    shopper: Annotated[
        str | None, typer.Option(help="Whose profile and cart; default: a guest's.")
    ] = None,
    customer_token: Annotated[
        str,
        typer.Option(
            envvar="DAOGOU_CUSTOMER_TOKEN", help="What the shop's login says of the customer."
        ),
    ] = "",
    conversation: Annotated[
        str, typer.Option(help="Go on with this conversation; default: a new one.")
    ] = "",
    http: Annotated[
        int, typer.Option(min=0, max=65535, help="Serve over HTTP at this port; 0: stdin, stdout.")
    ] = 0,
) -> None:
    """Tools of the shop for another agent (MCP), over stdin and stdout: search, products,
    comparison, cart, orders of a verified customer, and the assistant itself."""
    from assistant.build import build_assistant
    from assistant.settings import load_settings
    from ui.agents.mcp_server import create_mcp
    from ui.agents.tools import ShopTools

    # Standard output belongs to the protocol: whatever else is printed goes to stderr.
    channel, sys.stdout = sys.stdout, sys.stderr
    with build_assistant(store) as assistant:
        tools = ShopTools(
            assistant,
            conversation_id=conversation,
            shopper_id=shopper,
            customer_token=customer_token,
        )
        server = create_mcp(tools, load_settings(store).shop_name)
        sys.stdout = channel
        if http:
            print(f"MCP at http://127.0.0.1:{http}/mcp  (Ctrl+C stops it)", file=sys.stderr)
            server.run("streamable-http", host="127.0.0.1", port=http)
        else:
            server.run()
