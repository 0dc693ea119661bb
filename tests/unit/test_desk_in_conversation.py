"""The service desk inside a conversation: what is its, what is the shop's, and how both go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_talk import Shop
from tiny_shop import Talk, tiny_assistant

from assistant.state import DialogueState
from assistant.types import Intent

CANCEL = "cancel #W1001, ordered by mistake"
SCRIPT = {
    CANCEL: {"intent": Intent.CANCEL_ORDER},
    "cancel #W1002": {"intent": Intent.CANCEL_ORDER},
    "eva@example.com": {"intent": Intent.ACCOUNT_HELP},
    "rain jacket": {"intent": Intent.FIND_PRODUCT, "search_text": "rain jacket"},
    "yes": {"intent": Intent.AFFIRM},
    "return the mug from #W1002": {"intent": Intent.RETURN_OR_EXCHANGE},
    "how long may I return things?": {"intent": Intent.RETURN_OR_EXCHANGE},
}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


@pytest.fixture
def talk(shop: Shop, tmp_path: Path) -> Iterator[Talk]:
    with tiny_assistant(tmp_path, SCRIPT, backend=shop.backend) as assistant:
        yield Talk(assistant)


def test_a_change_from_identity_to_done(shop: Shop, talk: Talk) -> None:
    assert talk.say(CANCEL).action == "ask_identity"
    reply = talk.say("eva@example.com")
    assert reply.action == "confirm"
    assert reply.state["desk"]["customer"] == "eva"
    assert reply.state["desk"]["task"] == {"operation": "cancel", "order_id": "#W1001"}
    assert reply.suggestions[:2] == ("Yes, please", "No, thanks")
    done = talk.say("yes")
    assert done.action == "done"
    assert done.state["desk"]["task"] is None
    assert shop.order("#W1001").status == "cancelled"
    assert talk.say("yes").action == "already_done"


def test_a_search_in_between_keeps_the_summary_and_takes_its_yes_away(
    shop: Shop, talk: Talk
) -> None:
    talk.say(CANCEL)
    talk.say("eva@example.com")
    search = talk.say("rain jacket")
    assert search.action == "show_products"
    assert search.text.endswith("shall we go on with it?")
    assert talk.say("yes").action == "confirm"
    assert shop.order("#W1001").status == "pending"
    assert talk.say("yes").action == "done"


def test_an_open_question_is_put_again_after_a_page(talk: Talk) -> None:
    talk.say("eva@example.com")
    question = talk.say("return the mug from #W1002")
    assert question.action == "ask_method"
    page = talk.say("how long may I return things?")
    assert page.action == "answer_policy"
    assert question.text in page.text


def test_the_desk_is_kept_as_plain_json(talk: Talk) -> None:
    talk.say("eva@example.com")
    state = talk.say(CANCEL).state
    assert DialogueState.from_json(state).to_json() == state


def test_a_shop_without_customers_says_so(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        reply = Talk(assistant).say("cancel #W1002")
    assert reply.action == "order_help"
    assert "cannot" in reply.text
