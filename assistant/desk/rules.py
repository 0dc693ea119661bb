"""A shop's service rules: policy as data, in one TOML file.

    DIR/service.toml    what the shop writes; every key over that of the shipped rules
    rules.toml          the shipped rules, beside this file

``docs/service_rules.md`` tells how to write one.
"""

import tomllib
from collections.abc import Mapping
from datetime import tzinfo
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator

from assistant.desk.rule_parts import (
    AddressRules,
    Compensation,
    Goods,
    HandOffRules,
    IdentityRules,
    OperationRules,
    OrderRules,
    ReturnRules,
    RiskRules,
    SwapRules,
)
from assistant.desk.rule_values import Part
from assistant.desk.types import Operation
from assistant.errors import RulesError

FILE_NAME = "service.toml"
SHIPPED = Path(__file__).with_name("rules.toml")


class Rules(Part):
    """All that a shop decides about its service, frozen."""

    timezone: str
    """IANA name; days are counted in it."""
    cancel: OrderRules
    change_address: AddressRules
    change_payment: OrderRules
    change_items: SwapRules
    return_: ReturnRules = Field(alias="return")
    exchange: SwapRules
    change_default_address: OperationRules
    goods: tuple[Goods, ...] = ()
    """The first that fits a product holds for it."""
    compensation: tuple[Compensation, ...] = ()
    identity: IdentityRules
    hand_off: HandOffRules
    risk: RiskRules

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{name!r} is not a time zone; one is America/New_York") from error
        return name

    @property
    def zone(self) -> tzinfo:
        """The shop's time zone."""
        return ZoneInfo(self.timezone)

    def of(self, operation: Operation) -> OperationRules:
        """The section of an operation that changes something; ValueError for one that does not."""
        name = "return_" if operation is Operation.RETURN else operation.value
        section = getattr(self, name, None)
        if not isinstance(section, OperationRules):
            raise ValueError(f"{operation.value} changes nothing, so no rules hold for it")
        return section


def load_rules(store: Path | None = None) -> Rules:
    """The rules of a store; those shipped where it has none, or where there is no store.

    Raises:
        RulesError: the file is no TOML, or has a name or a value that cannot be used.
    """
    path = store / FILE_NAME if store is not None else None
    return read_rules(path) if path is not None and path.is_file() else _shipped()


def read_rules(path: Path) -> Rules:
    """The rules of one file, over those shipped. Raises RulesError as ``load_rules`` does."""
    return _checked(_over(_tables(SHIPPED), _tables(path)), path)


@cache
def _shipped() -> Rules:
    return _checked(_tables(SHIPPED), SHIPPED)


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulesError(f"{path} is not valid TOML: {error}; correct that line.") from error
    except OSError as error:
        raise RulesError(f"{path} cannot be read: {error.strerror or error}.") from error


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Every key of ``own`` over that of ``base``; tables are joined, lists are replaced."""
    joined = dict(base)
    for key, value in own.items():
        under = base.get(key)
        if isinstance(value, Mapping) and isinstance(under, Mapping):
            joined[key] = _over(under, value)
        else:
            joined[key] = value
    return joined


def _checked(tables: Mapping[str, Any], path: Path) -> Rules:
    try:
        return Rules.model_validate(tables)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "the file"
        if first["type"] == "extra_forbidden":
            raise RulesError(
                f"Rule '{name}' is not known; correct or remove it in {path}"
                " (docs/service_rules.md lists all)."
            ) from error
        message = first["msg"].removeprefix("Value error, ")
        raise RulesError(f"Rule '{name}' cannot be used: {message}; correct it in {path}.") from (
            error
        )
