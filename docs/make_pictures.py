"""Makes the pictures in docs/images from the running program: python docs/make_pictures.py

Starts `daogou serve` over a demo store made afresh and takes screenshots with Chromium.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).parent / "images"
DAOGOU = Path(sys.executable).parent / "daogou"
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
WISH = "waterproof hiking jacket under $120, not black"


def main() -> None:
    """Take every picture."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("There is no Chromium on this machine; install it first.")
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as home, sync_playwright() as playwright:
        server = subprocess.Popen(
            [DAOGOU, "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "DAOGOU_HOME": home},
        )
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            if found is None:
                sys.exit("The server did not start.")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            take(browser, found[0], "chat-greeting", DESK, "light", (), shopper=3)
            take(browser, found[0], "chat-answer", DESK, "light", (WISH,))
            take(browser, found[0], "chat-compare", DESK, "dark", (WISH, "compare the first two"))
            take(browser, found[0], "chat-phone", PHONE, "light", (WISH,))
            browser.close()
        finally:
            server.terminate()
            server.wait(timeout=30)


def take(
    browser: Browser,
    address: str,
    name: str,
    size: dict[str, int],
    scheme: str,
    messages: Sequence[str],
    shopper: int = 0,
) -> None:
    """One picture after some messages; ``shopper`` is a place in the picker, 0: the guest."""
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.locator(".dg-tries").wait_for()
    if shopper:
        page.select_option("#dg-shopper", index=shopper)
        page.locator(".dg-welcome bdi").wait_for()
    for number, message in enumerate(messages, start=1):
        page.get_by_label("Your message").fill(message)
        page.get_by_label("Your message").press("Enter")
        page.wait_for_function(
            "(n) => document.querySelectorAll('article.dg-turn:not(.dg-echo)').length === n"
            " && !document.querySelector('.dg-typing')",
            arg=number,
        )
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
