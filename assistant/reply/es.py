"""Spanish: the honest lines for a shopper whose language the full texts do not cover yet."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    "other_language": "Lo siento, por ahora solo respondo en inglés; lo intento de todos modos:",
}
