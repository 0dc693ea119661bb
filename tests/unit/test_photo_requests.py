"""Search by photo over the HTTP API: what is taken, and what is refused and why."""

import base64
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from api_shop import client, shop
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ui.api import create_api
from ui.errors import FaceError, NoPictureError
from ui.offers import MAX_PHOTO, Offers

JPEG = b"\xff\xd8\xff\xe0 a lamp"


def look(photo: bytes) -> Sequence[str]:
    """Stands where the network is: knows a lamp, and says no to what cannot be read."""
    if b"busy" in photo:
        raise FaceError("I am still looking through this shop's pictures.")
    if b"lamp" not in photo:
        raise NoPictureError("I cannot read this file.")
    return ("L1", "L3")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    with shop(tmp_path_factory.mktemp("shop")) as assistant:
        whole = FastAPI()
        whole.mount("/v1", create_api(assistant, shop=Offers(look)))
        yield whole


def sent(asked: TestClient, photo: bytes) -> tuple[int, dict[str, object]]:
    told = {"image": base64.b64encode(photo).decode()}
    answer = asked.post("/v1/search/photo", json=told)
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()


def test_a_photo_finds_products_which_are_then_shown_in_the_conversation(app: FastAPI) -> None:
    asked = client(app)
    assert asked.get("/v1/offers").json() == {
        "photo": True, "photo_bytes": MAX_PHOTO, "checkout": False,
    }  # fmt: skip
    status, found = sent(asked, JPEG)
    assert (status, found) == (200, {"product_ids": ["L1", "L3"]})
    talk = asked.post("/v1/conversations").json()["id"]
    said = {"text": "Like this photo", "tap": "present", **found}
    reply = asked.post(f"/v1/conversations/{talk}/messages", json=said).json()
    assert [one["id"] for one in reply["products"]] == ["L1", "L3"]


@pytest.mark.parametrize(
    ("photo", "status"),
    [
        (b"GIF89a lamp", 415),
        (b"<svg>lamp</svg>", 415),
        (b"%PDF lamp", 415),
        (b"RIFF1234WAVE lamp", 415),
        (b"", 415),
        (b"\xff\xd8\xff no such thing", 415),
        (JPEG + bytes(MAX_PHOTO), 413),
        (JPEG + bytes(2 * MAX_PHOTO), 413),
        (JPEG + b"busy", 503),
    ],
)
def test_what_is_no_photo_or_too_large_is_refused(app: FastAPI, photo: bytes, status: int) -> None:
    assert sent(client(app), photo)[0] == status


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n", b"RIFF1234WEBP", b"\xff\xd8\xff"])
def test_a_photo_of_megabytes_is_taken_although_other_bodies_are_smaller(
    app: FastAPI, start: bytes
) -> None:
    assert sent(client(app), start + b"lamp" + bytes(MAX_PHOTO - 100))[0] == 200
    large = {"text": "x" * 300_000}
    assert client(app).post("/v1/conversations/12345678/messages", json=large).status_code == 413


def test_what_is_not_base64_is_no_photo(app: FastAPI) -> None:
    answer = client(app).post("/v1/search/photo", json={"image": "%%%"})
    assert answer.status_code == 415


def test_a_shop_that_does_not_look_at_photos_says_so(tmp_path: Path) -> None:
    with shop(tmp_path) as assistant:
        whole = FastAPI()
        whole.mount("/v1", create_api(assistant))
        assert client(whole).get("/v1/offers").json()["photo"] is False
        assert sent(client(whole), JPEG)[0] == 404
