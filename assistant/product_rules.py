"""Rules of the policy about shown products: compare, ask, add, explain, turn down. Pure."""

from assistant.cues import (
    ANY_OF_SHOWN,
    FURTHEST,
    MOST_OF_SHOWN,
    NAMES_TWO,
    OF_ALL,
    REMOVE,
    SETS_BESIDE,
    THERE_IS,
    WHICH_OF,
)
from assistant.limits import merge
from assistant.remembered import Pending
from assistant.search_rules import Decision, asks_for_things, find, new_search
from assistant.state import DialogueState
from assistant.topic import content
from assistant.types import Action, Intent, Understanding
from assistant.understanding.extremes import find_furthest
from retrieval.text import words
from retrieval.types import Constraints

_EXPLAINED = ("show_products", "recommend", "explain", "compare", "answer_product_question")
"""Actions after which "why?" asks for the reasons of what is shown."""


_BESIDE = frozenset(words("compare comparing comparison difference different versus vs two three"))
"""Stemmed words that set things side by side and name none."""


def which(state: DialogueState, ids: tuple[str, ...], said: str) -> Decision:
    """Ask which of some products was meant; the message is carried out once that is clear."""
    return (
        Action("ask", {"what": "which", "ids": ids}),
        state.with_(pending=Pending("which", options=ids, said=said)),
    )


def of_shown(state: DialogueState, read: Understanding) -> Decision | None:
    """A question to all that is shown: "which is the cheapest?", "does any of them have a hood?"
    None: the message is none."""
    if read.refused or set(read.product_words) - set(words(state.topic)):
        return None
    closed = MOST_OF_SHOWN.search(read.text)
    most = closed or (WHICH_OF.search(read.text) and FURTHEST.search(read.text))
    all_or_one = len(read.references) < 2 or read.references == state.shown
    if most and len(state.shown) > 2 and all_or_one:  # two are compared
        # Where nothing else is said, what is pointed at is what goes furthest by the records.
        pointed = (read.references or read.ambiguous) if closed and len(read.references) < 2 else ()
        slots = {"ids": state.shown, "most": read.text, "pointed": pointed}
        return Action("of_shown", slots), state
    any_of = ANY_OF_SHOWN.search(read.text)
    if any_of and len(state.shown) > 1 and (not any_of["of_all"] or len(read.references) > 1):
        limits = read.constraints
        if limits.price.min or limits.price.max or limits.min_rating or limits.measures:
            return find(state, read, Intent.REFINE_SEARCH)
        return _any_of(state, read, read.references or state.shown)
    return None


def _any_of(state: DialogueState, read: Understanding, ids: tuple[str, ...]) -> Decision:
    """Ask each of them the same: "do any of these have a lid?" becomes "do it have a lid?" """
    include = read.constraints.include
    question = ANY_OF_SHOWN.sub(
        lambda match: f"{match['verb'] or match['of_all'] or ''} it", read.text
    ).strip()
    slots = {"ids": ids, "any": question, "wanted": (*include.colours, *include.sizes)}
    return Action("of_shown", slots), state


def compare(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    """Two or more side by side: those pointed at, else the first ones shown."""
    ids = read.references
    other = bool(set(read.product_words) - set(words(state.topic)))
    if other and find_furthest(read.text):  # the lightest tent is none of the kettles on display
        return find(state, read, Intent.FIND_PRODUCT)
    if len(ids) == 1:
        others = [i for i in (state.focus, *state.shown) if i and i != ids[0]]
        ids = (*ids, *others[:1])
    if not ids and not other:
        whole = state.last_action == "compare" or OF_ALL.search(read.text)
        ids = state.shown if whole else state.shown[:2]
    if len(ids) >= 2:
        return Action("compare", {"ids": ids, "question": read.text}), state
    named = [word for word in content(read.search_text) if word not in _BESIDE]
    if read.beyond or not (named or asks_for_things(read)):
        return Action("ask", {"what": "compare"}), state
    if not NAMES_TWO.search(read.text):  # "which tent is the lightest?"
        return find(state, read, Intent.FIND_PRODUCT)
    limits = merge(Constraints(), read.constraints, read.refinement)
    return Action("compare", {"ids": ()}), new_search(state, read.search_text.strip(), limits)


def ask_about_product(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    """About the product pointed at, talked about, or shown first; with none, it is a search."""
    named = set(read.product_words) - set(words(state.topic))
    if len(read.references) > 1:
        beside = SETS_BESIDE.search(read.text)
        return compare(state, read, intent) if beside else _any_of(state, read, read.references)
    target = read.references[0] if read.references else ""
    if state.shown and not target and THERE_IS.search(read.text):
        return find(state, read, Intent.REFINE_SEARCH)
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


def add(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    """Into the cart: what is pointed at, talked about, or alone on display."""
    if len(read.references) > 1:
        return which(state, read.references, read.text)  # one at a time: each has its own form
    target = read.references[0] if read.references else state.focus
    if not target and len(state.shown) == 1:
        target = state.shown[0]
    if target:
        name = "remove_from_cart" if REMOVE.search(read.text) else "add_to_cart"
        wanted = (*read.constraints.include.colours, *read.constraints.include.sizes)
        slots = {"id": target, "text": read.text, "wanted": wanted}
        return Action(name, slots), state.with_(focus=target)
    if read.product_words:
        return find(state, read, Intent.FIND_PRODUCT)
    return Action("ask", {"what": "which_product"}), state


def view_cart(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    """What the cart holds; "remove it" takes something out."""
    if REMOVE.search(read.text) and (read.references or state.focus):
        target = read.references[0] if read.references else state.focus
        return Action("remove_from_cart", {"id": target}), state
    return Action("view_cart"), state


def explain(state: DialogueState, read: Understanding) -> Decision | None:
    """The reasons of what is shown; None: nothing is shown that they could be asked for."""
    target = next(iter((*read.references, *filter(None, (state.focus,)), *state.shown)), "")
    if not target or not (read.references or state.last_action in _EXPLAINED):
        return None
    return Action("explain", {"id": target}), state.with_(focus=target)


def turn_down(state: DialogueState, read: Understanding) -> Decision:
    """Show others instead of what is not wanted; in a cart, take it out."""
    if state.last_action == "view_cart":
        return Action("remove_from_cart", {"id": read.refused[0]}), state
    return find(state, read, Intent.REFINE_SEARCH)
