"""Training lists on disk: as many as fit there, read one at a time."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import overload

import orjson

from ranking.derive import TrainingList
from ranking.errors import RankingError


def write_lists(path: Path, lists: Iterable[TrainingList]) -> int:
    """Write lists as JSON lines, whole or not at all; returns how many."""
    part = path.with_name(f"{path.name}.part")
    count = 0
    with part.open("wb") as file:
        for one in lists:
            row = {"wish": one.wish, "texts": one.texts, "gains": one.gains}
            file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
            count += 1
    part.replace(path)
    return count


class ListFile(Sequence[TrainingList]):
    """A file of ``write_lists``; only the places of its lines are in memory, 8 bytes a list.

    Raises:
        RankingError: the file cannot be read, or a line is no list.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._starts = array("q")
        try:
            self._file = path.open("rb")
            place = 0
            for line in self._file:
                self._starts.append(place)
                place += len(line)
        except OSError as error:
            raise RankingError(
                f"The training lists in {path} cannot be read ({error.strerror}): check the path."
            ) from error

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> TrainingList: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[TrainingList]: ...

    def __getitem__(self, index: int | slice) -> TrainingList | Sequence[TrainingList]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        with self._lock:
            self._file.seek(self._starts[index])
            line = self._file.readline()
        try:
            row = orjson.loads(line)
            gains = tuple(map(float, row["gains"]))
            made = TrainingList(str(row["wish"]), tuple(map(str, row["texts"])), gains)
        except (ValueError, KeyError, TypeError) as error:
            raise RankingError(
                f"Line {index + 1} of {self._path} is no training list ({error}): write the file"
                " anew."
            ) from error
        if len(made.texts) != len(made.gains):
            raise RankingError(f"Line {index + 1} of {self._path} has not one gain for each text.")
        return made

    def __iter__(self) -> Iterator[TrainingList]:
        return (self[i] for i in range(len(self)))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
