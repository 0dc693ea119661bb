"""English: titles of rows of products without a query."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    "shelf_for_you": "For you",
    "shelf_because_bought": "Because you bought the {of}",
    "shelf_goes_with": "Goes with the {of}",
    "shelf_similar": "Similar to the {of} you looked at",
    "shelf_buy_again": "Buy again",
    "shelf_new_in": "New in",
    "shelf_new_in_in": "New in {of}",
    "shelf_popular": "Popular now",
    "shelf_popular_in": "Popular in {of}",
    "shelf_around": "A look around",
    "shelf_around_in": "A look around {of}",
}
