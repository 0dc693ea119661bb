"""Reads a retailer's guidelines: topics that hold procedures, as the ABCD data has them.

    {topic: {"description": line, "subflows": {procedure: {
        "instructions": [line], "actions": [{"button", "text", "subtext": [line]}]}}}}

and its short form ``{procedure: [action]}`` (Chen et al. 2021, "Action-Based Conversations
Dataset").
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.pages.types import Page, Section


def is_guidelines(data: object) -> bool:
    """Whether a JSON document has one of the two forms."""
    return isinstance(data, dict) and bool(data) and (_nested(data) or _short(data))


def read_guidelines(data: Mapping[str, Any], name: str) -> list[Page]:
    """A page a topic, a section a procedure; of the short form one page called ``name``.

    Raises ValueError when a procedure does not have the form above.
    """
    if _nested(data):
        return [_topic(title, topic) for title, topic in data.items()]
    sections = tuple(
        Section((_spelled(key),), ("; ".join(map(_spelled, actions)) + ".",))
        for key, actions in data.items()
    )
    return [Page(name, sections)]


def _topic(title: str, topic: Mapping[str, Any]) -> Page:
    sections = tuple(
        Section((heading,), tuple(_lines(procedure, heading)))
        for heading, procedure in topic["subflows"].items()
    )
    return Page(title, sections, str(topic.get("description", "")))


def _lines(procedure: object, heading: str) -> Iterator[str]:
    if not isinstance(procedure, dict):
        raise ValueError(f"the procedure {heading!r} is no object")
    yield from _listed(procedure, "instructions", str, heading)
    for action in _listed(procedure, "actions", dict, heading):
        text = str(action.get("text", "")).strip()
        details = _listed(action, "subtext", str, heading)
        if len(text) > 1:
            yield f"{text.rstrip(':.')}:" if details else text
        yield from details


def _listed(record: Mapping[str, Any], key: str, kind: type, heading: str) -> Sequence[Any]:
    """What a record lists under a key; nothing where it has no such key."""
    found = record.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, kind) for one in found):
        what = "texts" if kind is str else "objects"
        raise ValueError(f"{key!r} of the procedure {heading!r} is no list of {what}")
    return found


def _nested(data: Mapping[str, Any]) -> bool:
    return all(isinstance(v, dict) and isinstance(v.get("subflows"), dict) for v in data.values())


def _short(data: Mapping[str, Any]) -> bool:
    return all(
        isinstance(v, list) and v and all(isinstance(one, str) for one in v) for v in data.values()
    )


def _spelled(key: str) -> str:
    """A key in words: "return_stain" -> "Return stain"."""
    return key.replace("_", " ").replace("-", " ").strip().capitalize()
