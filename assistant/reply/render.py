"""From an outcome to a reply: templates filled from the records, by id."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.outcome import Outcome
from assistant.parts import Catalogue
from assistant.people.types import Line
from assistant.reply.chips import chips
from assistant.reply.order_cards import order_cards
from assistant.reply.reasons import reason_texts
from assistant.reply.say_answer import say_answer
from assistant.reply.say_compare import say_compare
from assistant.reply.say_desk import DESK_ACTIONS, desk_text, say_desk
from assistant.reply.say_found import say_found, say_nothing, wanted
from assistant.reply.say_of_shown import say_of_shown
from assistant.reply.say_people import (
    line_text,
    say_complaint,
    say_contact,
    say_handoff,
    say_rated,
)
from assistant.reply.say_privacy import PRIVACY_ACTIONS, say_privacy
from assistant.reply.say_search import bound_chips, say_ask, say_explain
from assistant.reply.say_service import say_cart, say_pages, say_talk
from assistant.reply.scene import Scene
from assistant.reply.words import LANGUAGES, Words
from assistant.service.suggestions import suggestions
from assistant.settings import Settings
from assistant.state import DialogueState
from assistant.types import Card, Intent, Reply, Sentiment, Understanding
from ranking.types import Ranked, Shopper
from retrieval.types import Constraints


@dataclass(frozen=True, slots=True)
class Care:
    """What a reply does besides for somebody whom the conversation does not help."""

    offer_person: bool = False
    """Ends with the offer of a person; the outcome's state has it pending."""
    apologise: bool = False
    """Begins with an apology and shows other ways on."""
    regret: bool = False
    """Begins with regret about what is complained of."""


class Renderer:
    """Puts outcomes into words. Safe to share between threads.

    Args:
        currency: ISO code in which the catalogue's prices are.
    """

    def __init__(self, store: Catalogue, settings: Settings, currency: str) -> None:
        self._store = store
        self._settings = settings
        self._currency = currency
        self._words = {language: Words(language, settings.texts) for language in LANGUAGES}

    def render(
        self,
        outcome: Outcome,
        read: Understanding,
        conversation_id: str,
        shopper: Shopper | None,
        *,
        care: Care | None = None,
    ) -> Reply:
        """The reply without its times."""
        care = care or Care()
        words = self._words.get(read.language, self._words["en"])
        cards = tuple(self.card(ranked, shopper, words) for ranked in outcome.ranked)
        scene = Scene(
            outcome, words, self._settings, self._currency, self._store.get, cards, shopper
        )
        text = _text(scene)
        if outcome.reminder:
            text = f"{text}\n\n{desk_text(outcome.reminder, words)}"
        limits = outcome.state.constraints if _about_search(outcome) else Constraints()
        if care.offer_person:
            text = f"{text} {words.say('offer_person')}"
        if (pending := outcome.state.pending) is not None and pending.kind == "rating":
            text = f"{text} {words.say('ask_rating')}"
        if care.regret:
            text = f"{words.say('complaint')} {text}"
        if care.apologise:
            text = f"{words.say('strained')} {text}"
        if read.mended and _about_search(outcome):
            text = f"{_mended(read.mended, words)} {text}"
        if read.language != "en":
            text = f"{words.say('other_language')} {text}"
        return Reply(
            turn=outcome.state.turn,
            conversation_id=conversation_id,
            intent=read.intent,
            confidence=read.confidence,
            sentiment=read.sentiment,
            action=outcome.action.name,
            text=text,
            cards=cards,
            comparison=outcome.comparison,
            suggestions=suggestions(
                outcome,
                [card.product for card in cards],
                words,
                other_ways=care.apologise or care.offer_person,
            ),
            chips=(
                *(chip.label for chip in chips(limits, self._currency, words)),
                *(bound_chips(outcome.state, words) if _about_search(outcome) else ()),
            ),
            orders=order_cards((*outcome.action.slots.get("says", ()), *outcome.reminder)),
            state=outcome.state.to_json(),
        )

    def spoken(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Live lines with what merely happened in words."""
        return tuple(replace(one, text=line_text(one, self._words["en"])) for one in lines)

    def silent(self, state: DialogueState, conversation_id: str, person: str) -> Reply:
        """The reply to a message that is for a person: nothing, but for telling once that
        ``person`` has it (empty: not even that)."""
        words = self._words.get(state.language, self._words["en"])
        return Reply(
            turn=state.turn,
            conversation_id=conversation_id,
            intent=Intent.HUMAN_AGENT,
            confidence=1.0,
            sentiment=Sentiment("neutral", 0.0),
            action="with_person",
            text=words.say("person_has_it", name=person) if person else "",
            state=state.to_json(),
        )

    def card(self, ranked: Ranked, shopper: Shopper | None, words: Words | None = None) -> Card:
        """One product as shown, with its reasons in words."""
        bought = frozenset(shopper.bought) if shopper is not None else frozenset()
        product = self._store.get(ranked.product_id)
        said = reason_texts(ranked.reasons, product, words or self._words["en"], bought)
        return Card(product, ranked.reasons, said)


def _mended(slips: Sequence[tuple[str, str]], words: Words) -> str:
    """What was read as something else than written, so that a shopper can say no."""
    told = (words.say("mended_one", said=said, meant=meant) for said, meant in slips)
    return words.say("mended", slips=words.all_of(told))


def _about_search(outcome: Outcome) -> bool:
    names = ("show_products", "recommend", "nothing_fits", "nothing_found", "no_more")
    return outcome.action.name in names


def _text(scene: Scene) -> str:
    return _SAYINGS[scene.outcome.action.name](scene)


def _say_recommended(scene: Scene) -> str:
    first = scene.cards[0].product
    limits = scene.words.limits(scene.outcome.state.constraints, scene.currency)
    if limits:
        one = "_one" if len(scene.cards) == 1 else ""
        return scene.words.say(
            f"recommend_limits{one}",
            count=len(scene.cards),
            limits=", ".join(limits),
            offer=scene.offer(first),
        )
    said = "recommend_known" if scene.slot("known") else "recommend_guest"
    return scene.words.say(said, offer=scene.offer(first))


def _say_no_more(scene: Scene) -> str:
    return scene.words.say("no_more", wanted=wanted(scene))


def _say_none(scene: Scene) -> str:
    return scene.words.say("recommend_none", wanted=wanted(scene))


_SAYINGS: dict[str, Callable[[Scene], str]] = {
    "show_products": say_found,
    "nothing_fits": say_nothing,
    "nothing_found": say_nothing,
    "no_more": _say_no_more,
    "recommend": _say_recommended,
    "recommend_none": _say_none,
    "compare": say_compare,
    "told_of_shown": say_of_shown,
    "answer_product_question": say_answer,
    "add_to_cart": say_cart,
    "remove_from_cart": say_cart,
    "view_cart": say_cart,
    "answer_policy": say_pages,
    "order_help": say_pages,
    "handoff": say_handoff,
    "contact": say_contact,
    "rated": say_rated,
    "acknowledge_complaint": say_complaint,
    "ask": say_ask,
    "explain": say_explain,
    "chat": say_talk,
    "out_of_scope": say_talk,
    **dict.fromkeys(DESK_ACTIONS, say_desk),
    **dict.fromkeys(PRIVACY_ACTIONS, say_privacy),
}
