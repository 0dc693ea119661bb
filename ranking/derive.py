"""Training lists without labels: queries of the kinds shoppers write, derived from a catalogue.

For each sampled product a query is made of its own record; other products that the retrievers
find for it are graded by how much of the wish they hold. No judgement is needed, so a shop's own
catalogue serves as well as any.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.retriever import Retriever
from retrieval.text import STOPWORDS, words
from retrieval.types import Product, Query

LIST_SIZE = 8
POOL = 60
RIGHT = 0.6
"""From this grade a product holds the wish."""


@dataclass(frozen=True, slots=True)
class TrainingList:
    """One wish with some texts to order by gain (higher is better, 0: wrong)."""

    wish: str
    texts: tuple[str, ...]
    gains: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """A derived query: its text, words a right product must have, words it must not have."""

    text: str
    wanted: frozenset[str]
    kind: frozenset[str] = frozenset()
    """Words that the category (or title) must have: what the thing is."""
    unwanted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GradedWish:
    """A derived query and products by how well they hold it."""

    wish: Wish
    graded: tuple[tuple[Product, float], ...]
    """The product it was derived from first, then what was found for it, best first."""


Maker = Callable[[Product, random.Random], Wish | None]


def plain_words(text: str) -> list[str]:
    """Words as written, punctuation and stop words dropped."""
    cleaned = [w.strip(".,;:!?()[]\"'&|-–/") for w in text.split()]
    return [w for w in cleaned if w and w.casefold() not in STOPWORDS and words(w)]


def title_wish(product: Product, rng: random.Random) -> Wish | None:
    """Some words of the title in their order, as people remember a product."""
    title = plain_words(product.title)[:14]
    if len(title) < 3:
        return None
    size = min(len(title), rng.choice((2, 2, 3, 3, 4, 5)))
    kept = sorted(rng.sample(range(len(title)), size))
    text = " ".join(title[i] for i in kept)
    return Wish(text, frozenset(words(text)))


def kind_wish(product: Product, rng: random.Random) -> Wish | None:
    """What it is, with a brand, a colour or a feature: "running shoes black"."""
    if not product.category:
        return None
    kind = rng.choice(product.category[-2:])
    features = [product.brand, *product.colours[:2], *product.attributes.values()]
    features += [" ".join(plain_words(b)[:2]) for b in product.bullets[:3]]
    features = [f for f in features if 0 < len(f.split()) <= 3]
    feature = rng.choice(features) if features and rng.random() < 0.75 else ""
    parts = [kind.replace("&", " "), feature]
    rng.shuffle(parts)
    text = " ".join(" ".join(parts).split())
    return Wish(text, frozenset(words(feature)), frozenset(words(kind)))


def bullet_wish(product: Product, rng: random.Random) -> Wish | None:
    """A use or feature from the bullets, with a head word of the title."""
    bullets = [plain_words(b) for b in (*product.bullets, product.description) if b]
    bullets = [b for b in bullets if len(b) >= 4]
    title = plain_words(product.title)
    if not bullets or len(title) < 2:
        return None
    bullet = rng.choice(bullets)
    start = rng.randrange(len(bullet) - 2)
    head = rng.choice(title[: max(2, len(title) // 2)])
    text = f"{head} {' '.join(bullet[start : start + rng.choice((2, 3))])}"
    return Wish(text, frozenset(words(text)))


def without_wish(product: Product, rng: random.Random) -> Wish | None:
    """A thing without a part that its neighbours have: "wall lamp without cord"."""
    title = plain_words(product.title)
    source = plain_words(rng.choice(product.bullets)) if product.bullets else []
    unwanted = [w for w in source if w.isalpha() and len(w) > 3]
    if len(title) < 3 or not unwanted:
        return None
    part = rng.choice(unwanted)
    start = rng.randrange(max(1, len(title) - 1))
    head = " ".join(title[start : start + 2])
    if set(words(part)) & set(words(head)):
        return None
    said = rng.choice(("without", "without", "no", "not"))
    return Wish(f"{head} {said} {part}", frozenset(words(head)), unwanted=frozenset(words(part)))


MAKERS: Sequence[tuple[Maker, int]] = (
    (title_wish, 8),
    (kind_wish, 7),
    (bullet_wish, 3),
    (without_wish, 2),
)


def misspell(text: str, rng: random.Random) -> str:
    """One slip of the fingers: two letters swapped, one dropped, or one doubled."""
    i = rng.randrange(max(1, len(text) - 1))
    return rng.choice(
        (
            text[:i] + text[i + 1 : i + 2] + text[i : i + 1] + text[i + 2 :],
            text[:i] + text[i + 1 :],
            text[: i + 1] + text[i : i + 1] + text[i + 1 :],
        )
    )


def grade(wish: Wish, title: frozenset[str], kind: frozenset[str], body: frozenset[str]) -> float:
    """How well a product holds a wish, 0..1: the share of wanted words (title words count whole,
    others 0.8), none of it when it is another kind of thing, a third when it has the unwanted."""
    if wish.kind and not wish.kind <= kind | title:
        return 0.0
    held = sum(1.0 if w in title else 0.8 if w in body else 0.0 for w in wish.wanted)
    share = held / len(wish.wanted) if wish.wanted else 1.0
    if wish.kind and not wish.kind <= kind:
        share *= 0.5  # an accessory that only mentions the kind in its title
    if wish.unwanted & body:
        share *= 0.35
    return float(share**2)


def graded_wishes(
    retriever: Retriever,
    count: int,
    rng: random.Random,
    makers: Sequence[tuple[Maker, int]] = MAKERS,
) -> Iterator[GradedWish]:
    """``count`` derived queries with what the retriever finds for them, graded.

    Only those with a right product (grade from 0.6) and four wrong ones at least.
    """
    products = retriever.table.products
    grade_product = _Graders()
    bag = [maker for maker, weight in makers for _ in range(weight)]
    made = 0
    while made < count:
        product = rng.choice(products)
        wish = rng.choice(bag)(product, rng)
        if wish is None:
            continue
        found = [products[c.row] for c in retriever.search(Query(wish.text, top=POOL))]
        by_id = {p.id: (p, grade_product(wish, p)) for p in [product, *found]}
        graded = tuple(by_id.values())
        wrong = sum(g < RIGHT for _, g in graded)
        if wrong == len(graded) or wrong < 4:
            continue
        yield GradedWish(wish, graded)
        made += 1


def derived_lists(
    retriever: Retriever,
    text_of: Callable[[Product], str],
    count: int,
    seed: int,
    makers: Sequence[tuple[Maker, int]] = MAKERS,
) -> Iterator[TrainingList]:
    """``count`` lists of about ``LIST_SIZE`` products, the hardest wrong ones included."""
    rng = random.Random(seed)
    products = retriever.table.products
    for item in graded_wishes(retriever, count, rng, makers):
        right = [one for one in item.graded if one[1] >= RIGHT]
        hard = [one for one in item.graded if one[1] < RIGHT][:20]
        best = item.graded[0] if item.graded[0][1] >= RIGHT else rng.choice(right)
        chosen = [best, *rng.sample(hard, min(len(hard), LIST_SIZE - 3))]
        chosen += rng.sample(item.graded, min(len(item.graded), 2))
        chosen = list({p.id: (p, g) for p, g in chosen}.values())
        chosen.append((rng.choice(products), 0.0))
        yield TrainingList(
            as_typed(item.wish.text, rng),
            tuple(text_of(p) for p, _ in chosen),
            tuple(g for _, g in chosen),
        )


def as_typed(text: str, rng: random.Random) -> str:
    """A derived query as people type it: mostly in small letters, now and then with a slip."""
    query = misspell(text, rng) if rng.random() < 0.08 else text
    return query.casefold() if rng.random() < 0.8 else query


class _Graders:
    """The word sets of products, made once each: the same ones come up again and again."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[frozenset[str], frozenset[str], frozenset[str]]] = {}

    def __call__(self, wish: Wish, product: Product) -> float:
        if product.id not in self._words:
            title = frozenset(words(f"{product.title} {product.brand}"))
            kind = frozenset(w for node in product.category[-3:] for w in words(node))
            rest = " ".join([*product.colours, *product.attributes.values(), *product.bullets])
            body = title | kind | frozenset(words(f"{rest} {product.description}"))
            self._words[product.id] = title, kind or title, body
        return grade(wish, *self._words[product.id])
