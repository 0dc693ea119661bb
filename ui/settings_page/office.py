"""What the settings page works on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.catalogue_desk import CatalogueDesk
from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Office:
    """A store with the assistant that serves it."""

    store: Path
    assistant: Assistant
    """Whichever serves at the time."""
    renew: Callable[[], None]
    """Serve what lies in the store now; raises a DaogouError when that cannot be served."""
    catalogue: CatalogueDesk

    def checkout(self) -> str:
        """The template of the shop's own checkout; "": it has named none that can be used."""
        try:
            return self.settings().checkout_url
        except SettingsError:
            return ""

    def settings(self) -> Settings:
        """As they are in the file now. Raises SettingsError."""
        return load_settings(self.store)
