"""What only fills a pause is left out; what means something stays."""

import pytest

from assistant.understanding.clean import without_hesitation
from assistant.understanding.constraints import ConstraintParser


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("nothing um from Acme", "nothing from Acme"),
        ("erm, a lamp uh in red", "a lamp in red"),
        ("a lamp, you know, under 50", "a lamp, under 50"),
        ("nothing like from Acme", "nothing from Acme"),
        ("I'd like from Acme a lamp", "I'd like from Acme a lamp"),
        ("what does it look like from behind", "what does it look like from behind"),
        ("hmm", "hmm"),
        ("a hummer", "a hummer"),
    ],
)
def test_hesitation(said: str, meant: str) -> None:
    assert without_hesitation(said) == meant


def test_sizes_in_words_and_tripled_letters() -> None:
    parser = ConstraintParser()
    assert parser.parse("in size forty-two").constraints.include.sizes == ("42",)
    assert parser.parse("size eight please").constraints.include.sizes == ("8",)
    assert parser.parse("a lamp up to 30 dolllars").constraints.price.max == 30


@pytest.mark.parametrize("said", ["my budget is like 60 quid", "under like 60 pounds"])
def test_an_amount_said_loosely_keeps_its_limit(said: str) -> None:
    price = ConstraintParser().parse(said).constraints.price
    assert (price.min, price.max, price.currency) == (None, 60, "GBP")
