"""A yes is one to what was asked last, whoever asked: never to a summary of the desk before it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from desk_talk import Shop
from tiny_shop import Talk, tiny_assistant

from assistant.types import Intent

SCRIPT: Mapping[str, Mapping[str, Any]] = {
    "cancel #W1001, ordered by mistake": {"intent": Intent.CANCEL_ORDER},
    "eva@example.com": {"intent": Intent.ACCOUNT_HELP},
    "what do you know about me?": {"intent": Intent.SMALL_TALK},
    "forget me": {"intent": Intent.ACCOUNT_HELP},
    "xyzzy fnord": {"intent": Intent.ORDER_STATUS},
    "yes": {"intent": Intent.AFFIRM},
}


@pytest.mark.parametrize(
    ("between", "answer"),
    [
        (("what do you know about me?",), "confirm"),
        (("forget me",), "confirm"),
        (("xyzzy fnord", "xyzzy fnord"), "handoff"),
    ],
)
def test_a_yes_is_one_to_what_was_asked_last(
    between: tuple[str, ...], answer: str, tmp_path: Path
) -> None:
    shop = Shop(tmp_path)
    with tiny_assistant(tmp_path, SCRIPT, backend=shop.backend) as assistant:
        talk = Talk(assistant)
        talk.say("cancel #W1001, ordered by mistake")
        assert talk.say("eva@example.com").action == "confirm"
        for text in between:
            talk.say(text)
        assert talk.say("yes").action == answer
        assert shop.order("#W1001").status == "pending"
