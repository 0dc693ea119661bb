"""``daogou evaluate references``: generated follow-ups over real result lists."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from assistant.simulator.meanings import Meaning
from assistant.simulator.nouns import find_nouns
from assistant.simulator.reference_cases import MAKERS
from assistant.simulator.stores import default_stores, find_store, import_bars
from assistant.understanding.references import References, resolve_references
from assistant.understanding.report import Cell, Report, Table, present
from retrieval.index_folder import Store
from retrieval.store import open_store
from retrieval.types import Product, Query

_FRAMES = (
    "{}", "tell me more about {}", "add {} to my cart", "is {} in stock?", "I'll take {}",
    "what about {}?", "how much is {}?", "are there reviews of {}?", "no, I mean {}",
    "{} looks good", "what is {} made of?", "can you show me {} again?", "let's take {}",
    "I prefer {}", "give me details on {}", "{} please", "what do you think of {}?",
    "does {} come in other sizes?", "hmm, {} maybe", "can I see {} up close?",
)  # fmt: skip
_PLURAL_FRAMES = (
    "{}", "compare {}", "tell me more about {}", "how much are {}?", "what about {}?",
    "add {} to my cart", "what is the difference between {}?", "I'd like to know more about {}",
    "which of {} is better?",
)  # fmt: skip
_LISTS = 400
"""Result lists a store, at most."""


@dataclass(frozen=True, slots=True)
class ReferenceCase:
    """A message over products shown, and what it means."""

    store: str
    kind: str
    text: str
    shown: tuple[Product, ...]
    meaning: Meaning

    def right(self, found: References) -> bool:
        """Whether exactly what is meant was found: the same products, or, where several fit, the
        report that just these do."""
        meant, among = set(self.meaning.ids), set(self.meaning.among)
        return set(found.ids) == meant and set(found.ambiguous) == among


def generate(store: str, opened: Store, count: int, seed: str) -> list[ReferenceCase]:
    """``count`` cases over searches in one store, kinds taking turns; the same seed makes the same
    cases. Fewer where the catalogue does not have what a kind needs."""
    lists = list(_lists(opened, random.Random(seed)))
    wanted = -(-count // len(MAKERS))
    cases: list[ReferenceCase] = []
    for turn, (kind, maker) in enumerate(MAKERS.items()):
        made: list[ReferenceCase] = []
        said: Counter[str] = Counter()
        begin = turn * len(lists) // len(MAKERS)  # each kind begins with other lists
        for number, (noun, shown) in enumerate((*lists[begin:], *lists[:begin])):
            rng = random.Random(f"{seed}-{kind}-{number}")
            meanings = list(maker(shown, noun, rng))
            # Chance alone would bring few that are unclear.
            unclear = [meaning for meaning in meanings if meaning.among]
            if not meanings:
                continue
            chosen = rng.choice(unclear if unclear and len(made) % 2 else meanings)
            text = _framed(chosen, rng)
            if said[text] < 2:
                said[text] += 1
                made.append(ReferenceCase(store, kind, text, shown, chosen))
            if len(made) == wanted:
                break
        cases += made
    return cases


def _lists(opened: Store, rng: random.Random) -> Iterator[tuple[str, tuple[Product, ...]]]:
    """Result lists of 2 to 8 products for searches by noun."""
    nouns = sorted(find_nouns(opened.products))
    for _ in range(_LISTS if nouns else 0):
        noun = rng.choice(nouns)
        size = rng.choice((2, 3, 3, 4, 4, 5, 5, 5, 6, 8))
        found = opened.retriever.search(Query(noun, top=20))
        ids = list(dict.fromkeys(candidate.product_id for candidate in found))
        start = rng.randrange(0, 6)
        shown = tuple(opened.get(product_id) for product_id in ids[start : start + size])
        if len(shown) == size:
            yield noun, shown


def _framed(meaning: Meaning, rng: random.Random) -> str:
    if meaning.whole:
        text = meaning.phrase
    else:
        frames: tuple[str, ...] = _PLURAL_FRAMES if meaning.plural else _FRAMES
        if "$" in meaning.phrase:  # nobody asks for the price that they have just said
            frames = tuple(frame for frame in frames if "how much" not in frame)
        text = rng.choice(frames).format(meaning.phrase)
    style = rng.random()
    if style < 0.1:
        return text.upper()
    if style < 0.3:
        return text.rstrip("?").lower()
    return text[:1].upper() + text[1:] if style < 0.5 else text


def evaluate_references(
    data: Path | None,
    *,
    stores: Sequence[str] = (),
    mapping: Path | None = None,
    cases: int = 180,
    seed: int = 0,
    json_out: bool = False,
    docs: Path | None = None,
    failures_file: Path | None = None,
) -> list[tuple[ReferenceCase, References]]:
    """Resolve ``cases`` follow-ups a store, print accuracy by kind and every failure; hands back
    all cases with what was found.

    Args:
        stores: see ``find_store``; empty: the demo store and the public catalogues in ``data``.
        failures_file: where failures are written too.
    """
    done: list[tuple[ReferenceCase, References]] = []
    names = stores or default_stores(data)
    with Progress(console=Console(stderr=True), transient=True) as bars:
        for which in bars.track(names, description="References"):
            store = find_store(which, data, mapping, import_bars(bars))
            for case in generate(store.name, open_store(store.folder), cases, f"{seed}-{which}"):
                found = resolve_references(case.text, case.shown, case.meaning.focus)
                done.append((case, found))
    failures = [failure_line(case, found) for case, found in done if not case.right(found)]
    present(_report(done, failures, seed), json_out=json_out, docs=docs)
    if not json_out:
        print("\n".join(failures))
    if failures_file is not None:
        failures_file.write_text("".join(f"{line}\n" for line in failures), "utf-8")
    return done


def _report(
    done: Sequence[tuple[ReferenceCase, References]], failures: Sequence[str], seed: int
) -> Report:
    by_kind: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    by_store: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for case, found in done:
        entry = (case.right(found), bool(case.meaning.among))
        by_kind[case.kind].append(entry)
        by_store[case.store].append(entry)
        by_store["all"].append(entry)
    head = ("accuracy", "follow-ups", "clear", "right when clear", "unclear", "asks when unclear")
    tables = (
        Table("Follow-up references", ("catalogue", *head), _rows(_last(by_store, "all"))),
        Table("Follow-up references by kind", ("kind", *head), _rows(by_kind)),
    )
    values = {
        "accuracy": {store: _share([right for right, _ in one]) for store, one in by_store.items()},
        "by_kind": {kind: _share([right for right, _ in one]) for kind, one in by_kind.items()},
        "follow_ups": len(done),
        "failures": list(failures),
    }
    command = "daogou evaluate references" + (f" --seed {seed}" if seed else "")
    return Report("references", command, tables, values)


def _last(
    groups: dict[str, list[tuple[bool, bool]]], name: str
) -> dict[str, list[tuple[bool, bool]]]:
    return {key: groups[key] for key in (*(k for k in groups if k != name), name) if key in groups}


def _rows(groups: dict[str, list[tuple[bool, bool]]]) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = []
    for name, entries in groups.items():
        clear = [right for right, unclear in entries if not unclear]
        asked = [right for right, unclear in entries if unclear]
        rows.append(
            (
                name,
                _share([right for right, _ in entries]),
                len(entries),
                len(clear),
                _share(clear) if clear else "",
                len(asked),
                _share(asked) if asked else "",
            )
        )
    return tuple(rows)


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def failure_line(case: ReferenceCase, found: References) -> str:
    """kind, store: text | shown | expected | got."""
    place = {product.id: number for number, product in enumerate(case.shown, 1)}
    shown = "; ".join(f"{place[p.id]} {p.title[:60]} [{_about(p)}]" for p in case.shown)
    focus = f" (focus {place[case.meaning.focus]})" if case.meaning.focus else ""
    wanted = _places(case.meaning.ids, case.meaning.among, place)
    got = _places(found.ids, found.ambiguous, place)
    return f"{case.kind}, {case.store}: {case.text!r}{focus} | {shown} | {wanted} | {got}"


def _about(product: Product) -> str:
    weight = product.attributes.get("Weight", "")
    parts = (product.id, product.brand, ",".join(product.colours), product.price, product.rating)
    return " ".join(str(part) for part in (*parts, weight) if part)


def _places(ids: Sequence[str], among: Sequence[str], place: dict[str, int]) -> str:
    if among:
        return f"asks among {sorted(place[one] for one in among)}"
    return str([place[one] for one in ids]) if ids else "nothing"
