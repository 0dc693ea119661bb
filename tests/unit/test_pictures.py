"""The pictures of products."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from shop_fake import FakeAssistant

from ui import problems
from ui.images import create_images

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:starlette.*")


@pytest.fixture
def assistant(tmp_path: Path) -> FakeAssistant:
    return FakeAssistant(tmp_path)


@pytest.fixture
def client(assistant: FakeAssistant) -> Iterator[TestClient]:
    app = FastAPI()
    problems.install(app)
    app.include_router(create_images(assistant))
    with TestClient(app) as client:
        yield client


def test_pictures_are_found_by_product_and_run_nothing(
    client: TestClient, assistant: FakeAssistant, tmp_path: Path
) -> None:
    answer = client.get("/images/jkt-1")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    (tmp_path / "secret.txt").write_text("secret")
    for path in ("secret.txt", "../secret.txt", "..%2Fsecret.txt", "jkt-1.svg", "jkt-1/../x", ""):
        assert client.get(f"/images/{path}").status_code == 404
    (tmp_path / "jkt-1.svg").rename(tmp_path / "gone.svg")
    assert client.get("/images/jkt-1").status_code == 404
