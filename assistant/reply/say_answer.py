"""The answer to a question about one product, with the record that it comes from."""

from assistant.reply.money import money
from assistant.reply.scene import Scene
from assistant.reply.titles import short_title
from assistant.reviews.aspects import AspectCount
from assistant.service.answers import ProductAnswer
from retrieval.types import Product, Review, Variant


def say_answer(scene: Scene) -> str:
    """The answer with the record it comes from, or that the records do not say."""
    words = scene.words
    product = scene.product(str(scene.slot("id")))
    answer = scene.slot("answer")
    assert isinstance(answer, ProductAnswer)
    title = short_title(product.title)
    if answer.source in ("attribute", "listing"):
        return " ".join((*_verdict(scene, answer), _listed(scene, title, answer), *_beside(scene)))
    if answer.source in ("reviews", "aspect"):
        return _written(scene, title, answer)
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
    if answer.source == "no_complaints":
        return words.say("answer_no_complaints", title=title)
    return f"{words.say('answer_unknown', title=title)} {words.say('answer_unknown_ask')}"


def say_count(scene: Scene, count: AspectCount) -> str:
    """ "12 of 15 reviewers who mention the battery praise it." """
    words, silent = scene.words, count.reviewers - count.praise - count.complain
    slots = {
        "aspect": count.aspect,
        "all": count.reviewers,
        "praise": count.praise,
        "complain": count.complain,
    }
    if count.reviewers == 1:
        kind = "praised" if count.praise else "complained" if count.complain else "mentioned"
        return words.say(f"aspect_one_{kind}", **slots)
    if count.reviewers == 2 and count.praise != count.complain and not silent:
        return words.say(f"aspect_both_{'praise' if count.praise else 'complain'}", **slots)
    if count.praise == count.reviewers:
        return words.say("aspect_all_praise", **slots)
    if count.complain == count.reviewers:
        return words.say("aspect_all_complain", **slots)
    if silent == count.reviewers:
        return words.say("aspect_mentioned", **slots)
    if count.praise and count.complain:
        return words.say("aspect_mixed", **slots)
    return words.say("aspect_praised" if count.praise else "aspect_complained", **slots)


def _verdict(scene: Scene, answer: ProductAnswer) -> tuple[str, ...]:
    if answer.verdict is None:
        return ()
    return (scene.words.say("answer_yes" if answer.verdict else "answer_no"),)


def _listed(scene: Scene, title: str, answer: ProductAnswer) -> str:
    words = scene.words
    if answer.source == "listing":
        return words.say("answer_listing", title=title, quote=answer.value)
    facts = words.all_of(
        words.say("answer_fact", name=name, value=value)
        for name, value in ((answer.name, answer.value), *answer.more)
    )
    return words.say("answer_attribute", title=title, facts=facts)


def _beside(scene: Scene) -> tuple[str, ...]:
    """What reviewers say of the same, where several do."""
    answer = scene.slot("answer")
    assert isinstance(answer, ProductAnswer)
    return tuple(say_count(scene, count) for count in answer.counts)


def _written(scene: Scene, title: str, answer: ProductAnswer) -> str:
    words = scene.words
    told = [say_count(scene, count) for count in answer.counts]
    if answer.unsaid:
        told.insert(0, words.say("answer_unsaid", title=title))
    if answer.source == "aspect":
        quotes = [words.say("answer_clause", quote=one) for one in _telling(answer.counts[0])]
        return " ".join((*told, *quotes))
    quotes = [_quote(scene, review) for review in answer.reviews]
    if answer.unsaid:
        return " ".join((*told, *quotes))
    return " ".join((words.say("answer_reviews", title=title, quotes=" ".join(quotes)), *told))


def _telling(count: AspectCount) -> tuple[str, ...]:
    """The clause that praises most and the one that complains most, as far as there are such."""
    praised = (count.best.clause,) if count.praise or not count.complain else ()
    complained = (count.worst.clause,) if count.complain else ()
    return tuple(dict.fromkeys((*praised, *complained)))


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
