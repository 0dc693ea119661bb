"""What was understood, in words, and how each piece is taken back."""

from decimal import Decimal

import pytest

from assistant.limits import merge, stated, without
from assistant.reply.chips import chips, removal, taken_back
from assistant.reply.words import Words
from assistant.state import DialogueState
from assistant.types import Intent, Refinement, Sentiment, Wanted
from assistant.understanding.constraints import ConstraintParser
from assistant.understanding.context import Context
from assistant.understanding.understand import MessageReader
from retrieval.types import Constraints, Facets, Measure, PriceRange, Sort
from ui import presenter
from ui.schema.conversations import LimitOut

LIMITS = Constraints(
    price=PriceRange(Decimal(20), Decimal(120), "USD"),
    include=Facets(("Acme",), ("Jackets",), ("red", "blue"), ("M",), ("waterproof", "vegan")),
    exclude=Facets(attributes=("wool",), colours=("black",)),
    unless=Facets(attributes=("merino",)),
    min_rating=4.0,
    in_stock=True,
    sort=Sort.RATING,
    measures=(
        Measure("weight", None, 2267.95, "g", "lb"),
        Measure("battery", 30.0, None, "h", "h"),
        Measure("size", 38.1, 38.1, "cm", "in"),
        Measure("width", 60.0, 80.0, "cm", "cm"),
    ),
    audience=("girls",),
    age=7,
    gift=True,
)
SHOWN = chips(LIMITS, "USD", Words())


def test_every_limit_and_wish_is_said_in_the_unit_it_was_said_in() -> None:
    assert [chip.label for chip in SHOWN] == [
        "$20 to $120", "Jackets", "Acme", "red or blue", "size M", "waterproof", "vegan",
        "under 5 lb", "at least 30 h of battery", "15 in", "60 to 80 cm wide", "not black",
        "not wool", "4 stars or more", "in stock", "best rated first", "for girls", "age 7",
        "a gift",
    ]  # fmt: skip


def test_the_chips_name_all_that_is_stated() -> None:
    named = {name for chip in SHOWN for name in chip.names}
    assert named == {name for name in stated(LIMITS) if not name.startswith("unless")}


@pytest.mark.parametrize("label", [chip.label for chip in SHOWN])
def test_a_removal_takes_back_exactly_its_chip(label: str) -> None:
    names = taken_back(removal(label), SHOWN)
    assert names
    left = merge(LIMITS, Constraints(), Refinement(taken=names))
    assert [c.label for c in chips(left, "USD", Words())] == [
        chip.label for chip in SHOWN if chip.label != label
    ]


def test_the_exception_goes_with_the_last_exclusion() -> None:
    left = without(LIMITS, ["exclude.attributes:wool", "exclude.colours:black"])
    assert not left.unless
    assert without(LIMITS, ["exclude.colours:black"]).unless == LIMITS.unless


def test_other_messages_take_nothing_back() -> None:
    assert taken_back("remove the second one", SHOWN) is None
    assert taken_back("Remove “under $9”", SHOWN) == ()


class _Models:
    def predict(self, text: str, context: Context | None = None) -> Wanted:
        return Wanted(Intent.ADD_TO_CART, 0.9)


class _Moods:
    def predict(self, text: str) -> Sentiment:
        return Sentiment("neutral", 0.0)


def test_the_reader_takes_a_removal_for_nothing_else() -> None:
    words = Words()

    def product(product_id: str) -> None:
        raise AssertionError(product_id)

    reader = MessageReader(
        intents=_Models(),
        moods=_Moods(),
        parser=ConstraintParser(None),
        nouns=frozenset(),
        product=product,  # type: ignore[arg-type]
        max_chars=2_000,
        chips=lambda limits: chips(limits, "USD", words),
    )
    state = DialogueState(topic="jacket", constraints=LIMITS)
    read = reader(removal("not black"), state)
    assert read.intent is Intent.REFINE_SEARCH
    assert read.refinement == Refinement(taken=("exclude.colours:black",))
    assert not read.constraints
    assert not read.search_text
    assert reader("hedphones in blak", DialogueState()).mended == (("blak", "black"),)


def test_the_page_and_the_api_give_each_chip_its_removal() -> None:
    html = presenter.chips(("under $120",))
    assert 'data-text="Remove “under $120”"' in html
    assert 'aria-label="Remove: under $120"' in html
    out = LimitOut(label="under $120", remove=removal("under $120"))
    assert out.model_dump() == {"label": "under $120", "remove": "Remove “under $120”"}
