"""Whatever sequence of messages, kills and replays: no order changes without a yes to what was
summed up, money adds up to the cent, log and records agree, nobody hears of another's orders.

A nightly-size run with its figures:

    DAOGOU_SEQUENCES=2000 pytest tests/unit/test_desk_properties.py -s
"""

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from desk_shop import FORMS, RECORDS
from desk_world import DEATHS, Talk, World
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assistant.desk.reading.consent import consent
from assistant.desk.reading.types import Consent
from assistant.desk.types import Customer, Order
from assistant.types import Intent

SEQUENCES = int(os.environ.get("DAOGOU_SEQUENCES", "12"))
STEPS = 30
FIGURES: Counter[str] = Counter()

TALKS = st.sampled_from([0, 0, 0, 1, 2])
ORDERS = st.sampled_from(RECORDS.orders)
CUSTOMERS = st.sampled_from(RECORDS.customers)
INTENTS = st.sampled_from(list(Intent))
YES = st.sampled_from(["yes", "Yes, please.", "yes please go ahead", "Yes!", "I confirm", "sure"])
HEDGED = st.sampled_from(
    [
        "yes, but use my PayPal instead",
        "yes but only the mug",
        "yes, if it is free",
        "no",
        "no, wait",
        "wait, what happens then?",
        "yes?",
        "maybe",
        "not yet",
        "I said maybe yes, maybe no",
        "never mind",
        "yes, and also cancel #W7200001",
        "he said yes",
        "if I say yes, what then",
    ]
)
REASONS = st.sampled_from(
    ["no longer needed", "ordered by mistake", "ordered by mistake", "ugly", ""]
)
WAYS = st.sampled_from(
    ["my PayPal", "the credit card", "my gift card", "the original payment method", "a cheque", ""]
)
PLACES = st.sampled_from(
    [
        "99 Cedar Street, Suite 2, Salem, OR 97301, USA",
        "12 Birch Way, Boston, MA 02110",
        "suite 900",
        "my default address",
        "",
    ]
)
PICKS = st.sampled_from(
    ["both of them", "all of them", "everything", "the first one", "one of the mugs", "the lamp"]
)
DETAILS = st.one_of(
    REASONS,
    WAYS,
    PLACES,
    PICKS,
    st.sampled_from(["the red one", "in black", "copper", "the cheapest", "white please", "4102"]),
    ORDERS.map(lambda order: f"I mean order {order.id}"),
    st.sampled_from(["the pending one", "my last order", "the other order", "change of plan"]),
)
SHOPPING = st.sampled_from(
    ["do you have red sofas?", "what are your opening hours", "thanks", "hello", "I love you"]
)
WORDS = st.sampled_from(
    [
        "yes",
        "no",
        "cancel",
        "return",
        "order",
        "everything",
        "#W7100001",
        "#W7200001",
        "it",
        "card",
        "4001",
        "maybe",
        "ok",
        "please",
        "all",
        "refund",
        "to",
        "gift",
        "exchange",
        "'",
        "OR",
        "1=1",
        "--",
        "{id}",
        "\\n",
        "🙂",
        "address",
        "is",
        "my",
        "and",
    ]
)
THEN = st.sampled_from(["", "", "", "yes", "yes", "yes", *DEATHS])
"""What follows a summary at once: nothing, a yes, or a yes at which the process is killed."""
NOISE = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=9).map(" ".join))


class AtTheDesk(RuleBasedStateMachine):
    """Three shoppers, who may be the same person, talk to one desk that is killed now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        FIGURES["sequences"] += 1

    @initialize(who=CUSTOMERS, name=st.booleans())
    def known(self, who: Customer, name: bool) -> None:
        """The first conversation begins with who is writing."""
        self._say(self.world.talks[0], _introduction(who, name), Intent.ACCOUNT_HELP)

    @rule(talk=TALKS, who=CUSTOMERS, name=st.booleans())
    def introduces(self, talk: int, who: Customer, name: bool) -> None:
        """As themselves, or as somebody else."""
        self._say(self.world.talks[talk], _introduction(who, name), Intent.ACCOUNT_HELP)

    @rule(talk=TALKS, who=CUSTOMERS, other=CUSTOMERS)
    def pretends(self, talk: int, who: Customer, other: Customer) -> None:
        """A name with another's postal code."""
        assume(who != other)
        text = f"I am {who.first_name} {who.last_name}, {other.address.postal_code}"
        self._say(self.world.talks[talk], text, Intent.ACCOUNT_HELP)

    @rule(talk=TALKS, order=ORDERS, own=st.integers(0, 3), why=REASONS, then=THEN)
    def cancels(self, talk: int, order: Order, own: int, why: str, then: str) -> None:
        """An order, mostly an own one."""
        order = self._mostly_own(talk, order, own, "pending")
        self._wish(talk, f"Cancel order {order.id}, {why}", Intent.CANCEL_ORDER, then)

    @rule(talk=TALKS, order=ORDERS, own=st.integers(0, 3), picks=PICKS, way=WAYS, then=THEN)
    def returns(self, talk: int, order: Order, own: int, picks: str, way: str, then: str) -> None:
        """Pieces of an order, mostly an own one."""
        order = self._mostly_own(talk, order, own, "delivered")
        text = f"I want to return {picks} from {order.id}, refund to {way}"
        self._wish(talk, text, Intent.RETURN_OR_EXCHANGE, then)

    @rule(
        talk=TALKS,
        order=ORDERS,
        own=st.integers(0, 3),
        number=st.integers(0, 9),
        form=st.sampled_from(list(FORMS.values())),
        way=WAYS,
        verb=st.sampled_from(["change", "exchange", "swap"]),
        then=THEN,
    )
    def swaps(
        self,
        talk: int,
        order: Order,
        own: int,
        number: int,
        form: Any,
        way: str,
        verb: str,
        then: str,
    ) -> None:
        """One piece for another form, mostly of the same product."""
        status = "pending" if verb == "change" else "delivered"
        order = self._mostly_own(talk, order, own, status)
        item = order.items[number % len(order.items)]
        same = [one for one in FORMS.values() if one.product_id == item.product_id]
        wanted = same[number % len(same)] if own else form
        text = f"{verb} the {item.name} in {order.id} to {wanted.options['color']}, using {way}"
        self._wish(talk, text, Intent.CHANGE_ORDER, then)

    @rule(talk=TALKS, order=ORDERS, own=st.integers(0, 3), way=WAYS, then=THEN)
    def pays(self, talk: int, order: Order, own: int, way: str, then: str) -> None:
        """An order by another method."""
        order = self._mostly_own(talk, order, own, "pending")
        text = f"change the payment of order {order.id} to {way}"
        self._wish(talk, text, Intent.CHANGE_ORDER, then)

    @rule(
        talk=TALKS,
        order=ORDERS,
        own=st.integers(0, 3),
        place=PLACES,
        default=st.booleans(),
        then=THEN,
    )
    def moves(
        self, talk: int, order: Order, own: int, place: str, default: bool, then: str
    ) -> None:
        """To another address: an order, or the customer."""
        order = self._mostly_own(talk, order, own, "pending")
        what = "my default address" if default else f"the address of order {order.id}"
        self._wish(talk, f"change {what} to {place}", Intent.CHANGE_ORDER, then)

    @rule(talk=TALKS, order=ORDERS, question=st.integers(0, 5))
    def asks(self, talk: int, order: Order, question: int) -> None:
        """What the records say, of anybody's order."""
        text, intent = (
            (f"where is order {order.id}?", Intent.ORDER_STATUS),
            (f"has the refund for {order.id} been sent?", Intent.ORDER_STATUS),
            (f"I need an invoice for {order.id}", Intent.ORDER_STATUS),
            ("list all my orders", Intent.ORDER_STATUS),
            ("what is my address and which cards do I have?", Intent.ACCOUNT_HELP),
            (f"what is in the order of {order.customer_id}?", Intent.ORDER_STATUS),
        )[question]
        self._say(self.world.talks[talk], text, intent)

    @rule(talk=TALKS, text=DETAILS, intent=INTENTS)
    def details(self, talk: int, text: str, intent: Intent) -> None:
        """More of what was asked for, or something that fits nothing."""
        self._say(self.world.talks[talk], text, intent)

    @precondition(lambda self: any(one.offered for one in self.world.talks))
    @rule(text=YES, number=st.integers(0, 2))
    def agrees(self, text: str, number: int) -> None:
        """A plain yes to what was summed up last."""
        talk = self._offered(number)
        self._say(talk, text, Intent.AFFIRM, agrees=True)

    @rule(talk=TALKS, text=YES)
    def agrees_to_nothing(self, talk: int, text: str) -> None:
        """A plain yes, whatever was said before."""
        self._say(self.world.talks[talk], text, Intent.AFFIRM, agrees=True)

    @precondition(lambda self: any(one.offered for one in self.world.talks))
    @rule(text=YES, death=st.sampled_from(DEATHS), number=st.integers(0, 2), again=st.booleans())
    def agrees_and_dies(self, text: str, death: str, number: int, again: bool) -> None:
        """The process is killed at a bad moment; the shopper may say it again."""
        talk = self._offered(number)
        self._say(talk, text, Intent.AFFIRM, agrees=True, die=death)
        if again:
            self._say(talk, text, Intent.AFFIRM, agrees=True)

    @rule(talk=TALKS)
    def replays(self, talk: int) -> None:
        """The last message arrives once more."""
        one = self.world.talks[talk]
        text, intent = one.last
        agrees = consent(text) is Consent.YES
        self._say(one, text, intent, agrees=agrees)

    @rule(talk=TALKS, text=HEDGED)
    def hedges(self, talk: int, text: str) -> None:
        """Anything but a plain yes."""
        self._say(self.world.talks[talk], text, Intent.AFFIRM)

    @rule(talk=TALKS, text=SHOPPING)
    def shops(self, talk: int, text: str) -> None:
        """Something else in between."""
        self._say(self.world.talks[talk], text, Intent.SMALL_TALK)

    @rule(talk=TALKS, text=NOISE, intent=INTENTS)
    def babbles(self, talk: int, text: str, intent: Intent) -> None:
        """Anything at all."""
        self._say(self.world.talks[talk], text, intent, agrees=consent(text) is Consent.YES)

    @rule(order=ORDERS)
    def the_shop_packs(self, order: Order) -> None:
        """An order is processed while the conversation goes on."""
        now = next(one for one in self.world.records.orders if one.id == order.id)
        if now.status == "pending":
            self.world.shop_moves(order.id, "processed")

    def teardown(self) -> None:
        """Everything said yes to has been carried out or given up; nothing waits."""
        waiting = self.world.ledger.unfinished()
        FIGURES.update(self.world.figures)
        self.world.close()
        assert not waiting

    def _say(
        self, talk: Talk, text: str, intent: Intent, *, agrees: bool = False, die: str = ""
    ) -> None:
        self.world.say(talk, text, intent, agrees=agrees, die=die)

    def _wish(self, number: int, text: str, intent: Intent, then: str) -> None:
        talk = self.world.talks[number]
        self._say(talk, text, intent)
        if then and talk.offered:
            die = then if then in DEATHS else ""
            self._say(talk, "yes", Intent.AFFIRM, agrees=True, die=die)

    def _offered(self, number: int) -> Talk:
        open_ones = [one for one in self.world.talks if one.offered]
        return open_ones[number % len(open_ones)]

    def _mostly_own(self, talk: int, order: Order, own: int, status: str) -> Order:
        """One of the verified customer's in this state, three times of four."""
        customer = self.world.talks[talk].state.desk.customer
        theirs = [one for one in self.world.records.orders if one.customer_id == customer]
        fitting = [one for one in theirs if one.status == status] or theirs
        return fitting[int(order.id[-1]) % len(fitting)] if own and fitting else order


def _introduction(who: Customer, name: bool) -> str:
    if name:
        return f"I'm {who.first_name} {who.last_name} and my zip is {who.address.postal_code}"
    return f"my email is {who.email}"


def test_at_the_desk(capsys: Any) -> None:
    nightly = "DAOGOU_SEQUENCES" in os.environ
    try:
        run_state_machine_as_test(
            AtTheDesk,
            settings=settings(
                max_examples=SEQUENCES,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=not nightly,
                database=None,
                suppress_health_check=list(HealthCheck),
                # A transcript tells more than a shrunk sequence, and sooner.
                phases=[Phase.generate],
                print_blob=True,
            ),
        )
    finally:
        if nightly:
            with capsys.disabled():
                print("\n" + ", ".join(f"{count} {name}" for name, count in FIGURES.items()))
    assert FIGURES["changes"] > 0
    assert FIGURES["kills"] > 0


WISHES = (
    ("Cancel order #W7100002, ordered by mistake", Intent.CANCEL_ORDER),
    ("change the lamp in #W7100001 to white, using my paypal", Intent.CHANGE_ORDER),
    ("change the address of #W7100001 to 12 Birch Way, Boston, MA 02110", Intent.CHANGE_ORDER),
    ("change the payment of order #W7100002 to my PayPal", Intent.CHANGE_ORDER),
    ("return everything from #W7100003, refund to my gift card", Intent.RETURN_OR_EXCHANGE),
    ("exchange the lamp in #W7100005 for the black one, with my PayPal", Intent.RETURN_OR_EXCHANGE),
    ("change my default address to 12 Birch Way, Boston, MA 02110", Intent.CHANGE_ORDER),
)


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("wish", "death"),
    [
        *((WISHES[1], death) for death in DEATHS),
        *((wish, "after the change") for wish in WISHES),
    ],
)
def test_a_change_survives_a_kill_and_is_made_once(
    world: World, wish: tuple[str, Intent], death: str
) -> None:
    (talk, *_) = world.talks
    world.say(talk, "my email is ada.quill@example.com", Intent.ACCOUNT_HELP, agrees=False)
    world.say(talk, *wish, agrees=False)
    assert talk.offered, world.transcript
    world.say(talk, "yes", Intent.AFFIRM, agrees=True, die=death)
    world.say(talk, "yes", Intent.AFFIRM, agrees=True)
    world.say(talk, "yes", Intent.AFFIRM, agrees=True)
    assert (world.figures["kills"], world.figures["changes"]) == (1, 1)
    assert "Done: " in world.transcript[-3]


@pytest.mark.parametrize(
    "between",
    [
        "my email is cyd.marsh@example.com",
        "where is order #W7300001?",
        "how long do refunds take in general?",
        "do you have red sofas?",
    ],
)
def test_a_yes_counts_only_right_after_its_summary(world: World, between: str) -> None:
    (talk, *_) = world.talks
    world.say(talk, "my email is ada.quill@example.com", Intent.ACCOUNT_HELP, agrees=False)
    world.say(talk, *WISHES[0], agrees=False)
    assert talk.offered
    world.say(talk, between, Intent.SMALL_TALK, agrees=False)
    again = bool(talk.offered)
    world.say(talk, "yes", Intent.AFFIRM, agrees=True)
    assert world.figures["changes"] == again
