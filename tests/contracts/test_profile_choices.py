"""What shoppers said of their profile, on every database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from databases import database

from assistant.errors import ProfileError
from assistant.storage.engine import open_database
from assistant.storage.profile_choices import Choices, ProfileChoices


@pytest.fixture(params=["sqlite", "postgresql"])
def said(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ProfileChoices]:
    with database(request.param, tmp_path) as place:
        engine = open_database(place)
        yield ProfileChoices(engine)
        engine.dispose()


def test_each_shopper_has_their_own(said: ProfileChoices) -> None:
    assert said.of("C-1") == Choices()
    said.stop("C-1", "brand", "Velora")
    said.stop("C-1", "colour", "-off")
    said.use("C-2", False)
    assert said.of("C-1") == Choices(True, (("brand", "Velora"), ("colour", "-off")))
    assert said.of("C-2") == Choices(False)
    assert said.every() == {"C-1": said.of("C-1"), "C-2": said.of("C-2")}
    said.resume("C-1", "colour", "-off")
    said.forget("C-2", "nobody")
    assert said.every() == {"C-1": Choices(True, (("brand", "Velora"),))}


def test_the_same_said_at_once_is_said_once(said: ProfileChoices) -> None:
    with ThreadPoolExecutor(4) as threads:
        stops = [threads.submit(said.stop, "C-1", "brand", "Velora") for _ in range(6)]
        offs = [threads.submit(said.use, "C-1", False) for _ in range(6)]
        for done in (*stops, *offs):
            done.result()
    assert said.of("C-1") == Choices(False, (("brand", "Velora"),))


def test_nobody_fills_the_database(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "shop.db")
    said = ProfileChoices(engine, most_stops=2)
    for value in "ab":
        said.stop("C-1", "size", value)
    said.stop("C-1", "size", "b")  # again changes nothing
    with pytest.raises(ProfileError, match="switch it off"):
        said.stop("C-1", "size", "c")
    with pytest.raises(ProfileError):
        said.stop("C-2", "size", "x" * 201)
    engine.dispose()
