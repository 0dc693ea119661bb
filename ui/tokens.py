"""Short-lived signed tokens with which a browser says who it is and what it may do.

The shop's server asks for one with its API key and hands it to the page; the page cannot change it.
"""

import base64
import binascii
import hmac
import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

PREFIX = "dgt_"
"""Tells a token from a key."""
LIFE = 15 * 60
"""Seconds that a token holds unless fewer or more are asked for."""
LONGEST_LIFE = 24 * 3600
LONGEST_CHAIN = 12 * 3600
"""Seconds after the first token in which it can be renewed by itself; then the shop's server, which
knows whether the shopper is still logged in, is asked again."""
_PURPOSE = b"daogou browser token 1\n"


@dataclass(frozen=True, slots=True)
class Rights:
    """What a token says; empty: it does not limit or name."""

    shopper_id: str = ""
    """Who the browser speaks for; empty: a guest."""
    conversation_id: str = ""
    """The only conversation it may use; empty: any that is not somebody else's."""
    origin: str = ""
    """The only site it may be used from: "https://shop.example"; empty: any."""
    expires: int = 0
    """Unix seconds."""
    life: int = LIFE
    began: int = 0
    """Unix seconds of the first token of its chain."""


def issue(rights: Rights, secret: str) -> str:
    """``dgt_PAYLOAD.MAC``: base64url of the rights as JSON, and of an HMAC-SHA256 over it."""
    payload = _encode(json.dumps(asdict(rights), separators=(",", ":")).encode())
    return f"{PREFIX}{payload}.{_mac(payload, secret)}"


def read(token: str, secret: str, now: float) -> Rights | None:
    """What a token says; None: not ours, damaged or too old. Compared in constant time."""
    payload, _, mac = token.removeprefix(PREFIX).partition(".")
    if not secret or not hmac.compare_digest(mac.encode(), _mac(payload, secret).encode()):
        return None
    try:
        rights = Rights(**json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))))
    except (ValueError, TypeError, binascii.Error):
        return None
    return rights if rights.expires > now else None


def renewed(rights: Rights, now: float) -> Rights | None:
    """The same rights for another while; None: they have been renewed for long enough."""
    if now - rights.began > LONGEST_CHAIN:
        return None
    return replace(rights, expires=int(now) + rights.life)


def _mac(payload: str, secret: str) -> str:
    return _encode(hmac.new(secret.encode(), _PURPOSE + payload.encode(), sha256).digest())


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
