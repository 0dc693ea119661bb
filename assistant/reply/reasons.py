"""Why a product is shown, in words, from the ranker's named reasons and the product's record."""

from collections.abc import Container, Sequence

from assistant.reply.titles import short_title
from assistant.reply.words import Words
from assistant.topic import content
from ranking.types import Reason
from retrieval.types import Product

_MATCHES = ("title", "attribute", "brand", "kind")
_BY_VALUE = ("without", "brand_affinity", "category_affinity", "similar", "goes_with")


def reason_texts(
    reasons: Sequence[Reason], product: Product, words: Words, bought: Container[str] = ()
) -> tuple[str, ...]:
    """One short text for each kind of reason; all matches stand in one: "Matches: a, b".

    Args:
        bought: ids that the shopper has bought; the rest of a history was only looked at.
    """
    matched = [v.strip() for r in reasons if r.kind in _MATCHES for v in r.value.split(",")]
    told = [value for value in dict.fromkeys(matched) if content(value)]
    said = [words.say("reason_match", value=", ".join(told))] if told else []
    for reason in reasons:
        if reason.kind in _BY_VALUE:
            value = short_title(reason.value)
            said.append(words.say(f"reason_{reason.kind}", value=value))
        elif reason.kind == "bought_before":
            known = "bought_before" if product.id in bought else "seen_before"
            said.append(words.say(f"reason_{known}"))
        elif reason.kind in ("rating", "popular"):
            said.extend(_liked(product, words))
        elif reason.kind == "new" and product.added is not None:
            said.append(words.say("reason_new", value=f"{product.added:%B %Y}"))
        elif reason.kind == "shared":
            said.append(words.say("reason_shared", value=reason.value))
        elif reason.kind == "praised":
            said.append(words.say("reason_praised", value=reason.value))
        elif reason.kind in ("price_fit", "meaning"):
            said.append(words.say(f"reason_{reason.kind}"))
    return tuple(dict.fromkeys(said))


def _liked(product: Product, words: Words) -> tuple[str, ...]:
    """The stars and how many gave them, from the record."""
    if product.rating is None:
        return ()
    stars, count = f"{product.rating:g}", product.rating_count
    return (words.say("reason_rating", stars=stars, count=count),)
