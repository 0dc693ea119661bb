"""Why a product is shown, in words, from the ranker's named reasons."""

from collections.abc import Sequence

from assistant.reply.words import Words
from ranking.types import Reason

_MATCHES = ("attribute", "title", "keyword", "category", "colour", "size", "brand")
_BY_NAME = {
    "brand_affinity": "reason_brand_affinity",
    "category_affinity": "reason_category_affinity",
    "bought_before": "reason_bought_before",
    "rating": "reason_rating",
    "popular": "reason_popular",
    "price_fit": "reason_price_fit",
    "new": "reason_new",
    "similar": "reason_similar",
}


def reason_texts(reasons: Sequence[Reason], words: Words) -> tuple[str, ...]:
    """One short text for each kind of reason; all matches stand in one: "Matches: a, b"."""
    matched = dict.fromkeys(r.value for r in reasons if r.kind in _MATCHES and r.value)
    said = [words.say("reason_match", value=", ".join(matched))] if matched else []
    for reason in reasons:
        name = _BY_NAME.get(reason.kind)
        if name is not None:
            said.append(words.say(name, value=reason.value))
        elif reason.kind not in _MATCHES:
            said.append(words.say("reason_text"))
    return tuple(dict.fromkeys(said))
