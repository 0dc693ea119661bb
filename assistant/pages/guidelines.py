"""Reads a retailer's guidelines: topics that hold procedures, as the ABCD data has them.

    {topic: {"description": line, "subflows": {procedure: {
        "instructions": [line], "actions": [{"button", "text", "subtext": [line]}]}}}}

and its short form ``{procedure: [action]}`` (Chen et al. 2021, "Action-Based Conversations
Dataset").
"""

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.pages.types import Page, Section


def is_guidelines(data: object) -> bool:
    """Whether a JSON document has one of the two forms."""
    return isinstance(data, dict) and bool(data) and (_nested(data) or _short(data))


def read_guidelines(data: Mapping[str, Any], name: str) -> list[Page]:
    """A page a topic, a section a procedure; of the short form one page called ``name``."""
    if _nested(data):
        return [_topic(title, topic) for title, topic in data.items()]
    sections = tuple(
        Section((_spelled(key),), ("; ".join(map(_spelled, actions)) + ".",))
        for key, actions in data.items()
    )
    return [Page(name, sections)]


def _topic(title: str, topic: Mapping[str, Any]) -> Page:
    sections = tuple(
        Section((heading,), tuple(_lines(procedure)))
        for heading, procedure in topic["subflows"].items()
    )
    return Page(title, sections, str(topic.get("description", "")))


def _lines(procedure: Mapping[str, Any]) -> Iterator[str]:
    yield from procedure.get("instructions", ())
    for action in procedure.get("actions", ()):
        text, details = str(action.get("text", "")).strip(), list(action.get("subtext", ()))
        if len(text) > 1:
            yield f"{text.rstrip(':.')}:" if details else text
        yield from details


def _nested(data: Mapping[str, Any]) -> bool:
    return all(isinstance(v, dict) and isinstance(v.get("subflows"), dict) for v in data.values())


def _short(data: Mapping[str, Any]) -> bool:
    return all(
        isinstance(v, list) and v and all(isinstance(one, str) for one in v) for v in data.values()
    )


def _spelled(key: str) -> str:
    """A key in words: "return_stain" -> "Return stain"."""
    return key.replace("_", " ").replace("-", " ").strip().capitalize()
