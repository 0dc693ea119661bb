"""``daogou evaluate reasons``: the share of reasons that hold, over all customers of the demo."""

from collections.abc import Sequence
from pathlib import Path

from assistant.customers import load_customers
from assistant.demo_store import demo_store_dir
from assistant.reason_check import Checked, ReasonCheck, shares
from assistant.reviews.load import load_opinions
from assistant.understanding.report import Report, Table, present
from ranking.profile import affinities
from ranking.ranker import load_models
from ranking.types import Shopper
from retrieval.index_folder import Store
from retrieval.store import open_store

QUERIES = (
    "waterproof hiking jacket",
    "wireless headphones",
    "gift for a tea drinker",
    "warm socks without wool",
    "comfortable travel backpack",
)
FIRST = 3
"""Products of a list whose reasons are checked."""


def evaluate_reasons(*, json_out: bool = False, docs: Path | None = None) -> None:
    """Check the reasons of every customer's lists: what is recommended, the fixed queries, and the
    category they like most."""
    from rich.console import Console
    from rich.progress import track

    check, customers, store = demo_check()
    lists = [(query, one) for one in customers for query in ("", *QUERIES, favourite(one, store))]
    console = Console(stderr=True)
    checked = [
        found
        for query, shopper in track(lists, "Checking", console=console, transient=True)
        for found in check.check(query, shopper, FIRST)
    ]
    held = sum(one.holds for one in checked)
    rows = [(kind, total, good / total) for kind, (good, total) in sorted(shares(checked).items())]
    rows.append(("all", len(checked), held / len(checked)))
    table = Table(
        f"Reasons of {len(lists)} lists of {len(customers)} customers",
        ("kind of reason", "reasons", "share that holds"),
        tuple(rows),
    )
    values = {
        "reasons": len(checked),
        "hold": held,
        "broken": [_told(o) for o in checked if not o.holds],
    }
    report = Report("reasons", "daogou evaluate reasons", (table,), values)
    present(report, json_out=json_out, docs=docs)


def demo_check() -> tuple[ReasonCheck, Sequence[Shopper], Store]:
    """The demo store, ready to be checked, and its customers."""
    folder = demo_store_dir()
    store = open_store(folder)
    opinions = load_opinions(store)
    check = ReasonCheck(
        store.products,
        store.vectors,
        store.encoder,
        load_models(encode=store.encoder.encode),
        (opinions.counts, opinions.praise(store.products)),
    )
    return check, load_customers(folder), store


def favourite(shopper: Shopper, store: Store) -> str:
    """The category that a customer likes most."""
    known = affinities(
        shopper.events,
        lambda one: store.get(one) if one in store else None,
        lambda one: "",
        shopper.events[-1].at,
    )
    return next((one.value for one in known if one.kind == "category"), "")


def _told(one: Checked) -> str:
    return f"{one.shopper} {one.query!r} {one.product_id} {one.reason.kind}: {one.reason.value}"
