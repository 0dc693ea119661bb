"""The one place that wires an assistant together."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from assistant.assistant import Assistant
from assistant.desk.backend import ShopBackend
from assistant.desk.desk import ServiceDesk
from assistant.desk.rules import Rules, load_rules
from assistant.graph import build_graph
from assistant.jsonable import FACETS
from assistant.pages.answering import ShopPages
from assistant.parts import Catalogue, Pictures, ProductRanker, Searcher, Understander
from assistant.people.connect import open_tickets
from assistant.people.hand_off import HandOff
from assistant.policy import Thresholds
from assistant.privacy.personal_data import PersonalData
from assistant.reply.render import Renderer
from assistant.reviews.ranking import OpinionRanker
from assistant.service.at_desk import AtDesk
from assistant.service.at_privacy import AtPrivacy
from assistant.service.find import Finder
from assistant.service.product_questions import Counts, ProductQuestions
from assistant.service.search import CatalogueSearch
from assistant.service.services import Services
from assistant.settings import Settings, load_settings
from assistant.storage import ShopData
from assistant.storage.engine import open_database
from assistant.storage.ledger import Ledger
from assistant.storage.orders import utc_now
from assistant.storage.visits import Visits
from assistant.understanding.nouns import catalogue_nouns
from assistant.understanding.understand import MessageReader
from ranking.types import Shopper
from retrieval.errors import DaogouError, StoreError
from retrieval.types import Constraints, Facets, Measure, Product, Query

BUSY_SECONDS = 10


def build_assistant(
    store: Path | None = None,
    settings: Settings | None = None,
    *,
    data_folder: Path | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Assistant:
    """An assistant over a store folder with the trained models.

    Args:
        store: a folder that ``daogou import`` made; None: the demo store, made on first use.
        settings: None: those of the folder and the environment.
        data_folder: where conversations, carts and notes are kept; None: as the settings say.
        now: the time that the rules on orders go by.

    Raises:
        StoreError, ModelError, SettingsError: the sentence says what to do.
    """
    from assistant.customers import load_customers
    from assistant.demo_store import demo_store_dir
    from assistant.desk.connect import open_backend
    from assistant.pages.encoder import load_page_encoder
    from assistant.pages.store import open_pages
    from assistant.reviews.load import load_opinions
    from assistant.understanding.understand import load_reader
    from ranking.ranker import load_ranker
    from retrieval.store import open_store

    folder = store if store is not None else demo_store_dir()
    chosen = settings or load_settings(folder)
    opened = open_store(folder)
    rules = load_rules(folder)
    place = data_folder or chosen.data_folder or folder
    engine = open_database(chosen.database_url or place / "shop.db")
    opinions = load_opinions(opened)
    ranker = load_ranker(opened)
    assistant = assemble(
        store=opened,
        searcher=opened.retriever,
        ranker=OpinionRanker(ranker, opinions.counts) if opinions.ready else ranker,
        understand=load_reader(opened, opened.vocabulary, chosen.max_message_chars),
        pages=open_pages(folder, load_page_encoder(), ranker.evidence),
        customers=load_customers(folder),
        settings=chosen,
        folder=place,
        pictures=pictures_in(folder / "images"),
        opinions=opinions.counts,
        rules=rules,
        engine=engine,
        backend=open_backend(chosen, folder, engine, rules, now),
        now=now,
    )
    if opened.products:
        assistant.search(opened.products[0].title, None, 1)
        _warm(opened.retriever)
    return assistant


def build_reader(store: Path | None = None, settings: Settings | None = None) -> MessageReader:
    """Only what reads messages, as ``build_assistant`` would wire it; the same errors."""
    from assistant.demo_store import demo_store_dir
    from assistant.understanding.understand import load_reader
    from retrieval.store import open_store

    folder = store if store is not None else demo_store_dir()
    chosen = settings or load_settings(folder)
    opened = open_store(folder)
    return load_reader(opened, opened.vocabulary, chosen.max_message_chars)


def assemble(
    *,
    store: Catalogue,
    searcher: Searcher,
    ranker: ProductRanker,
    understand: Understander,
    pages: ShopPages,
    customers: Sequence[Shopper],
    settings: Settings,
    folder: Path,
    pictures: Pictures = lambda product: None,
    opinions: Counts | None = None,
    rules: Rules | None = None,
    engine: Engine | None = None,
    backend: ShopBackend | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Assistant:
    """An assistant from its parts; its databases lie in ``folder``. It closes what it is given.

    Args:
        rules: of the service; None: those shipped.
        engine: the shop's database; None: the one that the settings name, else in ``folder``.
        backend: customers and orders; None: it says that it cannot see orders.
        now: the time that the rules on orders go by.
    """
    from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
    from langgraph.checkpoint.sqlite import SqliteSaver

    engine = engine or open_database(settings.database_url or folder / "shop.db")
    data = ShopData(engine)
    rules = rules or load_rules()
    desk = None if backend is None else open_desk(backend, rules, settings, engine, now)
    tickets, courier = open_tickets(engine, settings, folder, now)
    customer = (lambda customer_id: None) if backend is None else backend.customer
    people = HandOff(tickets, rules, partial(title_in, store), customer, settings.country, now)
    courier.start()
    conversations = _open_conversations(folder / "conversations.db")
    # Plain JSON values are all that is kept, so nothing else may be read back.
    saver = SqliteSaver(conversations, serde=JsonPlusSerializer(allowed_msgpack_modules=None))
    saver.setup()
    visits = Visits(engine)
    personal = PersonalData(
        engine, data, visits, saver, backend, own_records=not settings.orders_url, now=now
    )
    if settings.keep_conversations_days:
        personal.tidy(timedelta(days=settings.keep_conversations_days))
    search = CatalogueSearch(store, searcher, ranker, catalogue_nouns(store.products), settings)
    questions = ProductQuestions(ranker.evidence, settings.min_evidence, opinions)
    renderer = Renderer(store, settings, settings.currency or main_currency(store.products))
    thresholds = Thresholds(
        settings.min_confidence,
        settings.frustration,
        settings.failures_before_person,
        rules.hand_off.on,
    )

    def on_close() -> None:
        courier.stop()
        conversations.close()
        if backend is not None:
            backend.close()

    return Assistant(
        store=store,
        understand=understand,
        search=search,
        renderer=renderer,
        graph=build_graph(
            understand,
            AtPrivacy(personal),
            None if desk is None else AtDesk(desk),
            Services(
                store,
                Finder(store, search, settings),
                questions,
                pages,
                data,
                people,
                opinions,
                desk=desk is not None,
            ),
            people,
            renderer,
            thresholds,
            saver,
        ),
        data=data,
        visits=visits,
        personal=personal,
        tickets=tickets,
        orders=(lambda customer_id: ()) if backend is None else backend.orders_of,
        log=(lambda customer_id: ()) if desk is None else desk.log,
        customers=customers,
        pictures=pictures,
        on_close=on_close,
    )


def open_desk(
    backend: ShopBackend,
    rules: Rules,
    settings: Settings,
    engine: Engine,
    now: Callable[[], datetime] = utc_now,
) -> ServiceDesk:
    """The service desk, with everything carried out that was said yes to before.

    Args:
        engine: the database of what was said yes to and of the log.
        now: the time that the rules go by.
    """
    from assistant.reply.say_desk import desk_saying
    from assistant.reply.words import Words

    words = Words(settings.language)
    desk = ServiceDesk(
        backend,
        Ledger(engine),
        rules,
        settings.customer_secret,
        lambda action: desk_saying(action, words),
        now,
    )
    desk.resume()
    return desk


def title_in(store: Catalogue, product_id: str) -> str:
    """A product's title; empty for one that is not there (any more)."""
    try:
        return store.get(product_id).title
    except DaogouError:
        return ""


def _warm(searcher: Searcher) -> None:
    """Read now what filters read on first use, rather than in a shopper's first turn."""
    for name in FACETS:
        values: dict[str, tuple[str, ...]] = {name: ("black",)}
        searcher.search(Query("", Constraints(include=Facets(**values)), 1))
        searcher.search(Query("", Constraints(exclude=Facets(**values)), 1))
    searcher.search(Query("", Constraints(measures=(Measure("weight"),)), 1))


def main_currency(products: Sequence[Product]) -> str:
    """The currency of most prices."""
    counts = Counter(product.currency for product in products if product.price is not None)
    return counts.most_common(1)[0][0] if counts else "USD"


def pictures_in(folder: Path) -> Pictures:
    """Finds pictures below a folder, and nothing outside of it."""
    root = folder.resolve()

    def find(product: Product) -> Path | None:
        if not product.image or "://" in product.image:
            return None
        path = (root / product.image).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None

    return find


def _open_conversations(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
    except sqlite3.Error as error:
        raise StoreError(
            f"The conversations in {path} cannot be opened ({error}): check that the folder can "
            "be written to."
        ) from error
    return connection
