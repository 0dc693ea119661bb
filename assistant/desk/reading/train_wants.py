"""Trains what tells operations apart: ``python -m assistant.desk.reading.train_wants``."""

import random
import re
from pathlib import Path

from assistant.desk.reading.linear import LinearModel, fit
from assistant.desk.reading.wants import WEIGHTS, heard
from assistant.types import Intent
from assistant.understanding.data import written as utterances

_SEED = 11
_COPIES = 6
"""Variants made of each line with a blank to fill; half as many of others."""
_STRENGTH = 30.0
_FILLS: dict[str, tuple[str, ...]] = {
    "thing": tuple(
        """lamp, blue lamp, water bottle, keyboard, mouse, shoes, running shoes, boots, jacket, red
        jacket, backpack, hose, garden hose, thermostat, headphones, earbuds, camera, watch, tablet,
        laptop, shirt, t-shirt, dress, sofa, chair, office chair, desk, bike, helmet, yoga mat,
        puzzle, kettle, coffee maker, vacuum, speaker, charger, phone, bookshelf, mug,
        pillow, blanket, curtains, jeans, sneakers, luggage, skateboard, candle, hat, gloves, toy,
        perfume and the mug, lamp and the chair, bulbs, two bulbs, smart watch, tea kettle, book,
        monitor, printer, fridge, stroller, ring, necklace, drill, knife set, rug, umbrella
        """.replace("\n", " ").split(",")
    ),
    "form": tuple(
        """a bigger size, a smaller one, size 10, size M, the large one, a large, black, a blue
        one, the red one, the same in red, one in leather, the 500ml one, the cheapest available,
        a cheaper one, i7 instead of i5, the waterproof version, one with clicky switches, tactile,
        a different colour, another size, the 64GB model, green, the wooden one, a new one, XL,
        something cheaper, one size up, steel instead of glass, the wireless one, the silver version
        """.replace("\n", " ").split(",")
    ),
    "order": (
        "order {id}", "{id}", "my order", "my order {id}", "my last order", "the order", "it",
        "order number {number}", "the order from last week", "my pending order", "my recent order",
        "order {number}", "my purchase", "that order",
    ),
    "address": (
        "12 Oak Street, Portland OR 97205", "my sister's place", "my office", "a different address",
        "445 Maple Drive, Suite 3, Fort Worth, Texas 76165", "my new apartment", "9 Birch Lane",
        "another address", "my work address", "my parents", "78 High St, Denver",
    ),
    "method": (
        "paypal", "visa", "gift card", "credit card", "mastercard", "other card", "paypal account",
        "card ending 1234", "original payment method", "store credit",
    ),
    "name": ("Mei Chen", "yusuf rossi", "Anna Schmidt", "John O'Brien", "lucas garcia"),
    "zip": ("19122", "80331", "28236", "SW1A 1AA"),
    "email": ("a.b@example.com", "mei@example.org"),
    "number": ("10234", "5512", "2378156"),
    "id": ("#W2378156", "W1234567", "#10234", "MF-10234", "#W77"),
}  # fmt: skip
_LABELS = {
    Intent.ORDER_STATUS: "status",
    Intent.DELIVERY_QUESTION: "rules",
    **dict.fromkeys(
        (
            *(Intent.FIND_PRODUCT, Intent.REFINE_SEARCH, Intent.RECOMMEND, Intent.ADD_TO_CART),
            *(Intent.PRODUCT_QUESTION, Intent.COMPARE_PRODUCTS, Intent.VIEW_CART),
            *(Intent.SMALL_TALK, Intent.OUT_OF_SCOPE, Intent.HUMAN_AGENT, Intent.AFFIRM),
            *(Intent.DENY, Intent.ACCOUNT_HELP),
        ),
        "none",
    ),
}
_BLANK = re.compile(r"\{(\w+)\}")
_BEFORE = ("hi, ", "hello ", "hey ", "please ", "so ", "ok ", "and ", "also ", "then ", "i think ",
           "can you help me, ", "well ", "actually ", "hi there! ", "i also want to: ")  # fmt: skip
_AFTER = (" please", " thanks", " asap", "?", "!", ".", " for me", " today", " if possible", " pls")


def train(seed: int = _SEED) -> LinearModel:
    """The model from the written lines; the same seed gives the same weights."""
    rng = random.Random(seed)
    rows: list[tuple[str, ...]] = []
    labels: list[str] = []
    for label, text in (*written(), *of_intents()):
        for _ in range(_COPIES if _BLANK.search(text) else 2):
            filled = _filled(text, rng)
            rows.append(heard(_wrapped(filled, rng)))
            labels.append(label)
    return fit(rows, labels, strength=_STRENGTH)


def of_intents() -> list[tuple[str, str]]:
    """(label, line) of the intents' own utterances, as far as the intent tells the label."""
    return [
        (_LABELS[example.intent], example.text)
        for example in utterances()
        if example.intent in _LABELS and "address" not in example.text
    ]


def written() -> list[tuple[str, str]]:
    """(label, line with blanks) of ``wants.txt``."""
    lines = (Path(__file__).parent / "wants.txt").read_text("utf-8").splitlines()
    pairs = []
    for line in lines:
        label, _, texts = line.partition(": ")
        pairs += [(label, text.strip()) for text in texts.split(" | ")]
    return pairs


def _filled(text: str, rng: random.Random) -> str:
    while match := _BLANK.search(text):
        fill = rng.choice(_FILLS[match[1]]).strip()
        text = text[: match.start()] + " ".join(fill.split()) + text[match.end() :]
    return text


def _wrapped(text: str, rng: random.Random) -> str:
    before = rng.choice(_BEFORE) if rng.random() < 0.3 else ""
    after = rng.choice(_AFTER) if rng.random() < 0.3 else ""
    return f"{before}{text}{after}"


if __name__ == "__main__":
    train().save(WEIGHTS)
