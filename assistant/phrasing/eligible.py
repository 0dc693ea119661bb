"""Which replies a language model may word anew, and which messages it may answer. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.outcome import Outcome
from assistant.phrasing.guard import Source
from assistant.phrasing.small_talk import KINDS, may_answer
from assistant.privacy.masking import mask
from assistant.service.answers import ProductAnswer
from assistant.types import Message, Reply
from retrieval.errors import DaogouError
from retrieval.types import Product

REPHRASED = frozenset(
    (
        "show_products",
        "recommend",
        "recommend_none",
        "nothing_fits",
        "nothing_found",
        "no_more",
        "compare",
        "explain",
        "answer_product_question",
    )
)
"""Actions that only tell of products. All that changes something, refuses, asks who somebody is,
quotes the shop's pages or brings in a person goes out as it is."""
_OPEN = frozenset(("relax", "narrow"))
"""Questions that may be open behind a rephrased reply."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Small talk to be answered."""

    message: str
    """Without personal data."""


def task(
    message: Message,
    reply: Reply,
    outcomes: Sequence[Outcome],
    product: Callable[[str], Product],
    *,
    greeted: bool,
) -> Source | Talk | None:
    """What a model may do for a reply; None: nothing, it goes out as it is.

    Args:
        outcomes: of the parts of the message.
        greeted: whether the shop has a greeting of its own.
    """
    if len(outcomes) != 1 or message.tap is not None:
        return None
    outcome = outcomes[0]
    pending = outcome.state.pending
    if outcome.reminder or reply.orders or outcome.state.language != "en":
        return None
    if pending is not None and pending.kind not in _OPEN:
        return None
    if outcome.action.name == "chat":
        kind = outcome.action.slots.get("kind")
        own = kind == "greeting" and greeted
        if pending is not None or kind not in KINDS or own or not may_answer(message.text):
            return None
        return Talk(mask(message.text))
    if outcome.action.name not in REPHRASED or mask(reply.text) != reply.text:
        return None
    if not _plainly_told(outcome.action.slots.get("answer")):
        return None
    shown = [card.product for card in reply.cards]
    found = {one.id: one for one in (*shown, *_products(outcome, product))}
    return Source(reply.text, tuple(found.values()), outcome.state.topic)


def _plainly_told(answer: object) -> bool:
    """Whether an answer about a product is a field of its record or one quotation. Counts of
    reviewers are exact statements, and reviews and descriptions speak for themselves."""
    return not isinstance(answer, ProductAnswer) or (
        answer.source not in ("reviews", "aspect", "about") and not answer.counts
    )


def _products(outcome: Outcome, product: Callable[[str], Product]) -> Iterator[Product]:
    """The products that an action speaks of."""
    slots = outcome.action.slots
    ids = [slots.get(name) for name in ("id", "of", "furthest")]
    ids += [*slots.get("ids", ()), *(one.than for one in slots.get("further", ()))]
    for product_id in ids:
        try:
            if isinstance(product_id, str) and product_id:
                yield product(product_id)
        except DaogouError:  # it has left the catalogue
            continue
    for near in slots.get("nearest", ()):
        yield near.product
