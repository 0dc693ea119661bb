"""Fitting and measuring the answers from the shop's pages."""

import numpy as np
from tiny_shop import PAGES, TinyRanker, words_as_vectors

from assistant.pages.calibration import TERMS, doubts_of
from assistant.pages.evaluate import QUESTIONS, SETS, _measured
from assistant.pages.index import PageIndex, texts_of
from assistant.pages.questions import Asked, read_questions, unknown_places
from assistant.pages.read import read_sources
from assistant.pages.topics import Topics
from assistant.pages.training import DEMO_PAGES, _read, calibrate, development

RETURNS, DELIVERY = PAGES
ON_RETURNS = Asked("can things be sent, send things back?", "Returns", ("How long",))
ON_DELIVERY = Asked("two working weeks for delivery", "Delivery", ("Times",))
ON_NOTHING = Asked("do you polish vases")


def test_development_questions_stand_on_their_pages() -> None:
    for name, (passages, asked) in development().items():
        assert unknown_places(asked, passages) == [], name
        assert sum(not one.answerable for one in asked) >= 10, name


def test_reported_questions_stand_on_the_demo_store_s_pages() -> None:
    asked = read_questions(QUESTIONS / SETS["demo store"])
    assert unknown_places(asked, read_sources([DEMO_PAGES])[0]) == []
    mine = {one.question for _, others in development().values() for one in others}
    assert not mine & {one.question for one in asked}


def test_what_is_fitted_prefers_what_answers_and_doubts_what_does_not() -> None:
    no_topics = Topics(np.zeros((1, 256), np.float32), np.zeros(1, np.float32))
    vectors = words_as_vectors(texts_of(PAGES))
    index = PageIndex(PAGES, vectors, words_as_vectors, no_topics, np.ones(5, np.float32))
    reads = [
        _read(one, index, TinyRanker().evidence) for one in (ON_RETURNS, ON_DELIVERY, ON_NOTHING)
    ]
    assert [one.right.any() for one in reads] == [True, True, False]
    calibration = calibrate({"one": reads, "two": reads})
    sure = []
    for one in reads:
        best = int(np.argmax(calibration.totals(one.terms)))
        assert one.right[best] or not one.right.any()
        sure.append(calibration.sure(doubts_of(one.terms[best])))
    assert min(sure[:2]) > 0.5 > sure[2]
    assert all(weight >= 0 for weight in calibration.order.values())
    assert tuple(calibration.order) == TERMS


def test_shares_are_counted_by_hand() -> None:
    found = [
        (ON_RETURNS, [RETURNS, DELIVERY], 0.9),
        (ON_RETURNS, [DELIVERY, RETURNS], 0.8),
        (ON_DELIVERY, [DELIVERY], 0.1),
        (ON_NOTHING, [DELIVERY], 0.2),
        (ON_NOTHING, [RETURNS], 0.7),
    ]
    assert _measured(found, 0.5) == {
        "right first": 2 / 3,
        "in first 3": 1.0,
        "answered": 2 / 3,
        "answers right": 1 / 2,
        "silent rightly": 1 / 2,
        "questions": 3,
        "without answer": 2,
    }
