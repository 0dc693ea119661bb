"""Words with one letter out of its place, which no count of slips tells from rare words or short
ones: "withe", "wfie"."""

from collections.abc import Iterable, Iterator

_SHORT = 4
"""Letters of a word in which a letter moves by one place; in longer ones by two."""


def moved_letters(words: Iterable[str]) -> dict[str, str]:
    """Each word's slips of that kind, and the word that is meant; the first letter stays."""
    return {
        slip: word
        for word in words
        if len(word) >= _SHORT and word.isalpha()
        for slip in _moved(word)
        if slip != word
    }


def _moved(word: str) -> Iterator[str]:
    reach = 2 if len(word) > _SHORT else 1
    for place in range(1, len(word)):
        rest = word[:place] + word[place + 1 :]
        for to in range(max(1, place - reach), min(len(word), place + reach + 1)):
            yield rest[:to] + word[place] + rest[to:]
