"""Rows of products without a query, on the demo store: whose they are, and that they keep apart."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import sklearn.metrics
from tiny_shop import Scripted, TinyRanker, TinySearcher, TinyStore, tiny_assistant, tiny_pages

from assistant.assistant import Assistant
from assistant.build import assemble, build_assistant
from assistant.popularity import Popularity
from assistant.profiles import ShopperProfiles
from assistant.settings import Settings
from assistant.types import Card, Message, Shelf
from ranking import segments
from ranking.diversity import few_of_a_kind, mmr
from ranking.item_features import ItemFeatures
from ranking.segments import NONE, find_segments
from ranking.types import Event, EventKind, Shopper
from retrieval.bert import Floats
from retrieval.filters import Mask, ProductTable
from retrieval.keyword_index import KeywordIndex

BUYERS = 12
CUSTOMERS = [f"C-{number:02}" for number in range(1, 21)]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with build_assistant(data_folder=tmp_path_factory.mktemp("shelves")) as built:
        yield built


def ids(cards: tuple[Card, ...]) -> list[str]:
    return [card.product.id for card in cards]


def row(shelves: tuple[Shelf, ...], kind: str) -> Shelf:
    return next(one for one in shelves if one.kind == kind)


@pytest.mark.parametrize("customer", [None, *CUSTOMERS])
def test_no_product_stands_in_two_rows_and_nothing_is_offered_that_they_have(
    shop: Assistant, customer: str | None
) -> None:
    shelves = shop.shelves.front(customer, 8)
    shown = [one for shelf in shelves for one in ids(shelf.cards)]
    assert len(shown) == len(set(shown))
    assert len(shelves) >= 4
    assert all(shelf.title and card.product.in_stock for shelf in shelves for card in shelf.cards)
    if customer is None:
        assert {shelf.kind for shelf in shelves} == {"popular", "new_in"}
        return
    who = shop.shopper(customer)
    assert shelves[0].kind == "for_you"
    once = {one for one in who.bought if who.bought.count(one) == 1}
    assert once.isdisjoint(shown)
    assert set(who.disliked).isdisjoint(shown)
    again = {one for shelf in shelves if shelf.kind == "buy_again" for one in ids(shelf.cards)}
    assert all(who.bought.count(one) > 1 for one in again)
    assert set(shown) - again <= {p for p in shown if p not in who.bought}


def test_rows_say_what_they_are_for(shop: Assistant) -> None:
    shelves = shop.shelves.front("C-03", 8)
    tea = row(shelves, "buy_again")
    assert ids(tea.cards)[0] == "GRO-005", "bought most often"
    bought = row(shelves, "because_bought")
    product = shop.product(bought.because)
    assert product is not None
    assert bought.because in shop.shopper("C-03").bought
    assert bought.title.startswith("Because you bought the ")
    assert all(card.product.category[-1] != product.category[-1] for card in bought.cards)
    assert all(card.reason_texts for shelf in shelves[1:] for card in shelf.cards)


def test_rows_are_varied(shop: Assistant) -> None:
    for shelf in shop.shelves.front(None):
        kinds = [card.product.category[-1] for card in shelf.cards]
        assert max(map(kinds.count, kinds)) <= 4, shelf.title


def test_beside_a_product(shop: Assistant) -> None:
    similar = shop.shelves.similar("ELE-001", None, 4)
    assert all("eadphones" in card.product.title for card in similar[:2])
    assert "ELE-001" not in ids(similar)
    assert all(card.reason_texts for card in similar)
    goes = shop.shelves.goes_with("OUT-001", None, 4)
    assert goes
    assert all(card.product.category[1:2] != ("Jackets",) for card in goes)
    assert shop.shelves.similar("nothing", None, 4) == ()
    assert shop.shelves.goes_with("nothing", None, 4) == ()


def test_a_click_changes_the_next_turn(shop: Assistant) -> None:
    def recommended() -> list[str]:
        return ids(shop.reply(Message("recommend me something", "click-talk", "new-one")).cards)

    def of_cats() -> int:
        products = (shop.product(one) for one in recommended())
        return sum(one is not None and one.category[0] == "Pets" for one in products)

    before = of_cats()
    at = datetime.now(UTC)
    for number, product in enumerate(("PET-018", "PET-023")):
        event = Event(f"click-{number}", "new-one", EventKind.CLICK, product, at)
        shop.record(event)
    assert of_cats() > before
    liked = shop.profiles.of("new-one").affinities
    assert {"Cat toys", "Scratching & climbing"} <= {one.value for one in liked}
    shop.profiles.use("new-one", False)
    assert of_cats() == before, "switched off, nothing of it takes part"
    shop.profiles.use("new-one", True)
    shop.profiles.stop("new-one", "category", "Pets")
    assert of_cats() == before


def test_what_many_take_an_interest_in_is_popular_unless_they_switched_off(tmp_path: Path) -> None:
    at = datetime.now(UTC) - timedelta(days=1)
    with tiny_assistant(tmp_path, {}) as tiny:
        for number in range(BUYERS):
            who = f"S-{number}"
            tiny.record(Event(f"e{number}", who, EventKind.PURCHASE, "L2", at))
            tiny.profiles.use(who, False)
        assert "L1" in ids(row(tiny.shelves.front(None), "popular").cards), "the better liked lamp"
    with tiny_assistant(tmp_path, {}) as tiny:
        for number in range(BUYERS):
            tiny.profiles.use(f"S-{number}", True)
        assert "L2" in ids(row(tiny.shelves.front(None), "popular").cards)


def test_while_popularity_is_counted_anew_nobody_waits(tmp_path: Path) -> None:
    counting, go_on = threading.Event(), threading.Event()
    now = [datetime(2026, 5, 4, tzinfo=UTC)]

    class Slow(ShopperProfiles):
        def everybody(self, since: datetime | None = None) -> tuple[Shopper, ...]:
            if now[0].hour:
                counting.set()
                assert go_on.wait(10)
            return ()

    items = ItemFeatures(ProductTable(TinyStore.products, KeywordIndex.build(TinyStore.products)))
    popularity = Popularity(Slow.__new__(Slow), items, lambda: now[0])
    before = popularity.lately()
    now[0] += timedelta(hours=1)
    other = threading.Thread(target=popularity.lately)
    other.start()
    assert counting.wait(10)
    assert popularity.lately() is before
    go_on.set()
    other.join()
    assert popularity.lately() is not before


def test_a_category_that_another_thread_drops_meanwhile_is_found_all_the_same(
    tmp_path: Path,
) -> None:
    class Dropping(dict[str, Mask]):
        """As if another thread made room as soon as something was found."""

        def __contains__(self, name: object) -> bool:
            there = super().__contains__(name)
            self.clear()
            return there

        def get(self, name: str, default: Mask | None = None) -> Mask | None:  # type: ignore[override]
            found = super().get(name, default)
            self.clear()
            return found

    with tiny_assistant(tmp_path, {}) as tiny:
        page = tiny.shelves._page
        page._members = Dropping()
        lamps = page._in("Lamps").tolist()
        assert any(lamps)
        assert page._in("Lamps").tolist() == lamps


def test_a_shop_of_which_nothing_is_known_has_rows_all_the_same(tmp_path: Path) -> None:
    class Plain(TinyStore):
        products = tuple(
            replace(one, rating=None, rating_count=0, added=None) for one in TinyStore.products
        )

    with assemble(
        store=Plain(), searcher=TinySearcher(), ranker=TinyRanker(), understand=Scripted({}),
        pages=tiny_pages(), customers=(), settings=Settings(), folder=tmp_path,
    ) as plain:  # fmt: skip
        shelves = plain.shelves.front(None)
        assert shelves[0].title == "A look around"
        assert shelves[0].cards
        assert "J3" not in ids(shelves[0].cards), "out of stock"


def test_shoppers_that_behave_alike_are_one_group(shop: Assistant) -> None:
    assert shop.profiles.of("C-04").segment == "", "not found yet"
    shop.profiles.prepare()
    groups = {one: shop.profiles.of(one).segment for one in CUSTOMERS}
    assert all(groups.values())
    assert 2 <= len(set(groups.values())) <= 8
    assert groups["C-04"] == groups["C-15"] != groups["C-06"], "desk and screen; garden"
    assert shop.profiles.of("nobody").segment == ""
    assert find_segments([np.ones(3, np.float32)] * 3, ("a",)) is NONE


def test_groups_of_many_shoppers_are_judged_by_some(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    centres = np.array([[1, 0, 0.5, 0, 0, 0.1, 0.1], [0, 1, 0, 0, 0.5, 0.1, 0.1]], np.float32)
    vectors = [centres[n % 2] + rng.normal(0, 0.02, 7).astype(np.float32) for n in range(400)]
    judged: list[int] = []
    score = sklearn.metrics.silhouette_score

    def counted(matrix: Floats, labels: object) -> float:
        judged.append(len(matrix))
        return float(score(matrix, labels))

    monkeypatch.setattr(sklearn.metrics, "silhouette_score", counted)
    monkeypatch.setattr(segments, "JUDGED", 100)
    found = find_segments(vectors, ("Lamps", "Mugs"))
    assert len(found.names) == 2
    assert set(judged) == {100}


def test_variety_weighs_being_unlike_against_the_score() -> None:
    vectors = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    scores = np.array([1.0, 0.81, 0.8], np.float32)
    assert mmr(scores, vectors, 2) == [0, 2]
    assert mmr(scores, vectors, 2, variety=0.0) == [0, 1]
    assert mmr(scores[:0], vectors[:0], 2) == []
    assert few_of_a_kind(["a", "a", "b", "a"], 1) == [0, 2]
