"""Graded queries: the shipped editorial judgements and public ones, on one scale 0..3.

Editorial files (``judgements/*.tsv``: query, product id, grade 0..3) were judged for Daogou over
the two public catalogues; they hold no catalogue text. ``CATALOGUE.tsv`` came first and
``CATALOGUE_more.tsv`` after the cross-encoder's first stage.
"""

import csv
import zlib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from ranking.errors import RankingError
from retrieval.text import words

EDITORIAL = Path(__file__).parent / "judgements"
ESCI_GRADES = ((1.0, 3), (0.1, 2), (0.01, 1), (0.0, 0))
"""Gain of the ESCI labels (exact, substitute, complement, irrelevant) to grades."""

PUBLIC = {"esci": "esci_judgements/dev.tsv", "icecat": "icecat_judgements/dev.tsv"}
"""Files of the data folder by catalogue."""
HELD_BACK = 7

Judgements = Mapping[str, Mapping[str, float]]
"""Query to product id to gain, as the file has it; higher is better."""


def read_judgements(file: Path) -> dict[str, dict[str, float]]:
    """A TSV of query, product id and gain; a header line is left out.

    Raises RankingError when the file cannot be read.
    """
    result: dict[str, dict[str, float]] = defaultdict(dict)
    try:
        with file.open(encoding="utf-8", newline="") as handle:
            for i, row in enumerate(csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)):
                if i == 0 and row[-1] == "gain":
                    continue
                result[row[0]][row[1]] = float(row[2])
    except (OSError, ValueError, IndexError) as error:
        raise RankingError(
            f"{file} is no table of query, product id and gain: {error}; point --data to the"
            " data folder."
        ) from error
    return dict(result)


def editorial(catalogue: str) -> dict[str, dict[str, float]]:
    """Daogou's own judgements over a catalogue ("esci" or "icecat"), grades 0..3."""
    return first_editorial(catalogue) | later_editorial(catalogue)


def first_editorial(catalogue: str) -> dict[str, dict[str, float]]:
    """Those of the cross-encoder's first stage."""
    return read_judgements(EDITORIAL / f"{catalogue}.tsv")


def later_editorial(catalogue: str) -> dict[str, dict[str, float]]:
    """Those that came after it."""
    return read_judgements(EDITORIAL / f"{catalogue}_more.tsv")


def held_back(query: str) -> bool:
    """Whether a later query is kept from all training, to choose and test on: every seventh."""
    return zlib.crc32(query.encode()) % HELD_BACK == 0


def public_judgements(data: Path) -> dict[str, dict[str, float]]:
    """The public judgements of all catalogues. Raises RankingError."""
    return {
        query: gains
        for file in PUBLIC.values()
        for query, gains in read_judgements(data / file).items()
    }


def unseen(catalogue: str, public: Judgements) -> dict[str, Mapping[str, float]]:
    """Editorial queries that nothing learned from."""
    later = without_overlap(later_editorial(catalogue), public)
    return {query: grades for query, grades in later.items() if held_back(query)}


def learned(catalogue: str, public: Judgements) -> dict[str, Mapping[str, float]]:
    """Editorial queries that are there to learn from."""
    every = without_overlap(editorial(catalogue), public)
    return {query: grades for query, grades in every.items() if not held_back(query)}


def without_overlap(mine: Judgements, theirs: Judgements) -> dict[str, Mapping[str, float]]:
    """Those of my queries that are not also theirs (same stemmed words in any order), so that
    what is reported on theirs was never trained on."""
    taken = {frozenset(words(q)) for q in theirs}
    return {q: grades for q, grades in mine.items() if frozenset(words(q)) not in taken}


def esci_grade(gain: float) -> int:
    """Grade 0..3 of an ESCI gain."""
    return next(grade for limit, grade in ESCI_GRADES if gain >= limit)


def icecat_grade(gain: float) -> int:
    """Grade 0..3 of a mean of three raters."""
    return min(3, max(0, round(gain)))
