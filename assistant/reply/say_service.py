"""Sentences about the cart, the shop's pages, and talk."""

from decimal import Decimal

from assistant.carts import FilledLine, totals
from assistant.pages.types import PagesAnswer, Quote
from assistant.reply.money import money
from assistant.reply.scene import Scene
from assistant.reply.titles import short_title
from retrieval.types import Product, Variant


def say_cart(scene: Scene) -> str:
    """What happened to the cart and what it holds now."""
    words, said = scene.words, str(scene.slot("said"))
    lines = scene.slot("lines", ())
    assert isinstance(lines, tuple)
    slots: dict[str, object] = {
        "items": _items(scene, lines),
        "total": _total(lines, scene.currency),
        "lines": "; ".join(_line(scene, line) for line in lines),
    }
    product_id = str(scene.slot("id"))
    if product_id:
        product = scene.product(product_id)
        variant = scene.slot("variant", None)
        form = variant if isinstance(variant, Variant) else None
        slots["title"] = _titled(product, form)
        price = form.price if form is not None and form.price is not None else product.price
        slots["price"] = words.say("unsaid") if price is None else money(price, product.currency)
    for name, join in (("options", words.one_of), ("wanted", words.all_of)):
        values = scene.slot(name, ())
        if isinstance(values, tuple):
            slots[name] = join(values)
    return words.say(said, **slots)


def say_pages(scene: Scene) -> str:
    """Pages quoted by their names and linked; of an order first what can and cannot be done."""
    words, said = scene.words, scene.slot("said", None)
    assert isinstance(said, PagesAnswer)
    quoted = "\n\n".join(_quote(scene, quote) for quote in said.quotes)
    if scene.outcome.action.name == "answer_policy":
        rest = words.say("policy_partly") if said.partly else ""
        return "\n\n".join(filter(None, (quoted, rest))) or words.say("policy_unknown")
    intent = str(scene.slot("intent"))
    return " ".join(filter(None, (words.say(intent), quoted, words.say("ask_handoff"))))


def say_talk(scene: Scene) -> str:
    """Small talk, and questions back."""
    words, turn = scene.words, scene.outcome.state.turn
    shop = scene.settings.shop_name
    if scene.outcome.action.name == "out_of_scope":
        return words.say("out_of_scope", shop=shop)
    if scene.outcome.action.name == "ask":
        return words.say(f"ask_{scene.slot('what')}", shop=shop)
    kind = str(scene.slot("kind"))
    if kind == "greeting" and scene.settings.greeting:
        return scene.settings.greeting
    if kind == "greeting" and scene.shopper is not None and scene.shopper.name:
        return words.say("greeting_name", name=scene.shopper.name)
    return words.say(kind, turn, shop=shop)


def _quote(scene: Scene, quote: Quote) -> str:
    said = "policy_linked" if quote.passage.url else "policy"
    return scene.words.say(said, page=quote.passage.page, quote=quote.text, url=quote.passage.url)


def _titled(product: Product, variant: Variant | None) -> str:
    if variant is None:
        return short_title(product.title)
    return f"{short_title(product.title)} ({', '.join(variant.options.values())})"


def _line(scene: Scene, line: FilledLine) -> str:
    price = line.unit_price
    said = scene.words.say("unsaid") if price is None else money(price, line.product.currency)
    title = _titled(line.product, line.variant)
    return scene.words.say("cart_line", quantity=line.quantity, title=title, price=said)


def _items(scene: Scene, lines: tuple[FilledLine, ...]) -> str:
    count = sum(line.quantity for line in lines)
    return scene.words.say("cart_one") if count == 1 else scene.words.say("cart_many", count=count)


def _total(lines: tuple[FilledLine, ...], currency: str) -> str:
    sums = totals(lines)
    return " + ".join(money(s, code) for code, s in sums.items()) or money(Decimal(0), currency)
