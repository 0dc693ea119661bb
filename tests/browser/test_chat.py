"""The chat page in a real browser: `daogou serve` over a small imported store, in Chromium.

Few pages, many looks: every state is held to axe-core, to contrast, and to the width of the screen,
and a picture of it is kept. Nothing here may ask anything from another address.
"""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import CHROMIUM, CONTRAST, axe, payloads, shot
from hosts import MUG
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]

Visit = Callable[..., Page]
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
WISH = "waterproof hiking jacket under $120, not black"
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
PAINT_MS = 1_500


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens the chat page in a fresh profile; fails on outside requests, errors and dialogs."""
    strange: list[str] = []
    contexts = []

    def open_page(size: dict[str, int] = DESK, scheme: str = "light", at: str = "") -> Page:
        place = at or address
        context = browser.new_context(
            viewport=size, color_scheme=scheme, accept_downloads=True, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: strange.append(f"error: {error}"))
        page.on("dialog", lambda dialog: strange.append(f"dialog: {dialog.message}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((place, "data:", "blob:"))
                else strange.append(f"request: {request.url}")
            ),
        )
        page.goto(place)
        page.locator("#dg-transcript .dg-tries").wait_for()
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


def newest(page: Page) -> Locator:
    return page.locator("article.dg-turn").last


def looked_at(page: Page, name: str) -> list[str]:
    """What keeps somebody from using a state of the page, with a picture of it kept."""
    shot(page, f"chat-{name}")
    width = page.evaluate("document.documentElement.scrollWidth")
    wide = ["wider than the screen"] * (width > (page.viewport_size or DESK)["width"])
    return [f"{name}: {one}" for one in (*axe(page), *page.evaluate(CONTRAST), *wide)]


def panel(page: Page, name: str) -> Locator:
    dialog = page.get_by_role("dialog", name=name)
    dialog.wait_for()
    return dialog


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_every_state_of_the_page(visit: Visit, size: dict[str, int], scheme: str) -> None:
    width = "phone" if size is PHONE else "desk"
    page = visit(size, scheme)
    faults: list[str] = []
    assert ("dark" in (page.locator("body").get_attribute("class") or "")) == (scheme == "dark")
    assert page.locator(".dg-shelf").count() >= 1  # rows before the first word
    assert page.locator("#dg-shopper").count() == 0  # nobody's name in a real shop
    faults += looked_at(page, f"front-{width}-{scheme}")

    say(page, WISH)
    cards = newest(page).locator(".dg-card")
    titles = cards.locator(".dg-open").all_inner_texts()
    assert "Drizzle Waterproof Hiking Jacket" in titles
    assert "Ridge Waterproof Hiking Jacket" not in titles  # black
    for price in cards.locator(".dg-price strong").all_inner_texts():
        assert Decimal(price.split("$")[1]) <= 120
    assert cards.first.locator(".dg-reasons li").count() >= 1
    faults += looked_at(page, f"answer-{width}-{scheme}")

    # A chip is taken back with the keyboard, and the focus goes on to the next one.
    page.get_by_role("button", name="Remove: not black").focus()
    page.keyboard.press("Enter")
    answered(page, 2)
    assert "Ridge Waterproof Hiking Jacket" in newest(page).inner_text()
    page.wait_for_function("document.activeElement.closest('.dg-chips') !== null")

    # Not for me: gone at once, and from the next answer.
    disliked = cards.first.locator(".dg-open").inner_text()
    cards.first.hover()
    cards.first.get_by_role("button", name="Not for me").click()
    expect(newest(page).locator(".dg-open", has_text=disliked)).to_have_count(0)
    say(page, "waterproof hiking jackets")
    assert disliked not in newest(page).locator(".dg-cards").inner_text()

    # Two are chosen and compared.
    for number in (0, 1):
        cards.nth(number).get_by_role("button", name="Compare").click()
    expect(page.locator(".dg-picked")).to_contain_text("2 to compare")
    faults += looked_at(page, f"picked-{width}-{scheme}")
    page.locator(".dg-picked").get_by_role("button", name="Compare").click()
    answered(page, 4)
    assert newest(page).get_by_role("row").count() >= 3
    faults += looked_at(page, f"compare-{width}-{scheme}")

    # A thumb with a comment.
    newest(page).get_by_role("button", name="Good answer").click()
    newest(page).get_by_placeholder("What was good?").fill("The table helps")
    faults += looked_at(page, f"thumb-{width}-{scheme}")
    page.keyboard.press("Enter")
    expect(page.locator(".dg-toast")).to_contain_text("Thank you")

    # A scarf in one of its forms goes into the cart.
    say(page, "cotton scarf")
    newest(page).get_by_role("button", name="Add to cart: Meadow").click()
    sheet = panel(page, "Choose a form")
    forms = sheet.locator(".dg-options")
    forms.get_by_role("radio", name="rust").check()
    small = forms.locator("label").filter(has=page.get_by_text("S", exact=True))
    expect(small).to_have_class("dg-off")
    forms.get_by_role("radio", name="L", exact=True).check()
    expect(sheet.locator(".dg-form-said")).to_have_text("$29.00 · only 4 left")
    faults += looked_at(page, f"form-{width}-{scheme}")
    sheet.get_by_role("button", name="Add to cart", exact=True).click()
    expect(page.locator(".dg-pieces")).to_have_text("1")
    page.locator(".dg-toast").get_by_role("button", name="See the cart").click()
    cart = panel(page, "Cart")
    cart.get_by_role("button", name="One more").click()
    expect(cart.locator(".dg-sum")).to_contain_text("$58.00")
    page.wait_for_function("document.activeElement.title === 'One more'")
    faults += looked_at(page, f"cart-{width}-{scheme}")
    assert "/shop/take?conversation=" in (
        cart.get_by_role("link", name="Check out").get_attribute("href") or ""
    )
    page.keyboard.press("Escape")
    cart.wait_for(state="hidden")

    # What is remembered, corrected and switched off.
    page.get_by_role("button", name="More", exact=True).click()
    faults += looked_at(page, f"menu-{width}-{scheme}")
    page.get_by_role("button", name="What I remember about you").click()
    known = panel(page, "What I remember")
    known.get_by_role("button", name="Stop using this: Fernwell").click()
    known.get_by_role("button", name="Use again: Fernwell").wait_for()
    faults += looked_at(page, f"profile-{width}-{scheme}")
    known.get_by_role("switch", name="Personal recommendations").click()
    expect(known.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    page.keyboard.press("Escape")

    # Orders with their progress.
    say(page, "where are my orders?")
    say(page, "nils.berg@example.com")
    steps = newest(page).locator(".dg-order", has_text="W-1").locator(".dg-done")
    assert [one.split("\n")[-1] for one in steps.all_inner_texts()] == [
        "Ordered", "Packed", "On the way"
    ]  # fmt: skip
    faults += looked_at(page, f"orders-{width}-{scheme}")

    # All of it is there again after a reload, and can be saved.
    before = page.locator("#dg-transcript").inner_text()
    turns = page.locator("article.dg-turn").count()
    page.reload()
    answered(page, turns)
    assert page.locator("#dg-transcript").inner_text() == before
    page.get_by_role("button", name="More", exact=True).click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Markdown").click()
    assert saved.value.suggested_filename == "conversation.md"
    assert "**You:** " + WISH in saved.value.path().read_text("utf-8")
    assert faults == []


@contextmanager
def still_loading(page: Page, address: str) -> Iterator[Locator]:
    """The box of the first screen, while what the page asks of its server is held back."""
    held: list[Route] = []
    page.goto("about:blank")
    page.route("**/queue/join*", lambda route: held.append(route), times=1)
    page.goto(address, wait_until="commit")
    yield page.locator(".dg-first textarea")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()


def test_it_is_painted_at_once_and_words_typed_early_are_kept(visit: Visit, address: str) -> None:
    page = visit()
    with still_loading(page, address) as early:
        early.fill("a table lamp")
        early.press("Enter")
    answered(page, 1)
    assert "Pebble Table Lamp" in newest(page).inner_text()
    with still_loading(page, address) as early:
        early.fill("a desk light")
    box = page.locator("#dg-box textarea")
    expect(box).to_have_value("a desk light")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    answered(page, 2)
    painted = []
    for _ in range(3):  # the best of three: others may be at work on this machine
        page.goto("about:blank")
        page.goto(address)
        page.locator("#dg-transcript .dg-turn").last.wait_for()
        paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        painted.append(page.evaluate(paint))
    assert min(painted) < PAINT_MS


def test_the_keyboard_alone_opens_and_closes_a_product_and_finds_similar_ones(visit: Visit) -> None:
    page = visit()
    page.locator(".dg-tries button").first.press("Enter")
    answered(page, 1)
    say(page, WISH)
    opener = newest(page).locator(".dg-open").first
    opener.press("Enter")
    sheet = panel(page, "Product details")
    assert "Made to last" in sheet.inner_text()
    assert looked_at(page, "sheet-desk-light") == []
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    assert opener.evaluate("(node) => node === document.activeElement")
    page.keyboard.press("Enter")
    sheet.get_by_role("button", name="Others like it").press("Enter")
    answered(page, 3)
    assert "Something like the" in newest(page).locator(".dg-you").inner_text()
    # An answer is told once to those who listen, in words.
    expect(page.locator(".dg-sr[role=status]")).to_contain_text("Daogou: Close to")
    page.get_by_role("button", name="New conversation").press("Enter")
    page.locator("#dg-transcript .dg-tries").wait_for()
    assert page.locator("article.dg-turn").count() == 0
    # Light and dark by hand, also after a reload.
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Dark").click()
    page.reload()
    page.locator("#dg-transcript .dg-tries").wait_for()
    assert "dark" in (page.locator("body").get_attribute("class") or "")


def test_what_is_said_without_a_connection_is_not_lost(visit: Visit) -> None:
    page = visit(PHONE)
    page.context.set_offline(True)
    expect(page.locator(".dg-offline")).to_be_visible()
    assert looked_at(page, "offline-phone-light") == []
    page.get_by_label("Your message").fill("a table lamp")
    page.get_by_label("Your message").press("Enter")
    expect(page.get_by_label("Your message")).to_have_value("a table lamp")
    page.context.set_offline(False)
    expect(page.locator(".dg-offline")).to_have_count(0)


def test_a_photo_finds_its_product(visit: Visit, store: Path) -> None:
    pytest.importorskip("efficientnet_lite_pytorch")
    pytest.importorskip("resvg_py")
    page = visit()
    box = page.locator("#dg-photo")
    drawn = page.evaluate(MUG)
    file = {"name": "mug.png", "mimeType": "image/png", "buffer": base64.b64decode(drawn)}
    box.set_input_files(file)
    answered(page, 1)
    if "Stoneware Mug" not in newest(page).inner_text():  # the shop's pictures are read meanwhile
        page.wait_for_timeout(5_000)
        box.set_input_files(file)
        answered(page, 2)
    # Turned and on another ground: of such photos 96 of 100 come first (docs/quality.md, photos).
    expect(newest(page).locator(".dg-card").first).to_contain_text("Stoneware Mug")
    box.set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(page.locator(".dg-toast-trouble")).to_contain_text("cannot read this file")


def test_hostile_texts_are_shown_as_text(visit: Visit, hostile_address: str) -> None:
    page = visit(DESK, "light", hostile_address)
    hostile = payloads()
    assert len(hostile) >= 100

    def unharmed() -> None:
        assert page.evaluate("window.pwned === undefined && !('pwned' in Object.prototype)")
        assert page.locator("#dg-transcript :is(script, iframe, object, embed, style)").count() == 0
        # A picture below the store, or one that the shop's records have elsewhere on the web.
        foreign = page.locator("#dg-transcript img:not([src^='/images/']):not([src^='https://'])")
        assert foreign.evaluate_all("all => all.map(one => one.getAttribute('src'))") == []

    unharmed()
    some = [one for one in hostile if "onerror" in one][:4]
    for said in (" ".join(hostile), *some):
        say(page, said)
        unharmed()
    shown = newest(page).locator(".dg-you")
    assert shown.locator("*:not(p, h2, br)").count() == 0
    say(page, "lamps")
    for _ in range(4):
        say(page, "show me more")
        unharmed()
    newest(page).locator(".dg-open").first.click()
    sheet = panel(page, "Product details")
    assert sheet.locator("script, iframe, object, embed, style").count() == 0
    unharmed()
    page.keyboard.press("Escape")
    say(page, "how long may I return a lamp?")
    assert "<script>" in newest(page).inner_text() or "30 days" in newest(page).inner_text()
    unharmed()
    assert looked_at(page, "hostile-desk-light") == []
    assert json.dumps(page.url).count("evil") == 0
