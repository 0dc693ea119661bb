"""Letter sizes in their order, however they are written."""

from assistant.service.further import _place


def test_letter_sizes_stand_in_order_and_two_spellings_are_one() -> None:
    places = [_place(size) or 0 for size in ("2XS", "XS", "S", "M", "L", "XL", "2XL", "3XL", "4XL")]
    assert places == sorted(set(places))
    assert all(place < 0 for place in places)
    assert _place("XXL") == _place("2xl")
    assert _place("XXXL") == _place("3XL")
    assert _place("EU 42") == 42
