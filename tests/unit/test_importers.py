"""Every format reads into the same clean products; nothing is dropped without being counted."""

import gzip
import json
import os
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.catalogue import product_from_json, product_to_json
from retrieval.errors import CatalogueError
from retrieval.importers import (
    ImportReport,
    ImportResult,
    Rejection,
    read_source,
    require_products,
)
from retrieval.importers.cleaner import RowCleaner
from retrieval.importers.columns import field_of, readable_name
from retrieval.importers.report import Tally
from retrieval.importers.reviews import read_review_source, with_ratings
from retrieval.importers.source import Row
from retrieval.importers.text import clean_blocks, clean_line
from retrieval.importers.values import to_category, to_date, to_rating, to_stock
from retrieval.mapping import FIELDS, load_mapping, parse_mapping
from retrieval.types import Product, Variant

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
DATA = Path(os.environ.get("DAOGOU_DATA", Path(__file__).parents[3] / "shared" / "data"))


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def lines(path: Path, rows: Iterable[Any]) -> Path:
    return write(path, "".join(json.dumps(row) + "\n" for row in rows))


def one(result: ImportResult) -> Product:
    assert len(result.products) == 1, result.report
    return result.products[0]


def balanced(report: ImportReport) -> bool:
    """Whether every row read is accounted for."""
    return report.read == (report.imported + report.merged + report.folded + len(report.rejected))


def kinds(report: ImportReport) -> dict[str, int]:
    return {notice.kind: notice.count for notice in report.warnings}


# Text


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>Warm &amp; dry</p><script>alert(1)</script>", "Warm & dry"),
        ("<style>p{}</style>Text<!-- note -->", "Text"),
        ("&lt;p&gt;Hi&lt;/p&gt; &lt;script&gt;x()&lt;/script&gt; there", "Hi there"),
        ("a < b and c > d", "a < b and c > d"),
        ("I <3 it", "I <3 it"),
        ("AT&T R&D", "AT&T R&D"),
        ("a\u200bb\u202ec\x00d\ufeff", "abcd"),
        ("  many \t spaces\u00a0here\n", "many spaces here"),
        ("Size 5&quot; x 6&#39;", "Size 5\" x 6'"),
        ("cafe\u0301", "caf\u00e9"),
        ("<img src=x onerror=alert(1)>Mug", "Mug"),
        ("<script>never closed", ""),
        ("\ud800lone", "lone"),
    ],
)
def test_text_is_cleaned(dirty: str, clean: str) -> None:
    assert clean_line(dirty) == clean


def test_block_tags_and_new_thoughts_part_a_text() -> None:
    assert clean_blocks("<h2>Care</h2>Wash cold<br>Dry flat<ul><li>Soft<li>Light</ul>") == (
        ("Care", False),
        ("Wash cold", False),
        ("Dry flat", False),
        ("Soft", True),
        ("Light", True),
    )
    assert clean_blocks("A line that an editor\nwrapped here.\n- item\n• other") == (
        ("A line that an editor wrapped here.", False),
        ("item", True),
        ("other", True),
    )


# Single values


def test_categories_from_lists_and_path_strings() -> None:
    assert to_category("Home > Lamps > Desk lamps") == ("Home", "Lamps", "Desk lamps")
    assert to_category(["Home", "Lamps & light"]) == ("Home", "Lamps & light")
    assert to_category("['Home', 'Lamps']") == ("Home", "Lamps")
    assert to_category('["Home"]') == ("Home",)
    assert to_category([["Home", "Lamps"], ["Sale"]]) == ("Home", "Lamps")
    assert to_category("Audio/Video") == ("Audio/Video",)
    assert to_category("A/B", ("/",)) == ("A", "B")
    assert to_category(None) == ()


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2024-05-31", "mdy", date(2024, 5, 31)),
        ("2009-12-10T00:00:00Z", "mdy", date(2009, 12, 10)),
        ("2024/5/1", "mdy", date(2024, 5, 1)),
        ("05/31/2024", "mdy", date(2024, 5, 31)),
        ("31/05/2024", "mdy", date(2024, 5, 31)),
        ("03/04/2024", "mdy", date(2024, 3, 4)),
        ("03/04/2024", "dmy", date(2024, 4, 3)),
        ("31.5.2024", "mdy", date(2024, 5, 31)),
        ("May 31, 2024", "mdy", date(2024, 5, 31)),
        ("31 May 2024", "mdy", date(2024, 5, 31)),
        ("20240531", "mdy", date(2024, 5, 31)),
        ("1717113600", "mdy", date(2024, 5, 31)),
        ("2024年5月31日", "mdy", date(2024, 5, 31)),
        ("", "mdy", None),
    ],
)
def test_dates(text: str, order: str, day: date | None) -> None:
    assert to_date(text, order) == day


@pytest.mark.parametrize("text", ["soon", "2024-13-01", "99/99/2024", "0001-01-01"])
def test_bad_dates(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        to_date(text)


def test_ratings_and_stock() -> None:
    assert to_rating("4.5 out of 5 stars") == 4.5
    assert to_rating("4,5") == 4.5
    assert to_rating(0) is None
    for bad in (0.5, 5.5, -1, "great"):
        with pytest.raises(ValueError, match="rating"):
            to_rating(bad)
    assert to_stock("out of stock") == 0
    assert to_stock("https://schema.org/OutOfStock") == 0
    assert to_stock("in_stock") is None
    assert (to_stock("1,200"), to_stock(3.0), to_stock(-2)) == (1200, 3, 0)


def test_names_read_well_and_columns_are_found() -> None:
    assert readable_name("product_colour") == "Product colour"
    assert readable_name("usb_2_0_ports") == "USB 2.0 ports"
    assert readable_name("thermal_design_power__tdp_") == "Thermal design power (TDP)"
    assert readable_name("screenSize") == "Screen size"
    assert readable_name("Weight (g)") == "Weight (g)"
    for column, field in {
        "Product Name": "title", "SKU": "id", "supplier": "brand", "COLOR": "colours",
        "Preis": "price", "image-url": "image", "g:description": "description",
        "bullet_points": "bullets", "Average Rating": "rating",
    }.items():  # fmt: skip
        found = field_of(column)
        assert found is not None
        assert found[0] == field
    assert field_of("shoe lace colour scheme") is None


# JSON Lines


def test_jsonl_finds_columns_and_makes_the_rest_attributes(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "p.jsonl",
        [
            {
                "asin": "B1",
                "product_name": "Trail <b>shoe</b>",
                "manufacturer": "Peak",
                "color": "Black/Red",
                "size": "41, 42",
                "price": 89.9,
                "features": ["Grips", "Breathes"],
                "categories": ["Shoes", "Trail"],
                "waterproof": True,
                "weight_g": 310.0,
                "stock": 4,
                "rating": 4.4,
                "review_count": 12,
                "created_at": "2024-05-31T10:00:00Z",
                "tracking_url": "https://example.com",
                "empty": None,
            }
        ],
    )
    result = read_source(path, parse_mapping({"currency": "EUR"}))
    product = one(result)
    assert product == Product(
        id="B1",
        title="Trail shoe",
        brand="Peak",
        category=("Shoes", "Trail"),
        bullets=("Grips", "Breathes"),
        attributes={"Waterproof": "yes", "Weight g": "310"},
        price=Decimal("89.9"),
        currency="EUR",
        stock=4,
        rating=4.4,
        rating_count=12,
        colours=("Black", "Red"),
        sizes=("41", "42"),
        added=date(2024, 5, 31),
    )
    assert result.format == "jsonl"
    assert result.report.unused_columns == ("tracking_url", "empty")


def test_bad_rows_are_rejected_with_line_and_reason(tmp_path: Path) -> None:
    path = write(
        tmp_path / "p.jsonl",
        '{"id": "1", "title": "Good"}\n'
        "not json\n"
        "\n"
        '{"id": "2"}\n'
        '{"title": "No id"}\n'
        '{"id": "3", "title": "T", "price": -4}\n'
        '{"id": "4", "title": "T", "price": NaN}\n'
        '{"id": "5", "title": "T", "price": "lots"}\n'
        '{"id": "6", "title": "T", "price": 1e15}\n'
        "[1, 2]\n"
        '{"id": "7", "title": "<script>x</script>"}\n'
        '{"id": "8", "title": "No price is no fault", "price": null}\n'
        '{"id": "9", "title": "cut off',
    )
    result = read_source(path)
    assert [product.id for product in result.products] == ["1", "8"]
    assert [(r.line, r.id, r.kind) for r in result.report.rejected] == [
        (2, "", "not valid JSON"),
        (4, "2", "no title"),
        (5, "", "no id"),
        (6, "3", "negative price"),
        (7, "4", "price is not a number"),
        (8, "5", "unreadable price"),
        (9, "6", "absurd price"),
        (10, "", "not a JSON object"),
        (11, "7", "no title"),
        (13, "", "not valid JSON"),
    ]
    assert balanced(result.report)
    assert next(result.report.reasons())[1] == 2


def test_fields_that_make_no_sense_are_left_out_and_counted(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "p.jsonl",
        [
            {"id": "1", "title": "T", "rating": 9, "added": "soon", "image": "javascript:x()"},
            {"id": "2", "title": "T", "rating": -1, "stock": "many", "price": 0},
            {"id": "3", "title": "T", "price": 5, "list_price": -1, "image": "../../etc/passwd"},
        ],
    )
    result = read_source(path)
    assert len(result.products) == 3
    assert all(p.rating is None and p.image == "" and p.added is None for p in result.products)
    assert result.products[1].price is None
    assert kinds(result.report) == {
        "rating not from 1 to 5": 2,
        "image is not a web address or relative path": 2,
        "added date not readable": 1,
        "stock not a number": 1,
        "price 0, taken as not known": 1,
        "list price left out: negative price": 1,
        "no currency named, taken as USD": 1,
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
columns = st.sampled_from((*FIELDS, "colour", "attributes", "weight"))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(columns, json_values))
def test_any_row_gives_a_valid_product_or_a_rejection(row: dict[str, Any]) -> None:
    cleaned = RowCleaner(parse_mapping({}), Tally()).clean(Row(1, {"title": "T", **row}))
    if isinstance(cleaned, Rejection):
        assert cleaned.reason
    else:
        assert product_from_json(orjson.loads(orjson.dumps(product_to_json(cleaned)))) == cleaned


def test_one_id_twice_is_merged_and_counted(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "p.jsonl",
        [
            {"id": "1", "title": "Shirt", "price": "$20", "size": "M",
             "attributes": {"Fit": "slim"}, "variants": [{"id": "a", "size": "M", "stock": 1}]},
            {"id": "2", "title": "Cap", "price": "$9"},
            {"id": "1", "title": "Other", "brand": "Peak", "price": "$25", "size": "L",
             "attributes": {"Fit": "wide", "Fabric": "linen"},
             "variants": [{"id": "b", "size": "L", "stock": 2}]},
        ],
    )  # fmt: skip
    result = read_source(path)
    shirt = result.products[0]
    assert (shirt.title, shirt.brand, shirt.price) == ("Shirt", "Peak", Decimal(20))
    assert shirt.sizes == ("M", "L")
    assert shirt.attributes == {"Fit": "slim", "Fabric": "linen"}
    assert [variant.id for variant in shirt.variants] == ["a", "b"]
    assert shirt.stock == 3
    assert (result.report.read, result.report.imported, result.report.merged) == (3, 2, 1)
    assert kinds(result.report)["id came again with another price, the first was kept"] == 1
    assert balanced(result.report)


def test_canonical_records_come_back_as_they_were(tmp_path: Path) -> None:
    product = Product(
        id="1",
        title="Jacket",
        brand="Peak",
        category=("Outdoor", "Jackets"),
        description="Light. Dry.",
        bullets=("Taped seams",),
        attributes={"Material": "nylon", "SKU": "X1"},
        price=Decimal("99.00"),
        list_price=Decimal("129.00"),
        currency="EUR",
        stock=5,
        rating=4.5,
        rating_count=10,
        colours=("Blue",),
        sizes=("M", "L"),
        image="1.svg",
        added=date(2024, 1, 2),
        variants=(
            Variant("1-m", {"colour": "Blue", "size": "M"}, Decimal("99.00"), 2),
            Variant("1-l", {"colour": "Blue", "size": "L"}, Decimal("109.00"), 3),
        ),
        texts={"zh": {"title": "夹克"}},
    )
    path = lines(tmp_path / "p.jsonl", [product_to_json(product)])
    assert one(read_source(path)) == product


def test_gzip_arrays_and_other_encodings(tmp_path: Path) -> None:
    row = '{"id": "1", "title": "Grün"}'
    packed = tmp_path / "p.jsonl.gz"
    packed.write_bytes(gzip.compress(f"{row}\n".encode()))
    for path in (
        packed,
        write(tmp_path / "array.json", f"[\n{row}\n]"),
        write(tmp_path / "held.json", f'{{"total": 1, "products": [{row}]}}'),
        write(tmp_path / "bom.jsonl", row + "\n", "utf-8-sig"),
        write(tmp_path / "wide.jsonl", row + "\n", "utf-16"),
    ):
        assert one(read_source(path)).title == "Grün"
    packed.write_bytes(packed.read_bytes()[:-8])
    with pytest.raises(CatalogueError, match="broken gzip"):
        read_source(packed)


# CSV and TSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_delimiter_and_encoding_are_found(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [
        ["Artikelnummer", "Name", "Preis", "Beschreibung"],
        ["7", "Stühle", '"1.299,00 €"', '"Zwei, drei; vier"'],
        ["8", "Tisch", '"5,- €"', '"Erste Zeile\nzweite"'],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    result = read_source(write(tmp_path / "p.csv", text, encoding))
    first, second = result.products
    assert (first.id, first.title, first.description) == ("7", "Stühle", "Zwei, drei; vier")
    assert (first.price, first.currency) == (Decimal("1299.00"), "EUR")
    assert second.description == "Erste Zeile zweite"


def test_csv_reports_lines_of_broken_rows_and_goes_on(tmp_path: Path) -> None:
    path = write(
        tmp_path / "p.csv",
        "id,title,description\n"
        '1,One,"two\nlines"\n'
        "2,Two,a,b,c\n"
        '3,"Never closed,text\n'
        '4,"Four ""quoted""",fine\n'
        '5,"17" monitor",mended\n'
        "\n"
        "6,Six\n",
    )
    result = read_source(path)
    assert [product.id for product in result.products] == ["1", "4", "5", "6"]
    assert [(r.line, r.kind) for r in result.report.rejected] == [
        (4, "more cells than columns"),
        (5, "broken quotes"),
    ]
    assert result.products[1].title == 'Four "quoted"'
    assert kinds(result.report) == {"quotes mended": 1}
    assert balanced(result.report)


def test_a_quote_that_swallows_the_file_costs_one_row(tmp_path: Path) -> None:
    rows = "".join(f"{n},Product {n},text\n" for n in range(200))
    path = write(tmp_path / "p.csv", f'id,title,description\nx,"open,text\n{rows}')
    result = read_source(path)
    assert len(result.products) == 200
    assert [(r.line, r.kind) for r in result.report.rejected] == [(2, "broken quotes")]


def test_columns_by_mapping(tmp_path: Path) -> None:
    path = write(
        tmp_path / "p.csv",
        "code;maker;model;c;old;spec_colour;spec_weight;spec_pallet;cat;added\n"
        "9;Acme;X1;4995;5995;red/blue;250;4;Home-Lamps;03/04/2024\n",
    )
    mapping = parse_mapping(
        {
            "currency": "GBP",
            "fields": {
                "id": "code",
                "title": {"columns": ["maker", "model"], "join": " "},
                "brand": {"constant": "House"},
                "price": {"column": "c", "unit": "cents"},
                "list_price": {"column": "old", "unit": "cents"},
                "colours": {"attribute": "Colour", "split": "/"},
                "category": {"column": "cat", "split": "-"},
                "added": {"column": "added", "date_order": "dmy"},
            },
            "attributes": {
                "include": ["spec_*"],
                "exclude": ["*pallet*"],
                "strip": ["spec_"],
                "columns": {"Model": "model"},
                "names": {"Weight": "Net weight"},
                "units": {"weight": "g"},
            },
        }
    )
    product = one(read_source(path, mapping))
    assert product.title == "Acme X1"
    assert product.brand == "House"
    assert (product.price, product.list_price) == (Decimal("49.95"), Decimal("59.95"))
    assert product.currency == "GBP"
    assert product.colours == ("red", "blue")
    assert product.category == ("Home", "Lamps")
    assert product.added == date(2024, 4, 3)
    # A text of digits from a CSV is no number, so it has no unit.
    assert product.attributes == {"Colour": "red/blue", "Net weight": "250", "Model": "X1"}


def test_units_belong_to_numbers_and_nested_values_can_be_named(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "p.jsonl",
        [{"id": 1, "t": "T", "offer": {"amount": 5, "currency": "EUR"}, "a_w": 17.0, "a_b": False}],
    )
    mapping = parse_mapping(
        {
            "fields": {
                "title": "t", "price": "offer.amount", "currency": "offer.currency",
                "brand": "absent",
            },
            "attributes": {"include": ["a_*"], "strip": ["a_"], "units": {"w": "kg"}},
        }
    )  # fmt: skip
    result = read_source(path, mapping)
    product = one(result)
    assert (product.price, product.currency) == (Decimal(5), "EUR")
    assert product.attributes == {"W": "17 kg", "B": "no"}
    assert "the mapping names the column 'absent', which no row has" in kinds(result.report)


# Parquet


def test_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "p.parquet"
    table = {
        "id": [1, 2, 3],
        "title": ["One", "Two", None],
        "price": [Decimal("19.99"), None, None],
        "category": [["A", "B"], [], None],
        "added": [date(2024, 1, 2), None, None],
        "wireless": [True, None, None],
    }
    pq.write_table(pa.table(table), path)
    result = read_source(path)
    first, second = result.products
    assert result.format == "parquet"
    assert (first.id, first.price, first.category) == ("1", Decimal("19.99"), ("A", "B"))
    assert first.added == date(2024, 1, 2)
    assert first.attributes == {"Wireless": "yes"}
    assert second.price is None
    assert [(r.line, r.id, r.kind) for r in result.report.rejected] == [(3, "3", "no title")]
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(CatalogueError, match="not a readable Parquet file"):
        read_source(path)


# Shopify

SHOPIFY = """\
Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,\
Option2 Name,Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,\
Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,\
Material (product.metafields.shopify.material),Status
tee,Plain tee,<p>Soft.</p><ul><li>Cotton</li><li>Washable</li></ul>,Peak,\
Apparel & Accessories > Clothing,Tees,"summer, basics",true,Size,M,Color,Blue,TEE-M,shopify,3,deny,\
25.00,,https://cdn.example/1.jpg,Cotton,active
mug,Mug,Holds tea,Kiln,,Mugs,,true,Title,Default Title,,,MUG,shopify,7,deny,12.00,15.00,\
https://cdn.example/mug.jpg,,active
tee,,,,,,,,,L,,Red,TEE-L,shopify,2,deny,20.00,24.00,https://cdn.example/2.jpg,,
tee,,,,,,,,,,,,,,,,,,https://cdn.example/3.jpg,,
old,Old,,Kiln,,,,true,Title,Default Title,,,OLD,,,,5.00,,,,draft
"""


def test_shopify(tmp_path: Path) -> None:
    result = read_source(write(tmp_path / "products_export.csv", SHOPIFY))
    assert result.format == "shopify"
    tee, mug = result.products
    assert tee.id == "tee"
    assert tee.category == ("Apparel & Accessories", "Clothing", "Tees")
    assert (tee.description, tee.bullets) == ("Soft.", ("Cotton", "Washable"))
    assert (tee.price, tee.list_price) == (Decimal("20.00"), Decimal("24.00"))
    assert tee.attributes == {"Material": "Cotton", "Tags": "summer, basics"}
    assert [(v.id, dict(v.options), v.stock) for v in tee.variants] == [
        ("TEE-M", {"size": "M", "colour": "Blue"}, 3),
        ("TEE-L", {"size": "L", "colour": "Red"}, 2),
    ]
    assert (tee.stock, tee.colours, tee.sizes) == (5, ("Blue", "Red"), ("M", "L"))
    assert tee.image == "https://cdn.example/1.jpg"
    assert (mug.price, mug.list_price, mug.stock) == (Decimal("12.00"), Decimal("15.00"), 7)
    assert mug.variants == ()
    assert [(r.line, r.id, r.reason) for r in result.report.rejected] == [
        (6, "old", "status is draft")
    ]
    assert result.report.folded == 2
    assert balanced(result.report)


def test_shopifys_newer_columns(tmp_path: Path) -> None:
    text = (
        "Title,URL handle,Description,Vendor,Published on online store,Status,SKU,Option1 name,"
        "Option1 value,Price,Compare-at price,Inventory tracker,Inventory quantity,"
        "Continue selling when out of stock,Product image URL\n"
        "Lamp,lamp,Bright,Kiln,TRUE,Active,L1,Colour,Black,30,40,shopify,0,TRUE,https://c.example/l\n"
        "Old,gone,Dim,Kiln,FALSE,Active,L2,,,3,,,,,\n"
    )
    result = read_source(write(tmp_path / "p.csv", text))
    lamp = one(result)
    assert (lamp.id, lamp.price, lamp.list_price) == ("lamp", Decimal(30), Decimal(40))
    assert lamp.stock is None  # it may be sold when there is none
    assert lamp.colours == ("Black",)
    assert result.report.rejected[0].reason == "not published"


# WooCommerce

WOO = """\
ID,Type,SKU,Name,Published,Short description,Description,In stock?,Stock,Backorders allowed?,\
Sale price,Regular price,Categories,Tags,Images,Parent,Attribute 1 name,Attribute 1 value(s),\
Attribute 2 name,Attribute 2 value(s)
10,variable,HOOD,Hoodie,1,Warm.,<p>Very warm.</p>,1,,0,,,"Clothing, Clothing > Hoodies",warm,\
"https://s.example/1.jpg, https://s.example/2.jpg",,Color,"Blue, Green",Fabric,"Cotton, wool"
11,simple,CAP,Cap,1,,,1,4,0,8,10,Accessories,,,,Size,"One size\\, all heads",,
12,variation,HOOD-B,Hoodie - Blue,1,,,1,2,0,35,45,,,,id:10,Color,Blue,,
13,"variation, virtual",HOOD-G,Hoodie - Green,1,,,0,0,0,,45,,,,HOOD,Color,Green,,
14,variation,LOST,Lost,1,,,1,,0,,45,,,,id:99,Color,Red,,
15,simple,OLD,Draft,-1,,,1,,0,,45,,,,,,,,
"""


def test_woocommerce(tmp_path: Path) -> None:
    result = read_source(write(tmp_path / "wc-product-export.csv", WOO))
    assert result.format == "woocommerce"
    hoodie, cap = result.products
    assert (hoodie.id, hoodie.title) == ("10", "Hoodie")
    assert hoodie.category == ("Clothing", "Hoodies")
    assert hoodie.description == "Warm. Very warm."
    assert (hoodie.price, hoodie.list_price) == (Decimal(35), Decimal(45))
    assert [(v.id, dict(v.options), v.price, v.stock) for v in hoodie.variants] == [
        ("HOOD-B", {"colour": "Blue"}, Decimal(35), 2),
        ("HOOD-G", {"colour": "Green"}, Decimal(45), 0),
    ]
    assert hoodie.colours == ("Blue", "Green")
    assert hoodie.attributes == {"Fabric": "Cotton, wool", "Tags": "warm", "SKU": "HOOD"}
    assert hoodie.image == "https://s.example/1.jpg"
    assert (cap.price, cap.list_price, cap.stock) == (Decimal(8), Decimal(10), 4)
    assert cap.sizes == ("One size, all heads",)
    assert [(r.line, r.id, r.kind) for r in result.report.rejected] == [
        (6, "14", "no parent product"),
        (7, "15", "not on sale"),
    ]
    assert balanced(result.report)


# Google Merchant

GOOGLE = (
    "id\ttitle\tdescription\tprice\tsale price\tavailability\timage link\tproduct type\tcolor\t"
    "size\titem group id\tbrand\tcondition\tproduct highlight\n"
    "a1\tParka\tWarm\t99.00 EUR\t79.00 EUR\tin_stock\thttps://g.example/a\tHome > Coats\tRed/Blue\t"
    "M\tparka\tPeak\tnew\tTaped seams\n"
    "a2\tParka\tWarm\t89.00 EUR\t\tout_of_stock\thttps://g.example/a\tHome > Coats\tGreen\tL\t"
    "parka\tPeak\tnew\t\n"
    "b\tGlobe\tRound\t19.99 USD\t\tout of stock\t\t\t\t\t\tMap Co\tused\t\n"
)


def test_google_merchant_text(tmp_path: Path) -> None:
    result = read_source(write(tmp_path / "feed.txt", GOOGLE))
    assert result.format == "google-tsv"
    globe, parka = sorted(result.products, key=lambda product: product.id)
    assert (globe.price, globe.currency, globe.stock) == (Decimal("19.99"), "USD", 0)
    assert globe.attributes == {"Condition": "used"}
    assert parka.id == "parka"
    assert parka.category == ("Home", "Coats")
    assert (parka.price, parka.list_price) == (Decimal("79.00"), Decimal("99.00"))
    assert [(v.id, v.price, v.stock) for v in parka.variants] == [
        ("a1", Decimal("79.00"), None),
        ("a2", Decimal("89.00"), 0),
    ]
    assert parka.colours == ("Red/Blue", "Green")
    assert parka.sizes == ("M", "L")
    assert parka.bullets == ("Taped seams",)
    assert balanced(result.report)
    assert kinds(result.report) == {"prices are in more than one currency": 1}


RSS = """\
<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><g:id>1</g:id><title>Lamp</title><description>&lt;p&gt;Bright&lt;/p&gt;</description>
<g:price>19.99 USD</g:price><g:availability>in stock</g:availability><g:color>Black/White</g:color>
<g:product_highlight>Dims</g:product_highlight><g:product_highlight>Folds</g:product_highlight>
<g:product_detail><g:section_name>General</g:section_name><g:attribute_name>Bulb</g:attribute_name>
<g:attribute_value>LED</g:attribute_value></g:product_detail>
<g:google_product_category>594</g:google_product_category></item>
<item><g:id>2</g:id></item>
</channel></rss>
"""


def test_google_merchant_xml(tmp_path: Path) -> None:
    result = read_source(write(tmp_path / "feed.xml", RSS))
    assert result.format == "google-xml"
    lamp = one(result)
    assert (lamp.description, lamp.bullets) == ("Bright", ("Dims", "Folds"))
    assert (lamp.price, lamp.currency) == (Decimal("19.99"), "USD")
    assert lamp.category == ()
    assert lamp.colours == ("Black", "White")
    assert lamp.attributes == {"Bulb": "LED"}
    assert [(r.line, r.id, r.kind) for r in result.report.rejected] == [(2, "2", "no title")]


def test_atom_feeds(tmp_path: Path) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">'
        "<entry><g:id>1</g:id><title>Lamp</title><g:price>5 EUR</g:price>"
        "<g:product_type>Home &gt; Lamps</g:product_type></entry></feed>"
    )
    lamp = one(read_source(write(tmp_path / "feed.xml", atom)))
    assert lamp.category == ("Home", "Lamps")
    assert (lamp.price, lamp.currency) == (Decimal(5), "EUR")


def test_hostile_and_broken_xml(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        "<rss><channel><item><id>1</id><title>&b;</title></item></channel></rss>"
    )
    with pytest.raises(CatalogueError, match="XML entities"):
        read_source(write(tmp_path / "bomb.xml", bomb))
    with pytest.raises(CatalogueError, match=r"not valid XML \(line 1"):
        read_source(write(tmp_path / "cut.xml", RSS.split("\n")[0] + "<rss><channel><item>"))
    with pytest.raises(CatalogueError, match="not a product feed"):
        read_source(write(tmp_path / "page.xml", "<html><body/></html>"))


# The whole source


def test_a_source_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="Cannot read"):
        read_source(tmp_path / "none.csv")
    with pytest.raises(CatalogueError, match="is a folder"):
        read_source(tmp_path)
    with pytest.raises(CatalogueError, match="is empty"):
        read_source(write(tmp_path / "empty.csv", "\n\n"))
    with pytest.raises(CatalogueError, match="save the sheet as CSV"):
        read_source(write(tmp_path / "p.xlsx", "PK\x03\x04rest"))
    with pytest.raises(CatalogueError, match="no format 'xls'"):
        read_source(write(tmp_path / "p.csv", "id,title\n1,T\n"), format="xls")
    strange = write(tmp_path / "p.csv", "kode,benaming\n1,Lamp\n")
    with pytest.raises(CatalogueError, match=r"all 1 rows had no id .*--mapping"):
        require_products(read_source(strange), strange)


@settings(deadline=None)
@given(
    st.binary(max_size=120)
    | st.text("idtle,;\t|\"'\n\r{}[]:<>&1-$", max_size=120).map(lambda text: text.encode())
)
def test_any_bytes_are_counted_or_refused_in_a_sentence(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "source"
        path.write_bytes(content)
        try:
            result = read_source(path)
        except CatalogueError as error:
            sentence = str(error)
        else:
            sentence = "."
            assert balanced(result.report)
    assert sentence.endswith(".")


def test_the_format_can_be_forced(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", SHOPIFY)
    generic = read_source(path, format="csv")
    assert generic.format == "csv"
    # A row of a variant is merely a row without a title here.
    assert [(r.line, r.kind) for r in generic.report.rejected] == [(4, "no title"), (5, "no title")]


def test_a_mapping_wins_over_what_the_format_says(tmp_path: Path) -> None:
    mapping = parse_mapping(
        {
            "fields": {"brand": {"constant": "House"}, "id": "SKU"},
            "attributes": {"include": ["Low*", "Short*"]},
        }
    )
    result = read_source(write(tmp_path / "p.csv", WOO), mapping)
    hoodie = result.products[0]
    assert (hoodie.id, hoodie.brand) == ("HOOD", "House")
    assert hoodie.attributes["Short description"] == "Warm."
    assert len(hoodie.variants) == 2


def test_progress_counts_every_row(tmp_path: Path) -> None:
    seen: list[int] = []
    result = read_source(write(tmp_path / "p.csv", SHOPIFY), progress=seen.append)
    assert sum(seen) == result.report.read == 5


# Reviews


def test_reviews_are_checked_against_the_catalogue(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "r.jsonl",
        [
            {"id": "r1", "product_id": "1", "stars": 5, "text": "<b>Bright</b>",
             "date": "2024-05-31"},
            {"asin": "1", "rating": "2", "reviewText": "Dim"},
            {"id": "r3", "product_id": "9", "stars": 5, "text": "Lost"},
            {"id": "r4", "product_id": "1", "stars": 7, "text": "Too good"},
            {"id": "r5", "product_id": "1", "stars": 3},
            {"id": "r1", "product_id": "1", "stars": 1, "text": "Again"},
        ],
    )  # fmt: skip
    reviews, report = read_review_source(path, {"1"})
    assert [(r.id, r.stars, r.text) for r in reviews] == [("r1", 5, "Bright"), ("line-2", 2, "Dim")]
    assert reviews[0].written == date(2024, 5, 31)
    assert [(r.line, r.kind) for r in report.rejected] == [
        (3, "no such product"),
        (4, "rating not from 1 to 5"),
        (5, "no text"),
    ]
    assert balanced(report)
    rated = Product("2", "T", rating=4.0, rating_count=9)
    first, second = with_ratings((Product("1", "T"), rated), reviews)
    assert (first.rating, first.rating_count) == ((5 + 2) / 2, 2)
    assert second == rated


# The real catalogues


@pytest.mark.parametrize(
    ("folder", "mapping", "rows", "without_price"),
    [
        ("esci_sample_catalogue", "esci", 6764, 4774 + 3),  # three cost 0
        ("icecat_chorus", "icecat", 19406, 0),
    ],
)
def test_real_catalogues_import_whole(
    folder: str, mapping: str, rows: int, without_price: int
) -> None:
    source = DATA / folder / "products.jsonl.gz"
    if not source.is_file():
        pytest.skip(f"no {source}: set DAOGOU_DATA to the folder with the catalogues")
    result = read_source(source, load_mapping(EXAMPLES / f"{mapping}.toml"))
    assert len(result.products) == rows
    assert result.report.rejected == ()
    assert sum(product.price is None for product in result.products) == without_price
    assert not any(
        "pallet" in name.lower() or "carton" in name.lower()
        for product in result.products
        for name in product.attributes
    )
