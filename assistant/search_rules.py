"""Rules of the policy about searching: a new search, the present one changed, a recommendation."""

from dataclasses import replace

from assistant.cues import BY_PRICE, DESCRIBES, FOR_SOMEONE
from assistant.limits import merge
from assistant.state import DialogueState
from assistant.topic import content, grown
from assistant.types import Action, Intent, Understanding
from retrieval.text import words
from retrieval.types import Constraints, Sort

Decision = tuple[Action, DialogueState]
"""What to do, and the state to do it in."""


def asks_for_things(read: Understanding) -> bool:
    """Whether a message names a kind of thing or a limit."""
    return bool(read.product_words or read.constraints)


def find(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    """A new search, or the present one changed."""
    if read.refinement.similar and (read.references or state.focus):
        return Action("find", {"mode": "similar", "id": state.focus}), state
    if (state.topic or state.constraints) and not _starts_anew(state, read, intent):
        return _refine(state, read)
    limits = merge(Constraints(), read.constraints, read.refinement)
    topic = read.search_text.strip()
    if not topic and not limits:
        return Action("ask", {"what": "what"}), state
    fresh = state.with_(topic=topic, constraints=limits, shown=(), seen=(), focus="")
    return Action("find", {"mode": "new"}), fresh


def _starts_anew(state: DialogueState, read: Understanding, intent: Intent) -> bool:
    """Whether a message names another thing, rather than says more about the present one."""
    if set(read.product_words) - set(words(state.topic)):
        return True
    change = read.refinement
    changes = change.cheaper or change.dearer or change.more or change.drop or change.relative
    if intent is not Intent.FIND_PRODUCT or changes:
        return False
    if read.product_words:
        return True
    return bool(content(read.search_text)) and not DESCRIBES.search(read.search_text)


def _refine(state: DialogueState, read: Understanding) -> Decision:
    change = read.refinement
    limits = merge(state.constraints, read.constraints, change)
    said = "" if read.references else read.search_text
    topic = grown(state.topic, said, state.constraints, limits)
    if change.more and limits == state.constraints:
        return Action("find", {"mode": "more"}), state
    wishes = dict(change.relative)
    if limits.sort is Sort.RELEVANCE and wishes.get("rating", 0) > 0:
        limits = replace(limits, sort=Sort.RATING)
    if limits.sort is Sort.RELEVANCE and wishes.get("newness", 0) > 0:
        limits = replace(limits, sort=Sort.NEWEST)
    if limits.sort is Sort.RELEVANCE and BY_PRICE.search(read.text):
        limits = replace(limits, sort=Sort.PRICE_ASC)
    if change.relative and (topic, limits) == (state.topic, state.constraints):
        return Action("ask", {"what": "relative"}), state
    relative = "cheaper" if change.cheaper else "dearer" if change.dearer else ""
    anchors = read.references or state.shown
    if relative and read.constraints.price:
        relative = ""  # "something cheaper, under 30" states its own limit
    changed = state.with_(topic=topic, constraints=limits, seen=())
    return Action("find", {"mode": "refine", "relative": relative, "ids": anchors}), changed


def recommend(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    """By taste alone, unless the message says what kind of thing."""
    purpose = FOR_SOMEONE.search(read.search_text) and content(read.search_text)
    if read.product_words or read.constraints.include.categories or purpose:
        return find(state, read, Intent.FIND_PRODUCT)
    limits = merge(Constraints(), read.constraints, read.refinement)
    fresh = state.with_(topic="", constraints=limits, shown=(), seen=(), focus="")
    return Action("recommend"), fresh
