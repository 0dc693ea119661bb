"""A small shop, its running server and a browser, for the tests of the faces."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DAOGOU = Path(sys.executable).parent / "daogou"
INBOX_KEY = "a-key-for-the-tests-only"

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
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7H1z"/></svg>'


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
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    subprocess.run(
        [DAOGOU, "import", source, "--store", folder / "store"], check=True, capture_output=True
    )
    images = folder / "store" / "images"
    images.mkdir(exist_ok=True)
    for row in rows:
        (images / str(row["image"])).write_text(_PICTURE)
    return folder / "store"


@pytest.fixture(scope="session")
def address(store: Path) -> Iterator[str]:
    """Where the running server says that it is."""
    server = subprocess.Popen(
        [DAOGOU, "serve", "--store", store, "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DAOGOU_INBOX_KEY": INBOX_KEY},
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
