"""The settings page in a browser: all its parts on desk and phone, light and dark."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CHROMIUM, SETTINGS_KEY, axe, shot
from playwright.sync_api import Browser, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium"),
]
PATHS = (
    "", "/conversations", "/catalogue", "/pages", "/texts", "/texts/greeting", "/look", "/ranking",
)  # fmt: skip


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "console",  # a form that is refused (422) is no fault of the page's
        lambda said: (
            trouble.append(said.text) if said.type == "error" and " 422 " not in said.text else None
        ),
    )
    page.goto("/settings")
    page.get_by_label("Key").fill(SETTINGS_KEY)
    page.get_by_role("button", name="Open").click()
    page.get_by_role("heading", name="Figures").wait_for()
    yield page
    context.close()
    assert not trouble


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_every_part_can_be_read_by_everybody(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 844})
    for path in PATHS:
        page.goto(f"/settings{path}")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        shot(page, f"settings{path.replace('/', '-')}-{scheme}-{width}")


def test_the_look_is_seen_at_once_and_saved(page: Page, store: Path) -> None:
    page.goto("/settings/look")
    page.get_by_label("Colour").fill("#0b6e4f")
    page.get_by_label("On the button").fill("Ask us")
    page.get_by_label("Corner").select_option("left")
    expect(page.locator("#snippet")).to_contain_text('data-label="Ask us"')
    widget = page.frame_locator(".st-frame").get_by_role("button", name="Ask us")
    expect(widget).to_be_visible()
    expect(widget).to_have_css("background-color", "rgb(11, 110, 79)")
    box, frame = widget.bounding_box(), page.locator(".st-frame").bounding_box()
    assert box
    assert frame
    assert box["x"] < frame["x"] + frame["width"] / 2
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert 'widget_label = "Ask us"' in (store / "settings.toml").read_text("utf-8")
    (store / "settings.toml").unlink()


def test_a_text_is_previewed_refused_saved_and_said(page: Page, store: Path, address: str) -> None:
    page.goto("/settings/texts?q=goodbye")
    page.get_by_role("link", name="Bye").click()
    box = page.get_by_label("What is said")
    box.fill("See you, {friend}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("{friend} cannot be filled in this text")).to_be_visible()
    assert axe(page) == []
    shot(page, "settings-text-refused")
    box.fill("Fare well!")
    expect(page.locator("#preview")).to_contain_text("Fare well!")
    page.set_default_timeout(120_000)  # a new assistant is built first
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("is said so from now on")
    talk = page.request.post(f"{address}v1/conversations").json()["id"]
    messages = f"{address}v1/conversations/{talk}/messages"
    assert page.request.post(messages, data={"text": "bye"}).json()["text"] == "Fare well!"
    page.get_by_role("link", name="Bye").click()
    page.get_by_role("button", name="Back to the original").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert "Fare well" not in (store / "settings.toml").read_text("utf-8")
    (store / "settings.toml").unlink()


def test_a_file_is_looked_at_before_anything_changes(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "tea.csv"
    file.write_text("sku,name,price\n1,<b onclick=x>Pot</b>,12\n2,,3\n", "utf-8")
    page.goto("/settings/catalogue")
    page.get_by_label("Product file").set_input_files(file)
    page.get_by_role("button", name="Upload and look").click()
    expect(page.get_by_text("1 products")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^3 2 "))).to_be_visible()
    assert axe(page) == []
    shot(page, "settings-catalogue-preview")
    page.get_by_role("button", name="Put it away").click()
    expect(page.get_by_label("Product file")).to_be_visible()
