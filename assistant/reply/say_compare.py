"""What is worth saying about products that stand side by side."""

from assistant.reply.money import money
from assistant.reply.say_answer import say_count
from assistant.reply.scene import Scene
from assistant.reply.titles import short_title
from assistant.service.compare import findings
from assistant.service.which import Which
from retrieval.types import Product


def say_compare(scene: Scene) -> str:
    """Which products stand side by side, and what was asked of them or is worth saying."""
    ids = scene.slot("ids", ())
    assert isinstance(ids, tuple)
    products = [scene.product(product_id) for product_id in ids]
    names = scene.words.all_of(short_title(product.title) for product in products)
    asked = scene.slot("which", None)
    if isinstance(asked, Which):
        told = say_which(scene, asked, products)
    else:
        told = findings(products, scene.words)
    return scene.words.say("compare", names=names, findings=told)


def say_which(scene: Scene, asked: Which, products: list[Product]) -> str:
    """The answer to "which is lighter?", or why the records do not settle it."""
    words, best = scene.words, asked.best
    if asked.kind == "opinion":
        told = " ".join(
            words.say(
                "which_opinion_told", title=short_title(p.title), told=say_count(scene, count)
            )
            for p, count in zip(products, asked.counts, strict=True)
            if count is not None
        )
        if best is None:
            return words.say("which_opinion_unclear", told=told)
        return words.say("which_opinion", title=short_title(best.title), told=told)
    if asked.level:
        return _level(scene, asked, products)
    if best is None:
        if asked.kind != "attribute":
            return words.say("which_level")
        told = "; ".join(
            words.say(
                "which_told",
                title=short_title(p.title),
                name=asked.name,
                value=value or words.say("unsaid"),
            )
            for p, value in zip(products, asked.values, strict=True)
        )
        return words.say("which_attribute_unclear", told=told)
    title = short_title(best.title)
    if asked.kind == "recorded":
        return words.say("which_recorded", title=title)
    of = "_of" if len(products) > 2 else ""  # the cheaper of two, the cheapest of more
    if asked.kind in ("price", "dearer"):
        price = money(best.price, best.currency) if best.price is not None else ""
        return words.say(f"which_{asked.kind}{of}", title=title, price=price)
    if asked.kind == "rating":
        return words.say(f"which_rating{of}", title=title, rating=f"{best.rating:g}")
    own = asked.values[products.index(best)]
    others = words.all_of(
        value for p, value in zip(products, asked.values, strict=True) if p is not best
    )
    return words.say("which_attribute", title=title, name=asked.name, value=own, others=others)


def _level(scene: Scene, asked: Which, products: list[Product]) -> str:
    """Several go furthest alike, and others do not."""
    names = scene.words.all_of(short_title(product.title) for product in asked.level)
    if asked.kind == "recorded":
        return scene.words.say("which_recorded_level", names=names)
    first = asked.level[0]
    if asked.kind == "attribute":
        told = f"{asked.name} {asked.values[products.index(first)]}"
    elif asked.kind == "rating":
        told = scene.words.say("which_stars", rating=f"{first.rating:g}")
    else:
        told = "" if first.price is None else money(first.price, first.currency)
    return scene.words.say("which_tied", names=names, told=told)
