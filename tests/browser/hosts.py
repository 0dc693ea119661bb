"""Pages of other shops that embed the widget, served by the test at the server's origin."""

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page, Route, expect

DESK = {"width": 1180, "height": 820}
PHONE = {"width": 390, "height": 844}
WISH = "waterproof hiking jacket under $120, not black"
STRICT = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'"
)
"""The strictest policy that a page which runs the widget can have."""
Visit = Callable[..., Page]


def host(
    page: Page,
    address: str,
    *,
    data: str = "",
    body: str = "",
    head: str = "",
    lang: str = "en",
    policy: str = STRICT,
    query: str = "",
) -> Page:
    """Open a page of a shop of its own with the widget's script in it.

    Args:
        data: attributes of the script; body: what stands before it; head: what stands in the head.
    """

    def serve(route: Route) -> None:
        route.fulfill(
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": policy} if policy else {},
            body=f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>A shop of its own</title>{head}</head><body><main><h1>Our shop</h1>"
            f'<p>Welcome.</p><button id="own">A button of the page</button>{body}</main>'
            f'<script src="/widget.js" {data}></script></body></html>',
        )

    page.route("**/host.html*", serve)
    page.goto(f"{address}host.html{query}")
    page.locator("daogou-chat").wait_for(state="attached")
    return page


def say(page: Page, text: str) -> None:
    """Says something at the open widget and waits for its answer."""
    before = page.locator("daogou-chat .thumbs").count()
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")
    expect(page.locator("daogou-chat .thumbs")).to_have_count(before + 1)


def until(page: Page, condition: str) -> None:
    """Waits until a condition holds (Playwright's own way is an eval, which a policy forbids)."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def heard(page: Page, *names: str) -> None:
    """Collects the widget's events from now on in ``window.heard``."""
    page.evaluate(
        "(names) => { window.heard = []; for (const name of names)"
        " addEventListener(name, (e) => window.heard.push([name, e.detail])); }",
        list(names),
    )


def collected(page: Page) -> list[Any]:
    """The events so far."""
    found: list[Any] = page.evaluate("window.heard")
    return found


def stored(page: Page) -> Mapping[str, Any]:
    """All that the page's origin keeps in the browser."""
    kept: Mapping[str, Any] = page.evaluate(
        "() => ({local: Object.keys(localStorage), session: Object.keys(sessionStorage),"
        " cookies: document.cookie})"
    )
    return kept


NOTHING = {"local": [], "session": [], "cookies": ""}
MUG = """async () => {
  const picture = new Image();
  picture.src = '/images/P7';
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 400;
  const brush = canvas.getContext('2d');
  brush.fillStyle = '#f4f1ec';
  brush.fillRect(0, 0, 400, 400);
  brush.translate(200, 200);
  brush.rotate(0.1);
  brush.drawImage(picture, -150, -150, 300, 300);
  return canvas.toDataURL('image/png').split(',')[1];
}"""
"""The mug's picture, smaller, askew and on grey: as somebody might photograph it."""
