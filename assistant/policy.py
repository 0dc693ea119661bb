"""What to do about a message: pure rules from state and understanding to an action.

The action names what is wanted; carrying it out (``assistant.service``) may turn "find" into
"show_products" or "nothing_fits", because only the records know.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.cues import COMPARES, NO, ORDER, OWN, QUESTION, REMOVE, TALK, YES
from assistant.limits import merge
from assistant.search_rules import Decision, asks_for_things, find, recommend
from assistant.service.forms import says_option
from assistant.state import DialogueState
from assistant.topic import content
from assistant.types import Action, Intent, Refinement, Understanding
from retrieval.text import words
from retrieval.types import Constraints


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers that the rules lean on (see ``assistant.settings``)."""

    min_confidence: float = 0.45
    frustration: float = -0.6
    failures_before_person: int = 2


ABOUT_PAGES = (Intent.DELIVERY_QUESTION, Intent.PAYMENT_QUESTION)
ABOUT_ORDERS = (
    Intent.ORDER_STATUS,
    Intent.CANCEL_ORDER,
    Intent.CHANGE_ORDER,
    Intent.RETURN_OR_EXCHANGE,
    Intent.ACCOUNT_HELP,
)
_SEARCHES = (Intent.FIND_PRODUCT, Intent.REFINE_SEARCH)
_POINTS = (*_SEARCHES, Intent.AFFIRM, Intent.SMALL_TALK, Intent.OUT_OF_SCOPE)
ABOUT_IT = "tell me about it"
"""What pointing at a product without another word asks."""
_SURE_OUTSIDE = 0.8
"""An out_of_scope this certain stands unless the message names a brand or a category."""


def decide(
    state: DialogueState, read: Understanding, thresholds: Thresholds | None = None
) -> Decision:
    """The action that answers a message, and the state it is carried out in.

    A question that was pending is settled here: the returned state has none.
    """
    settled = state.with_(
        turn=state.turn + 1,
        pending=None,
        language=read.language,
        focus=read.references[0] if read.references else state.focus,
    )
    if not words(read.text):
        what = "unreadable" if read.text.strip() else "empty"
        return Action("ask", {"what": what}), settled.with_(pending=state.pending)
    if state.pending is not None:
        answered = _answer_to_pending(state, settled, read)
        if answered is not None:
            return answered
    intent = effective_intent(state, read, thresholds or Thresholds())
    if intent in _POINTS and _only_points(read):
        return Action("answer", {"id": read.references[0], "question": ABOUT_IT}), settled
    return _RULES[intent](settled, read, intent)


def effective_intent(state: DialogueState, read: Understanding, limits: Thresholds) -> Intent:
    """The classifier's intent, or what the conversation makes likelier where it is unsure."""
    intent = read.intent
    unsure = read.confidence < limits.min_confidence
    outside = intent in (Intent.OUT_OF_SCOPE, Intent.SMALL_TALK)
    if intent is Intent.OUT_OF_SCOPE and read.language != "en":
        return Intent.FIND_PRODUCT  # the classifier knows English; the search may know the word
    if not (unsure or outside):
        return intent
    if unsure and any(pattern.search(read.text) for pattern in TALK.values()):
        return Intent.SMALL_TALK if not asks_for_things(read) else Intent.FIND_PRODUCT
    named = read.constraints.include
    certain = outside and read.confidence >= _SURE_OUTSIDE
    if read.references and state.shown and QUESTION.search(read.text):
        return Intent.PRODUCT_QUESTION
    if named.categories or named.brands:
        return Intent.FIND_PRODUCT
    if certain:
        return intent
    if read.product_words:
        return Intent.FIND_PRODUCT
    if (read.constraints or read.refinement.cheaper or read.refinement.drop) and state.topic:
        return Intent.REFINE_SEARCH
    if read.constraints:
        return Intent.FIND_PRODUCT
    if unsure and state.focus and QUESTION.search(read.text):
        return Intent.PRODUCT_QUESTION
    return Intent.OUT_OF_SCOPE if unsure and intent in _SEARCHES else intent


def wants_person(failures: int, failed_now: bool, read: Understanding, limits: Thresholds) -> bool:
    """Whether to offer a person after this answer: every so many failures in a row, or to somebody
    very unhappy.

    Args:
        failures: in a row, this answer counted.
    """
    tired = failed_now and failures > 0 and failures % limits.failures_before_person == 0
    return tired or read.sentiment.score <= limits.frustration


def _only_points(read: Understanding) -> bool:
    """ "The second one": a product is pointed at, and nothing else is said."""
    if len(read.references) != 1 or asks_for_things(read) or content(read.search_text):
        return False
    change = replace(read.refinement, cheaper=False, dearer=False)
    # "The cheaper one" points; "cheaper than the second one" does not.
    return change == Refinement() and not COMPARES.search(read.text)


def _answer_to_pending(
    state: DialogueState, settled: DialogueState, read: Understanding
) -> Decision | None:
    pending = state.pending
    assert pending is not None
    if any(says_option(read.text, option) for option in pending.options):
        said = f"{pending.said} {read.text}"
        return Action("add_to_cart", {"id": pending.product_id, "text": said}), settled
    named = (*read.constraints.include.colours, *read.constraints.include.sizes)
    if pending.kind == "variant" and named and not read.product_words:
        slots = {"id": pending.product_id, "text": pending.said, "wanted": named}
        return Action("add_to_cart", slots), settled
    yes = read.intent is Intent.AFFIRM or YES.search(read.text) is not None
    no = read.intent is Intent.DENY or NO.search(read.text) is not None
    if asks_for_things(read) or (yes and no) or not (yes or no):
        return None
    if no:
        return Action("chat", {"kind": _DECLINED.get(pending.kind, "deny")}), settled
    if pending.kind == "relax":
        relaxed = settled.with_(constraints=pending.constraints)
        return Action("find", {"mode": "relaxed"}), relaxed
    if pending.kind == "handoff":
        return Action("handoff", {"reason": pending.reason}), settled
    if pending.kind == "add":
        return Action("add_to_cart", {"id": pending.product_id, "text": ""}), settled
    return Action("ask", {"what": "variant", "id": pending.product_id}), settled


_DECLINED = {"handoff": "handoff_declined", "variant": "ok", "add": "ok"}


def _compare(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    ids = read.references
    if len(ids) == 1:
        others = [i for i in (state.focus, *state.shown) if i and i != ids[0]]
        ids = (*ids, *others[:1])
    if not ids:
        ids = state.shown[:2]
    if len(ids) >= 2:
        return Action("compare", {"ids": ids}), state
    if read.product_words and read.search_text.strip():
        limits = merge(Constraints(), read.constraints, read.refinement)
        fresh = state.with_(topic=read.search_text.strip(), constraints=limits, shown=(), seen=())
        return Action("compare", {"ids": ()}), fresh
    return Action("ask", {"what": "compare"}), state


def _ask_about_product(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    """About the product pointed at, talked about, or shown first; with none, it is a search."""
    named = set(read.product_words) - set(words(state.topic))
    target = read.references[0] if read.references else ""
    if not target and not named:
        target = state.focus or (state.shown[0] if state.shown else "")
    if target:
        include = read.constraints.include
        slots = {"id": target, "question": read.text, "wanted": (*include.colours, *include.sizes)}
        return Action("answer", slots), state.with_(focus=target)
    if asks_for_things(read) or read.search_text.strip():
        action, fresh = find(state, read, Intent.FIND_PRODUCT)
        if action.name == "find":
            return Action("find", {"mode": "new", "question": read.text}), fresh
    return Action("ask", {"what": "which_product"}), state


def _add(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    target = read.references[0] if read.references else state.focus
    if not target and len(state.shown) == 1:
        target = state.shown[0]
    if target:
        name = "remove_from_cart" if REMOVE.search(read.text) else "add_to_cart"
        return Action(name, {"id": target, "text": read.text}), state.with_(focus=target)
    if read.product_words:
        return find(state, read, Intent.FIND_PRODUCT)
    return Action("ask", {"what": "which_product"}), state


def _view_cart(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    if REMOVE.search(read.text) and (read.references or state.focus):
        target = read.references[0] if read.references else state.focus
        return Action("remove_from_cart", {"id": target}), state
    return Action("view_cart"), state


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
    return Action("complaint", {"id": target}), state


def _person(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    return Action("handoff", {"reason": "asked for a person"}), state


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
        return _view_cart(state, read, intent)
    if asks_for_things(read) or read.refinement.cheaper or read.refinement.more:
        return find(state, read, Intent.REFINE_SEARCH)
    return Action("chat", {"kind": "deny" if state.topic else "ok"}), state


def _outside(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    return Action("out_of_scope", {"question": read.text}), state


_RULES: Mapping[Intent, Callable[[DialogueState, Understanding, Intent], Decision]] = {
    Intent.FIND_PRODUCT: find,
    Intent.REFINE_SEARCH: find,
    Intent.RECOMMEND: recommend,
    Intent.PRODUCT_QUESTION: _ask_about_product,
    Intent.COMPARE_PRODUCTS: _compare,
    Intent.ADD_TO_CART: _add,
    Intent.VIEW_CART: _view_cart,
    **dict.fromkeys(ABOUT_PAGES, _page),
    **dict.fromkeys(ABOUT_ORDERS, _order),
    Intent.COMPLAINT: _complain,
    Intent.HUMAN_AGENT: _person,
    Intent.SMALL_TALK: _talk,
    Intent.AFFIRM: _affirm,
    Intent.DENY: _deny,
    Intent.OUT_OF_SCOPE: _outside,
}
