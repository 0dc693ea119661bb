"""French: the honest lines for a shopper whose language the full texts do not cover yet."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    "other_language": "Désolé, je ne réponds pour l’instant qu’en anglais ; j’essaie quand même :",
}
