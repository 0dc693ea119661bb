"""Slips mended for the classifier; nothing that is right is changed."""

import pytest

from assistant.understanding.data import written
from assistant.understanding.spelling import Speller, shop_speller


@pytest.fixture(scope="module")
def speller() -> Speller:
    return shop_speller()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("wehre is my ordre", "where is my order"),
        ("cancle my delivry", "cancel my delivery"),
        ("wirelss hedphones", "wireless headphones"),
        ("RETRUN", "return"),
        ("👍", "thumbs up sign"),
        ("👌🏽 thanks", "ok hand sign thanks"),
    ],
)
def test_slips_are_mended(speller: Speller, said: str, meant: str) -> None:
    assert speller.mend(said) == meant


@pytest.mark.parametrize("text", ["", "?!", "4k 65w", "zzqxkvw", "你好", "size 10.5"])
def test_what_is_no_known_word_stays(speller: Speller, text: str) -> None:
    assert speller.mend(text) == text


def test_its_own_utterances_stay(speller: Speller) -> None:
    texts = [example.text for example in written("train")]
    changed = sum(
        speller.mend(text).split() != text.casefold().replace("’", "'").split() for text in texts
    )
    assert changed / len(texts) < 0.03
