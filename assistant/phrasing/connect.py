"""Opens the language model that the settings name."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from assistant.parts import Catalogue
from assistant.phrasing.phraser import Phraser
from assistant.settings import Settings
from assistant.storage.orders import utc_now
from assistant.storage.phrasing import PhrasingCounts


def open_phraser(
    settings: Settings, engine: Engine, store: Catalogue, now: Callable[[], datetime] = utc_now
) -> Phraser | None:
    """What words replies anew; None: the settings name no model.

    Raises:
        SettingsError: it cannot be opened.
    """
    if not settings.llm:
        return None
    from assistant.phrasing.model import ChatModel

    return Phraser(ChatModel(settings), PhrasingCounts(engine), settings, store.get, now)
