"""A walk through the sample shop: look around, ask, put into the cart, buy, ask for the order."""

from collections.abc import Iterator

import pytest
from conftest import CHROMIUM, axe, shot
from hosts import DESK, PHONE, Visit, say
from playwright.sync_api import Browser, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
expect.set_options(timeout=20_000)
BUYER = {
    "First name": "Ute", "Last name": "Ohm", "Email": "ute.ohm@example.com",
    "Street and number": "1 Mill Lane", "Postal code": "80301", "Town": "Boulder",
}  # fmt: skip


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Pages in profiles of their own; fails on script errors and breaches of the shop's policy."""
    strange: list[str] = []
    contexts = []

    def open_page(
        size: dict[str, int] = DESK, scheme: str = "light", path: str = "shop", scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport=size, color_scheme=scheme, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: strange.append(f"error: {error}"))
        page.on(
            "console",
            lambda said: strange.append(said.text) if "Security Policy" in said.text else None,
        )
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strange == []


def checked(page: Page, name: str) -> None:
    """A page as it stands: no finding of axe-core, nothing wider than the screen; a picture."""
    assert axe(page) == []
    size = page.viewport_size
    assert size is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    shot(page, f"shop-{name}-{size['width']}")


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk-light", "phone-dark"]
)
def test_a_guest_looks_around_asks_buys_and_asks_for_the_order(
    visit: Visit, size: dict[str, int], scheme: str
) -> None:
    page = visit(size, scheme)
    checked(page, "front")
    page.get_by_label("Search").fill("lamp under $60")
    page.keyboard.press("Enter")
    expect(page.locator(".shop-card")).to_have_count(1)
    checked(page, "found")
    page.get_by_role("link", name="Pebble Table Lamp").click()
    page.wait_for_url("**/shop/products/P5*")
    checked(page, "product")

    # The widget knows the page's product; what it puts into the cart is in the shop's.
    page.get_by_role("button", name="Ask about this product").click()
    say(page, "how much is it?")
    expect(page.locator("daogou-chat .answer").last).to_contain_text("$39.90")
    say(page, "show me mugs")
    with page.expect_response("**/shop/cart/count"):
        page.get_by_role("button", name="Add to cart: Stoneware Mug").click()
    expect(page.locator("#shop-count")).to_have_text("1")
    page.locator("daogou-chat").get_by_role("button", name="Check out").click()
    page.wait_for_url("**/shop/checkout")
    assert axe(page) == []  # the open widget beside a page's own landmarks
    page.go_back()
    page.wait_for_url("**/shop/products/P5*")
    page.locator("daogou-chat").get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Add to cart", exact=True).click()
    expect(page.locator(".shop-lines > li")).to_have_count(2)
    page.get_by_label("Quantity of Pebble Table Lamp").fill("2")
    page.get_by_role("button", name="Update Pebble Table Lamp").click()
    expect(page.locator(".shop-sum")).to_contain_text("$91.80")
    checked(page, "cart")

    page.get_by_role("link", name="Go to checkout").click()
    for label, value in BUYER.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Demo PayPal").check(force=True)
    country = page.get_by_label("Country")
    if country.evaluate("(node) => node.localName") == "input":
        country.fill("US")
    checked(page, "checkout")
    page.get_by_role("button", name="Order for").click()
    page.wait_for_url("**/shop/orders/*")
    checked(page, "thanks")
    number = page.locator(".shop-thanks strong").first.inner_text()

    # The service desk has the order, and the front page has learned from it.
    page.get_by_role("button", name="Where is my order?").click()
    expect(page.locator("daogou-chat .answer").last).to_contain_text("email")
    say(page, BUYER["Email"])
    expect(page.locator("daogou-chat .answer").last).to_contain_text(number)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Go on looking around").click()
    expect(page.locator(".shop-learned")).to_contain_text("Lamps")
    checked(page, "learned")


def test_clicks_change_the_rows_before_one_s_eyes(visit: Visit) -> None:
    page = visit()
    rows = page.locator(".shop-shelf").all_inner_texts()
    assert page.locator(".shop-learned").count() == 0
    for _ in range(2):
        page.goto(page.url.split("/shop")[0] + "/shop?q=jacket")
        page.get_by_role("link", name="Harbour Wool Jacket").click()
        page.wait_for_url("**/shop/products/P4?list=*")  # the click names its list
    page.locator(".shop-path a").first.click()
    expect(page.locator(".shop-learned")).to_contain_text("Wool jackets")
    assert page.locator(".shop-shelf").all_inner_texts() != rows
    page.get_by_role("button", name="Do not use it").click()
    expect(page.locator(".shop-learned")).to_contain_text("is not used")


def test_it_works_without_scripts(visit: Visit) -> None:
    page = visit(PHONE, scripts=False, path="shop?q=mug")
    page.get_by_role("link", name="Stoneware Mug").click()
    page.get_by_role("button", name="Add to cart").click()
    page.get_by_role("link", name="Go to checkout").click()
    expect(page.get_by_role("heading", name="Checkout")).to_be_visible()
