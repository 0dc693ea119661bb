"""Playing stories on the tiny shop: each expectation holds when it should and fails when not."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from story_files import SOCKS, PaperBooks, play_one, play_text, write
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.stories.play import play
from assistant.stories.quantities import quantity
from assistant.stories.read import read_file
from assistant.stories.types import Verdict
from assistant.types import Intent
from retrieval.types import Constraints, Facets, Measure, PriceRange

LIMITED = {
    "lamp under 50": {
        "search_text": "lamp",
        "constraints": Constraints(
            price=PriceRange(max=Decimal(50)),
            exclude=Facets(colours=("black",)),
            include=Facets(brands=("Lumen Labs",)),
        ),
    },
    "light lamp": {
        "search_text": "lamp",
        "constraints": Constraints(
            measures=(Measure("weight", max=453.59, unit="g"), Measure("count", 2, 2)),
            audience=("kids",),
            age=7,
            gift=True,
        ),
    },
    "compare": {"intent": Intent.COMPARE_PRODUCTS, "references": ("L1", "L2")},
    "add it": {"intent": Intent.ADD_TO_CART, "references": ("S2",)},
    "cart": {"intent": Intent.VIEW_CART},
    "anything": {"intent": Intent.RECOMMEND, "search_text": ""},
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with tiny_assistant(tmp_path_factory.mktemp("kept"), LIMITED) as built:
        yield built


def test_a_story_that_holds(tmp_path: Path, assistant: Assistant) -> None:
    (result,) = play_text(SOCKS, tmp_path, assistant)
    assert (result.verdict, result.good, result.report()) == (Verdict.HELD, True, "")
    assert len(result.turns_ms) == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "expected", "found"),
    [
        ("action: show_products", "action: ask", 6, "ask", "show_products"),
        ("max_price: 20", "max_price: 10", 7, "10", "S1 Merino Hiking Socks"),
        ("text_contains: $14.90", "text_contains: free", 8, "free", "$14.90"),
        ("ids: [L2, L1, L3]", "ids: [L1]", 13, "L1", "L2 Arc Floor Lamp"),
        ("none_of_colour: pink", "none_of_colour: brown", 14, "brown", "L3 Read Desk Lamp"),
        ("topic: lamp", "topic: sofa", 17, "'sofa'", "'lamp'"),
        ("says: lamp", "with_ids: [L9]", 15, "L9", "L2"),
        ("says: lamp", "without_ids: [L1]", 15, "L1", "L1 Pebble"),
    ],
)
def test_a_failure_names_its_line_what_was_written_and_what_came(
    tmp_path: Path, assistant: Assistant, old: str, new: str, line: int, expected: str, found: str
) -> None:
    assert old in SOCKS
    (result,) = play_text(SOCKS.replace(old, new), tmp_path, assistant)
    assert result.verdict is Verdict.FAILED
    lines = result.report().splitlines()
    assert lines[1].startswith(f"{tmp_path / 'story.yaml'}:{line}: ")
    assert lines[2].startswith("  - ")
    assert expected in lines[2]
    assert lines[3].startswith("  + ")
    assert found in lines[3]
    assert "    shopper: merino socks" in lines


GOOD = [
    "{intent: [find_product, recommend], sentiment: neutral}",
    "{text_contains: ['/arc (floor|desk)/'], text_lacks: [sofa, '/\\bfree\\b/']}",
    "{products: {count: 3, max: 3, ids: [L2, L1, L3]}}",
    "{products: {first: {brand: lumen labs, says: [tall, steel]}, last: {below_price: 24.51}}}",
    "{products: {any: {colour: brown, max_price: 30}, none: {brand: Ashwood, above_price: 30}}}",
    "{products: {category: lamps, title: lamp, min_rating: 3.4, in_stock: true}}",
    "{products: {none_of_category: Jackets, none_says: [wool, '/leather|suede/']}}",
    "{products: {sorted_by: -price}}",
    "{products: {attributes: {power: {min: 5 W, max: 0.012 kW}, Material: '/ceramic|steel|oak/'}}}",
    "{latency_ms: 100000, state: {topic: lamp, shown.0: L2, constraints.price.max: null}}",
    "{constraints: {max_price: null, brands: [], not: {}, exactly: true}}",
    "{reasons: {contain: lamp, lack: sofa, min: 1}, comparison: {max: 0}}",
]
BAD = [
    ("{intent: recommend}", "intent"),
    ("{sentiment: negative}", "sentiment"),
    ("{text_contains: '/^tall/'}", "text_contains"),
    ("{text_lacks: ['/ARC/']}", "text_lacks"),
    ("{products: {count: 2}}", "products.count"),
    ("{products: {min: 4}}", "products.min"),
    ("{products: {max: 2}}", "products.max"),
    ("{products: {first: L1}}", "products.first"),
    ("{products: {first: {brand: Ashwood}}}", "products.first.brand"),
    ("{products: {last: {above_price: 24.5}}}", "products.last.above_price"),
    ("{products: {any: {colour: brown, max_price: 20}}}", "products.any"),
    ("{products: {none: {brand: Ashwood, below_price: 30}}}", "products.none"),
    ("{products: {id: [L1, L2]}}", "products.id"),
    ("{products: {min_price: 30}}", "products.min_price"),
    ("{products: {above_price: 24.5}}", "products.above_price"),
    ("{products: {below_price: 119}}", "products.below_price"),
    ("{products: {min_rating: 3.5}}", "products.min_rating"),
    ("{products: {brand: Ashwood}}", "products.brand"),
    ("{products: {colour: white}}", "products.colour"),
    ("{products: {size: M}}", "products.size"),
    ("{products: {category: Jackets}}", "products.category"),
    ("{products: {says: tall}}", "products.says"),
    ("{products: {title: floor}}", "products.title"),
    ("{products: {attributes: {Power: {max: 11 W}}}}", "products.attributes"),
    ("{products: {attributes: {Power: {max: 11 kg}}}}", "products.attributes"),
    ("{products: {attributes: {Weight: {max: 11 kg}}}}", "products.attributes"),
    ("{products: {attributes: {Material: [steel]}}}", "products.attributes"),
    ("{products: {in_stock: false}}", "products.in_stock"),
    ("{products: {none_of_brand: ashwood}}", "products.none_of_brand"),
    ("{products: {none_of_category: Lamps}}", "products.none_of_category"),
    ("{products: {none_says: [oak desk]}}", "products.none_says"),
    ("{products: {sorted_by: price}}", "products.sorted_by"),
    ("{products: {sorted_by: added}}", "products.sorted_by"),
    ("{state: {topic.deeper: x}}", "state.topic.deeper"),
    ("{latency_ms: 0}", "latency_ms"),
    ("{reasons: sofa}", "reasons.contain"),
    ("{reasons: {lack: lamp}}", "reasons.lack"),
    ("{chips: under $5}", "chips.contain"),
    ("{suggestions: {exactly: []}}", "suggestions.exactly"),
    ("{comparison: Price}", "comparison.contain"),
    ("{comparison: {min: 1}}", "comparison.min"),
    ("{suggestions: {max: 0}}", "suggestions.max"),
    ("{constraints: {max_price: 5}}", "constraints.max_price"),
    ("{constraints: {not: {colours: black}}}", "constraints.not.colours"),
]


@pytest.mark.parametrize("expect", GOOD)
def test_what_holds(tmp_path: Path, assistant: Assistant, expect: str) -> None:
    result = play_one(expect, tmp_path, assistant)
    assert result.verdict is Verdict.HELD, result.report()


@pytest.mark.parametrize(("expect", "key"), BAD)
def test_what_does_not_hold(tmp_path: Path, assistant: Assistant, expect: str, key: str) -> None:
    result = play_one(expect, tmp_path, assistant)
    assert result.failure is not None
    assert [one.key for one in result.failure.mismatches] == [key]


def test_an_unknown_value_comes_last_in_any_order_and_meets_no_limit(
    tmp_path: Path, assistant: Assistant
) -> None:
    # Of the lamps L2, L1 and L3 only the second has a date.
    assert not play_one("{products: {sorted_by: added}}", tmp_path, assistant).good
    assert not play_one("{products: {sorted_by: -added}}", tmp_path, assistant).good
    assert not play_one("{products: {size: M}}", tmp_path, assistant).good


@pytest.mark.parametrize(
    ("limits", "wrong"),
    [
        ("{max_price: 50, min_price: null, brands: lumen labs, not: {colours: [black]}}", []),
        ("{max_price: 50.00, brands: [Lumen Labs], not: {colours: black}, exactly: true}", []),
        ("{in_stock: false, sort: relevance, min_rating: null, unless: {}}", []),
        ("{max_price: 49}", ["max_price"]),
        ("{max_price: null}", ["max_price"]),
        ("{brands: []}", ["brands"]),
        ("{brands: [Lumen Labs, Ashwood]}", ["brands"]),
        ("{not: {}}", ["not.colours"]),
        ("{not: {brands: x}}", ["not.brands"]),
        ("{sort: price_asc}", ["sort"]),
        ("{max_price: 50, exactly: true}", ["exactly", "exactly"]),
    ],
)
def test_limits_are_compared_as_they_read(
    tmp_path: Path, assistant: Assistant, limits: str, wrong: list[str]
) -> None:
    result = play_one(f"{{constraints: {limits}}}", tmp_path, assistant, "lamp under 50")
    found = [one.key for one in result.failure.mismatches] if result.failure else []
    assert found == [f"constraints.{name}" for name in wrong]


@pytest.mark.parametrize(
    ("limits", "wrong"),
    [
        ("{measures: {weight: {max: 1 lb}, count: {min: 2, max: 2}}}", []),
        ("{measures: {weight: {max: 0.45359 kg}}, audience: kids, age: 7, gift: true}", []),
        (
            "{measures: {weight: {max: 1 lb}, count: {min: 2, max: 2}}, audience: kids,"
            " age: 7, gift: true, exactly: true}",
            [],
        ),
        ("{measures: {}}", ["measures"]),
        ("{measures: {weight: {max: 1 kg}}}", ["measures.weight.max"]),
        ("{measures: {weight: {min: 1 g, max: 1 lb}}}", ["measures.weight.min"]),
        ("{measures: {screen: {max: 1 in}}}", ["measures.screen.max"]),
        ("{age: 8, gift: false}", ["age", "gift"]),
    ],
)
def test_measured_limits_are_compared_whatever_the_unit(
    tmp_path: Path, assistant: Assistant, limits: str, wrong: list[str]
) -> None:
    result = play_one(f"{{constraints: {limits}}}", tmp_path, assistant, "light lamp")
    found = [one.key for one in result.failure.mismatches] if result.failure else []
    assert found == [f"constraints.{name}" for name in wrong]


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("310 g", 310, "weight"),
        ("about 1.2 kg with its lid", 1200, "weight"),
        ("20,000 mAh, 74 Wh", 20000, ""),
        ('15.6"', 15.6 * 2.54, "length"),
        ("60 hours", 60, "time"),
        ("12", 12, ""),
        ("1.8 L", 1800, "volume"),
    ],
)
def test_amounts_are_read_with_their_units(text: str, value: float, dimension: str) -> None:
    read = quantity(text)
    assert read is not None
    assert (read.value, read.dimension) == (pytest.approx(value), dimension)


def test_a_text_without_a_number_is_no_amount() -> None:
    assert quantity("adjustable, helmet-compatible") is None


def test_values_are_saved_and_used_with_their_types(tmp_path: Path, assistant: Assistant) -> None:
    story = """\
- name: saved
  turns:
    - user: lamp
      save:
        ids: products.*.id
        dear: products.0.price
        low: lowest_price
        word: '/with the (\\w+)/'
    - user: "{{again}}"
      expect:
        text_contains: "{{word}}"
        products:
          ids: "{{ids}}"
          first: {max_price: "{{dear}}", id: "{{ids.0}}"}
          min_price: "{{low}}"
  set: {again: lamp}
"""
    (result,) = play_text(story, tmp_path, assistant)
    assert result.good, result.report()
    (broken,) = play_text(
        story.replace("products.0.price", "products.7.price"), tmp_path, assistant
    )
    assert "save.dear" in broken.report()
    assert "there is no '7' in 'products.7.price'" in broken.report()
    (wrong,) = play_text(story.replace('"{{low}}"', '"{{word}}"'), tmp_path, assistant)
    assert ":15: 'min_price' cannot be used: input should be a valid decimal" in wrong.report()


def test_shared_steps_use_the_values_handed_on(tmp_path: Path, assistant: Assistant) -> None:
    (result,) = play_text(
        """\
steps:
  find: [{user: "{{thing}}", expect: {products: {first: "{{best}}"}}}]
  both: [{include: find, with: {thing: "{{one}}", best: S1}}, {include: find, with: {thing: lamp}}]
stories:
  - {name: x, set: {best: L2}, turns: [{include: both, with: {one: socks merino}}]}
""",
        tmp_path,
        assistant,
    )
    assert result.good, result.report()
    assert len(result.turns_ms) == 2


def test_a_pending_story_must_fail(tmp_path: Path, assistant: Assistant) -> None:
    text = "- name: x\n  pending: no sofas yet\n  turns: [{user: lamp, expect: {action: ask}}]\n"
    (waits,) = play_text(text, tmp_path, assistant)
    assert (waits.verdict, waits.good, waits.reason) == (Verdict.PENDING, True, "no sofas yet")
    (holds,) = play_text(text.replace("ask", "show_products"), tmp_path, assistant)
    assert (holds.verdict, holds.good) == (Verdict.SURPRISED, False)
    assert f"{tmp_path / 'story.yaml'}:2: pending" in holds.report()


def test_one_row_of_a_table_may_be_pending(tmp_path: Path, assistant: Assistant) -> None:
    text = """\
- name: x
  each:
    - {said: lamp, action: show_products}
    - {said: lamp, action: ask, pending: not asked yet}
  turns: [{user: "{{said}}", expect: {action: "{{action}}"}}]
"""
    held, waits = play_text(text, tmp_path, assistant)
    assert (held.verdict, held.story.name) == (Verdict.HELD, "x [lamp, show_products]")
    assert (waits.verdict, waits.story.name) == (Verdict.PENDING, "x [lamp, ask]")


def test_stories_do_not_see_each_other(tmp_path: Path, assistant: Assistant) -> None:
    filled = "- name: a\n  shopper: C-1\n  turns: [{user: add it}, {user: cart}]\n"
    empty = "- name: b\n  shopper: C-1\n  turns: [{user: cart, expect: {products: {count: 0}}}]\n"
    for result in play_text(filled + empty, tmp_path, assistant):
        assert result.good, result.report()


def test_a_made_up_shopper_has_done_what_the_story_says(
    tmp_path: Path, assistant: Assistant
) -> None:
    text = """\
- name: x
  shopper: {events: [{view: L3}, {purchase: [J2, S2]}]}
  turns: [{user: anything, expect: {action: recommend, products: {first: {brand: Ashwood}}}}]
"""
    (result,) = play_text(text, tmp_path, assistant)
    assert result.good, result.report()
    (guest,) = play_text(text.replace("shopper", "set"), tmp_path, assistant)
    assert not guest.good


@pytest.mark.parametrize(
    ("shopper", "said"),
    [("C-9", "no shopper 'C-9'"), ("{events: [{like: X1}]}", "no product 'X1'")],
)
def test_a_shopper_that_cannot_be_is_a_failure_with_its_line(
    tmp_path: Path, assistant: Assistant, shopper: str, said: str
) -> None:
    text = f"- name: x\n  pending: later\n  shopper: {shopper}\n  turns: [{{user: hi}}]\n"
    (result,) = play_text(text, tmp_path, assistant)
    assert not result.good
    assert said in result.report()
    assert f"{tmp_path / 'story.yaml'}:3: " in result.report()


class Broken:
    """An assistant that stumbles."""

    def __init__(self, assistant: Assistant) -> None:
        self.shopper, self.product = assistant.shopper, assistant.product
        self.record, self.forget = assistant.record, assistant.forget

    def reply(self, message: object) -> None:
        raise ZeroDivisionError("no luck")


def test_an_error_in_a_turn_is_a_failure_with_its_stack(
    tmp_path: Path, assistant: Assistant
) -> None:
    (story,) = read_file(write(tmp_path, "- name: x\n  turns: [{user: hi}]\n"))
    result = play(story, Broken(assistant), PaperBooks())  # type: ignore[arg-type]
    assert "+ ZeroDivisionError: no luck" in result.report()
    assert "Traceback" in result.report()


def test_expectations_of_speed_can_be_passed_over(tmp_path: Path, assistant: Assistant) -> None:
    text = "- name: x\n  turns: [{user: lamp, expect: {latency_ms: 0}}]\n"
    (story,) = read_file(write(tmp_path, text))
    assert not play(story, assistant, PaperBooks()).good
    assert play(story, assistant, PaperBooks(), latency=False).good
