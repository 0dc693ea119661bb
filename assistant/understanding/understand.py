"""All that is read out of one message: the models and the parsers together."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.parts import Catalogue
from assistant.reply.chips import Chip, chips, taken_back
from assistant.reply.money import main_currency
from assistant.reply.words import Words
from assistant.state import DialogueState
from assistant.types import Intent, Refinement, Sentiment, Understanding, Wanted
from assistant.understanding.clean import clean_message, without_hesitation
from assistant.understanding.constraints import ConstraintParser
from assistant.understanding.context import Context, context_of
from assistant.understanding.language import detect_language
from assistant.understanding.nouns import catalogue_nouns, named_things, title_words
from assistant.understanding.other_languages import upper_limit
from assistant.understanding.parts_of_message import parts_of
from assistant.understanding.pointing import Pointed, read_pointing
from assistant.understanding.refinement import parse_refinement
from retrieval.text import words
from retrieval.types import Constraints, PriceRange, Product
from retrieval.vocabulary import Vocabulary

BRIEF = 3
"""Words; what is left of a message in fewer is the name of a thing."""
_SUM = re.compile(
    r"\W*(?:what(?:['’]?s| is| are| does)|how much (?:is|are|does)|calculate|compute)\s+"
    r"\d[\d.,]*(?:\s*(?:[-+*/÷×^x]|times|plus|minus|divided by|multiplied by)\s*\d[\d.,]*)+\W*",
    re.I,
)
"""A sum and nothing else. The classifier takes its numbers for measures of a product."""


class IntentModel(Protocol):
    """A message and where it stands to what it wants."""

    def predict(self, text: str, context: Context = ...) -> Wanted: ...


class MoodModel(Protocol):
    """Text to a mood."""

    def predict(self, text: str) -> Sentiment: ...


class MessageReader:
    """Reads messages against one catalogue. Safe to share between threads.

    Args:
        product: a product by id; a DaogouError for an id that the catalogue lost.
        max_chars: what is read of one message.
        chips: the limits in force in words, as the reply shows them and as they are taken back.
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
        chips: Callable[[Constraints], Sequence[Chip]] = lambda limits: (),
    ) -> None:
        self._intents = intents
        self._moods = moods
        self._parser = parser
        self.nouns = nouns
        """Stemmed words for kinds of things that the catalogue sells."""
        self._product = product
        self._max_chars = max_chars
        self._chips = chips

    def __call__(self, text: str, state: DialogueState) -> Understanding:
        """Everything that ``text`` says in a conversation that stands at ``state``. Never raises,
        whatever the text."""
        cleaned = clean_message(text)[: self._max_chars].rstrip()
        language = detect_language(cleaned)
        taken = taken_back(cleaned, self._chips(state.constraints))
        if taken is not None:
            return _takes_back(cleaned, taken, state)
        meant = without_hesitation(cleaned)
        pointed = read_pointing(meant, state, self._product)
        wanted = self._wanted(pointed, state)
        limits = self._parser.parse(pointed.rest)
        found = pointed.references
        things = named_things(limits.search_text, self.nouns)
        # "Laptop lighter than 1.5 kg": who names a thing and measures it tells no need.
        named = things or limits.constraints.include.categories
        measured = limits.constraints.measures and (named or len(words(limits.search_text)) < BRIEF)
        need = wanted.need and not measured
        return Understanding(
            text=pointed.text,
            heard=cleaned if pointed.resumed or meant != cleaned else "",
            intent=wanted.intent,
            confidence=wanted.confidence,
            need=need,
            sentiment=self._moods.predict(cleaned),
            constraints=_price_in(language, cleaned, limits.constraints),
            search_text=limits.search_text,
            references=found.ids,
            ambiguous=found.ambiguous,
            refused=found.refused,
            beyond=found.beyond,
            released=limits.released,
            mended=limits.mended,
            language=language,
            refinement=parse_refinement(self._parser.spelled(pointed.text)),
            product_words=things,
        )

    def parts(self, text: str) -> tuple[str, ...]:
        """The message in parts that each want something of their own, in order; mostly one."""
        return parts_of(clean_message(text)[: self._max_chars].rstrip(), self._intents.predict)

    def _wanted(self, pointed: Pointed, state: DialogueState) -> Wanted:
        """Of a message that is taken up again what it was understood to want."""
        if pointed.resumed and state.last_intent:
            return Wanted(Intent(state.last_intent), 1.0)
        if _SUM.fullmatch(pointed.text):
            return Wanted(Intent.OUT_OF_SCOPE, 1.0)
        return self._intents.predict(pointed.text, context_of(state))


def _takes_back(text: str, names: tuple[str, ...], state: DialogueState) -> Understanding:
    """What a chip's removal says: nothing but which limits go."""
    return Understanding(
        text=text,
        intent=Intent.REFINE_SEARCH,
        confidence=1.0,
        sentiment=Sentiment("neutral", 0.0),
        constraints=Constraints(),
        search_text="",
        language=state.language,
        refinement=Refinement(taken=names),
    )


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

    said, currency = Words(), main_currency(store.products)
    return MessageReader(
        intents=IntentClassifier.load(),
        moods=SentimentModel.load(),
        parser=ConstraintParser(vocabulary, title_words(store.products)),
        nouns=catalogue_nouns(store.products),
        product=store.get,
        max_chars=max_chars,
        chips=lambda limits: chips(limits, currency, said),
    )
