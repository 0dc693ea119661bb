"""Phrases by their words: the longest known phrase at a place, in time that does not grow with
how many phrases are known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(slots=True)
class _Node(Generic[Value]):
    next: dict[str, "_Node[Value]"] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)


class PhraseTrie(Generic[Value]):
    """A map from word sequences to values, read from any place of a text."""

    def __init__(self) -> None:
        self._root: _Node[Value] = _Node()
        self._words: set[str] = set()

    def add(self, words: Sequence[str], value: Value) -> None:
        """Give a phrase one more value; empty phrases and repeated values are ignored."""
        if not words:
            return
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
        if value not in node.values:
            node.values.append(value)
        self._words.update(words)

    def matches(self, words: Sequence[str], start: int) -> list[tuple[int, list[Value]]]:
        """All phrases that begin at ``start``, longest first, as (length in words, values)."""
        node = self._root
        found: list[tuple[int, list[Value]]] = []
        for place in range(start, len(words)):
            following = node.next.get(words[place])
            if following is None:
                break
            node = following
            if node.values:
                found.append((place - start + 1, node.values))
        return found[::-1]

    @property
    def words(self) -> frozenset[str]:
        """Every word of every phrase."""
        return frozenset(self._words)
