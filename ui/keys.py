"""API keys of the shop's servers: only their digests are kept, and compared in constant time."""

import hmac
import re
from hashlib import sha256


class ApiKeys:
    """The keys that a server may come with.

    Args:
        keys: separated by blanks or commas; empty: there are none.
    """

    def __init__(self, keys: str = "") -> None:
        given = filter(None, re.split(r"[\s,]+", keys))
        self._digests = tuple(sha256(key.encode()).digest() for key in given)

    def __bool__(self) -> bool:
        return bool(self._digests)

    def name_of(self, given: str) -> str:
        """A short name of the key, from which it cannot be told; empty: it is none of them."""
        digest = sha256(given.encode()).digest()
        # All are compared, so that the time does not tell how far it came.
        genuine = [hmac.compare_digest(digest, one) for one in self._digests]
        return digest.hex()[:12] if any(genuine) else ""
