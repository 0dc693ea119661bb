"""What is changed while the server runs: the settings, an uploaded catalogue, the assistant."""

import io
import stat
import time
import tomllib
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from tiny_shop import tiny_assistant

from assistant import loading
from assistant.assistant import Assistant
from assistant.catalogue_desk import CatalogueDesk
from assistant.serving import Serving
from assistant.settings_file import save_settings
from assistant.types import Message
from retrieval.errors import CatalogueError


def test_a_settings_file_that_only_its_owner_reads_stays_so(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('shop_name = "Before"\n')
    file.chmod(0o600)
    save_settings(tmp_path, {"shop_name": "After"})
    assert "After" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_changes_to_the_settings_at_the_same_moment_are_all_kept(tmp_path: Path) -> None:
    changes = [{"shop_name": "Lamps"}, {"greeting": "Hello"}, {"top_shown": 7},
               {"widget_accent": "#112233"}]  # fmt: skip
    for _ in range(15):
        (tmp_path / "settings.toml").write_text("")
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda one: save_settings(tmp_path, one), changes))
        kept = tomllib.loads((tmp_path / "settings.toml").read_text())
        assert kept == {name: value for one in changes for name, value in one.items()}


def test_a_file_of_any_name_can_be_uploaded(tmp_path: Path) -> None:
    desk = CatalogueDesk(tmp_path, lambda: None)
    for name in ("mugs.c\0sv", "../../mugs.jsonl", "mugs.a/b", "", "."):
        desk.take(io.BytesIO(b'{"id": "P1", "title": "Mug"}\n'), name)
        desk.wait(10)
    desk.close()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_does_not_arrive_whole_leaves_no_draft_of_the_one_before(
    tmp_path: Path,
) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the connection is gone")

    desk = CatalogueDesk(tmp_path, lambda: None)
    desk.take(io.BytesIO(b'{"id": "P1", "title": "Mug"}\n'), "mugs.jsonl")
    desk.wait(10)
    assert desk.draft is not None
    with pytest.raises(OSError, match="gone"):
        desk.take(Broken(), "lamps.jsonl")
    with pytest.raises(CatalogueError, match="upload it again"):
        desk.build()
    desk.close()


def test_what_cannot_be_seen_in_a_message_is_not_kept_for_the_shop_s_page(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, {"a lamp": {}}) as shop:
        shop.reply(Message("a \u202elamp\x00", "c1"))
        shop.settle()
        assert [one.said for one in shop.insights.talks().found] == ["a lamp"]


def test_groups_of_shoppers_are_found_again_by_the_assistant_that_takes_over(
    tmp_path: Path,
) -> None:
    found: list[Event] = []

    def build() -> Assistant:
        built, done = tiny_assistant(tmp_path, {}), Event()
        built.profiles.prepare = done.set  # type: ignore[method-assign]
        found.append(done)
        return built

    serving = Serving(build)
    serving.prepare()
    assert found[0].wait(5)
    serving.renew()
    assert found[1].wait(5)
    serving.close()


def test_an_assistant_that_another_has_replaced_gives_its_memory_back(tmp_path: Path) -> None:
    serving = Serving(lambda: tiny_assistant(tmp_path, {}), grace=0.01)
    loading.done()  # as the server does once all is loaded
    first = weakref.ref(serving._now)
    serving.renew()
    for _ in range(500):
        if first() is None:
            break
        time.sleep(0.01)
    assert first() is None
    serving.close()
