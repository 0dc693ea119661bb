"""The Python client: typed dictionaries, and a method for each call."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from clients.description import Call, Schema, about, kind_of, named, prose, snake

ROOT = Path(__file__).parents[2]
HEAD = "Written by docs/make_clients.py from the API's own description; changes are lost."


def models(models: Mapping[str, Schema]) -> str:
    """The types of what goes in and out."""
    lines = [f'"""What the HTTP API takes and gives.\n\n{HEAD}\n"""', ""]
    lines += ["from __future__ import annotations", ""]
    lines += ["from typing import Any, Literal, NotRequired, TypedDict", ""]
    for name, model in models.items():
        if "enum" in model:
            lines += [f"{name} = {_type(model)}", ""]
            continue
        lines += [f"class {name}(TypedDict):", f'    """{prose(about(model, name), 4)}"""', ""]
        for field, one in model.get("properties", {}).items():
            kind = _type(one)
            needed = field in model.get("required", ())
            lines.append(f"    {field}: {kind if needed else f'NotRequired[{kind}]'}")
            if one.get("description"):
                lines.append(f'    """{prose(about(one), 4)}"""')
        lines.append("")
    return _formatted("\n".join(lines))


def client(calls: Sequence[Call], models: Mapping[str, Schema]) -> str:
    """The class with all calls."""
    used = sorted(name for call in calls for name in named(call, models))
    lines = [f'"""Every call of the HTTP API.\n\n{HEAD}\n"""', ""]
    lines += ["from collections.abc import Iterator", "from typing import Any, Literal, cast", ""]
    lines += [f"from daogou_client.models import ({', '.join(dict.fromkeys(used))},)"]
    lines += ["from daogou_client.transport import ServerSentEvent, Transport", ""]
    lines += ["class Daogou(Transport):", '    """One shop\'s API; see ``Transport``."""', ""]
    for call in calls:
        lines += _method(call)
        if call.streams:
            lines += _method(call, stream=True)
    return _formatted("\n".join(lines))


def _method(call: Call, stream: bool = False) -> list[str]:
    needed = [f"{p['name']}: {_type(p['schema'])}" for p in call.parts]
    needed += [f"body: {_type(call.body)}"] if call.body else []
    options = [] if stream else [*call.query, *call.headers]
    needed += [f"{snake(p)}: {_type(p['schema'])}" for p in options if p.get("required")]
    free = [
        f"{snake(p)}: {_optional(_type(p['schema']))} = None"
        for p in options
        if not p.get("required")
    ]
    taken = ", ".join(["self", *needed, *(["*", *free] if free else [])])
    answer = "Iterator[ServerSentEvent]" if stream else _type(call.answer)
    path = call.path
    for part in call.parts:
        path = path.replace(f"{{{part['name']}}}", "{}")
    sent = [repr(call.method), repr(path)]
    if call.parts:
        sent.append(f"parts=[{', '.join(p['name'] for p in call.parts)}]")
    if call.query and not stream:
        sent.append("query={" + ", ".join(f"{p['name']!r}: {snake(p)}" for p in call.query) + "}")
    if call.headers and not stream:
        pairs = (f"{p['name']!r}: {snake(p)}" for p in call.headers)
        sent.append("headers={" + ", ".join(pairs) + "}")
    sent += ["body=body"] if call.body else []
    name, text = call.name, call.about
    done = f"return cast({answer!r}, self.call({', '.join(sent)}))"
    if stream:
        name, text = f"stream_{call.name}", f"The events of ``{call.name}`` as they come."
        done = f"return self.stream({', '.join(sent)})"
    return [
        f"    def {name}({taken}) -> {answer}:",
        f'        """{prose(text, 8)}"""',
        f"        {done}",
        "",
    ]


def _type(schema: Schema | None) -> str:
    kind = kind_of(schema or {})
    match kind:
        case ("ref", name):
            return str(name)
        case ("one of", values):
            return f"Literal[{', '.join(map(repr, values))}]"
        case ("any of", kinds):
            return " | ".join(dict.fromkeys(_type(one) for one in kinds))
        case ("list", items):
            return f"list[{_type(items)}]"
        case ("map", values):
            return f"dict[str, {_type(values)}]"
    names = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
    return {**names, "null": "None", "object": "dict[str, Any]"}.get(str(kind[1]), "Any")


def _optional(kind: str) -> str:
    return kind if "None" in kind else f"{kind} | None"


def _formatted(code: str) -> str:
    """Python as `ruff` has it."""
    for command in (["check", "--fix", "--quiet", "--select", "I,F401"], ["format", "--quiet"]):
        ran = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--config", str(ROOT / "pyproject.toml"), "-"],
            input=code, capture_output=True, text=True, check=True,
        )  # fmt: skip
        code = ran.stdout
    return code
