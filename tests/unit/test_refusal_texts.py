"""Every refusal of the engine has a sentence, and what is meant for a person is in none."""

import re
from pathlib import Path

import pytest

from assistant.desk import operations
from assistant.desk.rule_values import CODES
from assistant.reply.words import Words

WORDS = Words("en")
SOURCES = "".join(
    path.read_text("utf-8") for path in sorted(Path(operations.__path__[0]).glob("*.py"))
)
RAISED = set(re.findall(r'refuse\(\s*\w+,\s*"(\w+)"', SOURCES))


@pytest.mark.parametrize("code", sorted(RAISED | {"needs_person"}))
def test_every_refusal_has_its_sentence(code: str) -> None:
    assert WORDS.has(f"refusal_{code}")


def test_codes_that_a_shop_may_name_are_raised() -> None:
    assert CODES <= RAISED


def test_a_risk_is_never_told_to_the_shopper() -> None:
    said = WORDS.say("refusal_needs_person", for_person="score 0.99: much went back")
    assert not re.search(r"score|went back|risk|fraud|suspicious", said, re.I)
