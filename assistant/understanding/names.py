"""Which names of a catalogue's categories and brands shoppers may say, and in which forms."""

import re
from collections.abc import Collection, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.understanding.lexicon import (
    AFTER_HEAD,
    COLOURS,
    FEATURES,
    MATERIALS,
    english_words,
    word_set,
)
from assistant.understanding.tokens import keys

_SKIPPED_NODES = word_set(
    """
    other all new sale product misc miscellaneous general default uncategorized featured gift
    item more deal set one thing man woman kid child baby toddler boy girl unisex adult teen
    """
)
"""Nodes too general to be a limit, or an audience; in the singular."""
_NO_NODE_ALONE = word_set(
    "accessory supply part equipment tool more refill cover service care living"
)
"""Nouns that, as one part of "Printers & accessories", name nothing by themselves."""
_SKIPPED_BRANDS = word_set(
    """
    generic unknown unbranded none n/a na no various other others brand the a store
    """
)
_SHORTEST_SLIP = 5
"""Letters of a brand that is guessed from a slip."""
_COMPANY = re.compile(
    r"(?:\s*(?:&|\band\b))?[,\s]+(?:inc|ltd|llc|gmbh|corp|co|company|limited|plc)\.?$", re.I
)
_PARTS = re.compile(r"\s*(?:&|,|/|\band\b)\s*", re.I)


def node_names(node: str, whole: Collection[tuple[str, ...]]) -> Iterable[str]:
    """The phrases that stand for a category node: itself and, unless another node is called so
    (``whole``: the comparable words of all nodes), its parts."""
    for name in (node, *_parts(node)):
        words = tuple(w for w in keys(name) if w != "and")
        if name != node and (words in whole or (words[-1:] and words[-1] in _NO_NODE_ALONE)):
            continue
        if words and " ".join(words) not in _SKIPPED_NODES and len("".join(words)) > 2:
            yield name


def brand_names(brand: str) -> Iterable[str]:
    """A brand as it is written and without "Ltd" and the like; nothing for "Generic" or numbers."""
    for name in dict.fromkeys((brand, _COMPANY.sub("", brand))):
        letters = re.sub(r"\W", "", name)
        if len(letters) >= 2 and not letters.isdigit() and name.lower() not in _SKIPPED_BRANDS:
            yield name


def ordinary_words(nodes: Iterable[str]) -> frozenset[str]:
    """Words that are more than a brand's name: those of the language, of limits and of category
    nodes."""
    said = {w for c in (*COLOURS, *MATERIALS, *FEATURES) for w in keys(c)}
    return english_words()[0] | said | {w for node in nodes for w in keys(node)} | AFTER_HEAD


def brands_near(said: str, joined: Mapping[str, str]) -> tuple[str, ...]:
    """The brands that folded words may be one slip away from.

    joined: brands by their folded words without spaces between them.
    """
    name = said.replace(" ", "")
    if len(name) < _SHORTEST_SLIP or name in joined:
        return ()
    near = process.extract(name, joined.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
    return tuple(joined[one] for one, _, _ in near)


def _parts(node: str) -> Iterable[str]:
    """The nodes that "Mugs & cups" names. A bare second word may share the modifier of the first
    ("Hiking boots & shoes"), a bare singular the head of the last ("Laptop & messenger bags");
    neither stands for something by itself."""
    parts = [p for p in _PARTS.split(node) if p]
    if len(parts) < 2:
        return ()
    if all(len(p.split()) == 1 for p in parts):
        return parts
    lone_first = len(parts[0].split()) == 1
    return [
        p
        for i, p in enumerate(parts)
        if len(p.split()) > 1 or (p.lower().endswith("s") and (i == 0 or lone_first))
    ]
