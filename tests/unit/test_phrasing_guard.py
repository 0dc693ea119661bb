"""The guard over a language model's words: what holds, what does not, and how much is lost."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_shop import PRODUCTS

from assistant.phrasing import guard, small_talk
from assistant.phrasing.guard import Source

DATA = Path(__file__).parents[1] / "data"
MADE_ON, BLIND = "phrasing_cases.yaml", "phrasing_blind.yaml"
FILES = (MADE_ON, BLIND, "phrasing_blind_2.yaml")


@cache
def cases(file: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DATA / file).read_text("utf-8"))
    return read


def source(group: dict[str, Any]) -> Source:
    named = [p for p in PRODUCTS if p.id in group["shown"] or p.title in group["text"]]
    return Source(group["text"], tuple(named), group["topic"])


def judged(file: str, what: str) -> list[tuple[str, str]]:
    """``(text, why it does not hold)`` of the honest texts or the lies of a file."""
    found = []
    for group in cases(file)["rephrased"]:
        for one in group[what]:
            said = one if isinstance(one, str) else one["said"]
            found.append((said, guard.fault(source(group), said)))
    for group in cases(file).get("small_talk", ()):
        found += [(said, small_talk.fault(said)) for said in group[what]]
    return found


@pytest.mark.parametrize("file", FILES)
def test_shares(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints how many honest paraphrases are kept and how many lies are caught."""
    honest, lies = judged(file, "honest"), judged(file, "lies")
    kept = [said for said, why in honest if not why]
    caught = [said for said, why in lies if why]
    with capsys.disabled():
        print(f"\n{file}: {len(kept)} of {len(honest)} honest texts kept, ", end="")
        print(f"{len(caught)} of {len(lies)} lies caught")
    assert len(kept) >= 0.8 * len(honest)
    assert len(caught) >= 0.95 * len(lies)


@pytest.mark.parametrize("what", ["honest", "lies"])
@pytest.mark.parametrize("file", [MADE_ON])
def test_what_it_was_made_on(file: str, what: str) -> None:
    for said, why in judged(file, what):
        assert bool(why) == (what == "lies"), (said, why)


def templates() -> list[dict[str, Any]]:
    return [group for file in FILES for group in cases(file)["rephrased"]]


@pytest.mark.parametrize("group", templates(), ids=lambda group: group["text"][:40])
def test_a_template_holds_against_itself_but_not_with_any_number_changed(
    group: dict[str, Any],
) -> None:
    made_from = source(group)
    assert guard.fault(made_from, made_from.text) == ""
    for place, sign in enumerate(made_from.text):
        if sign.isdigit():
            other = str((int(sign) + 3) % 10)
            changed = made_from.text[:place] + other + made_from.text[place + 1 :]
            assert guard.fault(made_from, changed), changed


ADDED = (
    "Free delivery.", "It is guaranteed.", "You get a refund.", "20% off!", "Only one left.",
    "Call 555 0100.", "Write to me@shop.example.", "See www.shop.example.", "<b>Hurry</b>",
    "[Here](http://x.example)", "It is the best.", "It arrives tomorrow.", "We ship today.",
    "Also by Zenith.", "It weighs two kilos.", "I have ordered it for you.", "\u202eevil\u202c",
    "It is frее.", "Сheap.", "Das ist kostenlos.", "免费", "😀",
)  # fmt: skip


@pytest.mark.parametrize("added", ADDED)
def test_nothing_can_be_added(added: str) -> None:
    for group in templates()[::4]:
        made_from = source(group)
        assert guard.fault(made_from, f"{made_from.text} {added}"), added
        assert guard.fault(made_from, f"{added} {made_from.text}"), added


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_judged(text: str) -> None:
    """Never raises, and nothing but the template's own words and numbers holds."""
    made_from = source(cases(BLIND)["rephrased"][0])
    assert guard.fault(made_from, text)
    small_talk.fault(text)
    small_talk.may_answer(text)


@pytest.mark.parametrize(
    ("message", "may"),
    [
        ("how are you?", True),
        ("it is raining all day here", True),
        ("do you ship for free?", False),
        ("is the lamp 20% off", False),
        ("can I get a refund", False),
        ("what are your opening hours", False),
    ],
)
def test_only_small_talk_is_answered(message: str, may: bool) -> None:
    assert small_talk.may_answer(message) is may
