"""Decisions about messages that refer back: meant, turned down, narrowed, taken up again."""

from decimal import Decimal
from typing import Any

import pytest
from tiny_shop import CHEAPER, understood

from assistant.policy import decide
from assistant.remembered import Pending, Search
from assistant.state import DialogueState
from assistant.topic import purpose
from assistant.types import Intent, Refinement
from retrieval.types import Constraints, Facets, PriceRange, Sort

UNDER_50 = Constraints(price=PriceRange(max=Decimal(50)))
LOOKING = DialogueState(
    turn=3,
    topic="rain jacket",
    constraints=UNDER_50,
    shown=("J1", "J2"),
    seen=("J1", "J2"),
    last_action="show_products",
)
NARROWING = LOOKING.with_(
    pending=Pending("narrow", reason="brands", options=("Northfell", "Ashwood"))
)


def choose(
    state: DialogueState, text: str, **fields: Any
) -> tuple[str, dict[str, Any], DialogueState]:
    action, after = decide(state, understood(text, **{"search_text": "", **fields}))
    return action.name, dict(action.slots), after


@pytest.mark.parametrize(
    "intent", [Intent.PRODUCT_QUESTION, Intent.ADD_TO_CART, Intent.COMPARE_PRODUCTS]
)
def test_what_is_not_clear_is_asked_and_kept(intent: Intent) -> None:
    name, slots, after = choose(LOOKING, "the blue one", intent=intent, ambiguous=("J1", "J2"))
    assert (name, slots["what"], slots["ids"]) == ("ask", "which", ("J1", "J2"))
    assert after.pending == Pending("which", options=("J1", "J2"), said="the blue one")
    assert after.last_intent == intent.value


def test_a_search_does_not_ask_which() -> None:
    black = Constraints(include=Facets(colours=("black",)))
    name, _, after = choose(
        LOOKING,
        "make it black",
        intent=Intent.REFINE_SEARCH,
        ambiguous=("J1", "J2"),
        constraints=black,
    )
    assert (name, after.pending) == ("find", None)


def test_a_message_taken_up_again_is_carried_out() -> None:
    state = LOOKING.with_(pending=Pending("which", options=("J1", "J2"), said="add the blue one"))
    name, slots, after = choose(
        state,
        "add the blue one",
        heard="the second",
        intent=Intent.ADD_TO_CART,
        references=("J2",),
    )
    assert (name, slots["id"], after.pending) == ("add_to_cart", "J2", None)


def test_giving_the_question_up_is_fine() -> None:
    state = LOOKING.with_(pending=Pending("which", options=("J1", "J2"), said="add the blue one"))
    assert choose(state, "never mind", intent=Intent.DENY)[:2] == ("chat", {"kind": "ok"})
    assert choose(state, "show me lamps", search_text="lamps")[0] == "find"


def test_what_is_turned_down_leaves_the_list_and_the_focus() -> None:
    state = LOOKING.with_(focus="J2")
    name, slots, after = choose(state, "not that one", intent=Intent.DENY, refused=("J2",))
    assert (name, slots["mode"]) == ("find", "without")
    assert (after.refused, after.focus, after.topic) == (("J2",), "", "rain jacket")


def test_too_dear_is_relative_to_what_is_turned_down() -> None:
    _, slots, _ = choose(
        LOOKING, "not the second, too dear", intent=Intent.DENY, refused=("J2",), refinement=CHEAPER
    )
    assert (slots["relative"], slots["ids"]) == ((("price", -1),), ("J2",))


def test_what_is_turned_down_in_the_cart_is_taken_out() -> None:
    state = LOOKING.with_(last_action="view_cart")
    name, slots, _ = choose(state, "not the second", intent=Intent.DENY, refused=("J2",))
    assert (name, slots["id"]) == ("remove_from_cart", "J2")


def test_with_the_second_named_instead_it_is_told_about() -> None:
    name, slots, after = choose(
        LOOKING,
        "not the first, the second",
        intent=Intent.DENY,
        refused=("J1",),
        references=("J2",),
    )
    assert (after.refused, after.focus) == (("J1",), "J2")
    assert name in ("answer", "chat")
    assert slots.get("id", "J2") == "J2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("why?", "explain"),
        ("Why this one?", "explain"),
        ("why do you recommend it", "explain"),
        ("why is this your first pick", "explain"),
        ("what makes this one so good", "explain"),
        ("why is it so expensive?", "answer"),
        ("why does it need a battery?", "answer"),
    ],
)
def test_why_asks_for_the_reasons_of_what_is_shown(text: str, expected: str) -> None:
    assert choose(LOOKING, text, intent=Intent.PRODUCT_QUESTION)[0] == expected


def test_why_after_something_else_is_no_question_for_reasons() -> None:
    state = LOOKING.with_(last_action="order_help")
    assert choose(state, "why?", intent=Intent.SMALL_TALK)[0] == "chat"


@pytest.mark.parametrize(
    ("text", "brands"),
    [
        ("Ashwood", ("Ashwood",)),
        ("ashwood please", ("Ashwood",)),
        ("northfell or ashwood", ("Northfell", "Ashwood")),
    ],
)
def test_a_choice_that_was_offered_narrows_the_search(text: str, brands: tuple[str, ...]) -> None:
    name, slots, after = choose(NARROWING, text, intent=Intent.OUT_OF_SCOPE)
    assert (name, slots["mode"]) == ("find", "narrowed")
    assert after.constraints.include.brands == brands
    assert after.constraints.price == UNDER_50.price
    assert [o.limit for o in after.origins if o.source == "said"][
        -1
    ] == f"include.brands:{brands[-1]}"


@pytest.mark.parametrize(
    "text", ["don't mind", "any", "no preference", "whatever", "doesn't matter"]
)
def test_not_minding_is_an_answer(text: str) -> None:
    name, slots, after = choose(NARROWING, text, intent=Intent.DENY)
    assert (name, slots["mode"]) == ("find", "indifferent")
    assert (after.constraints, after.pending) == (UNDER_50, None)


def test_a_value_of_an_attribute_is_looked_for_in_the_records() -> None:
    state = LOOKING.with_(
        pending=Pending("narrow", reason="attributes:Material", options=("wool", "nylon"))
    )
    assert choose(state, "wool")[2].constraints.include.attributes == ("wool",)


def test_another_wish_is_no_answer_to_what_was_offered() -> None:
    name, slots, after = choose(NARROWING, "show me lamps", search_text="lamps")
    assert (name, slots["mode"], after.topic) == ("find", "new", "lamps")


LAMPS = Search("desk lamp", UNDER_50, shown=("L1",), refused=("L3",), turn=2)
SOCKS = Search("socks", turn=3)
BACK = Refinement(back=True)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("go back to the lamps", "desk lamp"),
        ("the previous search", "socks"),
        ("back to what we had before", "socks"),
        ("can we go back to the desk lamp please", "desk lamp"),
    ],
)
def test_a_search_of_before_is_named_or_the_last(text: str, topic: str) -> None:
    state = LOOKING.with_(earlier=(LAMPS, SOCKS))
    name, slots, after = choose(
        state, text, intent=Intent.RETURN_OR_EXCHANGE, confidence=0.4, refinement=BACK
    )
    assert (name, slots["mode"], after.topic) == ("find", "back", topic)
    assert after.earlier[-1].topic == "rain jacket"
    if topic == "desk lamp":
        assert (after.constraints, after.refused) == (UNDER_50, ("L3",))


def test_going_back_may_change_the_search() -> None:
    state = LOOKING.with_(earlier=(LAMPS,))
    under_30 = Constraints(price=PriceRange(max=Decimal(30)))
    _, slots, after = choose(
        state, "back to the lamps, under 30", refinement=BACK, constraints=under_30
    )
    assert slots["mode"] == "back"
    assert after.constraints.price.max == Decimal(30)


def test_going_back_to_what_never_was_looks_for_it() -> None:
    name, slots, after = choose(
        LOOKING, "go back to the sofas", refinement=BACK, search_text="go back to the sofas"
    )
    assert (name, slots["mode"], after.topic) == ("find", "new", "sofa")


def test_what_reads_like_a_comparison_may_wish_for_others() -> None:
    fields: dict[str, Any] = {
        "intent": Intent.COMPARE_PRODUCTS,
        "references": ("J2",),
        "refinement": CHEAPER,
    }
    name, slots, _ = choose(LOOKING, "cheaper than the second one", **fields)
    assert (name, slots["ids"]) == ("find", ("J2",))
    assert choose(LOOKING, "is the first cheaper than the second one?", **fields)[0] == "compare"


def test_for_whom_it_is_goes_on_where_the_shopper_goes_on() -> None:
    for_girls = Constraints(audience=("girls",), age=7)
    state = LOOKING.with_(constraints=for_girls)
    assert choose(state, "and socks?", search_text="socks")[2].constraints.audience == ("girls",)
    assert choose(state, "socks", search_text="socks")[2].constraints.audience == ()


def test_the_same_for_somebody_else() -> None:
    state = LOOKING.with_(topic="women's rain jacket", constraints=Constraints(audience=("women",)))
    name, _, after = choose(
        state,
        "same but for kids",
        intent=Intent.REFINE_SEARCH,
        search_text="same but for kids",
        constraints=Constraints(audience=("kids",)),
    )
    assert name == "find"
    assert after.constraints.audience == ("kids",)
    assert after.topic == "rain jacket kids"


@pytest.mark.parametrize(
    ("text", "most"),
    [("make that 30", 30), ("no, 40", 40), ("actually make it 29.50", 29.5), ("30 please", 30)],
)
def test_a_number_by_itself_replaces_the_price_limit(text: str, most: float) -> None:
    fields: dict[str, Any] = {"intent": Intent.REFINE_SEARCH, "search_text": text}
    after = choose(LOOKING, text, **fields)[2]
    assert after.constraints.price.max == Decimal(str(most))
    assert after.topic == "rain jacket"
    free = choose(LOOKING.with_(constraints=Constraints()), text, **fields)[2]
    assert free.constraints == Constraints()


def test_a_place_beyond_the_list_is_not_guessed() -> None:
    name, slots, _ = choose(
        LOOKING, "is the ninth one warm?", intent=Intent.PRODUCT_QUESTION, beyond=True
    )
    assert (name, slots["what"]) == ("ask", "which_product")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how much memory does the second one have?", "answer"),
        ("tell me about the cheaper of the two", "answer"),
        ("is the second one better?", "compare"),
        ("compare it with the second", "compare"),
    ],
)
def test_a_question_about_one_product_is_no_comparison(text: str, expected: str) -> None:
    fields: dict[str, Any] = {"intent": Intent.COMPARE_PRODUCTS, "references": ("J2",)}
    assert choose(LOOKING, text, **fields)[0] == expected


def test_a_lighter_one_is_wished_for_and_liking_one_points_at_it() -> None:
    lighter = Refinement(relative=(("weight", -1),))
    name, slots, _ = choose(
        LOOKING.with_(focus="J2"),
        "do you have a lighter one?",
        intent=Intent.PRODUCT_QUESTION,
        refinement=lighter,
    )
    assert (name, slots["relative"], slots["ids"]) == ("find", (("weight", -1),), ("J2",))
    name, slots, after = choose(
        LOOKING, "I like the second", intent=Intent.FIND_PRODUCT, references=("J2",)
    )
    assert (name, slots["id"], after.focus) == ("answer", "J2", "J2")


def test_no_the_other_one_points() -> None:
    name, slots, _ = choose(
        LOOKING,
        "no, the other one",
        intent=Intent.DENY,
        references=("J2",),
        refinement=Refinement(more=True),
    )
    assert (name, slots["id"]) == ("answer", "J2")


def test_better_rated_is_an_order_of_a_list_and_a_limit_after_one_product() -> None:
    fields: dict[str, Any] = {
        "intent": Intent.REFINE_SEARCH,
        "refinement": Refinement(relative=(("rating", 1),)),
    }
    _, slots, after = choose(LOOKING, "better rated", **fields)
    assert (slots["relative"], after.constraints.sort) == ((), Sort.RATING)
    _, slots, _ = choose(LOOKING.with_(focus="J2"), "better rated", **fields)
    assert slots["relative"] == (("rating", 1),)


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("boots for winter hikes", "winter hikes"),
        ("a lamp for my desk, dimmable", "my desk"),
        ("lamp", ""),
        ("something for me", ""),
    ],
)
def test_what_it_is_wanted_for(topic: str, expected: str) -> None:
    assert purpose(topic) == expected
