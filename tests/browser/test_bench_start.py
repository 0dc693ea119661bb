"""`daogou bench start` once in small: a real server, a real browser."""

import pytest
from conftest import CHROMIUM

from assistant.bench.start import bench_start
from assistant.demo_store import demo_store_dir

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


def test_each_page_is_painted_and_the_server_answers() -> None:
    report = bench_start(demo_store_dir(), starts=1, visits=1)
    painted = report.values["painted_ms"]
    assert set(painted) == {
        "chat page",
        "sample shop with the widget",
        "settings page",
        "widget, from its arrival",
    }
    assert all(0 < one < 30_000 for times in painted.values() for one in times)
    assert 0 < report.values["first_turn_s"][0] < 60
    assert len(report.tables[0].rows) == 3 + len(painted)
