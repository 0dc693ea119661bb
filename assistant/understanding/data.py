"""What the intent classifier learns from and is measured on.

Hand-written utterances come with the package (``utterances/``); public data sets, where they are
present, add to them. Three parts that share nothing: ``train``, ``dev`` (for choices such as the
threshold) and ``tests``, one list a source.
"""

import hashlib
import os
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.types import Intent
from assistant.understanding.clean import clean_message
from assistant.understanding.context import Asked, Context
from assistant.understanding.intent import NEEDS
from retrieval.errors import ModelError

UTTERANCES = Path(__file__).parent / "utterances"
WRITTEN = "written"
"""Name of the source of hand-written lines that are read alone."""
IN_CONTEXT = "in context"
"""Name of the source of hand-written lines that mean what they do by what went before."""
_LAST: dict[str, tuple[Intent | None, ...]] = {
    "none": (None,),
    "search": (Intent.FIND_PRODUCT, Intent.REFINE_SEARCH, Intent.RECOMMEND),
    "question": (Intent.PRODUCT_QUESTION,),
    "compare": (Intent.COMPARE_PRODUCTS,),
    "cart": (Intent.ADD_TO_CART, Intent.VIEW_CART),
    "order": (Intent.ORDER_STATUS,),
    "change": (Intent.CANCEL_ORDER, Intent.CHANGE_ORDER),
    "cancel": (Intent.CANCEL_ORDER,),
    "amend": (Intent.CHANGE_ORDER,),
    "returns": (Intent.RETURN_OR_EXCHANGE,),
    "delivery": (Intent.DELIVERY_QUESTION,),
    "payment": (Intent.PAYMENT_QUESTION,),
    "account": (Intent.ACCOUNT_HELP,),
    "complaint": (Intent.COMPLAINT,),
    "person": (Intent.HUMAN_AGENT,),
    "talk": (Intent.SMALL_TALK,),
}
_ASKED = {"-": Asked.NOTHING, "yes": Asked.YES_OR_NO, "pick": Asked.A_CHOICE}


@dataclass(frozen=True, slots=True)
class Example:
    """One message with what it wants."""

    text: str
    intent: Intent
    source: str
    context: Context | None = None
    """None: it means the same wherever it is said."""
    need: bool = False
    """Whether it tells what something is for, whom it is to please, or what is wrong, and names no
    thing."""


@dataclass(frozen=True)
class IntentData:
    """Examples of the three parts; ``tests`` maps a source's name to its held-back examples."""

    train: tuple[Example, ...]
    dev: tuple[Example, ...]
    tests: dict[str, tuple[Example, ...]]

    @property
    def sha256(self) -> str:
        """Hash of everything that training sees."""
        digest = hashlib.sha256()
        for example in (*self.train, *self.dev):
            context = example.context.in_words() if example.context else ""
            said = f"{example.text}\t{context}\t{example.intent}\t{example.need}\n"
            digest.update(said.encode())
        return digest.hexdigest()


def data_folder(data: Path | None) -> Path | None:
    """Folder of the public data sets: ``data``, else ``$DAOGOU_DATA``, else ``../shared/data``.

    None when nothing was named and the last does not exist. Raises ModelError when a folder was
    named and is not there.
    """
    named = data or (Path(os.environ["DAOGOU_DATA"]) if os.environ.get("DAOGOU_DATA") else None)
    if named is not None:
        if not named.is_dir():
            raise ModelError(f"No data folder at {named}: name the right one with --data.")
        return named
    usual = Path(__file__).parents[2] / ".." / "shared" / "data"
    return usual.resolve() if usual.is_dir() else None


def written(split: str = "train") -> tuple[Example, ...]:
    """Hand-written utterances of ``split`` ("train" or "test"), repeated lines dropped."""
    folder = UTTERANCES / "test" if split == "test" else UTTERANCES
    examples: list[Example] = []
    files = [(f"{intent}.txt", intent, False) for intent in Intent]
    if split == "train":
        files += [(f"{intent}_by_need.txt", intent, True) for intent in NEEDS]
    for name, intent, need in files:
        lines = (folder / name).read_text("utf-8").splitlines()
        unique = dict.fromkeys(clean_message(line) for line in lines)
        examples.extend(Example(line, intent, WRITTEN, need=need) for line in unique if line)
    return tuple(examples)


def in_context(split: str = "train") -> tuple[Example, ...]:
    """The lines of ``in_context.txt`` of ``split``, one example a message and last intent.

    A line is ``last asked intent: message | message``; its first two words are keys of ``_LAST``
    and ``_ASKED``.
    """
    folder = UTTERANCES / "test" if split == "test" else UTTERANCES
    examples: list[Example] = []
    for line in (folder / "in_context.txt").read_text("utf-8").splitlines():
        head, _, messages = line.partition(": ")
        last, asked, intent = head.split()
        for number, text in enumerate(dict.fromkeys(map(clean_message, messages.split(" | ")))):
            lasts = _LAST[last]
            # Training takes each last intent in turn, the test the likeliest.
            context = Context(lasts[number % len(lasts) if split == "train" else 0], _ASKED[asked])
            examples.append(Example(text, Intent(intent), IN_CONTEXT, context))
    return tuple(examples)


def intent_data(data: Path | None = None, *, seed: int = 13) -> IntentData:
    """Everything, split and balanced: hand-written lines whole, each other source capped.

    Without the public data sets it is the hand-written part alone.
    """
    from assistant.understanding.outside import outside_examples

    rng = random.Random(seed)
    train, dev = _by_opening(written("train"))
    more, held = _hold_back(in_context("train"), 0.15, rng)
    train, dev = train + more, dev + held
    tests = {WRITTEN: written("test"), IN_CONTEXT: in_context("test")}
    folder = data_folder(data)
    if folder is not None:
        for source in outside_examples(folder, rng):
            more, held = _hold_back(source.train, 0.1, rng)
            train += more
            dev += held
            if source.test:
                tests[source.name] = source.test
    forbidden = {normal_form(e.text) for examples in tests.values() for e in examples}
    return IntentData(tuple(_without(train, forbidden)), tuple(_without(dev, forbidden)), tests)


def normal_form(text: str) -> str:
    """The message without case, punctuation and digits, to recognise it written twice."""
    return re.sub(r"[^\w]+|\d+", " ", text.casefold()).strip()


def cap(examples: Iterable[Example], limit: int, rng: random.Random) -> tuple[Example, ...]:
    """At most ``limit`` examples of each intent, drawn at random, unique by normal form."""
    groups: dict[Intent, dict[str, Example]] = defaultdict(dict)
    for example in examples:
        groups[example.intent].setdefault(normal_form(example.text), example)
    result: list[Example] = []
    for group in groups.values():
        kept = list(group.values())
        rng.shuffle(kept)
        result.extend(kept[:limit])
    return tuple(result)


def opening(text: str) -> str:
    """The first two words, which name a family of phrasings: "i want", "help me"."""
    return " ".join(re.findall(r"[a-z']+", text.casefold().replace("'", ""))[:2])


def _by_opening(examples: Sequence[Example]) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """One family in ten to dev, so that dev asks for more than what was seen."""
    kept: list[Example] = []
    held: list[Example] = []
    for example in examples:
        family = f"{example.intent} {example.need} {opening(example.text)}"
        (held if zlib.crc32(family.encode()) % 10 == 0 else kept).append(example)
    return tuple(kept), tuple(held)


def _hold_back(
    examples: Sequence[Example], share: float, rng: random.Random
) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Split off ``share`` of each intent."""
    groups: dict[Intent, list[Example]] = defaultdict(list)
    for example in examples:
        groups[example.intent].append(example)
    kept: list[Example] = []
    held: list[Example] = []
    for group in groups.values():
        rng.shuffle(group)
        cut = round(len(group) * share)
        held.extend(group[:cut])
        kept.extend(group[cut:])
    return tuple(kept), tuple(held)


def _without(examples: Iterable[Example], forbidden: set[str]) -> Iterable[Example]:
    # An empty form ("???") says nothing about a shared template.
    return (e for e in examples if (form := normal_form(e.text)) == "" or form not in forbidden)
