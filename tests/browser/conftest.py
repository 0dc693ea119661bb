"""A small shop, its running server and a browser, for the tests of the faces."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.demo_store.drawings import draw
from retrieval.types import Product

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DAOGOU = Path(sys.executable).parent / "daogou"
INBOX_KEY = "a-key-for-the-tests-only"
SETTINGS_KEY = "another-key-for-the-tests"
SHOTS = Path(os.environ.get("DAOGOU_SHOTS", "test-results"))
AXE = {
    "resultTypes": ["violations"],
    # Rules of WCAG 2.2 AA and axe's own advice.
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}

# The contrast of every text that can be seen with what lies behind it (WCAG 2.2, 1.4.3).
CONTRAST = r"""() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 200) return colour;
    }
    return rgba('white');
  };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    const box = node.getBoundingClientRect();
    const tiny = box.width < 2 || box.height < 2;
    if (tiny || !walk.currentNode.textContent.trim() || !node.checkVisibility()) continue;
    if (node.closest('.dg-sr, .dg-stars, style, script')) continue;
    const [a, b] = [light(rgba(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const said = node.textContent.slice(0, 40);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${node.className} ${said}`);
  }
  return poor;
}"""

_ROWS = (
    ("Drizzle Waterproof Hiking Jacket", "Northfell", "Rain jackets", 89.0, "moss green"),
    ("Ridge Waterproof Hiking Jacket", "Ashwood", "Rain jackets", 109.0, "black"),
    ("Cloudbreak Waterproof Walking Jacket", "Fernwell", "Rain jackets", 74.5, "sky blue"),
    ("Summit Waterproof Hiking Jacket", "Northfell", "Rain jackets", 189.0, "red"),
    ("Harbour Wool Jacket", "Ashwood", "Wool jackets", 99.0, "navy"),
    ("Pebble Table Lamp", "Lumina", "Lamps", 39.9, "cream"),
    ("Arc Floor Lamp", "Lumina", "Lamps", 129.0, "brass"),
    ("Stoneware Mug", "Kiln", "Mugs", 12.0, "grey"),
)
_SCARF = {
    "id": "P8", "title": "Meadow Cotton Scarf", "brand": "Fernwell", "category": "Shop > Scarves",
    "price": 25.0, "currency": "USD", "colours": ["blue", "rust"], "rating": 4.2,
    "rating_count": 12, "image": "P8.svg", "description": "A scarf of cotton.",
    "variants": [
        {"id": "P8-B", "options": {"colour": "blue", "size": "S"}, "stock": 3},
        {"id": "P8-R", "options": {"colour": "rust", "size": "L"}, "price": 29.0, "stock": 4},
    ],
}  # fmt: skip
"""Comes in two forms, which are no other colour and size put together."""
_ADDRESS = {"address1": "9 Hill Road", "address2": "", "city": "Boulder", "country": "US",
            "state": "CO", "zip": "80301"}  # fmt: skip
_MUG = {"name": "Stoneware Mug", "product_id": "P7", "item_id": "P7", "price": 12.0, "options": {}}
_RECORDS = {
    "products": {},
    "users": {
        "U1": {"user_id": "U1", "name": {"first_name": "Mia", "last_name": "Lund"},
               "address": _ADDRESS, "email": "mia.lund@example.com", "payment_methods": {},
               "orders": []},
        "U2": {"user_id": "U2", "name": {"first_name": "Nils", "last_name": "Berg"},
               "address": _ADDRESS, "email": "nils.berg@example.com", "payment_methods": {},
               "orders": ["W-1", "W-2"]},
    },
    "orders": {
        "W-1": {"order_id": "W-1", "user_id": "U2", "address": _ADDRESS, "status": "shipped",
                "items": [_MUG, _MUG], "payment_history": [],
                "fulfillments": [{"tracking_id": ["T-77"], "item_ids": ["P7", "P7"]}]},
        "W-2": {"order_id": "W-2", "user_id": "U2", "address": _ADDRESS, "status": "cancelled",
                "items": [_MUG], "payment_history": [], "fulfillments": []},
    },
}  # fmt: skip
"""A shop with a customer has a service desk and takes orders."""
_DRAWN = {"Lamps": "lamp", "Mugs": "mug", "Scarves": "blanket"}
"""How a kind of product is drawn; the others are jackets."""


def payloads() -> list[str]:
    """Texts that try to be more than text."""
    lines = (Path(__file__).parents[1] / "data" / "payloads.txt").read_text("ascii").splitlines()
    return [one.encode().decode("unicode_escape") for one in lines if not one.startswith("#")]


def axe(page: Page) -> list[str]:
    """What axe-core objects to on a page as it stands: "rule: element: why", empty when nothing.

    Shadow roots are looked into. Animations are ended first, and none begins from then on, for the
    colours in their middle are nobody's choice.
    """
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(
        "document.getAnimations().forEach((one) => { try { one.finish(); } catch { one.cancel(); }"
        " })"
    )
    found = Axe().run(page, options=AXE).response["violations"]
    return [
        f"{one['id']}: {node['target']}: {node['failureSummary'].splitlines()[-1].strip()}"
        for one in found
        for node in one["nodes"]
    ]


def shot(page: Page, name: str) -> Path:
    """Keep a picture of a page as an artefact of the tests, in ``$DAOGOU_SHOTS``."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=path)
    return path


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of eight products, imported as a shop would."""
    folder = tmp_path_factory.mktemp("shop")
    source = folder / "products.jsonl"
    rows = [
        {"id": f"P{number}", "title": title, "brand": brand, "category": f"Shop > {category}",
         "price": price, "currency": "USD", "colours": [colour], "stock": 9, "rating": 4.5,
         "rating_count": 40, "image": f"P{number}.svg", "description": f"{title}, in {colour}.",
         "bullets": ["Made to last"]}
        for number, (title, brand, category, price, colour) in enumerate(_ROWS)
    ]  # fmt: skip
    rows.append(_SCARF)
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    subprocess.run(
        [DAOGOU, "import", source, "--store", folder / "store"], check=True, capture_output=True
    )
    images = folder / "store" / "images"
    images.mkdir(exist_ok=True)
    for row in rows:
        kind = str(row["category"]).split(" > ")[-1]
        colours = cast("list[str]", row["colours"])
        product = Product(str(row["id"]), str(row["title"]), colours=tuple(colours))
        (images / str(row["image"])).write_text(draw(product, _DRAWN.get(kind, "jacket")))
    (folder / "store" / "records.json").write_text(json.dumps(_RECORDS), "utf-8")
    return folder / "store"


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every text tries to be more than text: a product for each payload."""
    folder = tmp_path_factory.mktemp("hostile")
    products, reviews = folder / "products.jsonl", folder / "reviews.jsonl"
    rows = [
        {"id": f"H{number:03}", "title": f"Lamp {said}", "brand": said, "category": ["Lamps", said],
         "price": 10 + number, "currency": "USD", "colours": [said], "stock": 9, "rating": 4.5,
         "rating_count": 40, "image": "" if "//" in said or "http" in said.casefold() else said,
         "description": said, "bullets": [said],
         "attributes": {f"Note {said}": said}}
        for number, said in enumerate(payloads())
    ]  # fmt: skip
    products.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    told = [
        {"id": f"R{row['id']}", "product_id": row["id"], "stars": 4, "title": row["brand"],
         "text": f"Good. {row['brand']}", "author": row["brand"]}
        for row in rows
    ]  # fmt: skip
    reviews.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    store = folder / "store"
    subprocess.run(
        [DAOGOU, "import", products, "--reviews", reviews, "--store", store],
        check=True, capture_output=True,
    )  # fmt: skip
    (store / "policies").mkdir()
    page = "# Returns\n\n## How long may I return a lamp\n\nYou may return a lamp for 30 days. "
    (store / "policies" / "returns.md").write_text(page + " ".join(payloads()), "utf-8", "replace")
    return store


@pytest.fixture(scope="session")
def hostile_address(hostile_store: Path) -> Iterator[str]:
    """Where a server over the hostile store runs."""
    yield from serving(hostile_store)


@pytest.fixture(scope="session")
def address(store: Path) -> Iterator[str]:
    """Where the running server says that it is."""
    yield from serving(store)


def serving(store: Path) -> Iterator[str]:
    """Serve a store for as long as the iterator is open -> its address."""
    server = subprocess.Popen(
        [DAOGOU, "serve", "--store", store, "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DAOGOU_INBOX_KEY": INBOX_KEY, "DAOGOU_SETTINGS_KEY": SETTINGS_KEY},
    )
    assert server.stdout is not None
    try:
        said = server.stdout.readline()
        found = re.search(r"http://[\d.:]+/", said)
        assert found, f"no address in {said!r}"
        yield found[0]
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed before other modules run: Playwright holds this thread's event loop until then."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
