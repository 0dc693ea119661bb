"""What is decided about a message, given the conversation so far."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tiny_shop import CHEAPER, MORE, understood

from assistant.intent_rules import effective_intent
from assistant.policy import Thresholds, decide, wants_person
from assistant.remembered import Pending
from assistant.state import DialogueState
from assistant.types import Intent, Refinement, Sentiment
from retrieval.types import Constraints, Facets, PriceRange, Sort

UNDER_50 = Constraints(price=PriceRange(max=Decimal(50)))
LOOKING = DialogueState(
    turn=3, topic="rain jacket", constraints=UNDER_50, shown=("J1", "J2"), seen=("J1", "J2")
)


def choose(
    state: DialogueState, text: str, **fields: Any
) -> tuple[str, dict[str, Any], DialogueState]:
    action, after = decide(state, understood(text, **fields))
    return action.name, dict(action.slots), after


def test_a_first_search_takes_words_and_limits() -> None:
    name, slots, after = choose(
        DialogueState(), "lamp under 50", search_text="lamp", constraints=UNDER_50
    )
    assert (name, slots["mode"]) == ("find", "new")
    assert (after.topic, after.constraints, after.turn) == ("lamp", UNDER_50, 1)


def test_a_limit_alone_refines_what_is_looked_for() -> None:
    name, slots, after = choose(
        LOOKING,
        "in grey",
        intent=Intent.REFINE_SEARCH,
        search_text="",
        constraints=Constraints(include=Facets(colours=("grey",))),
    )
    assert (name, slots["mode"], after.topic) == ("find", "refine", "rain jacket")
    assert after.constraints.price.max == Decimal(50)
    assert after.constraints.include.colours == ("grey",)


def test_a_new_noun_starts_anew_and_drops_old_limits() -> None:
    name, slots, after = choose(LOOKING, "show me lamps", intent=Intent.REFINE_SEARCH)
    assert (name, slots["mode"]) == ("find", "new")
    assert after.constraints == Constraints()
    assert after.shown == ()


def test_the_same_noun_said_again_to_refine_keeps_the_limits() -> None:
    _, slots, after = choose(
        LOOKING, "a warmer jacket", intent=Intent.REFINE_SEARCH, search_text="warmer jacket"
    )
    assert slots["mode"] == "refine"
    assert after.constraints == UNDER_50
    assert after.topic == "rain jacket warmer"


def test_cheaper_is_relative_to_what_is_shown_or_pointed_at() -> None:
    fields: dict[str, Any] = {
        "intent": Intent.REFINE_SEARCH,
        "search_text": "",
        "refinement": CHEAPER,
    }
    _, slots, _ = choose(LOOKING, "cheaper", **fields)
    assert (slots["relative"], slots["ids"]) == ((("price", -1),), ("J1", "J2"))
    _, slots, _ = choose(LOOKING, "cheaper than the second", references=("J2",), **fields)
    assert slots["ids"] == ("J2",)
    _, slots, _ = choose(LOOKING, "cheaper, under 50", constraints=UNDER_50, **fields)
    assert slots["relative"] == ()


def test_more_leaves_the_search_as_it_is() -> None:
    _, slots, after = choose(
        LOOKING, "more", intent=Intent.REFINE_SEARCH, search_text="", refinement=MORE
    )
    assert slots["mode"] == "more"
    assert after.seen == LOOKING.seen


def test_limits_are_taken_back() -> None:
    change = Refinement(drop=("price",))
    _, _, after = choose(
        LOOKING, "any price", intent=Intent.REFINE_SEARCH, search_text="", refinement=change
    )
    assert after.constraints == Constraints()


def test_nothing_said_asks_what_is_wanted() -> None:
    assert choose(DialogueState(), "hmm well", search_text="")[:2] == ("ask", {"what": "what"})
    assert choose(DialogueState(), "")[:2] == ("ask", {"what": "empty"})
    assert choose(DialogueState(), "?!…")[:2] == ("ask", {"what": "unreadable"})


def test_an_empty_message_leaves_a_question_pending() -> None:
    state = LOOKING.with_(pending=Pending("handoff"))
    assert choose(state, "  ")[2].pending == Pending("handoff")


@pytest.mark.parametrize(
    ("pending", "text", "intent", "expected"),
    [
        (Pending("relax", constraints=UNDER_50), "yes", Intent.AFFIRM, ("find", "relaxed")),
        (
            Pending("relax", constraints=UNDER_50),
            "sure, why not",
            Intent.SMALL_TALK,
            ("find", "relaxed"),
        ),
        (Pending("relax"), "no", Intent.DENY, ("chat", "deny")),
        (Pending("handoff", reason="x"), "yes please", Intent.AFFIRM, ("handoff", "x")),
        (Pending("handoff"), "nope", Intent.OUT_OF_SCOPE, ("chat", "handoff_declined")),
        (
            Pending("variant", "J1", options=("S", "M")),
            "M",
            Intent.OUT_OF_SCOPE,
            ("add_to_cart", "J1"),
        ),
        (
            Pending("variant", "J1", options=("S", "M")),
            "I'm lost?",
            Intent.OUT_OF_SCOPE,
            ("out_of_scope", None),
        ),
        (Pending("handoff"), "ok show me lamps", Intent.FIND_PRODUCT, ("find", "new")),
    ],
)
def test_a_pending_question_is_answered(
    pending: Pending, text: str, intent: Intent, expected: tuple[str, str | None]
) -> None:
    name, slots, after = choose(LOOKING.with_(pending=pending), text, intent=intent)
    found = slots.get("mode") or slots.get("kind") or slots.get("reason") or slots.get("id")
    assert (name, found) == expected
    assert after.pending is None


def test_a_yes_to_a_wider_limit_puts_it_in_force() -> None:
    state = LOOKING.with_(pending=Pending("relax", constraints=Constraints()))
    assert choose(state, "yes", intent=Intent.AFFIRM)[2].constraints == Constraints()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"intent": Intent.OUT_OF_SCOPE, "confidence": 0.3, "search_text": "socks"},
            Intent.FIND_PRODUCT,
        ),
        (
            {"intent": Intent.ORDER_STATUS, "confidence": 0.3, "search_text": "lamp"},
            Intent.FIND_PRODUCT,
        ),
        (
            {
                "intent": Intent.OUT_OF_SCOPE,
                "confidence": 0.3,
                "search_text": "",
                "constraints": UNDER_50,
            },
            Intent.REFINE_SEARCH,
        ),
        (
            {
                "intent": Intent.OUT_OF_SCOPE,
                "confidence": 0.95,
                "search_text": "weather in paris",
                "constraints": UNDER_50,
            },
            Intent.OUT_OF_SCOPE,
        ),
        (
            {
                "intent": Intent.OUT_OF_SCOPE,
                "confidence": 0.95,
                "search_text": "",
                "constraints": UNDER_50,
            },
            Intent.REFINE_SEARCH,
        ),
        (
            {
                "intent": Intent.PRODUCT_QUESTION,
                "confidence": 0.95,
                "search_text": "size",
                "constraints": Constraints(include=Facets(sizes=("S",))),
            },
            Intent.REFINE_SEARCH,
        ),
        (
            {
                "intent": Intent.OUT_OF_SCOPE,
                "confidence": 0.95,
                "constraints": Constraints(include=Facets(brands=("Ashwood",))),
            },
            Intent.REFINE_SEARCH,
        ),
        (
            {"intent": Intent.OUT_OF_SCOPE, "confidence": 0.3, "references": ("J2",)},
            Intent.PRODUCT_QUESTION,
        ),
        (
            {
                "intent": Intent.FIND_PRODUCT,
                "confidence": 0.2,
                "search_text": "colourless green ideas",
            },
            Intent.OUT_OF_SCOPE,
        ),
        ({"intent": Intent.VIEW_CART, "confidence": 0.9, "search_text": "socks"}, Intent.VIEW_CART),
    ],
)
def test_an_unsure_reading_gives_way_to_context(fields: dict[str, Any], expected: Intent) -> None:
    text = "is the second one warm?" if "references" in fields else "something"
    assert effective_intent(LOOKING, understood(text, **fields), 0.45) is expected


def test_a_question_is_about_the_product_pointed_at_then_the_focus_then_the_first() -> None:
    ask: dict[str, Any] = {"intent": Intent.PRODUCT_QUESTION, "search_text": ""}
    assert choose(LOOKING, "is it warm?", references=("J2",), **ask)[1]["id"] == "J2"
    assert choose(LOOKING.with_(focus="J2"), "is it warm?", **ask)[1]["id"] == "J2"
    assert choose(LOOKING, "is it warm?", **ask)[1]["id"] == "J1"
    assert choose(DialogueState(), "is it warm?", **ask)[:2] == ("ask", {"what": "which_product"})


def test_only_pointing_asks_about_the_product() -> None:
    name, slots, _ = choose(LOOKING, "the second one", references=("J2",), search_text="second one")
    assert (name, slots["id"]) == ("answer", "J2")
    name, _, _ = choose(LOOKING, "second in red", references=("J2",), search_text="second red")
    assert name == "find"


def test_a_question_about_something_else_is_a_search() -> None:
    name, slots, _ = choose(
        LOOKING, "do you have socks?", intent=Intent.PRODUCT_QUESTION, search_text="socks"
    )
    assert (name, slots["question"]) == ("find", "do you have socks?")


def test_comparing_takes_the_named_or_the_first_two() -> None:
    same: dict[str, Any] = {"intent": Intent.COMPARE_PRODUCTS, "search_text": ""}
    assert choose(LOOKING, "compare", **same)[1]["ids"] == ("J1", "J2")
    assert choose(LOOKING, "compare", references=("J2",), **same)[1]["ids"] == ("J2", "J1")
    assert choose(DialogueState(), "compare", **same)[0] == "ask"


def test_the_cart_needs_a_product() -> None:
    same: dict[str, Any] = {"intent": Intent.ADD_TO_CART, "search_text": ""}
    assert choose(LOOKING, "add it", **same)[:2] == ("ask", {"what": "which_product"})
    assert choose(LOOKING, "add the first", references=("J1",), **same)[0] == "add_to_cart"
    assert choose(LOOKING.with_(focus="J2"), "remove it", **same)[0] == "remove_from_cart"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can I return shoes?", "policy"),
        ("what is your return policy", "policy"),
        ("I want to return my order 4471", "order_help"),
        ("I'd like to send my jacket back", "order_help"),
    ],
)
def test_rules_come_from_pages_and_wishes_get_an_honest_answer(text: str, expected: str) -> None:
    assert choose(DialogueState(), text, intent=Intent.RETURN_OR_EXCHANGE)[0] == expected


def test_every_intent_has_a_rule() -> None:
    for intent in Intent:
        assert decide(DialogueState(), understood("something", intent=intent))[0].name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hi there", "greeting"),
        ("thanks a lot", "thanks"),
        ("are you a robot?", "who"),
        ("how are you?", "how_are_you"),
        ("bye", "bye"),
        ("nice hat", "small_talk"),
    ],
)
def test_kinds_of_talk(text: str, kind: str) -> None:
    assert choose(DialogueState(), text, intent=Intent.SMALL_TALK)[1]["kind"] == kind


def test_a_need_is_searched_for_as_it_was_told() -> None:
    told = "my wool jumper itches, black spots everywhere, under 50"
    limits = Constraints(
        price=PriceRange(max=Decimal(50)),
        include=Facets(categories=("Jumpers",), colours=("black",), sizes=("M",)),
        exclude=Facets(attributes=("nuts",)),
        sort=Sort.RATING,
    )
    slipped = {"search_text": "my jumper itches", "product_words": ("jumper",)}
    name, slots, after = choose(
        DialogueState(), told, constraints=limits, need=True, confidence=0.1, **slipped
    )
    assert (name, slots["mode"], after.need, after.topic) == ("find", "new", True, told)
    kept = replace(limits, include=Facets(sizes=("M",)), sort=Sort.RELEVANCE)
    assert after.constraints == kept, "what the trouble is with is no limit of what helps"
    after = after.with_(shown=("a",))
    _, _, again = choose(after, "cheaper", refinement=Refinement(cheaper=True), search_text="",
                         intent=Intent.REFINE_SEARCH)  # fmt: skip
    assert (again.need, again.topic) == (True, told)
    _, _, named = choose(after, "lamps", search_text="lamps", product_words=("lamp",))
    assert (named.need, named.topic) == (False, "lamps")
    assert named.earlier[-1].need
    assert named.returned(named.earlier[-1]).need
    _, _, other = choose(after, "and my feet are cold", search_text="feet cold", need=True)
    assert other.topic == "and my feet are cold"
    _, _, same = choose(LOOKING, "it shuld have pockets", search_text="pockets", need=True)
    assert same.topic == "rain jacket pockets"
    assert not same.need


def test_a_person_is_offered_after_failures_or_displeasure() -> None:
    calm = understood("x")
    angry = understood("x", sentiment=Sentiment("negative", -0.8))
    limits = Thresholds(frustration=-0.6, failures_before_person=2)
    assert [wants_person(n, True, calm, limits) for n in range(1, 5)] == [False, True, False, True]
    assert not wants_person(2, False, calm, limits)
    assert wants_person(0, False, angry, limits)
    assert not wants_person(0, False, replace(angry, need=True), limits), "trouble elsewhere"


def test_recommending_with_a_noun_is_a_search_and_without_one_is_not() -> None:
    name, _, after = choose(
        LOOKING, "recommend a lamp", intent=Intent.RECOMMEND, search_text="lamp"
    )
    assert (name, after.topic) == ("find", "lamp")
    name, _, after = choose(LOOKING, "surprise me", intent=Intent.RECOMMEND, search_text="")
    assert (name, after.topic, after.constraints.sort) == ("recommend", "", Sort.RELEVANCE)
