"""JSON Lines, plain or gzip; also one JSON array, or an object that holds one."""

import json
from collections.abc import Iterator
from typing import Any

import orjson

from retrieval.errors import CatalogueError
from retrieval.importers.report import Rejection
from retrieval.importers.source import Row, Rows, Source

_LIST_KEYS = ("products", "items", "data", "results", "records")


def read(source: Source) -> Rows:
    """Rows with the line that each stands in; of an array, the place in it."""
    data = source.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or source.encoding:
        data = source.read_text().encode()
    whole = _array(data)
    if whole is not None:
        return _rows(enumerate(whole, start=1))
    return _rows(_lines(data))


def _rows(items: Iterator[tuple[int, Any]] | enumerate[Any]) -> Rows:
    for line, item in items:
        if isinstance(item, Rejection):
            yield item
        elif isinstance(item, dict):
            yield Row(line, item)
        else:
            reason = f"a {type(item).__name__}, not an object"
            yield Rejection(line, "", "not a JSON object", reason)


def _lines(data: bytes) -> Iterator[tuple[int, Any]]:
    for line, raw in enumerate(data.split(b"\n"), start=1):
        if raw and not raw.isspace():
            yield line, _parse(line, raw)


def _parse(line: int, raw: bytes) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        # NaN is not JSON, but much software writes it; the cleaner knows what to do with it.
        if b"NaN" in raw or b"Infinity" in raw or b"\\ud" in raw.lower():
            try:
                return json.loads(raw)
            except (ValueError, RecursionError):
                pass
        return Rejection(line, "", "not valid JSON", f"not valid JSON: {error}")


def _array(data: bytes) -> list[Any] | None:
    head = data[:65536].lstrip()
    if not head.startswith((b"[", b"{")):
        return None
    if head.startswith(b"{"):
        first = head.split(b"\n", 1)[0].strip()
        if first.endswith(b"}") and len(data.split(b"\n", 2)) > 1 and _is_json(first):
            return None
    try:
        whole = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        if head.startswith(b"["):
            raise CatalogueError(
                f"The source is a JSON array with an error ({error}): mend it, or write one object"
                " a line."
            ) from None
        return None
    if isinstance(whole, list):
        return whole
    held = next((whole[key] for key in _LIST_KEYS if isinstance(whole.get(key), list)), None)
    return held if held is not None else [whole]


def _is_json(text: bytes) -> bool:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True
