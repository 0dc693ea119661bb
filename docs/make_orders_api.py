"""Writes docs/orders-api.yaml from the server's code: `python docs/make_orders_api.py`."""

import json
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import create_engine

from assistant.desk.http_server import create_orders_app
from assistant.storage.orders import SqlBackend

HEAD = "# Written by docs/make_orders_api.py from assistant/desk/http_server.py.\n"


class Dumper(yaml.SafeDumper):
    """Writes every part out, and texts of several lines as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        """No part is said by reference to another."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, "|" if "\n" in text else None)


def description() -> str:
    """The file's text. No call is made, so the database stays untouched."""
    backend = SqlBackend(create_engine("sqlite://"), lambda *_: None)  # type: ignore[arg-type]
    api = json.loads(json.dumps(create_orders_app(backend, "none").openapi()))
    return HEAD + yaml.dump(api, Dumper=Dumper, sort_keys=False, width=100, allow_unicode=True)


Dumper.add_representer(str, _text)

if __name__ == "__main__":
    Path(__file__).with_name("orders-api.yaml").write_text(description(), "utf-8")
