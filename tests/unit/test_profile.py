"""The shopper profile: what it is made of, what a shopper may stop, and that it is obeyed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tiny_shop import PRODUCTS, tiny_assistant, tiny_table

from assistant.customers import with_events
from assistant.errors import ProfileError
from assistant.product_features import product_features
from assistant.reviews.aspects import AspectCount, Opinion
from ranking.item_features import ItemFeatures, price_places
from ranking.profile import HALF_LIFE_DAYS, PRIOR, WEIGHTS, affinities, profile_of, usable
from ranking.types import Affinity, Event, EventKind, Shopper

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ITEMS = ItemFeatures(tiny_table())


def event(kind: EventKind, product: str, days: float = 0, shopper: str = "C-9") -> Event:
    id_ = f"{kind}-{product}-{days}"
    return Event(id_, shopper, kind, product, NOW - timedelta(days=days))


def strengths(*events: Event, kind: str = "brand") -> dict[str, float]:
    found = affinities(events, ITEMS.get, ITEMS.level, NOW)
    return {one.value: one.strength for one in found if one.kind == kind}


def test_what_was_done_weighs_and_fades() -> None:
    bought, viewed = WEIGHTS[EventKind.PURCHASE], WEIGHTS[EventKind.VIEW]
    one = strengths(event(EventKind.PURCHASE, "J1"), event(EventKind.VIEW, "J2"))
    total = bought + viewed + PRIOR
    assert one == pytest.approx({"Northfell": bought / total, "Ashwood": viewed / total})
    order = ["purchase", "cart", "like", "click", "view"]
    assert sorted(order, key=lambda name: -WEIGHTS[EventKind(name)]) == order
    faded = strengths(event(EventKind.PURCHASE, "J1", HALF_LIFE_DAYS))
    assert faded == pytest.approx({"Northfell": bought / 2 / (bought / 2 + PRIOR)})
    shown = affinities(
        [event(EventKind.CLICK, "J1"), event(EventKind.CLICK, "S1")], ITEMS.get, ITEMS.level, NOW
    )
    assert next(one for one in shown if one.kind == "brand") == Affinity(
        "brand", "Northfell", pytest.approx(2 / (2 + PRIOR)), 2
    )


def test_a_dislike_takes_away() -> None:
    assert strengths(event(EventKind.CLICK, "J1"), event(EventKind.DISLIKE, "J3")) == {}


def test_of_several_colours_none_is_sure() -> None:
    click = event(EventKind.CLICK, "J1")
    colours = strengths(click, event(EventKind.CLICK, "L1"), kind="colour")
    assert colours["white"] == pytest.approx(2 * colours["black"])


def test_prices_stand_among_their_kind() -> None:
    places = dict(zip((p.id for p in PRODUCTS), price_places(PRODUCTS), strict=True))
    assert places["S2"] == pytest.approx(0.5 / 5), "cheapest of five outdoor things"
    assert places["L2"] > places["L1"] > places["L3"]
    assert (ITEMS.level("S2"), ITEMS.level("L2")) == ("low", "high")
    assert ITEMS.level("nothing") == ""


def test_keywords_are_the_words_that_set_a_product_apart() -> None:
    rows = {product.id: row for row, product in enumerate(PRODUCTS)}
    assert {"drizzle", "rain", "jacket"} <= set(ITEMS.keywords(rows["J1"]))
    assert {"merino", "hiking"} <= set(ITEMS.keywords(rows["S1"])[:3])
    assert "a" not in ITEMS.keywords(rows["J1"]), "everybody says so"


def test_recency_frequency_and_money() -> None:
    events = [
        event(EventKind.PURCHASE, "J1", 40),
        event(EventKind.PURCHASE, "L1", 10),
        event(EventKind.VIEW, "L3", 1),
        event(EventKind.PURCHASE, "gone", 20),
    ]
    profile = profile_of(
        with_events(Shopper("C-9"), sorted(events, key=lambda e: e.at)),
        ITEMS.get, ITEMS.level, NOW,
    )  # fmt: skip
    assert profile.recency_days == pytest.approx(10)
    assert profile.purchases == 3
    assert profile.spent == pytest.approx(89.00 + 39.90)
    nobody = profile_of(Shopper("C-0"), ITEMS.get, ITEMS.level, NOW)
    assert (nobody.affinities, nobody.recency_days, nobody.purchases) == ((), None, 0)


def test_a_stop_leaves_out_all_that_was_done_with_such_products() -> None:
    events = (event(EventKind.PURCHASE, "J1", 2), event(EventKind.VIEW, "L1", 1))
    shopper = with_events(Shopper("C-9"), events)
    for stop in (("brand", "Northfell"), ("category", "Jackets"), ("category", "Outdoor")):
        allowed = usable(shopper, [stop], ITEMS.get, ITEMS.level)
        assert allowed == replace(shopper, history=("L1",), events=events[1:]), stop
        assert allowed.bought == ("J1",), "what they have is not offered again"
        values = {
            a.value for a in profile_of(shopper, ITEMS.get, ITEMS.level, NOW, [stop]).affinities
        }
        assert values.isdisjoint({"Northfell", "Jackets", "moss green"})
    assert usable(shopper, [("colour", "black")], ITEMS.get, ITEMS.level).history == ("J1", "L1")
    both = [("colour", "black"), ("colour", "moss green")]
    assert usable(shopper, both, ITEMS.get, ITEMS.level).history == ("L1",)
    black = profile_of(shopper, ITEMS.get, ITEMS.level, NOW, [("colour", "black")])
    assert {a.value for a in black.affinities if a.kind == "colour"} == {"moss green", "white"}


def test_what_a_shopper_says_of_the_profile_lasts_and_is_obeyed(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, {}) as shop:
        shop.record(event(EventKind.CLICK, "L1"))
        assert shop.profiles.of("C-9").words.startswith("bought Pebble Table Lamp")
        assert any(one.value == "Lumen Labs" for one in shop.profiles.of("C-9").affinities)
        shop.record(event(EventKind.CLICK, "J1", -0.1))
        said = shop.profiles.stop("C-9", "brand", "Lumen Labs")
        assert shop.profiles.stop("C-9", "brand", "Lumen Labs") == said
        assert said.stopped == (("brand", "Lumen Labs"),)
        assert "Pebble" not in said.words
        assert shop.recommend("C-9", 1)[0].product.brand == "Northfell"
        with pytest.raises(ProfileError, match="category, brand"):
            shop.profiles.stop("C-9", "star sign", "Leo")
        with pytest.raises(ProfileError):
            shop.profiles.stop("C-9", "brand", "x" * 201)
    with tiny_assistant(tmp_path, {}) as shop:
        assert shop.profiles.of("C-9").stopped == (("brand", "Lumen Labs"),)
        off = shop.profiles.use("C-9", False)
        assert (off.used, off.affinities, off.words) == (False, (), "")
        assert shop.profiles.shopper("C-9") == Shopper("C-9")
        guest = [card.product.id for card in shop.recommend(None, 3)]
        assert [card.product.id for card in shop.recommend("C-9", 3)] == guest
        assert {shelf.kind for shelf in shop.shelves.front("C-9")} <= {"popular", "new_in"}
    with tiny_assistant(tmp_path, {}) as shop:
        assert not shop.profiles.of("C-9").used
        again = shop.profiles.use("C-9", True)
        assert again.used
        assert again.affinities
        assert not shop.profiles.resume("C-9", "brand", "Lumen Labs").stopped
        shop.profiles.stop("C-9", "size", "M")
        shop.forget("C-9")
        assert shop.profiles.of("C-9") == shop.profiles.of("somebody else").__class__("C-9")


def test_a_new_event_is_seen_at_once(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, {}) as shop:
        before = shop.profiles.of("C-9")
        assert shop.profiles.of("C-9") is before, "nothing is made twice"
        shop.record(event(EventKind.CLICK, "L1"))
        assert shop.profiles.of("C-9").affinities


def test_what_is_kept_of_a_profile_is_shown_and_erased(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, {}) as shop:
        shop.record(event(EventKind.PURCHASE, "L1"))
        shop.profiles.stop("C-9", "brand", "Northfell")
        shop.profiles.use("C-9", False)
        known = shop.accounts.data_of("C-9")["profile"]
        assert (known["used"], known["stopped"]) == (False, (("brand", "Northfell"),))
        shop.profiles.use("C-9", True)
        assert any(
            one["value"] == "Lamps" for one in shop.accounts.data_of("C-9")["profile"]["affinities"]
        )
        shop.accounts.forget("C-9")
        assert shop.accounts.data_of("C-9")["profile"]["stopped"] == ()
        assert shop.profiles.of("C-9").affinities == ()


def test_what_a_page_tells_of_a_product_beside_its_record() -> None:
    def said(aspect: str, praise: int, complain: int) -> AspectCount:
        one = Opinion(aspect, "R1", 0.9, "so it is")
        return AspectCount(aspect, praise + complain, praise, complain, one, one)

    counts = {"fit": said("fit", 3, 1), "zip": said("zip", 0, 2), "warmth": said("warmth", 1, 1)}
    known = product_features(ITEMS, lambda product_id: counts, "S2")
    assert known is not None
    assert (known.price_level, [one.aspect for one in known.praised]) == ("low", ["fit"])
    assert [one.aspect for one in known.complained] == ["zip"]
    assert "everyday" in known.keywords
    assert product_features(ITEMS, None, "nothing") is None
