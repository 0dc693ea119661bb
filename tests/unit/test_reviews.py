"""Aspects of reviews: clauses, words, counts, and what is kept of them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from tiny_shop import PRODUCTS, TinyRanker

from assistant.reply.reasons import reason_texts
from assistant.reply.words import Words
from assistant.reviews.aspects import (
    AspectCount,
    Opinion,
    aspects_of,
    clauses,
    count_aspects,
    learned_nouns,
    mood_of,
)
from assistant.reviews.lexicon import asked_aspects, spoken_aspects
from assistant.reviews.opinions import ReviewOpinions, read_opinions, write_opinions
from assistant.reviews.ranking import PRAISED, OpinionRanker
from retrieval.types import Candidate, Product, Query, Review

REVIEWS = (
    Review("R1", "P", 5, "The battery lasts days, but the strap is itchy.", "Great"),
    Review("R2", "P", 4, "Battery fine."),
    Review("R3", "P", 1, "Battery is bad after a week."),
)


class WordMoods:
    """Stands in for the sentiment model: a few words, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def probabilities(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked += 1
        good = [any(w in t for w in ("lasts", "fine")) for t in texts]
        bad = [any(w in t for w in ("itchy", "bad")) for t in texts]
        return np.array([[b, not (g or b), g] for g, b in zip(good, bad, strict=True)], np.float32)


def test_a_clause_speaks_of_one_thing() -> None:
    assert clauses(REVIEWS[0]) == ("Great", "The battery lasts days", "the strap is itchy.")


def test_aspects_are_known_by_their_words() -> None:
    assert spoken_aspects("the battery lasts days") == ("battery",)
    assert spoken_aspects("A jacket for walks") == ()
    assert asked_aspects("is it comfortable?") == ("comfort",)
    assert asked_aspects("is it true to size?") == ("fit", *asked_aspects("size"))
    assert aspects_of("the zip is stiff", {"zip"}) == ("softness", "zip")


def test_stars_must_not_speak_against_a_clause() -> None:
    assert mood_of(0.9, 5) == pytest.approx(0.6 * 0.9 + 0.4)
    assert mood_of(-0.9, 1) == pytest.approx(-0.6 * 0.9 - 0.4)
    assert mood_of(-0.5, 5) == 0.0
    assert mood_of(0.1, 5) == 0.0


def test_a_reviewer_counts_once_by_the_strongest_clause() -> None:
    counted = count_aspects(
        [
            Opinion("fit", "a", 0.4, "fits"),
            Opinion("fit", "a", -0.9, "too tight"),
            Opinion("fit", "b", 0.8, "fits well"),
            Opinion("fit", "c", 0.0, "fit"),
            Opinion("smell", "c", 0.5, "smells nice"),
        ]
    )
    fit = counted["fit"]
    assert (fit.reviewers, fit.praise, fit.complain) == (3, 1, 1)
    assert (fit.best.clause, fit.worst.clause) == ("fits well", "too tight")
    assert list(counted) == ["fit", "smell"]
    assert counted["smell"].balance == 1 / (1 + 2)


def test_parts_of_things_are_learned_from_reviews_and_listings() -> None:
    coats = [Product(str(i), f"Coat {i}", bullets=("Two-way zip",)) for i in range(3)]
    told = [Review(str(i), "1", 4, "The zip of my coat ran for a week.") for i in range(6)]
    assert learned_nouns(coats, told) == ("zip",)
    assert learned_nouns(coats, told[:5]) == ()


def test_opinions_are_kept_and_read_back(tmp_path: Path) -> None:
    (tmp_path / "reviews.jsonl").write_text("the reviews", "utf-8")
    moods = WordMoods()
    write_opinions(tmp_path, [], REVIEWS, "weights-1", moods)
    found = read_opinions(tmp_path, "weights-1")
    assert found is not None
    kept, nouns = found
    opinions = ReviewOpinions(lambda _: REVIEWS, lambda: moods, kept, nouns)
    battery = opinions.counts("P")["battery"]
    assert (battery.reviewers, battery.praise, battery.complain) == (3, 2, 1)
    assert opinions.counts("unknown") == {}
    assert moods.asked == 1
    assert read_opinions(tmp_path, "weights-2") is None
    (tmp_path / "reviews.jsonl").write_text("others", "utf-8")
    assert read_opinions(tmp_path, "weights-1") is None


def test_without_a_file_reviews_are_scored_once_when_asked_for() -> None:
    moods = WordMoods()
    opinions = ReviewOpinions(lambda id: REVIEWS if id == "P" else (), lambda: moods)
    assert not opinions.ready
    assert opinions.counts("Q") == {}
    assert moods.asked == 0
    assert opinions.counts("P")["battery"].praise == 2
    assert opinions.counts("P")["battery"].complain == 1
    assert moods.asked == 1


def test_what_is_praised_for_what_was_asked_moves_up_and_says_so() -> None:
    def said(praise: int, complain: int) -> AspectCount:
        one = Opinion("comfort", "r", 0.9, "comfy")
        return AspectCount("comfort", praise + complain, praise, complain, one, one)

    counts = {"L2": {"comfort": said(3, 0)}, "L1": {"comfort": said(0, 3)}}
    ranker = OpinionRanker(TinyRanker(), lambda id: counts.get(id, {}))
    near = [Candidate("L1", 3, 1.0), Candidate("L3", 5, 0.8), Candidate("L2", 4, 0.7)]
    asked = ranker.rank(Query("comfortable lamp"), None, near)
    # 0.7 + 0.8 * 3 / 5 = 1.18, 0.8, 1.0 - 0.8 * 3 / 5 = 0.52
    assert [one.product_id for one in asked] == ["L2", "L3", "L1"]
    assert asked[0].reasons[-1].value == "comfort (3/3)"
    assert not any(reason.kind == PRAISED for reason in asked[2].reasons)
    other = ranker.rank(Query("lamp"), None, near)
    assert [one.product_id for one in other] == ["L1", "L3", "L2"]
    assert "Reviewers praise: comfort (3/3)" in reason_texts(other[2].reasons, PRODUCTS[4], Words())
