"""Simulated shoppers: goals that can be met, judging by records alone, whole conversations."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from tiny_shop import PRODUCTS, tiny_table

from assistant.demo_store import read_demo_store
from assistant.errors import SettingsError
from assistant.simulator import facts
from assistant.simulator.conversation import PATIENCE, Result, SimulatedShopper
from assistant.simulator.evaluate_dialogues import evaluate_dialogues
from assistant.simulator.goals import KINDS, UNSOLVABLE, Goal, GoalDrawer
from assistant.simulator.noise import NOISES, in_words
from assistant.simulator.nouns import article, find_nouns, plural
from assistant.simulator.plan import STYLES, plan
from assistant.simulator.run import ASSISTANT, StoreResults, talks
from assistant.simulator.stores import default_stores, find_store
from assistant.simulator.tables import hard, report, transcripts
from assistant.simulator.talkers import Answer, KeywordTalker
from assistant.simulator.wishes import Wish, fits, nice, verdict
from assistant.simulator.wording import Voice
from retrieval.types import Product

BLACK_JACKET, WOOL_JACKET, BLUE_JACKET = PRODUCTS[:3]


@cache
def shop() -> tuple[Product, ...]:
    """The records of the demo store; no model is needed to read them."""
    return tuple(read_demo_store().products)


@cache
def goals() -> tuple[Goal, ...]:
    return tuple(GoalDrawer(shop(), "test").draw(120))


# What a record says


def test_a_colour_is_certain_near_or_absent() -> None:
    assert facts.has_colour(BLACK_JACKET, "black") is True
    assert facts.has_colour(BLACK_JACKET, "green") is True  # "moss green"
    assert facts.has_colour(BLACK_JACKET, "red") is False
    charcoal = replace(WOOL_JACKET, colours=("charcoal",))
    assert facts.has_colour(charcoal, "grey") is None


def test_a_material_that_is_imitated_is_not_certain() -> None:
    assert facts.has_material(WOOL_JACKET, "wool") is True
    assert facts.has_material(WOOL_JACKET, "leather") is False
    vegan = replace(WOOL_JACKET, attributes={"Material": "vegan leather"})
    assert facts.has_material(vegan, "leather") is None


def test_another_brand_that_shares_a_word_is_not_certain() -> None:
    assert facts.has_brand(BLACK_JACKET, "northfell") is True
    assert facts.has_brand(BLACK_JACKET, "Ashwood") is False
    assert facts.has_brand(BLACK_JACKET, "Northfell Kids") is None


def test_an_amount_is_compared_in_its_own_kind_of_unit() -> None:
    light = Wish("measure", "Weight", high=0.5, unit="kg")
    assert verdict(BLACK_JACKET, light) is True  # 310 g
    assert verdict(WOOL_JACKET, light) is False  # 900 g
    assert verdict(BLUE_JACKET, light) is False  # not stated
    assert verdict(BLACK_JACKET, replace(light, unit="cm")) is False


def test_what_a_record_does_not_say_breaks_a_limit() -> None:
    unpriced = replace(BLUE_JACKET, price=None, rating=None)
    assert verdict(unpriced, Wish("price", high=100)) is False
    assert verdict(unpriced, Wish("rating", low=3.5)) is False
    assert verdict(BLUE_JACKET, Wish("price", low=59.5, high=59.5)) is True


def test_an_unknown_aspect_is_an_error() -> None:
    with pytest.raises(ValueError, match="smell"):
        verdict(BLUE_JACKET, Wish("smell"))


@pytest.mark.parametrize(
    ("number", "up", "named"),
    [(47.9, True, 50), (47.9, False, 45), (0.37, True, 0.4), (163, False, 160), (1240, True, 1300)],
)
def test_numbers_are_rounded_as_people_name_them(number: float, up: bool, named: float) -> None:
    assert nice(number, up=up) == pytest.approx(named)


# Goals


def test_nouns_are_things_that_titles_end_with() -> None:
    nouns = find_nouns(shop())
    assert {"rain jackets", "headphones", "sofas"} <= nouns.keys()
    assert not {"dogs", "cats"} & nouns.keys()  # their products are beds, bowls and toys
    assert all(facts.is_a(product, noun) for noun, mine in nouns.items() for product in mine)


def test_nouns_of_a_catalogue_without_categories_come_from_titles() -> None:
    titles = (
        "Corva 210 toner cartridge Black",
        "Plimm X toner cartridge",
        "Plimm Y toner cartridge",
    )
    products = [Product(str(i), t, brand=t.split()[0]) for i, t in enumerate(titles)]
    assert find_nouns(products).keys() == {"toner cartridge"}
    assert article("toner cartridge") == "a toner cartridge"
    assert article("rain jackets") == "rain jackets"
    assert plural("battery") == "batteries"
    assert plural("wrist rest") == "wrist rests"
    assert plural("zoom lens") == "zoom lenses"


def test_every_goal_can_be_met_and_leaves_something_out() -> None:
    solvable = [goal for goal in goals() if goal.solvable]
    assert {goal.kind for goal in solvable} == set(KINDS)
    for goal in solvable:
        assert goal.met_by(goal.target)
        kind = facts.of_kind(shop(), goal.noun)
        for wish in goal.wishes:
            assert any(verdict(product, wish) is False for product in kind), goal


def test_no_product_meets_an_unsolvable_goal() -> None:
    unsolvable = [goal for goal in goals() if goal.kind == UNSOLVABLE]
    assert len(unsolvable) >= 4
    for goal in unsolvable:
        assert not any(goal.met_by(product) for product in shop())


def test_the_same_seed_draws_the_same_goals() -> None:
    assert tuple(GoalDrawer(shop(), "test").draw(20)) == goals()[:20]
    assert tuple(GoalDrawer(shop(), "other").draw(20)) != goals()[:20]


# Wording and noise


def test_every_wish_can_be_said_in_every_way() -> None:
    for goal in goals():
        for style in STYLES:
            for terse in (False, True):
                voice = Voice(random.Random(style), "USD", terse)
                steps = plan(goal, style, voice, ("Northfell", "Hobwell"))
                said = {wish for step in steps for wish in step.states}
                assert all(step.text.strip() and "{" not in step.text for step in steps)
                if style != "reacts":
                    assert said >= set(goal.wishes)


def test_a_change_of_mind_ends_with_the_goal() -> None:
    goal = Goal("price", "jackets", (Wish("price", high=100),), BLACK_JACKET)
    first, *_, last = plan(goal, "changes their mind", Voice(random.Random(1), "USD"), ())
    assert first.states[0].high is not None
    assert first.states[0].high < 100
    assert last.states == goal.wishes


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "zero"), (13, "thirteen"), (45, "forty five"), (160, "one hundred and sixty"),
     (1200, "one thousand two hundred"), (2005, "two thousand and five")],
)  # fmt: skip
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


def test_noise_leaves_numbers_and_beginnings() -> None:
    text = "waterproof jackets under $145.50, nothing from Northfell"
    for seed in range(50):
        wrong = NOISES["typos"](text, random.Random(seed))
        assert wrong != text
        assert "$145.50" in wrong
        assert [word[0] for word in wrong.split()] == [word[0] for word in text.split()]
    assert NOISES["upper case"](text, random.Random(0)) == text.upper()


def test_speech_has_no_punctuation_and_says_numbers() -> None:
    spoken = NOISES["speech"]("Boots, under $145 in size 9?", random.Random(2))
    assert "one hundred and forty five dollars" in spoken
    assert "size nine" in spoken
    assert not set(spoken) & set("$?,")


# Conversations


class Sincere:
    """Shows what meets the goal, or says that nothing does; points where it is told to."""

    def __init__(self, goal: Goal, products: Sequence[Product]) -> None:
        self._found = tuple(product for product in products if goal.met_by(product))[:5]

    def reply(self, text: str, conversation: str) -> Answer:
        if not self._found:
            return Answer("nothing_fits", "Nothing fits.")
        place = next((i for i, w in enumerate(("first", "second")) if w in text.casefold()), None)
        focus = "" if place is None else self._found[place].id
        return Answer("show_products", "Here.", self._found, focus=focus)


class Stubborn:
    """Shows the same whatever is said."""

    def __init__(self, *products: Product, choices: tuple[str, ...] = ()) -> None:
        self._answer = Answer("show_products", "Here.", products)
        self._choices = choices
        self.heard: list[str] = []

    def reply(self, text: str, conversation: str) -> Answer:
        self.heard.append(text)
        if self._choices and len(self.heard) == 1:
            return Answer("ask", "Which?", choices=self._choices)
        return self._answer


def converse(goal: Goal, talker: object, style: str = "step by step", seed: int = 0) -> Result:
    shopper = SimulatedShopper(goal, style, "none", random.Random(seed), "USD", ("Ashwood",))
    return shopper.talk(talker, "one")  # type: ignore[arg-type]


def test_whoever_shows_what_is_wanted_serves_every_goal() -> None:
    for number, goal in enumerate(goals()):
        style = STYLES[number % len(STYLES)]
        result = converse(goal, Sincere(goal, shop()), style, number)
        assert result.served
        assert not result.insisted
        assert result.turns <= len(goal.wishes) + 2
        if style != "changes their mind":  # there, what is shown broke the first limit
            assert not result.breaks


def test_a_limit_that_is_ignored_is_counted_each_time_it_was_in_force() -> None:
    goal = Goal("not a colour", "jackets", (Wish("not_colour", "black"),), WOOL_JACKET)
    result = converse(goal, Stubborn(BLACK_JACKET))
    assert not result.served
    assert result.insisted
    assert result.turns <= PATIENCE
    said = next(i for i, (text, _) in enumerate(result.transcript, 1) if "black" in text)
    assert {one.turn for one in result.breaks} == set(range(said, result.turns + 1))
    assert len(hard(result)) == len(result.breaks)


def test_a_limit_taken_back_no_longer_counts() -> None:
    goal = Goal("price", "jackets", (Wish("price", high=90),), BLACK_JACKET)
    shopper = SimulatedShopper(
        goal, "changes their mind", "none", random.Random(4), "USD", ("Ashwood",)
    )
    result = shopper.talk(Stubborn(BLACK_JACKET, BLUE_JACKET), "one")
    assert result.served
    assert {one.turn for one in result.breaks} <= {1}  # the first price or brand, later corrected


def test_a_shopper_answers_a_question_with_the_choice_that_suits() -> None:
    goal = Goal("price", "jackets", (Wish("price", high=90),), BLACK_JACKET)
    talker = Stubborn(BLACK_JACKET, choices=("Wool", "Nylon"))
    assert converse(goal, talker, "at once").served
    assert talker.heard[1] == "Nylon"


def test_saying_that_nothing_fits_serves_only_who_wants_the_impossible() -> None:
    impossible = Goal(UNSOLVABLE, "jackets", (Wish("price", high=5),), BLACK_JACKET)
    possible = Goal("price", "jackets", (Wish("price", high=90),), BLACK_JACKET)

    class Empty:
        def reply(self, text: str, conversation: str) -> Answer:
            return Answer("nothing_fits", "Nothing fits.", (BLACK_JACKET,))

    assert converse(impossible, Empty()).served
    assert not converse(impossible, Stubborn(BLACK_JACKET)).served
    refused = converse(possible, Empty())
    assert not refused.served
    assert not refused.breaks  # what is offered as not fitting breaks nothing


def test_the_baseline_searches_for_words_alone() -> None:
    keyword = tiny_table().keyword
    last = KeywordTalker(keyword, PRODUCTS)
    whole = KeywordTalker(keyword, PRODUCTS, remembers=True)
    for talker in (last, whole):
        assert talker.reply("wool jacket", "one").found[0] == WOOL_JACKET
    assert {p.id for p in last.reply("not wool", "one").found} == {"J2", "S1"}  # no limit is read
    assert {p.id for p in whole.reply("blue", "one").found} >= {"J1", "J2", "J3"}
    assert last.reply("zebra", "one").nothing


def test_tables_add_up_and_tell_what_failed() -> None:
    some = goals()[:24]
    keyword = KeywordTalker(_index(shop()), shop())
    results = tuple(talks(some, shop(), keyword, "test"))
    assert results == tuple(talks(some, shop(), KeywordTalker(_index(shop()), shop()), "test"))
    store = StoreResults("demo", len(shop()), {ASSISTANT: results})
    made = report([store], "daogou evaluate dialogues")
    values = made.values["stores"][0]["methods"][ASSISTANT]
    assert values["goals"] == 24
    assert values["served"] == sum(r.served for r in results) / 24
    assert values["hard_broken"] == len(made.values["stores"][0]["broken_hard_limits"]) > 0
    by_kind = made.tables[1]
    assert sum(int(row[2]) for row in by_kind.rows) == 24
    told = transcripts(store)
    assert told.count("goal: ") == sum(
        bool(hard(r)) or not r.served or r.pointed is False for r in results
    )
    assert len(transcripts(store, broken_only=True)) < len(told)


def _index(products: Sequence[Product]):  # type: ignore[no-untyped-def]
    from retrieval.keyword_index import KeywordIndex

    return KeywordIndex.build(products)


# Stores


def test_a_store_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no store 'nowhere'"):
        find_store("nowhere", None)
    with pytest.raises(SettingsError, match="DAOGOU_DATA"):
        find_store("esci", tmp_path)
    with pytest.raises(SettingsError, match="no store 'nowhere'"):
        evaluate_dialogues(None, stores=["nowhere"], goals=1)
    assert find_store(str(tmp_path), None).folder == tmp_path
    assert default_stores(None) == ("demo",)


def test_a_catalogue_file_is_imported_once_for_as_long_as_it_stays_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retrieval.store import open_store

    monkeypatch.setenv("DAOGOU_HOME", str(tmp_path / "home"))
    file = tmp_path / "lamps.csv"
    file.write_text("id,title,price\n1,Brass lamp,20\n2,Oak lamp,30\n", "utf-8")
    first = find_store(str(file), None)
    assert [p.price for p in open_store(first.folder).products] == [Decimal(20), Decimal(30)]
    current = (first.folder / "CURRENT").read_text("utf-8")
    assert find_store(str(file), None) == first
    assert (first.folder / "CURRENT").read_text("utf-8") == current
    file.write_text("id,title,price\n1,Brass lamp,25\n", "utf-8")
    find_store(str(file), None)
    assert [p.price for p in open_store(first.folder).products] == [Decimal(25)]


def test_fits_is_the_certain_verdict() -> None:
    near = replace(WOOL_JACKET, colours=("charcoal",))
    assert not fits(near, Wish("colour", "grey"))
    assert not fits(near, Wish("not_colour", "grey"))
