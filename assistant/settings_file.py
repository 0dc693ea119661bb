"""Changes to ``settings.toml`` by the settings page: checked first, then written in one step."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from shutil import copymode
from threading import Lock
from typing import Any

from pydantic import ValidationError

from assistant.errors import SettingsError
from assistant.settings import FILE_NAME, SECRETS, Settings

EDITABLE = (
    "shop_name",
    "greeting",
    "texts",
    "checkout_url",
    "top_shown",
    "learn",
    "explore",
    "widget_accent",
    "widget_corner",
    "widget_label",
    "widget_look",
)
"""What the page may change. The rest, and every secret, stays with whoever runs the server."""

_ONE_AT_A_TIME = Lock()
"""A change is read, made and written before the next one is read, so that none gets lost."""


class FieldsError(SettingsError):
    """Settings that cannot be used: ``mistakes`` names each with a sentence."""

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        super().__init__("; ".join(mistakes.values()))
        self.mistakes = mistakes


def in_environment() -> frozenset[str]:
    """Settings that the environment says: there the file has no say."""
    names = {name.upper() for name in os.environ}
    return frozenset(name for name in EDITABLE if f"DAOGOU_{name.upper()}" in names)


def save_settings(store: Path, changes: Mapping[str, Any]) -> None:
    """Put changes into ``store/settings.toml``; what else stands there, comments too, stays.

    A value that is the default leaves the file.

    Raises:
        FieldsError: a value that cannot be used; nothing is written.
        SettingsError: the file cannot be read or written.
    """
    import tomlkit

    refused = [name for name in changes if name not in EDITABLE or name in SECRETS]
    if refused:
        raise SettingsError(f"Setting '{refused[0]}' is not changed here.")
    path = store / FILE_NAME
    try:
        with _ONE_AT_A_TIME:
            text = path.read_text("utf-8") if path.is_file() else ""
            document = tomlkit.parse(text)
            for name, value in changes.items():
                if value == Settings.model_fields[name].default:
                    document.pop(name, None)
                else:
                    document[name] = value
            written = tomlkit.dumps(document)
            _check(tomllib.loads(written))
            _replace(path, written)
    except (tomlkit.exceptions.ParseError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}; correct that line.") from error
    except OSError as error:
        raise SettingsError(f"Cannot write {path}: {error.strerror or error}.") from error


def _check(whole: Mapping[str, Any]) -> None:
    """The file by the same model that reads it at start. Raises FieldsError."""
    try:
        Settings(**whole)
    except ValidationError as error:
        wrong = {str(one["loc"][0]): one["msg"] for one in error.errors() if one["loc"]}
        raise FieldsError(
            {
                name: f"{_named(name)} cannot be used: {_sentence(said)}"
                for name, said in wrong.items()
            }
        ) from error


def _sentence(said: str) -> str:
    plain = said.removeprefix("Value error, ")
    return plain if plain.endswith(".") else f"{plain}."


def _named(setting: str) -> str:
    return setting.replace("_", " ").capitalize()


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as out:
        if path.exists():  # who may not read the one before may not read this one
            copymode(path, part)
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
