"""Two or more products side by side: what their records say differently. Pure."""

from collections.abc import Mapping, Sequence

from assistant.reply.money import money
from assistant.reply.titles import short_title
from assistant.reply.words import Words
from assistant.reviews.aspects import AspectCount
from assistant.service.quantities import aligned
from retrieval.text import words as words_of
from retrieval.types import Product

MOST_ROWS = 14
MOST_PRODUCTS = 4
MOST_ALIKE = 5
"""So many attributes that all share are named."""
ASPECTS = 3
"""So many aspects a cell."""

Opinions = Sequence[Mapping[str, AspectCount]]
"""What reviewers say of each product, by aspect."""


def comparison_table(
    products: Sequence[Product], words: Words, opinions: Opinions = ()
) -> tuple[tuple[str, ...], ...]:
    """Rows ``(name, value of each product)``, the header first; only rows that differ, amounts in
    one unit.

    Price and rating stand first, then what the records have in common, what only some say, and
    what reviewers praise and complain of.

    Args:
        opinions: of each product, by aspect; empty: none are told.
    """
    header = ("", *(product.title for product in products))
    rows = [row for row in _plain_rows(products, words) if differs(row[1:])]
    names = list(dict.fromkeys(name for product in products for name in product.attributes))
    shared = [n for n in names if all(n in product.attributes for product in products)]
    rest = [n for n in names if n not in shared]
    for name in (*shared, *rest):
        told = aligned([p.attributes.get(name, words.say("unsaid")) for p in products])
        if differs(told):
            rows.append((name, *told))
    said = _opinion_rows(opinions, words)
    return (header, *rows[: MOST_ROWS - len(said)], *said)


def alike(products: Sequence[Product]) -> tuple[str, ...]:
    """The attributes of which all records say the same."""
    first = products[0].attributes
    return tuple(
        name
        for name in first
        if all(name in p.attributes for p in products)
        and not differs(aligned([p.attributes[name] for p in products]))
    )


def findings(products: Sequence[Product], words: Words) -> str:
    """The one or two things worth saying about the table: the cheapest and the best rated."""
    said: list[str] = []
    prices = [p.price for p in products if p.price is not None]
    if prices and len(prices) == len(products) and len({p.currency for p in products}) == 1:
        ordered = sorted(products, key=lambda product: product.price or 0)
        if max(prices) > min(prices):
            title, currency = short_title(ordered[0].title), ordered[0].currency
            gap = money(max(prices) - min(prices), currency)
            low = money(min(prices), currency)
            name = "compare_cheaper" if len(products) == 2 else "compare_cheapest"
            said.append(words.say(name, title=title, difference=gap, price=low))
    ratings = [p.rating for p in products if p.rating is not None]
    if len(ratings) == len(products) and len(set(ratings)) > 1:
        best = max(products, key=lambda product: product.rating or 0.0)
        said.append(
            words.say("compare_rated", title=short_title(best.title), rating=f"{best.rating:g}")
        )
    if not said:
        return words.say("compare_same")
    same = alike(products)
    if same:
        said.append(words.say("compare_alike", names=words.all_of(same[:MOST_ALIKE])))
    return " ".join(said)


def _plain_rows(products: Sequence[Product], words: Words) -> list[tuple[str, ...]]:
    unsaid = words.say("unsaid")

    def row(name: str, values: Sequence[str]) -> tuple[str, ...]:
        return (words.say(f"compare_{name}"), *(value or unsaid for value in values))

    return [
        row("price", ["" if p.price is None else money(p.price, p.currency) for p in products]),
        row(
            "rating",
            ["" if p.rating is None else f"{p.rating:g} ({p.rating_count})" for p in products],
        ),
        row("brand", [p.brand for p in products]),
        row("category", [p.category[-1] if p.category else "" for p in products]),
        row("colours", [", ".join(p.colours) for p in products]),
        row("sizes", [", ".join(p.sizes) for p in products]),
        row("stock", [words.say("yes" if p.in_stock else "no") for p in products]),
    ]


def _opinion_rows(opinions: Opinions, words: Words) -> list[tuple[str, ...]]:
    """What most reviewers of each product praise, and what they complain of."""
    rows = []
    for name, sign in (("praised", 1), ("complained", -1)):
        cells = []
        for counts in opinions:
            told = [c for c in counts.values() if sign * c.balance > 0][:ASPECTS]
            cells.append(", ".join(_aspect(count, sign) for count in told))
        if any(cells):
            rows.append((words.say(f"compare_{name}"), *(cell or "–" for cell in cells)))
    return rows


def _aspect(count: AspectCount, sign: int) -> str:
    voices = count.praise if sign > 0 else count.complain
    return f"{count.aspect} ({voices}/{count.reviewers})"


def differs(values: Sequence[str]) -> bool:
    """Whether some values say another thing, rather than the same in other letters."""
    return len({tuple(words_of(value)) or value for value in values}) > 1
