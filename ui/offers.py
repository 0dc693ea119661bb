"""What a shop offers besides talking: search by photo, and a checkout of its own."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.carts import FilledLine
from assistant.checkout_link import link
from ui.errors import LargePhotoError, NoPictureError

MAX_PHOTO = 4 * 1024 * 1024
"""Bytes of a photo; the faces send some ten thousand."""


@dataclass(frozen=True, slots=True)
class Offers:
    """One shop's.

    Args:
        find_by_photo: the bytes of a photo -> ids of products, best first; None: it is not there.
            Raises NoPictureError for what is none, a FaceError while it cannot look.
        checkout: the template of the checkout's address (``assistant.checkout_link``) as it is
            now; "": the shop has named none.
    """

    find_by_photo: Callable[[bytes], Sequence[str]] | None = None
    checkout: Callable[[], str] = str

    def checkout_of(self, lines: Sequence[FilledLine], conversation: str) -> str:
        """Where a cart is paid; "": the shop has named no such place, or the cart is empty."""
        return link(self.checkout(), lines, conversation)


def photo_of(told: str) -> bytes:
    """The photo in base64, checked by how it begins; what it is worth shows when it is read.

    Raises:
        LargePhotoError, NoPictureError: the sentence is for the shopper.
    """
    if len(told) > MAX_PHOTO * 4 // 3 + 4:
        raise LargePhotoError(f"This photo is over {MAX_PHOTO // 1024**2} MB: choose another.")
    try:
        content = base64.b64decode(told, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoPictureError("This file did not arrive whole: please try again.") from error
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if not webp and not content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise NoPictureError("I cannot read this file: choose a photo (JPEG, PNG or WebP).")
    return content
