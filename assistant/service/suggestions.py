"""Quick replies: what a shopper may well want to say next, drawn from what is shown. Pure."""

from collections import Counter
from collections.abc import Collection, Sequence

from assistant.asking import Question
from assistant.outcome import Outcome
from assistant.people.satisfaction import SCALE
from assistant.reply.desk_choices import desk_choices
from assistant.reply.money import money
from assistant.reply.say_search import choices
from assistant.reply.words import Words, round_below
from retrieval.types import Product, Sort

MOST = 4


def suggestions(
    outcome: Outcome, products: Sequence[Product], words: Words, *, other_ways: bool = False
) -> tuple[str, ...]:
    """At most four sentences that the assistant itself understands, five with the choices of a
    question.

    Args:
        products: those on display, best first.
        other_ways: for somebody whom the talk so far has not helped: begin anew, or a person.
    """
    said = _usual(outcome, products, words)
    if not other_ways:
        return said
    ways = (words.say("say_start_over"), words.say("say_person"))
    if outcome.state.pending is not None:
        return (*said[: MOST - 1], ways[0])
    return (*said[: MOST - 2], *ways)


def _usual(outcome: Outcome, products: Sequence[Product], words: Words) -> tuple[str, ...]:
    pending = outcome.state.pending
    if pending is not None:
        if pending.kind == "rating":
            return SCALE
        if pending.kind == "contact":
            return (words.say("say_no"),)
        if pending.kind == "variant":
            options: tuple[str, ...] = outcome.action.slots.get("options", pending.options)
            return options[:MOST]
        if pending.kind == "which":
            labels: tuple[str, ...] = outcome.action.slots.get("labels", ())
            return labels or words.listed("told_places")[: min(MOST, len(pending.options))]
        asks = outcome.action.slots.get("asks")
        if isinstance(asks, Question):
            currency = products[0].currency
            return (*choices(asks, words, currency)[:MOST], words.say("say_no_preference"))
        return (words.say("say_yes"), words.say("say_no"))
    at_desk = outcome.reminder or outcome.action.slots.get("says", ())
    if at_desk and (answers := desk_choices(at_desk, words)):
        return answers[:MOST]
    name = outcome.action.name
    if name in ("show_products", "recommend"):
        return _narrowing(outcome, products, words)
    if name == "compare":
        return (words.say("say_add_first"), words.say("say_cheaper"))
    if name == "told_of_shown" and outcome.state.focus:
        return (words.say("say_reviews"), words.say("say_add_it"))
    if name == "answer_product_question":
        first = () if _asked_reviews(outcome) else (words.say("say_reviews"),)
        return (*first, words.say("say_add_it"))
    if name == "add_to_cart":
        return (words.say("say_cart"), words.say("say_delivery"))
    if name in ("handoff", "answer_policy", "order_help", "view_cart"):
        return (words.say("say_recommend"),)
    if name == "no_more":
        return (words.say("say_recommend"), words.say("say_person"))
    return (words.say("say_recommend"), words.say("say_delivery"), words.say("say_returns"))


def _narrowing(outcome: Outcome, products: Sequence[Product], words: Words) -> tuple[str, ...]:
    """Facets in which the shown products differ: each would keep some and drop some."""
    if len(products) < 2:
        return (words.say("say_reviews"), words.say("say_add_it"), words.say("say_more"))
    limits = outcome.state.constraints
    unwanted = {*limits.exclude.colours, *limits.exclude.brands}
    found: list[str] = []
    prices = sorted(p.price for p in products if p.price is not None)
    if len(prices) > 2:
        bound = round_below(prices[len(prices) // 2])
        if prices[0] < bound < prices[-1]:
            amount = money(bound, products[0].currency, short=True)
            found.append(words.say("say_under", amount=amount))
    if not limits.include.colours:
        colour = _splitting([p.colours for p in products], unwanted)
        if colour:
            found.append(words.say("say_colour", value=colour))
    if not limits.include.brands:
        brand = _splitting([(p.brand,) if p.brand else () for p in products], unwanted)
        if brand:
            found.append(words.say("say_brand", value=brand))
    if limits.sort is Sort.RELEVANCE and any(p.rating is not None for p in products):
        found.append(words.say("say_rating"))
    return (*found[: MOST - 1], words.say("say_compare"))


def _splitting(values: Sequence[Sequence[str]], unwanted: Collection[str]) -> str:
    """The commonest value that some of the products have and some have not."""
    counts = Counter(value for each in values for value in dict.fromkeys(each))
    for value, count in counts.most_common():
        if 1 < count < len(values) and value not in unwanted:
            return value
    return ""


def _asked_reviews(outcome: Outcome) -> bool:
    return getattr(outcome.action.slots.get("answer"), "source", "") == "reviews"
