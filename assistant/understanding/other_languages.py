"""The upper price limit in languages that the constraint parser does not read. Pure."""

import re
from decimal import Decimal

_BEFORE = re.compile(
    r"(?:unter|bis(?: zu)?|h[öo]chstens|maximal|weniger als|nicht (?:mehr|teurer) als"
    r"|moins de|sous|jusqu['’]?[àa]|au maximum|maximum|pas plus de"
    r"|menos de|hasta|por debajo de|m[áa]ximo|no m[áa]s de"
    r"|fino a|meno di|sotto i?|at[ée]|minder dan"
    r"|onder|低于|不超过|少于|最多)\s*[€$£¥]?\s*(\d+(?:[.,]\d{1,2})?)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(\d+(?:\.\d{1,2})?)\s*(?:元|块|美元|欧元|刀|円|¥|\$|€)?\s*(?:以下|以内|之内|以內)"
)


def upper_limit(text: str) -> Decimal | None:
    """The amount that a price must not exceed: "unter 50 Euro", "moins de 50", "50元以下"."""
    found = _BEFORE.search(text) or _AFTER.search(text)
    return None if found is None else Decimal(found.group(1).replace(",", "."))
