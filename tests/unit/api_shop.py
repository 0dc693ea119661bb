"""The HTTP API over the tiny shop with its customers' orders, as clients see it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import time

from desk_shop import RECORDS
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.desk.operations import decide
from assistant.desk.rules import load_rules
from assistant.desk.tokens import sign
from assistant.settings import Settings
from assistant.storage.engine import open_database
from assistant.storage.orders import SqlBackend
from assistant.storage.records import current_records, replace_records
from ui.access import Access
from ui.api import create_api
from ui.work import Work

KEY = "a-server-key-for-the-tests-only"
OTHER_KEY = "another-key-for-the-tests-only"
SECRET = "what-the-login-of-the-shop-signs-with"
SAMPLE = "C-1"
"""The tiny shop's own customer, whom anybody may be as long as there are no keys."""


def shop(folder: Path) -> Assistant:
    """The tiny shop, its service desk open over the customers of ``desk_shop``."""
    engine = open_database(folder / "shop.db")
    if not current_records(engine).customers:
        replace_records(engine, RECORDS, "test")
    rules = load_rules()
    return tiny_assistant(
        folder,
        {},
        settings=Settings(shop_name="Tiny", customer_secret=SECRET),
        backend=SqlBackend(engine, partial(decide, rules)),
        rules=rules,
        engine=engine,
    )


def app(
    assistant: Assistant,
    keys: str = "",
    *,
    work: Work | None = None,
    per_address: int = 0,
    per_key: int = 0,
    now: Callable[[], float] = time,
) -> FastAPI:
    """The API at ``/v1``: open to guests, and with ``keys`` to servers."""
    access = Access(keys, "signs-the-tokens-of-the-tests", SECRET, (SAMPLE,), now)
    whole = FastAPI()
    api = create_api(assistant, access, work, per_address=per_address, per_key=per_key)
    whole.mount("/v1", api)
    return whole


def client(app: FastAPI, bearer: str = "", origin: str = "") -> TestClient:
    """Somebody who comes with a key or a token (empty: without) from a site (empty: none)."""
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    headers |= {"Origin": origin} if origin else {}
    return TestClient(app, headers=headers, raise_server_exceptions=False)


def token(app: FastAPI, **rights: object) -> str:
    """A token that the shop's server has asked for."""
    answer = client(app, KEY).post("/v1/tokens", json=rights)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


def login(customer_id: str, secret: str = SECRET, minutes: float = 5) -> dict[str, str]:
    """The header with which the shop's login vouches for a customer."""
    until = datetime.now(UTC) + timedelta(minutes=minutes)
    return {"Customer-Token": sign(customer_id, secret, until)}
