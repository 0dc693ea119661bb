"""Sentences about one product, the cart, the shop's pages, and talk."""

from decimal import Decimal

from assistant.reply.money import money
from assistant.reply.scene import Scene
from assistant.reply.titles import short_title
from assistant.service.cart import FilledLine
from assistant.service.compare import findings
from assistant.service.pages import PagePassage
from assistant.service.product_questions import ProductAnswer
from retrieval.types import Product, Review, Variant


def say_answer(scene: Scene) -> str:
    """The answer with the record it comes from, or that the records do not say."""
    words = scene.words
    product = scene.product(str(scene.slot("id")))
    answer = scene.slot("answer")
    assert isinstance(answer, ProductAnswer)
    title = short_title(product.title)
    if answer.source == "attribute":
        return words.say("answer_attribute", title=title, name=answer.name, value=answer.value)
    if answer.source == "listing":
        return words.say("answer_listing", title=title, quote=answer.value)
    if answer.source == "reviews":
        quotes = " ".join(_quote(scene, review) for review in answer.reviews)
        return words.say("answer_reviews", title=title, quotes=quotes)
    if answer.source == "price":
        return _price(scene, product)
    if answer.source == "stock":
        return _stock(scene, product, answer.variant)
    if answer.source in ("colours", "sizes"):
        values = product.colours if answer.source == "colours" else product.sizes
        listed = words.all_of(values)
        return words.say(f"answer_{answer.source}", title=title, **{answer.source: listed})
    if answer.source == "brand":
        return words.say("answer_brand", title=title, brand=product.brand)
    if answer.source == "rating":
        rating = f"{product.rating:g}"
        return words.say("answer_rating", title=title, rating=rating, count=product.rating_count)
    if answer.source == "about":
        told = product.description or " ".join(product.bullets)
        price = scene.price(product)
        return words.say("answer_about", title=title, price=price, description=told).strip()
    return f"{words.say('answer_unknown', title=title)} {words.say('answer_unknown_ask')}"


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


def say_compare(scene: Scene) -> str:
    """Which products stand side by side, and what is worth saying about them."""
    ids = scene.slot("ids", ())
    assert isinstance(ids, tuple)
    products = [scene.product(product_id) for product_id in ids]
    names = scene.words.all_of(short_title(product.title) for product in products)
    return scene.words.say("compare", names=names, findings=findings(products, scene.words))


def say_pages(scene: Scene) -> str:
    """A page quoted by its name; of an order first what can and cannot be done."""
    words, passage = scene.words, scene.slot("passage", None)
    intent = str(scene.slot("intent"))
    quoted = (
        words.say("policy", page=passage.page, quote=passage.text)
        if isinstance(passage, PagePassage)
        else ""
    )
    if scene.outcome.action.name == "answer_policy":
        return quoted or words.say("policy_unknown")
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


def _quote(scene: Scene, review: Review) -> str:
    author = review.author or scene.words.say("answer_author")
    return scene.words.say("answer_quote", quote=review.text, author=author, stars=review.stars)


def _price(scene: Scene, product: Product) -> str:
    words, title = scene.words, short_title(product.title)
    if product.price is None:
        return words.say("answer_no_price", title=title)
    price = scene.price(product)
    if product.list_price is not None and product.list_price > product.price:
        before = money(product.list_price, product.currency)
        return words.say("answer_price_reduced", title=title, price=price, list_price=before)
    return words.say("answer_price", title=title, price=price)


def _stock(scene: Scene, product: Product, form: Variant | None) -> str:
    words, title = scene.words, short_title(product.title)
    if form is not None:
        variant = " ".join(form.options.values())
        if form.stock == 0:
            return words.say("answer_variant_out", title=title, variant=variant)
        if form.stock is not None:
            slots = {"title": title, "variant": variant, "stock": form.stock}
            return words.say("answer_variant_in_stock", **slots)
    if product.stock is None:
        return words.say("answer_in_stock_unknown", title=title)
    if product.stock == 0:
        return words.say("answer_out_of_stock", title=title)
    return words.say("answer_in_stock", title=title, stock=product.stock)


def _titled(product: Product, variant: Variant | None) -> str:
    if variant is None:
        return short_title(product.title)
    return f"{short_title(product.title)} ({', '.join(variant.options.values())})"


def _line(scene: Scene, line: FilledLine) -> str:
    price = _unit_price(line)
    said = scene.words.say("unsaid") if price is None else money(price, line.product.currency)
    title = _titled(line.product, line.variant)
    return scene.words.say("cart_line", quantity=line.quantity, title=title, price=said)


def _items(scene: Scene, lines: tuple[FilledLine, ...]) -> str:
    count = sum(line.quantity for line in lines)
    return scene.words.say("cart_one") if count == 1 else scene.words.say("cart_many", count=count)


def _total(lines: tuple[FilledLine, ...], currency: str) -> str:
    """Sums by currency; a line without a price adds nothing."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        price = _unit_price(line)
        if price is not None:
            code = line.product.currency
            sums[code] = sums.get(code, Decimal(0)) + price * line.quantity
    return " + ".join(money(s, code) for code, s in sums.items()) or money(Decimal(0), currency)


def _unit_price(line: FilledLine) -> Decimal | None:
    if line.variant is not None and line.variant.price is not None:
        return line.variant.price
    return line.product.price
