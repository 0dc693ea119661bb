"""Everything that can go wrong in Daogou, as one small tree.

    DaogouError                 one plain sentence with the way to mend it
    ├── CatalogueError          a product source, row or mapping that cannot be read
    ├── StoreError              an index folder that is missing, damaged or of another model
    └── ModelError              weights or a base model that cannot be loaded

``ranking.errors`` and ``assistant.errors`` add their own branches. The command line prints the
message on stderr and exits with 1; the pages show it without a traceback.
"""


class DaogouError(Exception):
    """Base of all errors meant for a person: the message says what to do next."""


class CatalogueError(DaogouError):
    """A product source, a row of it or a column mapping cannot be used."""


class StoreError(DaogouError):
    """The search index is missing, damaged, or was made with another encoder."""


class ModelError(DaogouError):
    """A base model or a set of trained weights is missing, damaged or of another kind."""
