"""What ``daogou train`` can train, by name. Each is imported when it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands.public_data import folder_of

if TYPE_CHECKING:
    from retrieval.training_run import Run


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was said on the command line."""

    data: Path | None
    out: Path | None
    """None: the shipped weights."""
    seeded: Mapping[str, Any]
    """{"seed": ...}; empty: that of the shipped weights."""
    run: "Run"
    lists: Path | None
    unlabelled: str | None

    @property
    def folder(self) -> Path:
        """The public data. Raises SettingsError: none was named."""
        return folder_of(self.data)


def _ranker(wanted: Wanted) -> Any:
    from ranking.models import WEIGHTS
    from ranking.train import train_ranker, train_unlabelled

    if wanted.unlabelled is not None and wanted.out is not None:
        return train_unlabelled(
            wanted.folder, wanted.out, wanted.unlabelled, run=wanted.run, **wanted.seeded
        )
    return train_ranker(
        wanted.folder,
        wanted.out or WEIGHTS,
        run=wanted.run,
        lists_file=wanted.lists,
        **wanted.seeded,
    )


def _choice(wanted: Wanted) -> Any:
    from ranking.choice_training import train_choice
    from ranking.models import WEIGHTS

    return train_choice(wanted.folder, wanted.out or WEIGHTS, **wanted.seeded)


def _evidence(wanted: Wanted) -> Any:
    from ranking.evidence import EVIDENCE_WEIGHTS
    from ranking.evidence_training import train_evidence

    return train_evidence(
        wanted.folder, wanted.out or EVIDENCE_WEIGHTS, run=wanted.run, **wanted.seeded
    )


def _pages(wanted: Wanted) -> Any:
    from assistant.pages.topics import WEIGHTS
    from assistant.pages.training import train_pages

    return train_pages(wanted.out or WEIGHTS, **wanted.seeded)


def _risk(wanted: Wanted) -> Any:
    from assistant.risk.train import train_risk

    return train_risk(wanted.folder, wanted.out, **wanted.seeded)


def _retriever(wanted: Wanted) -> Any:
    from assistant.demo_store.build import read_demo_store
    from ranking.train_retriever import RETRIEVER_WEIGHTS, train_retriever

    shops = {"demo": read_demo_store().products}
    return train_retriever(
        wanted.folder,
        wanted.out or RETRIEVER_WEIGHTS,
        shops=shops,
        run=wanted.run,
        **wanted.seeded,
    )


def _intent(wanted: Wanted) -> Any:
    from assistant.understanding.intent import INTENT_WEIGHTS
    from assistant.understanding.train import train_intent

    return train_intent(wanted.data, wanted.out or INTENT_WEIGHTS, **wanted.seeded)


def _sentiment(wanted: Wanted) -> Any:
    from assistant.understanding.sentiment import SENTIMENT_WEIGHTS
    from assistant.understanding.train import train_sentiment

    return train_sentiment(wanted.data, wanted.out or SENTIMENT_WEIGHTS, **wanted.seeded)


TRAININGS: Mapping[str, Callable[[Wanted], Any]] = {
    "intent": _intent,
    "sentiment": _sentiment,
    "ranker": _ranker,
    "choice": _choice,
    "evidence": _evidence,
    "pages": _pages,
    "retriever": _retriever,
    "risk": _risk,
}
"""Each trains a model and gives its manifest."""
RESUMABLE = ("ranker", "retriever", "evidence")
"""Those that can go on after a kill."""
