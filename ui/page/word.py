"""A word on what was done: what the page's script shows for a moment, says and stores."""

import json
from dataclasses import dataclass
from uuid import uuid4

from ui.markup import text


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the browser is to save."""

    name: str
    kind: str
    """MIME type."""
    content: str


def news(
    said: str = "",
    *,
    pieces: int | None = None,
    trouble: bool = False,
    heard: str = "",
    gone: str = "",
    file: Download | None = None,
    see_cart: bool = False,
) -> str:
    """The markup of a word.

    Args:
        pieces: in the cart; None: as many as before.
        trouble: whether it says what could not be done.
        heard: goes into the message box.
        gone: id of a product that is not shown any more.
        see_cart: whether a way to the cart is offered with it.
    """
    told = {
        "said": said,
        "pieces": pieces,
        "trouble": trouble,
        "heard": heard,
        "gone": gone,
        "cart": see_cart,
        "file": None if file is None else [file.name, file.kind, file.content],
    }
    # The mark makes the same word twice two words.
    return f'<span hidden data-mark="{uuid4().hex}" data-news="{text(json.dumps(told))}"></span>'
