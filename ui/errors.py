"""Errors of the faces (see ``retrieval.errors`` for the tree)."""

from retrieval.errors import DaogouError


class ServeError(DaogouError):
    """The server cannot be started as asked."""
