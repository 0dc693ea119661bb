"""Replies as markup: what is shown, in which order, and that texts never become markup."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from shop_fake import FakeAssistant, products, reply

from assistant.carts import FilledLine
from assistant.types import Card, Message, OrderCard, OrderLine, OrderStep, Reply, Shelf
from ranking.types import Affinity, Profile, Shopper
from retrieval.types import Product, Review, Variant
from ui import examples, markup, presenter
from ui.draw import cart, details, front, orders, profile
from ui.page.word import Download, news
from ui.swatches import swatches

JACKET = products()[0]
SAID = Message("a jacket", "conversation-1")
PAYLOADS = Path(__file__).parents[1] / "data" / "payloads.txt"
HOSTILE = tuple(
    line.encode().decode("unicode_escape")
    for line in PAYLOADS.read_text("ascii").splitlines()
    if not line.startswith("#")
)


class Elements(HTMLParser):
    """Collects the tags and attributes that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Tags with the names of their attributes, in order."""
        return [(tag, tuple(attributes)) for tag, attributes in self.tags]


def hostile_reply(payload: str) -> Reply:
    product = replace(
        JACKET, id=payload, title=payload, brand=payload, category=(payload, payload),
        description=payload, bullets=(payload,), attributes={payload: payload},
        currency=payload, colours=(payload,),
        variants=(Variant(payload, {payload: payload}, stock=3),
                  Variant("v2", {payload: f"{payload}2"}, stock=0)),
    )  # fmt: skip
    return reply(
        SAID, 1, text=payload, cards=(Card(product, (), (payload,)),), suggestions=(payload,),
        chips=(payload,),
    )  # fmt: skip


def everything(payload: str) -> str:
    answer = hostile_reply(payload)
    product = answer.cards[0].product
    table = ((payload, payload), (payload, payload))
    line = FilledLine(product, product.variants[0], 2)
    order = OrderCard(
        payload, payload, (OrderStep(payload, True, datetime(2026, 3, 2, tzinfo=UTC)),),
        (OrderLine(payload, payload, payload, 2),), Decimal(3), payload, (payload,),
    )  # fmt: skip
    known = Profile(
        payload, payload, (Affinity("brand", payload, 0.5, 2),), stopped=(("colour", payload),)
    )
    return (
        presenter.turn(payload, answer, rated=1)
        + presenter.turn(payload, answer, rated=-1)
        + cart.cart((line,), "/shop/checkout")
        + orders.orders((order,))
        + profile.profile(known)
        + news(payload, gone=payload, heard=payload, file=Download(payload, payload, payload))
        + details.buying(product)
        + details.beside(answer.cards, answer.cards)
        + front.first_screen((payload,))
        + presenter.turn(payload, replace(answer, comparison=table))
        + presenter.pending(payload)
        + presenter.failed(payload)
        + front.head((Shopper(payload, payload),), payload, 2)
        + front.greeting(payload, (payload,), (Shelf("popular", payload, answer.cards),))
        + presenter.details(product, (Review("r", product.id, 5, payload, payload, payload),))
        + presenter.cards(answer.cards, payload, link="/shop/products/")
    )


def test_texts_never_become_markup_and_no_attribute_runs_a_script() -> None:
    assert len(HOSTILE) > 100
    harmless = Elements(everything("word")).shape()
    for payload in HOSTILE:
        seen = Elements(everything(payload))
        # A text may lose its paragraphs when nothing of it is visible; it never adds an element.
        assert seen.shape() == harmless, payload
        for tag, attributes in seen.tags:
            assert tag not in ("script", "iframe", "object", "embed")
            assert not any(name.startswith("on") for name in attributes)
            for name in {"src", "href"} & attributes.keys():
                assert (attributes[name] or "").startswith(("/images/", "/shop/", "#dg-box"))


def test_invisible_characters_are_dropped_and_long_messages_cut() -> None:
    assert markup.clean("a\u202eb\u200bc\x00d\r\ne") == "abcd\ne"
    shown = presenter.pending("x" * 100_000)
    assert len(shown) < 4_000
    assert "…" in shown


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        ("APP 1.svg", "/images/jkt-1"),
        ("https://cdn.example/a.jpg", "https://cdn.example/a.jpg"),
        ("https://shop.example@evil.example/a.jpg", ""),
        ("javascript:alert(1)", ""),
        ("data:image/svg+xml,<svg/>", ""),
        ("file:///etc/passwd", ""),
        ("//[evil", ""),
        ("../../etc/passwd", "/images/jkt-1"),
        ("", ""),
    ],
)
def test_pictures_come_from_the_web_or_from_our_own_path(image: str, shown: str) -> None:
    assert markup.image_url(replace(JACKET, image=image)) == shown


def test_an_id_cannot_leave_the_images_path() -> None:
    assert markup.image_url(replace(JACKET, id="../a/b?c#d")) == "/images/..%2Fa%2Fb%3Fc%23d"


def test_an_answer_stands_in_the_order_words_limits_cards_suggestions() -> None:
    html = presenter.answer(FakeAssistant().reply(SAID))
    places = [html.index(f'class="{name}"') for name in
              ("dg-text", "dg-chips", "dg-cards", "dg-quick")]  # fmt: skip
    assert places == sorted(places)
    assert html.count("<article") == 5


def test_a_card_says_price_reduction_rating_stock_and_reasons() -> None:
    html = presenter.card(Card(JACKET, (), ("Waterproof, as you asked",)))
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    assert "Now $89.00 before $119.00" in words
    # 100 * (119 - 89) / 119 = 25.2
    assert "−25%" in words
    assert 'aria-label="4.6 out of 5 stars, 212 reviews"' in html
    assert "In stock" in words
    assert "Waterproof, as you asked" in words


@pytest.mark.parametrize(
    ("stock", "words"), [(None, ""), (0, "Out of stock"), (3, "Only 3 left"), (9, "In stock")]
)
def test_stock_hints(stock: int | None, words: str) -> None:
    assert re.sub(r"<[^>]+>", "", markup.stock(replace(JACKET, stock=stock))) == words


def test_what_the_record_does_not_say_is_not_shown() -> None:
    bare = Product("p", "A thing")
    html = presenter.card(Card(bare))
    assert "Price on request" in html
    assert "dg-rating" not in html
    assert "dg-stock" not in html
    assert "<img" not in html


def test_a_list_price_below_the_price_is_no_reduction() -> None:
    assert markup.reduction(replace(JACKET, list_price=Decimal("50"))) == 0


def test_a_comparison_replaces_the_cards_and_opens_its_products() -> None:
    html = presenter.answer(FakeAssistant().reply(Message("compare", "conversation-1")))
    assert "<article" not in html
    assert html.count('data-do="open"') == html.count('data-do="add"') == 2
    assert html.count('scope="row"') == 2


def test_a_form_is_chosen_where_there_are_several_and_what_is_sold_out_is_known() -> None:
    forms = (
        Variant("a", {"colour": "blue", "size": "M"}, stock=2),
        Variant("b", {"colour": "blue", "size": "L"}, Decimal("95"), stock=0),
    )
    html = details.buying(replace(JACKET, variants=forms))
    assert html.count("<fieldset") == 2
    assert html.count('type="radio"') == 3  # one colour, which is chosen already, and two sizes
    assert html.count(" checked>") == 1
    assert "&quot;price&quot;: &quot;$95.00&quot;, &quot;stock&quot;: 0" in html
    assert 'data-do="add"' not in details.buying(replace(JACKET, stock=0))


def test_a_cart_says_its_total_and_does_not_offer_more_than_there_is() -> None:
    lamp = products()[4]
    html = cart.cart((FilledLine(JACKET, None, 24), FilledLine(lamp, None, 2)), "/shop/checkout")
    # 24 * 89.00 + 2 * 39.90 = 2215.80
    assert "$2,215.80" in html
    assert html.count(" disabled") == 1  # 24 jackets are all that there are
    assert "empty" in cart.cart((), "")


def test_an_order_shows_how_far_it_has_come() -> None:
    steps = (
        OrderStep("Ordered", True, datetime(2026, 3, 2, tzinfo=UTC)),
        OrderStep("Packed", False),
    )
    html = orders.orders((OrderCard("#1", "pending", steps, (), Decimal("5"), "USD"),))
    assert re.sub(r"<[^>]+>", "", html) == "Order #1pendingdone: Ordered2 Marto come: Packed$5.00"


def test_what_is_remembered_can_be_taken_back_one_by_one() -> None:
    liked = (Affinity("price", "low", 1, 3), Affinity("brand", "Kiln", 1, 1))
    known = Profile("c", affinities=liked, stopped=(("colour", "black"),))
    html = profile.profile(known)
    assert html.index("Kiln") < html.index("the less expensive of a kind")
    assert 'data-do="stop" data-kind="brand" data-value="Kiln"' in html
    assert 'data-do="resume" data-kind="colour" data-value="black"' in html
    off = profile.profile(replace(known, used=False))
    assert 'aria-checked="false"' in off
    assert "Kiln" not in off


def test_paragraphs_and_lists() -> None:
    assert markup.paragraphs("One\n\nTwo:\n- a\n- <b>") == (
        '<p dir="auto">One</p><p dir="auto">Two:</p>'
        '<ul dir="auto"><li>a</li><li>&lt;b&gt;</li></ul>'
    )


def test_colours_have_dots_or_words() -> None:
    html = swatches(("Forest green", "Zorbal"))
    assert "background:#3f8650" in html
    assert ">Zorbal<" in html


def test_examples_are_made_from_what_is_sold() -> None:
    made = examples.from_cards(FakeAssistant().cards())
    assert made[:3] == ("rain jackets under $90", "olive coats", "lamps under $40")
    assert examples.from_cards(()) == ("What do you recommend for me?",)
