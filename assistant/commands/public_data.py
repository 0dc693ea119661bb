"""Where the public data lies: an option of the commands that learn and measure."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import SettingsError

DATA = Annotated[
    Path | None,
    typer.Option(envvar="DAOGOU_DATA", help="Folder of the public data; see docs/quality.md."),
]


def folder_of(data: Path | None) -> Path:
    """The folder that was named. Raises SettingsError: none was."""
    if data is None:
        raise SettingsError(
            "Name the folder of the public data: --data DIR, or DAOGOU_DATA in the environment."
        )
    return data
