"""Rows of the people's tables as records, read within a transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, RowMapping, Select, func, insert, select, update

from assistant.people.tables import LineRow, RatingRow, TicketRow
from assistant.people.types import Call, Kind, Line, Reason, Summary, Ticket, TicketState

OPEN = TicketRow.state != TicketState.CLOSED


def read_tickets(connection: Connection, wanted: Select[Any]) -> tuple[Ticket, ...]:
    """The tickets of a selection of ``TicketRow``, in its order, with their last live lines."""
    rows = connection.execute(wanted).mappings().all()
    last = _last_lines(connection, [row["conversation_id"] for row in rows])
    return tuple(_ticket(row, last.get(row["conversation_id"])) for row in rows)


def ticket_of(connection: Connection, conversation_id: str) -> Ticket | None:
    """The ticket of a conversation that is not closed."""
    wanted = select(TicketRow.__table__).where(TicketRow.conversation_id == conversation_id, OPEN)
    return next(iter(read_tickets(connection, wanted)), None)


def locked_ticket(connection: Connection, number: int) -> Ticket | None:
    """A ticket that nobody else changes until the transaction ends; None: no such number."""
    wanted = select(TicketRow.__table__).where(TicketRow.number == number).with_for_update()
    return next(iter(read_tickets(connection, wanted)), None)


def add_ticket(connection: Connection, call: Call, at: datetime, turn: int) -> int:
    """A new ticket in the queue; its number."""
    made = connection.execute(
        insert(TicketRow).values(
            conversation_id=call.conversation_id,
            reason=call.reason.value,
            about=call.about,
            shopper_id=call.shopper_id,
            customer_id=call.customer_id,
            contact=call.contact,
            summary=asdict(call.summary),
            state=TicketState.WAITING.value,
            opened=at,
            waiting_since=at,
            agent="",
            turn=turn,
        )
    )
    return _key(made)


def change_ticket(connection: Connection, number: int, **values: Any) -> None:
    """Change some columns of a ticket."""
    connection.execute(update(TicketRow).where(TicketRow.number == number).values(**values))


def read_lines(
    connection: Connection, conversation_id: str, after: int = 0, turn: int = 0
) -> tuple[Line, ...]:
    """A conversation's live lines, oldest first.

    Args:
        after: only those of a greater number.
        turn: only those said after this turn or a later one.
    """
    wanted = (
        select(LineRow.__table__)
        .where(
            LineRow.conversation_id == conversation_id,
            LineRow.number > after,
            LineRow.turn >= turn,
        )
        .order_by(LineRow.number)
    )
    return tuple(_line(row) for row in connection.execute(wanted).mappings())


def add_line(
    connection: Connection, ticket: Ticket, kind: Kind, at: datetime, text: str = ""
) -> Line:
    """One more line, after the last turn that the ticket knows of."""
    name = "" if kind is Kind.SHOPPER else ticket.agent
    values = {"kind": kind.value, "text": text, "name": name, "turn": ticket.turn, "at": at}
    made = connection.execute(
        insert(LineRow).values(conversation_id=ticket.call.conversation_id, **values)
    )
    return Line(_key(made), kind, text, name, ticket.turn, at)


def ask_rating(connection: Connection, conversation_id: str, at: datetime) -> bool:
    """Note that the shopper is asked how satisfied they are; False: they were asked before."""
    known = select(RatingRow.conversation_id).where(RatingRow.conversation_id == conversation_id)
    if connection.scalar(known) is not None:
        return False
    connection.execute(insert(RatingRow).values(conversation_id=conversation_id, asked=at))
    return True


def _key(made: CursorResult[Any]) -> int:
    assert made.inserted_primary_key is not None
    number: int = made.inserted_primary_key[0]
    return number


def _last_lines(connection: Connection, conversations: Sequence[str]) -> dict[str, Line]:
    if not conversations:
        return {}
    newest = (
        select(func.max(LineRow.number))
        .where(LineRow.conversation_id.in_(conversations))
        .group_by(LineRow.conversation_id)
    )
    rows = connection.execute(select(LineRow.__table__).where(LineRow.number.in_(newest)))
    return {row["conversation_id"]: _line(row) for row in rows.mappings()}


def _ticket(row: RowMapping, last: Line | None) -> Ticket:
    told = row["summary"]
    summary = Summary(**{**told, **{name: tuple(told.get(name, ())) for name in ("done", "tried")}})
    call = Call(
        row["conversation_id"],
        Reason(row["reason"]),
        row["about"],
        row["shopper_id"],
        row["customer_id"],
        row["contact"],
        summary,
    )
    return Ticket(
        row["number"],
        call,
        TicketState(row["state"]),
        row["opened"],
        row["waiting_since"],
        row["agent"],
        row["turn"],
        last.number if last else 0,
        last is not None and last.kind is Kind.SHOPPER,
        row["closed"],
    )


def _line(row: RowMapping) -> Line:
    kind = Kind(row["kind"])
    return Line(row["number"], kind, row["text"], row["name"], row["turn"], row["at"])
