"""What a story may expect of a reply. Pure: a reply and expectations in, differences out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from assistant.stories.expect import Expect, Listed
from assistant.stories.fields import pattern_of
from assistant.stories.limit_checks import check_limits
from assistant.stories.product_checks import check_products
from assistant.stories.types import Mismatch
from assistant.stories.variables import NoSuchValue, look_up
from assistant.types import Reply


def check(expect: Expect, reply: Reply, *, latency: bool = True) -> list[Mismatch]:
    """Every expectation that the reply does not meet.

    Args:
        latency: False passes ``latency_ms`` over.
    """
    found = [*_said(expect, reply), *_listed(expect, reply), *_state(expect.state, reply)]
    if expect.constraints is not None:
        found += check_limits(expect.constraints, reply.state)
    if expect.products is not None:
        found += check_products(expect.products, [card.product for card in reply.cards])
    if latency and expect.latency_ms is not None and reply.latency_ms > expect.latency_ms:
        found.append(_mismatch("latency_ms", str(expect.latency_ms), f"{reply.latency_ms:.0f} ms"))
    return found


def _said(expect: Expect, reply: Reply) -> Iterator[Mismatch]:
    one_of = {
        "intent": (expect.intent, reply.intent.value),
        "action": (expect.action, reply.action),
        "sentiment": (expect.sentiment and (expect.sentiment,), reply.sentiment.label),
    }
    for name, (wanted, found) in one_of.items():
        if wanted is not None and found not in wanted:
            yield _mismatch(name, " or ".join(wanted), found)
    for part in expect.text_contains or ():
        if not is_in(part, reply.text):
            yield _mismatch("text_contains", part, reply.text)
    for part in expect.text_lacks or ():
        if is_in(part, reply.text):
            yield _mismatch("text_lacks", f"a text without {part!r}", reply.text)


def is_in(part: str, text: str) -> bool:
    """Whether a text says something, case aside; ``/so/`` is a regular expression."""
    pattern = pattern_of(part)
    if pattern is not None:
        return re.search(pattern, text) is not None
    return part.casefold() in text.casefold()


def _listed(expect: Expect, reply: Reply) -> Iterator[Mismatch]:
    rows = [row[0] for row in reply.comparison[1:]]
    reasons = [reason for card in reply.cards for reason in card.reason_texts]
    for name, asked, texts in (
        ("chips", expect.chips, reply.chips),
        ("suggestions", expect.suggestions, reply.suggestions),
        ("comparison", expect.comparison, rows),
    ):
        if asked is not None:
            yield from _listing(name, asked, texts, lambda part, text: part == text)
    if expect.reasons is not None:
        yield from _listing("reasons", expect.reasons, reasons, is_in)


def _listing(name: str, asked: Listed, texts: Sequence[str], same: Any) -> Iterator[Mismatch]:
    told = ", ".join(texts) or "none"

    def among(part: str) -> bool:
        return any(same(part, text) for text in texts)

    missing = [part for part in asked.contain or () if not among(part)]
    if missing:
        yield _mismatch(f"{name}.contain", ", ".join(missing), told)
    unwanted = [part for part in asked.lack or () if among(part)]
    if unwanted:
        yield _mismatch(f"{name}.lack", f"none of {', '.join(unwanted)}", told)
    if asked.exactly is not None and sorted(asked.exactly) != sorted(texts):
        yield _mismatch(f"{name}.exactly", ", ".join(asked.exactly) or "none", told)
    if asked.min is not None and len(texts) < asked.min:
        yield _mismatch(f"{name}.min", str(asked.min), f"{len(texts)}: {told}")
    if asked.max is not None and len(texts) > asked.max:
        yield _mismatch(f"{name}.max", str(asked.max), f"{len(texts)}: {told}")


def _state(asked: Mapping[str, Any] | None, reply: Reply) -> Iterator[Mismatch]:
    for way, wanted in (asked or {}).items():
        try:
            found = look_up(reply.state, way)
        except NoSuchValue:
            found = None
        if not _equal(wanted, found):
            yield Mismatch(("expect", "state", way), repr(wanted), repr(found))


def _equal(wanted: Any, found: Any) -> bool:
    """Numbers by value, however they are written."""
    if isinstance(found, int | float) and not isinstance(found, bool):
        try:
            return Decimal(str(wanted)) == Decimal(str(found))
        except InvalidOperation:
            return False
    return bool(wanted == found)


def _mismatch(name: str, expected: str, found: str) -> Mismatch:
    return Mismatch(("expect", *name.split(".")), expected, found)
