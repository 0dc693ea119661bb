"""What an import did: every row of the source is counted once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

ATTRIBUTE = "attribute"
"""Where a column goes that becomes an attribute."""
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that gave no product."""

    line: int
    """1-based line of the source; the row's number where the format has no lines."""
    id: str
    """Empty: not known."""
    kind: str
    """Groups the same sort of reason."""
    reason: str
    rows: int = 1
    """How many rows of the source it stands for."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something mended or left out in rows that were imported all the same."""

    kind: str
    count: int
    lines: tuple[int, ...]
    """The first few lines that had it."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """``read`` = ``imported`` + ``merged`` + ``folded`` + the number of ``rejected``."""

    read: int
    imported: int
    merged: int
    """Rows whose id had come before."""
    folded: int
    """Rows that became variants or pictures of the product in another row."""
    rejected: tuple[Rejection, ...] = ()
    warnings: tuple[Notice, ...] = ()
    unused_columns: tuple[str, ...] = ()
    """Columns that had values but no place in a product."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Each column to the field that it fills, to ``ATTRIBUTE`` or to "" (left out)."""

    def reasons(self) -> Iterator[tuple[str, int, tuple[Rejection, ...]]]:
        """Each kind of rejection with its count and its first few rows, commonest first."""
        kinds = Counter(rejection.kind for rejection in self.rejected)
        for kind, count in kinds.most_common():
            rows = tuple(rejection for rejection in self.rejected if rejection.kind == kind)
            yield kind, count, rows[:_EXAMPLES]


@dataclass(slots=True)
class Tally:
    """Counts while an import runs; ``report`` closes it."""

    read: int = 0
    merged: int = 0
    folded: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    _warnings: Counter[str] = field(default_factory=Counter)
    _lines: dict[str, list[int]] = field(default_factory=dict)

    def warn(self, kind: str, line: int) -> None:
        """Count one warning of a kind."""
        self._warnings[kind] += 1
        lines = self._lines.setdefault(kind, [])
        if len(lines) < _EXAMPLES:
            lines.append(line)

    def report(
        self,
        imported: int,
        unused_columns: tuple[str, ...] = (),
        places: Mapping[str, str] | None = None,
    ) -> ImportReport:
        """The counts so far, with the number of products that came out."""
        return ImportReport(
            read=self.read,
            imported=imported,
            merged=self.merged,
            folded=self.folded,
            rejected=tuple(self.rejected),
            warnings=tuple(
                Notice(kind, count, tuple(self._lines[kind]))
                for kind, count in self._warnings.most_common()
            ),
            unused_columns=unused_columns,
            places=places or {},
        )
