"""Sentences about a search: what was found, or what comes nearest and by how much."""

from collections.abc import Mapping

from assistant.asking import Question
from assistant.reply.chips import measure_said
from assistant.reply.money import money
from assistant.reply.say_search import (
    compared,
    say_bound,
    say_bounds,
    say_further,
    say_no_further,
    say_question,
)
from assistant.reply.scene import Scene
from assistant.reply.titles import short_title
from assistant.reply.words import all_values
from assistant.service.nearest import Nearest

NEAREST_TOLD = 2
"""So many near misses are told."""


def say_found(scene: Scene) -> str:
    """What is shown, which comes first, and why."""
    words, cards = scene.words, scene.cards
    first = cards[0].product
    mode = scene.slot("mode")
    missing = scene.slot("missing", ())
    asks = scene.slot("asks", None)
    further = scene.slot("further", ())
    slots = {
        "count": len(cards),
        "offer": scene.offer(first),
        "wanted": wanted(scene),
    }
    if mode == "present":
        return words.say("found_by_photo", **slots)
    if mode == "similar":
        of = short_title(scene.product(str(scene.slot("of"))).title)
        return words.say("similar", of=of, **slots)
    if mode == "furthest":
        return _say_furthest(scene)
    if isinstance(missing, tuple) and missing:
        said = words.say("found_partly", missing=words.all_of(missing), **slots)
    elif scene.slot("near"):
        said = words.say("found_near", **slots)
    elif isinstance(further, tuple) and further:
        how = words.all_of(say_further(scene, wish) for wish in further)
        said = words.say(
            "found_further" if len(cards) > 1 else "found_further_one", further=how, **slots
        )
    elif mode == "unbounded":
        said = words.say("found_unbounded", bounds=say_bounds(scene), **slots)
    elif mode in ("back", "without"):
        said = words.say(f"found_{mode}", **slots)
    elif mode == "more":
        said = words.say("found_more" if len(cards) > 1 else "found_one_more", **slots)
    elif scene.outcome.state.need:
        said = _say_of_need(scene, slots)
    elif len(cards) == 1:
        said = words.say("found_one", **slots)
    else:
        said = words.say("found_many", scene.outcome.state.turn, **slots)
    question = (say_question(scene, asks),) if isinstance(asks, Question) else ()
    return " ".join((said, *_reason(scene), *currency_note(scene), *question))


def _say_furthest(scene: Scene) -> str:
    """What goes furthest by the listings, and how many of them say so."""
    aspect, sign, said, stated, count = scene.outcome.action.slots["furthest"]
    first = scene.cards[0].product
    return scene.words.say(
        "found_furthest" if stated == count else "found_furthest_stated",
        furthest=compared(scene.words, aspect, sign, furthest=True),
        offer=scene.offer(first),
        said=said,
        stated=stated,
        count=count,
    )


def _say_of_need(scene: Scene, slots: Mapping[str, object]) -> str:
    """What may help with a need that was told; it is not said again."""
    words, state = scene.words, scene.outcome.state
    limits = list(words.limits(state.constraints, scene.currency))
    if limits:
        return words.say("found_need_limits", limits=", ".join(limits), **slots)
    if len(scene.cards) == 1:
        return words.say("found_need_one", **slots)
    return words.say("found_need", state.turn, **slots)


def say_nothing(scene: Scene) -> str:
    """That nothing fits, and what one limit less would bring."""
    words = scene.words
    if scene.slot("furthest"):
        return say_no_further(scene)
    found = scene.slot("nearest", ())
    if not isinstance(found, tuple) or not found:
        return words.say("nothing_found", wanted=wanted(scene))
    said = [words.say("nothing_fits", wanted=wanted(scene))]
    said.extend(say_nearest(scene, near) for near in found[:NEAREST_TOLD])
    said.extend(currency_note(scene))
    pending = scene.outcome.state.pending
    if pending is not None and pending.kind == "relax":
        said.append(words.say("ask_relax"))
    return " ".join(said)


def say_nearest(scene: Scene, near: Nearest) -> str:
    """The difference between a limit and the product that comes closest to it."""
    words, product, old = scene.words, near.product, near.given_up
    slots: dict[str, object] = {
        "title": short_title(product.title),
        "price": scene.price(product),
        "offer": scene.offer(product),
    }
    if near.kind in ("price_max", "price_min"):
        amount = old.price.max if near.kind == "price_max" else old.price.min
        limit = money(amount, product.currency, short=True) if amount is not None else ""
        return words.say(f"nearest_{near.kind}", limit=limit, **slots)
    if near.kind == "min_rating":
        rating = words.say("unsaid") if product.rating is None else f"{product.rating:g}"
        limit = f"{old.min_rating:g}"
        return words.say("nearest_min_rating", limit=limit, rating=rating, **slots)
    if near.kind == "brand":
        limit = words.one_of(near.limit)
        return words.say("nearest_brand", limit=limit, brand=product.brand, **slots)
    if near.kind in ("colour", "size"):
        said = product.colours if near.kind == "colour" else product.sizes
        name = f"nearest_{near.kind}" if said else f"nearest_{near.kind}_unsaid"
        limit = words.one_of(near.limit)
        facets = {"colours": words.all_of(said), "sizes": words.all_of(said)}
        return words.say(name, limit=limit, **facets, **slots)
    if near.kind == "measure":
        given_up = (m for m in old.measures if m.name in near.limit)
        limit = words.all_of(measure_said(m, words) for m in given_up)
        return words.say("nearest_measure", limit=limit, **slots)
    if near.kind == "exclude":
        return words.say("nearest_exclude", limit=words.one_of(near.limit), **slots)
    return words.say(f"nearest_{near.kind}", **slots)


def wanted(scene: Scene) -> str:
    """The search in words: its topic in quotes and its limits, which the topic may say too."""
    words, state = scene.words, scene.outcome.state
    told = state.topic.casefold()
    limits = [
        limit
        for limit in words.limits(state.constraints, scene.currency)
        if limit.casefold() not in told and limit not in state.constraints.include.categories
    ]
    limits.extend(say_bound(words, bound) for bound in state.bounds)
    if state.topic and limits:
        return words.say("wanted_limits", topic=state.topic, limits=", ".join(limits))
    if state.topic:
        return words.say("wanted_topic", topic=state.topic)
    if limits or all_values(state.constraints.include):
        limits = list(words.limits(state.constraints, scene.currency))
        return words.say("wanted_only_limits", limits=", ".join(limits))
    return words.say("wanted_nothing")


def currency_note(scene: Scene) -> tuple[str, ...]:
    """A limit in another currency is taken by its number, and that is said."""
    price = scene.outcome.state.constraints.price
    amount = price.max if price.max is not None else price.min
    if amount is None or price.currency in (None, scene.currency):
        return ()
    limit = money(amount, scene.currency, short=True)
    return (scene.words.say("currency_note", currency=scene.currency, limit=limit),)


def _reason(scene: Scene) -> tuple[str, ...]:
    texts = scene.cards[0].reason_texts
    return (scene.words.say("found_reason", reason=texts[0]),) if texts else ()
