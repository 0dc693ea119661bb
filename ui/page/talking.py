"""Events of the conversation: messages, taps, people, thumbs, and leaving with it."""

import base64
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from assistant.taps import MOST_TOGETHER
from assistant.types import Reply, Tap, Turn
from retrieval.errors import DaogouError
from ui.errors import FaceError
from ui.export import exported
from ui.offers import photo_of
from ui.page.visit import Failed, Session, Shown, Visit, Why
from ui.page.word import Download, news
from ui.work import BusyError, LateError

if TYPE_CHECKING:
    from ui.page.page import ChatPage

log = logging.getLogger(__name__)

_PHOTO_SAID = "Something like this photo"
_TEXT = 200_000
_COMMENT = 1_000


def say(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """A message: first with a waiting mark, then with its answer."""
    text = str(data.get("text", ""))[:_TEXT]
    if not text.strip():
        yield Shown(visit, page.transcript(visit))
        return
    yield from _turn(page, visit.begun(), data, text)


def similar(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """Products like one."""
    said = str(data.get("echo", "")) or "Something like it"
    yield from _turn(page, visit.begun(), data, said, Tap.SIMILAR, str(data.get("product", "")))


def compare(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """Some products beside each other."""
    ids = [str(one) for one in data.get("products", ())][:MOST_TOGETHER]
    said = str(data.get("echo", "")) or "Compare these"
    yield from _turn(page, visit.begun(), data, said, Tap.COMPARE, *ids)


def photo(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """Products that look like a picture."""
    if page.offers.find_by_photo is None:
        raise FaceError("This shop does not look at photos: say in words what you are looking for.")
    visit, image = visit.begun(), photo_of(str(data.get("image", "")))
    yield from _turn(page, visit, data, _PHOTO_SAID, Tap.PRESENT, image=image)


def voice(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """Spoken words -> the message box, for the shopper to look at before they are sent."""
    if page.hear is None:
        raise FaceError("This shop cannot listen: please type what you are looking for.")
    try:
        begun = page.work.begin(page.hear, _decoded(data.get("sound")))
        yield Shown(visit, until=begun)
        heard = page.work.taken(begun)
    except (BusyError, LateError) as error:
        raise FaceError("It is very busy here just now: please type, or try again.") from error
    if not heard:
        raise FaceError("I could not make out any words: please try again, or type.")
    yield Shown(visit, news=news("", heard=heard))


def again(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """A message that got no answer, once more: the same one, so that it is answered once."""
    turns = visit.session.turns
    failed = [one for one in turns if isinstance(one, Failed) and one.event.get("id")]
    for one in failed:
        if one.event["id"] == data.get("id"):
            visit = visit.with_turns(*(turn for turn in turns if turn is not one))
            yield from ACTIONS[str(one.event["do"])](page, one.event, visit)
            return
    yield Shown(visit, page.transcript(visit))


def _turn(
    page: "ChatPage",
    visit: Visit,
    event: Mapping[str, Any],
    said: str,
    tap: Tap | None = None,
    *ids: str,
    image: bytes = b"",
) -> Iterator[Shown]:
    """A turn in the line of all turns: first a waiting mark, then the answer or why there is none.

    Args:
        image: products that look like it are presented, rather than ``ids``.
    """
    before = visit.session.turns
    tries = 1 + int(event.get("tries") or 0)
    event = {**event, "id": str(event.get("id") or uuid4().hex)[:64], "tries": tries}

    def answer() -> Reply:
        shown: Sequence[str] = ids
        look = page.offers.find_by_photo
        if image and look is not None:
            shown = [one for one in look(image) if one not in visit.hidden]
        return page.assistant.reply(page.message(visit, said, event["id"], tap, *shown))

    try:
        begun = page.work.begin(answer)
        yield Shown(visit, page.transcript(visit, said), until=begun)
        reply = page.work.taken(begun)
        if reply.state.get("person"):  # they may have spoken in the meantime
            visit = visit.with_turns(*page.assistant.history(visit.conversation))
        else:
            visit = visit.with_turns(*before, Turn(said, reply))
    except FaceError:
        yield Shown(visit, page.transcript(visit))  # nobody waits for an answer any more
        raise
    except BusyError:
        visit = visit.with_turns(*before, Failed(said, Why.BUSY, event))
    except LateError as error:
        why = Why.LATE if error.begun else Why.BUSY
        visit = visit.with_turns(*before, Failed(said, why, event))
    except Exception:
        log.exception("A message in conversation %s got no answer", visit.conversation)
        visit = visit.with_turns(*before, Failed(said, Why.WRONG, event))
    yield Shown(visit, page.transcript(visit), news=news("", pieces=page.pieces(visit)))


def listen(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """Have the shop's people said or done something?"""
    after = int(data.get("after") or 0)
    if not visit.conversation:
        yield Shown(visit)
        return
    live = page.assistant.live(visit.conversation, after)
    if not live.lines and live.status == data.get("status"):
        yield Shown(visit)
        return
    visit = visit.with_turns(*page.assistant.history(visit.conversation))
    yield Shown(visit, page.transcript(visit))


def rate(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """A thumb, taken back where it was up or down already; with a comment where there is one."""
    number, value = int(data["turn"]), int(data["value"])
    comment = str(data.get("comment", ""))[:_COMMENT].strip()
    if not page.assistant.rate(visit.conversation, number, value, comment):
        raise FaceError("This answer is no longer kept, so it cannot be rated.")
    rated = {turn: one for turn, one in visit.rated.items() if turn != str(number)}
    visit = replace(visit, rated={**rated, str(number): value} if value else rated)
    said = "Thank you, that helps." if comment else ""
    yield Shown(visit, page.transcript(visit), news=news(said) if said else None)


def begin(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """A new conversation; a guest's cart comes along."""
    fresh = Visit(Session(login=visit.session.login), "", visit.shopper)
    if page.samples and "shopper" in data:
        fresh = page.visit({**fresh.memory, "shopper": str(data["shopper"])}, fresh.session)
    elif not visit.shopper and visit.conversation:
        fresh = _with_cart(page, visit, fresh)
    yield Shown(fresh, page.transcript(fresh), head=page.head(fresh))


def _with_cart(page: "ChatPage", visit: Visit, fresh: Visit) -> Visit:
    lines = page.assistant.carts.lines(visit.owner)
    if not lines:
        return fresh
    fresh = replace(fresh, conversation=uuid4().hex)
    move_cart(page, visit.owner, fresh.owner)
    return fresh


def move_cart(page: "ChatPage", source: str, target: str) -> None:
    """Put all that lies in one cart into another, as far as there is enough of it."""
    carts = page.assistant.carts
    there = {(one.product.id, one.variant): one.quantity for one in carts.lines(target)}
    for line in carts.lines(source):
        form = line.variant.id if line.variant else ""
        both = line.quantity + there.get((line.product.id, line.variant), 0)
        try:
            carts.set(target, line.product.id, form, both)
        except DaogouError:
            continue  # it stays where it was
        carts.set(source, line.product.id, form, 0)


def export(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """The conversation as a file."""
    turns = page.assistant.history(visit.conversation) if visit.conversation else ()
    if not turns:
        raise FaceError("There is nothing to save yet: this conversation has not begun.")
    file = exported(turns, str(data.get("format", "txt")))
    yield Shown(visit, news=news("Saved.", file=file))


def my_data(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """All that the shop has of whoever has this conversation, as a file."""
    kept = json.dumps(page.assistant.my_data(visit.conversation), ensure_ascii=False, indent=2)
    file = Download("my-data.json", "application/json", kept)
    yield Shown(visit, news=news("Saved.", file=file))


def _decoded(value: object) -> bytes:
    try:
        return base64.b64decode(str(value or ""), validate=True)
    except ValueError as error:
        raise FaceError("This file did not arrive whole: please try again.") from error


ACTIONS: Mapping[str, Callable[["ChatPage", Mapping[str, Any], Visit], Iterator[Shown]]] = {
    "say": say,
    "similar": similar,
    "compare": compare,
    "photo": photo,
    "again": again,
    "voice": voice,
    "listen": listen,
    "rate": rate,
    "begin": begin,
    "export": export,
    "data": my_data,
}
