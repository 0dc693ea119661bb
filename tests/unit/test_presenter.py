"""Replies as markup: what is shown, in which order, and that texts never become markup."""

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from shop_fake import FakeAssistant, products, reply

from assistant.types import Card, Message, Reply
from ranking.types import Shopper
from retrieval.types import Product, Review
from ui import examples, markup, presenter
from ui.swatches import swatches

JACKET = products()[0]
SAID = Message("a jacket", "conversation-1")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</article></div><iframe src=//evil.example>",
    "javascript:alert(1)",
    "${alert(1)} {{constructor.constructor('alert(1)')()}}",
    "<svg/onload=alert(1)>",
    "&lt;b&gt; &#60;script&#62;",
    "\u202egnp.exe\u2066 \u200bzero\x00width\x1b[31m",
    "<!--", "]]>", "`${7*7}`",
)  # fmt: skip


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
    )  # fmt: skip
    return reply(
        SAID, 1, text=payload, cards=(Card(product, (), (payload,)),), suggestions=(payload,),
        chips=(payload,),
    )  # fmt: skip


def everything(payload: str) -> str:
    answer = hostile_reply(payload)
    product = answer.cards[0].product
    table = ((payload, payload), (payload, payload))
    return (
        presenter.turn(payload, answer)
        + presenter.turn(payload, replace(answer, comparison=table))
        + presenter.pending(payload)
        + presenter.failed(payload)
        + presenter.head((Shopper(payload, payload),), payload)
        + presenter.greeting(payload, (payload,), answer.cards)
        + presenter.details(product, (Review("r", product.id, 5, payload, payload, payload),))
        + presenter.cards(answer.cards, payload, link="/shop/products/")
    )


@pytest.mark.parametrize("payload", HOSTILE)
def test_texts_never_become_markup(payload: str) -> None:
    harmless = Elements(everything("word")).shape()
    # A text may lose its paragraphs when nothing of it is visible, but it never adds an element.
    assert Elements(everything(payload)).shape() == harmless


@pytest.mark.parametrize("payload", HOSTILE)
def test_no_attribute_runs_a_script(payload: str) -> None:
    for tag, attributes in Elements(everything(payload)).tags:
        assert tag not in ("script", "iframe", "object", "embed")
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in ("src", "href"):
                assert value is not None
                assert value.startswith(("/images/", "/shop/", "#dg-box"))


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
    assert html.count('data-product="') == 2
    assert html.count('scope="row"') == 2


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
