"""A live hand-off with two pages: the shopper's chat and the inbox of the shop's people."""

from collections.abc import Callable, Iterator

import pytest
from conftest import CHROMIUM, CONTRAST, INBOX_KEY
from playwright.sync_api import Browser, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]

Visit = Callable[..., Page]
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
expect.set_options(timeout=20_000)
HOSTILE = '<img src=x onerror=alert(1)> "quoted" & ${alert(2)}'


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens a page in a profile of its own; fails on errors and on requests to other places."""
    strange: list[str] = []
    contexts = []

    def open_page(path: str, size: dict[str, int] = DESK, scheme: str = "light") -> Page:
        context = browser.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
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
        if not path:
            page.locator("#dg-transcript .dg-tries").wait_for()  # the chat page has drawn itself
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strange == []


def say(page: Page, text: str) -> None:
    """Sends a message of the shopper's."""
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")
    expect(page.locator(".dg-you").last).to_contain_text(text)
    expect(page.locator(".dg-typing, .dg-echo")).to_have_count(0)


def sign_in(page: Page, name: str = "Ines") -> None:
    """Opens the inbox as one of the shop's people."""
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Key of the inbox").fill(INBOX_KEY)
    page.get_by_role("button", name="Open the inbox").click()
    page.get_by_role("navigation", name="Queue").wait_for()


def write(page: Page, text: str) -> None:
    """Sends a person's words."""
    page.get_by_label("Your words to the shopper").fill(text)
    page.get_by_label("Your words to the shopper").press("Enter")
    expect(page.locator(".in-log .in-person").last).to_contain_text(text)


def test_a_live_hand_off_from_asking_to_satisfaction(visit: Visit) -> None:
    shopper = visit("")
    say(shopper, "I want to talk to a person")
    expect(shopper.locator(".dg-answer").last).to_contain_text("I have left note")
    say(shopper, "I want to talk to a person")
    expect(shopper.locator(".dg-answer").last).to_contain_text("is with our people already")

    people = visit("inbox")
    sign_in(people)
    waiting = people.locator(".in-waiting .in-entry")
    expect(waiting).to_have_count(1)
    expect(waiting).to_contain_text("Asked for a person")
    waiting.click()
    expect(people.locator(".in-log .in-shopper").first).to_contain_text("talk to a person")
    people.get_by_role("button", name="Take over").click()
    expect(shopper.locator(".dg-notice").last).to_have_text("Ines has joined the conversation.")

    write(people, f"Hello! What can I do for you? {HOSTILE}")
    expect(shopper.locator(".dg-person").last).to_contain_text(HOSTILE)
    say(shopper, f"My lamp flickers. {HOSTILE}")
    expect(people.locator(".in-log .in-shopper").last).to_contain_text(HOSTILE)
    assert people.locator(".in-log img").count() == shopper.locator(".dg-turn img").count() == 0
    answered = shopper.locator(".dg-turn").last.locator(".dg-answer:not(.dg-person)")
    expect(answered).to_have_count(0)  # the assistant is silent
    say(shopper, "Are you there?")
    expect(shopper.locator(".dg-answer").last).to_contain_text("Ines has your messages")
    write(people, "Yes: we send you a new one.")
    expect(shopper.locator(".dg-person").last).to_contain_text("a new one")
    shopper.reload()
    expect(shopper.locator(".dg-person").last).to_contain_text("a new one")

    people.get_by_role("button", name="Give back to the assistant").click()
    expect(shopper.locator(".dg-notice").last).to_have_text("Ines has left; I am here again.")
    say(shopper, "waterproof hiking jacket under $120, not black")
    expect(shopper.locator(".dg-turn").last.locator(".dg-card").first).to_contain_text("Jacket")

    people.get_by_role("button", name="Close").click()
    expect(shopper.locator(".dg-notice").last).to_contain_text("How satisfied are you")
    shopper.get_by_role("button", name="5", exact=True).click()
    expect(shopper.locator(".dg-answer").last).to_contain_text("glad to hear that")
    expect(people.locator(".in-closed .in-entry")).to_have_count(1)


def test_a_shopper_at_the_widget_hears_the_people(visit: Visit) -> None:
    shopper = visit("shop", PHONE)
    shopper.get_by_role("button", name="Ask the shop").click()
    shopper.get_by_label("Your message").fill("a person please")
    shopper.keyboard.press("Enter")
    expect(shopper.locator("daogou-chat .answer").last).to_contain_text("note")
    people = visit("inbox", PHONE, "dark")
    sign_in(people)
    people.locator(".in-waiting .in-entry").last.click()
    people.get_by_role("button", name="Take over").click()
    write(people, "Good day!")
    expect(shopper.locator("daogou-chat .answer").last).to_contain_text("Good day!")
    shopper.reload()
    expect(shopper.locator("daogou-chat .answer").last).to_contain_text("Good day!")
    # What is said while it is closed is counted on the launcher.
    shopper.get_by_role("button", name="Close").click()
    write(people, "How can I help?")
    shopper.get_by_role("button", name="Ask the shop (1 unread)").click()
    expect(shopper.locator("daogou-chat .answer").last).to_contain_text("How can I help?")
    assert people.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    people.get_by_role("button", name="Close").click()
    shopper.locator("daogou-chat").get_by_role("button", name="2", exact=True).click()
    expect(shopper.locator("daogou-chat .answer").last).to_contain_text("sorry")


def test_the_inbox_needs_its_key_and_can_be_used_by_keyboard(visit: Visit) -> None:
    shopper = visit("")
    say(shopper, "a person please")
    people = visit("inbox")
    people.get_by_label("Your name").fill("Ola")
    people.get_by_label("Key of the inbox").fill("not the key at all")
    people.keyboard.press("Enter")
    expect(people.get_by_role("alert")).to_contain_text("not the inbox’s key")
    people.get_by_label("Key of the inbox").fill(INBOX_KEY)
    people.keyboard.press("Enter")
    entry = people.locator(".in-waiting .in-entry").last
    entry.focus()
    people.keyboard.press("Enter")
    expect(people.locator("#in-ticket h1")).to_be_focused()
    people.keyboard.press("Tab")
    people.keyboard.press("Enter")
    box = people.get_by_label("Your words to the shopper")
    expect(box).to_be_focused()
    people.keyboard.type("Hello")
    people.keyboard.press("Enter")
    expect(shopper.locator(".dg-person").last).to_contain_text("Hello")
    people.get_by_role("button", name="Sign out").click()
    people.get_by_label("Key of the inbox").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_the_inbox_can_be_read_on_every_screen(visit: Visit, scheme: str) -> None:
    shopper = visit("")
    say(shopper, "you useless thing, I want a person")
    people = visit("inbox", DESK, scheme)
    assert people.evaluate(CONTRAST) == []
    sign_in(people)
    people.locator(".in-waiting .in-entry").last.click()
    people.get_by_role("button", name="Take over").click()
    write(people, "Hello")
    for size in (DESK, {"width": 900, "height": 700}, PHONE, {"width": 320, "height": 640}):
        people.set_viewport_size(size)  # type: ignore[arg-type]
        assert people.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert people.evaluate(CONTRAST) == []
        for button in people.locator("button:visible").all():
            place = button.bounding_box()
            assert place is None or place["height"] >= 44
