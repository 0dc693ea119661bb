"""Which products state which measures, and which of them hold a limit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.measure_reading import LENGTHS, ROUNDING, Interval, read_measures
from retrieval.types import Measure, Product

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

NOMINAL = 0.05
"""Share by which a screen may differ from an exact one: a "15 inch" laptop has 15.6."""
MORE_IS_FINE = frozenset(("battery", "storage", "memory"))
"""Of these, who asks for 30 is content with 40."""
_UNNAMED = frozenset(("diameter", "length", "screen"))
"""What a length in a title may be of which the title does not say what it measures."""


class MeasureIndex:
    """Which rows of a catalogue state which measures, and which of them hold a limit."""

    def __init__(self, size: int, stated: Mapping[str, tuple[Rows, Floats]]) -> None:
        self._size = size
        self._rows = {name: rows for name, (rows, _) in stated.items()}
        self._values = {name: values for name, (_, values) in stated.items()}

    @classmethod
    def read(cls, products: Sequence[Product]) -> "MeasureIndex":
        """Of all that the products' texts state; a tenth of a second for a thousand of them."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        values: defaultdict[str, list[Interval]] = defaultdict(list)
        for row, mine in enumerate(read_measures(products)):
            for name, interval in mine:
                rows[name].append(row)
                values[name].append(interval)
        stated = {
            name: (np.array(rows[name], np.int64), np.array(values[name], np.float64))
            for name in rows
        }
        return cls(len(products), stated)

    def to_arrays(self) -> dict[str, Array]:
        """Rows and intervals by measure; read back by from_arrays."""
        rows = {f"rows-{name}": rows for name, rows in self._rows.items()}
        return rows | {f"values-{name}": values for name, values in self._values.items()}

    @classmethod
    def from_arrays(cls, size: int, arrays: Mapping[str, Array]) -> "MeasureIndex":
        """What to_arrays made."""
        names = [key.removeprefix("rows-") for key in arrays if key.startswith("rows-")]
        return cls(
            size, {name: (arrays[f"rows-{name}"], arrays[f"values-{name}"]) for name in names}
        )

    def holds(self, measure: Measure) -> Mask:
        """Products of which something that they state lies within the limits.

        Of "size", which says no dimension, a least or most is held by the largest one stated, and
        an exact value by any. A little more or less than an exact value counts as equal, more
        battery or storage than asked for as well. A measure open on both sides is held by every
        product that states it.
        """
        if measure.name == "size" and not measure.exact:
            return self._largest_holds(measure)
        mask = np.zeros(self._size, bool)
        stated = np.zeros(self._size, bool)
        for name in _names(measure.name):
            if name in self._rows:
                near = NOMINAL if measure.exact and name == "screen" else ROUNDING
                low, high = _limits(measure, near)
                rows, values = self._rows[name], self._values[name]
                fits = (values[:, 0] <= high) & (values[:, 1] >= low)
                if name != measure.name and measure.name != "size":
                    fits &= ~stated[rows]  # What is said by its name counts alone.
                mask[rows[fits]] = True
                stated[rows] = True
        return mask

    def _largest_holds(self, measure: Measure) -> Mask:
        largest = np.full(self._size, np.nan)
        for name in _names("size"):
            if name in self._rows:
                highs = np.full(self._size, -np.inf)
                np.maximum.at(highs, self._rows[name], self._values[name][:, 1])
                stated = np.isfinite(highs)
                largest[stated] = np.fmax(largest[stated], highs[stated])
        low, high = _limits(measure, ROUNDING)
        return np.asarray((largest >= low) & (largest <= high))


def _names(name: str) -> tuple[str, ...]:
    """The stated measures that may answer for one, its own first."""
    if name == "size":
        return (*LENGTHS, "screen")
    return (name, "size") if name in _UNNAMED else (name,)


def _limits(measure: Measure, near: float) -> Interval:
    low = 0.0 if measure.min is None else measure.min * (1 - near)
    high = np.inf if measure.max is None else measure.max * (1 + near)
    if measure.exact and measure.name in MORE_IS_FINE:
        high = np.inf
    return low, float(high)
