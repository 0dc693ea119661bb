"""How simulated shoppers put things: varied templates for needs, limits, changes and answers."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.simulator.nouns import article, plural
from assistant.simulator.wishes import MEASURES, Wish

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_NAMES = {"USD": "dollars", "EUR": "euros", "GBP": "pounds"}

_NEEDS = (
    "I'm looking for {thing}",
    "I need {thing}",
    "do you have {things}",
    "show me {things}",
    "can you help me find {thing}",
    "{noun}",
    "I want to buy {thing}",
    "looking for {thing}",
    "I'd like {thing}",
)
_TAILS: Mapping[str, tuple[str, ...]] = {
    "max": ("under {high}", "for at most {high}", "below {high}", "no more than {high}",
            "up to {high}", "for less than {high}", "max {high}", "under {bare}"),
    "range": ("between {low} and {high}", "from {low} to {high}", "for {low} to {high}"),
    "brand": ("from {value}", "by {value}", "made by {value}"),
    "not_brand": ("not from {value}", "but not {value}", "from anyone but {value}"),
    "colour": ("in {value}",),
    "not_colour": ("not {value}", "but not in {value}", "in any colour but {value}"),
    "material": ("made of {value}", "in {value}"),
    "not_material": ("not made of {value}", "without {value}", "but no {value}"),
    "size": ("in size {value}", "size {value}"),
    "rating": ("with at least {low} stars", "rated {low} stars or better",
               "with a rating of {low} or more"),
    "feature": ("with {value}",),
    "at_most": ("with {value} of at most {high}", "{value} no more than {high}"),
    "at_least": ("with {value} of at least {low}", "with at least {low} {value}"),
}  # fmt: skip
_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "max": ("it should cost at most {high}", "under {high} please", "my budget is {bare}",
            "I don't want to spend more than {bare}", "not over {high}", "keep it below {high}"),
    "range": ("somewhere between {low} and {high}", "I'd pay {low} to {high}",
              "the price should be between {low} and {high}"),
    "brand": ("it should be from {value}", "only {value} please", "I prefer {value}, only that"),
    "not_brand": ("nothing from {value} please", "anything but {value}", "no {value} please",
                  "I don't want {value}"),
    "colour": ("in {value} please", "it should be {value}", "only {value} ones", "{value} please"),
    "not_colour": ("not {value} please", "anything but {value}", "no {value} ones",
                   "I don't like {value}, leave those out"),
    "material": ("it should be made of {value}", "made of {value} please"),
    "not_material": ("no {value} please", "nothing with {value}", "it must not be {value}"),
    "size": ("I need size {value}", "in size {value} please", "my size is {value}"),
    "rating": ("only with {low} stars or more", "at least {low} stars please",
               "it should be rated {low} or better"),
    "feature": ("it should have {value}",),
    "at_most": ("the {value} should be at most {high}", "{value} under {high} please"),
    "at_least": ("the {value} should be at least {low}", "{value} {low} or more please"),
}  # fmt: skip
_TERSE: Mapping[str, tuple[str, ...]] = {
    "max": ("<{bare}", "max {high}", "under {bare}"),
    "range": ("{low}-{high}", "{low} to {high}"),
    "brand": ("{value}",),
    "not_brand": ("no {value}", "not {value}"),
    "colour": ("{value}",),
    "not_colour": ("no {value}", "not {value}"),
    "material": ("{value}",),
    "not_material": ("no {value}", "without {value}"),
    "size": ("size {value}",),
    "rating": ("{low}+ stars", "min {low} stars"),
    "feature": ("{value}",),
    "at_most": ("{value} max {high}", "{value} under {high}"),
    "at_least": ("{value} min {low}", "{value} {low}+"),
}
_ADJECTIVE = re.compile(
    r"(?:free|safe|proof|able|tight|ive|handed|certified|supported|ready|included|integrated)$"
    r"|^(?:vegan$|organic$|easy |built |suitable )"
)
"""Names of yes-or-no attributes that say what a thing is, rather than what it has."""
_MEASURE_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Weight": (("weighing at most {high}", "it should weigh no more than {high}"),
               ("no heavier than {high}", "no heavier than {high} please")),
    "Noise": (("with at most {high} of noise", "it must not be louder than {high}"),),
    "Battery life": (("with at least {low} of battery life", "the battery should last {low}"),),
    "Capacity": (("with a capacity of at least {low}", "it should hold at least {low}"),),
    "Max load": (("that can carry at least {low}", "the max load should be at least {low}"),),
    "Cable length": (("at least {low} long", "the cable should be {low} or longer"),),
    "Internal memory": (("with at least {low} of memory", "at least {low} of memory please"),),
    "Total storage capacity": (
        ("with at least {low} of storage", "at least {low} of storage please"),
    ),
    "Display diagonal": (
        ("with a screen of at least {low}", "the screen should be {low} or more"),
    ),
    "Page yield": (("that prints at least {low}", "it should last for at least {low}"),),
}  # fmt: skip
_CHANGES: Mapping[str, tuple[str, ...]] = {
    "max": ("actually up to {high} is fine", "ok, I can go up to {high}", "make that {bare}",
            "under {high} instead", "let's say {high} at most"),
    "colour": ("actually make it {value}", "{value} instead", "I changed my mind, in {value}",
               "no, rather in {value}"),
    "brand": ("actually {value} instead", "no, rather from {value}"),
}  # fmt: skip
_DROPS: Mapping[str, tuple[str, ...]] = {
    "price": ("forget the price", "the price doesn't matter after all", "any price is fine"),
    "brand": ("forget the brand", "any brand is fine", "the brand doesn't matter"),
    "colour": ("forget the colour", "any colour is fine", "the colour doesn't matter after all"),
}
MORE = ("show me more", "anything else?", "more options please", "what else do you have?")
CHEAPER = ("something cheaper", "cheaper ones please", "these are too expensive, cheaper please")
NO_PREFERENCE = ("no preference", "I don't mind", "doesn't matter")
DECLINE = ("no thanks", "no")
POINTS = (
    "tell me more about the {ordinal} one",
    "add the {ordinal} one to my cart",
    "how much is the {ordinal} one?",
    "the {ordinal} one looks good",
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True, slots=True)
class Voice:
    """One shopper's way of talking; every choice comes from ``rng``."""

    rng: random.Random
    currency: str
    terse: bool = False

    def need(self, noun: str) -> str:
        """That they want such a thing."""
        if self.terse:
            return noun
        return self._one(_NEEDS).format(noun=noun, thing=article(noun), things=plural(noun))

    def whole(self, noun: str, wishes: Sequence[Wish]) -> str:
        """The need and all limits in one message."""
        tails = [self._say(wish, _TERSE if self.terse else _TAILS, 0) for wish in wishes]
        if self.terse:
            # Commas where "no white C2G" could deny both.
            denies = any(wish.aspect.startswith("not_") for wish in wishes)
            return (", " if denies else " ").join((noun, *tails))
        return " ".join((self.need(noun), _joined(tails))).strip()

    def limit(self, wish: Wish) -> str:
        """One limit, as a message of its own."""
        return self._say(wish, _TERSE if self.terse else _SENTENCES, 1)

    def change(self, wish: Wish) -> str:
        """A limit in place of an earlier one of its kind."""
        return self._one(_CHANGES[_form(wish)]).format(**self._slots(wish))

    def drop(self, aspect: str) -> str:
        """That a limit no longer matters."""
        return self._one(_DROPS[aspect])

    def again(self, wish: Wish) -> str:
        """That what is shown breaks a limit said before."""
        return self._one(("no, ", "I said: ", "but ", "")) + self._say(wish, _SENTENCES, 1)

    def point(self, place: int) -> str:
        """At the product at a place, 0-based."""
        return self._one(POINTS).format(ordinal=_ORDINALS[place])

    def one_of(self, wordings: Sequence[str]) -> str:
        """One of several wordings."""
        return self._one(wordings)

    def _say(self, wish: Wish, forms: Mapping[str, tuple[str, ...]], sentence: int) -> str:
        wordings = forms[_form(wish)]
        if not self.terse and wish.aspect == "feature" and _ADJECTIVE.search(wish.value.casefold()):
            wordings = (("that are {value}", "it has to be {value}")[sentence],)
        elif not self.terse and wish.aspect == "measure":
            wordings = tuple(pair[sentence] for pair in _MEASURE_WORDS[wish.value])
        return self._one(wordings).format(**self._slots(wish))

    def _slots(self, wish: Wish) -> dict[str, str]:
        value = wish.value.casefold() if wish.aspect in ("feature", "measure") else wish.value
        return {
            "value": value,
            "low": self._number(wish, wish.low),
            "high": self._number(wish, wish.high),
            "bare": self._number(wish, wish.high, bare=True),
        }

    def _number(self, wish: Wish, number: float | None, *, bare: bool = False) -> str:
        """The number with its unit; ``bare``: sometimes without, where the words say money."""
        if number is None:
            return ""
        plain = f"{number:.2f}" if number != int(number) else f"{int(number)}"
        if wish.aspect == "price":
            return plain if bare and self.rng.random() < 0.5 else self._money(plain)
        if wish.aspect == "measure":
            unit = {"inches": "inch", '"': "inch"}.get(wish.unit, wish.unit)
            return f"{number:g} {unit}"
        return f"{number:g}"

    def _money(self, amount: str) -> str:
        sign, name = _SIGNS.get(self.currency), _NAMES.get(self.currency, self.currency)
        forms = [f"{sign}{amount}"] * 3 if sign else []
        forms += [f"{amount} {name}"]
        if self.currency == "USD" and "." not in amount:
            forms += [f"{amount} bucks"]
        return self.rng.choice(forms)

    def _one(self, wordings: Sequence[str]) -> str:
        return self.rng.choice(wordings)


def _form(wish: Wish) -> str:
    if wish.aspect == "price":
        return "max" if wish.low is None else "range"
    if wish.aspect == "measure":
        return "at_least" if MEASURES[wish.value].at_least else "at_most"
    return wish.aspect


def _joined(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
