"""Writes the clients of the HTTP API from its description: `python docs/make_clients.py`.

Python: daogou_client/models.py and client.py. TypeScript: clients/typescript/src/models.ts and
client.ts. How requests go over the wire is written by hand beside them.
"""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from clients.description import operations

from clients import python, typescript
from ui.api import create_api

ROOT = Path(__file__).parents[1]


def files() -> dict[Path, str]:
    """Every generated file's text. No call is made, so there need not be a shop."""
    nobody: Any = None
    api = create_api(nobody).openapi()
    models = api["components"]["schemas"]
    calls = tuple(operations(api))
    ours, theirs = ROOT / "daogou_client", ROOT / "clients" / "typescript" / "src"
    return {
        ours / "models.py": python.models(models),
        ours / "client.py": python.client(calls, models),
        theirs / "models.ts": typescript.models(models),
        theirs / "client.ts": typescript.client(calls, models),
    }


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text, "utf-8")
