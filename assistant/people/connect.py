"""Opens what the shop's people work with, as the settings say."""

from pathlib import Path

from sqlalchemy import Engine

from assistant.people.outbox import Compose, Courier, Outbox, Send
from assistant.people.tickets import Tickets
from assistant.settings import Settings


def open_tickets(engine: Engine, settings: Settings, folder: Path) -> tuple[Tickets, Courier]:
    """The tickets of a shop, and what sends word of them on; it is not started yet.

    Args:
        folder: emails lie in its ``outbox`` where no mail server is set.
    """
    channels: dict[str, tuple[Compose, Send]] = {}
    if settings.webhook_url:
        from assistant.people import webhook

        sender = webhook.Webhook(settings.webhook_url, settings.webhook_secret)
        channels["webhook"] = (webhook.compose, sender)
    if settings.mail_to:
        from assistant.people import mail

        sending = mail.mailer(settings, folder / "outbox")
        channels["email"] = (mail.composer(settings), sending)
    outbox = Outbox({name: compose for name, (compose, _) in channels.items()})
    courier = Courier(engine, {name: send for name, (_, send) in channels.items()})
    return Tickets(engine, outbox.tell), courier
