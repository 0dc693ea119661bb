"""Answers about one product: which record is chosen, and how it is put into words."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from tiny_shop import TinyStore

from assistant.outcome import Outcome
from assistant.reply.say_answer import say_answer, say_count
from assistant.reply.say_compare import say_compare
from assistant.reply.scene import Scene
from assistant.reply.words import Words
from assistant.reviews.aspects import AspectCount, Opinion
from assistant.service.answers import ProductAnswer
from assistant.service.listing import LONGEST, passages_of, sentences
from assistant.service.product_questions import ProductQuestions
from assistant.service.which import which
from assistant.settings import Settings
from assistant.state import DialogueState
from assistant.types import Action
from retrieval.types import Product, Review

STORE = TinyStore()
RADIO = Product(
    "R",
    "Radio",
    attributes={"Battery life": "18 hours", "Charging time": "2 hours", "Waterproof": "no"},
    bullets=("Plays in the shower room",),
)
REVIEWS = (
    Review("1", "R", 5, "Bought in May. The battery never ran down.", "Good"),
    Review("2", "R", 2, "Battery died on a hike.", "Weak"),
)


def scores(**said: float) -> Any:
    """Evidence that gives a passage the score of the first word that it says, else 0."""

    def evidence(question: str, passages: Sequence[str]) -> Any:
        return np.array(
            [max((s for w, s in said.items() if w in text), default=0.0) for text in passages]
        )

    return evidence


def count(praise: int, complain: int, reviewers: int = 0, aspect: str = "battery") -> AspectCount:
    best, worst = Opinion(aspect, "1", 0.9, "lasts for days"), Opinion(aspect, "2", -0.9, "dies")
    return AspectCount(aspect, reviewers or praise + complain, praise, complain, best, worst)


def asked(
    question: str, evidence: Any, counts: Mapping[str, AspectCount] | None = None
) -> ProductAnswer:
    opinions = None if counts is None else lambda _: counts
    return ProductQuestions(evidence, 0.5, opinions).answer(question, RADIO, REVIEWS)


def test_the_listing_goes_before_reviewers() -> None:
    both = scores(Battery=0.8, battery=0.8)
    answer = asked("what is the battery life?", both)
    assert (answer.source, answer.name, answer.value) == ("attribute", "Battery life", "18 hours")


def test_reviewers_answer_where_theirs_is_much_better_and_only_the_sentence_is_quoted() -> None:
    answer = asked("does it run down in summer?", scores(never=1.0, Plays=0.7))
    assert answer.source == "reviews"
    assert not answer.unsaid
    assert [r.text for r in answer.reviews] == ["Good. Bought in May. The battery never ran down."]
    long = Review("3", "R", 4, f"{'Filler ' * 14}here. The battery never ran down.")
    told = ProductQuestions(scores(never=0.9), 0.5).answer("does it run down?", RADIO, (long,))
    assert [r.text for r in told.reviews] == ["The battery never ran down."]
    assert told.unsaid


def test_nothing_above_the_threshold_is_no_answer() -> None:
    assert asked("does it have a clock?", scores(Plays=0.4)).source == "unknown"


def test_the_title_is_a_record_too() -> None:
    answer = asked("is it a radio?", scores())
    assert (answer.source, answer.value, answer.verdict) == ("listing", "Radio", True)


def test_several_attributes_that_answer_as_well_are_told_together() -> None:
    answer = asked("how many hours?", scores(hours=0.9))
    assert (answer.name, answer.more) == ("Battery life", (("Charging time", "2 hours"),))


def test_yes_and_no_come_from_the_listing() -> None:
    assert asked("is it waterproof?", scores(Waterproof=0.9)).verdict is False
    assert asked("how waterproof is it?", scores(Waterproof=0.9)).verdict is None


def test_reviewers_are_counted_where_several_speak_of_what_is_asked() -> None:
    spoken = {"battery": count(12, 1, 15)}
    beside = asked("how long does the battery last?", scores(Battery=0.9), spoken)
    assert (beside.source, beside.counts) == ("attribute", (spoken["battery"],))
    told = asked("what do people say about the battery?", scores(), spoken)
    assert (told.source, told.unsaid) == ("aspect", False)
    alone = asked("is the battery any good?", scores(), spoken)
    assert (alone.source, alone.unsaid) == ("aspect", True)
    assert asked("what do people say about the fit?", scores(), spoken).source == "unknown"
    once = {"battery": count(1, 0)}
    assert asked("is the battery replaceable?", scores(), once).source == "unknown"


def test_complaints_are_the_unhappy_reviews() -> None:
    assert [r.id for r in asked("any complaints?", scores()).reviews] == ["2"]
    spoken = {"battery": count(2, 0), "fit": count(1, 1, aspect="fit")}
    assert asked("any complaints?", scores(), spoken).counts == (spoken["fit"],)
    assert asked("what do reviewers say?", scores(), spoken).counts == tuple(spoken.values())
    happy = ProductQuestions(scores(), 0.5).answer("any bad reviews?", RADIO, REVIEWS[:1])
    assert happy.source == "no_complaints"


def scene(action: Action) -> Scene:
    outcome = Outcome(action, DialogueState())
    find = {"R": RADIO, "J1": STORE.get("J1"), "J2": STORE.get("J2")}.__getitem__
    return Scene(outcome, Words(), Settings(shop_name="Tiny"), "USD", find, (), None)


def said(answer: ProductAnswer) -> str:
    return say_answer(scene(Action("answer_product_question", {"id": "R", "answer": answer})))


def test_answers_name_their_source() -> None:
    no = ProductAnswer("attribute", "Waterproof", "no", verdict=False)
    assert said(no) == "No, going by the listing. Radio: Waterproof is given as “no”."
    two = ProductAnswer("attribute", "Height", "9 cm", more=(("Width", "4 cm"),))
    assert said(two) == "Radio: Height is given as “9 cm” and Width is given as “4 cm”."
    listing = ProductAnswer("listing", value="It floats.", verdict=True)
    assert said(listing) == "Yes, going by the listing. The listing of the Radio says: “It floats.”"
    only = ProductAnswer("reviews", reviews=REVIEWS[1:], unsaid=True)
    assert said(only).startswith("The listing of the Radio does not say, but reviewers do.")
    assert "“Battery died on a hike.” (a customer, 2 of 5 stars)" in said(only)
    counted = ProductAnswer("aspect", counts=(count(12, 1, 15),))
    assert said(counted).startswith("Of 15 reviewers who mention the battery, 12 praise it and 1")
    assert said(counted).endswith("“lasts for days” “dies”")
    assert "does not say" in said(ProductAnswer("unknown"))


@pytest.mark.parametrize(
    ("praise", "complain", "reviewers", "told"),
    [
        (12, 0, 15, "12 of 15 reviewers who mention the battery praise it."),
        (0, 2, 3, "2 of 3 reviewers who mention the battery complain of it."),
        (3, 0, 3, "All 3 reviewers who mention the battery praise it."),
        (0, 2, 2, "Both reviewers who mention the battery complain of it."),
        (0, 0, 2, "2 reviewers mention the battery, without praise or complaint."),
        (1, 0, 1, "The one reviewer who mentions the battery praises it."),
    ],
)
def test_counts_are_said_as_they_are(praise: int, complain: int, reviewers: int, told: str) -> None:
    assert say_count(scene(Action("chat")), count(praise, complain, reviewers)) == told


def test_which_is_lighter_is_said_with_both_weights() -> None:
    jackets = [STORE.get("J1"), STORE.get("J2")]
    slots = {"ids": ("J1", "J2"), "which": which("which is lighter?", jackets)}
    told = say_compare(scene(Action("compare", slots)))
    assert "By the listings it is the Drizzle Rain Jacket: Weight 310 g, against 900 g." in told
    slots = {"ids": ("J1", "J2"), "which": which("which is more comfortable?", jackets)}
    assert "cheaper one" in say_compare(scene(Action("compare", slots)))


def test_long_passages_are_cut() -> None:
    (cut,) = sentences("word " * 200)
    assert len(cut) <= LONGEST + 2
    assert cut.endswith("…")
    told = [p.source for p in passages_of(RADIO, REVIEWS)]
    assert told == ["attribute"] * 3 + ["listing"] + ["review"] * 2
