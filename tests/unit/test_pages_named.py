"""A question that only names a page is answered with its beginning, any other one by its words."""

import pytest

from assistant.pages.named import named_page
from assistant.pages.types import Passage

PAGES = tuple(
    Passage(title, (heading,), (f"About {heading}.",))
    for title, heading in (
        ("Delivery", "How long"),
        ("Delivery", "How dear"),
        ("Returns and exchanges", "How long"),
        ("Gift cards", "Where"),
        ("Gift wrapping", "How"),
    )
)


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("what is your return policy?", "Returns and exchanges"),
        ("tell me about returns", "Returns and exchanges"),
        ("delivery?", "Delivery"),
        ("Gift cards", "Gift cards"),
    ],
)
def test_the_first_passage_of_the_page_that_is_named(question: str, page: str) -> None:
    found = named_page(question, PAGES)
    assert found is not None
    assert (found.page, found.heading) == (page, found.headings[0])
    assert found == next(one for one in PAGES if one.page == page)


@pytest.mark.parametrize(
    "question",
    [
        "how long does delivery take?",
        "gifts",
        "what are your rules?",
        "do you deliver to Mars?",
        "",
    ],
)
def test_more_than_a_page_or_none_or_several_is_no_name(question: str) -> None:
    assert named_page(question, PAGES) is None
