"""In which order a simulated shopper says what they want, with changes of mind."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.simulator.facts import PLAIN_COLOURS
from assistant.simulator.goals import Goal
from assistant.simulator.wishes import Wish, lower_price
from assistant.simulator.wording import Voice

STYLES = ("at once", "step by step", "changes their mind", "reacts")


@dataclass(frozen=True, slots=True)
class Step:
    """One message, and what is asked for once it is said."""

    text: str
    states: tuple[Wish, ...] = ()
    """Wishes that it states; each takes the place of an earlier one of its aspect."""
    drops: tuple[str, ...] = ()
    """Aspects that it takes back."""


def plan(goal: Goal, style: str, voice: Voice, brands: Sequence[str]) -> list[Step]:
    """The messages of one shopper, first to last; "reacts" plans only the first.

    Args:
        brands: of products of the kind, one of which may be asked for and given up again.
    """
    wishes = goal.wishes
    if style == "at once":
        return [Step(voice.whole(goal.noun, wishes), wishes)]
    if style == "reacts":
        first = wishes[: len(wishes) - 1]
        return [Step(voice.whole(goal.noun, first), first)]
    if style == "changes their mind" and goal.solvable:
        changed = _changed(goal, voice, brands)
        if changed:
            return changed
    first = wishes[: voice.rng.randrange(2)] if len(wishes) > 1 else ()
    steps = [Step(voice.whole(goal.noun, first), first)]
    steps += [Step(voice.limit(wish), (wish,)) for wish in wishes if wish not in first]
    return steps


def _changed(goal: Goal, voice: Voice, brands: Sequence[str]) -> list[Step]:
    """A wish that is stated otherwise first and then corrected, or given up."""
    decoys: list[tuple[Wish, Step]] = []
    for wish in goal.wishes:
        decoy = _decoy(wish, voice.rng)
        if decoy is not None:
            decoys.append((decoy, Step(voice.change(wish), (wish,))))
    aspects = {wish.aspect.removeprefix("not_") for wish in goal.wishes}
    other = [brand for brand in brands if brand != goal.target.brand]
    if "brand" not in aspects and other:
        given_up = Wish("brand", voice.rng.choice(other))
        decoys.append((given_up, Step(voice.drop("brand"), drops=("brand",))))
    if not decoys:
        return []
    decoy, correction = voice.rng.choice(decoys)
    later = [wish for wish in goal.wishes if wish not in correction.states]
    steps = [Step(voice.whole(goal.noun, (decoy,)), (decoy,))]
    changes = [correction, *(Step(voice.limit(wish), (wish,)) for wish in later)]
    voice.rng.shuffle(changes)
    return steps + changes


def _decoy(wish: Wish, rng: random.Random) -> Wish | None:
    """Another wish of the same kind, to be taken back."""
    if wish.aspect == "price" and wish.low is None and wish.high is not None:
        return lower_price(wish.high, rng)
    if wish.aspect == "colour":
        return Wish("colour", rng.choice([c for c in PLAIN_COLOURS if c != wish.value]))
    return None
