"""The widget's file as other sites get it: small, packed, and not asked for twice."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ui.widget import SOURCE, create_widget

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:starlette.*")


def test_it_is_packed_once_and_known_again() -> None:
    app = FastAPI()
    app.include_router(create_widget())
    with TestClient(app) as client:
        plain = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
        packed = client.get("/widget.js", headers={"Accept-Encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) < 20_000
        assert packed.content == plain.content == SOURCE.read_bytes()
        known = client.get("/widget.js", headers={"If-None-Match": plain.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")
