"""Words: every template can be filled, limits and prices read well, product text stays text."""

import string
from datetime import date
from decimal import Decimal

import pytest

from assistant.reply import texts
from assistant.reply.money import money
from assistant.reply.reasons import reason_texts
from assistant.reply.titles import short_title
from assistant.reply.words import LANGUAGES, Words, round_below
from ranking.reasons import DONE, GROUPS
from ranking.types import Reason
from retrieval.types import Constraints, Facets, PriceRange, Product, Sort

ENGLISH = {name: text for group in texts.GROUPS.values() for name, text in group.items()}


@pytest.mark.parametrize(
    ("amount", "currency", "short", "said"),
    [
        ("14.9", "USD", False, "$14.90"),
        ("1299", "USD", False, "$1,299.00"),
        ("120", "USD", True, "$120"),
        ("19.99", "USD", True, "$19.99"),
        ("5", "EUR", False, "€5.00"),
        ("1500", "JPY", False, "¥1,500"),
        ("12.345", "CHF", False, "12.35 CHF"),
        ("-3", "GBP", False, "-£3.00"),
    ],
)
def test_money(amount: str, currency: str, short: bool, said: str) -> None:
    assert money(Decimal(amount), currency, short=short) == said


def test_limits_in_words() -> None:
    limits = Constraints(
        price=PriceRange(max=Decimal(120)),
        include=Facets(colours=("green", "blue"), sizes=("M",), attributes=("waterproof",)),
        exclude=Facets(colours=("black",), brands=("Acme",)),
        min_rating=4.5,
        in_stock=True,
        sort=Sort.PRICE_ASC,
    )
    assert Words().limits(limits, "USD") == (
        "under $120",
        "green or blue",
        "size M",
        "waterproof",
        "not Acme",
        "not black",
        "4.5 stars or more",
        "in stock",
        "cheapest first",
    )
    between = Constraints(price=PriceRange(Decimal(10), Decimal(20)))
    assert Words().limits(between, "USD") == ("$10 to $20",)
    assert Words().limits(Constraints(), "USD") == ()


def test_every_language_says_what_english_says() -> None:
    for language in LANGUAGES:
        assert Words(language).say("ok")
        own = __import__(f"assistant.reply.{language}", fromlist=["TEXTS"]).TEXTS
        for name, text in own.items():
            assert slots(text) <= slots(ENGLISH[name]), (language, name)
    assert Words("zh").say("other_language") != Words("en").say("other_language")
    assert Words("tlh").say("ok") == Words("en").say("ok")


def slots(text: str | tuple[str, ...]) -> set[str]:
    wordings = (text,) if isinstance(text, str) else text
    return {field for one in wordings for _, field, _, _ in string.Formatter().parse(one) if field}


def test_wordings_of_one_text_take_the_same_slots_and_turns() -> None:
    for name, text in ENGLISH.items():
        if isinstance(text, tuple):
            assert len({frozenset(slots(one)) for one in text} - {frozenset()}) <= 1, name
    words = Words()
    assert words.say("thanks", 1) != words.say("thanks", 2)
    assert words.say("thanks", 1) == words.say("thanks", 3)


def test_product_text_is_put_in_as_it_is() -> None:
    odd = "{price} <b>&amp;</b> %s {0}"
    assert odd in Words().say("answer_price", title=odd, price="$1.00")


def test_long_titles_are_cut_where_they_break() -> None:
    short = "Kids' Shark Fin Bicycle Helmet, Blue"
    assert short_title(short) == short
    long = (
        "Wireless Sport Running Headphones, Bluetooth 4.1 Stereo Earbuds with Magnetic Tips in Grey"
    )
    assert short_title(long) == "Wireless Sport Running Headphones …"
    assert len(short_title("word " * 50)) <= 82


def test_reasons_in_words() -> None:
    product = Product("a", "A", rating=4.7, rating_count=210)
    reasons = (
        Reason("attribute", "waterproof, does", 0.4),
        Reason("rating", "4.7", 0.2),
        Reason("title", "hiking, waterproof", 0.1),
        Reason("popular", "210", 0.1),
        Reason("brand_affinity", "Northfell", 0.1),
        Reason("meaning", "Jackets", 0.1),
    )
    assert reason_texts(reasons, product, Words()) == (
        "Matches: waterproof, hiking",
        "4.7 stars from 210 ratings",
        "You have looked at Northfell before",
        "Fits what you described",
    )
    assert reason_texts((), product, Words()) == ()
    before = (Reason("bought_before", "2", 0.3),)
    assert reason_texts(before, product, Words()) == ("You looked at this before",)
    assert reason_texts(before, product, Words(), {"a"}) == ("You bought this before",)


def test_every_kind_of_reason_that_the_ranker_gives_has_words() -> None:
    product = Product("a", "A", rating=4.7, rating_count=210, added=date(2026, 5, 1))
    for kind in (*GROUPS, *DONE, "goes_with"):
        assert reason_texts((Reason(kind, "linen", 0.1),), product, Words()), kind


@pytest.mark.parametrize(
    ("amount", "round_"),
    [("47.90", "45"), ("132", "130"), ("9.80", "9"), ("19.90", "15"), ("1299", "1200")],
)
def test_amounts_that_people_would_say(amount: str, round_: str) -> None:
    assert round_below(Decimal(amount)) == Decimal(round_)
