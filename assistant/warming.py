"""What would make the first shopper wait, done before there is one."""

from assistant.assistant import Assistant
from assistant.jsonable import FACETS
from assistant.parts import Searcher
from retrieval.types import Constraints, Facets, Measure, Query


def warm(assistant: Assistant, searcher: Searcher) -> None:
    """Search, filter and make a front page once, so that models and columns are read."""
    first = next(iter(assistant.catalogue("", 1)), None)
    if first is None:
        return
    assistant.search(first.title, None, 1, counted=False)
    for name in FACETS:
        values: dict[str, tuple[str, ...]] = {name: ("black",)}
        searcher.search(Query("", Constraints(include=Facets(**values)), 1))
        searcher.search(Query("", Constraints(exclude=Facets(**values)), 1))
    searcher.search(Query("", Constraints(measures=(Measure("weight"),)), 1))
    assistant.shelves.front(None)
