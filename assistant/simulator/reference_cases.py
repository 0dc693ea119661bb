"""Follow-up messages that point at products shown, with the truth by construction.

Each maker looks at one list of products and yields phrases with what they mean, worked out from the
records alone. Where careful people could disagree it yields nothing.
"""

import random
from collections.abc import Iterator, Mapping

from assistant.simulator.by_looks import (
    amounts,
    brands,
    colours,
    fragments,
    materials,
    price_extremes,
    prices,
    rating_extremes,
    weight_extremes,
)
from assistant.simulator.by_place import (
    counts,
    ids,
    ordinals,
    others,
    positions,
    pronouns,
    sides,
)
from assistant.simulator.meanings import Maker, Meaning, Shown


def several(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """Two at once, each pointed at in its own way."""
    makers = [ordinals, ordinals, positions, brands, colours, price_extremes, fragments]
    parts: list[Meaning] = []
    for maker in rng.sample(makers, len(makers)):
        found = next((m for m in maker(shown, noun, rng) if len(m.ids) == 1), None)
        if found and not any(found.ids == part.ids for part in parts):
            parts.append(found)
        if len(parts) == 2:
            break
    if len(parts) < 2:
        return
    a, b = parts
    said = rng.choice((f"compare {a.phrase} and {b.phrase}", f"{a.phrase} and {b.phrase}",
                       f"what is the difference between {a.phrase} and {b.phrase}?",
                       f"{a.phrase} or {b.phrase}, which is better?",
                       f"how does {a.phrase} compare with {b.phrase}?"))  # fmt: skip
    yield Meaning(said, (*a.ids, *b.ids), whole=True)


_NOTHING = (
    "something cheaper please", "do you ship to Canada?", "what are your opening hours?",
    "do you have any second hand {noun}?", "anything in another colour?", "sort by price",
    "at least four stars", "under $30 please", "my last order has not arrived", "start over",
    "can I pay in three instalments?", "I have one more question: do you take credit cards?",
    "do you have other {noun}?", "show me {noun} from another brand", "show me two more",
    "this is the first time I shop here", "thanks, that is all", "not what I had in mind",
    "what is your return policy?", "I am looking for {noun} for my sister",
    "I need {noun} by next Friday", "is there a discount for a second purchase?",
    "could you give me a hand?", "I'd rather have something lighter", "let me think for a second",
    "no more than two hundred dollars", "how long does delivery take?", "show me more",
)  # fmt: skip


def nothing(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """Messages that point at no product shown."""
    yield Meaning(rng.choice(_NOTHING).format(noun=noun), whole=True)


MAKERS: Mapping[str, Maker] = {
    "ordinal": ordinals,
    "position": positions,
    "side": sides,
    "brand": brands,
    "colour": colours,
    "material": materials,
    "title fragment": fragments,
    "attribute value": amounts,
    "price said": prices,
    "price extreme": price_extremes,
    "rating extreme": rating_extremes,
    "weight extreme": weight_extremes,
    "id": ids,
    "count": counts,
    "pronoun": pronouns,
    "other": others,
    "several": several,
    "nothing": nothing,
}
