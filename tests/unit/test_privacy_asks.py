"""Who asks to be shown or forgotten is heard; who asks how it goes is answered from the pages."""

import pytest

from assistant.privacy.asks import asks_forgetting, asks_knowledge

SHOW = (
    "what do you know about me?",
    "What exactly have you stored about me",
    "show me all the data you have on me",
    "which personal data do you keep",
    "can I download my data?",
    "I'd like a copy of my personal information please",
    "give me my data as json",
)
FORGET = (
    "forget me",
    "please delete all my data",
    "I want you to erase everything you have about me",
    "delete my account",
    "remove my personal information from your system",
    "close my account please",
    "wipe my profile",
)
NEITHER = (
    "don't forget me!",
    "I forgot my password",
    "how do I delete my account?",
    "do you sell my data?",
    "what do you know about lamps?",
    "delete the lamp from my cart",
    "what can you tell me about this jacket",
    "cancel my order",
    "how long do you keep my data",
    "remove the price limit",
    "show me a desk lamp",
)


@pytest.mark.parametrize("text", SHOW)
def test_asking_to_be_shown(text: str) -> None:
    assert asks_knowledge(text)
    assert not asks_forgetting(text)


@pytest.mark.parametrize("text", FORGET)
def test_asking_to_be_forgotten(text: str) -> None:
    assert asks_forgetting(text)
    assert not asks_knowledge(text)


@pytest.mark.parametrize("text", NEITHER)
def test_asking_something_else(text: str) -> None:
    assert not asks_forgetting(text)
    assert not asks_knowledge(text)
