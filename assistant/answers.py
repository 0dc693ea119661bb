"""What a message answers to a question that the assistant has asked. Pure."""

from assistant.cues import INDIFFERENT, NO, OK_THEN, YES
from assistant.limits import merge
from assistant.people.contact import read_contact
from assistant.people.satisfaction import read_rating
from assistant.remembered import Pending
from assistant.search_rules import Decision, asks_for_things, changes_search
from assistant.service.forms import says_option
from assistant.state import DialogueState
from assistant.types import Action, Intent, Refinement, Understanding
from assistant.understanding.mending import is_slip_of
from retrieval.text import words
from retrieval.types import Constraints, Facets

_OTHER_WISHES = (
    Intent.ADD_TO_CART,
    Intent.COMPARE_PRODUCTS,
    Intent.PRODUCT_QUESTION,
    Intent.VIEW_CART,
)
_DECLINED = {
    "handoff": "handoff_declined",
    "contact": "contact_declined",
    "variant": "ok",
    "add": "ok",
    "which": "ok",
}


def answer_to_pending(
    state: DialogueState, settled: DialogueState, read: Understanding
) -> Decision | None:
    """What an answer to the pending question brings about; None: the message is none.

    Args:
        settled: the state without the question, in which the answer is carried out.
    """
    pending = state.pending
    assert pending is not None
    if pending.kind == "narrow":
        return _narrowed(pending, settled, read)
    if pending.kind == "rating":
        value = read_rating(read.text)
        return None if value is None else (Action("rated", {"value": value}), settled)
    if pending.kind == "contact" and read_contact(read.text).tried:
        return Action("contact", {"text": read.text, "again": bool(pending.said)}), settled
    if pending.kind == "which" and read.heard:
        return None  # the earlier message has been read again and is carried out as it stands
    if pending.kind == "variant":
        chosen = _form(pending, read)
        if chosen is not None:
            return chosen, settled
    yes = read.intent is Intent.AFFIRM or (YES.search(read.text) is not None and not _goes_on(read))
    no = read.intent is Intent.DENY or NO.search(read.text) is not None
    other = asks_for_things(read) or read.refused or read.refinement.drop
    if other or (yes and no) or not (yes or no):
        return None
    if no:
        if changes_search(read):
            return None
        return Action("chat", {"kind": _DECLINED.get(pending.kind, "deny")}), settled
    if pending.kind == "relax":
        relaxed = settled.limited(pending.constraints)
        return Action("find", {"mode": "relaxed"}), relaxed
    if pending.kind == "handoff":
        return Action("handoff", {"reason": pending.reason}), settled
    if pending.kind == "contact":
        return Action("contact", {"text": "", "again": bool(pending.said)}), settled
    if pending.kind == "add":
        return Action("add_to_cart", {"id": pending.product_id, "text": ""}), settled
    if pending.kind == "which":
        return Action("ask", {"what": "which", "ids": pending.options}), state
    return Action("ask", {"what": "variant", "id": pending.product_id}), settled


def _goes_on(read: Understanding) -> bool:
    """Whether "ok" only leads to another wish: "ok add the second to my cart"."""
    return read.intent in _OTHER_WISHES and OK_THEN.search(read.text) is not None


def _form(pending: Pending, read: Understanding) -> Action | None:
    """The form of a product that is chosen."""
    if any(says_option(read.text, option) for option in pending.options):
        said = f"{pending.said} {read.text}"
        return Action("add_to_cart", {"id": pending.product_id, "text": said})
    named = (*read.constraints.include.colours, *read.constraints.include.sizes)
    if named and not read.product_words:
        said = f"{pending.said} {read.text}"  # it may be made and sold out
        slots = {"id": pending.product_id, "text": said, "wanted": named}
        return Action("add_to_cart", slots)
    return None


def _narrowed(pending: Pending, settled: DialogueState, read: Understanding) -> Decision | None:
    """One of the choices that were offered, or that it does not matter."""
    found = Action("find", {"mode": "narrowed"})
    chosen = named_choices(pending.options, read.text)
    if chosen and pending.reason != "price":
        facet = pending.reason.partition(":")[0]
        choice = Constraints(include=Facets(**{facet: chosen}))
        limits = merge(settled.constraints, choice, Refinement())
        said = Constraints(price=read.constraints.price, exclude=read.constraints.exclude)
        return found, settled.with_(seen=()).limited(merge(limits, said, Refinement()))
    if read.constraints or read.product_words or read.refused:
        return None
    if INDIFFERENT.search(read.text) and not read.references:
        return Action("find", {"mode": "indifferent"}), settled
    return None


def named_choices(options: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The options whose words are all said, slips of the keyboard aside; of nested ones ("green",
    "moss green") the longer."""
    said = words(text)
    hits = [
        option
        for option in options
        if (mine := words(option)) and all(_is_said(word, said) for word in mine)
    ]
    return tuple(o for o in hits if not any(set(words(o)) < set(words(other)) for other in hits))


def _is_said(word: str, said: list[str]) -> bool:
    return word in said or any(is_slip_of(one, word) for one in said)
