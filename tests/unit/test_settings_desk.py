"""The settings page: shut without its key, and with it everything a shop does there."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.catalogue_desk import CatalogueDesk
from assistant.insights import Insights
from assistant.serving import Serving
from assistant.settings import Settings, load_settings
from assistant.settings_file import FieldsError, save_settings
from assistant.storage.engine import open_database
from assistant.storage.learning import LearningStore, ShownList
from assistant.storage.shop_data import ShopData
from assistant.types import Intent, Message
from ranking.types import Event, EventKind
from retrieval.errors import StoreError
from retrieval.store import open_store
from ui import problems
from ui.settings_page import Gate, Office, create_settings_page, gate
from ui.settings_page.accent import SURFACES, contrast, readable
from ui.settings_page.catalogue import routes as catalogue_routes

KEY = "the-key-of-these-tests"
NOW = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
SCRIPT: dict[str, dict[str, object]] = {
    "hello": {"intent": Intent.SMALL_TALK},
    "lamp": {},
    "zeppelin": {},
    "a person please": {"intent": Intent.HUMAN_AGENT},
    "<script>alert(1)</script> me@shop.example": {},
}
PATHS = ("", "/conversations", "/conversations/c1", "/catalogue", "/catalogue/progress", "/pages",
         "/texts", "/texts/bye", "/look", "/preview", "/preview.css", "/ranking")  # fmt: skip


_TAGS = (
    "html head meta title link script body a header span svg path main h1 h2 h3 nav ul ol li form"
    " input button section p div label table caption thead tbody tr th td select option strong bdi"
    " article progress noscript details summary textarea iframe pre code dl dt dd figure figcaption"
    " rect polyline time"
)
OWN_TAGS = frozenset(_TAGS.split())


@dataclass
class World:
    assistant: Assistant
    store: Path
    desk: CatalogueDesk
    renewed: list[bool]
    page: TestClient

    def token(self) -> str:
        found = re.search(r'name="token" value="(\w+)"', self.page.get("/settings/look").text)
        assert found
        return found[1]

    def post(self, path: str, **sent: str) -> str:
        answer = self.page.post(f"/settings{path}", data={"token": self.token(), **sent})
        return unescape(answer.text)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(gate, "WRONG_KEY_SECONDS", 0)
    renewed: list[bool] = []
    store = tmp_path / "store"
    store.mkdir()
    desk = CatalogueDesk(store, lambda: renewed.append(True))
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        page = client(Office(store, assistant, lambda: renewed.append(True), desk))
        page.post("/settings/sign-in", data={"key": KEY})
        yield World(assistant, store, desk, renewed, page)
        desk.close()


def uploaded(world: World, name: str, content: str) -> str:
    """The page once the file has been read."""
    answer = world.page.post(
        "/settings/catalogue",
        data={"token": world.token()},
        files={"file": (name, content, "text/plain")},
    )
    world.desk.wait(60)
    return answer.text if answer.status_code != 200 else world.page.get("/settings/catalogue").text


def client(office: Office, key: str = KEY) -> TestClient:
    app = FastAPI()
    problems.install(app)
    app.include_router(create_settings_page(office, Gate(key)))
    return TestClient(app)


def office_of(world: World) -> Office:
    return Office(world.store, world.assistant, lambda: None, world.desk)


def test_without_the_key_nothing_is_shown_or_done(world: World) -> None:
    stranger = client(office_of(world))
    for path in PATHS:
        answer = stranger.get(f"/settings{path}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/settings/sign-in"), path
    for path in ("/look", "/texts/bye", "/pages", "/pages/remove", "/catalogue",
                 "/catalogue/import", "/ranking/reset", "/sign-out"):  # fmt: skip
        answer = stranger.post(f"/settings{path}", data={"name": "x"}, follow_redirects=False)
        assert answer.status_code == 303, path
    assert stranger.post("/settings/sign-in", data={"key": "wrong"}).status_code == 401
    assert not stranger.cookies
    forged = client(office_of(world))
    forged.cookies.set(gate.COOKIE, "9999999999.abc.abc", path="/settings")
    assert forged.get("/settings", follow_redirects=False).status_code == 303
    assert not list(world.store.iterdir())


def test_a_shop_without_a_key_has_a_shut_page_that_says_how_to_open_it(world: World) -> None:
    shut = client(office_of(world), key="")
    assert "DAOGOU_SETTINGS_KEY" in shut.get("/settings").text
    assert shut.post("/settings/sign-in", data={"key": ""}).status_code in (200, 401)
    assert shut.get("/settings/look", follow_redirects=False).status_code == 303


def test_a_session_is_kept_safe_and_ends(world: World) -> None:
    answer = client(office_of(world)).post(
        "/settings/sign-in", data={"key": KEY}, follow_redirects=False
    )
    cookie = answer.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/settings"))
    page = world.page.get("/settings")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert KEY not in page.text
    late = Gate(KEY, now=lambda: datetime.now(UTC).timestamp() + gate.LASTS_SECONDS + 1)
    app = FastAPI()
    problems.install(app)
    app.include_router(create_settings_page(office_of(world), late))
    old = TestClient(app, cookies=world.page.cookies)
    assert old.get("/settings", follow_redirects=False).status_code == 303
    world.post("/sign-out")
    assert world.page.get("/settings", follow_redirects=False).status_code == 303


def test_a_form_of_another_site_changes_nothing(world: World) -> None:
    for token in ("", "0" * 64):
        answer = world.page.post("/settings/look", data={"token": token, "shop_name": "Theirs"})
        assert answer.status_code == 403
    assert not (world.store / "settings.toml").exists()


def test_words_and_look_are_saved_beside_what_stands_there(world: World) -> None:
    file = world.store / "settings.toml"
    file.write_text('# our own\ncountry = "DE"\nwidget_corner = "left"\n', "utf-8")
    said = world.post(
        "/look",
        shop_name="Tea & “Co”",
        greeting="Hello\nyou",
        widget_accent="#00aa55",
        widget_label="Ask",
        widget_corner="right",
        widget_look="dark",
    )
    assert "Saved." in said
    kept = load_settings(world.store)
    assert (kept.shop_name, kept.greeting, kept.country) == ("Tea & “Co”", "Hello\nyou", "DE")
    assert file.read_text("utf-8").startswith("# our own\n")
    assert "widget_corner" not in file.read_text("utf-8")  # the default needs no line
    assert world.renewed
    assert 'data-label="Ask" data-theme="dark"' in said
    assert "data-storage" not in said  # of the snippet; the preview goes on with nobody's talk
    assert 'data-storage="none"' in world.page.get("/settings/preview").text
    assert "Saved." in world.post("/look", checkout_url="https://shop.example/cart/{items}")
    assert office_of(world).checkout() == "https://shop.example/cart/{items}"
    assert "begins with https" in world.post("/look", checkout_url="javascript:alert(1)")
    assert office_of(world).checkout() == "https://shop.example/cart/{items}"
    assert "Saved." in world.post("/look", checkout_url="")
    before = file.read_text("utf-8")
    for wrong in ({"widget_accent": "red;}"}, {"widget_corner": "middle"}, {"widget_look": "<b>"}):
        assert "cannot be used" in world.post("/look", **wrong)
        assert file.read_text("utf-8") == before


def test_a_text_is_put_into_the_shop_s_words_tried_out_and_taken_back(world: World) -> None:
    file = world.store / "settings.toml"
    listed = unescape(world.page.get("/settings/texts", params={"q": "goodbye"}).text)
    assert "Goodbye, and come back any time." in listed
    assert "The {title} costs {price}." not in listed
    tried = unescape(world.page.get("/settings/texts/answer_price?wording={title}: {price}!").text)
    assert "Pebble Table Lamp: $39.90!" in tried
    for wrong, said in (("{title} is cheap", "{price} is missing"),
                        ("{title}: {price} {stock}", "{stock} cannot be filled"),
                        ("{title}: {price} {", "Braces stand only around"),
                        ("", "Write at least one wording")):  # fmt: skip
        assert said in world.post("/texts/answer_price", wording=wrong)
        assert not file.exists()
    assert not world.renewed
    said = world.post("/texts/answer_price", wording="Only {price}: {title}.\r\n{title}, {price}")
    assert "is said so from now on" in said
    assert "In your words" in said
    assert load_settings(world.store).texts == {
        "answer_price": ("Only {price}: {title}.", "{title}, {price}")
    }
    assert world.renewed == [True]
    back = world.post("/texts/answer_price", wording="anything", back="1")
    assert "In your words" not in back
    assert load_settings(world.store).texts == {}
    assert world.page.get("/settings/texts/say_yes").status_code == 404


def test_secrets_are_neither_shown_nor_written(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAOGOU_CUSTOMER_SECRET", "never-to-be-seen")
    monkeypatch.setenv("DAOGOU_SHOP_NAME", "From outside")
    world.post("/look", shop_name="Mine", customer_secret="other", greeting="Hi")
    assert "customer_secret" not in (world.store / "settings.toml").read_text("utf-8")
    assert "Mine" not in (world.store / "settings.toml").read_text("utf-8")
    assert "DAOGOU_SHOP_NAME" in world.page.get("/settings/look").text
    for path in PATHS:
        assert "never-to-be-seen" not in world.page.get(f"/settings{path}").text
    with pytest.raises(FieldsError):
        save_settings(world.store, {"top_shown": 900})


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#ffe600", "#00aa55", "#a63f26"])
def test_any_colour_can_be_read_on_the_widget(colour: str) -> None:
    for surface in SURFACES.values():
        assert contrast(readable(colour, surface), surface) >= 4.5


def test_a_file_is_looked_at_put_right_and_imported(world: World) -> None:
    rows = [
        ["sku", "name", "cost_eur", "nonsense"],
        ["1", "Teapot <b>blue</b>", "12.50", "x"],
        ["2", "", "3", "y"],
        ["3", "Cup", "4", "z"],
    ]
    text = "\n".join(",".join(row) for row in rows)
    page = uploaded(world, "tea.csv", text)
    assert "tea.csv" in page
    assert "2 products" in page
    assert "Teapot &lt;b&gt;blue&lt;/b&gt;" in page
    assert not (world.store / "CURRENT").exists()
    draft = world.desk.draft
    assert draft is not None
    (rejected,) = draft.result.report.rejected
    assert rejected.line == 3
    assert draft.places["name"] == "title"
    assert draft.result.products[0].price is None
    world.post("/catalogue/mapping", currency="EUR",
               **{"column:cost_eur": "price", "column:nonsense": ""})  # fmt: skip
    world.desk.wait(60)
    draft = world.desk.draft
    assert draft is not None
    assert (draft.result.products[0].price, draft.result.products[0].currency) == (12.5, "EUR")
    assert not draft.result.products[0].attributes
    world.post("/catalogue/import")
    world.desk.wait(60)
    assert world.desk.progress.imported == 2
    assert [one.id for one in open_store(world.store).products] == ["1", "3"]
    assert world.renewed
    assert "2 products are served now" in world.page.get("/settings/catalogue").text


def test_what_is_no_catalogue_says_so_and_the_old_one_stays(world: World) -> None:
    for content, told in (("", "empty"), ("PK\x03\x04 zip", "ZIP"), ('{"a": 1}', "no product")):
        assert told in uploaded(world, "x.csv", content)
    assert "There is no product" in world.page.get("/settings/catalogue").text
    assert "No product could be read" in world.post("/catalogue/import")
    assert not (world.store / "CURRENT").exists()


def test_a_file_over_the_limit_is_refused(world: World) -> None:
    app = FastAPI()
    problems.install(app)
    app.include_router(
        catalogue_routes(office_of(world), Gate(KEY), most_bytes=2_000), prefix="/settings"
    )
    small = TestClient(app, cookies=world.page.cookies)
    answer = small.post(
        "/settings/catalogue",
        data={"token": world.token()},
        files={"file": ("x.csv", "a" * 5_000, "text/csv")},
    )
    assert answer.status_code == 413
    assert "The file is over 2 kB" in answer.text
    assert world.desk.draft is None


def test_pages_are_added_and_taken_out(world: World) -> None:
    said = world.post("/pages", name="gifts", words="# Gift wrapping\n\nWe wrap for 3 euros.\n")
    assert "“Gift wrapping” is quoted from now on." in said
    assert "We wrap for 3 euros." in said
    assert "letters, digits" in world.post("/pages", name="../up", words="# A\n\nB")
    assert "no text" in world.post("/pages", name="empty", words="   ")
    assert "not quoted any more" in world.post("/pages/remove", source="gifts.md")
    assert "There are none yet" in world.page.get("/settings/pages").text
    assert world.renewed == [True, True]


def test_conversations_are_found_and_read_with_personal_data_masked(world: World) -> None:
    shop = world.assistant
    assert "Nobody has written yet" in world.page.get("/settings/conversations").text
    shop.reply(Message("lamp", "c1"))
    shop.reply(Message("<script>alert(1)</script> me@shop.example", "c2/?x"))
    shop.reply(Message("a person please", "c2/?x"))
    shop.settle()
    listed = world.page.get("/settings/conversations").text
    assert "2 conversations" in listed
    assert "Passed to a person" in listed
    found = world.page.get("/settings/conversations?q=ALERT").text
    assert "1 conversation<" in found
    link = re.search(r'href="(/settings/conversations/[^"]+)"', found)
    assert link
    read = world.page.get(unescape(link[1])).text
    for page in (listed, found, read):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "[email]" in page
        assert "me@shop.example" not in page
    assert "Nobody said" in world.page.get("/settings/conversations?q=%25").text
    assert world.page.get("/settings/conversations/none").status_code == 404
    shop.erase("c2/?x")
    assert "1 conversation<" in world.page.get("/settings/conversations").text


def test_figures_count_what_happened(world: World) -> None:
    shop = world.assistant
    assert "Nobody has written" in world.page.get("/settings").text
    for text in ("lamp", "zeppelin", "Zeppelin", "a person please"):
        shop.reply(Message(text, "c1"))
    shop.rate("c1", 1, 1)
    shop.settle()
    page = world.page.get("/settings?days=7").text
    for told in ("Searched in vain", "Zeppelin", "Asked for a person", "Lamps", "<svg", "100%"):
        assert told in page
    seen = shop.insights.overview(7)
    assert (seen.busy.all_conversations, seen.turns, sum(seen.busy.unmet)) == (1, 4, 2)
    assert [(one.said.lower(), one.count) for one in seen.unmet] == [("zeppelin", 2)]
    assert seen.hands.by_reason == {"request": 1}
    assert (seen.liked, seen.satisfaction) == (1.0, None)


def test_rates_and_times_are_counted_by_day(tmp_path: Path) -> None:
    from sqlalchemy.orm import Session

    from assistant.storage.turns import TurnRow

    engine = open_database(tmp_path / "shop.db")
    yesterday = NOW - timedelta(days=1)
    days = (yesterday, NOW, NOW, NOW, NOW - timedelta(days=9))
    lists = [
        ShownList(f"l{n}", "", "", at, "search", "x", ("P",), ((0.0,),), (1.0,))
        for n, at in enumerate(days)
    ]
    LearningStore(engine).keep(lists)
    data = ShopData(engine)
    happened = [("l1", EventKind.CLICK), ("l1", EventKind.CLICK), ("l1", EventKind.PURCHASE),
                ("l2", EventKind.CLICK), ("", EventKind.CLICK), ("l2", EventKind.VIEW)]  # fmt: skip
    for n, (list_id, kind) in enumerate(happened):
        data.record(Event(f"e{n}", "s", kind, "P", NOW, list_id))
    with Session(engine) as session, session.begin():
        for n in range(1, 101):
            session.add(
                TurnRow(conversation_id="c", turn=n, at=NOW, intent="i", action="a", topic="",
                        shown=0, said="", mood=0.0, latency_ms=float(n))
            )  # fmt: skip
    seen = Insights(engine, lambda: NOW).overview(2)
    assert seen.lists.shown == (1, 3)
    assert seen.lists.clicked == (0, 2)
    assert seen.lists.bought == (0, 1)
    assert (seen.times.median, seen.times.late) == ((None, 50.0), (None, 95.0))
    data.close()


def test_the_assistant_is_exchanged_while_it_serves(tmp_path: Path) -> None:
    names = ["First", "Second"]

    def build() -> Assistant:
        if not names:
            raise StoreError("The store is damaged.")
        return tiny_assistant(tmp_path, SCRIPT, settings=Settings(greeting=names.pop(0)))

    serving = Serving(build, grace=3600)
    shop, inbox = serving.assistant, serving.inbox
    assert "First" in shop.reply(Message("hello", "c1")).text
    begun = shop.reply  # a turn that the old one has begun ends with it
    serving.renew()
    assert "Second" in shop.reply(Message("hello", "c1")).text
    assert "First" in begun(Message("hello", "c2")).text
    assert len(shop.history("c1")) == 2
    shop.reply(Message("a person please", "c1"))
    assert len(inbox.queue()) == 1
    with pytest.raises(StoreError):
        serving.renew()
    assert "Second" in shop.reply(Message("hello", "c3")).text
    serving.close()


def test_a_shop_s_own_text_is_what_shoppers_hear(tmp_path: Path) -> None:
    texts = {"greeting": ("Welcome to the lamp room.",)}
    with tiny_assistant(tmp_path, SCRIPT, settings=Settings(texts=texts)) as assistant:
        assert assistant.reply(Message("hello", "c1")).text == "Welcome to the lamp room."


def test_weights_are_shown(world: World) -> None:
    page = world.page.get("/settings/ranking").text
    assert "Take the shipped weights" in page
    assert "There are none yet" in page
    assert "are gone" in world.post("/ranking/back", number="7")


def test_payloads_are_text_everywhere(world: World) -> None:
    file = Path(__file__).parents[1] / "data" / "payloads.txt"
    lines = file.read_text("utf-8").splitlines()
    payloads = [
        one.encode("latin-1", "backslashreplace").decode("unicode_escape")
        for one in lines
        if one.strip() and not one.startswith("# ")
    ]
    rows = [json.dumps({"id": f"P{n}", "title": f"Mug {one}", "brand": one, "price": "x",
                        one: one}) for n, one in enumerate(payloads)]  # fmt: skip
    uploaded(world, f"{payloads[0][:40]}.jsonl", "\n".join(rows))
    some = ["\n\n".join(payloads[at : at + 25]) for at in range(0, len(payloads), 25)]
    for one in some:
        world.assistant.reply(Message(one, "c1"))
    world.assistant.settle()
    world.post("/pages", name="page", words="# T\n\n" + "\n\n".join(payloads[:40]))
    for path in PATHS:
        answer = world.page.get(f"/settings{path}")
        if "html" in answer.headers["content-type"]:
            seen = Elements(answer.text)
            assert seen.tags <= OWN_TAGS, (path, seen.tags - OWN_TAGS)
            assert not [name for name in seen.attributes if name.startswith(("on", "style"))]
            assert all(one.startswith(("/", "#", "?")) for one in seen.addresses), path
            assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", answer.text)


class Elements(HTMLParser):
    """The tags, the names of attributes and the addresses of a page, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "/" for name, value in attrs if name in ("href", "src")}
