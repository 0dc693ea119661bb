"""Who calls the HTTP API, and whose things they may see.

    key (a server of the shop)    everything, and it is believed whom it speaks for
    token (a browser)             the shopper and the conversation that it names
    neither (a guest)             search, the catalogue, and conversations whose random id it has

Without API keys nobody can prove to be a shopper: then only ``samples`` may be named.
"""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from time import time

from starlette.exceptions import HTTPException

from assistant.desk.tokens import signed_customer
from ui import tokens
from ui.keys import ApiKeys
from ui.tokens import Rights

_BEARER = {"WWW-Authenticate": "Bearer"}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request."""

    key: str = ""
    """Short name of a server's key; empty: not a server."""
    rights: Rights | None = None
    """Of a browser's token; None: it has none."""


class Access:
    """Checks keys, tokens and what they allow. Raises HTTPException 401 or 403.

    Args:
        keys: of the shop's servers, as ``DAOGOU_API_KEYS`` has them.
        token_secret: signs tokens; empty: a new one, so that tokens end with this process.
        customer_secret: signs what the shop's login says (``assistant.desk.tokens``).
        samples: shoppers that anybody may name, such as those of the demo store; with keys none.
        now: Unix seconds.
    """

    def __init__(
        self,
        keys: str = "",
        token_secret: str = "",
        customer_secret: str = "",
        samples: Collection[str] = (),
        now: Callable[[], float] = time,
    ) -> None:
        self._keys = ApiKeys(keys)
        self._secret = token_secret or secrets.token_hex()
        self._customer_secret = customer_secret
        self._now = now
        self.samples = frozenset(() if self._keys else samples)

    def caller(self, authorization: str, origin: str = "") -> Caller:
        """Who sends this ``Authorization`` header from this ``Origin``; both may be empty."""
        if not authorization:
            return Caller()
        scheme, _, given = authorization.partition(" ")
        given = given.strip()
        if scheme.lower() == "bearer" and given.startswith(tokens.PREFIX):
            rights = tokens.read(given, self._secret, self._now())
            if rights is not None and rights.origin in ("", origin or rights.origin):
                return Caller(rights=rights)
        elif scheme.lower() == "bearer":
            name = self._keys.name_of(given)
            if name:
                return Caller(key=name)
        raise HTTPException(401, "The key or token is not valid, or not any more.", _BEARER)

    def login(self, login: str) -> str:
        """The shopper whom a browser's token or the shop's signed login names; empty: it proves
        nothing (any more)."""
        if login.startswith(tokens.PREFIX):
            rights = tokens.read(login, self._secret, self._now())
            return rights.shopper_id if rights else ""
        return signed_customer(login, self._customer_secret, datetime.now(UTC)) or ""

    def server(self, caller: Caller) -> None:
        """Only a server of the shop may go on."""
        if not caller.key:
            raise HTTPException(401, "This needs an API key of the shop.", _BEARER)

    def shopper(self, caller: Caller, named: str | None) -> str | None:
        """For whom the caller speaks, who may have named somebody; None: for a guest."""
        if caller.key or named in self.samples:
            return named
        own = caller.rights.shopper_id if caller.rights else ""
        if named and not caller.rights:
            raise HTTPException(
                401, "Who a shopper is needs a token, which the shop's server asks for.", _BEARER
            )
        if named and named != own:
            raise HTTPException(403, "The token is not this shopper's.")
        return own or None

    def conversation(self, caller: Caller, conversation_id: str, owner: str) -> None:
        """Only who may use a conversation goes on; ``owner`` is its shopper (empty: a guest)."""
        if caller.key:
            return
        only = caller.rights.conversation_id if caller.rights else ""
        if only and only != conversation_id:
            raise HTTPException(403, "The token is for another conversation.")
        if owner and owner not in self.samples:
            own = caller.rights.shopper_id if caller.rights else ""
            if own != owner:
                raise HTTPException(403, "The conversation is somebody else's.")

    def customer(self, token: str) -> str:
        """The customer whom the shop's login vouches for."""
        known = signed_customer(token, self._customer_secret, datetime.now(UTC))
        if known is None:
            raise HTTPException(
                401, "Orders are shown to a customer whom the shop's login vouches for.", _BEARER
            )
        return known

    def issue(self, rights: Rights) -> tuple[str, Rights]:
        """A new token with these rights, which begin now."""
        now = int(self._now())
        begun = Rights(
            rights.shopper_id, rights.conversation_id, rights.origin, now + rights.life,
            rights.life, now,
        )  # fmt: skip
        return tokens.issue(begun, self._secret), begun

    def renew(self, caller: Caller) -> tuple[str, Rights]:
        """The caller's token for another while."""
        rights = tokens.renewed(caller.rights, self._now()) if caller.rights else None
        if rights is None:
            raise HTTPException(401, "Ask the shop's server for a new token.", _BEARER)
        return tokens.issue(rights, self._secret), rights
