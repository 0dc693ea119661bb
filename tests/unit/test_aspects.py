"""What records state of weight, size, battery and the like, and wishes measured by it."""

from decimal import Decimal
from typing import Any

import pytest

from assistant.aspects import Bound, amounts, bound_by
from assistant.service.further import extreme, further
from retrieval.types import Constraints, Facets, PriceRange, Product, Sort


def thing(key: str = "P", price: str | None = None, **fields: Any) -> Product:
    amount = None if price is None else Decimal(price)
    return Product(key, fields.pop("title", "Thing"), price=amount, **fields)


def stated(aspect: str, **fields: Any) -> tuple[float, str] | None:
    found = amounts(thing(**fields), aspect)
    return (round(found[0].value, 3), found[0].unit) if found else None


@pytest.mark.parametrize(
    ("aspect", "name", "value", "expected"),
    [
        ("weight", "Weight", "420 g", (420.0, "g")),
        ("weight", "Item weight", "1.6 kg", (1600.0, "g")),
        ("weight", "Weight", "1,250 g", (1250.0, "g")),
        ("battery", "Battery life", "up to 30 hours", (30.0, "h")),
        ("battery", "Battery life", "45 minutes", (0.75, "h")),
        ("brightness", "Brightness", "900 lm", (900.0, "lm")),
        ("noise", "Noise", "72 dB", (72.0, "db")),
        ("power", "Power", "1.2 kW", (1200.0, "W")),
        ("capacity", "Capacity", "2.5 L", (2500.0, "ml")),
        ("size", "Screen size", "24 inches", (60.96, "cm")),
        ("size", "Dimensions", "10 x 20 x 30 cm", (6000.0, "cm3")),
        ("width", "Dimensions", "10 x 20 x 30 cm", (10.0, "cm")),
        ("height", "Dimensions", "10 x 20 x 30 cm", (30.0, "cm")),
        ("weight", "Material", "wool", None),
        ("weight", "Weight", "light", None),
        ("weight", "Power", "12 W", None),
    ],
)
def test_attributes_are_read(
    aspect: str, name: str, value: str, expected: tuple[float, str] | None
) -> None:
    assert stated(aspect, attributes={name: value}) == expected


def test_bullets_and_titles_are_read_where_no_attribute_says_it() -> None:
    assert stated("weight", bullets=("Weighs only 310 g",)) == (310.0, "g")
    assert stated("battery", bullets=("Battery: 20 hours",)) == (20.0, "h")
    assert stated("brightness", title="LED bulb, 806 lumens") == (806.0, "lm")
    assert stated("weight", bullets=("Holds 5 kg",)) is None


def test_a_bound_goes_beyond_all_and_holds_only_where_it_is_stated() -> None:
    light, heavy = (thing(w, attributes={"Weight": w}) for w in ("300 g", "1 kg"))
    bound = bound_by("weight", -1, (light, heavy))
    assert bound == Bound("weight", -1, 300.0, "g", "weight", "300 g")
    assert bound.holds(thing(attributes={"Weight": "250 g"}))
    assert not bound.holds(light)
    assert not bound.holds(thing())
    assert not bound.holds(thing(attributes={"Weight": "2 stone"}))
    assert bound_by("weight", -1, (thing(),)) is None


def test_a_wish_names_the_product_that_it_is_relative_to() -> None:
    light, heavy = (thing(w, attributes={"Weight": w}) for w in ("300 g", "1 kg"))
    wish = further(("weight", -1), Constraints(), (heavy, light))
    assert (wish.than, wish.said, wish.known) == ("300 g", "300 g", True)
    assert not further(("noise", -1), Constraints(), (heavy, light)).known


def test_cheaper_is_below_the_cheapest_and_a_bit_cheaper_below_the_middle() -> None:
    shown = [thing(price, price) for price in ("20", "50", "90")]
    limits = Constraints(price=PriceRange(max=Decimal(100)))
    wish = further(("price", -1), limits, shown)
    assert wish.limits is not None
    assert wish.limits.price.max == Decimal("19.99")
    slight = further(("price", -1), limits, shown, slight=True)
    assert slight.limits is not None
    assert slight.limits.price.max == Decimal("49.99")
    assert slight.step is not None
    assert slight.step.min == Decimal(30)  # 0.6 of 50
    dearer = further(("price", 1), Constraints(), shown)
    assert dearer.limits is not None
    assert dearer.limits.price.min == Decimal("90.01")


def test_a_limit_on_the_other_side_gives_way() -> None:
    limits = Constraints(price=PriceRange(min=Decimal(40), max=Decimal(60)))
    wish = further(("price", -1), limits, [thing("a", "40")])
    assert wish.limits is not None
    assert wish.limits.price == PriceRange(None, Decimal("39.99"))


def test_without_prices_the_order_serves() -> None:
    wish = further(("price", -1), Constraints(), [thing()])
    assert wish.limits is not None
    assert wish.limits.sort is Sort.PRICE_ASC


@pytest.mark.parametrize(
    ("asked", "sign", "made", "expected"),
    [
        ("M", 1, ("S", "M", "L", "XL"), "L"),
        ("M", -1, ("S", "M", "L"), "S"),
        ("42", 1, ("41", "42", "43", "44"), "43"),
        ("8", -1, ("7", "7.5", "8"), "7.5"),
    ],
)
def test_bigger_than_a_size_is_the_next_one(
    asked: str, sign: int, made: tuple[str, ...], expected: str
) -> None:
    limits = Constraints(include=Facets(sizes=(asked,)))
    wish = further(("size", sign), limits, [thing(sizes=made)])
    assert wish.limits is not None
    assert wish.limits.include.sizes == (expected,)


def test_better_rated_is_a_tenth_of_a_star_more() -> None:
    shown = [thing(str(stars), rating=stars) for stars in (4.1, 3.9)]
    wish = further(("rating", 1), Constraints(), shown)
    assert wish.limits is not None
    assert (wish.limits.min_rating, wish.than, wish.said) == (4.2, "4.1", "4.1")


def test_the_extreme_of_a_list() -> None:
    some = [thing(w, attributes={"Weight": w}) for w in ("300 g", "1 kg", "20 g")]
    found = extreme("weight", -1, [thing("none"), *some])
    assert found is not None
    assert (found[0].id, found[1].said) == ("20 g", "20 g")
    assert extreme("noise", 1, some) is None
