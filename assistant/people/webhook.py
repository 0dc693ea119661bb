"""Tickets for a shop with its own desk: JSON posted to its address, signed so that it can be told
from anybody else's.

``Daogou-Signature: t=UNIX_SECONDS,v1=HEX`` holds the HMAC-SHA256 over ``"SECONDS.BODY"``.
"""

import hmac
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from assistant.people.outbox import EVENTS, DeliveryError, Outgoing, ticket_to_json
from assistant.people.types import Ticket
from assistant.storage.orders import utc_now

_PATIENCE_SECONDS = 10


def compose(event: str, ticket: Ticket, text: str) -> Mapping[str, Any] | None:
    """What is posted of an event; None: it is not for this channel."""
    if event not in EVENTS:
        return None
    return {"event": event, "ticket": ticket_to_json(ticket), "text": text}


class Webhook:
    """Posts to one address; anything but a 2xx answer is a failure.

    Args:
        secret: signs what is posted; empty: nothing is signed.
    """

    def __init__(self, url: str, secret: str, now: Callable[[], datetime] = utc_now) -> None:
        self._url = url
        self._secret = secret
        self._now = now
        self._opener = urllib.request.build_opener(_NoRedirect)

    def __call__(self, message: Outgoing) -> None:
        """Deliver one message. Raises DeliveryError."""
        body = json.dumps({"id": message.id, **message.body}).encode()
        headers = {
            "Content-Type": "application/json",
            "Daogou-Delivery": message.id,
            "Daogou-Event": message.event,
        }
        if self._secret:
            seconds = int(self._now().timestamp())
            signature = sign(body, seconds, self._secret)
            headers["Daogou-Signature"] = f"t={seconds},v1={signature}"
        request = urllib.request.Request(self._url, body, headers, method="POST")
        try:
            with self._opener.open(request, timeout=_PATIENCE_SECONDS):
                pass
        except urllib.error.HTTPError as error:
            error.close()
            raise DeliveryError(f"the webhook answered {error.code}") from None
        except OSError as error:  # URLError, timeouts and broken connections
            kind = getattr(error, "reason", error)
            raise DeliveryError(f"the webhook was not reached ({type(kind).__name__})") from None


def sign(body: bytes, seconds: int, secret: str) -> str:
    """HMAC-SHA256 over ``"SECONDS.BODY"`` in hex digits."""
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256).hexdigest()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Personal data goes to the address that the shop wrote down and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow nothing: the answer counts as a failure."""
