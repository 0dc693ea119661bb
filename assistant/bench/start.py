"""``daogou bench start``: how long until the server answers, and until its pages are painted."""

import http.client
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.bench.machine import hardware, memory_mb
from assistant.bench.serve import post, served
from assistant.errors import SettingsError
from assistant.understanding.report import Report, Table

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = {"chat page": "/", "sample shop with the widget": "/shop", "settings page": "/settings"}
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
WIDGET_PAINTED = """(() => {
  const [painted] = performance.getEntriesByName('daogou-painted');
  const script = performance.getEntriesByType('resource')
    .find((one) => one.name.endsWith('/widget.js'));
  return painted && script ? painted.startTime - script.responseEnd : null;
})()"""
"""Milliseconds from the arrival of the script to the launcher on the screen."""
PATIENCE_MS = 30_000
ASK_AGAIN_MS = 50
AT_REST_MS = 1_000
"""A page goes on loading when it is painted; the next visit is not to wait for that."""


def bench_start(store: Path, *, starts: int = 3, visits: int = 7) -> Report:
    """Start `daogou serve` some times, then open its pages in a browser without a cache.

    Args:
        starts: of the server; the first may find nothing in the system's file cache.
        visits: of each page, every one in a fresh browser profile.

    Raises SettingsError: the server does not start, or there is no Chromium with Playwright.
    """
    ready, first_turn, memory = [], [], []
    painted: dict[str, list[float]] = {}
    for number in range(starts):
        began = time.perf_counter()
        with served(store) as server:
            ready.append(time.perf_counter() - began)
            first_turn.append(_first_turn(server.port))
            memory.append(memory_mb(server.pid))
            if number + 1 == starts:
                painted = _painted(f"http://127.0.0.1:{server.port}", visits)
    rows = (
        ("server, from command to ready", *_spread(ready), "s", starts),
        ("first turn after that", *_spread(first_turn), "s", starts),
        ("memory then", *_spread(memory), "MB", starts),
        *((f"first paint: {name}", *_spread(ms), "ms", visits) for name, ms in painted.items()),
    )
    table = Table(
        f"Start and first paint; {hardware()}", ("what", "median", "worst", "in", "times"), rows
    )
    values: dict[str, Any] = {
        "ready_s": ready,
        "first_turn_s": first_turn,
        "memory_mb": memory,
        "painted_ms": painted,
        "hardware": hardware(),
    }
    return Report("bench-start", "daogou bench start", (table,), values)


def _first_turn(port: int) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    conversation = post(connection, "/v1/conversations", {})["id"]
    post(connection, f"/v1/conversations/{conversation}/messages", {"text": "a waterproof jacket"})
    connection.close()
    return time.perf_counter() - began


def _painted(address: str, visits: int) -> dict[str, list[float]]:
    """Milliseconds from navigation to the first text or picture; of the widget from the arrival of
    its script to its launcher."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise SettingsError("Paint is measured with Playwright: pip install playwright.") from error
    if chromium is None:
        raise SettingsError("Paint is measured in Chromium: install the package chromium.")
    result: dict[str, list[float]] = {name: [] for name in (*PAGES, "widget, from its arrival")}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(visits):
            for name, path in PAGES.items():
                page = browser.new_context().new_page()
                page.goto(address + path)
                result[name].append(_once(page, PAINTED))
                if path == "/shop":
                    result["widget, from its arrival"].append(_once(page, WIDGET_PAINTED))
                page.wait_for_timeout(AT_REST_MS)
                page.context.close()
        browser.close()
    return result


def _once(page: "Page", expression: str) -> float:
    """What it gives as soon as that is not null. (`wait_for_function` needs a page that allows
    `eval`, which these do not.)"""
    for _ in range(PATIENCE_MS // ASK_AGAIN_MS):
        if (value := page.evaluate(expression)) is not None:
            return float(value)
        page.wait_for_timeout(ASK_AGAIN_MS)
    raise SettingsError(f"{page.url} was not painted in {PATIENCE_MS // 1000} seconds.")


def _spread(values: Sequence[float]) -> tuple[str, str]:
    """Median and worst, as much of them as can be told."""
    digits = 2 if max(values) < 20 else 0
    return f"{float(np.median(values)):.{digits}f}", f"{max(values):.{digits}f}"
