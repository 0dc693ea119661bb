"""`daogou rank`: lists from outside, with ids, histories and queries of any kind."""

import pytest
from tiny_shop import PRODUCTS

from ranking.sessions import SessionQuery, SessionRanker

IDS = tuple(product.id for product in PRODUCTS)


@pytest.mark.parametrize("query", ["", " ", "mug", "zzzz ??"])
@pytest.mark.parametrize("history", [(), ("nobody knows this",), (IDS[0], "unknown", IDS[0])])
def test_every_candidate_comes_back_once_whatever_is_asked(
    query: str, history: tuple[str, ...]
) -> None:
    session = SessionQuery(query, history, ("unknown a", *IDS, IDS[0], "unknown b"))
    ids, scores = SessionRanker.prepare(PRODUCTS, [session]).rank(session)
    assert sorted(ids) == sorted(set(session.candidates))
    assert ids[-2:] == ["unknown a", "unknown b"], "what is not known stands last, as given"
    assert scores == sorted(scores, reverse=True)


def test_lists_of_nothing_known_and_of_nothing() -> None:
    unknown, empty = SessionQuery("mug", IDS[:1], ("x", "y")), SessionQuery("", (), ())
    ranker = SessionRanker.prepare(PRODUCTS, [unknown, empty])
    assert ranker.rank(unknown) == (["x", "y"], [0.0, 0.0])
    assert ranker.rank(empty) == ([], [])


def test_what_is_bought_again_and_again_comes_first() -> None:
    session = SessionQuery("", (IDS[1], IDS[2], IDS[1], IDS[1]), IDS)
    ids, _ = SessionRanker.prepare(PRODUCTS, [session]).rank(session)
    assert ids[0] == IDS[1]
