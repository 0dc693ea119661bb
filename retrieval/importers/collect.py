"""From the columns of one row to raw values by field, and to attributes that read well."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from retrieval.importers.columns import field_of, is_noise, readable_name
from retrieval.importers.report import ATTRIBUTE
from retrieval.importers.source import Row
from retrieval.importers.values import is_empty, to_attribute, to_list, to_text
from retrieval.mapping import AttributeRules, ColumnMapping, FieldRule

LIST_FIELDS = frozenset(("category", "bullets", "colours", "sizes"))
LONGEST_VALUE = 500
"""Characters of an attribute's value."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to do with one column, worked out once."""

    field: str = ""
    rank: int = 0
    attribute: str = ""
    unit: str = ""


_NOTHING = _Plan()
_PREFIX = re.compile(r"(?:attr|attribute|spec)s?[_.:](?:[bdfinst]_)?", re.IGNORECASE)


class Collector:
    """Applies a mapping to rows and finds the fields that it leaves open by column name."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self._mapping = mapping
        self._rules = mapping.attributes
        self._claimed = mapping.named_columns()
        self._plans: dict[str, _Plan] = {}
        self._used: set[str] = set()
        self._attributes_named = frozenset(self._rules.columns.values() if self._rules else ())
        self._reworded = _rewording(mapping.attributes)

    def collect(self, row: Row) -> tuple[dict[str, Any], dict[str, str]]:
        """(raw values by field, attributes) of a row; empty values are left out."""
        mapped = self._mapping.fields
        raw = {} if row.fields is None else dict(row.fields)
        attributes = self._given(raw.pop("attributes", None))
        ranks: dict[str, int] = {}
        automatic = row.fields is None
        for column, value in row.values.items():
            plan = self._plans.get(column)
            if plan is None:
                plan = self._plans[column] = self._plan(column, automatic)
            if plan is _NOTHING or value is None or value == "":
                continue
            if plan.attribute:
                self._add(attributes, plan, value)
                self._used.add(column)
            elif _says_something(value) and plan.rank < ranks.get(plan.field, 1_000):
                ranks[plan.field] = plan.rank
                raw[plan.field] = value
                self._used.add(column)
        if automatic and "attributes" in raw:
            attributes = {**self._given(raw.pop("attributes")), **attributes}
        if self._rules:
            for name, column in self._rules.columns.items():
                self._add(attributes, _Plan(attribute=name), lookup(row.values, column))
        for name, rule in mapped.items():
            value = self._apply(name, rule, row.values, attributes)
            raw.pop(name, None)
            if _says_something(value):
                raw[name] = value
        return raw, attributes

    def unused_columns(self) -> tuple[str, ...]:
        """Columns that no product took anything from, in the order first seen."""
        taken = self._used | self._claimed
        return tuple(column for column in self._plans if column not in taken)

    def places(self) -> dict[str, str]:
        """Where each column went: a field's name, ``ATTRIBUTE``, or "" for nowhere."""
        named = {one: name for name, rule in self._mapping.fields.items() for one in rule.columns}
        return {
            column: named.get(column)
            or plan.field
            or (ATTRIBUTE if plan.attribute or column in self._attributes_named else "")
            for column, plan in self._plans.items()
        }

    def missing_columns(self) -> tuple[str, ...]:
        """Columns that the mapping names and no row has."""
        seen = self._plans.keys()
        return tuple(
            sorted(c for c in self._claimed if c not in seen and c.split(".")[0] not in seen)
        )

    def _plan(self, column: str, automatic: bool) -> _Plan:
        rules = self._rules
        found = field_of(column) if automatic else None
        if not automatic:
            self._used.add(column)  # the format's reader knows it
        open_field = found and found[0] not in self._mapping.fields
        if found and open_field and column not in self._claimed:
            return _Plan(*found)
        if rules is None:
            if not automatic or column in self._claimed or found or is_noise(column):
                return _NOTHING
            prefix = _PREFIX.match(column)
            return _Plan(attribute=readable_name(column[prefix.end() :] if prefix else column))
        if _matches(column, rules.exclude):
            self._used.add(column)  # left out on purpose
            return _NOTHING
        if not _matches(column, rules.include):
            return _NOTHING
        short = next((column[len(p) :] for p in rules.strip if column.startswith(p)), column)
        name = readable_name(short)
        unit = next((u for glob, u in rules.units.items() if fnmatchcase(short, glob)), "")
        return _Plan(attribute=rules.names.get(name, name), unit=unit)

    def _apply(
        self, name: str, rule: FieldRule, values: Mapping[str, Any], attributes: dict[str, str]
    ) -> Any:
        if rule.constant is not None:
            return rule.constant
        if rule.attribute is not None:
            return attributes.get(rule.attribute)
        found = [lookup(values, column) for column in rule.columns]
        if rule.skip:
            found = [None if to_text(value) in rule.skip else value for value in found]
        if len(found) == 1:
            return found[0]
        found = [value for value in found if not is_empty(value)]
        if rule.first:
            return found[0] if found else None
        if name in LIST_FIELDS:
            return [part for value in found for part in to_list(value, rule.split)]
        join = " " if rule.join is None else rule.join
        return join.join(value if isinstance(value, str) else to_text(value) for value in found)

    def _given(self, value: Any) -> dict[str, str]:
        """Attributes that come as a map, as a list of named values, or as "name: value" texts."""
        attributes: dict[str, str] = {}
        if isinstance(value, Mapping):
            for name, item in value.items():
                self._add(attributes, _Plan(attribute=to_text(name)), item)
            return attributes
        for item in to_list(value, ("\n", ";", "|")):
            if isinstance(item, Mapping):
                name = to_text(item.get("name") or item.get("key"))
                self._add(attributes, _Plan(attribute=name), item.get("value"))
            elif isinstance(item, str) and ":" in item:
                name, _, text = item.partition(":")
                self._add(attributes, _Plan(attribute=to_text(name)), text)
        return attributes

    def _add(self, attributes: dict[str, str], plan: _Plan, value: Any) -> None:
        if isinstance(value, Mapping):
            for name, item in value.items():
                part = _Plan(attribute=f"{plan.attribute} {readable_name(str(name)).lower()}")
                if not isinstance(item, Mapping):
                    self._add(attributes, part, item)
            return
        text = to_attribute(value)
        if self._reworded:
            text = self._reworded(text)
        if not text or not plan.attribute:
            return
        if plan.unit and isinstance(value, int | float) and not isinstance(value, bool):
            text = f"{text} {plan.unit}" if plan.unit[0].isalnum() else f"{text}{plan.unit}"
        if len(text) > LONGEST_VALUE:
            text = text[:LONGEST_VALUE].rsplit(" ", 1)[0] + " …"
        attributes.setdefault(plan.attribute, text)


def lookup(values: Mapping[str, Any], column: str) -> Any:
    """The value of a column; "price.amount" also means the amount inside the object price."""
    if column in values or "." not in column:
        return values.get(column)
    found: Any = values
    for key in column.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _says_something(value: Any) -> bool:
    """Not empty; a number that is NaN counts, since a price of NaN is an error and no gap."""
    return not is_empty(value) or value != value


def _matches(column: str, globs: tuple[str, ...]) -> bool:
    return any(fnmatchcase(column, glob) for glob in globs)


def _rewording(rules: AttributeRules | None) -> Callable[[str], str] | None:
    """What a mapping changes in the values of attributes; None: nothing."""
    if rules is None or not (rules.skip or rules.yes or rules.no or rules.split):
        return None
    fixed = dict.fromkeys(rules.skip, "")
    fixed.update(dict.fromkeys(rules.yes, "yes") | dict.fromkeys(rules.no, "no"))

    def reword(text: str) -> str:
        if text in fixed:
            return fixed[text]
        for mark in rules.split:
            if mark in text:
                parts = (part.strip(" -;") for part in text.split(mark))
                text = "; ".join(filter(None, parts))
        return text

    return reword
