"""Who visits the sample shop: a random id in a cookie of its own, and nothing else."""

import hmac
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

from fastapi import Request, Response

from assistant.service.cart import owner_of

COOKIE = "daogou_shop"
KEPT_SECONDS = 30 * 24 * 3600
_ID = re.compile(r"visitor-[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser. Its id is 128 random bits, so that nobody can take another's place, and has a
    form that no customer's id has."""

    id: str
    known: bool
    """Whether the browser already sends the cookie."""
    tracked: bool
    """Whether what they do may be remembered: they have not asked for the contrary."""

    @property
    def owner(self) -> str:
        """Of the cart."""
        return owner_of(self.id, "")

    @property
    def shopper_id(self) -> str | None:
        """As whom they count in ranking; None: they do not."""
        return self.id if self.tracked else None

    @property
    def form_token(self) -> str:
        """Stands in every form: another site can neither read nor guess it."""
        return sha256(f"forms of {self.id}".encode()).hexdigest()

    def sent_by(self, given: str) -> bool:
        """Whether a form came from a page of this visitor's."""
        return self.known and hmac.compare_digest(given.encode(), self.form_token.encode())


def visitor_of(request: Request) -> Visitor:
    """Who sends a request; somebody new has an id that no browser knows yet."""
    given = request.cookies.get(COOKIE, "")
    known = _ID.fullmatch(given) is not None
    asked = request.headers.get("dnt") == "1" or request.headers.get("sec-gpc") == "1"
    return Visitor(given if known else f"visitor-{secrets.token_hex(16)}", known, not asked)


def remember(response: Response, visitor: Visitor, secure: bool) -> None:
    """Give the browser its id. It is not for scripts, and other sites cannot send it with forms."""
    response.set_cookie(
        COOKIE, visitor.id, max_age=KEPT_SECONDS, path="/shop", httponly=True, samesite="lax",
        secure=secure,
    )  # fmt: skip


def prefetched(request: Request) -> bool:
    """Whether a browser loads a page in advance, so that nobody looks at it yet."""
    return "prefetch" in request.headers.get("sec-purpose", request.headers.get("purpose", ""))
