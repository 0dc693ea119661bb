"""Which service carries out which action: the one table between policy and services."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.outcome import Outcome, Stopwatch
from assistant.pages.answering import ShopPages
from assistant.parts import Catalogue
from assistant.people.hand_off import HandOff
from assistant.people.summary import Occasion
from assistant.people.types import Reason
from assistant.remembered import Pending
from assistant.reply.texts import Texts
from assistant.reply.which import told_apart
from assistant.reply.words import Words
from assistant.service.among import sort_out
from assistant.service.cards import as_shown
from assistant.service.cart import Cart, owner_of
from assistant.service.compare import MOST_PRODUCTS, Opinions, comparison_table
from assistant.service.find import Finder, shown
from assistant.service.product_questions import FEW, Counts, ProductQuestions
from assistant.service.which import recorded, which
from assistant.state import DialogueState
from assistant.storage import ShopData
from assistant.types import Action, Sentiment, Turn
from ranking.passages import content_words
from ranking.types import Shopper
from retrieval.text import words
from retrieval.types import Product

RARE_TITLES = 2
"""A word of at most so many titles is a name."""
USUAL = {
    "order_status": "follow my parcel",
    "cancel_order": "cancel my order",
    "change_order": "change my order",
    "return_or_exchange": "return something",
    "account_help": "my account",
}
"""What is asked by somebody who says little more than the intent itself."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is asking, where, and what has been said."""

    conversation_id: str
    shopper_id: str | None
    shopper: Shopper | None
    said: str
    """The present message."""
    mood: Sentiment
    """Of it."""
    turns: Callable[[], Sequence[Turn]]
    """Before it, oldest first."""
    clock: Stopwatch


class Services:
    """Carries actions out. Safe to share between threads.

    Args:
        titles_with: in how many titles a stemmed word stands.
        desk: whether the shop's orders are served here.
        texts: the shop's own wordings.
    """

    def __init__(
        self,
        store: Catalogue,
        finder: Finder,
        questions: ProductQuestions,
        pages: ShopPages,
        data: ShopData,
        people: HandOff,
        opinions: Counts | None = None,
        *,
        titles_with: Callable[[str], int],
        desk: bool = False,
        texts: Texts | None = None,
    ) -> None:
        self._store = store
        self._finder = finder
        self._questions = questions
        self._pages = pages
        self._people = people
        self._opinions = opinions
        self._desk = desk
        self._texts = texts
        self._cart = Cart(store, data)
        self._titles_with = titles_with
        self._table: Mapping[str, Callable[[DialogueState, Action, Visit], Outcome]] = {
            "find": self._find,
            "recommend": self._recommend,
            "explain": lambda s, a, v: self._finder.explain(s, a, v.shopper, v.clock),
            "ask": self._ask,
            "compare": self._compare,
            "of_shown": self._of_shown,
            "present": self._present,
            "answer": self._answer,
            "add_to_cart": lambda s, a, v: self._cart.add(s, a, _owner(v)),
            "remove_from_cart": lambda s, a, v: self._cart.remove(s, a, _owner(v)),
            "view_cart": lambda s, a, v: self._cart.view(s, _owner(v)),
            "policy": self._policy,
            "out_of_scope": self._outside,
            "order_help": self._order_help,
            "complaint": lambda s, a, v: people.complaint(s, str(a.slots["id"]), _occasion(v)),
            "handoff": lambda s, a, v: people.bring_in(s, str(a.slots["reason"]), _occasion(v)),
            "contact": self._contact,
            "rated": lambda s, a, v: people.rated(s, v.conversation_id, a.slots["value"]),
        }

    def perform(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        """The outcome of an action; talk and questions back need no service."""
        service = self._table.get(action.name)
        if service is None:
            return Outcome(action, state, helped=None)
        return service(state, action, visit)

    def _find(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        found = self._finder.find(state, action, visit.shopper, visit.clock)
        question = str(action.slots.get("question", ""))
        if found.action.name == "nothing_found" or found.action.slots.get("near"):
            said = self._pages.answer(state.topic, certain=True)
            if said.quotes:  # "warranty" is no product, but the pages speak of it
                slots = {"intent": "", "said": said}
                return Outcome(Action("answer_policy", slots), state.with_(topic=""))
        if found.ranked and action.slots.get("mode") == "new":
            first = self._store.get(found.ranked[0].product_id)
            if names_product(state.topic, first, self._titles_with):  # "it" is this one then
                found = replace(found, state=found.state.with_(focus=first.id))
        if question and found.ranked:
            first = self._store.get(found.ranked[0].product_id)
            if names_product(question, first, self._titles_with):
                about = Action("answer", {"id": first.id, "question": question})
                return self._answer(state.with_(focus=first.id), about, visit)
        return found

    def _recommend(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        return self._finder.recommend(state, action, visit.shopper, visit.clock)

    def _ask(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        """A question back; which product is meant is asked by what tells the products apart."""
        ids = action.slots.get("ids", ())
        if 1 < len(ids) <= MOST_PRODUCTS:
            products = [self._store.get(product_id) for product_id in ids]
            labels = told_apart(products, Words(state.language, self._texts))
            action = Action(action.name, {**action.slots, "labels": labels})
        return Outcome(action, state, helped=None)

    def _compare(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        ids = tuple(action.slots["ids"])[:MOST_PRODUCTS]
        if len(ids) < 2:
            found = self._finder.find(state, Action("find"), visit.shopper, visit.clock)
            state = found.state
            ids = tuple(one.product_id for one in found.ranked[:2])
        if len(ids) < 2:
            return Outcome(Action("ask", {"what": "compare"}), state, helped=None)
        products = [self._store.get(product_id) for product_id in ids]
        said = self._said_of(ids)
        table = comparison_table(products, Words(state.language, self._texts), said)
        after = state.with_(shown=ids, focus="")
        shown = as_shown(self._store, ids)
        slots = {"ids": ids, "which": which(str(action.slots.get("question", "")), products, said)}
        return Outcome(Action("compare", slots), after, shown, comparison=table)

    def _of_shown(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        """Which of the products on display goes furthest in something, or which of them are so."""
        ids: tuple[str, ...] = action.slots["ids"]
        products = [self._store.get(product_id) for product_id in ids]
        if "most" in action.slots:
            question = str(action.slots["most"])
            pointed = [product for product in products if product.id in action.slots["pointed"]]
            told = which(question, products, self._said_of(ids)) or recorded(pointed)
            if told is None:  # nothing that records measure or reviewers judge
                said = self._among(state, products, question, (), visit)
                if said.helped:
                    return said
                return self._compare(state, Action("compare", {"ids": ids}), visit)
            first = (told.best,) if told.best else told.level
            after = state.with_(focus=told.best.id) if told.best else state
            cards = as_shown(self._store, [product.id for product in first])
            return Outcome(Action("told_of_shown", {"ids": ids, "which": told}), after, cards)
        question, wanted = str(action.slots["any"]), tuple(action.slots["wanted"])
        return self._among(state, products, question, wanted, visit)

    def _among(
        self,
        state: DialogueState,
        products: Sequence[Product],
        question: str,
        wanted: Sequence[str],
        visit: Visit,
    ) -> Outcome:
        """The same question put to each of some products."""
        ids = tuple(product.id for product in products)
        with visit.clock("rank"):
            among = sort_out(
                products,
                lambda product: self._questions.answer(
                    question, product, self._store.reviews(product.id), wanted, FEW
                ),
                wanted,
            )
        asks = None if among.known else Pending("handoff", reason=f"{Reason.QUESTION}:{ids[0]}")
        cards = as_shown(self._store, [product.id for product, _ in among.yes])
        slots = {"ids": ids, "among": among}
        after = state.with_(pending=asks)
        return Outcome(Action("told_of_shown", slots), after, cards, helped=among.known)

    def _present(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        """Products found elsewhere, put on display: the next search is among things of the kind."""
        ids: tuple[str, ...] = action.slots["ids"]
        first = self._store.get(ids[0])
        fresh = state.left().with_(topic=" ".join(first.category[-1:]) or first.title)
        return shown("show_products", {"mode": "present"}, fresh, as_shown(self._store, ids))

    def _said_of(self, ids: Sequence[str]) -> Opinions:
        """What reviewers say of each product, where opinions are kept."""
        return [self._opinions(product_id) for product_id in ids] if self._opinions else ()

    def _answer(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        product = self._store.get(str(action.slots["id"]))
        wanted = tuple(action.slots.get("wanted", ()))
        question = str(action.slots["question"])
        with visit.clock("rank"):
            reviews = self._store.reviews(product.id)
            answer = self._questions.answer(question, product, reviews, wanted)
        slots = {"id": product.id, "answer": answer}
        known = answer.source != "unknown"
        reason = f"{Reason.QUESTION}:{product.id}"
        asks = None if known else Pending("handoff", product.id, reason=reason)
        after = state.with_(focus=product.id, pending=asks)
        return Outcome(Action("answer_product_question", slots), after, helped=known)

    def _policy(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        intent, question = str(action.slots["intent"]), str(action.slots["question"])
        with visit.clock("rank"):
            said = self._pages.answer(question)
        slots = {"intent": intent, "said": said}
        if said.quotes and not said.partly:
            return Outcome(Action("answer_policy", slots), state)
        asks = state.with_(pending=Pending("handoff", reason=f"{Reason.QUESTION}:{intent}"))
        return Outcome(Action("answer_policy", slots), asks, helped=said.partly)

    def _outside(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        """Not what a shopping assistant is for, unless a page of the shop clearly answers it."""
        with visit.clock("rank"):
            said = self._pages.answer(str(action.slots["question"]), certain=True)
        if said.quotes:
            return Outcome(Action("answer_policy", {"intent": "", "said": said}), state)
        return Outcome(action, state, helped=False)

    def _order_help(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        intent, question = str(action.slots["intent"]), str(action.slots["question"])
        if self._desk and intent != "account_help":  # orders are the desk's; this asks for rules
            return self._policy(state, action, visit)
        if len(content_words(question)) < 2:
            question = f"{question} {USUAL[intent]}"
        with visit.clock("rank"):
            said = self._pages.answer(question)
        slots = {"intent": intent, "said": said}
        if said.quotes and intent == "account_help":  # accounts are the shopper's own to look after
            return Outcome(Action("answer_policy", slots), state)
        asks = state.with_(pending=Pending("handoff", reason=f"{Reason.QUESTION}:{intent}"))
        return Outcome(Action("order_help", slots), asks, helped=None)

    def _contact(self, state: DialogueState, action: Action, visit: Visit) -> Outcome:
        text, again = str(action.slots["text"]), bool(action.slots["again"])
        return self._people.contact(state, visit.conversation_id, text, again=again)


def names_product(text: str, product: Product, titles_with: Callable[[str], int]) -> bool:
    """Whether a message means this very product: two words of its title at least, one of which
    hardly any other title has.

    Args:
        titles_with: in how many titles a stemmed word stands.
    """
    named = set(words(product.title)) & set(content_words(text))
    rare = any(word.isalpha() and titles_with(word) <= RARE_TITLES for word in named)
    return len(named) >= 2 and rare


def _occasion(visit: Visit) -> Occasion:
    named = visit.shopper if visit.shopper_id else None  # a guest is known by what they did alone
    return Occasion(visit.conversation_id, named, visit.said, visit.mood, visit.turns)


def _owner(visit: Visit) -> str:
    return owner_of(visit.shopper_id, visit.conversation_id)
