"""Customers, orders and products in from JSON and CSV, and out again."""

import copy
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from exchange_shop import shop, text_of
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from assistant.desk.exchange import ReadRecords, read_records, to_document
from assistant.desk.exchange.catalogue import from_catalogue, to_catalogue
from assistant.desk.exchange.entries import read_order
from assistant.desk.exchange.source import SourceError
from assistant.desk.types import Exchange
from assistant.storage.engine import open_database
from assistant.storage.records import current_records, replace_records

DATA = Path(os.environ.get("DAOGOU_DATA", Path(__file__).parents[3] / "shared" / "data"))
CUSTOMERS = """\
customer_id;First_Name;last_name;email;line1;city;postal_code;country;payment_methods;group
C1;Zoë;Lee;zoe@example.com;1 Quay;Galway;H91;Ireland;"card_1 credit_card visa 4242; gift_1 \
gift_card 60.00";member
C2;Bo;Ek;bo@example.com;2 Quay;Galway;H91;Ireland;"paypal_1 paypal";
"""
ORDERS = """\
order_id,customer_id,status,placed,shipping,payment_method_id,refunded,item_id,product_id,name,\
options,price,quantity,tracking,carrier,delivered,city
O1,C1,delivered,2026-01-02T10:00:00Z,4.90,card_1,1.00,L-1,L,Lamp,colour: red; size: M,40.10,1,T1,\
Post,2026-01-05,
O2,C2,pending,,,,,M,M,Mug,,8.00,1,,,,Cork
O1,C1,,,,,,M,M,Mug,,8.00,3,T2,Post,,
"""
PRODUCTS = """\
product_id,name,category,item_id,options,price,available
L,Lamp,Home > Lamps,L-1,colour: red; size: M,40.10,yes
L,Lamp,,L-2,colour: blue; size: M,45,no
M,Mug,Home,,,8.00,
"""


def read(document: Any, folder: Path) -> ReadRecords:
    source = folder / "shop.json"
    source.write_text(text_of(document), "utf-8")
    return read_records(source)


def test_an_untouched_import_is_exported_byte_for_byte(tmp_path: Path) -> None:
    result = read(shop(), tmp_path)
    assert (result.rejected, result.form) == ((), "JSON")
    engine = open_database(tmp_path / "shop.db")
    replace_records(engine, result.records, "shop.json")
    assert current_records(engine) == result.records
    exported = text_of(to_document(current_records(engine)))
    engine.dispose()
    assert exported == (tmp_path / "shop.json").read_text("utf-8")


def test_the_public_shop_is_exported_byte_for_byte(tmp_path: Path) -> None:
    source = DATA / "tau2_retail" / "db.json"
    if not source.is_file():
        pytest.skip(f"no {source}: set DAOGOU_DATA to the folder of the public data")
    result = read_records(source)
    engine = open_database(tmp_path / "shop.db")
    replace_records(engine, result.records, "db.json")
    exported = text_of(to_document(current_records(engine)))
    engine.dispose()
    assert result.rejected == ()
    assert exported.encode() == source.read_bytes()


@given(
    st.lists(
        st.one_of(
            st.integers(0, 10**9),
            st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False).map(float),
        ),
        min_size=1,
    )
)
def test_amounts_come_out_as_they_went_in(amounts: list[float]) -> None:
    data = shop()["orders"]["#W1"]
    data["items"] = [{**data["items"][0], "price": price} for price in amounts]
    order = read_order(data, {})
    assert order.total == sum(Decimal(str(price)) for price in amounts)
    from assistant.desk.exchange.document import _order

    assert text_of(_order(order)) == text_of(data)


def test_lists_and_other_orders_of_keys_are_read_too(tmp_path: Path) -> None:
    whole = shop()
    listed = {name: list(part.values()) for name, part in whole.items()}
    listed["orders"] = [dict(reversed(one.items())) for one in listed["orders"]]
    listed["users"][0]["payment_methods"] = list(listed["users"][0]["payment_methods"].values())
    assert read(listed, tmp_path).records == read(whole, tmp_path).records


def test_several_of_a_thing_are_as_many_pieces(tmp_path: Path) -> None:
    whole = shop()
    whole["orders"]["#W1"]["items"] = [{**whole["orders"]["#W1"]["items"][0], "quantity": 2}]
    assert read(whole, tmp_path).records == read(shop(), tmp_path).records


def test_what_is_exchanged_is_paired_by_product(tmp_path: Path) -> None:
    whole = shop()
    whole["orders"]["#W9"] |= {"exchange_items": ["m", "l-1"], "exchange_new_items": ["l-2", "m-2"]}
    order = read(whole, tmp_path).records.orders[1]
    assert order.exchanged == Exchange(("m", "l-1"), ("m-2", "l-2"), "card_1", Decimal("-4.95"))


def broken(part: str, id: str, change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    whole = copy.deepcopy(shop())
    change(whole[part][id])
    return whole


@pytest.mark.parametrize(
    ("part", "id", "change", "reason"),
    [
        ("orders", "#W1", lambda o: o["items"][1].update(price="much"), "items 2: price is not"),
        ("orders", "#W1", lambda o: o["items"][1].update(price=-1), "items 2: price is not"),
        ("orders", "#W1", lambda o: o["items"][1].update(price=1.005), "parts of a cent"),
        ("orders", "#W1", lambda o: o["items"][1].update(price=1e300), "price is not"),
        ("orders", "#W1", lambda o: o.update(status="\ud800"), "status has characters"),
        ("orders", "#W1", lambda o: o.update(status="x" * 101), "status has more than 100"),
        ("orders", "#W1", lambda o: o.update(order_id="x" * 201), "order_id has more than 200"),
        ("orders", "#W1", lambda o: o["items"][0].pop("item_id"), "items 1: item_id is missing"),
        ("orders", "#W1", lambda o: o["items"][0].update(quantity=0), "quantity"),
        ("orders", "#W1", lambda o: o.update(items=[]), "items is missing"),
        ("orders", "#W1", lambda o: o.update(items="none"), "no list of objects"),
        ("orders", "#W1", lambda o: o.update(status=None), "status is missing"),
        ("orders", "#W1", lambda o: o.update(placed="yesterday"), "ISO 8601"),
        ("orders", "#W1", lambda o: o.update(currency="euro"), "ISO code"),
        ("orders", "#W1", lambda o: o.update(user_id="nobody"), "no good record of its customer"),
        ("orders", "#W1", lambda o: o["payment_history"][0].update(transaction_type="gift"),
         "payment_history 1: transaction_type"),
        ("orders", "#W9", lambda o: o.update(exchange_new_items=["l-2"]), "same length"),
        ("users", "al", lambda u: u.update(name="Al Oz"), "name is no object"),
        ("users", "al", lambda u: u.update(payment_methods={"c": {
            "source": "card", "id": "c", "last_four": "4242424242424242"}}), "more than four"),
        ("users", "al", lambda u: u.update(user_id=""), "user_id is missing"),
        ("products", "p-mug", lambda p: p["variants"]["m"].update(available="perhaps"),
         "neither true nor false"),
        ("products", "p-mug", lambda p: p["variants"].update(x=5), "variants 3 is no object"),
        ("products", "p-mug", lambda p: p["variants"]["m-2"].update(item_id="m"), "comes twice"),
    ],
)  # fmt: skip
def test_a_bad_record_is_left_out_with_place_and_reason(
    part: str, id: str, change: Callable[[dict[str, Any]], object], reason: str, tmp_path: Path
) -> None:
    result = read(broken(part, id, change), tmp_path)
    (one,) = result.rejected
    assert one.place == f'{part} "{id}"'
    assert reason in one.reason
    assert "4242" not in one.reason
    before = read(shop(), tmp_path).records
    lost = {"users": before.customers, "orders": before.orders, "products": before.products}
    kept = {
        "users": result.records.customers,
        "orders": result.records.orders,
        "products": result.records.products,
    }
    assert {name: len(lost[name]) - len(kept[name]) for name in lost} == {
        name: int(name == part) for name in lost
    }


def test_an_id_that_comes_twice_counts_the_first_time(tmp_path: Path) -> None:
    result = read(broken("orders", "#W9", lambda o: o.update(order_id="#W1")), tmp_path)
    assert [(one.place, one.reason) for one in result.rejected] == [
        ('orders "#W9"', "the id '#W1' comes twice")
    ]


def test_an_order_that_was_left_out_is_not_its_customers_any_more(tmp_path: Path) -> None:
    result = read(broken("orders", "#W1", lambda o: o.pop("items")), tmp_path)
    assert result.records.customers[0].order_ids == ("#W9",)


def test_orders_that_their_customer_does_not_name_come_last(tmp_path: Path) -> None:
    result = read(broken("users", "zoe", lambda u: u.update(orders=["#W1", "#gone"])), tmp_path)
    assert result.records.customers[0].order_ids == ("#W1", "#W9")


def test_a_cent_s_noise_of_floats_is_no_cent(tmp_path: Path) -> None:
    whole = broken("orders", "#W1", lambda o: o["payment_history"][0].update(amount=16.10000000001))
    assert read(whole, tmp_path).records.orders[0].payments[0].amount == Decimal("16.10")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "neither a JSON document"),
        (b"order_id,item_id\n", "neither a JSON document"),
        (b'{"users": {', "not valid JSON"),
        (b'{"users": {}}', "no customer that can be read"),
        (b'{"orders": {}}', "has no 'users'"),
        (b'{"users": 5}', "has no 'users'"),
        (b'{"users": {"a": {"n": NaN}}}', "NaN is no number"),
        (b'{"users":' + b"[" * 100_000, "not valid JSON"),
        (b'{"users": {"a": {}}}', 'users "a": name is missing'),
        (b"PK\x05\x06" + b"\0" * 18, r"no customers\.csv"),
    ],
)
def test_a_source_that_cannot_be_used_says_why(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "shop").write_bytes(content)
    with pytest.raises(SourceError, match=words):
        read_records(tmp_path / "shop")


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_records(tmp_path / "none.json")
    with pytest.raises(SourceError, match=r"no customers\.csv"):
        read_records(tmp_path)


def tables(folder: Path, **changed: str) -> Path:
    texts = {"customers": CUSTOMERS, "orders": ORDERS, "products": PRODUCTS} | changed
    for name, text in texts.items():
        encoding = "cp1252" if name == "customers" else "utf-8-sig"
        (folder / f"{name}.csv").write_text(text, encoding)
    return folder


def test_csv_tables_make_whole_records(tmp_path: Path) -> None:
    result = read_records(tables(tmp_path))
    assert (result.rejected, result.form) == ((), "CSV")
    zoe, bo = result.records.customers
    assert (zoe.first_name, zoe.group, zoe.order_ids) == ("Zoë", "member", ("O1",))
    assert [(one.kind, one.last_four, one.balance) for one in zoe.payment_methods] == [
        ("credit_card", "4242", None),
        ("gift_card", "", Decimal("60.00")),
    ]
    assert [one.id for one in bo.payment_methods] == ["paypal_1"]
    first, second = result.records.orders
    assert [one.item_id for one in first.items] == ["L-1", "M", "M", "M"]
    assert first.items[0].options == {"colour": "red", "size": "M"}
    assert (first.total, first.address) == (Decimal("69.00"), zoe.address)
    assert [(one.kind, one.amount) for one in first.payments] == [
        ("payment", Decimal("69.00")),
        ("refund", Decimal("1.00")),
    ]
    parcels = [(one.tracking, len(one.item_ids), one.delivered is None) for one in first.shipments]
    assert parcels == [(("T1",), 1, False), (("T2",), 3, True)]
    assert (second.address.city, second.payments) == ("Cork", ())
    lamp, mug = result.records.products
    assert [(one.id, one.available) for one in lamp.forms] == [("L-1", True), ("L-2", False)]
    assert (lamp.category, [one.id for one in mug.forms]) == (("Home", "Lamps"), ["M"])


def test_a_zip_of_the_tables_is_the_same(tmp_path: Path) -> None:
    folder = tables(tmp_path)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        for path in folder.glob("*.csv"):
            packed.write(path, f"export/{path.name}")
    assert read_records(tmp_path / "all.zip").records == read_records(folder).records


@pytest.mark.parametrize("place", [6, 8, 40])
def test_a_zip_that_is_locked_or_damaged_is_said_to_be(tmp_path: Path, place: int) -> None:
    """Its flags, its method, its content."""
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("customers.csv", "customer_id\n" + "c\n" * 999)
    data = bytearray(file.read_bytes())
    listed = data.index(b"PK\x01\x02")  # flags and method stand in the list at the end, too
    for at in (place,) if place > 8 else (place, listed + place + 2):
        data[at] ^= 0x01 if place == 6 else 0xFF
    file.write_bytes(data)
    with pytest.raises(SourceError, match="cannot be read"):
        read_records(file)


def test_what_csv_made_goes_through_json_unchanged(tmp_path: Path) -> None:
    records = read_records(tables(tmp_path)).records
    assert read(to_document(records), tmp_path).records == records


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        (
            "40.10",
            "dear",
            "orders.csv, lines 2, 4",
            "items 1: price is not an amount of money: 'dear'",
        ),
        ("8.00,1", "8.00,some", "orders.csv, line 3", "quantity"),
        ("O2,C2", "O2,C9", "orders.csv, line 3", "no good record of its customer 'C9'"),
        ("O1,C1,,", "O1,C2,,", "orders.csv, lines 2, 4", "customer_id is not the same in all rows"),
        ("8.00,3", "8.00x,3", "orders.csv, lines 2, 4", "items 2: price is not an amount"),
        ("2026-01-05", "soon", "orders.csv, lines 2, 4", "delivered is not a time"),
    ],
)
def test_a_bad_row_leaves_its_order_out(
    old: str, new: str, place: str, reason: str, tmp_path: Path
) -> None:
    result = read_records(tables(tmp_path, orders=ORDERS.replace(old, new, 1)))
    (one,) = result.rejected
    assert one.place == place
    assert reason in one.reason
    assert len(result.records.orders) == 1


def test_a_table_without_its_ids_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"orders\.csv has no column 'order_id'"):
        read_records(tables(tmp_path, orders="id,item\n1,2\n"))


def test_what_is_on_sale_becomes_a_catalogue_that_can_be_searched(tmp_path: Path) -> None:
    records = read(shop(), tmp_path).records
    lamp, mug = to_catalogue(records.products, "EUR")
    assert (lamp.id, lamp.title, lamp.price, lamp.currency) == ("p-lamp", "Lamp", 45, "EUR")
    assert (lamp.colours, lamp.sizes, lamp.category) == (("blue", "red"), ("M",), ("Home", "Light"))
    assert [(one.id, one.stock) for one in lamp.variants] == [("l-2", None), ("l-1", 0)]
    assert mug.price == Decimal("8.0")
    assert mug.attributes == {"shape": "tall"}


def test_a_catalogue_is_what_is_on_sale(tmp_path: Path) -> None:
    (lamp,) = from_catalogue(to_catalogue(read(shop(), tmp_path).records.products[:1], "EUR"))
    assert [(one.id, one.price, one.available) for one in lamp.forms] == [
        ("l-2", Decimal(45), True),
        ("l-1", Decimal("40.1"), False),
    ]
    assert lamp.forms[0].options == {"colour": "blue", "size": "M"}


def places(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document, as the keys that lead there."""
    found = []
    for key, one in part.items() if isinstance(part, dict) else enumerate(part):
        found.append((*path, key))
        if isinstance(one, dict | list):
            found += places(one, (*path, key))
    return found


PLACES = [place for place in places(shop()) if len(place) > 1]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def one_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_database(tmp_path_factory.mktemp("any") / "shop.db")
    yield engine
    engine.dispose()


@given(st.lists(st.tuples(st.sampled_from(PLACES), ANYTHING), min_size=1, max_size=3))
def test_whatever_stands_in_a_source_is_kept_whole_or_left_out(
    one_database: Engine, changes: list[tuple[tuple[Any, ...], Any]]
) -> None:
    document = copy.deepcopy(shop())
    for (*path, last), value in changes:
        with suppress(LookupError, TypeError):  # an earlier change has taken the place away
            part: Any = document
            for key in path:
                part = part[key]
            part[last] = value
    source = Path(str(one_database.url.database)).with_name("any.json")
    source.write_text(text_of(document), "utf-8")
    try:
        records = read_records(source).records
    except SourceError:
        return
    replace_records(one_database, records, "any", force=True)
    assert current_records(one_database) == records
    exported = to_document(records)
    source.write_text(text_of(exported), "utf-8")
    again = read_records(source)
    assert (again.rejected, to_document(again.records)) == ((), exported)


def test_the_document_is_json(tmp_path: Path) -> None:
    document = to_document(read(shop(), tmp_path).records)
    assert json.loads(text_of(document)) == document
