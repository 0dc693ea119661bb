"""The API's description as one readable page, without a script or anything from elsewhere."""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from fastapi.responses import HTMLResponse

from ui.markup import mark, paragraphs
from ui.theme import read_static

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; style-src 'unsafe-inline'; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


def docs_page(api: Mapping[str, Any]) -> HTMLResponse:
    """The page for an OpenAPI description."""
    groups: dict[str, list[str]] = {}
    for method, path, operation in operations(api):
        groups.setdefault(operation["tags"][0], []).append(_operation(api, method, path, operation))
    links = "".join(f'<a href="#{escape(tag)}">{escape(tag.capitalize())}</a>' for tag in groups)
    parts = "".join(
        f'<h2 id="{escape(tag)}">{escape(tag)}</h2>{"".join(found)}'
        for tag, found in groups.items()
    )
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<title>HTTP API · Daogou</title><link rel="icon" href="/favicon.ico">'
        f"<style>{_style()}</style></head>"
        f"<body><main><h1>{mark()}<span>HTTP API</span></h1>{_prose(api['info']['description'])}"
        '<p>For programs: <a href="openapi.json">openapi.json</a></p>'
        f'<nav aria-label="Parts">{links}</nav>{parts}</main></body></html>',
        headers=_HEADERS,
    )


def _style() -> str:
    """The colours of all pages, by the system's choice of light or dark."""
    tokens = read_static("tokens.css")
    dark = re.search(r"\.dark \{(.*?)\}", tokens, re.S)
    swapped = f"@media (prefers-color-scheme: dark) {{ :root {{{dark[1] if dark else ''}}} }}"
    return tokens + swapped + read_static("api.css")


def operations(api: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every operation: method in capitals, path, description."""
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def _operation(api: Mapping[str, Any], method: str, path: str, operation: Mapping[str, Any]) -> str:
    base = api["servers"][0]["url"]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    fine = {status: one for status, one in operation["responses"].items() if status < "400"}
    answered: Mapping[str, Any] = next(iter(fine.values()), {})
    answer = answered.get("content", {}).get("application/json", {})
    rows = [
        (one["name"], _kind(api, one["schema"]), one.get("description", ""), one.get("required"))
        for one in operation.get("parameters", ())
    ] + list(_fields(api, body.get("schema", {})))
    problems = ", ".join(
        f"{status} {escape(one['description'])}"
        for status, one in operation["responses"].items()
        if status >= "400"
    )
    returned = _table(_fields(api, answer.get("schema", {})))
    return (
        f'<section id="{escape(operation["operationId"])}"><h3><b>{method}</b> '
        f"{escape(base + path)}</h3>{_prose(operation.get('description', ''))}{_table(rows)}"
        f"{_example(api, body)}"
        f"<details><summary>Answers with {escape(_kind(api, answer.get('schema', {})))}</summary>"
        f'{returned}<p class="quiet">{problems}</p></details></section>'
    )


def _fields(
    api: Mapping[str, Any], schema: Mapping[str, Any]
) -> Iterator[tuple[str, str, str, bool]]:
    model = _resolved(api, schema)
    for name, one in model.get("properties", {}).items():
        needed = name in model.get("required", ())
        yield name, _kind(api, one), one.get("description", ""), needed


def _table(rows: Any) -> str:
    lines = "".join(
        f"<tr><td><code>{escape(name)}</code>{' *' if needed else ''}<small>{escape(kind)}</small>"
        f"</td><td>{escape(text)}</td></tr>"
        for name, kind, text, needed in rows
    )
    return f"<table>{lines}</table>" if lines else ""


def _example(api: Mapping[str, Any], body: Mapping[str, Any]) -> str:
    examples = _resolved(api, body.get("schema", {})).get("examples", ())
    shown = (json.dumps(one, indent=2, ensure_ascii=False) for one in examples)
    return "".join(f"<pre>{escape(one)}</pre>" for one in shown)


def _kind(api: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """A schema in words: "text", "list of ProductOut" ..."""
    if "$ref" in schema:
        model = _resolved(api, schema)
        values = " | ".join(model.get("enum", ()))
        return values or str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        kinds = [_kind(api, one) for one in schema["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(api, schema.get('items', {}))}"
    names = {"string": "text", "object": "object", "boolean": "true or false"}
    kind = str(schema.get("type", "JSON"))
    return names.get(kind, kind)


def _resolved(api: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in schema:
        return schema
    found: Mapping[str, Any] = api["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return found


def _prose(text: str) -> str:
    """Paragraphs with ``code`` and **strong** words."""
    flowing = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    parts = paragraphs(flowing).split("`")
    coded = "".join(f"<code>{one}</code>" if n % 2 else one for n, one in enumerate(parts))
    strong = coded.split("**")
    return "".join(f"<strong>{one}</strong>" if n % 2 else one for n, one in enumerate(strong))
