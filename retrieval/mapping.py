"""The mapping file: which column of a source becomes which field of a product (TOML).

Every field that the file does not name is found by its column's name, as without a file.
docs/import.md has the reference with examples.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from retrieval.currencies import currency_code
from retrieval.errors import CatalogueError

FIELDS = (
    "id", "title", "brand", "category", "description", "bullets", "price", "list_price",
    "sale_price", "currency", "stock", "rating", "rating_count", "colours", "sizes", "image",
    "added", "variants", "texts",
)  # fmt: skip
"""What a mapping can fill. A ``sale_price`` below ``price`` takes its place, and ``price`` becomes
the list price."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Where one field comes from."""

    columns: tuple[str, ...] = ()
    """Joined in this order; empty with no constant: the field stays empty."""
    first: bool = False
    """Take the first of the columns that is not empty instead of joining them."""
    join: str | None = None
    """Put between joined columns; None: a space."""
    constant: str | float | None = None
    """The same value for every product."""
    attribute: str | None = None
    """Take the value of the attribute of this readable name."""
    split: tuple[str, ...] = ()
    """Marks at which a text is cut into the items of a list or the steps of a path."""
    skip: tuple[str, ...] = ()
    """Values that say nothing, such as "n/a"."""
    unit: str = "whole"
    """Prices only: "whole", or "cents" where 4995 means 49.95."""
    decimal_mark: str | None = None
    """Prices only: "." or ","."""
    date_order: str = "mdy"
    """Dates only: "mdy" or "dmy"."""


@dataclass(frozen=True, slots=True)
class AttributeRules:
    """Which columns become attributes, and how they read. Patterns are shell globs."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    """Beginnings cut from column names, the first that fits."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Readable name to the column that holds it."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Better spellings of readable names."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Glob of columns to the unit that their plain numbers are in."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    """Marks replaced by a semicolon and a space inside values."""
    skip: tuple[str, ...] = ()
    """Values that say nothing, such as "n/a"."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A whole mapping file."""

    fields: Mapping[str, FieldRule] = field(default_factory=dict)
    attributes: AttributeRules | None = None
    """None: every column that fills no field becomes an attribute."""
    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    currency: str | None = None
    """ISO code of prices that name none."""

    def named_columns(self) -> frozenset[str]:
        """Every column that the file names outright."""
        named = {column for rule in self.fields.values() for column in rule.columns}
        if self.attributes:
            named.update(self.attributes.columns.values())
        return frozenset(named)


def load_mapping(path: Path) -> ColumnMapping:
    """Read a mapping file. Raises CatalogueError for one that is missing or not valid."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise CatalogueError(f"Cannot read the mapping {path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"The mapping {path.name} is not valid TOML: {error}.") from None
    try:
        return parse_mapping(data)
    except CatalogueError as error:
        raise CatalogueError(f"The mapping {path.name}: {error}") from None


def parse_mapping(data: Mapping[str, Any]) -> ColumnMapping:
    """The mapping that a TOML document describes. Raises CatalogueError naming the bad key."""
    _known("the mapping", data, ("format", "encoding", "delimiter", "currency", "fields",
                                 "attributes"))  # fmt: skip
    rules = _table("fields", data.get("fields", {}))
    _known("[fields]", rules, FIELDS)
    currency = data.get("currency")
    if currency is not None and currency_code(_text("currency", currency)) is None:
        raise CatalogueError(f"currency must be an ISO code such as EUR, not {currency!r}.")
    attributes = data.get("attributes")
    return ColumnMapping(
        fields={name: _field_rule(name, rule) for name, rule in rules.items()},
        attributes=None if attributes is None else _attribute_rules(attributes),
        format=_optional_text("format", data),
        encoding=_optional_text("encoding", data),
        delimiter=_optional_text("delimiter", data),
        currency=None if currency is None else currency_code(currency),
    )


def _field_rule(name: str, rule: Any) -> FieldRule:
    if isinstance(rule, str):
        return FieldRule(columns=(rule,) if rule else ())
    if isinstance(rule, list):
        return FieldRule(columns=_texts(name, rule))
    rule = _table(name, rule)
    _known(name, rule, ("column", "columns", "first", "join", "constant", "attribute", "split",
                        "skip", "unit", "decimal_mark", "date_order"))  # fmt: skip
    kinds = ("column", "columns", "first", "constant", "attribute")
    sources = [kind for kind in kinds if kind in rule]
    if len(sources) != 1:
        raise CatalogueError(f"{name} needs one of column, columns, first, constant or attribute.")
    constant = rule.get("constant")
    if isinstance(constant, bool | list | dict):
        raise CatalogueError(f"{name}.constant must be a text or a number.")
    source = sources[0]
    return FieldRule(
        columns=_texts(f"{name}.{source}", rule[source])
        if source in ("column", "columns", "first")
        else (),
        first=source == "first",
        join=_optional_text("join", rule),
        constant=constant,
        attribute=_optional_text("attribute", rule),
        split=_texts(f"{name}.split", rule.get("split", ())),
        skip=_texts(f"{name}.skip", rule.get("skip", ())),
        unit=_one_of(f"{name}.unit", rule.get("unit", "whole"), ("whole", "cents")),
        decimal_mark=_one_of(f"{name}.decimal_mark", rule.get("decimal_mark"), (".", ",", None)),
        date_order=_one_of(f"{name}.date_order", rule.get("date_order", "mdy"), ("mdy", "dmy")),
    )


def _attribute_rules(data: Any) -> AttributeRules:
    data = _table("[attributes]", data)
    lists = ("include", "exclude", "strip", "yes", "no", "split", "skip")
    maps = ("columns", "names", "units")
    _known("[attributes]", data, (*lists, *maps))
    for key in maps:
        for name, value in _table(f"attributes.{key}", data.get(key, {})).items():
            _text(f"attributes.{key}.{name}", value)
    rules: dict[str, Any] = {key: _texts(f"attributes.{key}", data.get(key, ())) for key in lists}
    return AttributeRules(**rules, **{key: data.get(key, {}) for key in maps})


def _known(place: str, data: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for key in data:
        if key not in names:
            close = get_close_matches(key, names, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"it can have {', '.join(names)}."
            raise CatalogueError(f"{place} has no {key!r}; {hint}")


def _table(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CatalogueError(f"{name} must be a table, not {value!r}.")
    return value


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise CatalogueError(f"{name} must be a text, not {value!r}.")
    return value


def _optional_text(name: str, data: Mapping[str, Any]) -> str | None:
    return None if name not in data else _text(name, data[name])


def _texts(name: str, value: Any) -> tuple[str, ...]:
    """One text or a list of them."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(i, str) and i for i in items):
        raise CatalogueError(f"{name} must be a text or a list of texts, not {value!r}.")
    return tuple(items)


def _one_of(name: str, value: Any, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        choices = " or ".join(repr(choice) for choice in allowed if choice is not None)
        raise CatalogueError(f"{name} must be {choices}, not {value!r}.")
    return value
