"""Who may see the settings page: whoever has its key, for one session of a browser.

The session is a signed cookie that only this page is sent, and only by itself (SameSite=Strict,
HttpOnly); every form carries a token made of it, so that no other site can send one.
"""

import asyncio
import hmac
import secrets
from collections.abc import Callable
from hashlib import sha256
from time import time

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import Response

HOME = "/settings"
COOKIE = "daogou-settings"
LASTS_SECONDS = 12 * 3600
WRONG_KEY_SECONDS = 0.5
"""What a wrong key costs whoever tries one."""
MOST_FIELDS = 2_000
MOST_TEXT = 2 * 1024 * 1024
"""Bytes of one field."""


class Gate:
    """Signs browsers in and checks what they send.

    Args:
        key: opens the page; empty: nobody gets in.
        now: Unix seconds.
    """

    def __init__(self, key: str, now: Callable[[], float] = time) -> None:
        self._key = key.encode()
        self._now = now

    @property
    def has_key(self) -> bool:
        """Whether the page can be opened at all."""
        return bool(self._key)

    async def opens(self, given: str) -> bool:
        """Whether this is the key; a wrong one costs time."""
        digests = (sha256(given.strip().encode()).digest(), sha256(self._key).digest())
        if self._key and hmac.compare_digest(*digests):
            return True
        await asyncio.sleep(WRONG_KEY_SECONDS)
        return False

    def let_in(self, request: Request, response: Response) -> None:
        """Begin a session."""
        said = f"{int(self._now()) + LASTS_SECONDS}.{secrets.token_hex(16)}"
        response.set_cookie(
            COOKIE, f"{said}.{self._sign('session', said)}", max_age=LASTS_SECONDS, path=HOME,
            secure=request.url.scheme == "https", httponly=True, samesite="strict",
        )  # fmt: skip

    def let_out(self, response: Response) -> None:
        """End the browser's session."""
        response.delete_cookie(COOKIE, path=HOME)

    def signed_in(self, request: Request) -> str:
        """The token for this session's forms. Raises HTTPException: to the sign-in page."""
        token = self.token_of(request)
        if not token:
            raise HTTPException(303, "Sign in first.", {"Location": f"{HOME}/sign-in"})
        return token

    def token_of(self, request: Request) -> str:
        """The token for this session's forms; empty: there is no session."""
        cookie = request.cookies.get(COOKIE, "")
        said, _, signature = cookie.rpartition(".")
        expires = said.partition(".")[0]
        genuine = hmac.compare_digest(signature.encode(), self._sign("session", said).encode())
        in_time = expires.isdecimal() and int(expires) > self._now()
        return self._sign("form", cookie) if self._key and genuine and in_time else ""

    async def posted(self, request: Request) -> FormData:
        """A form of this session. Raises HTTPException: no session, or a form of somebody else."""
        token = self.signed_in(request)
        form = await request.form(max_fields=MOST_FIELDS, max_part_size=MOST_TEXT)
        if not hmac.compare_digest(str(form.get("token", "")).encode(), token.encode()):
            await form.close()
            raise HTTPException(403, "This form is out of date: load the page again.")
        return form

    def _sign(self, what: str, said: str) -> str:
        return hmac.new(self._key, f"{what}:{said}".encode(), sha256).hexdigest()
