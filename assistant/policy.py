"""What to do about a message: pure rules from state and understanding to an action.

The action names what is wanted; carrying it out (``assistant.service``) may turn "find" into
"show_products" or "nothing_fits", because only the records know.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from assistant.answers import answer_to_pending
from assistant.cues import (
    COMPARES,
    LIKES,
    ORDER,
    OTHERS_COMPLAIN,
    OWN,
    QUESTION,
    REMOVE,
    TALK,
    WHAT_ABOUT,
    WHICH_OF,
    WHY,
)
from assistant.intent_rules import ABOUT_ORDERS, ABOUT_PAGES, SEARCHES, effective_intent
from assistant.people.contact import is_email, read_contact
from assistant.people.types import Reason
from assistant.product_rules import (
    add,
    ask_about_product,
    compare,
    explain,
    of_shown,
    turn_down,
    view_cart,
    which,
)
from assistant.search_rules import (
    ABOUT_IT,
    Decision,
    asks_for_things,
    changes_search,
    find,
    recommend,
)
from assistant.state import DialogueState
from assistant.topic import content
from assistant.types import Action, Intent, Refinement, Understanding
from retrieval.text import words
from retrieval.types import Sort


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers that the rules lean on (see ``assistant.settings``)."""

    min_confidence: float = 0.45
    frustration: float = -0.6
    failures_before_person: int = 2
    person_on: Collection[str] = tuple(Reason)
    """Reasons for which a person is offered, among "failures" and "mood"."""


COUNTS = frozenset(words("one two three four both all"))
"""Stemmed words that count what is pointed at."""
_POINTS = (*SEARCHES, Intent.AFFIRM, Intent.SMALL_TALK, Intent.OUT_OF_SCOPE)
_OF_ONE = (Intent.PRODUCT_QUESTION, Intent.ADD_TO_CART, Intent.COMPARE_PRODUCTS)
"""Intents about products that must be known."""
_OF_SHOWN = (
    *_POINTS,
    Intent.RECOMMEND,
    Intent.PRODUCT_QUESTION,
    Intent.COMPARE_PRODUCTS,
    Intent.HUMAN_AGENT,
)
"""Intents that a classifier sees in "which one's the cheapest?" """
_TURNS_DOWN = (
    *_POINTS,
    Intent.DENY,
    Intent.RECOMMEND,
    Intent.PRODUCT_QUESTION,
    Intent.COMPARE_PRODUCTS,
)
"""Intents that a classifier sees in "not that one"."""


def decide(
    state: DialogueState, read: Understanding, thresholds: Thresholds | None = None
) -> Decision:
    """The action that answers a message, and the state it is carried out in.

    A question that was pending is settled here: the returned state has none.
    """
    settled = settle(state, read)
    if state.pending is not None:
        answered = answer_to_pending(state, settled, read)
        if answered is not None:
            return answered
    if not words(read.text):
        what = "unreadable" if read.text.strip() else "empty"
        return Action("ask", {"what": what}), settled.with_(pending=state.pending)
    if leaves_contact(state, read.text):
        return Action("contact", {"text": read.text, "again": True}), settled
    intent = effective_intent(state, read, (thresholds or Thresholds()).min_confidence)
    settled = settled.with_(last_intent=intent.value)
    if WHY.search(read.text) and (explained := explain(settled, read)):
        return explained
    if intent in _OF_SHOWN and (asked := of_shown(settled, read)):
        return asked
    if intent in SEARCHES and _points_at_several(read):
        return compare(settled, read, intent)
    at_hand = state.last_action == "compare" or len(read.references) > 1
    if at_hand and WHICH_OF.search(read.text):
        return compare(settled, read, intent)
    if read.beyond and intent in _OF_ONE:
        return Action("ask", {"what": "which_product"}), settled
    if read.ambiguous and _must_be_clear(read, intent):
        return which(settled, read.ambiguous, read.text)
    if read.refused and not read.references and intent in _TURNS_DOWN:
        return turn_down(settled, read)
    pointing = intent in (*_POINTS, Intent.DENY) or _asks_nothing(read, intent)
    if pointing and _only_points(read):
        return Action("answer", {"id": read.references[0], "question": ABOUT_IT}), settled
    return _RULES[intent](settled, read, intent)


def leaves_contact(state: DialogueState, text: str) -> bool:
    """Whether somebody who waits for a person says where to write to, unasked."""
    return state.person == "waiting" and is_email(read_contact(text).value)


def settle(state: DialogueState, read: Understanding) -> DialogueState:
    """The state in which a message is carried out: no question open, what it turns down gone."""
    focus = read.references[0] if read.references else state.focus
    return state.with_(
        turn=state.turn + 1,
        pending=None,
        language=read.language,
        focus="" if focus in read.refused else focus,
        refused=tuple(dict.fromkeys((*state.refused, *read.refused))),
        last_intent=read.intent.value,
    )


def _must_be_clear(read: Understanding, intent: Intent) -> bool:
    """Whether a message that several products fit cannot be carried out without knowing which."""
    if intent in _OF_ONE:
        return True
    if intent is Intent.VIEW_CART:
        return REMOVE.search(read.text) is not None
    if intent not in _TURNS_DOWN or asks_for_things(read):
        return False
    if changes_search(read):
        return COMPARES.search(read.text) is not None
    return not content(read.search_text)


def wants_person(failures: int, failed_now: bool, read: Understanding, limits: Thresholds) -> bool:
    """Whether to offer a person after this answer: every so many failures in a row, or to somebody
    very unhappy.

    Args:
        failures: in a row, this answer counted.
    """
    tired = failed_now and failures > 0 and failures % limits.failures_before_person == 0
    # Disliking a product is no displeasure with us, nor is what something is needed against.
    other = (bool(read.refused) and not failed_now) or read.need
    return tired or (read.sentiment.score <= limits.frustration and not other)


def _asks_nothing(read: Understanding, intent: Intent) -> bool:
    """Whether what was taken for a question only names a product: "what about the second one?" """
    asks = QUESTION.search(read.text) and not WHAT_ABOUT.search(read.text)
    return intent is Intent.PRODUCT_QUESTION and not asks


def _only_points(read: Understanding) -> bool:
    """ "The second one": a product is pointed at, and nothing else is said."""
    if len(read.references) != 1 or asks_for_things(read) or content(read.search_text):
        return False
    # "The cheaper one" points; "cheaper than the second one" does not.
    bare = replace(
        read.refinement, cheaper=False, dearer=False, relative=(), slight=False, more=False
    )
    return bare == Refinement() and not COMPARES.search(LIKES.sub(" ", read.text))


def _points_at_several(read: Understanding) -> bool:
    """ "The two cheapest ones": several products are pointed at, and nothing else is said."""
    said = set(content(read.search_text)) - COUNTS
    limits = replace(read.constraints, sort=Sort.RELEVANCE)
    other = said or limits or read.product_words or read.refused or changes_search(read)
    return len(read.references) > 1 and not other


def _page(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    return Action("policy", {"question": read.text, "intent": intent.value}), state


def _order(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    """A question about the rules is answered from the pages; a wish about one order honestly."""
    general = intent is Intent.RETURN_OR_EXCHANGE and not (
        ORDER.search(read.text) or (OWN.search(read.text) and not QUESTION.search(read.text))
    )
    if general:
        return _page(state, read, intent)
    return Action("order_help", {"question": read.text, "intent": intent.value}), state


def _complain(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    target = read.references[0] if read.references else ""
    if OTHERS_COMPLAIN.search(read.text) and (target or state.focus or state.shown):
        return ask_about_product(state, read, intent)
    return Action("complaint", {"id": target}), state


def _person(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    return Action("handoff", {"reason": Reason.REQUEST.value}), state


def _talk(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    for kind, pattern in TALK.items():
        if pattern.search(read.text):
            return Action("chat", {"kind": kind}), state
    return Action("chat", {"kind": "small_talk"}), state


def _affirm(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    if asks_for_things(read):
        return find(state, read, Intent.REFINE_SEARCH)
    return Action("chat", {"kind": "ok"}), state


def _deny(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    if REMOVE.search(read.text) and (read.references or state.focus):
        return view_cart(state, read, intent)
    if asks_for_things(read) or changes_search(read):
        return find(state, read, Intent.REFINE_SEARCH)
    return Action("chat", {"kind": "deny" if state.topic else "ok"}), state


def _outside(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    return Action("out_of_scope", {"question": read.text}), state


_RULES: Mapping[Intent, Callable[[DialogueState, Understanding, Intent], Decision]] = {
    Intent.FIND_PRODUCT: find,
    Intent.REFINE_SEARCH: find,
    Intent.RECOMMEND: recommend,
    Intent.PRODUCT_QUESTION: ask_about_product,
    Intent.COMPARE_PRODUCTS: compare,
    Intent.ADD_TO_CART: add,
    Intent.VIEW_CART: view_cart,
    **dict.fromkeys(ABOUT_PAGES, _page),
    **dict.fromkeys(ABOUT_ORDERS, _order),
    Intent.COMPLAINT: _complain,
    Intent.HUMAN_AGENT: _person,
    Intent.SMALL_TALK: _talk,
    Intent.AFFIRM: _affirm,
    Intent.DENY: _deny,
    Intent.OUT_OF_SCOPE: _outside,
}
