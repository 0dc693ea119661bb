"""Texts of one language by name, with English behind every name that it lacks."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from importlib import import_module

from assistant.reply import en
from assistant.reply.chips import chips
from assistant.reply.texts import GROUPS, Texts
from retrieval.types import Constraints, Facets

LANGUAGES = ("en", "zh", "de", "fr", "es")


class Words:
    """Fills the templates of one language. Values are put in as they are, never interpreted.

    Args:
        changed: a shop's own wordings of English texts (``assistant.reply.texts``).
    """

    def __init__(self, language: str = "en", changed: Texts | None = None) -> None:
        module = import_module(f"assistant.reply.{language}") if language in LANGUAGES else en
        self._texts: Mapping[str, str | tuple[str, ...]] = {
            **{name: text for group in GROUPS.values() for name, text in group.items()},
            **{name: tuple(wordings) for name, wordings in (changed or {}).items()},
            **(module.TEXTS if module is not en else {}),
        }

    def say(self, name: str, turn: int = 0, /, **slots: object) -> str:
        """The text ``name``; of several wordings the one whose turn it is."""
        text = self._texts[name]
        chosen = text if isinstance(text, str) else text[turn % len(text)]
        return chosen.format_map(slots) if slots else chosen

    def has(self, name: str) -> bool:
        """Whether there is a text of this name."""
        return name in self._texts

    def listed(self, name: str) -> tuple[str, ...]:
        """All wordings of the text ``name``."""
        text = self._texts[name]
        return (text,) if isinstance(text, str) else text

    def one_of(self, values: Iterable[str]) -> str:
        """``a``, ``a or b``, ``a, b or c``."""
        return self._joined(values, "or")

    def all_of(self, values: Iterable[str]) -> str:
        """``a``, ``a and b``, ``a, b and c``."""
        return self._joined(values, "and")

    def _joined(self, values: Iterable[str], word: str) -> str:
        listed = list(values)
        if len(listed) < 2:
            return "".join(listed)
        return f"{', '.join(listed[:-1])} {self.say(word)} {listed[-1]}"

    def limits(self, constraints: Constraints, currency: str) -> tuple[str, ...]:
        """Each limit in words: ``("under $120", "not black")``; whom it is for is no limit."""
        return tuple(chip.label for chip in chips(constraints, currency, self) if chip.hard)


def all_values(facets: Facets) -> tuple[str, ...]:
    """The values of all facets in one row."""
    return (
        *facets.brands,
        *facets.categories,
        *facets.colours,
        *facets.sizes,
        *facets.attributes,
    )


_STEPS = ((10, 1), (60, 5), (200, 10), (1000, 50), (5000, 100))
"""Up to an amount, the step between the limits that people name."""


def round_below(amount: Decimal) -> Decimal:
    """The nearest amount below that people would name as a limit: 47.90 -> 45, 132 -> 130."""
    step = next((step for below, step in _STEPS if amount < below), 500)
    return (amount // step) * step
