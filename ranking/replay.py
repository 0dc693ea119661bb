"""A log played again: its moments as sessions, and the terms of what was on offer.

Over the whole catalogue the crowd is that of the shop on the evening before; in given lists, as
``daogou rank`` takes them, all that is known of other shoppers is the sessions' own histories.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import numpy as np

from ranking.crowd import Crowd
from ranking.moments import LATELY, THIS_WEEK, Diary, Moment
from ranking.sessions import SessionQuery, SessionRanker
from ranking.shortlist import shortlist
from retrieval.bert import Floats, OnnxBert, data_home
from retrieval.filters import Rows

EMBEDDINGS = "replay-embeddings"
LIST_SIZES = (20, 40, 100)
HISTORIES = (20, 80, 400)
"""Lengths that histories of given lists are cut to, each as often."""


@dataclass(frozen=True, slots=True)
class Case:
    """One moment as a session."""

    moment: Moment
    session: SessionQuery
    rows: Rows
    """Of the candidates."""
    bought: frozenset[str]
    """All that was bought of what could be ranked, within the candidates or not."""

    @property
    def hits(self) -> list[int]:
        """Places of the candidates that were bought."""
        return [i for i, one in enumerate(self.session.candidates) if one in self.bought]


class Replay:
    """Of one log from ``start`` on: what is learned of other shoppers is from before it."""

    def __init__(self, diary: Diary, start: datetime, end: datetime) -> None:
        self.diary = diary
        self.start, self.end = start, end
        self._evenings: dict[date, Crowd] = {}
        self.crowd = Crowd.build(
            diary.products,
            diary.histories_until(start),
            diary.baskets_until(start),
            diary.sold(start, start - LATELY),
            diary.sold(start, start - THIS_WEEK),
        )

    def cases(self, count: int, seed: int, *, search: bool, who: str = "warm") -> list[Case]:
        """Moments over the whole catalogue; with a query all that match it are candidates, without
        one a shortlist, unless only new items are ranked."""
        found = []
        for moment in self.diary.moments(self.start, self.end, count, seed, search=search, who=who):
            rows = moment.offer
            if not search and who != "new item":
                rows = shortlist(self.crowd_at(moment.at), moment.history, moment.offer)
            found.append(self.case(moment, rows, moment.history))
        return found

    def nobody(self, case: Case) -> Case:
        """The same moment of somebody of whom nothing is known."""
        moment, rows = replace(case.moment, history=()), case.rows
        if rows is not moment.offer and not moment.query:
            rows = shortlist(self.crowd_at(moment.at), (), moment.offer)
        return self.case(moment, rows, ())

    def case(self, moment: Moment, rows: Rows, history: Sequence[int]) -> Case:
        """A moment with these candidates and this history."""
        products = self.diary.products
        return Case(
            moment,
            SessionQuery(
                moment.query,
                tuple(products[row].id for row in history),
                tuple(products[row].id for row in rows.tolist()),
            ),
            rows,
            frozenset(products[row].id for row in moment.bought.tolist()),
        )

    def ranker(self, cases: Sequence[Case], bert: OnnxBert) -> SessionRanker:
        """Terms of these cases over the whole catalogue."""
        return SessionRanker.prepare(
            self.diary.products,
            [case.session for case in cases],
            bert=bert,
            crowd=self.crowd,
            embeddings=data_home() / EMBEDDINGS,
        )

    def terms(self, ranker: SessionRanker, case: Case) -> Floats:
        """``(n, len(CHOICE_TERMS))`` without BERT's, with the sales of the evening before."""
        crowd = self.crowd_at(case.moment.at)
        return ranker.plain_terms(case.session, case.session.candidates, crowd)

    def crowd_at(self, at: datetime) -> Crowd:
        """The crowd with the sales of all days before."""
        day = at.date()
        if day not in self._evenings:
            end, sold = datetime.combine(day, time()), self.diary.sold
            self._evenings[day] = self.crowd.with_sales(
                sold(end), sold(end, end - LATELY), sold(end, end - THIS_WEEK)
            )
        return self._evenings[day]


class GivenLists(Replay):
    """The same log as sessions with candidates drawn in several ways."""

    def __init__(self, diary: Diary, start: datetime, end: datetime) -> None:
        self.diary = diary
        self.start, self.end = start, end
        self._sold = diary.sold(start)

    def cases(self, count: int, seed: int, *, search: bool, who: str = "warm") -> list[Case]:
        """Moments with one thing bought among 20 to 100 candidates: popular ones, any, of its kind
        and from the shopper's own past, in shares that differ from one to the next."""
        rng = random.Random(seed)
        popular = np.flatnonzero(self._sold)
        sold = self._sold[popular].cumsum()
        found = []
        for moment in self.diary.moments(self.start, self.end, count, seed, search=search, who=who):
            bought = rng.choice(moment.bought.tolist())
            size = rng.choice(LIST_SIZES)
            past = [row for row in dict.fromkeys(moment.history) if self._sold[row]]
            alike = moment.offer if search else self.diary.alike(bought)
            shares = np.random.default_rng(rng.randrange(2**31)).dirichlet([1.0] * 4) * size
            drawn = [
                *rng.sample(past, min(len(past), int(shares[0]))),
                *rng.sample(alike.tolist(), min(len(alike), int(shares[1]))),
                *rng.choices(popular.tolist(), k=int(shares[2])),
                *rng.choices(popular.tolist(), cum_weights=sold.tolist(), k=size),
            ]
            others = [row for row in dict.fromkeys(drawn) if row not in moment.bought]
            rows = [bought, *others[: size - 1]]
            rng.shuffle(rows)
            only = replace(moment, bought=np.array([bought]))
            cut = rng.choice(HISTORIES)
            found.append(self.case(only, np.array(rows), moment.history[-cut:]))
        return found

    def nobody(self, case: Case) -> Case:
        """The same list for somebody of whom nothing is known."""
        return self.case(replace(case.moment, history=()), case.rows, ())

    def ranker(self, cases: Sequence[Case], bert: OnnxBert) -> SessionRanker:
        """As ``daogou rank`` makes it: nothing is known but the sessions."""
        return SessionRanker.prepare(
            self.diary.products,
            [case.session for case in cases],
            bert=bert,
            embeddings=data_home() / EMBEDDINGS,
        )

    def terms(self, ranker: SessionRanker, case: Case) -> Floats:
        """``(n, len(CHOICE_TERMS))`` without BERT's."""
        return ranker.plain_terms(case.session, case.session.candidates)
