"""All that is read out of one message: the models and the parsers together."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from assistant.parts import Catalogue
from assistant.state import DialogueState
from assistant.types import Intent, Sentiment, Understanding
from assistant.understanding.clean import clean_message
from assistant.understanding.constraints import ConstraintParser
from assistant.understanding.language import detect_language
from assistant.understanding.nouns import catalogue_nouns, named_things
from assistant.understanding.other_languages import upper_limit
from assistant.understanding.references import resolve_references
from assistant.understanding.refinement import parse_refinement
from retrieval.errors import DaogouError
from retrieval.types import Constraints, PriceRange, Product
from retrieval.vocabulary import Vocabulary


class IntentModel(Protocol):
    """Text to an intent and its calibrated probability."""

    def predict(self, text: str) -> tuple[Intent, float]: ...


class MoodModel(Protocol):
    """Text to a mood."""

    def predict(self, text: str) -> Sentiment: ...


class MessageReader:
    """Reads messages against one catalogue. Safe to share between threads.

    Args:
        product: a product by id; a DaogouError for an id that the catalogue lost.
        max_chars: what is read of one message.
    """

    def __init__(
        self,
        *,
        intents: IntentModel,
        moods: MoodModel,
        parser: ConstraintParser,
        nouns: frozenset[str],
        product: Callable[[str], Product],
        max_chars: int,
    ) -> None:
        self._intents = intents
        self._moods = moods
        self._parser = parser
        self._nouns = nouns
        self._product = product
        self._max_chars = max_chars

    def __call__(self, text: str, state: DialogueState) -> Understanding:
        """Everything that ``text`` says in a conversation that stands at ``state``. Never raises,
        whatever the text."""
        cleaned = clean_message(text)[: self._max_chars].rstrip()
        language = detect_language(cleaned)
        intent, confidence = self._intents.predict(cleaned)
        limits = self._parser.parse(cleaned)
        pointed = resolve_references(cleaned, self._shown(state.shown), state.focus or None)
        return Understanding(
            text=cleaned,
            intent=intent,
            confidence=confidence,
            sentiment=self._moods.predict(cleaned),
            constraints=_price_in(language, cleaned, limits.constraints),
            search_text=limits.search_text,
            references=pointed.ids,
            ambiguous=pointed.ambiguous,
            language=language,
            refinement=parse_refinement(cleaned),
            product_words=named_things(limits.search_text, self._nouns),
        )

    def _shown(self, ids: Sequence[str]) -> list[Product]:
        found = []
        for product_id in ids:
            with suppress(DaogouError):
                found.append(self._product(product_id))
        return found


def _price_in(language: str, text: str, limits: Constraints) -> Constraints:
    """The parser reads English; of another language at least the upper price limit is kept."""
    highest = None if language == "en" else upper_limit(text)
    if highest is None:
        return limits
    return replace(limits, price=PriceRange(max=highest, currency=limits.price.currency))


def load_reader(store: Catalogue, vocabulary: Vocabulary, max_chars: int) -> MessageReader:
    """A reader with the models that come with Daogou.

    Raises:
        ModelError: weights that are missing or damaged.
    """
    from assistant.understanding.intent import IntentClassifier
    from assistant.understanding.sentiment import SentimentModel

    return MessageReader(
        intents=IntentClassifier.load(),
        moods=SentimentModel.load(),
        parser=ConstraintParser(vocabulary),
        nouns=catalogue_nouns(store.products),
        product=store.get,
        max_chars=max_chars,
    )
