"""What BERT learns from, and how it is told to leave a catalogue's graded queries out."""

import random

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import SettingsError
from ranking.judged import editorial, learned, unseen
from ranking.training_lists import later_lists
from retrieval.types import Product


def graded(catalogue: str) -> list[Product]:
    ids = {i for grades in editorial(catalogue).values() for i in grades}
    return [Product(id=i, title=f"Product {i}") for i in sorted(ids)]


def test_nothing_that_is_held_back_is_learned_from() -> None:
    public = {"a query that nobody graded": {"1": 1.0}}
    lists = later_lists({"esci": graded("esci")}, public, random.Random(1))
    wishes = {one.wish.split(" | ")[0] for one in lists}
    assert len(wishes) > 500
    assert wishes <= set(learned("esci", public))
    assert not wishes & set(unseen("esci", public))
    assert not wishes & set(learned("icecat", public)) - set(learned("esci", public))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["train", "ranker", "--unlabelled", "esci"], "with --out DIR"),
        (["train", "choice", "--unlabelled", "esci", "--out", "x"], "for `daogou train ranker`"),
        (["evaluate", "ranking", "--unlabelled", "esci"], "no CATALOGUE=DIR"),
    ],
)
def test_what_cannot_be_meant_is_said(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, SettingsError)
    assert said in str(result.exception)
