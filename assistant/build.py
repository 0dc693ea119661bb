"""The one place that wires an assistant together."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
from sqlalchemy import Engine

from assistant.accounts import Accounts
from assistant.assistant import Assistant
from assistant.carts import ShopCarts
from assistant.checkout import Checkout
from assistant.conversations import Conversations
from assistant.desk.backend import ShopBackend
from assistant.desk.connect import open_backend, open_desk
from assistant.desk.rules import Rules, load_rules
from assistant.front_page import FrontPage
from assistant.graph import build_graph
from assistant.housekeeping import Housekeeping
from assistant.insights import Insights
from assistant.learning import Learner
from assistant.pages.answering import ShopPages
from assistant.parts import Catalogue, Pictures, ProductRanker, Searcher, Understander
from assistant.people.connect import open_tickets
from assistant.people.hand_off import HandOff
from assistant.people.inbox import Inbox
from assistant.phrasing.connect import open_phraser
from assistant.pictures import pictures_in
from assistant.policy import Thresholds
from assistant.popularity import Popularity
from assistant.privacy.personal_data import PersonalData
from assistant.product_features import product_features
from assistant.profiles import ShopperProfiles
from assistant.reply.money import main_currency
from assistant.reply.render import Renderer
from assistant.reply.titles import title_in
from assistant.reply.words import Words
from assistant.reviews.ranking import OpinionRanker
from assistant.service.at_desk import AtDesk
from assistant.service.at_privacy import AtPrivacy
from assistant.service.find import Finder
from assistant.service.product_questions import Counts, ProductQuestions
from assistant.service.search import CatalogueSearch
from assistant.service.services import Services
from assistant.settings import Settings, load_settings
from assistant.shelves import ShopShelves
from assistant.storage import ShopData
from assistant.storage.checkpoints import open_checkpoints
from assistant.storage.engine import open_database
from assistant.storage.learning import LearningStore
from assistant.storage.orders import utc_now
from assistant.storage.profile_choices import ProfileChoices
from assistant.storage.searches import SearchLog, places
from assistant.storage.turns import TurnLog
from assistant.storage.visits import Visits
from assistant.understanding.nouns import catalogue_nouns
from assistant.understanding.understand import MessageReader
from ranking.crowd import Crowd
from ranking.item_features import ItemFeatures
from ranking.related import Related
from ranking.types import Shopper
from retrieval.bert import Floats
from retrieval.filters import ProductTable
from retrieval.keyword_index import KeywordIndex


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
    from assistant.crowd import shop_crowd
    from assistant.customers import load_customers
    from assistant.demo_store import demo_store_dir
    from assistant.pages.encoder import load_page_encoder
    from assistant.pages.store import open_pages
    from assistant.reviews.load import load_opinions
    from assistant.understanding.understand import load_reader
    from assistant.warming import warm
    from ranking.ranker import load_ranker, shipped_beliefs
    from retrieval.store import open_store

    folder = store if store is not None else demo_store_dir()
    chosen = settings or load_settings(folder)
    opened = open_store(folder)
    rules = load_rules(folder)
    place = data_folder or chosen.data_folder or folder
    engine = open_database(chosen.database_url or place / "shop.db")
    opinions = load_opinions(opened)
    learner = Learner(
        LearningStore(engine),
        shipped_beliefs(),
        now,
        learns=chosen.learn,
        boldness=chosen.explore,
    )
    reviewed = opinions.praise(opened.products) if opinions.ready else None
    customers = load_customers(folder)
    crowd = shop_crowd(opened.products, engine, customers, now())
    reader = load_reader(opened, opened.vocabulary, chosen.max_message_chars)
    ranker = load_ranker(opened, weights=learner.weights, reviewed=reviewed, crowd=crowd)
    assistant = assemble(
        store=opened,
        searcher=opened.retriever,
        ranker=OpinionRanker(ranker, opinions.counts) if opinions.ready else ranker,
        understand=reader,
        nouns=reader.nouns,
        pages=open_pages(folder, load_page_encoder(), ranker.evidence),
        customers=customers,
        settings=chosen,
        folder=place,
        pictures=pictures_in(folder / "images"),
        opinions=opinions.counts,
        learner=learner,
        table=opened.table,
        vectors=opened.vectors,
        crowd=crowd,
        rules=rules,
        engine=engine,
        backend=open_backend(chosen, folder, engine, rules, now),
        stock_at=datetime.fromisoformat(opened.manifest["date"]),
        now=now,
    )
    warm(assistant, opened.retriever)
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
    learner: Learner | None = None,
    nouns: frozenset[str] | None = None,
    table: ProductTable | None = None,
    vectors: Floats | None = None,
    crowd: Crowd | None = None,
    rules: Rules | None = None,
    engine: Engine | None = None,
    backend: ShopBackend | None = None,
    stock_at: datetime | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Assistant:
    """An assistant from its parts; its databases lie in ``folder``. It closes what it is given.

    Args:
        nouns: stemmed words for kinds of things in the catalogue; None: they are read here.
        table: the columns of the store's products; None: they are made here.
        vectors: of the products, ``(n, d)`` unit rows; None: nothing is alike in meaning.
        crowd: what all shoppers bought; None: nothing is known.
        rules: of the service; None: those shipped.
        engine: the shop's database; None: the one that the settings name, else in ``folder``.
        learner: of the ranker's weights; None: nothing is learned.
        backend: customers and orders; None: it says that it cannot see orders.
        stock_at: when the stock of the store's products was counted; None: now.
        now: the time that the rules on orders go by.
    """
    # What is kept.
    engine = engine or open_database(settings.database_url or folder / "shop.db")
    data, visits, turns = ShopData(engine), Visits(engine), TurnLog(engine, now)
    learner = learner or Learner(LearningStore(engine), {}, now, learns=False)
    saver = open_checkpoints(folder / "conversations.db")

    # The catalogue, and who looks at it.
    words = Words(settings.language, settings.texts)
    renderer = Renderer(store, settings, settings.currency or main_currency(store.products))
    table = table or ProductTable(store.products, KeywordIndex.build(store.products))
    vectors = np.zeros((len(table), 1), np.float32) if vectors is None else vectors
    items = ItemFeatures(table)
    profiles = ShopperProfiles(ProfileChoices(engine), data, customers, items, now)
    related = Related(table, vectors, items, None if crowd is None else crowd.together)
    popularity = Popularity(profiles, items, now)
    page = FrontPage(table, vectors, items, related, ranker, profiles, popularity, now)
    nouns = nouns or catalogue_nouns(store.products)
    search = CatalogueSearch(store, searcher, ranker, nouns, settings)
    carts, searches = ShopCarts(store, data), SearchLog(engine, now)

    # The service: records, people, personal data.
    rules = rules or load_rules()
    desk = None if backend is None else open_desk(backend, rules, settings, engine, words, now)
    orders = (lambda customer_id: ()) if backend is None else backend.orders_of
    customer = (lambda customer_id: None) if backend is None else backend.customer
    tickets, courier = open_tickets(engine, settings, folder, now)
    people = HandOff(tickets, rules, partial(title_in, store), customer, settings.country, now)

    def let_go(shopper_id: str, conversation_ids: Sequence[str]) -> None:
        if shopper_id:
            profiles.forget(shopper_id)
        learner.forget(shopper_id, conversation_ids)
        turns.settle()

    personal = PersonalData(
        engine,
        data,
        visits,
        saver,
        backend,
        own_records=not settings.orders_url,
        now=now,
        profile=lambda shopper_id: asdict(profiles.of(shopper_id)),
        let_go=let_go,
    )
    chores: list[Callable[[], object]] = [learner.tidy]
    if settings.keep_conversations_days:
        chores.append(partial(personal.tidy, timedelta(days=settings.keep_conversations_days)))
    housekeeping = Housekeeping(chores)

    # The conversation.
    phraser = open_phraser(settings, engine, store, now)
    graph = build_graph(
        understand,
        AtPrivacy(personal),
        None if desk is None else AtDesk(desk),
        Services(
            store,
            Finder(store, search, settings),
            ProductQuestions(ranker.evidence, settings.min_evidence, opinions),
            pages,
            data,
            people,
            opinions,
            titles_with=partial(table.keyword.frequency, field="title"),
            desk=desk is not None,
            texts=settings.texts,
        ),
        people,
        renderer,
        Thresholds(
            settings.min_confidence,
            settings.frustration,
            settings.failures_before_person,
            rules.hand_off.on,
        ),
        saver,
        phraser,
    )
    talks = Conversations(
        graph, store, renderer, profiles, learner, visits, personal, tickets, turns
    )

    def on_close() -> None:
        housekeeping.stop()
        courier.stop()
        if phraser is not None:
            phraser.close()
        talks.close()
        saver.conn.close()
        if backend is not None:
            backend.close()

    housekeeping.start()
    courier.start()
    return Assistant(
        store=store,
        understand=understand,
        search=search,
        renderer=renderer,
        talks=talks,
        data=data,
        profiles=profiles,
        shelves=ShopShelves(page, items, related, profiles, renderer.card, words),
        features=partial(product_features, items, opinions),
        learner=learner,
        insights=Insights(engine, now),
        accounts=Accounts(data, visits, personal, orders, searches, partial(places, engine)),
        searches=searches,
        inbox=Inbox(
            tickets, talks.history, orders, (lambda customer_id: ()) if desk is None else desk.log
        ),
        carts=carts,
        till=lambda record: Checkout(carts, backend, record, rules.return_.delivery, stock_at, now),
        phrasing=phraser,
        pictures=pictures,
        on_close=on_close,
    )
