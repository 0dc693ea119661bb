"""Titles short enough to stand in a sentence. Pure."""

import re

from assistant.parts import Catalogue
from retrieval.errors import DaogouError

LONGEST = 80
"""Characters; a title of at most so many is told whole."""
SHORTEST = 20
"""A shorter beginning says too little."""
_BREAK = re.compile(r"\s*(?:[,;|(\[–—]|\s-\s|\swith\s|\sfor\s)")


def short_title(title: str) -> str:
    """The beginning of a long title, up to its first break; what is cut is marked."""
    if len(title) <= LONGEST:
        return title
    for found in _BREAK.finditer(title):
        if SHORTEST <= found.start() <= LONGEST:
            return f"{title[: found.start()]} …"
    return f"{title[:LONGEST].rsplit(' ', 1)[0]} …"


def title_in(store: Catalogue, product_id: str) -> str:
    """A product's title; empty for one that is not there (any more)."""
    try:
        return store.get(product_id).title
    except DaogouError:
        return ""
