"""Searches outside conversations: counted for the shop, handed out as UBI queries with places."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from api_shop import KEY, app, client, shop
from fastapi.testclient import TestClient

from assistant.assistant import Assistant
from assistant.storage.engine import open_database
from assistant.storage.learning import LearningStore, ShownList
from assistant.storage.searches import SearchLog, forget_searches, places
from ranking.types import Event, EventKind
from ui.schema.ubi import UbiEvent

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def tiny(tmp_path: Path) -> Assistant:
    return shop(tmp_path)


def found(asked: TestClient, text: str) -> list[dict[str, object]]:
    answer = asked.get("/v1/search", params={"q": text})
    assert answer.status_code == 200
    products: list[dict[str, object]] = answer.json()["products"]
    return products


def test_a_search_is_a_ubi_query_and_a_click_names_its_place_in_it(tiny: Assistant) -> None:
    with tiny:
        served = app(tiny, KEY)
        guest, server = client(served), client(served, KEY)
        shown = found(guest, "a lamp for ana@example.com")
        assert len(shown) >= 2
        tiny.settle()
        (query,) = server.get("/v1/ubi/queries").json()["queries"]
        assert query["user_query"] == "a lamp for [email]"
        assert query["query_response_hit_ids"] == [one["id"] for one in shown]
        assert query["query_attributes"] == {}
        event = {"id": "click-of-this-test", "kind": "click", "product_id": shown[1]["id"],
                 "shopper_id": "C-7", "list_id": query["query_id"]}  # fmt: skip
        assert server.post("/v1/events", json=event).status_code == 202
        elsewhere = {**event, "id": "another-of-this-test", "list_id": "of-nobody"}
        server.post("/v1/events", json=elsewhere)
        told = server.get("/v1/ubi/events").json()["events"]
        placed = {
            one["query_id"]: one["event_attributes"].get("position", {}).get("ordinal")
            for one in told
        }
        # Second in its list; where the list is not known no place is made up.
        assert placed == {query["query_id"]: 2, "of-nobody": None}


def test_a_list_of_a_conversation_gives_its_places_too(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "shop.db")
    # Two were shown; the third could have been.
    made = ShownList("talk:1", "C-1", "talk", NOW, "search", "lamp", ("L2", "L1", "L3"), (), (1, 1))
    LearningStore(engine).keep([made])
    click = Event("e1", "C-1", EventKind.CLICK, "L1", NOW, "talk:1")
    hidden = Event("e2", "C-1", EventKind.CLICK, "L3", NOW, "talk:1")
    assert places(engine, [click, hidden]) == {"e1": 2}
    engine.dispose()


def test_searches_are_counted_by_day_words_and_result(tiny: Assistant) -> None:
    with tiny:
        guest = client(app(tiny))
        for text in ("Lamp", "lamp", "jacket"):
            found(guest, text)
        nothing = guest.get("/v1/search", params={"q": "lamp", "max_price": 0.01})
        assert nothing.json()["products"] == []
        tiny.search("warming", None, 1, counted=False)
        tiny.settle()
        seen = tiny.insights.overview(7).searched
        assert (seen.total, sum(seen.in_vain_by_day)) == (4, 1)
        assert [(one.said.lower(), one.count) for one in seen.top] == [("lamp", 3), ("jacket", 1)]
        assert [(one.said, one.count) for one in seen.in_vain] == [("lamp", 1)]


def test_old_searches_are_erased(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "shop.db")
    at = [NOW - timedelta(days=9), NOW]
    log = SearchLog(engine, lambda: at.pop(0))
    log.note("old", "lamp", ["L1"])
    log.note("new", "lamp", ["L2", "L1"])
    log.settle()
    forget_searches(engine, NOW - timedelta(days=7))
    assert [one["id"] for one in log.since(NOW - timedelta(days=99))] == ["new"]
    events = [Event(name, "C-1", EventKind.CLICK, "L1", NOW, name) for name in ("old", "new")]
    assert places(engine, events) == {"new": 2}
    log.close()
    engine.dispose()


def test_an_event_s_own_id_is_the_same_with_and_without_a_field_for_its_place() -> None:
    told = {"action_name": "click", "timestamp": "2026-05-01T10:00:00Z",
            "event_attributes": {"object": {"object_id": "L1"}}}  # fmt: skip
    event = UbiEvent.model_validate(told).to_event("C-1")
    assert event is not None
    # As it was before events had a place: sent again after an upgrade it is still known.
    assert event.id == "ubi-" + PLAIN
    placed = {"object": {"object_id": "L1"}, "position": {"ordinal": 3}}
    other = UbiEvent.model_validate({**told, "event_attributes": placed}).to_event("C-1")
    assert other is not None
    assert other.id != event.id


PLAIN = "9f88ec66e17f119066867bc99473f20b"
