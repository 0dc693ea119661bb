"""The widget when things go wrong on the way: no message is lost, and none arrives twice."""

from collections.abc import Iterator

import pytest
from conftest import CHROMIUM
from hosts import DESK, Visit, host, say
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
expect.set_options(timeout=20_000)
MESSAGES = "**/v1/conversations/*/messages"


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    contexts = []

    def blank() -> Page:
        context = browser.new_context(viewport=DESK)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    yield blank
    for context in contexts:
        context.close()


def turns(page: Page) -> list[str]:
    """What the server has heard in this conversation."""
    said: list[str] = page.evaluate(
        "async () => { const kept = JSON.parse(localStorage.getItem('daogou:' + location.origin));"
        " const answer = await fetch('/v1/conversations/' + kept.conversation);"
        " return (await answer.json()).turns.map((one) => one.user); }"
    )
    return said


def test_without_a_network_messages_wait_and_survive_a_reload(visit: Visit, address: str) -> None:
    page = host(visit(), address, data='data-open=""')
    say(page, "hello")
    page.context.set_offline(True)
    for text in ("a lamp please", "under $60"):
        page.get_by_label("Your message").fill(text)
        page.keyboard.press("Enter")
    expect(page.locator("daogou-chat .note")).to_contain_text("offline")
    expect(page.locator("daogou-chat .said.kept").first).to_be_visible()
    # The page itself comes from the test; the server stays out of reach.
    page.route("**/v1/**", lambda route: route.abort())
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("daogou-chat .said")).to_have_count(2)
    page.unroute("**/v1/**")
    page.get_by_role("button", name="Try now").click()
    expect(page.locator("daogou-chat .thumbs")).to_have_count(2)
    assert turns(page) == ["hello", "a lamp please", "under $60"]


def test_an_answer_that_got_lost_is_asked_for_again_and_given_once(
    visit: Visit, address: str
) -> None:
    page = host(visit(), address, data='data-open=""')
    lost: list[str] = []

    def lose(route: Route) -> None:
        route.fetch()  # the server has answered, and nobody hears it
        lost.append(route.request.post_data_json["id"])
        route.abort()

    page.route(MESSAGES, lose, times=1)
    say(page, "a lamp please")
    assert len(lost) == 1
    assert turns(page) == ["a lamp please"]
    expect(page.locator("daogou-chat .said")).to_have_count(1)


def test_a_busy_server_says_when_and_is_asked_then(visit: Visit, address: str) -> None:
    page = host(visit(), address, data='data-open=""')
    busy = {"status": 429, "headers": {"Retry-After": "1"}, "json": {"detail": "Too many."}}
    page.route(MESSAGES, lambda route: route.fulfill(**busy), times=1)  # type: ignore[arg-type]
    page.get_by_label("Your message").fill("a lamp please")
    page.keyboard.press("Enter")
    expect(page.locator("daogou-chat .note")).to_contain_text("next try in 1 s")
    expect(page.locator("daogou-chat .thumbs")).to_have_count(1)
    expect(page.locator("daogou-chat .note")).to_have_count(0)
    assert turns(page) == ["a lamp please"]


def test_a_token_that_is_over_is_asked_for_anew(visit: Visit, address: str) -> None:
    page = host(visit(), address, data='data-open="" data-token="old"')
    page.evaluate(
        "document.querySelector('daogou-chat').getToken = async () => {"
        " window.asked = (window.asked || 0) + 1; return 'new'; }; 0"  # a function would be called
    )
    seen: list[str | None] = []

    def check(route: Route) -> None:
        given = route.request.headers.get("authorization")
        seen.append(given)
        if given == "Bearer new":
            headers = {k: v for k, v in route.request.headers.items() if k != "authorization"}
            route.continue_(headers=headers)
        else:
            route.fulfill(status=401, json={"detail": "Over."})

    page.route("**/v1/conversations**", check)
    page.route("**/v1/conversations/**", check)
    say(page, "a lamp please")
    assert seen == ["Bearer old", "Bearer new", "Bearer new"]
    assert page.evaluate("window.asked") == 1


def test_what_is_too_long_or_refused_stays_with_the_shopper(visit: Visit, address: str) -> None:
    page = host(visit(), address, data='data-open="" data-max-chars="20"')
    box = page.get_by_label("Your message")
    box.fill("x" * 23)
    expect(page.locator("daogou-chat .count")).to_have_text("3 characters too many")
    page.keyboard.press("Enter")
    expect(box).to_have_value("x" * 23)
    expect(page.locator("daogou-chat .said")).to_have_count(0)
    no = {"status": 422, "json": {"detail": "Not like this."}}
    page.route(MESSAGES, lambda route: route.fulfill(**no))  # type: ignore[arg-type]
    box.fill("a lamp")
    page.keyboard.press("Enter")
    expect(page.locator("daogou-chat .note")).to_have_text("Not like this.")
    expect(box).to_have_value("a lamp")
