"""What is loaded once and stays is no garbage, and is not looked through for any.

A catalogue of a hundred thousand products is millions of objects; looking through them takes a
fifth of a start, and a second in the middle of a turn.
"""

import gc


def begin() -> None:
    """Much is loaded from here on: nothing of it is garbage."""
    gc.disable()


def done() -> None:
    """All that is there now stays; garbage is looked for among what comes after it."""
    gc.freeze()
    gc.enable()


def let_go() -> None:
    """Something that was to stay does not any more: its memory is given back."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
