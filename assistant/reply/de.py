"""German: the honest lines for a shopper whose language the full texts do not cover yet."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    "other_language": "Leider antworte ich bisher nur auf Englisch; ich versuche es trotzdem:",
}
