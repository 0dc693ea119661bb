"""The demo store's promises: enough of everything, every reference sound, every figure agreed."""

import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import orjson
import pytest
import yaml

from assistant import demo_store
from assistant.demo_store.build import SOURCES, build_demo_store, read_demo_store
from assistant.demo_store.drawings import draw
from assistant.demo_store.records import Order, OrderStatus
from assistant.demo_store.service_records import service_records
from assistant.demo_store.shapes import SHAPES, parcel
from assistant.desk.exchange import read_records
from assistant.desk.rules import load_rules, read_rules
from assistant.pages.read import read_sources
from ranking.types import EventKind
from retrieval.embedding_cache import Floats, Progress
from retrieval.errors import StoreError
from retrieval.store import open_store
from retrieval.types import Product

SHOP = read_demo_store()
PRODUCTS = {product.id: product for product in SHOP.products}
CUSTOMERS = {customer.id: customer for customer in SHOP.customers}
TERMS: Mapping[str, Any] = yaml.safe_load((SOURCES / "terms.yaml").read_text("utf-8"))
LAST_DAY = date(2026, 11, 22)
UNPAID = {OrderStatus.CANCELLED, OrderStatus.PAYMENT_FAILED}
WAITING = {*UNPAID, OrderStatus.PENDING, OrderStatus.PROCESSING}
REAL_BRANDS = re.compile(
    r"\b(adidas|amazon|anker|asics|bosch|bose|braun|canon|casio|columbia|coleman|dell|dewalt|dyson"
    r"|fitbit|fujifilm|garmin|gopro|hasbro|hoka|ikea|jbl|kindle|kitchenaid|lego|logitech|makita"
    r"|mattel|microsoft|nespresso|nike|nikon|nintendo|patagonia|philips|playmobil|puma|reebok|rolex"
    r"|samsonite|samsung|sennheiser|sony|stanley|starbucks|tefal|thermos|twinings|uniqlo|velcro"
    r"|yeti)\b",
    re.IGNORECASE,
)


def test_there_is_enough_of_everything() -> None:
    assert len(SHOP.products) >= 400
    assert len({product.category[0] for product in SHOP.products}) >= 12
    assert len(SHOP.reviews) >= 1200
    assert len(SHOP.policies) >= 10
    assert [customer.id for customer in SHOP.customers] == [f"C-{n:02}" for n in range(1, 21)]
    assert len(SHOP.orders) >= 60


def test_ids_are_unique_and_of_one_form() -> None:
    variants = [variant.id for product in SHOP.products for variant in product.variants]
    events = [event.id for customer in SHOP.customers for event in customer.events]
    methods = [one.id for customer in SHOP.customers for one in customer.payment_methods]
    for ids, form in (
        ([product.id for product in SHOP.products], r"[A-Z]{3}-\d{3}"),
        ([review.id for review in SHOP.reviews], r"[A-Z]{3}-\d{3}-R\d+"),
        ([order.id for order in SHOP.orders], r"MF-1\d{4}"),
        (variants, r"[A-Z]{3}-\d{3}-\d"),
        (events, r"C-\d\d-E\d{3}"),
        (methods, r"PM-\d\d-\d"),
    ):
        assert len(ids) == len(set(ids))
        assert [id for id in ids if not re.fullmatch(form, id)] == []
    for department in {product.id[:3] for product in SHOP.products}:
        numbers = [int(product.id[4:]) for product in SHOP.products if product.id[:3] == department]
        assert numbers == list(range(1, len(numbers) + 1)), department


@pytest.mark.parametrize("product", SHOP.products, ids=lambda product: product.id)
def test_a_product_is_whole(product: Product) -> None:
    assert product.brand
    assert product.description
    assert 2 <= len(product.category) <= 3
    assert 3 <= len(product.bullets) <= 5
    assert 4 <= len(product.attributes) <= 9
    assert product.price is not None
    assert product.price > 0
    assert product.list_price is None or product.list_price > product.price
    assert product.rating is not None
    assert product.added is not None
    assert date(2024, 1, 1) <= product.added < LAST_DAY
    variants = product.variants
    assert len(variants) != 1
    if variants and all(variant.stock is not None for variant in variants):
        assert product.stock == sum(variant.stock or 0 for variant in variants)
    if variants:
        assert product.price == min(variant.price or product.price for variant in variants)
        assert any(variant.price in (None, product.price) for variant in variants)
    for variant in variants:
        assert variant.id.startswith(product.id)
        assert variant.options.get("colour", "") in (*product.colours, "")
        assert variant.options.get("size", "") in (*product.sizes, "")
    combinations = [tuple(sorted(variant.options.items())) for variant in variants]
    assert len(combinations) == len(set(combinations))


def test_every_leaf_holds_several_products() -> None:
    leaves = Counter(product.category for product in SHOP.products)
    assert [leaf for leaf, count in leaves.items() if count < 2] == []


def test_some_products_have_chinese_texts() -> None:
    departments = {product.category[0] for product in SHOP.products if "zh" in product.texts}
    assert len(departments) >= 12
    for product in SHOP.products:
        for text in product.texts.get("zh", {}).values():
            assert re.search(r"[\u4e00-\u9fff]", text), product.id


def test_reviews_fit_their_products() -> None:
    written = Counter(review.product_id for review in SHOP.reviews)
    assert written.keys() == PRODUCTS.keys()
    assert min(written.values()) >= 2
    for review in SHOP.reviews:
        product = PRODUCTS[review.product_id]
        assert review.id.startswith(f"{product.id}-R")
        assert review.text
        assert review.title
        assert review.author
        assert review.written is not None
        assert product.added is not None
        assert product.added <= review.written < LAST_DAY, review.id
    for product in SHOP.products:
        assert product.rating_count >= written[product.id]
    assert len({review.text for review in SHOP.reviews}) == len(SHOP.reviews)
    bad = sum(review.stars <= 2 for review in SHOP.reviews)
    assert 0.15 < bad / len(SHOP.reviews) < 0.35


def test_no_real_brand_is_named() -> None:
    texts = [
        text
        for product in SHOP.products
        for text in (
            product.title,
            product.brand,
            product.description,
            *product.bullets,
            *product.attributes.values(),
        )
    ]
    texts += [review.text for review in SHOP.reviews] + list(SHOP.policies.values())
    assert {hit for text in texts for hit in REAL_BRANDS.findall(text)} == set()


@pytest.mark.parametrize("customer", SHOP.customers, ids=lambda customer: customer.id)
def test_a_customer_has_a_history(customer: Any) -> None:
    assert customer.email.endswith("@example.com")
    assert customer.note
    assert customer.payment_methods
    assert len(customer.address.country) == 2
    assert 15 <= len(customer.events) <= 60
    times = [event.at for event in customer.events]
    assert times == sorted(times)
    for event in customer.events:
        assert event.at.utcoffset() is not None
        assert date(2025, 11, 1) <= event.at.date() < LAST_DAY
        added = PRODUCTS[event.product_id].added
        assert added is not None
        assert added <= event.at.date(), event
    bought = [(e.product_id, e.at) for e in customer.events if e.kind is EventKind.PURCHASE]
    ordered = [
        (product_id, order.placed)
        for order in SHOP.orders
        if order.customer_id == customer.id and order.status not in UNPAID
        for product_id in dict.fromkeys(item.product_id for item in order.items)
    ]
    assert bought == ordered


def test_customers_are_told_apart() -> None:
    assert len({customer.email for customer in SHOP.customers}) == 20
    assert {customer.member for customer in SHOP.customers} == {True, False}
    assert len({customer.language for customer in SHOP.customers}) >= 4


def test_orders_are_in_every_state() -> None:
    states = Counter(order.status for order in SHOP.orders)
    assert states.keys() == set(OrderStatus)
    assert min(states.values()) >= 3


@pytest.mark.parametrize("order", SHOP.orders, ids=lambda order: order.id)
def test_an_order_adds_up(order: Order) -> None:
    customer = CUSTOMERS[order.customer_id]
    assert order.payment_id in {method.id for method in customer.payment_methods}
    for item in order.items:
        product = PRODUCTS[item.product_id]
        variants = {variant.id: variant for variant in product.variants}
        assert item.quantity >= 1
        if item.variant_id:
            price = variants[item.variant_id].price or product.price
        else:
            assert not variants, f"{order.id} does not say which {product.id}"
            price = product.price
        assert item.unit_price in (price, product.list_price)
    goods = sum((item.quantity * item.unit_price for item in order.items), Decimal())
    assert order.total == goods + order.shipping
    assert order.shipping == _shipping(order, goods)


def _shipping(order: Order, goods: Decimal) -> Decimal:
    """What the delivery page asks for."""
    terms, country = TERMS["delivery"], order.address.country
    if country != "US":
        assert order.delivery == "international"
        cost = next(zone["cost"] for zone in terms["zones"] if country in zone["countries"])
        return Decimal(0) if goods >= Decimal(terms["international_free_from"]) else Decimal(cost)
    large = any(
        set(PRODUCTS[item.product_id].category) & set(terms["large_categories"])
        for item in order.items
    )
    assert (order.delivery == "large") == large
    if large:
        return Decimal(terms["large"])
    if order.delivery == "express":
        return Decimal(terms["express"])
    free = CUSTOMERS[order.customer_id].member or goods >= Decimal(terms["free_from"])
    return Decimal(0) if free else Decimal(terms["standard"])


@pytest.mark.parametrize("order", SHOP.orders, ids=lambda order: order.id)
def test_an_order_tells_one_story(order: Order) -> None:
    assert order.placed.utcoffset() is not None
    assert order.placed.date() < LAST_DAY
    ordered = {item.product_id for item in order.items}
    sent = {product_id for parcel in order.shipments for product_id in parcel.product_ids}
    assert sent == (set() if order.status in WAITING else ordered)
    for one in order.shipments:
        assert one.carrier
        assert re.fullmatch(r"[A-Z]{2}\d{10}", one.tracking)
        assert one.shipped > order.placed
        assert one.shipped.date() < LAST_DAY
        if one.delivered is not None:
            assert one.shipped < one.delivered
            assert one.delivered.date() < LAST_DAY
    arrived = [one.delivered is not None for one in order.shipments]
    match order.status:
        case OrderStatus.SHIPPED:
            assert not any(arrived)
        case OrderStatus.PARTIALLY_DELIVERED:
            assert any(arrived)
            assert not all(arrived)
        case OrderStatus.EXCHANGED:
            assert len(arrived) == 2
            assert all(arrived)
        case _:
            assert all(arrived)
    for refund in order.refunds:
        assert Decimal(0) < refund.amount <= order.total
        assert refund.at > order.placed
        assert refund.reason
    assert bool(order.refunds) or order.status is not OrderStatus.REFUNDED
    if order.status in (OrderStatus.RETURN_REQUESTED, OrderStatus.RETURNED, OrderStatus.EXCHANGED):
        assert order.note


def test_open_orders_are_recent() -> None:
    for order in SHOP.orders:
        if order.status in (OrderStatus.PENDING, OrderStatus.PROCESSING, OrderStatus.SHIPPED):
            assert LAST_DAY - order.placed.date() < timedelta(days=14), order.id
    tracking = [one.tracking for order in SHOP.orders for one in order.shipments]
    assert len(tracking) == len(set(tracking))


@pytest.mark.parametrize(
    ("page", "figures"),
    [
        (
            "delivery",
            [
                "delivery.standard",
                "delivery.standard_days",
                "delivery.free_from",
                "delivery.express",
                "delivery.express_days",
                "delivery.express_cutoff",
                "delivery.large",
                "delivery.large_days",
                "delivery.international_free_from",
                "delivery.international_days",
            ],
        ),
        (
            "returns-and-exchanges",
            [
                "returns.days",
                "returns.member_days",
                "returns.label",
                "returns.large_collection",
                "returns.faulty_report_hours",
            ],
        ),
        ("refunds", ["refunds.working_days", "refunds.card_days", "delivery.free_from"]),
        (
            "payment",
            [
                "payment.instalments",
                "payment.pay_later_from",
                "payment.pay_later_to",
                "payment.retry_hours",
            ],
        ),
        ("warranty", ["warranty.years", "warranty.furniture_years"]),
        ("price-promise", ["price_promise.days"]),
        (
            "gift-wrapping-and-gift-cards",
            ["gifts.wrapping", "gifts.card_from", "gifts.card_to", "gifts.card_years"],
        ),
        (
            "finch-club",
            [
                "club.fee",
                "club.trial_days",
                "club.points_per_dollar",
                "club.voucher_points",
                "club.voucher",
                "returns.member_days",
            ],
        ),
        (
            "changing-and-cancelling-orders",
            ["returns.days", "returns.member_days", "payment.retry_hours"],
        ),
    ],
)
def test_a_page_states_the_figures_of_the_terms(page: str, figures: list[str]) -> None:
    text = SHOP.policies[f"{page}.md"]
    for figure in figures:
        group, name = figure.split(".")
        value = str(TERMS[group][name])
        assert re.search(rf"(?<![\d.,]){re.escape(value)}(?!\d|[.,]\d)", text), figure


def test_all_zone_costs_are_on_the_delivery_page() -> None:
    for zone in TERMS["delivery"]["zones"]:
        assert f"${zone['cost']}" in SHOP.policies["delivery.md"]


def test_no_page_contradicts_another_on_the_return_period() -> None:
    for name, text in SHOP.policies.items():
        for days in re.findall(r"return[^.]{0,60}? within (\d+) days of delivery", text):
            assert int(days) == TERMS["returns"]["days"], name


def test_pages_ask_one_question_a_section() -> None:
    pages, problems = read_sources([SOURCES / "policies"])
    assert not problems
    assert len(pages) >= 100
    for passage in pages:
        assert passage.heading.endswith("?"), passage
    headings = [passage.heading for passage in pages]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("product", SHOP.products, ids=lambda product: product.id)
def test_a_picture_is_safe_and_small(product: Product) -> None:
    picture = draw(product, SHOP.kinds[product.id])
    assert len(picture.encode()) < 6000
    root = ElementTree.fromstring(picture)
    assert root.get("viewBox") == "0 0 400 400"
    allowed = {"svg", "g", "path", "rect", "circle", "ellipse"}
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in allowed
        assert not (element.text or "").strip()
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert "href" not in name
            assert "url(" not in value
            assert "none none" not in value


def test_every_kind_has_a_shape_of_its_own() -> None:
    assert {kind for kind in SHOP.kinds.values() if kind not in SHAPES} == set()
    assert len(set(SHAPES.values())) >= 60


def test_text_of_a_product_never_reaches_its_picture() -> None:
    evil = Product(id='"><script>', title="<b>&", colours=('red"/><x',), category=("<Outdoor>",))
    picture = draw(evil, "no such kind")
    assert "script" not in picture
    assert "<x" not in picture
    ElementTree.fromstring(picture)


def test_a_picture_shows_the_first_colour() -> None:
    red = draw(Product(id="A-1", title="Jacket", colours=("red", "blue")), "jacket")
    blue = draw(Product(id="A-1", title="Jacket", colours=("blue", "red")), "jacket")
    assert "#cf4440" in red
    assert red != blue
    assert red == draw(Product(id="A-1", title="Jacket", colours=("red", "blue")), "jacket")
    assert parcel in SHAPES.values()


class LetterCounts:
    """A stand-in for the encoder: unit vectors of how often each of eight letters occurs."""

    id = "letters"
    dimensions = 8

    def encode(
        self, texts: Sequence[str], batch_size: int = 32, progress: Progress | None = None
    ) -> Floats:
        counts = np.array([[1 + text.count(c) for c in "aeinorst"] for text in texts], np.float32)
        if progress:
            progress(len(texts))
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def test_the_store_is_written_whole(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "GONE-001.svg").write_text("<svg/>")
    build_demo_store(tmp_path, encoder=LetterCounts())
    built = open_store(tmp_path, LetterCounts())
    assert built.products == SHOP.products
    assert built.reviews("OUT-001")[0].product_id == "OUT-001"
    assert {path.name for path in (tmp_path / "images").iterdir()} == {
        product.image for product in SHOP.products
    }
    assert {path.name for path in (tmp_path / "policies").iterdir()} == SHOP.policies.keys()
    customers = orjson.loads((tmp_path / "customers.json").read_bytes())
    assert customers[0]["id"] == "C-01"
    assert customers[0]["events"][0].keys() == {"id", "kind", "product_id", "at"}
    assert customers[0]["address"].keys() == {"street", "city", "postal_code", "country"}
    read = read_records(tmp_path / "records.json")
    assert read.rejected == ()
    assert read.records == service_records(SHOP.customers, SHOP.orders, SHOP.products)
    assert "Maple & Finch" in (tmp_path / "settings.toml").read_text("utf-8")
    assert load_rules(tmp_path) == read_rules(SOURCES / "service.toml")


def test_two_at_once_build_it_once_and_a_change_builds_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds: list[Path] = []

    def build(folder: Path, progress: object = None) -> None:
        builds.append(folder)
        time.sleep(0.2)

    monkeypatch.setenv("DAOGOU_HOME", str(tmp_path))
    monkeypatch.setattr(demo_store, "build_demo_store", build)
    monkeypatch.setattr(demo_store, "_fingerprint", lambda: "today's sources")
    with ThreadPoolExecutor(2) as pool:
        folders = list(pool.map(demo_store.demo_store_dir, (False, False)))
    assert folders == [tmp_path / "demo-store"] * 2
    assert len(builds) == 1
    assert demo_store.demo_store_dir(progress=False) == folders[0]
    assert len(builds) == 1
    monkeypatch.setattr(demo_store, "_fingerprint", lambda: "tomorrow's sources")
    demo_store.demo_store_dir(progress=False)
    assert len(builds) == 2


def test_a_build_that_failed_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, progress: object = None) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setenv("DAOGOU_HOME", str(tmp_path))
    monkeypatch.setattr(demo_store, "build_demo_store", full)
    for _ in range(2):
        with pytest.raises(StoreError, match="DAOGOU_HOME"):
            demo_store.demo_store_dir(progress=False)
