"""The calls and kinds of the HTTP API, read from its description."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

STREAMS = "text/event-stream"
Schema = Mapping[str, Any]
_PLACES = ("path", "query", "header")


@dataclass(frozen=True)
class Call:
    """One operation."""

    name: str
    method: str
    path: str
    about: str
    parts: Sequence[Schema]
    """Parameters of the path, in its order."""
    query: Sequence[Schema]
    headers: Sequence[Schema]
    body: Schema | None
    answer: Schema
    streams: bool


def operations(api: Schema) -> Iterator[Call]:
    """All of them, in the order of the description."""
    for path, methods in api["paths"].items():
        for method, one in methods.items():
            given = one.get("parameters", ())
            where = {kind: [p for p in given if p["in"] == kind] for kind in _PLACES}
            fine = next(one["responses"][s] for s in sorted(one["responses"]) if s < "300")
            content = fine["content"]
            inside = sorted(where["path"], key=lambda p: path.index(f"{{{p['name']}}}"))
            body = one.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield Call(
                one["operationId"], method.upper(), path, one["description"], inside,
                where["query"], where["header"], body.get("schema"),
                content["application/json"]["schema"], STREAMS in content,
            )  # fmt: skip


def kind_of(schema: Schema) -> tuple[str, Any]:
    """What a schema is, as a pair to be matched."""
    if "$ref" in schema:
        return "ref", schema["$ref"].rsplit("/", 1)[-1]
    if "enum" in schema or "const" in schema:
        return "one of", schema.get("enum", [schema.get("const")])
    if "anyOf" in schema:
        return "any of", schema["anyOf"]
    if schema.get("type") == "array":
        return "list", schema.get("items", {})
    if isinstance(schema.get("additionalProperties"), Mapping) and "properties" not in schema:
        return "map", schema["additionalProperties"]
    return "plain", schema.get("type", "")


def snake(parameter: Schema) -> str:
    """A parameter's name as a name in code."""
    return str(parameter["name"]).lower().replace("-", "_")


def named(call: Call, models: Mapping[str, Schema]) -> list[str]:
    """The models that a call's types name."""
    schemas = [p["schema"] for p in (*call.query, *call.headers)]
    said = str([call.body, call.answer, *schemas])
    return [name for name in models if f"schemas/{name}'" in said]


def about(schema: Schema, otherwise: str = "") -> str:
    """What a model or a field says of itself."""
    return str(schema.get("description") or otherwise)


def prose(text: str, indent: int) -> str:
    """A text as the inside of a comment whose further lines are indented."""
    plain = text.strip().replace("\\", "\\\\").replace('"""', "'''").replace("*/", "* /")
    paragraphs = [
        textwrap.fill(one, 92 - indent, break_long_words=False, break_on_hyphens=False)
        for one in plain.split("\n\n")
    ]
    shown = textwrap.indent("\n\n".join(paragraphs), " " * indent).strip()
    return f"{shown} " if shown.endswith('"') else shown
