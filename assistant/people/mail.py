"""Tickets by email: to the shop's people, and their answers to shoppers who have left."""

import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from typing import Any

from assistant.people.contact import is_email
from assistant.people.outbox import Compose, DeliveryError, Outgoing
from assistant.people.types import Reason, Ticket
from assistant.settings import Settings

_PATIENCE_SECONDS = 20
_IMPLICIT_TLS = 465
_FOR_PEOPLE = ("ticket.opened", "ticket.reopened", "ticket.contact")
REASONS = {
    Reason.REQUEST: "asked for a person",
    Reason.FAILURES: "answers did not help",
    Reason.MOOD: "is unhappy",
    Reason.COMPLAINT: "complains",
    Reason.QUESTION: "asks what neither the listing nor the pages say",
    Reason.POLICY: "wants what the rules leave to a person",
    Reason.RISK: "wants something that a person should look at first",
}
"""Why a person is wanted, after "the shopper"."""


def composer(settings: Settings) -> Compose:
    """What is written of an event: to ``mail_to``, or to a shopper who has left."""

    def compose(event: str, ticket: Ticket, text: str) -> Mapping[str, Any] | None:
        call, shop = ticket.call, settings.shop_name
        if event in _FOR_PEOPLE:
            subject = f"Note {ticket.number}: the shopper {REASONS[call.reason]}"
            return {"to": settings.mail_to, "subject": subject, "text": in_words(ticket)}
        if event == "shopper.away" and is_email(call.contact):
            subject = f"Your question to {shop} (note {ticket.number})"
            body = f"{text}\n\n{ticket.agent}, {shop}\n"
            return {"to": call.contact, "subject": subject, "text": body}
        return None

    return compose


def in_words(ticket: Ticket) -> str:
    """A ticket as a short text, a line for each fact: nothing in it starts a line of its own."""
    call, told = ticket.call, ticket.call.summary
    lines = {
        "Who": told.who,
        "Answer to": call.contact,
        "What": told.what,
        "Done": "; ".join(told.done),
        "Tried": "; ".join(told.tried),
        "Mood": told.mood,
        "The rules let you offer": told.may_offer,
        "Conversation": call.conversation_id,
    }
    flat = {name: " ".join(value.split()) for name, value in lines.items()}
    return "".join(f"{name}: {value}\n" for name, value in flat.items() if value)


def mailer(settings: Settings, folder: Path) -> Callable[[Outgoing], None]:
    """Sends by SMTP; where no server is set, every message becomes a file in ``folder``."""
    return _Smtp(settings) if settings.smtp_host else _Files(settings, folder)


class _Smtp:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, message: Outgoing) -> None:
        chosen = self._settings
        try:
            with self._connect() as server:
                if chosen.smtp_user:
                    server.login(chosen.smtp_user, chosen.smtp_password)
                server.send_message(_written(message, chosen))
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryError(f"the mail server did not take it ({type(error).__name__})") from (
                None
            )

    def _connect(self) -> smtplib.SMTP:
        host, port = self._settings.smtp_host, self._settings.smtp_port
        trusted = ssl.create_default_context()
        if port == _IMPLICIT_TLS:
            return smtplib.SMTP_SSL(host, port, timeout=_PATIENCE_SECONDS, context=trusted)
        server = smtplib.SMTP(host, port, timeout=_PATIENCE_SECONDS)
        if self._settings.smtp_tls:
            server.starttls(context=trusted)
        return server


class _Files:
    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings = settings
        self._folder = folder

    def __call__(self, message: Outgoing) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            whole = self._folder / f"{message.id}.tmp"
            whole.write_bytes(bytes(_written(message, self._settings)))
            whole.replace(self._folder / f"{message.id}.eml")
        except OSError as error:
            raise DeliveryError(f"the outbox cannot be written ({type(error).__name__})") from None


def _written(message: Outgoing, settings: Settings) -> EmailMessage:
    """The same message id at every try, so that a mailbox keeps one of them."""
    body = message.body
    email = EmailMessage()
    sender = settings.mail_from or settings.mail_to
    email["From"] = sender
    email["To"] = body["to"]
    email["Subject"] = body["subject"]
    email["Date"] = formatdate()
    email["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2].strip('> ')}>"
    email.set_content(body["text"])
    return email
