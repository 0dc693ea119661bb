"""A question of several parts taken apart: "do you ship to Canada and how much is it?" Pure."""

import re

from ranking.passages import content_words

MOST = 3
_BORDER = re.compile(
    r"[?!;.]+\s+(?:(?:and|also|or|but|plus)\b[\s,]*)*(?=\w)"
    r"|\s*,?\s+(?:and|or|but|plus)\s+(?:also\s+)?"
    r"(?=(?:what|when|where|who|which|how|why|do|does|can|could|is|are|will|would|may|must|should)"
    r"\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:and\s+|so\s+|but\s+|also\s+)*(?:what|when|where|who|which|how|why|do|does|did|can"
    r"|could|is|are|will|would|may|must|should|have|has)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:it|that|this|they|them|those|these)\b", re.IGNORECASE)
FEW_WORDS = 2


def parts_of(question: str) -> tuple[str, ...]:
    """The questions in a message, in order; mostly the one that it is.

    Only what asks by itself is a part, so that a sentence before a question stays with it. A part
    that points back ("how much is it?") or says little of its own takes the words of the first
    with it.
    """
    pieces = [piece.strip() for piece in _BORDER.split(question) if piece.strip()]
    parts: list[str] = []
    for piece in pieces:
        asks = _ASKS.match(piece) is not None
        if parts and asks and _ASKS.match(parts[-1]):
            parts.append(piece)
        elif parts:
            parts[-1] = f"{parts[-1]}. {piece}"
        else:
            parts.append(piece)
    if len(parts) < 2 or len(parts) > MOST:
        return (question,)
    first = parts[0].rstrip("?!. ")
    return (parts[0], *(_whole(part, first) for part in parts[1:]))


def _whole(part: str, first: str) -> str:
    leans = len(content_words(part)) < FEW_WORDS or _POINTS.search(part)
    return f"{first}: {part}" if leans else part
