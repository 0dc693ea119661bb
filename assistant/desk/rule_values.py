"""Values that the service rules are written in: amounts, days, hours, codes of refusals."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

CODES = frozenset(
    {
        "not_offered",
        "group_only",
        "wrong_state",
        "once_only",
        "window_over",
        "reason_not_accepted",
        "unknown_item",
        "not_returnable",
        "unknown_form",
        "other_product",
        "same_form",
        "sold_out",
        "unknown_method",
        "method_not_allowed",
        "same_method",
        "several_payments",
        "gift_card_too_small",
        "other_country",
    }
)
"""Refusals that a shop may hand to a person."""

Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]


class Part(BaseModel):
    """A section: frozen, and without names that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _day_of_year(value: object) -> object:
    """ "12-24" as a day of a leap year, so that every day of a year can be named."""
    return date.fromisoformat(f"2000-{value}") if isinstance(value, str) else value


DayOfYear = Annotated[date, BeforeValidator(_day_of_year)]


def _hours(value: object) -> object:
    """ "08:00-20:00" as its two times."""
    if not isinstance(value, str):
        return value
    first, _, last = value.partition("-")
    return time.fromisoformat(first.strip()), time.fromisoformat(last.strip())


Hours = Annotated[tuple[time, time], BeforeValidator(_hours)]
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
