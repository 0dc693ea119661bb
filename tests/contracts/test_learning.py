"""What is learned is kept, can be taken back, and never goes over somebody else's weights."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from databases import database

from assistant.learning import LISTS_KEPT, SNAPSHOT_EVERY, Learner
from assistant.outcome import Considered
from assistant.storage.engine import open_database
from assistant.storage.learning import LearningStore
from ranking.online import begin
from ranking.types import Event, EventKind, Ranked

NAMES = ("relevance", "taste")
START = {
    "search": begin(NAMES, np.array([1.0, 0.1]), np.ones(2)),
    "browse": begin(NAMES, np.array([0.0, 0.5]), np.ones(2)),
}
AT = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
CONSIDERED = tuple(
    Ranked(f"P{i}", i, 3.0 - i, {"relevance": 3.0 - i, "taste": float(i % 2), "other": 9.0})
    for i in range(4)
)

MADE: list[Learner] = []
"""Closed when a test ends."""


class Clock:
    """A time that moves on by itself, so that no two writes are at the same moment."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LearningStore]:
    with database(request.param, tmp_path) as place:
        engine = open_database(place)
        yield LearningStore(engine)
        while MADE:
            MADE.pop().close()
        engine.dispose()


def learner(store: LearningStore, clock: Clock, **settings: object) -> Learner:
    MADE.append(Learner(store, START, clock, **settings))  # type: ignore[arg-type]
    return MADE[-1]


def did(
    kind: EventKind, product: str, list_id: str = "L1", shopper: str = "C-1", at: datetime = AT
) -> Event:
    return Event(f"{kind}-{product}-{list_id}", shopper, kind, product, at, list_id)


def show(who: Learner, list_id: str = "L1", shopper: str = "C-1", query: str = "lamp") -> bool:
    considered = Considered(query, CONSIDERED)
    return who.shown(list_id, shopper, "conversation", considered, ("P0", "P1", "P2"))


def test_a_click_moves_the_next_lists_weights_and_outlives_the_process(
    store: LearningStore,
) -> None:
    clock = Clock()
    first = learner(store, clock)
    assert show(first)
    assert first.happened(did(EventKind.CLICK, "P1"))
    moved = first.weights("search")
    assert moved[1] > 0.1 > 0
    assert moved[0] < 1.0
    assert first.weights("browse").tolist() == [0.0, 0.5]
    first.close()
    assert learner(store, clock).weights("search") == pytest.approx(moved)


def test_a_list_of_before_the_restart_still_teaches(store: LearningStore) -> None:
    clock = Clock()
    first = learner(store, clock)
    show(first)
    first.close()
    assert learner(store, clock).happened(did(EventKind.CART, "P2"))


def test_the_same_lesson_counts_once(store: LearningStore) -> None:
    one = learner(store, Clock())
    show(one)
    assert one.happened(did(EventKind.CLICK, "P1"))
    assert not one.happened(did(EventKind.CLICK, "P1"))
    assert one.happened(did(EventKind.PURCHASE, "P1"))
    assert one.beliefs()["search"].choices == 2


@pytest.mark.parametrize(
    "event",
    [
        did(EventKind.VIEW, "P1"),
        did(EventKind.CLICK, "P3"),
        did(EventKind.CLICK, "P1", list_id="nothing"),
        did(EventKind.CLICK, "P1", list_id="", shopper="C-2"),
        did(EventKind.CLICK, "P1", list_id="", at=AT + timedelta(hours=3)),
    ],
    ids=["a view", "not shown", "unknown list", "another's", "too late"],
)
def test_what_belongs_to_no_list_teaches_nothing(store: LearningStore, event: Event) -> None:
    one = learner(store, Clock())
    show(one)
    assert not one.happened(event)
    assert one.weights("search").tolist() == [1.0, 0.1]


def test_an_event_without_a_list_belongs_to_the_shoppers_latest_with_the_product(
    store: LearningStore,
) -> None:
    one = learner(store, Clock())
    show(one, "L1", query="")
    show(one, "L2", query="lamp")
    assert one.happened(did(EventKind.CLICK, "P1", list_id=""))
    assert (one.beliefs()["browse"].choices, one.beliefs()["search"].choices) == (0, 1)


def test_switched_off_nothing_is_learned_or_kept(store: LearningStore) -> None:
    one = learner(store, Clock(), learns=False)
    assert not show(one)
    assert not one.happened(did(EventKind.CLICK, "P1"))
    one.settle()
    assert store.lists() == ()


def test_weights_go_back_to_a_snapshot_and_to_the_shipped_ones(store: LearningStore) -> None:
    one = learner(store, Clock())
    for number in range(SNAPSHOT_EVERY):
        show(one, f"L{number}")
        one.happened(did(EventKind.CLICK, "P1", f"L{number}"))
    one.settle()
    (snapshot,) = store.snapshots()
    then = one.weights("search")
    show(one, "later")
    one.happened(did(EventKind.CLICK, "P2", "later"))
    one.settle()
    assert one.weights("search").tolist() != then.tolist()
    assert one.go_back(snapshot.number)
    assert one.weights("search").tolist() == then.tolist()
    assert not one.go_back(snapshot.number + 1)
    one.reset()
    assert one.weights("search").tolist() == [1.0, 0.1]


def test_weights_that_were_put_back_elsewhere_are_not_written_over(store: LearningStore) -> None:
    clock = Clock()
    server, desk = learner(store, clock), learner(store, clock)
    for who, list_id in ((server, "L1"), (desk, "L2")):
        show(who, list_id)
    server.happened(did(EventKind.CLICK, "P1", "L1"))
    server.settle()
    other = learner(store, clock)
    show(other, "L3")
    other.happened(did(EventKind.CLICK, "P2", "L3"))
    other.settle()
    show(server, "L4")
    server.happened(did(EventKind.CLICK, "P1", "L4"))
    server.settle()
    assert server.weights("search").tolist() == other.weights("search").tolist()


def test_weights_that_were_reset_elsewhere_are_given_up_here_too(store: LearningStore) -> None:
    clock = Clock()
    server = learner(store, clock)
    for list_id in ("L1", "L2", "L3"):
        show(server, list_id)
    server.happened(did(EventKind.CLICK, "P1", "L1"))
    server.settle()
    learner(store, clock).reset()
    server.happened(did(EventKind.CLICK, "P1", "L2"))
    server.settle()
    assert server.weights("search").tolist() == [1.0, 0.1]
    server.happened(did(EventKind.CLICK, "P1", "L3"))
    server.settle()
    (kept,) = store.beliefs().values()
    assert kept.belief["choices"] == 1


def test_weights_put_back_elsewhere_for_searches_leave_what_was_learned_of_browsing(
    store: LearningStore,
) -> None:
    clock = Clock()
    server, other = learner(store, clock), learner(store, clock)
    show(other, "L1")
    other.happened(did(EventKind.CLICK, "P1", "L1"))
    other.settle()
    show(server, "L2", query="")
    show(server, "L3")
    server._behind.in_turn(  # both lessons wait while the worker is busy
        lambda: (
            server.happened(did(EventKind.CLICK, "P1", "L3")),
            server.happened(did(EventKind.CLICK, "P1", "L2")),
        )
    )
    server.settle()
    assert server.beliefs()["browse"].choices == 1


def test_exploring_draws_other_weights_each_time_and_keeps_the_chances(
    store: LearningStore,
) -> None:
    bold = learner(store, Clock(), boldness=1.0, seed=1)
    assert bold.weights("search").tolist() != bold.weights("search").tolist()
    show(bold)
    bold.settle()
    (kept,) = store.lists()
    assert (kept.shown, kept.products[3]) == (("P0", "P1", "P2"), "P3")
    assert all(0 < chance <= 1 for chance in kept.chances)


def test_a_forgotten_shopper_leaves_no_list(store: LearningStore) -> None:
    one = learner(store, Clock())
    show(one, "L1", "C-1")
    show(one, "L2", "C-2")
    one.forget("C-1")
    assert [kept.shopper_id for kept in store.lists()] == ["C-2"]
    assert not one.happened(did(EventKind.CLICK, "P1", "L1"))
    one.forget("", ["conversation"])
    assert store.lists() == ()


def test_lists_of_long_ago_are_erased(store: LearningStore) -> None:
    clock = Clock()
    one = learner(store, clock)
    show(one, "old")
    clock.at += LISTS_KEPT
    show(one, "new")
    one.tidy()
    one.close()
    assert [kept.id for kept in store.lists()] == ["new"]
