"""What all models of the API have in common."""

import re
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

ID = r"^[A-Za-z0-9_-]{8,64}$"
"""Conversation, message and event ids: long enough not to be guessed when they are random."""
VISIBLE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]+$"
"""One line without control characters: what a shop's own ids are made of."""
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?", re.ASCII
)

Id = Annotated[str, StringConstraints(pattern=ID)]
ShopId = Annotated[str, StringConstraints(pattern=VISIBLE, max_length=128)]
ProductId = Annotated[str, StringConstraints(pattern=VISIBLE, max_length=200)]


def _moment(value: object) -> object:
    """RFC 3339, as the description says; pydantic would take numbers, too."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return datetime.fromisoformat(value)
    raise ValueError("a time such as 2026-05-01T10:00:00Z is needed")


def _whole(value: object) -> object:
    """To JSON, 1.0 is a whole number, and true is none."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Moment = Annotated[datetime, BeforeValidator(_moment)]
Whole = Annotated[int, BeforeValidator(_whole)]
ConversationId = Annotated[
    str, Path(pattern=ID, description="Of the conversation.", examples=["5f0c2a7be1d94c6f8a3b"])
]
OfShopper = Annotated[
    str | None,
    Query(
        pattern=VISIBLE,
        max_length=128,
        description="Id of a shopper; with a token that names one it may be left out.",
        examples=["c-01"],
    ),
]
OfConversation = Annotated[
    str | None,
    Query(
        pattern=ID,
        description="Of a guest, who is known by the conversation alone.",
        examples=["5f0c2a7be1d94c6f8a3b"],
    ),
]
Top = Annotated[int, Query(ge=1, le=100, description="At most so many.")]


class Model(BaseModel):
    """What goes out; every field's text is its description."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Input(BaseModel):
    """What comes in: nothing but the fields that are described, of their own types."""

    model_config = ConfigDict(use_attribute_docstrings=True, extra="forbid", strict=True)


class StatusOut(Model):
    """It worked."""

    status: Literal["ok"] = Field(default="ok")
