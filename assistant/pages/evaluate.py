"""``daogou evaluate faq``: the right passage first, and silence where the pages do not say.

Two sets of questions, written by somebody who had not seen the code: on the demo store's pages, and
on the guidelines of a real retailer (ABCD, in the public data). Beside Daogou stand BM25 and the
cosine of the plain encoder, each with a threshold fitted on the development questions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import SettingsError
from assistant.pages.answering import SURE, Evidence, ShopPages
from assistant.pages.calibration import Calibration
from assistant.pages.encoder import load_page_encoder
from assistant.pages.index import SIGNALS, Encode, PageIndex, texts_of
from assistant.pages.questions import Asked, read_questions, unknown_places
from assistant.pages.read import read_sources
from assistant.pages.topics import Topics
from assistant.pages.training import DEMO_PAGES, development
from assistant.pages.types import Passage
from assistant.understanding.report import Report, Table, present
from ranking.evidence_training import best_threshold

QUESTIONS = Path(__file__).parents[2] / "tests" / "data"
SETS = {"demo store": "faq_demo.yaml", "retailer's guidelines": "faq_abcd.yaml"}
BASELINES = {"BM25": "keywords", "MiniLM, zero-shot": "passage"}
OURS = "Daogou"
FIRST = 3

Ranked = Callable[[str], tuple[Sequence[Passage], float]]
"""A question to the passages best first, and how sure the first is."""


@dataclass(frozen=True, slots=True)
class _Method:
    ranked: Ranked
    least: float
    """From so sure on it answers."""


def evaluate_faq(
    data: Path | None,
    *,
    json_out: bool = False,
    docs: Path | None = None,
    failures: Path | None = None,
) -> None:
    """Measure and show; the guidelines are left out where the public data is not there.

    Raises SettingsError without the questions, or where a label names no passage.
    """
    from ranking.evidence import EvidenceModel
    from retrieval.encoder import load_encoder

    plain, encode = load_encoder().encode, load_page_encoder().encode
    evidence = EvidenceModel.load(encode=plain).scores
    least = _thresholds(plain)
    rows: list[dict[str, Any]] = []
    failed: list[str] = []
    for name, (passages, asked) in _sets(data).items():
        for method, one in _methods(passages, plain, encode, evidence, least).items():
            found = [(q, *one.ranked(q.question)) for q in asked]
            rows.append({"questions on": name, "method": method, **_measured(found, one.least)})
            if method == OURS:
                failed += [_line(name, *case) for case in found if _wrong(*case, one.least)]
    if failures is not None:
        failures.write_text("\n".join(failed) + "\n", "utf-8")
    columns = tuple(rows[0])
    cells = tuple(tuple(row[column] for column in columns) for row in rows)
    title = "Questions about a shop's rules: the passage that answers"
    report = Report("faq", "daogou evaluate faq", (Table(title, columns, cells),), {"rows": rows})
    present(report, json_out=json_out, docs=docs)


def _sets(data: Path | None) -> Mapping[str, tuple[Sequence[Passage], Sequence[Asked]]]:
    sources = {"demo store": DEMO_PAGES}
    if data is not None:
        sources["retailer's guidelines"] = data / "abcd_sample" / "guidelines.json"
    found = {}
    for name, source in sources.items():
        passages, _ = read_sources([source])
        asked = read_questions(QUESTIONS / SETS[name])
        if unknown := unknown_places(asked, passages):
            raise SettingsError(f"{SETS[name]} names what is on no page: {'; '.join(unknown)}.")
        found[name] = passages, asked
    return found


def _methods(
    passages: Sequence[Passage],
    plain: Encode,
    encode: Encode,
    evidence: Evidence,
    least: Mapping[str, float],
) -> Mapping[str, _Method]:
    calibration = Calibration.load()
    topics, first = Topics.load(), calibration.first_order()
    texts = texts_of(passages)
    pages = ShopPages(
        PageIndex(passages, encode(texts), encode, topics, first), evidence, calibration
    )
    index = PageIndex(passages, plain(texts), plain, topics, first)

    def ours(question: str) -> tuple[Sequence[Passage], float]:
        ranked = pages.ranked(question)
        return [passage for passage, _ in ranked], ranked[0][1]

    methods = {name: _Method(_by_signal(index, name), least[name]) for name in BASELINES}
    return {**methods, OURS: _Method(ours, SURE)}


def _by_signal(index: PageIndex, name: str) -> Ranked:
    """A baseline: one signal of the search by itself, over all passages."""
    column = SIGNALS.index(BASELINES[name])

    def ranked(question: str) -> tuple[Sequence[Passage], float]:
        likely = index.search(question, len(index.passages))
        scores = likely.signals[:, column]
        order = np.argsort(-scores, kind="stable")
        return [index.passages[likely.rows[place]] for place in order], float(scores.max())

    return ranked


def _thresholds(encode: Encode) -> Mapping[str, float]:
    """Of the baselines, with the best balanced accuracy on the development questions."""
    best: dict[str, list[tuple[float, bool]]] = {name: [] for name in BASELINES}
    topics, first = Topics.load(), Calibration.load().first_order()
    for passages, asked in development().values():
        index = PageIndex(passages, encode(texts_of(passages)), encode, topics, first)
        for name, found in best.items():
            ranked = _by_signal(index, name)
            found += [(ranked(one.question)[1], one.answerable) for one in asked]
    return {name: best_threshold(found)[0] for name, found in best.items()}


Case = tuple[Asked, Sequence[Passage], float]


def _measured(found: Sequence[Case], least: float) -> dict[str, Any]:
    """Shares: the right passage first, among the first three; answered and rightly; silent where
    nothing answers."""
    asked = [case for case in found if case[0].answerable]
    unasked = [case for case in found if not case[0].answerable]
    spoken = [case for case in asked if case[2] >= least]
    return {
        "right first": _share(q.answered_by(p[0]) for q, p, _ in asked),
        f"in first {FIRST}": _share(any(map(q.answered_by, p[:FIRST])) for q, p, _ in asked),
        "answered": len(spoken) / len(asked),
        "answers right": _share(q.answered_by(p[0]) for q, p, _ in spoken),
        "silent rightly": _share(s < least for _, _, s in unasked) if unasked else "",
        "questions": len(asked),
        "without answer": len(unasked),
    }


def _share(hits: Any) -> float:
    values = [bool(hit) for hit in hits]
    return sum(values) / max(1, len(values))


def _wrong(asked: Asked, passages: Sequence[Passage], sure: float, least: float) -> bool:
    if not asked.answerable:
        return sure >= least
    return sure < least or not asked.answered_by(passages[0])


def _line(name: str, asked: Asked, passages: Sequence[Passage], sure: float) -> str:
    wanted = f"{asked.page}: {' or '.join(asked.headings)}" if asked.answerable else "nothing"
    got = " › ".join(passages[0].path)
    return f"{name}\t{asked.question}\twanted {wanted}\tgot {got} ({sure:.2f})"
