"""Errors of the ranking stage (see ``retrieval.errors`` for the tree)."""

from retrieval.errors import DaogouError


class RankingError(DaogouError):
    """A session, an event or a training set that the ranker cannot use."""
