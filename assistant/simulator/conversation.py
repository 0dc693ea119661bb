"""One simulated conversation, from the first message to success or giving up."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.simulator import wording
from assistant.simulator.facts import is_a, tokens, whole_text
from assistant.simulator.goals import Goal
from assistant.simulator.noise import NOISES
from assistant.simulator.plan import Step, plan
from assistant.simulator.talkers import Answer, Talker
from assistant.simulator.wishes import Wish, fits, verdict
from assistant.simulator.wording import Voice
from retrieval.types import Product

PATIENCE = 10
"""Turns after which a shopper gives up."""
_AMOUNT = re.compile(r"[$€£]\s?(\d[\d,]*(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Break:
    """A product shown as fitting that breaks a limit stated before and still valid."""

    turn: int
    wish: Wish
    product: Product


@dataclass(frozen=True, slots=True)
class Result:
    """How a conversation went."""

    goal: Goal
    style: str
    noise: str
    served: bool
    """A product that fulfils the goal was shown once all was said; of a goal that cannot be met:
    the assistant said so."""
    insisted: bool
    """Whether the shopper had to say something again, or ask for more, once all was said."""
    turns: int
    breaks: tuple[Break, ...]
    transcript: tuple[tuple[str, Answer], ...]
    pointed: bool | None = None
    """Whether pointing at the product found put it into focus; None: it was not tried."""


@dataclass(slots=True)
class SimulatedShopper:
    """Talks for one goal. ``talk`` runs the whole conversation."""

    goal: Goal
    style: str
    noise: str
    rng: random.Random
    currency: str
    brands: Sequence[str] = ()
    """Brands of the kind sought."""
    stated: dict[str, Wish] = field(default_factory=dict)
    """Wishes in force, by aspect and for exclusions and features by value."""
    transcript: list[tuple[str, Answer]] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    insisted: bool = False
    """Whether something had to be said again once all was said."""
    tried: set[str] = field(default_factory=set)
    """What has been tried once all was said."""

    def talk(self, talker: Talker, conversation: str) -> Result:
        """Say what there is to say until served or out of patience."""
        voice = Voice(self.rng, self.currency, self.noise == "terse")
        steps = plan(self.goal, self.style, voice, self.brands)
        while len(self.transcript) < PATIENCE:
            step = steps.pop(0) if steps else self._next(voice)
            if step is None:
                return self._result(served=False)
            answer = self._say(step, talker, conversation)
            while self._is_asked(answer) and len(self.transcript) < PATIENCE:
                answer = self._say(self._chosen(answer, voice), talker, conversation)
            if not steps and self._served(answer):
                return self._result(served=True, pointed=self._point(talker, conversation, voice))
        return self._result(served=False)

    def _say(self, step: Step, talker: Talker, conversation: str) -> Answer:
        for aspect in step.drops:
            self.stated = {k: w for k, w in self.stated.items() if w.aspect != aspect}
        for wish in step.states:
            self.stated[_key(wish)] = wish
        text = NOISES[self.noise](step.text, self.rng)
        answer = talker.reply(text, conversation)
        self.transcript.append((text, answer))
        turn = len(self.transcript)
        self.breaks += [
            Break(turn, wish, product)
            for product in answer.found
            for wish in self.stated.values()
            if verdict(product, wish) is False
        ]
        return answer

    def _served(self, answer: Answer) -> bool:
        if not self.goal.solvable:
            said = all(_key(wish) in self.stated for wish in self.goal.wishes)
            return said and answer.nothing
        return any(self.goal.met_by(product) for product in answer.found)

    def _next(self, voice: Voice) -> Step | None:
        """What to say when the last answer did not serve; None: give up."""
        answer = self.transcript[-1][1]
        unsaid = [wish for wish in self.goal.wishes if _key(wish) not in self.stated]
        broken = _broken(answer.found, self.goal.wishes)
        if unsaid:
            wish = next((w for w in broken if w in unsaid), unsaid[0])
            too_dear = wish.aspect == "price" and wish in broken and wish.low is None
            if too_dear and self._try("cheaper") and voice.rng.random() < 0.5:
                return Step(voice.one_of(wording.CHEAPER))
            return Step(voice.limit(wish), (wish,))
        self.insisted = True
        if not self.goal.solvable:
            again = Step(voice.whole(self.goal.noun, self.goal.wishes))
            return again if self._try("all again") else None
        if broken and self._try(f"again {_key(broken[0])}"):
            return Step(voice.again(broken[0]))
        of_kind = any(is_a(product, self.goal.noun) for product in answer.found)
        if of_kind and self._try("more"):
            return Step(voice.one_of(wording.MORE))
        if self._try("all again"):
            return Step(voice.whole(self.goal.noun, self.goal.wishes))
        return Step(voice.one_of(wording.MORE)) if of_kind and self._try("more again") else None

    def _is_asked(self, answer: Answer) -> bool:
        """Whether to answer a question back. Beside products it is passed over half of the time,
        and by who is about to change their mind."""
        if not answer.choices or not answer.products:
            return bool(answer.choices)
        return self.style != "changes their mind" and self.rng.random() < 0.5

    def _chosen(self, answer: Answer, voice: Voice) -> Step:
        """The choice that suits the goal; of those that suit none, no preference."""
        fitting = [choice for choice in answer.choices if self._suits(choice)]
        if fitting:
            return Step(voice.one_of(fitting))
        if len(self.transcript) == 1 and not self.stated and not answer.products:
            return Step(voice.need(self.goal.noun))
        return Step(voice.one_of(wording.NO_PREFERENCE))

    def _suits(self, choice: str) -> bool:
        goal = self.goal
        if goal.solvable and _AMOUNT.search(choice):
            return goal.target.price is not None and _in_band(float(goal.target.price), choice)
        suits = set(tokens(" ".join((goal.noun, *(wish.value for wish in goal.wishes)))))
        if goal.solvable:
            suits |= set(tokens(whole_text(goal.target)))
        return bool(tokens(choice)) and set(tokens(choice)) <= suits

    def _point(self, talker: Talker, conversation: str, voice: Voice) -> bool | None:
        """Point at the product found; None where there is nothing to tell it from."""
        shown = self.transcript[-1][1].found
        place = next((i for i, p in enumerate(shown) if self.goal.met_by(p)), None)
        if place is None or len(shown) < 2 or not self.goal.solvable:
            return None
        text = NOISES[self.noise](voice.point(place), self.rng)
        answer = talker.reply(text, conversation)
        self.transcript.append((text, answer))
        return answer.focus == shown[place].id

    def _try(self, what: str) -> bool:
        """Whether this is the first time."""
        first = what not in self.tried
        self.tried.add(what)
        return first

    def _result(self, *, served: bool, pointed: bool | None = None) -> Result:
        turns = len(self.transcript) - (pointed is not None)
        return Result(
            self.goal,
            self.style,
            self.noise,
            served,
            self.insisted,
            turns,
            tuple(self.breaks),
            tuple(self.transcript),
            pointed,
        )


def _in_band(price: float, choice: str) -> bool:
    """Whether a price lies in a band as a choice puts it: "Under $30", "$30 to $60", "Over $60"."""
    amounts = [float(amount.replace(",", "")) for amount in _AMOUNT.findall(choice)]
    if len(amounts) > 1:
        return amounts[0] <= price <= amounts[1]
    return price <= amounts[0] if "under" in choice.casefold() else price >= amounts[0]


def _key(wish: Wish) -> str:
    adds_up = wish.aspect.startswith("not_") or wish.aspect in ("feature", "measure")
    return f"{wish.aspect} {wish.value}" if adds_up else wish.aspect


def _broken(products: Iterable[Product], wishes: Sequence[Wish]) -> list[Wish]:
    """Wishes that products on display do not fulfil, the most often broken first."""
    counts = Counter(w for p in products for w in wishes if not fits(p, w))
    return [wish for wish, _ in counts.most_common()]
