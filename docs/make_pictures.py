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
SETTINGS_KEY = "only-for-the-pictures-too"
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
            env={
                **os.environ,
                "DAOGOU_HOME": home,
                "DAOGOU_INBOX_KEY": INBOX_KEY,
                "DAOGOU_SETTINGS_KEY": SETTINGS_KEY,
            },
        )
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            if found is None:
                sys.exit("The server did not start.")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            take_chat(browser, found[0])
            take_inbox(browser, found[0])
            take_shop(browser, found[0])
            take_settings(browser, found[0])
            browser.close()
        finally:
            server.terminate()
            server.wait(timeout=30)


def take_chat(browser: Browser, address: str) -> None:
    """The chat page: before the first word, an answer, a comparison, cart, profile and orders."""
    page = greeted(browser, address, DESK, "light")
    page.select_option("#dg-shopper", index=3)
    page.locator("#dg-transcript .dg-welcome bdi").wait_for()
    take(page, "chat-greeting")
    page.locator("#dg-more").click()
    page.locator("#dg-menu [data-do=profile]").click()
    page.locator("dialog[open] .dg-known").first.wait_for()
    take(page, "chat-profile")
    page.context.close()
    page = greeted(browser, address, DESK, "light")
    say(page, (WISH,))
    take(page, "chat-answer")
    for card in (0, 2):
        page.locator("[data-do=pick]").nth(card).click()
    page.locator(".dg-picked .dg-go").click()
    answered(page, 2)
    page.locator("#dg-more").click()
    page.locator("#dg-menu [data-value=dark]").click()
    page.keyboard.press("Escape")
    take(page, "chat-compare")
    page.context.close()
    page = greeted(browser, address, PHONE, "light")
    say(page, (WISH,))
    take(page, "chat-phone")
    page.locator("[data-do=add]").first.click()
    form = page.locator("dialog[open] .dg-buy")
    for group in range(form.locator("fieldset").count()):
        form.locator("fieldset").nth(group).locator("label:not(.dg-off)").first.click()
    take(page, "chat-form")
    page.context.close()
    page = greeted(browser, address, DESK, "light")
    say(page, ("where are my orders?", "maren.tollefsen@example.com", "where is my last order?"))
    take(page, "chat-orders")
    page.context.close()


def greeted(browser: Browser, address: str, size: dict[str, int], scheme: str) -> Page:
    """The chat page when it has drawn itself."""
    page = opened(browser, address, size, scheme)
    page.locator("#dg-transcript .dg-tries").wait_for()
    return page


def take(page: Page, name: str) -> None:
    """One picture, when all that moves is still."""
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"{name}.png")


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


def take_shop(browser: Browser, address: str) -> None:
    """The sample shop with the widget open, and the widget on a phone."""
    for size, name in ((DESK, "shop"), (PHONE, "widget-phone")):
        page = opened(browser, f"{address}shop", size, "light")
        page.locator("daogou-chat .launch").click()
        box = page.locator("daogou-chat textarea")
        box.fill(WISH)
        box.press("Enter")
        page.locator("daogou-chat .card").first.wait_for()
        take(page, name)
        page.context.close()


def take_settings(browser: Browser, address: str) -> None:
    """The figures of the settings page, of what was said for the other pictures."""
    page = opened(browser, f"{address}settings", DESK, "light")
    page.locator("input[type=password]").fill(SETTINGS_KEY)
    page.locator("form button").first.click()
    page.locator("svg").first.wait_for()
    take(page, "settings")
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
        answered(page, number)


def answered(page: Page, turns: int) -> None:
    """Wait until so many turns stand in the conversation."""
    page.wait_for_function(
        "(n) => document.querySelectorAll('article.dg-turn:not(.dg-echo)').length === n"
        " && !document.querySelector('.dg-typing')",
        arg=turns,
    )


if __name__ == "__main__":
    main()
