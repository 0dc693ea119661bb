"""Texts of one language by name, with English behind every name that it lacks."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from importlib import import_module

from assistant.reply import en, en_search
from assistant.reply.money import money
from retrieval.types import Constraints, Facets, Sort

LANGUAGES = ("en", "zh", "de", "fr", "es")


class Words:
    """Fills the templates of one language. Values are put in as they are, never interpreted."""

    def __init__(self, language: str = "en") -> None:
        module = import_module(f"assistant.reply.{language}") if language in LANGUAGES else en
        self._texts: Mapping[str, str | tuple[str, ...]] = {
            **en.TEXTS,
            **en_search.TEXTS,
            **module.TEXTS,
        }

    def say(self, name: str, turn: int = 0, /, **slots: object) -> str:
        """The text ``name``; of several wordings the one whose turn it is."""
        text = self._texts[name]
        chosen = text if isinstance(text, str) else text[turn % len(text)]
        return chosen.format_map(slots) if slots else chosen

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
        """Each limit in words: ``("under $120", "not black")``."""
        said = [*self._price(constraints, currency)]
        include = constraints.include
        for values in (include.categories, include.brands, include.colours):
            if values:
                said.append(self.one_of(values))
        if include.sizes:
            said.append(self.say("limit_size", value=self.one_of(include.sizes)))
        said.extend(include.attributes)
        said.extend(self.say("limit_not", value=value) for value in all_values(constraints.exclude))
        if constraints.min_rating is not None:
            said.append(self.say("limit_rating", stars=f"{constraints.min_rating:g}"))
        if constraints.in_stock:
            said.append(self.say("limit_stock"))
        if constraints.sort is not Sort.RELEVANCE:
            said.append(self.say(f"sort_{constraints.sort.value}"))
        return tuple(said)

    def _price(self, constraints: Constraints, currency: str) -> Iterable[str]:
        low, high = constraints.price.min, constraints.price.max
        if low is not None and high is not None:
            yield self.say(
                "limit_between",
                low=money(low, currency, short=True),
                high=money(high, currency, short=True),
            )
        elif high is not None:
            yield self.say("limit_max", amount=money(high, currency, short=True))
        elif low is not None:
            yield self.say("limit_min", amount=money(low, currency, short=True))


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
