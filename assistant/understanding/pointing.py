"""What a message points at in the light of what is on display and of a question that is open."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from assistant.state import DialogueState
from assistant.understanding.choices import choose
from assistant.understanding.references import References, resolve_references
from retrieval.errors import DaogouError
from retrieval.types import Product


@dataclass(frozen=True, slots=True)
class Pointed:
    """A message with what it points at."""

    text: str
    """The message; the earlier one that was not clear, where this one makes it so."""
    references: References
    rest: str
    """``text`` without the words for single products: "do you have the blue one in L" leaves "do
    you have in L", so that their qualities are not taken for limits."""
    resumed: bool = False
    """Whether an earlier message is meant."""


def read_pointing(text: str, state: DialogueState, product: Callable[[str], Product]) -> Pointed:
    """What ``text`` points at, ``text`` being a cleaned message.

    Where "which one do you mean?" is open and the message answers it, the earlier message is read
    again with the others ruled out; an answer that still fits several leaves it unclear.

    Args:
        product: a product by id; a DaogouError for one that the catalogue lost.
    """
    shown = _known(state.shown, product)
    focus = state.focus or None
    pending = state.pending
    if pending is not None and pending.kind == "which":
        among = _known(pending.options, product)
        answer = choose(text, among)
        left = answer.ids or answer.ambiguous
        if left:
            out = tuple(one.id for one in among if one.id not in left)
            ruled_out = out if len(left) < len(among) else ()
            found = resolve_references(pending.said, shown or among, focus, ruled_out)
            among_these = set(found.ids) <= set(pending.options)
            if answer.ids and among_these and not found.refused:
                found = References(answer.ids, spans=found.spans)
            return Pointed(pending.said, found, without(pending.said, found.spans), True)
    found = resolve_references(text, shown, focus)
    if not found.ids and not found.refused and state.page and state.page == focus:
        found = _on_page(text, shown, _known((focus,), product)) or found
    return Pointed(text, found, without(text, found.spans))


def _on_page(text: str, shown: Sequence[Product], page: Sequence[Product]) -> References | None:
    """What a message that points at nothing shown points at on the product page that the talk is
    about: "is this jacket waterproof?"; None: neither at that."""
    if not page or page[0] in shown:
        return None
    found = resolve_references(text, page, page[0].id)
    return found if found.ids or found.refused else None


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with the words at ``spans`` taken out."""
    left = text
    for start, end in sorted(spans, reverse=True):
        left = f"{left[:start]} {left[end:]}"
    return " ".join(left.split()) if spans else text


def _known(ids: Sequence[str], product: Callable[[str], Product]) -> list[Product]:
    found = []
    for product_id in ids:
        with suppress(DaogouError):
            found.append(product(product_id))
    return found
