"""Opens what the shop's people work with, as the settings say."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from assistant.people.outbox import Compose, Courier, Outbox, Send
from assistant.people.tickets import Tickets
from assistant.settings import Settings
from assistant.storage.orders import utc_now


def open_tickets(
    engine: Engine, settings: Settings, folder: Path, now: Callable[[], datetime] = utc_now
) -> tuple[Tickets, Courier]:
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
    outbox = Outbox({name: compose for name, (compose, _) in channels.items()}, now)
    courier = Courier(engine, {name: send for name, (_, send) in channels.items()}, now)
    return Tickets(engine, outbox.tell, now), courier
