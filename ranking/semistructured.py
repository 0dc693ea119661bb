"""Semi-structured values of public product data in words, as a listing would say them. Pure.

item_weight: { unit:kilograms, normalized_value:{ unit:pounds, value:1.6 }, value:0.73 }
-> item weight: 0.73 kilograms
"""

import re
from collections.abc import Iterator

Node = str | list["Node"] | dict[str, "Node"]

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],;]|[a-z_]+\s*:(?=\s*[{\[\w"\'.-])|[^{}\[\],;"\s]+')
_HIDDEN = ("normalized_value", "standardized_values", "brand_seq_id")
"""The same again in another unit or spelling, or a number that says nothing."""
_WORDS = {"true": "yes", "false": "no"}


def readable(evidence: str) -> str:
    """``heel: { type:[ { value:"flat" } ] }`` -> ``heel: type flat``; plain text stays as it is."""
    name, colon, rest = evidence.partition(":")
    if not colon or not rest.lstrip().startswith("{"):
        return evidence.strip()
    tokens = iter([*_TOKEN.findall(rest), ""])
    values = []
    for token in tokens:
        if token == "{":
            values.append(_said(_branch(tokens)))
    told = ", ".join(dict.fromkeys(filter(None, values)))
    return f"{name.replace('_', ' ').strip()}: {told}"


def _branch(tokens: Iterator[str]) -> dict[str, Node]:
    """What stands between braces; a bracket that is never closed ends with the text."""
    branch: dict[str, Node] = {}
    key = ""
    for token in tokens:
        if token in ("}", ""):
            break
        if token.endswith(":") and not token.startswith('"'):
            key = token.rstrip(": ")
        elif token == "{":
            branch[key] = _branch(tokens)
        elif token == "[":
            branch[key] = _list(tokens)
        elif token not in (",", ";", "]"):
            before = branch.get(key)
            text = token.strip('"')
            branch[key] = f"{before} {text}" if isinstance(before, str) else text
    return branch


def _list(tokens: Iterator[str]) -> list[Node]:
    items: list[Node] = []
    for token in tokens:
        if token in ("]", ""):
            break
        if token == "{":
            items.append(_branch(tokens))
        elif token not in (",", ";", "}"):
            items.append(token.strip('"'))
    return items


def _said(node: Node) -> str:
    if isinstance(node, str):
        return _WORDS.get(node, node.replace("_", " ").strip(" '"))
    if isinstance(node, list):
        return ", ".join(filter(None, map(_said, node)))
    value = _said(node.get("value", ""))
    unit = _said(node.get("unit", ""))
    parts = [f"{value.rstrip('.')} {unit}".strip()] if value else []
    for key, child in node.items():
        if key not in ("value", "unit", *_HIDDEN):
            parts.append(f"{key.replace('_', ' ')} {_said(child)}")
    return ", ".join(parts)
