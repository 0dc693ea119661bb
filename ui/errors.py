"""Errors of the faces (see ``retrieval.errors`` for the tree)."""

from retrieval.errors import DaogouError


class ServeError(DaogouError):
    """The server cannot be started as asked."""


class FaceError(DaogouError):
    """Something on a page that cannot be done; the sentence is for the shopper."""


class NoPictureError(FaceError):
    """A file that cannot be read as a photo."""


class LargePhotoError(FaceError):
    """A photo that is larger than is taken."""
