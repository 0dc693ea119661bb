"""What a short answer to "which one do you mean?" chooses. Pure."""

import re
from collections.abc import Sequence

from assistant.understanding.clean import clean_message
from assistant.understanding.descriptions import Descriptions
from assistant.understanding.lexicon import word_set
from assistant.understanding.references import References, resolve_references
from assistant.understanding.tokens import Token, tokenize
from retrieval.types import Product

_ALL = re.compile(
    r"^\W*(?:both|all)(?: (?:of )?(?:them|these|those|two|three|four))?\W*(?:please)?\W*$", re.I
)
_FILLER = word_set(
    """
    the a an that this one ones please i mean meant want take like prefer d ll m s it is its in of
    with by from for at to me my on yes yeah ok okay oh um well maybe think guess choose pick go
    sure no not sorry just be would will rather colour color brand version product item lets let
    has have which was talking about thanks made and make
    """
)
"""Words of an answer that choose nothing."""


def choose(answer: str, among: Sequence[Product]) -> References:
    """The product of ``among`` that a short answer chooses; several that fit it are ambiguous.

    "The blue one", "blue", "second", "lumenhall", "the cheaper one", "2" and an id choose; an
    answer that says more than that ("show me red ones under 50") chooses nothing.
    """
    text = clean_message(answer)
    if _ALL.match(text):
        return References(tuple(product.id for product in among))
    tokens = [t for t in tokenize(text) if t.is_word or t.norm in "$€£"]
    said = [t for t in tokens if t.norm not in _FILLER]
    if not said or len(said) > 8:
        return References()
    alone = said[0].norm
    if len(said) == 1 and alone.isdigit() and 0 < int(alone) <= len(among):
        return References((among[int(alone) - 1].id,))
    for phrased in (text, f"the {text}", f"the {text} one"):
        found = resolve_references(phrased, among, None)
        if (found.ids or found.ambiguous) and _covered(phrased, found):
            return found
    fits = tuple(product.id for product in Descriptions(among).matching(said))
    if len(fits) == 1:
        return References(fits)
    return References(ambiguous=fits if len(fits) < len(among) else ())


def _covered(text: str, found: References) -> bool:
    """Whether nothing of substance is said beside what points."""

    def inside(token: Token) -> bool:
        return any(start <= token.start < end for start, end in found.spans)

    left = [t for t in tokenize(text) if t.is_word and not inside(t)]
    return bool(found.spans) and all(t.norm in _FILLER for t in left)
