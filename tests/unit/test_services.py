"""The services by themselves: questions, pages, forms, comparison, nearest, cart."""

from decimal import Decimal

import pytest
from tiny_shop import PRODUCTS, TinyRanker, TinyStore

from assistant.reply.words import Words
from assistant.service.compare import comparison_table, findings
from assistant.service.forms import forms_named, named_options, open_options
from assistant.service.nearest import nearest
from assistant.service.product_questions import ProductQuestions
from assistant.understanding.nouns import catalogue_nouns, named_things
from ranking.passages import content_words, overlap
from retrieval.types import Constraints, Facets, PriceRange, Product

STORE = TinyStore()
QUESTIONS = ProductQuestions(TinyRanker().evidence, threshold=0.5)
JACKET = STORE.get("J1")


def ask(question: str, product_id: str = "J1") -> tuple[str, str, tuple[str, ...]]:
    product = STORE.get(product_id)
    answer = QUESTIONS.answer(question, product, STORE.reviews(product_id))
    return answer.source, answer.name or answer.value, tuple(r.id for r in answer.reviews)


@pytest.mark.parametrize(
    ("question", "source", "said"),
    [
        ("what is it made of?", "attribute", "Material"),
        ("how heavy is it?", "attribute", "Weight"),
        ("is it waterproof?", "listing", "Waterproof to 10,000 mm"),
        ("does it pack small?", "listing", "It packs small."),
        ("how much is it?", "price", ""),
        ("what does it cost", "price", ""),
        ("is it in stock?", "stock", ""),
        ("which colours are there?", "colours", ""),
        ("what sizes do you have?", "sizes", ""),
        ("who makes it?", "brand", ""),
        ("how is it rated?", "rating", ""),
        ("tell me more about it", "about", ""),
        ("does it have a hood?", "unknown", ""),
    ],
)
def test_a_question_is_answered_by_the_record_that_says_it(
    question: str, source: str, said: str
) -> None:
    assert ask(question)[:2] == (source, said)


def test_how_much_it_weighs_is_not_about_the_price() -> None:
    assert ask("how much does it weigh?")[:2] == ("attribute", "Weight")


def test_what_only_customers_know_is_told_in_their_words() -> None:
    assert ask("does the zip jam?") == ("reviews", "", ("J1-R2",))
    assert ask("what do customers say?") == ("reviews", "", ("J1-R1", "J1-R2"))
    assert ask("does the switch click?", "L1") == ("reviews", "", ("L1-R1",))


def test_stock_of_one_form_is_that_form_s() -> None:
    answer = QUESTIONS.answer("do you have it in black, size M?", JACKET, ())
    assert (answer.source, answer.variant and answer.variant.stock) == ("stock", 0)
    answer = QUESTIONS.answer("does it come in moss green?", JACKET, ())
    assert answer.variant is not None
    assert (answer.variant.stock, answer.variant.options) == (3, {"colour": "moss green"})


def test_forms_are_named_by_their_words() -> None:
    assert named_options(JACKET, "the moss green one in m") == ("M", "moss green")
    assert named_options(JACKET, "I'm not sure") == ()
    assert [v.id for v in forms_named(JACKET, "size M")] == ["J1-2", "J1-3"]
    assert open_options(JACKET.variants) == ("black", "moss green")
    assert open_options(JACKET.variants[:2]) == ("S", "M")


def test_words_of_a_question() -> None:
    assert content_words("What is the Drizzle made of?", ("Drizzle",)) == ("material",)
    assert overlap(("heavy",), {"weight", "310"}) == 0.8
    assert overlap(("heavy", "hood"), {"weight"}) == 0.8 / 2
    assert overlap((), {"anything"}) == 0.0
    assert overlap(("breathable",), {"breathability"}) == 0.8
    assert overlap(("washable",), {"wash"}) == 0.8
    assert overlap(("sun",), {"sunday"}) == 0.0


def test_comparison_shows_only_what_differs() -> None:
    rows = comparison_table([STORE.get("L1"), STORE.get("L2")], Words())
    assert rows[0] == ("", "Pebble Table Lamp", "Arc Floor Lamp")
    names = [row[0] for row in rows[1:]]
    assert names == ["Price", "Rating", "Colours", "Power", "Material"]
    assert rows[1] == ("Price", "$39.90", "$119.00")


def test_findings_are_arithmetic_on_records() -> None:
    said = findings([STORE.get("L1"), STORE.get("L2")], Words())
    assert "Pebble Table Lamp is the cheaper one, by $79.10" in said  # 119.00 - 39.90
    assert "rated best (4.7 stars)" in said
    same = [Product("a", "A", price=Decimal(1)), Product("b", "B", price=Decimal(1))]
    assert findings(same, Words()) == Words().say("compare_same")


def test_nearest_gives_up_one_limit_at_a_time() -> None:
    limits = Constraints(
        price=PriceRange(max=Decimal(10)),
        include=Facets(categories=("Lamps",), colours=("white",)),
        exclude=Facets(brands=("Ashwood",)),
        min_rating=4.8,
    )
    asked: list[Constraints] = []

    def find(opened: Constraints) -> list[Product]:
        asked.append(opened)
        return [STORE.get("L2"), STORE.get("L1")] if opened.price.max is None else []

    (only,) = nearest(limits, find)
    assert (only.kind, only.product.id) == ("price_max", "L1")
    assert only.relaxed.price.max == Decimal("39.90")
    assert only.relaxed.include == limits.include
    assert len(asked) == 4  # price, rating, colour, excluded brand: never the kind of thing
    assert all(opened.include.categories == ("Lamps",) for opened in asked)


def test_a_product_of_unknown_price_is_near_no_price() -> None:
    limits = Constraints(price=PriceRange(max=Decimal(10)))
    assert nearest(limits, lambda opened: [Product("a", "A"), Product("b", "B")]) == ()


def test_a_relaxed_rating_is_the_product_s_own() -> None:
    limits = Constraints(min_rating=4.9)
    (only,) = nearest(limits, lambda opened: [STORE.get("L2"), STORE.get("L1")])
    assert (only.product.id, only.relaxed.min_rating) == ("L1", 4.7)


def test_nouns_are_what_the_catalogue_sells() -> None:
    nouns = catalogue_nouns(PRODUCTS)
    assert {"jacket", "lamp", "sock"} <= nouns
    assert named_things("a warm jacket for my lamp", nouns) == ("jacket",)
    assert named_things("with a lamp", nouns) == ()
    assert named_things("something for my socks", nouns) == ("sock",)
