"""The ``daogou`` command: one file a group of commands, loaded without any heavy library."""

import sys

import typer

from assistant.commands import (
    bench,
    catalogue,
    dialogues,
    mcp,
    models,
    orders,
    policies,
    search,
    serve,
    talk,
)
from retrieval.errors import DaogouError

app = typer.Typer(
    name="daogou",
    help="A conversational shopping assistant that a shop runs itself.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (serve, catalogue, orders, policies, search, talk, dialogues, models, bench, mcp):
    group.register(app)


def main() -> None:
    """Run the command line; an error meant for a person is one sentence on stderr, exit code 1."""
    try:
        app()
    except DaogouError as error:
        print(f"daogou: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("daogou: stopped.", file=sys.stderr)
        sys.exit(130)
