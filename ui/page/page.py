"""The chat page: what each event on it does."""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from assistant.carts import FilledLine
from assistant.service.cart import owner_of
from assistant.types import Message, Shelf, Tap, Turn
from ranking.types import Shopper
from retrieval.errors import DaogouError
from ui import presenter
from ui.draw import front
from ui.draw.cart import count
from ui.offers import Offers
from ui.page import shopping, talking
from ui.page.visit import Failed, Memory, Session, Shown, Visit, visit_of
from ui.port import ShopAssistant
from ui.work import Work

log = logging.getLogger(__name__)

Data = Mapping[str, Any]
"""What an event carries: "do" names it, all else is text from the page."""
_ROWS = 4
_TURNS_DRAWN = 40


@dataclass(frozen=True)
class ChatPage:
    """What happens on the page.

    Args:
        examples: offered before the first word.
        samples: made up shoppers whom anybody may choose to be, which shows their names; empty in
            a real shop.
        whose: the shop's signed login -> the shopper's id; empty: it proves nothing.
        checkout: address that takes a cart over, by "conversation" and "shopper", where the shop
            has named no checkout of its own; "": none does.
        offers: search by photo, and the shop's own checkout.
        hear: sound (16 kHz, 16-bit, mono) -> its words; None: it is not there.
        work: where turns are done, together with those of the API.
    """

    assistant: ShopAssistant
    examples: Sequence[str] = ()
    samples: Collection[str] = ()
    whose: Callable[[str], str] = lambda login: ""
    checkout: str = ""
    offers: Offers = field(default_factory=Offers)
    hear: Callable[[bytes], str] | None = None
    work: Work = field(default_factory=Work)

    def open(self, memory: Memory | None, login: str = "") -> Shown:
        """A (re)loaded page, with what the shop's login says of who opens it."""
        visit = self.visit(memory, Session(login=login))
        if visit.conversation:
            if visit.shopper:  # what they put in before they logged in
                talking.move_cart(self, owner_of(None, visit.conversation), visit.owner)
            try:
                visit = visit.with_turns(*self.assistant.history(visit.conversation))
            except Exception:
                log.exception("The conversation %s could not be read back", visit.conversation)
                visit = Visit(Session(login=login), "", visit.shopper)
        return Shown(visit, self.transcript(visit), head=self.head(visit))

    def act(self, data: Data, memory: Memory | None, session: Session | None) -> Iterator[Shown]:
        """One event of the page -> what is shown anew, in steps.

        Whoever takes the steps waits for what one names (``Shown.until``). What a shopper cannot
        have is said in a sentence; what goes wrong is logged.
        """
        visit = self.visit(memory, session)
        do = ACTIONS.get(str(data.get("do", "")))
        if do is None:
            yield Shown(visit)
            return
        try:
            yield from do(self, data, visit)
        except DaogouError as error:
            yield Shown(visit, news=shopping.news(str(error), trouble=True))
        except Exception:
            log.exception("“%s” failed in conversation %s", data.get("do"), visit.conversation)
            yield Shown(visit, news=shopping.news(_SORRY, trouble=True))

    def visit(self, memory: Memory | None, session: Session | None) -> Visit:
        """Whose visit this is."""
        visit = visit_of(memory, session, self._whose)
        owner = self.assistant.accounts.shopper_of(visit.conversation) if visit.conversation else ""
        if owner and owner != visit.shopper:  # somebody else's who was here before
            return Visit(Session(login=visit.session.login), "", visit.shopper)
        return visit

    def _whose(self, login: str, named: str) -> str:
        if self.samples:
            return named if named in self.samples else ""
        return self.whose(login) if login else ""

    def _shoppers(self) -> Sequence[Shopper]:
        """The samples, with what they did since."""
        if not self.samples:
            return ()
        return [one for one in self.assistant.shoppers() if one.id in self.samples]

    def transcript(self, visit: Visit, waiting: str = "") -> str:
        """The newest turns, or the greeting when there are none.

        Args:
            waiting: a message whose answer is being made.
        """
        turns = visit.session.turns[-_TURNS_DRAWN:]
        drawn = [self._drawn(one, visit) for one in turns]
        if waiting:
            drawn.append(presenter.pending(waiting, self.work.seconds))
        if not drawn:
            return self._greeting(visit)
        title = '<h1 class="dg-sr">Conversation with Daogou</h1>'
        return title + self._following(visit.conversation) + "".join(drawn)

    def _drawn(self, one: Turn | Failed, visit: Visit) -> str:
        if isinstance(one, Failed):
            id_, tries = str(one.event.get("id", "")), int(one.event.get("tries", 1))
            return presenter.failed(one.user, one.why, id_, tries)
        cards = tuple(card for card in one.reply.cards if card.product.id not in visit.hidden)
        rated = visit.rated.get(str(one.reply.turn), 0)
        return presenter.turn(one.user, replace(one.reply, cards=cards), one.people, rated)

    def _greeting(self, visit: Visit) -> str:
        name = self.assistant.profiles.of(visit.shopper).name if visit.shopper else ""
        try:
            rows: Sequence[Shelf] = self.assistant.shelves.front(visit.shopper or None, _ROWS)
        except Exception:
            log.exception("No rows for the greeting")
            rows = ()
        return front.greeting(name, self.examples, rows)

    def _following(self, conversation: str) -> str:
        if not conversation:
            return ""
        live = self.assistant.live(conversation)
        return presenter.following(live, live.lines[-1].number if live.lines else 0)

    def head(self, visit: Visit) -> str:
        """The page's head."""
        return front.head(self._shoppers(), visit.shopper, self.pieces(visit))

    def checkout_of(self, visit: Visit, lines: Sequence[FilledLine]) -> str:
        """Where this visit's cart is paid; "": nowhere here."""
        if own := self.offers.checkout_of(lines, visit.conversation):
            return own
        whose = {"conversation": visit.conversation, "shopper": visit.shopper}
        told = urlencode({name: value for name, value in whose.items() if value})
        return f"{self.checkout}?{told}" if self.checkout else ""

    def pieces(self, visit: Visit) -> int:
        """How many things are in the cart."""
        if not (visit.shopper or visit.conversation):
            return 0
        return count(self.assistant.carts.lines(visit.owner))

    def message(self, visit: Visit, text: str, id_: str, tap: Tap | None, *ids: str) -> Message:
        """A message of this visit; the same ``id_`` is answered once."""
        return Message(
            text,
            visit.conversation,
            visit.shopper or None,
            customer_token=visit.session.login,
            id=id_,
            tap=tap,
            product_ids=ids,
        )


_SORRY = "Sorry, that did not work. Please try again in a moment."
ACTIONS: Mapping[str, Callable[[ChatPage, Data, Visit], Iterator[Shown]]] = {
    **talking.ACTIONS,
    **shopping.ACTIONS,
}
