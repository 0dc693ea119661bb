"""Words of a text, as every part of retrieval and ranking counts them."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\d+(?:[.,/]\d+)+|[^\W_]+", re.UNICODE)
_LETTER_DIGIT = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

STOPWORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by for from has i in is it its of on or that the this to was with"
        " you your",
    )
)
"""Too common to tell products apart. "without", "no" and "not" are kept: they carry limits."""


def fold(text: str) -> str:
    """Lower case, compatibility forms unified, accents dropped: "Café" -> "cafe"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_ASCII.sub(_without_accent, decomposed)


def _without_accent(sign: re.Match[str]) -> str:
    return "" if unicodedata.combining(sign[0]) else sign[0]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """An s-stemmer (Harman 1991) with the doubled endings of shop words: "watches" -> "watch"."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def words(text: str) -> list[str]:
    """Stemmed words in order, stop words dropped.

    Model numbers are kept whole and in parts ("tn2110" -> "tn2110", "tn", "2110"; "tn-2110" joins
    too), so that spelling with or without a dash finds the same product. Chinese, Japanese and
    Korean runs become characters and pairs of neighbours.
    """
    result: list[str] = []
    previous = ""
    folded = fold(text)
    asian = bool(_CJK.search(folded))
    for match in _WORD.finditer(folded):
        word = match.group()
        if asian and _CJK.search(word):
            result.extend(word)
            result.extend(word[i : i + 2] for i in range(len(word) - 1))
            previous = ""
            continue
        if word.isalpha():
            if word not in STOPWORDS:
                result.append(stem(word))
        elif len(parts := _LETTER_DIGIT.split(word)) > 1:
            result.append(word)
            result.extend(p for p in parts if len(p) > 1)
        else:
            result.append(word)
        joined = match.start() > 0 and folded[match.start() - 1] == "-"
        if joined and previous and (previous.isdigit() != word.isdigit()):
            result.append(previous + word)
        previous = word
    return result
