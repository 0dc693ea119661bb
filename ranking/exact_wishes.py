"""Derived queries that name something exactly: a model number, an amount with its unit."""

import random
import re

from ranking.derive import Wish, plain_words
from retrieval.text import words
from retrieval.types import Product

_CODE = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9][A-Za-z0-9/.-]{3,}")
_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?[ -]?(?:[A-Za-z]{1,5}|[\"°Ω%])")


def code_wish(product: Product, rng: random.Random) -> Wish | None:
    """A model number, alone or with the brand or what the thing is: "brother tn-2110 toner"."""
    title = plain_words(product.title)
    said = [*title, *" ".join(product.attributes.values()).split()[:40]]
    codes = [w for w in said if _CODE.fullmatch(w) and not _AMOUNT.fullmatch(w)]
    if not codes:
        return None
    code = rng.choice(codes[:3])
    head = [w for w in title if w.isalpha()]
    beside = rng.choice([product.brand, *product.category[-1:], *head[:1], *head[-1:], ""])
    parts = [beside, code] if rng.random() < 0.7 else [code, beside]
    text = " ".join(" ".join(parts).split())
    if rng.random() < 0.25:
        text = text.replace("-", rng.choice((" ", "")))
    return Wish(text, frozenset(words(text)))


def amount_wish(product: Product, rng: random.Random) -> Wish | None:
    """What it is with an amount that its title or attributes give: "ssd 500 gb"."""
    title = plain_words(product.title)
    values = [value for value in product.attributes.values() if _AMOUNT.fullmatch(value)]
    amounts = [*(w for w in title if _AMOUNT.fullmatch(w)), *values[:6]]
    head = [w for w in title if w.isalpha() and len(w) > 2]
    if not amounts or not head:
        return None
    amount = rng.choice(amounts)
    kinds = [*product.category[-1:], " ".join(head[:2]), " ".join(head[-2:]), rng.choice(head)]
    parts = [rng.choice(kinds).replace("&", " "), amount]
    rng.shuffle(parts)
    text = " ".join(" ".join(parts).split())
    return Wish(text, frozenset(words(text)))
