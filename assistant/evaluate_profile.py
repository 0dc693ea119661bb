"""``daogou evaluate profile``: how fast likings fade; groups of shoppers, with a picture."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from assistant.customers import load_customers
from assistant.demo_store import demo_store_dir
from assistant.understanding.report import Report, Table, present
from ranking.behaviour import Log, read_complete_journey
from ranking.item_features import ItemFeatures
from ranking.profile import HALF_LIFE_DAYS, faded
from ranking.segments import Segments, departments_of, find_segments, vector_of
from ranking.types import Event, EventKind, Shopper
from retrieval.bert import Floats
from retrieval.store import open_store
from retrieval.types import Product

HALF_LIVES = (7.0, 14.0, 30.0, 60.0, 90.0, 180.0, float("inf"))
NEXT = timedelta(days=28)
HOUSEHOLDS = 600
LISTED = 10
Grouped = tuple[Segments, Floats]


def evaluate_profile(
    *, json_out: bool = False, docs: Path | None = None, picture: Path | None = None
) -> None:
    """Print the report. Raises RankingError where the grocery log is not installed."""
    log = read_complete_journey()
    shops = {"demo store": _demo(), "grocer's households": _grocer(log)}
    report = Report(
        "profile",
        "daogou evaluate profile",
        (half_life_table(log), _segment_table(shops)),
        {name: {"names": found.names, "silhouette": found.silhouette}
         for name, (found, _) in shops.items()},
    )  # fmt: skip
    if picture is not None:
        draw(shops, picture)
    present(report, json_out=json_out, docs=docs)


def half_life_table(log: Log) -> Table:
    """How well likings of categories foretell which are bought in the next four weeks."""
    found: dict[float, list[float]] = {days: [] for days in HALF_LIVES}
    split = _utc(log.split)
    for household in sorted(log.purchases)[:HOUSEHOLDS]:
        own = _events(log, household)
        past = [one for one in own if one.at < split]
        after = {_category(log, one) for one in own if split <= one.at < split + NEXT}
        if len(past) < LISTED or not after:
            continue
        for days in HALF_LIVES:
            weight: dict[str, float] = defaultdict(float)
            for one in past:
                weight[_category(log, one)] += faded(one, split, days)
            best = sorted(weight, key=lambda name: -weight[name])[:LISTED]
            found[days].append(_ndcg([name in after for name in best], len(after)))
    shipped = f"shipped: {HALF_LIFE_DAYS:g} days"
    rows = tuple(
        ("never" if days == float("inf") else f"{days:g} days", float(np.mean(values)), len(values))
        for days, values in found.items()
    )
    columns = ("likings fade by half in", f"NDCG@{LISTED}", "households")
    return Table(f"Categories bought in the next four weeks ({shipped})", columns, rows)


def draw(shops: dict[str, Grouped], file: Path) -> None:
    """Shoppers on the two main axes of their vectors, coloured by group."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt
    from sklearn.decomposition import PCA

    figure, panels = plt.subplots(1, len(shops), figsize=(6.2 * len(shops), 5.2))
    drawn = zip(np.atleast_1d(panels), shops.items(), strict=True)
    for panel, (shop, (segments, vectors)) in drawn:
        axes = PCA(2, random_state=0).fit(vectors)
        places = axes.transform(vectors)
        groups = np.array([segments.names.index(segments.of(one)) for one in vectors])
        for number, name in enumerate(segments.names):
            mine = places[groups == number]
            panel.scatter(mine[:, 0], mine[:, 1], s=46, alpha=0.8, label=f"{name} ({len(mine)})")
        panel.set_title(f"{shop}: {len(vectors)} shoppers, silhouette {segments.silhouette:.2f}")
        panel.set_xticks([])
        panel.set_yticks([])
        panel.legend(loc="upper center", bbox_to_anchor=(0.5, -0.02), fontsize=8, frameon=False)
    figure.tight_layout()
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, dpi=110)
    plt.close(figure)


def _segment_table(shops: dict[str, Grouped]) -> Table:
    rows = []
    for shop, (segments, vectors) in shops.items():
        sizes = Counter(segments.of(one) for one in vectors)
        for name in segments.names:
            rows.append((shop, name, sizes[name], segments.silhouette))
    return Table("Groups of shoppers", ("shop", "group", "shoppers", "silhouette"), tuple(rows))


def _demo() -> Grouped:
    folder = demo_store_dir()
    store = open_store(folder)
    customers = load_customers(folder)
    last = max(event.at for one in customers for event in one.events)
    return _grouped(customers, ItemFeatures(store.table), last)


def _grocer(log: Log) -> Grouped:
    from retrieval.filters import ProductTable
    from retrieval.keyword_index import KeywordIndex

    named = sorted(log.purchases)[:HOUSEHOLDS]
    shoppers = []
    for household in named:
        events = _events(log, household)
        ids = tuple(one.product_id for one in events)
        shoppers.append(Shopper(household, "", ids, ids, (), tuple(events)))
    products = list(log.products.values())
    items = ItemFeatures(ProductTable(products, KeywordIndex.build(products[:1])))
    return _grouped(shoppers, items, _utc(log.split))


def _grouped(shoppers: Sequence[Shopper], items: ItemFeatures, now: datetime) -> Grouped:
    departments = departments_of([product.category for product in items.products])
    read = (vector_of(one, items.get, items.level, now, departments) for one in shoppers)
    vectors = [vector for vector in read if vector is not None]
    return find_segments(vectors, departments), np.vstack(vectors)


def _events(log: Log, household: str) -> list[Event]:
    return [
        Event(f"{household}-{number}", household, EventKind.PURCHASE, product, _utc(at))
        for number, (at, product) in enumerate(log.purchases[household])
    ]


def _category(log: Log, event: Event) -> str:
    product: Product = log.products[event.product_id]
    return product.category[1] if len(product.category) > 1 else product.title


def _ndcg(hits: Sequence[bool], relevant: int) -> float:
    gain = sum(hit / np.log2(place + 2) for place, hit in enumerate(hits))
    ideal = sum(1 / np.log2(place + 2) for place in range(min(relevant, LISTED)))
    return float(gain / ideal)


def _utc(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
