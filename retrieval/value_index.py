"""Which rows of a catalogue have each distinct value of one facet."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from retrieval.text import words

Array = npt.NDArray[Any]
Rows = npt.NDArray[np.int64]

_SEVERAL = re.compile(r"[&,/]|\band\b", re.I)
"""What joins two things in the name of a category."""


class ValueIndex:
    """Which rows have each distinct value of one facet."""

    def __init__(self, rows: Mapping[str, Rows]) -> None:
        self._rows = rows
        self._keys = {value: words(value) for value in rows}
        self._letters = {value: _letters(value) for value in rows}

    @classmethod
    def of(cls, values: Iterable[Iterable[str]]) -> "ValueIndex":
        """An index of each row's values."""
        rows: dict[str, list[int]] = {}
        for row, mine in enumerate(values):
            for value in mine:
                if value:
                    rows.setdefault(value, []).append(row)
        return cls({value: np.array(r, np.int64) for value, r in rows.items()})

    def to_arrays(self) -> dict[str, Array]:
        """The values, where each one's rows start and all rows; read back by from_arrays."""
        starts = np.cumsum([0, *map(len, self._rows.values())])
        rows = np.concatenate([np.zeros(0, np.int64), *self._rows.values()])
        values = np.frombuffer(orjson.dumps(list(self._rows)), np.uint8)
        return {"values": values, "starts": starts, "rows": rows}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> "ValueIndex":
        """What to_arrays made."""
        parts = np.split(arrays["rows"], arrays["starts"][1:-1])
        return cls(dict(zip(orjson.loads(arrays["values"].tobytes()), parts, strict=False)))

    def rows(self, holds: Callable[[str], bool]) -> Rows:
        """Rows with a value that holds; may repeat."""
        found = [rows for value, rows in self._rows.items() if holds(value)]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def equal(self, value: str) -> Rows:
        """Rows with this very value, case, accents, plural and blanks aside."""
        wanted, letters = words(value), _letters(value)
        return self.rows(lambda v: self._keys[v] == wanted or self._letters[v] == letters)

    def ending(self, name: list[str]) -> Rows:
        """Rows with a value of these words (stemmed), or one thing whose last words they are:
        "Coffee & tea" is no kind of tea."""

        def is_kind(value: str) -> bool:
            said = self._keys[value]
            return said == name or (said[-len(name) :] == name and not _SEVERAL.search(value))

        return self.rows(is_kind) if name else np.zeros(0, np.int64)


def _letters(value: str) -> str:
    """The letters and digits of a value alone; one without any is itself."""
    plain = unicodedata.normalize("NFKD", value.casefold())
    return "".join(one for one in plain if one.isalnum()) or value
