"""A search under a measured limit: held where the records speak, a wish where they are silent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_shop import Talk, ids, tiny_assistant

from assistant.reply.chips import removal
from assistant.types import Intent, Refinement
from retrieval.types import Constraints, Measure

WEAK = Constraints(measures=(Measure("power", None, 8.0, "W", "W"),))
STRONG = Constraints(measures=(Measure("power", 50.0, None, "W", "W"),))
LIGHT = Constraints(measures=(Measure("weight", None, 2000.0, "g", "kg"),))
SCRIPT = {
    "lamp under 8 W": {"search_text": "lamp", "constraints": WEAK},
    "lamp of at least 50 W": {"search_text": "lamp", "constraints": STRONG},
    "lamp under 2 kg": {"search_text": "lamp", "constraints": LIGHT},
    removal("under 8 W"): {
        "search_text": "",
        "intent": Intent.REFINE_SEARCH,
        "refinement": Refinement(taken=("measures.power",)),
    },
    "lmap": {"search_text": "lamp", "mended": (("lmap", "lamp"),)},
}


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        yield Talk(assistant)


def test_what_states_the_measure_must_hold_it(talk: Talk) -> None:
    reply = talk.say("lamp under 8 W")
    assert set(ids(reply)) == {"L1", "L3"}  # 7 W and 5 W, not the 12 W one
    assert reply.chips == ("under 8 W",)


def test_the_limit_goes_with_its_chip(talk: Talk) -> None:
    talk.say("lamp under 8 W")
    reply = talk.say(removal("under 8 W"))
    assert set(ids(reply)) == {"L1", "L2", "L3"}
    assert reply.chips == ()


def test_when_none_holds_it_the_nearest_is_told(talk: Talk) -> None:
    reply = talk.say("lamp of at least 50 W")
    assert reply.action == "nothing_fits"
    assert "None with at least 50 W" in reply.text
    assert "Lamp" in reply.text


def test_where_no_record_speaks_of_it_it_is_a_wish_and_that_is_said(talk: Talk) -> None:
    reply = talk.say("lamp under 2 kg")
    assert set(ids(reply)) == {"L1", "L2", "L3"}
    assert "No listing says under 2 kg" in reply.text
    assert reply.chips == ("under 2 kg",)


def test_a_mended_slip_is_said(talk: Talk) -> None:
    assert talk.say("lmap").text.startswith("I read “lmap” as “lamp”.")
