"""Reads the demo store's sources and writes them out as a store that the assistant opens.

    DIR/CURRENT, DIR/index-*/    the search index (``retrieval.store``)
    DIR/policies/*.md            the shop's pages, as written
    DIR/images/ID.svg            a picture of every product
    DIR/customers.json           [{id, name, email, address: {street, city, postal_code, country},
                                 language, member, payment_methods: [{id, kind, label}], note,
                                 events: [{id, kind, product_id, at}]}]
    DIR/records.json             customers, orders and what is on sale for the service desk, in the
                                 form of ``daogou export-orders``
    DIR/settings.toml            the shop's name; left alone where there is one

Times are ISO 8601 with their zone, amounts are US dollars, events are oldest first.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from assistant.demo_store.drawings import draw
from assistant.demo_store.records import Customer, Order, customer_from_yaml, order_from_yaml
from assistant.demo_store.service_records import service_records
from assistant.desk.exchange.document import RECORDS, to_document
from retrieval.catalogue import product_from_json, review_from_json
from retrieval.types import Product, Review

if TYPE_CHECKING:
    from retrieval.embedding_cache import TextEncoder
    from retrieval.store import StageProgress

SOURCES = Path(__file__).parent
SETTINGS = 'shop_name = "Maple & Finch"\n'


@dataclass(frozen=True, slots=True)
class DemoStore:
    """Everything the demo store is made of."""

    products: tuple[Product, ...]
    kinds: Mapping[str, str]
    """Product id to the word for what it looks like: "jacket", "lamp"."""
    reviews: tuple[Review, ...]
    customers: tuple[Customer, ...]
    orders: tuple[Order, ...]
    policies: Mapping[str, str]
    """File name to Markdown."""


@cache
def read_demo_store() -> DemoStore:
    """The packaged sources, read once; departments in the order of their file names."""
    entries = _entries("products")
    customers = tuple(map(customer_from_yaml, _yaml(SOURCES / "customers.yaml")))
    addresses = {one.id: one.address for one in customers}
    return DemoStore(
        products=tuple(map(_product, entries)),
        kinds={entry["id"]: entry["kind"] for entry in entries},
        reviews=tuple(map(_review, _entries("reviews"))),
        customers=customers,
        orders=tuple(order_from_yaml(one, addresses) for one in _yaml(SOURCES / "orders.yaml")),
        policies={
            path.name: path.read_text("utf-8") for path in sorted(SOURCES.glob("policies/*.md"))
        },
    )


def build_demo_store(
    folder: Path,
    progress: "StageProgress | None" = None,
    encoder: "TextEncoder | None" = None,
) -> None:
    """Write the whole store; what is already there keeps serving until it is replaced.

    Args:
        encoder: None: the shipped models, which score the reviews too; with another, what is said
            in reviews is scored when somebody asks.

    Raises StoreError when it cannot be written.
    """
    from assistant.reviews.load import prepare_opinions
    from retrieval.encoder import load_encoder
    from retrieval.store import build_index

    step = progress or (lambda stage, done, total: None)
    shop = read_demo_store()
    folder.mkdir(parents=True, exist_ok=True)
    step("pictures", 0, len(shop.products))
    pictures = {one.image: draw(one, shop.kinds[one.id]) for one in shop.products}
    _replace_folder(folder / "images", pictures)
    step("pictures", len(shop.products), len(shop.products))
    _replace_folder(folder / "policies", shop.policies)
    _replace_file(folder / "customers.json", _json([_without_shopper(c) for c in shop.customers]))
    records = service_records(shop.customers, shop.orders, shop.products)
    _replace_file(folder / RECORDS, json.dumps(to_document(records), indent=4).encode())
    _replace_file(folder / "service.toml", (SOURCES / "service.toml").read_bytes())
    if not (folder / "settings.toml").exists():
        _replace_file(folder / "settings.toml", SETTINGS.encode())
    # The first load on a machine prepares the model, which takes longer than the rest.
    step("language model", 0, 1)
    used = encoder or load_encoder()
    step("language model", 1, 1)
    built = build_index(shop.products, shop.reviews, folder, encoder=used, progress=progress)
    if encoder is None:
        prepare_opinions(built.index, shop.products, shop.reviews, step)


def _product(entry: Mapping[str, Any]) -> Product:
    data = {key: value for key, value in entry.items() if key not in ("kind", "zh")}
    if "zh" in entry:
        data["texts"] = {"zh": entry["zh"]}
    # YAML reads 109.00 as a float; a price keeps its cents.
    for priced in (data, *data.get("variants", ())):
        for name in ("price", "list_price"):
            if name in priced:
                priced[name] = f"{priced[name]:.2f}"
    return product_from_json({**data, "image": f"{entry['id']}.svg"})


def _review(entry: Mapping[str, Any]) -> Review:
    renamed = {"product": "product_id", "date": "written"}
    return review_from_json({renamed.get(key, key): value for key, value in entry.items()})


def _entries(folder: str) -> list[Any]:
    return [entry for path in sorted(SOURCES.glob(f"{folder}/*.yaml")) for entry in _yaml(path)]


def _yaml(path: Path) -> Any:
    import yaml

    # The C parser reads the store in a tenth of the time, where PyYAML was built with it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_bytes(), Loader=loader)


def _without_shopper(customer: Customer) -> dict[str, Any]:
    data = asdict(customer)
    for event in data["events"]:
        del event["shopper_id"], event["list_id"]
    return data


def _json(data: Iterable[Any]) -> bytes:
    def other(value: object) -> str:
        if isinstance(value, datetime):
            return value.isoformat()
        raise TypeError(type(value).__name__)

    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_PASSTHROUGH_DATETIME
    return orjson.dumps(list(data), default=other, option=options)


def _replace_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write the folder's files, each in one step, and remove what is no longer among them."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        _replace_file(folder / name, text.encode())
    for path in folder.iterdir():
        if path.name not in files:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _replace_file(path: Path, data: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)
