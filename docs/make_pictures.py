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

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
DAOGOU = Path(sys.executable).parent / "daogou"
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
INBOX_KEY = "only-for-the-pictures"
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
            env={**os.environ, "DAOGOU_HOME": home, "DAOGOU_INBOX_KEY": INBOX_KEY},
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
            take_inbox(browser, found[0])
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
    page = opened(browser, address, size, scheme)
    page.locator(".dg-tries").wait_for()
    if shopper:
        page.select_option("#dg-shopper", index=shopper)
        page.locator(".dg-welcome bdi").wait_for()
    say(page, messages)
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"{name}.png")
    page.context.close()


def take_inbox(browser: Browser, address: str) -> None:
    """The inbox in the middle of a conversation with a verified customer."""
    waiting = opened(browser, address, DESK, "light")
    say(waiting, ("the mug arrived with a crack, I am really disappointed",))
    shopper = opened(browser, address, DESK, "light")
    say(shopper, ("where is my last order?", "maren.tollefsen@example.com", "I want a person"))
    inbox = opened(browser, f"{address}inbox", DESK, "light")
    inbox.get_by_label("Your name").fill("Ines")
    inbox.get_by_label("Key of the inbox").fill(INBOX_KEY)
    inbox.get_by_role("button", name="Open the inbox").click()
    inbox.locator(".in-waiting .in-entry", has_text="Maren").click()
    inbox.get_by_role("button", name="Take over").click()
    box = inbox.get_by_label("Your words to the shopper")
    box.fill("Hello Maren, this is Ines. What can I do for you?")
    box.press("Enter")
    shopper.locator(".dg-person").wait_for()
    say(shopper, ("Could it come on Friday? I am away before.",))
    inbox.locator(".in-log .in-shopper", has_text="Friday").wait_for()
    inbox.wait_for_timeout(500)
    inbox.screenshot(path=IMAGES / "inbox.png")
    for page in (waiting, shopper, inbox):
        page.context.close()


def opened(browser: Browser, address: str, size: dict[str, int], scheme: str) -> Page:
    """A page in a profile of its own."""
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    return page


def say(page: Page, messages: Sequence[str]) -> None:
    """Send messages in the chat, each after the answer to the one before."""
    before = page.locator("article.dg-turn").count()
    for number, message in enumerate(messages, start=before + 1):
        page.get_by_label("Your message").fill(message)
        page.get_by_label("Your message").press("Enter")
        page.wait_for_function(
            "(n) => document.querySelectorAll('article.dg-turn:not(.dg-echo)').length === n"
            " && !document.querySelector('.dg-typing')",
            arg=number,
        )


if __name__ == "__main__":
    main()
