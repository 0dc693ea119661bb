"""Yes and no: said only where the listing says so outright."""

import pytest

from assistant.service.verdict import is_polar, verdict
from ranking.passages import content_words


@pytest.mark.parametrize(
    ("question", "name", "text", "said"),
    [
        # An attribute that says yes or no
        ("is it waterproof?", "Waterproof", "yes, 20,000 mm", True),
        ("is it waterproof?", "Waterproof", "no", False),
        ("is this dishwasher safe", "Dishwasher safe", "No, hand wash", False),
        ("Is it dimmable", "Dimmable", "Yes", True),
        ("does it have bluetooth?", "Bluetooth", "none", False),
        # The value says the word
        ("is it cotton?", "Material", "organic cotton", True),
        ("is it made of leather?", "Material", "full-grain leather", True),
        ("is it leather?", "Material", "faux leather", None),
        ("is it leather?", "Material", "leather, canvas", None),
        ("is it leather?", "Material", "steel", None),
        ("can I machine wash it?", "Care", "machine wash at 30 °C", True),
        ("is it machine washable?", "Care", "do not machine wash", False),
        ("can I machine wash it?", "Care", "hand wash", None),
        ("does it fit a 15 inch laptop?", "Laptop size", "13 inch", None),
        # Sentences
        ("is it waterproof?", "", "Waterproof to 10,000 mm", True),
        ("is it waterproof?", "", "It is not waterproof.", False),
        ("is it waterproof?", "", "The water bottle pocket is deep", None),
        ("is it waterproof?", "", "Not only waterproof, light too", True),
        ("is it waterproof?", "", "Breathable, but never waterproof", False),
        ("is it waterproof?", "", "No rustle, and waterproof seams", True),
        ("is it waterproof?", "", "Waterproof if the hood is closed", None),
        ("does it come with batteries?", "", "Requires two AA batteries (not included)", False),
        ("does it come with batteries?", "", "Runs on two AA batteries", None),
        ("are batteries included?", "", "Two AA batteries included", True),
        ("does it have pockets?", "", "Two zipped pockets", True),
        ("does it contain nuts?", "", "Free from nuts", None),
        ("is there BPA in it?", "", "BPA-free plastic", False),
        ("is it BPA free?", "", "BPA-free plastic", True),
        # Questions that want no yes or no
        ("how waterproof is it?", "Waterproof", "yes", None),
        ("is it cotton or wool?", "Material", "cotton", None),
        ("isn't it waterproof?", "Waterproof", "yes", None),
        ("is it waterproof enough for sailing?", "", "Waterproof, made for sailing", None),
    ],
)
def test_a_verdict_is_given_only_where_it_is_said(
    question: str, name: str, text: str, said: bool | None
) -> None:
    assert verdict(question, content_words(question), name, text) is said


def test_polar_questions_come_in_many_dresses() -> None:
    for question in ("can you tell me if it is waterproof", "does it float", "so is it blue?"):
        assert is_polar(question), question
    for question in ("what is it made of", "is it red or blue", "waterproof", "which is it"):
        assert not is_polar(question), question
