"""What the records' fields mean, told to readers of an OpenAPI description from the code itself."""

import ast
import inspect
from collections.abc import Iterable, Mapping
from itertools import pairwise
from textwrap import dedent
from typing import Any


def describe_fields(api: Mapping[str, Any], kinds: Iterable[type]) -> None:
    """Put the docstring of each field into the schema of its class, in place.

    api: an OpenAPI document; kinds: dataclasses, of which those without a schema are left out.
    """
    schemas = api["components"]["schemas"]
    for kind in kinds:
        properties = schemas.get(kind.__name__, {}).get("properties", {})
        for name, meaning in field_docs(kind).items():
            if name in properties:
                properties[name]["description"] = meaning.replace("None:", "null:")


def field_docs(kind: type) -> dict[str, str]:
    """Field name to the string that stands below it in the source of a class."""
    (definition,) = ast.parse(dedent(inspect.getsource(kind))).body
    assert isinstance(definition, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(definition.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
