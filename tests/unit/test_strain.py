"""Frustration noticed over turns."""

import pytest

from assistant.strain import Level, level_of, not_understood, repeats, strain_after
from assistant.types import Intent, Sentiment

CALM = Sentiment("neutral", 0.0)
CROSS = Sentiment("negative", -0.7)
GLAD = Sentiment("positive", 0.9)


def after(
    before: float,
    text: str = "a lamp",
    mood: Sentiment = CALM,
    earlier: tuple[str, ...] = (),
    helped: bool | None = True,
) -> float:
    return strain_after(before, text, Intent.FIND_PRODUCT, mood, earlier, helped=helped)


def test_a_calm_talk_stays_calm() -> None:
    assert after(0.0) == 0.0
    assert level_of(after(0.0)) is Level.CALM


def test_strain_rises_with_each_cause_and_fades_without() -> None:
    one = after(0.0, mood=CROSS)
    two = after(one, mood=CROSS, helped=False)
    assert 0 < one < two
    assert level_of(one) is Level.CALM
    assert level_of(two) is Level.DISTRESSED
    assert after(two) < two
    assert after(two, mood=GLAD) < after(two)


def test_saying_it_again_is_noticed() -> None:
    earlier = ("a red lamp for the desk",)
    assert repeats("for the desk, a red lamp", earlier)
    assert not repeats("a blue rug for the hall", earlier)
    assert not repeats("show more", ("show more",))
    assert after(0.0, "a red lamp for the desk", earlier=earlier) > 0


@pytest.mark.parametrize(
    "text",
    [
        "you don't understand me",
        "u dont get it",
        "that's not what I asked",
        "this isn't what i want",
        "I already told you the size",
        "you never listen",
        "are you not listening",
        "how many times do I have to say it",
        "useless bot",
        "I said blue",
    ],
)
def test_being_misunderstood_is_noticed(text: str) -> None:
    assert not_understood(text)


@pytest.mark.parametrize(
    "text",
    [
        "you understand me well",
        "do you get new lamps on monday",
        "not black",
        "is it easy to read",
        "which one would you get",
        "can you hear it from far away",
        "a lamp to read in bed",
    ],
)
def test_other_messages_do_not_complain(text: str) -> None:
    assert not not_understood(text)


def test_strain_stays_in_bounds() -> None:
    strain = 0.0
    for _ in range(9):
        strain = after(strain, "you don't understand anything", CROSS, ("x",), helped=False)
    assert strain == 1.0


def test_a_neutral_question_is_no_cause_however_dry_it_sounds() -> None:
    dry = Sentiment("neutral", -0.15)
    after = strain_after(0.6, "what do people say", Intent.PRODUCT_QUESTION, dry, (), helped=True)
    assert after < 0.6
