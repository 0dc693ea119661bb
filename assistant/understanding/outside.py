"""Public data sets read as examples of Daogou's intents.

Each source is split so that training and test share no template: Bitext by the opening words of
its templates, the others by their own test files or by whole records. Classes whose meaning in a
shop is unclear are left out rather than guessed.
"""

import csv
import json
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.types import Intent
from assistant.understanding.clean import clean_message
from assistant.understanding.data import Example, cap, opening

BITEXT = {
    "cancel_order": Intent.CANCEL_ORDER,
    "check_cancellation_fee": Intent.CANCEL_ORDER,
    "change_order": Intent.CHANGE_ORDER,
    "change_shipping_address": Intent.CHANGE_ORDER,
    "set_up_shipping_address": Intent.ACCOUNT_HELP,
    "check_invoice": Intent.PAYMENT_QUESTION,
    "get_invoice": Intent.PAYMENT_QUESTION,
    "check_payment_methods": Intent.PAYMENT_QUESTION,
    "payment_issue": Intent.PAYMENT_QUESTION,
    "check_refund_policy": Intent.RETURN_OR_EXCHANGE,
    "get_refund": Intent.RETURN_OR_EXCHANGE,
    "track_refund": Intent.RETURN_OR_EXCHANGE,
    "complaint": Intent.COMPLAINT,
    "contact_customer_service": Intent.HUMAN_AGENT,
    "contact_human_agent": Intent.HUMAN_AGENT,
    "create_account": Intent.ACCOUNT_HELP,
    "delete_account": Intent.ACCOUNT_HELP,
    "edit_account": Intent.ACCOUNT_HELP,
    "recover_password": Intent.ACCOUNT_HELP,
    "registration_problems": Intent.ACCOUNT_HELP,
    "switch_account": Intent.ACCOUNT_HELP,
    "newsletter_subscription": Intent.ACCOUNT_HELP,
    "delivery_options": Intent.DELIVERY_QUESTION,
    "delivery_period": Intent.DELIVERY_QUESTION,
    "track_order": Intent.ORDER_STATUS,
}
"""``place_order`` and ``review`` are left out: none of the intents is theirs."""

CLINC = {
    "order_status": Intent.ORDER_STATUS,
    "yes": Intent.AFFIRM,
    "no": Intent.DENY,
    **dict.fromkeys(
        (
            "who_made_you", "meaning_of_life", "who_do_you_work_for", "do_you_have_pets",
            "what_are_your_hobbies", "what_is_your_name", "where_are_you_from", "goodbye",
            "thank_you", "greeting", "tell_joke", "are_you_a_bot", "how_old_are_you",
            "what_can_i_ask_you",
        ),
        Intent.SMALL_TALK,
    ),
}  # fmt: skip
CLINC_UNCLEAR = frozenset(
    (
        "order", "shopping_list", "shopping_list_update", "maybe", "cancel", "repeat", "fun_fact",
        "card_declined", "user_name", "change_user_name", "change_ai_name", "change_language",
        "nutrition_info", "calories", "food_last", "ingredients_list", "redeem_rewards",
        "rewards_balance", "spending_history", "reset_settings",
    )
)  # fmt: skip
CLINC_UNSEEN = frozenset(
    (
        "book_hotel", "mpg", "w2", "smart_home", "play_music", "definition", "apr", "recipe",
        "gas_type", "vaccines",
    )
)  # fmt: skip
"""Out-of-scope classes that training never sees, to measure abstaining on the unknown."""

BANKING = {
    "transaction_charged_twice": Intent.PAYMENT_QUESTION,
    "passcode_forgotten": Intent.ACCOUNT_HELP,
    "edit_personal_details": Intent.ACCOUNT_HELP,
    "terminate_account": Intent.ACCOUNT_HELP,
    "request_refund": Intent.RETURN_OR_EXCHANGE,
    "Refund_not_showing_up": Intent.RETURN_OR_EXCHANGE,
}
BANKING_UNCLEAR = frozenset(
    (
        "card_arrival", "card_delivery_estimate", "order_physical_card", "visa_or_mastercard",
        "country_support", "apple_pay_or_google_pay", "declined_card_payment",
        "pending_card_payment", "reverted_card_payment?", "card_payment_fee_charged",
        "card_payment_not_recognised",
        "card_acceptance", "verify_my_identity", "unable_to_verify_identity", "why_verify_identity",
        "lost_or_stolen_phone", "age_limit", "supported_cards_and_currencies",
        "fiat_currency_support",
    )
)  # fmt: skip
SMALL_TALK_FILES = ("ai", "botprofile", "conversations", "emotion", "greetings", "humor")


@dataclass(frozen=True)
class Source:
    """One data set's share of training and its held-back test."""

    name: str
    train: tuple[Example, ...]
    test: tuple[Example, ...]


def outside_examples(folder: Path, rng: random.Random) -> Iterator[Source]:
    """Every known data set in ``folder``; those that are not there are passed over."""
    readers = (
        ("bitext_intents", _bitext),
        ("clinc150", _clinc),
        ("banking77", _banking),
        ("webshop_goals", _webshop),
        ("wands_queries", _wands),
        ("product_qa", _product_qa),
        ("chatterbot_smalltalk", _chatterbot),
    )
    for name, reader in readers:
        if (folder / name).is_dir():
            yield reader(folder / name, rng)


def _bitext(folder: Path, rng: random.Random) -> Source:
    train: list[Example] = []
    test: list[Example] = []
    for row in _rows(folder / "train.csv"):
        if (intent := BITEXT.get(row["intent"])) is None:
            continue
        text = clean_message(row["utterance"])
        # One family in five is held back, the same for every intent and on every machine.
        part = test if zlib.crc32(opening(text).encode()) % 5 == 0 else train
        part.append(Example(text, intent, "bitext"))
    return Source("bitext", cap(train, 130, rng), cap(test, 60, rng))


def _clinc(folder: Path, rng: random.Random) -> Source:
    data: dict[str, list[list[str]]] = json.loads((folder / "data_full.json").read_text("utf-8"))

    def examples(*parts: str, unseen: bool) -> Iterator[Example]:
        for part in parts:
            for text, label in data[part]:
                if label in CLINC_UNCLEAR or (label in CLINC_UNSEEN and not unseen):
                    continue
                intent = CLINC.get(label, Intent.OUT_OF_SCOPE)
                yield Example(clean_message(text), intent, "clinc150")

    common = cap(examples("train", unseen=False), 450, rng)
    small_talk = [e for e in common if e.intent is Intent.SMALL_TALK][:200]
    others = [e for e in common if e.intent is not Intent.SMALL_TALK]
    strays = cap(examples("oos_train", "oos_val", unseen=False), 150, rng)
    test = cap(examples("test", "oos_test", unseen=True), 400, rng)
    return Source("clinc150", (*small_talk, *others, *strays), test)


def _banking(folder: Path, rng: random.Random) -> Source:
    def examples(name: str) -> Iterator[Example]:
        for row in _rows(folder / name):
            if row["category"] not in BANKING_UNCLEAR:
                intent = BANKING.get(row["category"], Intent.OUT_OF_SCOPE)
                yield Example(clean_message(row["text"]), intent, "banking77")

    train = cap(examples("train.csv"), 90, rng)
    # A bank's own words for accounts and refunds are a hint, not a model: few of them.
    few = cap((e for e in train if e.intent is not Intent.OUT_OF_SCOPE), 40, rng)
    strangers = tuple(e for e in train if e.intent is Intent.OUT_OF_SCOPE)
    return Source("banking77", (*strangers, *few), cap(examples("test.csv"), 200, rng))


def _webshop(folder: Path, rng: random.Random) -> Source:
    goals: dict[str, list[str]] = json.loads((folder / "goal_query_map.json").read_text("utf-8"))
    pairs = list(goals.items())
    rng.shuffle(pairs)

    def examples(part: list[tuple[str, list[str]]]) -> tuple[Example, ...]:
        texts = [text for goal, queries in part for text in (goal, *queries[:1])]
        kept = (clean_message(text) for text in texts)
        return tuple(Example(t, Intent.FIND_PRODUCT, "webshop") for t in kept if t)

    return Source("webshop", examples(pairs[:150]), examples(pairs[-100:]))


def _wands(folder: Path, rng: random.Random) -> Source:
    rows = _rows(folder / "query.csv", delimiter="\t")
    texts = [clean_message(row["query"]) for row in rows]
    rng.shuffle(texts)
    examples = [Example(text, Intent.FIND_PRODUCT, "wands") for text in texts]
    return Source("wands", tuple(examples[:200]), tuple(examples[-100:]))


def _product_qa(folder: Path, rng: random.Random) -> Source:
    def examples(name: str) -> Iterator[Example]:
        for row in _rows(folder / name, delimiter="\t"):
            text = clean_message(row["question"] or "")
            # Asking for a difference is compare_products.
            if text and not re.search(r"\b(difference|versus|vs|compare)\b", text):
                yield Example(text, Intent.PRODUCT_QUESTION, "product_qa")

    names = ("train", "test")
    train, test = (examples(f"hetPQA__answer_generation__{name}.csv") for name in names)
    return Source("product_qa", cap(train, 300, rng), cap(test, 200, rng))


def _chatterbot(folder: Path, rng: random.Random) -> Source:
    import yaml

    texts: list[str] = []
    for name in SMALL_TALK_FILES:
        content = yaml.safe_load((folder / "english" / f"{name}.yml").read_text("utf-8"))
        texts.extend(clean_message(str(talk[0])) for talk in content["conversations"])
    examples = cap((Example(t, Intent.SMALL_TALK, "chatterbot") for t in texts if t), 400, rng)
    cut = len(examples) * 3 // 4
    return Source("chatterbot", examples[:cut], examples[cut:])


def _rows(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        if delimiter == ",":
            yield from csv.DictReader(file)
        else:
            yield from csv.DictReader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE)
