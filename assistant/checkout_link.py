"""The way from a cart here to the shop's own checkout: an address made from a template. Pure.

``https://shop.example/cart/{items}`` becomes ``https://shop.example/cart/J1-3:2,L1:1``.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from assistant.carts import FilledLine

PARTS = ("{items}", "{conversation}")
"""What a template may hold: the cart, and the conversation's id."""
_MOST_CHARS = 1_000
_BRACES = re.compile(r"[{}]")


def fault(template: str) -> str:
    """Why an address cannot be the checkout's, in a sentence; "": it can, or there is none."""
    if not template:
        return ""
    bare = template
    for part in PARTS:
        bare = bare.replace(part, "x")
    if _BRACES.search(bare):
        return f"Only {' and '.join(PARTS)} can be filled in the checkout's address."
    if len(template) > _MOST_CHARS or not template.isprintable() or " " in template:
        return f"The checkout's address is one word of at most {_MOST_CHARS:,} characters."
    try:
        address = urlsplit(bare)
        named = address.hostname
        _ = address.port
    except ValueError:
        named = None
    if not named or address.scheme not in ("http", "https"):
        return "The checkout's address begins with https:// or http:// and the name of a server."
    if "@" in address.netloc or not template.startswith(f"{address.scheme}://{address.netloc}"):
        return "The checkout's server is named as it is: without a login, and with nothing to fill."
    return ""


def link(template: str, lines: Sequence[FilledLine], conversation: str) -> str:
    """Where this cart is paid; "": nowhere, or it is empty.

    ``{items}`` becomes ``ID:QUANTITY,ID:QUANTITY``, each the id of the form that was chosen, else
    of the product.
    """
    if not template or not lines:
        return ""
    items = ",".join(
        f"{quote(line.variant.id if line.variant else line.product.id, safe='')}:{line.quantity}"
        for line in lines
    )
    return template.replace("{items}", items).replace("{conversation}", quote(conversation, ""))
