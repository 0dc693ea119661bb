"""The kinds of values in stories, for the models that check what is written.

A value with a ``{{variable}}`` in it passes every check here; ``play`` checks again with its value.
"""

import re
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from assistant.stories.quantities import quantity
from assistant.stories.variables import has_variable
from assistant.types import Intent

UNKNOWN_KEY = "unknown_key"
"""Type of the validation error for a name that is not part of the format; its context has it."""
ANY_TEXT = {"type": ["string", "number"]}
_VARIABLE = {"type": "string", "pattern": r"^\{\{.*\}\}$"}


def _as_text(value: Any) -> Any:
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _as_list(value: Any) -> Any:
    values = value if isinstance(value, list | tuple) else [value]
    return [_as_text(one) for one in values]


def _or(standing: Any) -> BeforeValidator:
    return BeforeValidator(lambda value: standing if has_variable(value) else value)


def _patterns(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        pattern_of(value)
    return values


def pattern_of(text: str) -> re.Pattern[str] | None:
    """The pattern of a text written ``/so/``, case aside; None: it is plain.

    Raises:
        ValueError: not a valid regular expression.
    """
    if len(text) < 3 or not (text.startswith("/") and text.endswith("/")):
        return None
    try:
        return re.compile(text[1:-1], re.IGNORECASE | re.DOTALL)
    except re.error as error:
        raise ValueError(f"{text} is not a regular expression: {error}") from error


def _quantities(value: str) -> str:
    if quantity(value) is None and not has_variable(value):
        raise ValueError(f"'{value}' is no amount such as 300 g")
    return value


def _one_or_more(items: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [items, {"type": "array", "items": items}]})


def _intents(values: tuple[str, ...]) -> tuple[str, ...]:
    known = [intent.value for intent in Intent]
    for value in values:
        if value not in known and not has_variable(value):
            raise ValueError(f"there is no intent '{value}': choose one of {', '.join(known)}")
    return values


def _with_variable(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [schema, _VARIABLE]})


Text = Annotated[str, BeforeValidator(_as_text), WithJsonSchema(ANY_TEXT)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list), _one_or_more(ANY_TEXT)]
Said = Annotated[Texts, AfterValidator(_patterns)]
"""Texts looked for in what is said, some of them perhaps regular expressions."""
Intents = Annotated[
    tuple[str, ...],
    BeforeValidator(_as_list),
    AfterValidator(_intents),
    _one_or_more({"anyOf": [{"enum": [intent.value for intent in Intent]}, _VARIABLE]}),
]
Amount = Annotated[
    Decimal,
    _or(0),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^(-?\d+(\.\d+)?|\{\{.*\}\})$"}),
]
Measured = Annotated[Text, AfterValidator(_quantities)]
"""An amount with its unit: "300 g"."""
Count = Annotated[int, Field(ge=0), _or(0), _with_variable(type="integer", minimum=0)]
Flag = Annotated[bool, _or(False), _with_variable(type="boolean")]


class Model(BaseModel):
    """A mapping in a file; a key that it does not know is an error with the nearest it knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _knows_every_key(cls, data: Any) -> Any:
        known = sorted(field.alias or name for name, field in cls.model_fields.items())
        for key in data if isinstance(data, dict) else ():
            if key not in known:
                close = get_close_matches(str(key), known, 1)
                mend = f"did you mean '{close[0]}'?" if close else f"choose of {', '.join(known)}."
                raise PydanticCustomError(
                    UNKNOWN_KEY, "there is no '{key}' here; {mend}", {"key": key, "mend": mend}
                )
        return data
