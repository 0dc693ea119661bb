"""Puts a model's words in place of a template's where they hold, and counts what it costs."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import perf_counter
from typing import Protocol

from assistant.outcome import Outcome
from assistant.phrasing import guard, small_talk
from assistant.phrasing.breaker import Breaker
from assistant.phrasing.eligible import Talk, task
from assistant.phrasing.guard import Source
from assistant.phrasing.model import SIGNS, Answer
from assistant.phrasing.prompts import REPHRASE, TALK, answered, rephrasing, talking
from assistant.settings import Settings
from assistant.storage.phrasing import PhrasingCounts, Spent
from assistant.types import Message, Phrasing, Reply
from retrieval.errors import DaogouError
from retrieval.types import Product

log = logging.getLogger(__name__)


class Model(Protocol):
    """What is asked."""

    def ask(self, system: str, question: str) -> Answer:
        """The answer; any exception counts as a failure."""

    def close(self) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What a model was asked so far."""

    today: Spent
    """Since midnight UTC."""
    ever: Spent


class Phraser:
    """Safe to share between threads.

    Args:
        product: a product of the catalogue by its id; raises a DaogouError for an unknown one.
    """

    def __init__(
        self,
        model: Model,
        counts: PhrasingCounts,
        settings: Settings,
        product: Callable[[str], Product],
        now: Callable[[], datetime],
        breaker: Breaker | None = None,
    ) -> None:
        self._model = model
        self._counts = counts
        self._settings = settings
        self._product = product
        self._now = now
        self._breaker = breaker or Breaker()

    def __call__(self, message: Message, reply: Reply, outcomes: Sequence[Outcome]) -> Reply:
        """The reply in the model's words, or as it is; never raises for what the model does."""
        wanted = task(
            message, reply, outcomes, self._product, greeted=bool(self._settings.greeting)
        )
        if wanted is None or not self._may_ask(wanted):
            return reply
        said, phrasing = self._phrased(wanted)
        self._count(phrasing)
        if phrasing.result == "kept":
            return replace(reply, text=said, phrasing=replace(phrasing, template=reply.text))
        return replace(reply, phrasing=phrasing)

    def totals(self) -> Totals:
        """What was asked today and ever, by every process of the shop."""
        return Totals(self._counts.of(self._now().date()), self._counts.of())

    def spent(self, days: int) -> Spent:
        """What was asked in the last ``days`` days, today included (UTC)."""
        return self._counts.since(self._now().date() - timedelta(days=days - 1))

    def close(self) -> None:
        """Let go of the model."""
        self._model.close()

    def _may_ask(self, wanted: Source | Talk) -> bool:
        if not (self._settings.llm_talks if isinstance(wanted, Talk) else self._settings.llm_words):
            return False
        try:
            spent = self._counts.of(self._now().date())
        except DaogouError:
            return False
        most = self._settings.llm_tokens_a_day
        within = not most or spent.tokens_in + spent.tokens_out < most
        return within and self._breaker.allows()

    def _phrased(self, wanted: Source | Talk) -> tuple[str, Phrasing]:
        """What the model says, and what became of it."""
        if isinstance(wanted, Talk):
            kind, system, question = "talk", TALK, talking(wanted.message)
        else:
            kind, system, question = "words", REPHRASE, rephrasing(wanted)
        began = perf_counter()
        try:
            answer = self._model.ask(system, question)
        except Exception as error:  # a model's trouble, whatever it is, is none of the shopper's
            self._breaker.happened(well=False)
            # Who stops listening may be charged all the same.
            asked = (len(system) + len(question)) // SIGNS
            return "", Phrasing(kind, "failed", type(error).__name__, asked, ms=_since(began))
        self._breaker.happened(well=True)
        if isinstance(wanted, Talk):
            said = answered(answer.text)
            why = small_talk.fault(said)
        else:
            said = answered(answer.text, wanted)
            why = guard.fault(wanted, said)
        return said, Phrasing(
            kind,
            "refused" if why else "kept",
            why,
            answer.tokens_in,
            answer.tokens_out,
            _since(began),
        )

    def _count(self, done: Phrasing) -> None:
        log.info(
            "language model, %s: %s%s, %d + %d tokens, %.0f ms",
            done.kind,
            done.result,
            f" ({done.why})" if done.why else "",
            done.tokens_in,
            done.tokens_out,
            done.ms,
        )
        prices = self._settings.llm_price_in, self._settings.llm_price_out
        spent = Spent(
            1,
            done.result == "kept",
            done.result == "refused",
            done.result == "failed",
            done.tokens_in,
            done.tokens_out,
            # A price is for a million tokens, so that one token costs as many millionths.
            round(done.tokens_in * prices[0] + done.tokens_out * prices[1]),
        )
        try:
            self._counts.add(self._now().date(), spent)
        except DaogouError as error:
            log.warning("What the language model was asked could not be counted: %s", error)


def _since(began: float) -> float:
    return round((perf_counter() - began) * 1000, 2)
