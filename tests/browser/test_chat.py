"""The faces in a real browser: `daogou serve` over a small imported store, in Chromium.

Skipped where the system has no Chromium. Nothing here may ask anything from another address.
"""

import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from conftest import CONTRAST
from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]

Visit = Callable[..., Page]
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
WISH = "waterproof hiking jacket under $120, not black"


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens the chat page (or another) in a fresh profile; fails on outside requests and errors."""
    strange: list[str] = []
    contexts = []

    def open_page(
        size: dict[str, int] = DESK,
        scheme: str = "light",
        path: str = "",
        marker: str = ".dg-tries",
    ) -> Page:
        context = browser.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: strange.append(f"error: {error}"))
        page.on("dialog", lambda dialog: strange.append(f"dialog: {dialog.message}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:", "blob:"))
                else strange.append(f"request: {request.url}")
            ),
        )
        page.goto(address + path)
        page.locator(marker).first.wait_for(state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strange == []


def say(page: Page, text: str) -> None:
    """Types a message, sends it with Enter and waits for its answer."""
    turns = page.locator("article.dg-turn").count()
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")
    answered(page, turns + 1)


def answered(page: Page, turns: int) -> None:
    """Waits until so many turns stand in the conversation, none of them waiting or an echo."""
    page.wait_for_function(
        "(n) => document.querySelectorAll('article.dg-turn:not(.dg-echo)').length === n"
        " && !document.querySelector('.dg-typing')",
        arg=turns,
    )


def test_a_conversation_with_cards_quick_replies_and_a_reload(visit: Visit) -> None:
    page = visit()
    say(page, WISH)
    cards = page.locator(".dg-turn .dg-card")
    assert cards.count() >= 1
    titles = cards.locator(".dg-open").all_inner_texts()
    assert "Drizzle Waterproof Hiking Jacket" in titles
    assert "Ridge Waterproof Hiking Jacket" not in titles  # black
    for price in cards.locator(".dg-price strong").all_inner_texts():
        assert Decimal(price.split("$")[1]) <= 120
    assert cards.first.locator(".dg-reasons li").count() >= 1
    assert page.locator(".dg-chips").inner_text().count("120") == 1

    quick = page.locator(".dg-turn:last-child .dg-quick button").first
    said = quick.inner_text()
    quick.click()
    answered(page, 2)
    assert page.locator(".dg-you").last.inner_text().strip().endswith(said)

    before = page.locator("#dg-transcript").inner_text()
    page.reload()
    answered(page, 2)
    assert page.locator("#dg-transcript").inner_text() == before

    page.get_by_role("button", name="New conversation").click()
    page.locator(".dg-tries").wait_for()
    page.reload()
    page.locator(".dg-tries").wait_for()
    assert page.locator(".dg-turn").count() == 0


def test_a_chip_is_taken_back_with_the_keyboard(visit: Visit) -> None:
    page = visit()
    say(page, WISH)
    chips = page.locator(".dg-turn:last-child .dg-chips")
    assert "not black" in chips.inner_text()
    button = chips.get_by_role("button", name="Remove: not black")
    button.focus()
    page.keyboard.press("Enter")
    answered(page, 2)
    titles = page.locator(".dg-turn:last-child .dg-card .dg-open").all_inner_texts()
    assert "Ridge Waterproof Hiking Jacket" in titles  # black, and welcome again
    assert "not black" not in chips.inner_text()
    assert "120" in chips.inner_text()
    # The focus goes on to the next chip; chips of older answers cannot be taken back any more.
    page.wait_for_function("document.activeElement.closest('.dg-chips') !== null")
    assert page.locator(".dg-turn:first-child .dg-chips button:visible").count() == 0


def test_an_example_is_sent_by_one_click(visit: Visit) -> None:
    page = visit()
    page.locator(".dg-tries button").first.click()
    answered(page, 1)
    assert page.locator(".dg-turn .dg-text").inner_text().strip()


def test_the_keyboard_alone_opens_and_closes_a_product(visit: Visit) -> None:
    page = visit()
    say(page, WISH)
    opener = page.locator(".dg-turn .dg-open").first
    opener.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Product details")
    sheet.wait_for()
    assert "Made to last" in sheet.inner_text()
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    assert opener.evaluate("(node) => node === document.activeElement")
    page.keyboard.press("Enter")
    sheet.wait_for()


def test_markup_in_a_message_is_text(visit: Visit) -> None:
    page = visit()
    hostile = '<img src=x onerror=alert(1)> ${alert(2)} {{alert(3)}} "quoted" \\ back`tick'
    say(page, hostile)
    assert hostile in page.locator(".dg-you").inner_text()
    assert page.locator(".dg-you img").count() == 0
    page.reload()
    answered(page, 1)
    assert hostile in page.locator(".dg-you").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 640}, DESK])
def test_nothing_is_wider_than_the_screen_and_targets_are_large(
    visit: Visit, size: dict[str, int], scheme: str
) -> None:
    page = visit(size, scheme)
    for message in (None, WISH, "compare the first two"):
        if message:
            say(page, message)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        for name in (".dg-quick button", ".dg-tries button", "#dg-restart", "#dg-shopper"):
            for box in page.locator(name).all():
                place = box.bounding_box()
                assert place is None or place["height"] >= 44, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(visit: Visit, scheme: str) -> None:
    page = visit(DESK, scheme)
    assert ("dark" in (page.locator("body").get_attribute("class") or "")) == (scheme == "dark")
    assert page.evaluate(CONTRAST) == []
    for message in (WISH, "compare the first two", "a jacket under $2"):
        say(page, message)
    page.wait_for_timeout(300)
    assert page.evaluate(CONTRAST) == []
    shop = visit(DESK, scheme, "shop", "daogou-chat")
    assert shop.evaluate(CONTRAST) == []


def test_the_widget_answers_on_the_sample_shop(visit: Visit) -> None:
    page = visit(PHONE, "light", "shop", "daogou-chat")
    page.get_by_role("button", name="Ask the shop").click()
    page.get_by_label("Your message").fill(WISH)
    page.keyboard.press("Enter")
    card = page.locator("daogou-chat .card").first
    card.wait_for()
    assert "Jacket" in card.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Ask the shop").wait_for()
    page.reload()
    page.get_by_role("button", name="Ask the shop").click()
    page.locator("daogou-chat .said").wait_for()
    page.locator("daogou-chat .card").first.click()
    page.wait_for_url("**/shop/products/*")
