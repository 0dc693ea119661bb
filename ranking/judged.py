"""Graded queries: the shipped editorial judgements and public ones, on one scale 0..3.

Editorial files (``judgements/*.tsv``: query, product id, grade 0..3) were judged by hand for
Daogou over the two public catalogues; they hold no catalogue text.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from ranking.errors import RankingError
from retrieval.text import words

EDITORIAL = Path(__file__).parent / "judgements"
ESCI_GRADES = ((1.0, 3), (0.1, 2), (0.01, 1), (0.0, 0))
"""Gain of the ESCI labels (exact, substitute, complement, irrelevant) to grades."""

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
    merged: dict[str, dict[str, float]] = {}
    for file in sorted(EDITORIAL.glob(f"{catalogue}*.tsv")):
        merged |= read_judgements(file)
    return merged


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
