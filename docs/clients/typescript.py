"""The TypeScript client: interfaces, and a method for each call."""

from collections.abc import Mapping, Sequence

from clients.description import Call, Schema, about, kind_of, named, prose, snake

HEAD = "Written by docs/make_clients.py from the API's own description; changes are lost."


def models(models: Mapping[str, Schema]) -> str:
    """The types of what goes in and out."""
    lines = [f"/** {HEAD} */", ""]
    for name, model in models.items():
        if "enum" in model:
            lines += [f"export type {name} = {_type(model)};", ""]
            continue
        lines += [f"/** {prose(about(model, name), 1)} */", f"export interface {name} {{"]
        for field, one in model.get("properties", {}).items():
            if one.get("description"):
                lines.append(f"  /** {prose(about(one), 3)} */")
            mark = "" if field in model.get("required", ()) else "?"
            lines.append(f"  {field}{mark}: {_type(one)};")
        lines += ["}", ""]
    return "\n".join(lines)


def client(calls: Sequence[Call], models: Mapping[str, Schema]) -> str:
    """The class with all calls."""
    used = sorted({name for call in calls for name in named(call, models)})
    lines = [f"/** {HEAD} */", ""]
    lines += ["import type {", *(f"  {name}," for name in used), '} from "./models.js";']
    lines += ['import { Transport, type ServerSentEvent } from "./transport.js";', ""]
    lines += ["/** One shop's API; see Transport. */", "export class Daogou extends Transport {"]
    for call in calls:
        lines += _method(call)
        if call.streams:
            lines += _method(call, stream=True)
    return "\n".join([*lines, "}", ""])


def _method(call: Call, stream: bool = False) -> list[str]:
    taken = [f"{p['name']}: {_type(p['schema'])}" for p in call.parts]
    taken += [f"body: {_type(call.body)}"] if call.body else []
    options = [] if stream else [*call.query, *call.headers]
    if options:
        fields = "; ".join(
            f"{snake(p)}{'' if p.get('required') else '?'}: {_type(p['schema'])}" for p in options
        )
        needed = any(p.get("required") for p in options)
        taken.append(f"options: {{ {fields} }}{'' if needed else ' = {}'}")
    path = call.path
    for part in call.parts:
        path = path.replace(f"{{{part['name']}}}", f"${{encodeURIComponent({part['name']})}}")
    sent = [f'"{call.method}"', f"`{path}`"]
    more = ["body"] if call.body else []
    for kind, given in (("query", call.query), ("headers", call.headers)):
        if given and not stream:
            pairs = ", ".join(f'"{p["name"]}": options.{snake(p)}' for p in given)
            more.append(f"{kind}: {{ {pairs} }}")
    sent += [f"{{ {', '.join(more)} }}"] if more else []
    answer = "AsyncGenerator<ServerSentEvent>" if stream else f"Promise<{_type(call.answer)}>"
    name = _camel(f"stream_{call.name}" if stream else call.name)
    text = f"The events of {_camel(call.name)} as they come." if stream else call.about
    return [
        "",
        f"  /** {prose(text, 5)} */",
        f"  {name}({', '.join(taken)}): {answer} {{",
        f"    return this.{'stream' if stream else 'call'}({', '.join(sent)});",
        "  }",
    ]


def _type(schema: Schema | None) -> str:
    kind = kind_of(schema or {})
    match kind:
        case ("ref", name):
            return str(name)
        case ("one of", values):
            return " | ".join(f'"{v}"' if isinstance(v, str) else str(v) for v in values)
        case ("any of", kinds):
            return " | ".join(dict.fromkeys(_type(one) for one in kinds))
        case ("list", items):
            inner = _type(items)
            return f"({inner})[]" if "|" in inner else f"{inner}[]"
        case ("map", values):
            return f"Record<string, {_type(values)}>"
    names = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}
    return {**names, "null": "null", "object": "Record<string, unknown>"}.get(
        str(kind[1]), "unknown"
    )


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))
