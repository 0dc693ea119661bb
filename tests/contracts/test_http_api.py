"""Every route of the HTTP API keeps to its own description, whatever is sent to it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from api_shop import KEY, SECRET, login, shop

from ui import problems
from ui.access import Access
from ui.api import create_api

EXAMPLES = 8
"""Made up for each route, besides its described examples and the edges of its fields."""

# The routes are known before there is a shop; the fixture gives them one.
later: Any = None
api = create_api(later, Access(KEY, "signs-the-tokens-of-the-tests", SECRET))
whole = FastAPI(openapi_url=None)
problems.install(whole)
whole.mount("/v1", api)
refusals = ["400", "401", "403", "404", "405", "409", "413", "422"]
config = schemathesis.Config.from_dict(
    {"checks": {"negative_data_rejection": {"expected-statuses": refusals}}}
)
described = schemathesis.openapi.from_asgi("/v1/openapi.json", whole, config=config)


@pytest.fixture(scope="module", autouse=True)
def open_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with shop(tmp_path_factory.mktemp("shop")) as assistant:
        api.state.assistant = assistant
        yield


@described.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_a_server_of_the_shop_gets_what_is_described(case: schemathesis.Case) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    if case.path.startswith("/orders") and case.meta and case.meta.generation.mode.is_positive:
        headers |= login("ada_1")
    case.call_and_validate(headers=headers)
