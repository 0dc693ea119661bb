"""What the routes are given: the assistant, who calls, and the room to work in."""

from typing import Annotated, cast

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from assistant.service.cart import owner_of
from ui.access import Access, Caller
from ui.offers import Offers
from ui.port import ShopAssistant
from ui.schema.base import ConversationId, OfConversation, OfShopper
from ui.work import Work


async def _assistant(request: Request) -> ShopAssistant:
    return cast(ShopAssistant, request.app.state.assistant)


async def _access(request: Request) -> Access:
    return cast(Access, request.app.state.access)


async def _work(request: Request) -> Work:
    return cast(Work, request.app.state.work)


async def _offers(request: Request) -> Offers:
    return cast(Offers, request.app.state.offers)


async def _caller(request: Request) -> Caller:
    return cast(Caller, request.state.caller)


NOBODY = "Say whose: a shopper_id, or of a guest the conversation_id."
TheAssistant = Annotated[ShopAssistant, Depends(_assistant)]
TheAccess = Annotated[Access, Depends(_access)]
TheWork = Annotated[Work, Depends(_work)]
TheOffers = Annotated[Offers, Depends(_offers)]
TheCaller = Annotated[Caller, Depends(_caller)]


async def _server(access: TheAccess, caller: TheCaller) -> None:
    access.server(caller)


def _conversation(
    conversation_id: ConversationId,
    assistant: TheAssistant,
    access: TheAccess,
    caller: TheCaller,
) -> str:
    owner = assistant.accounts.shopper_of(conversation_id)
    access.conversation(caller, conversation_id, owner)
    return conversation_id


class Whose:
    """Whose things are meant: a shopper's, or those of the guest of a conversation."""

    def __init__(self, shopper_id: str | None, conversation_id: str | None) -> None:
        self.shopper_id = shopper_id
        self.conversation_id = conversation_id

    @property
    def cart(self) -> str:
        """Owner of the cart; empty: nobody is meant."""
        if not self.shopper_id and not self.conversation_id:
            return ""
        return owner_of(self.shopper_id, self.conversation_id or "")

    @property
    def behaves_as(self) -> str | None:
        """Under which id events are kept; None: nobody is meant."""
        if self.shopper_id or not self.conversation_id:
            return self.shopper_id
        return owner_of(None, self.conversation_id)


def whose(
    assistant: ShopAssistant,
    access: Access,
    caller: Caller,
    shopper_id: str | None,
    conversation_id: str | None,
) -> Whose:
    """Who is meant, once the caller may speak for them; reads the database."""
    owner = ""
    if conversation_id:
        owner = assistant.accounts.shopper_of(conversation_id)
        access.conversation(caller, conversation_id, owner)
    return Whose(access.shopper(caller, shopper_id) or owner or None, conversation_id)


def _whose(
    assistant: TheAssistant,
    access: TheAccess,
    caller: TheCaller,
    shopper_id: OfShopper = None,
    conversation_id: OfConversation = None,
) -> Whose:
    return whose(assistant, access, caller, shopper_id, conversation_id)


def _my_cart(mine: Annotated[Whose, Depends(_whose)]) -> str:
    if not mine.cart:
        raise HTTPException(401, NOBODY, {"WWW-Authenticate": "Bearer"})
    return mine.cart


OnlyServers = Depends(_server)
MyConversation = Annotated[str, Depends(_conversation)]
"""The conversation of the path, once the caller may use it."""
Mine = Annotated[Whose, Depends(_whose)]
MyCart = Annotated[str, Depends(_my_cart)]
"""Owner of the cart that is meant."""
