"""Sentences about the search itself: relative wishes, which product is meant, what would narrow it
down, and why something is shown."""

from collections.abc import Sequence
from decimal import Decimal

from assistant.asking import Question
from assistant.aspects import Bound
from assistant.reply.money import money
from assistant.reply.reasons import reason_texts
from assistant.reply.say_service import say_talk
from assistant.reply.scene import Scene
from assistant.reply.titles import short_title
from assistant.reply.words import Words
from assistant.service.further import Further
from assistant.state import DialogueState
from ranking.types import Ranked
from retrieval.types import Constraints, Product

MOST_REASONS = 4


def compared(words: Words, aspect: str, sign: int, *, furthest: bool = False) -> str:
    """ "Lighter", or "lightest" where ``furthest``."""
    more, less = ("most", "least") if furthest else ("more", "less")
    return words.say(f"{more if sign > 0 else less}_{aspect}")


def say_further(scene: Scene, wish: Further) -> str:
    """ "Lighter than the Northfell (420 g)", as it stands inside a sentence."""
    words, how = scene.words, compared(scene.words, wish.aspect, wish.sign)
    if not wish.than:
        return words.say("further_size", compared=how, said=wish.said) if wish.said else how
    product = scene.product(wish.than)
    said = scene.price(product) if wish.aspect == "price" else wish.said
    return words.say("further_than", compared=how, title=short_title(product.title), said=said)


def say_no_further(scene: Scene) -> str:
    """That nothing goes further, and what goes furthest."""
    words = scene.words
    product = scene.product(str(scene.slot("furthest")))
    (wish,) = scene.outcome.action.slots["further"]
    said = scene.price(product) if wish.aspect == "price" else wish.said
    return words.say(
        "further_none",
        compared=compared(words, wish.aspect, wish.sign),
        furthest=compared(words, wish.aspect, wish.sign, furthest=True),
        title=short_title(product.title),
        said=said,
    )


def say_bound(words: Words, bound: Bound) -> str:
    """A bound as a chip: "lighter than 420 g"."""
    how = compared(words, bound.aspect, bound.sign)
    return words.say("limit_bound", compared=how, said=bound.said)


def say_ask(scene: Scene) -> str:
    """A question back."""
    what = str(scene.slot("what"))
    if what == "which":
        return say_which(scene)
    return say_relative(scene) if what.startswith("relative") else say_talk(scene)


def bound_chips(state: DialogueState, words: Words) -> tuple[str, ...]:
    """What relative wishes limit the search to, each in a few words."""
    return tuple(say_bound(words, bound) for bound in state.bounds)


def say_relative(scene: Scene) -> str:
    """That the records do not say what a relative wish needs to know."""
    if scene.slot("what") == "relative_sizes":
        return scene.words.say(
            "ask_relative_sizes", sizes=scene.words.all_of(_texts(scene, "sizes"))
        )
    words, aspect = scene.words, str(scene.slot("aspect"))
    sign = 1 if scene.slot("sign", 1) == 1 else -1
    how = compared(words, aspect, sign)
    if scene.slot("what") == "relative":
        return words.say("ask_relative_unstated", compared=how)
    product = scene.product(str(scene.slot("id")))
    of = _texts(scene, "of")
    unstated = words.say("relative_of_all")
    if len(of) == 1:
        unstated = words.say("relative_of", title=short_title(scene.product(of[0]).title))
    return words.say(
        "ask_relative_known",
        of=unstated,
        furthest=compared(words, aspect, sign, furthest=True),
        title=short_title(product.title),
        said=scene.slot("said"),
    )


def say_bounds(scene: Scene) -> str:
    """The bounds that were given up."""
    bounds = scene.outcome.action.slots["bounds"]
    return scene.words.all_of(say_bound(scene.words, one) for one in bounds)


def _texts(scene: Scene, name: str) -> tuple[str, ...]:
    values = scene.slot(name, ())
    return tuple(str(value) for value in values) if isinstance(values, tuple) else ()


def say_which(scene: Scene) -> str:
    """The question which product was meant, naming the difference."""
    labels = scene.slot("labels", ())
    if not isinstance(labels, tuple) or not labels:
        return scene.words.say("ask_which_many")
    return scene.words.say("ask_which", options=scene.words.one_of(labels))


def say_question(scene: Scene, question: Question) -> str:
    """The question that would narrow a search down."""
    words = scene.words
    options = words.one_of(choices(question, words, scene.currency))
    facet, _, name = question.facet.partition(":")
    if name:
        return words.say("narrow", facet=name.lower(), options=options)
    return words.say(f"narrow_{facet}", options=options)


def choices(question: Question, words: Words, currency: str) -> tuple[str, ...]:
    """The choices of a question, each a message that the assistant understands."""
    if question.facet != "price":
        return question.choices
    low, *others = [money(Decimal(cut), currency, short=True) for cut in question.choices]
    between = [
        words.say("say_between", low=a, high=b)
        for a, b in zip((low, *others), others, strict=False)
    ]
    last = others[-1] if others else low
    return (words.say("say_under", amount=low), *between, words.say("say_over", amount=last))


def say_explain(scene: Scene) -> str:
    """Why a product is shown: the ranker's reasons and the limits that its record holds."""
    words, product = scene.words, scene.product(str(scene.slot("id")))
    ranked = scene.slot("ranked", None)
    bought = frozenset(scene.shopper.bought) if scene.shopper is not None else frozenset()
    said: list[str] = []
    if isinstance(ranked, Ranked):
        said.extend(_held(scene, product))
        said.extend(reason_texts(ranked.reasons, product, words, bought))
    elif product.rating is not None:
        stars, count = f"{product.rating:g}", product.rating_count
        said.append(words.say("reason_rating", stars=stars, count=count))
    title = short_title(product.title)
    if not said:
        return words.say("explain_plain", title=title)
    return words.say("explain", title=title, reasons="; ".join(_uncapped(said[:MOST_REASONS])))


def _held(scene: Scene, product: Product) -> tuple[str, ...]:
    """The limits in force that the product holds, in words."""
    words, state = scene.words, scene.outcome.state
    limits, said = state.constraints, []
    if limits.price and product.price is not None:
        (limit,) = words.limits(Constraints(price=limits.price), scene.currency)
        said.append(words.say("explain_price", price=scene.price(product), limit=limit))
    without = words.limits(Constraints(exclude=limits.exclude), scene.currency)
    bounds = [say_bound(words, one) for one in state.bounds if one.holds(product)]
    said.extend(words.say("explain_limit", limit=limit) for limit in (*without, *bounds))
    return tuple(said)


def _uncapped(said: Sequence[str]) -> list[str]:
    return [text[:1].lower() + text[1:] for text in said]
