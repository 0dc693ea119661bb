"""What products state of their measures, and which of them hold a limit."""

from decimal import Decimal

import numpy as np
import pytest

from retrieval.filters import ProductTable, matching_rows
from retrieval.keyword_index import KeywordIndex
from retrieval.measure_reading import kinds_of, read_measures
from retrieval.measures import MeasureIndex
from retrieval.types import Constraints, Measure, PriceRange, Product


def product(number: int, title: str, *bullets: str, **attributes: str) -> Product:
    named = {name.replace("_", " "): value for name, value in attributes.items()}
    return Product(f"P{number}", title, bullets=bullets, attributes=named, price=Decimal(10))


PRODUCTS = (
    product(0, "Ridge Tent", Weight="1.8 kg", Pack_weight="2 kg", Dimensions="215 x 135 x 105 cm"),
    product(1, "Meadow Tent", "weighs 2,300 g packed", Weight="2.3 kg"),
    product(2, "Harbour Tent"),
    product(3, "Frying Pan 28 cm, Steel", Diameter="28 cm"),
    product(4, "Frying Pan, 11 inch"),
    product(5, 'Notebook 15.6"', "Up to 9 hours of battery life", Memory="16 GB", SSD="0.5 TB"),
    product(6, "Socks, Pack of 6"),
    product(7, "Harvest Puzzle, 1,000 Pieces", Pieces="1000"),
    product(8, "Bottle, 750 ml"),
    product(9, "Stool", Seat_height="45 cm", Height="40 to 55 cm"),
    product(10, "Dog Collar", "fits up to 40 kg", Max_load="40 kg"),
)  # fmt: skip


def held(measure: Measure) -> list[int]:
    return np.flatnonzero(MeasureIndex.read(PRODUCTS).holds(measure)).tolist()


@pytest.mark.parametrize(
    ("measure", "rows"),
    [
        (Measure("weight", None, 2000.0, "g"), [0]),
        (Measure("weight", 2000.0, None, "g"), [1]),
        (Measure("weight", None, 2300.0, "g"), [0, 1]),
        (Measure("width", None, 220.0, "cm"), [0]),
        (Measure("height", 100.0, 110.0, "cm"), [0]),
        (Measure("size", 28.0, 28.0, "cm"), [3, 4]),  # 11 in = 27.94 cm
        (Measure("size", None, 30.0, "cm"), [3, 4]),
        (Measure("diameter", 28.0, 28.0, "cm"), [3, 4]),
        (Measure("screen", 15 * 2.54, 15 * 2.54, "cm"), [5]),
        (Measure("screen", 14 * 2.54, 14 * 2.54, "cm"), []),
        (Measure("battery", 8.0, 8.0, "h"), [5]),  # more is welcome
        (Measure("battery", 10.0, None, "h"), []),
        (Measure("storage", 500.0, None, "GB"), [5]),
        (Measure("memory", 16.0, 16.0, "GB"), [5]),
        (Measure("count", 6.0, 6.0), [6]),
        (Measure("count", 500.0, None), [7]),
        (Measure("capacity", 500.0, 1000.0, "ml"), [8]),
        (Measure("height", 50.0, 50.0, "cm"), [9]),  # adjustable
        (Measure("weight"), [0, 1]),  # whoever states it
    ],
)
def test_what_holds_a_limit(measure: Measure, rows: list[int]) -> None:
    assert held(measure) == rows


def test_what_something_else_weighs_is_not_the_product() -> None:
    assert kinds_of("Package weight") == ((), "")
    assert kinds_of("Max load") == ((), "")
    assert kinds_of("Item Weight (lb)") == (("weight",), "lb")


def test_a_bare_number_takes_the_unit_that_titles_show() -> None:
    sizes = [13.3, 14.0, 15.6, 17.3]
    shown = [
        product(n, f'Display {sizes[n % 4]}"', Display_diagonal=f"{sizes[n % 4]}")
        for n in range(12)
    ]
    (*_, silent) = read_measures([*shown, product(99, "Display", Display_diagonal="24")])
    assert silent == (("screen", (24 * 2.54, 24 * 2.54)),)
    (alone,) = read_measures([product(99, "Display", Display_diagonal="24")])
    assert alone == ()


def test_limits_of_all_kinds_hold_together() -> None:
    table = ProductTable(PRODUCTS, KeywordIndex.build(PRODUCTS))
    limits = Constraints(
        price=PriceRange(max=Decimal(20)), measures=(Measure("weight", None, 2000.0, "g"),)
    )
    rows = matching_rows(table, limits)
    assert rows is not None
    assert rows.tolist() == [0]
