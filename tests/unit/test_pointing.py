"""What is turned down, which one is meant, and how a short answer settles it."""

import pytest
from test_references import JACKETS, PAIR, A, B, C, D

from assistant.remembered import Pending
from assistant.reply.which import told_apart
from assistant.reply.words import Words
from assistant.state import DialogueState
from assistant.understanding.choices import choose
from assistant.understanding.pointing import read_pointing, without
from assistant.understanding.references import References, resolve_references
from retrieval.errors import StoreError
from retrieval.types import Product

BY_ID = {product.id: product for product in JACKETS}


def product(product_id: str) -> Product:
    try:
        return BY_ID[product_id]
    except KeyError:
        raise StoreError(product_id) from None


@pytest.mark.parametrize(
    ("text", "refused", "ids"),
    [
        ("not the first one", (A,), ()),
        ("I don't like the second", (B,), ()),
        ("anything but the Ashwood one", (B,), ()),
        ("no, not the red one", (C,), ()),
        ("not the first or the third", (A, C), ()),
        ("not the first but the second", (A,), (B,)),
        ("the second one is ugly", (B,), ()),
        ("the red one isn't for me", (C,), ()),
        ("I already have the wool coat", (D,), ()),
        ("hide the third one please", (C,), ()),
        ("none of these", (A, B, C, D), ()),
        ("I don't like any of them", (A, B, C, D), ()),
        ("the second one, not the third", (C,), (B,)),
        ("is the second one not waterproof?", (), (B,)),
        ("why not the first one?", (), (A,)),
        ("do you have the second one in L", (), (B,)),
        ("add the red one", (), (C,)),
        ("not black or brown", (), ()),
        ("I don't want leather", (), ()),
    ],
)
def test_what_is_turned_down(text: str, refused: tuple[str, ...], ids: tuple[str, ...]) -> None:
    found = resolve_references(text, JACKETS, None)
    assert (found.refused, found.ids) == (refused, ids)


@pytest.mark.parametrize("text", ["not that one", "I don't like it", "it's ugly", "not this one"])
def test_it_is_turned_down_where_it_is_clear_what_it_is(text: str) -> None:
    assert resolve_references(text, JACKETS, B).refused == (B,)
    unclear = resolve_references(text, JACKETS, None)
    assert unclear.refused == ()


@pytest.mark.parametrize(
    ("text", "focus", "ids"),
    [
        ("the next one", B, (C,)),
        ("the one before that", B, (A,)),
        ("the previous one", A, ()),
        ("compare 1 and 3", None, (A, C)),
        ("compare 2 with 4", None, (B, D)),
        ("what is the difference between 1 and 2?", None, (A, B)),
        ("between 100 and 200", None, ()),
    ],
)
def test_neighbours_and_numbers(text: str, focus: str | None, ids: tuple[str, ...]) -> None:
    assert resolve_references(text, JACKETS, focus).ids == ids


def test_of_two_the_former_and_the_latter() -> None:
    assert resolve_references("the latter", PAIR, None).ids == (B,)
    assert resolve_references("I prefer the former", PAIR, None).ids == (A,)


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        ("the grey one", (D,)),
        ("grey", (D,)),
        ("the first", (B,)),
        ("second", (D,)),
        ("2", (D,)),
        ("ashwood", (B,)),
        ("the one from Acme please", (D,)),
        ("I mean the wool coat", (D,)),
        ("OUT-002", (B,)),
        ("skerry", (B,)),
        ("both", (B, D)),
        ("the newer one", (B,)),
        ("blue", ()),
        ("show me red ones under 50", ()),
        ("never mind", ()),
        ("", ()),
        ("how long does delivery take?", ()),
    ],
)
def test_a_short_answer_chooses(answer: str, ids: tuple[str, ...]) -> None:
    assert choose(answer, (JACKETS[1], JACKETS[3])).ids == ids


def test_an_answer_that_still_fits_several_leaves_those() -> None:
    assert choose("blue", (JACKETS[1], JACKETS[2], JACKETS[3])) == References(ambiguous=(B, D))


def test_labels_name_the_difference_and_are_understood() -> None:
    words = Words("en")
    for products in ((JACKETS[1], JACKETS[3]), (JACKETS[0], JACKETS[2]), JACKETS):
        labels = told_apart(products, words)
        assert [choose(label, products).ids for label in labels] == [(p.id,) for p in products]
    assert told_apart((JACKETS[1], JACKETS[3]), words) == ("the Ashwood one", "the Acme one")
    twins = (JACKETS[1], JACKETS[1])
    assert told_apart(twins, words) == ("the first one", "the second one")


def test_a_message_that_was_not_clear_is_read_again() -> None:
    asked = Pending("which", options=(B, D), said="add the blue one to my cart")
    state = DialogueState(turn=2, shown=(A, B, C, D), pending=asked)
    pointed = read_pointing("the wool one", state, product)
    assert pointed.resumed
    assert (pointed.text, pointed.references.ids) == (asked.said, (D,))
    assert pointed.rest == "add the to my cart"


def test_of_several_to_add_one_is_chosen() -> None:
    asked = Pending("which", options=(A, B, C, D), said="add all of them to my cart")
    state = DialogueState(turn=2, shown=(A, B, C, D), pending=asked)
    assert read_pointing("the red one", state, product).references.ids == (C,)


def test_what_is_turned_down_can_be_unclear_first() -> None:
    asked = Pending("which", options=(B, D), said="not the blue one")
    state = DialogueState(turn=2, shown=(A, B, C, D), pending=asked)
    pointed = read_pointing("the first", state, product)
    assert pointed.references.refused == (B,)
    assert pointed.references.ids == ()


def test_another_message_is_no_answer() -> None:
    asked = Pending("which", options=(B, D), said="add the blue one")
    state = DialogueState(turn=2, shown=(A, B, C, D, "gone"), pending=asked)
    pointed = read_pointing("show me tents under 100", state, product)
    assert not pointed.resumed
    assert pointed.rest == pointed.text == "show me tents under 100"


def test_qualities_of_a_product_are_no_limits() -> None:
    state = DialogueState(turn=2, shown=(A, B, C, D))
    assert read_pointing("do you have the red one in L", state, product).rest == (
        "do you have the in L"
    )
    assert read_pointing("show me the blue ones", state, product).rest == "show me the blue ones"
    assert without("a b c", [(0, 1), (4, 5)]) == "b"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("is this waterproof?", (D,)),
        ("is this coat warm?", (D,)),
        ("is the second one waterproof?", (B,)),
        ("the red one", (C,)),
        ("what do you sell?", ()),
    ],
)
def test_this_on_a_product_page_is_its_product(text: str, ids: tuple[str, ...]) -> None:
    state = DialogueState(shown=(A, B, C)).looking_at(D)
    assert read_pointing(text, state, product).references.ids == ids


def test_this_is_not_clear_once_other_things_are_shown() -> None:
    state = DialogueState(shown=(A, B, C), page=D)
    found = read_pointing("is this waterproof?", state, product).references
    assert (found.ids, found.ambiguous) == ((), (A, B, C))
