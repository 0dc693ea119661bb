"""What the simulated shoppers found, as tables, as JSON and as transcripts."""

from collections.abc import Callable, Sequence
from statistics import fmean, quantiles
from typing import Any

from assistant.simulator.conversation import Break, Result
from assistant.simulator.goals import KINDS, UNSOLVABLE
from assistant.simulator.noise import NOISES
from assistant.simulator.plan import STYLES
from assistant.simulator.run import ASSISTANT, StoreResults
from assistant.simulator.wishes import HARD, Wish
from assistant.understanding.report import Cell, Report, Table
from retrieval.types import Product


def report(stores: Sequence[StoreResults], command: str) -> Report:
    """The whole outcome."""
    tables = (_overall(stores), _by("kind of goal", stores, lambda r: r.goal.kind, _KINDS),
              _by("way of telling", stores, lambda r: r.style, STYLES),
              _by("noise", stores, lambda r: r.noise, tuple(NOISES)))  # fmt: skip
    return Report("dialogues", command, tables, {"stores": [_values(one) for one in stores]})


_KINDS = (*KINDS, UNSOLVABLE)


def hard(result: Result) -> tuple[Break, ...]:
    """Broken limits of the kinds that must never be broken."""
    return tuple(one for one in result.breaks if one.wish.aspect in HARD)


def _overall(stores: Sequence[StoreResults]) -> Table:
    columns = (
        "catalogue", "method", "goals", "served", "at once", "turns", "hard broken", "in talks",
        "other broken", "none fits", "pointing", "p95 ms",
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for store in stores:
        for method, results in store.by_method.items():
            v = _summary(results)
            own = method == ASSISTANT
            rows.append(
                (
                    store.store,
                    method,
                    v["goals"],
                    v["served"],
                    v["at_once"],
                    round(v["turns"], 2),
                    v["hard_broken"],
                    v["broken_talks"],
                    v["other_broken"],
                    v["none_fits"],
                    v["pointing"] if own else "",
                    round(v["p95_ms"]) if own else "",
                )
            )
    return Table("Simulated shoppers with hidden goals", columns, tuple(rows))


def _by(
    title: str, stores: Sequence[StoreResults], key: Callable[[Result], str], order: Sequence[str]
) -> Table:
    """Shares served and broken hard limits of the assistant by a property, a column a store."""
    heads = (f"{store.store}{what}" for store in stores for what in ("", " goals", " broken"))
    columns = (title, *heads)
    rows: list[tuple[Cell, ...]] = []
    for name in order:
        cells: list[Cell] = [name]
        for store in stores:
            mine = [r for r in store.by_method[ASSISTANT] if key(r) == name]
            served = fmean(r.served for r in mine) if mine else ""
            cells += [served, len(mine), sum(len(hard(r)) for r in mine)]
        rows.append(tuple(cells))
    return Table(f"{ASSISTANT}, share served by {title}", columns, tuple(rows))


def _summary(results: Sequence[Result]) -> dict[str, Any]:
    """Shares 0..1. ``at_once``: served without having to insist; ``turns``: mean over the
    conversations that served; ``hard_broken``: products shown against a hard limit, and
    ``broken_talks``: conversations with such a product; ``none_fits``: share of the unsolvable
    goals of which the assistant said so; ``pointing``: share of the times that pointing at the
    product found was understood."""
    unsolvable = [r for r in results if not r.goal.solvable]
    pointed = [r.pointed for r in results if r.pointed is not None]
    served = [r for r in results if r.served]
    broken = sum(len(hard(r)) for r in results)
    times = [answer.latency_ms for r in results for _, answer in r.transcript]
    return {
        "goals": len(results),
        "served": fmean(r.served for r in results),
        "at_once": fmean(r.served and not r.insisted for r in results),
        "turns": fmean(r.turns for r in served) if served else 0.0,
        "hard_broken": broken,
        "broken_talks": sum(bool(hard(r)) for r in results),
        "other_broken": sum(len(r.breaks) for r in results) - broken,
        "none_fits": fmean(r.served for r in unsolvable) if unsolvable else 0.0,
        "pointing": fmean(pointed) if pointed else 0.0,
        "p95_ms": quantiles(times, n=20)[-1] if len(times) > 1 else 0.0,
    }


def _values(store: StoreResults) -> dict[str, Any]:
    return {
        "store": store.store,
        "products": store.products,
        "methods": {name: _summary(results) for name, results in store.by_method.items()},
        "broken_hard_limits": [
            broken_line(result, one)
            for result in store.by_method[ASSISTANT]
            for one in hard(result)
        ],
    }


def transcripts(store: StoreResults, *, broken_only: bool = False) -> str:
    """The assistant's conversations that broke a hard limit, and unless ``broken_only`` those that
    did not serve, in words."""
    chosen = [
        result
        for result in store.by_method[ASSISTANT]
        if hard(result) or not (broken_only or (result.served and result.pointed is not False))
    ]
    return "\n".join(f"{store.store}: {_told(result)}" for result in chosen)


def broken_line(result: Result, broken: Break) -> str:
    """One broken limit in a line."""
    said = result.transcript[broken.turn - 1][0]
    wanted = _wish_in_words(broken.wish)
    return f"turn {broken.turn} {said!r}: {wanted}, shown {_product_in_words(broken.product)}"


def _told(result: Result) -> str:
    goal = result.goal
    wishes = ", ".join(_wish_in_words(wish) for wish in goal.wishes)
    outcome = "served" if result.served else "not served"
    if result.pointed is False:
        outcome += ", pointing not understood"
    lines = [
        f"{outcome} ({goal.kind}; {result.style}; {result.noise})",
        f"  goal: {goal.noun}; {wishes}",
        f"  {'target' if goal.solvable else 'none such; began with'}:"
        f" {_product_in_words(goal.target)}",
    ]
    for turn, (said, answer) in enumerate(result.transcript, 1):
        lines.append(f"  shopper: {said}")
        lines.append(f"  daogou:  [{answer.action}] {answer.text}")
        lines += [
            f"    {'*' if goal.met_by(product) else '-'} {_product_in_words(product)}"
            for product in answer.products
        ]
        lines += [
            f"    ! breaks {_wish_in_words(one.wish)}: {one.product.id}"
            for one in result.breaks
            if one.turn == turn
        ]
    return "\n".join((*lines, ""))


def _wish_in_words(wish: Wish) -> str:
    limits = [f"{sign} {number:g}" for sign, number in ((">=", wish.low), ("<=", wish.high))
              if number is not None]  # fmt: skip
    return " ".join(part for part in (wish.aspect, wish.value, *limits, wish.unit) if part)


def _product_in_words(product: Product) -> str:
    about = (product.brand, *product.colours, product.price, *product.sizes)
    return f"{product.id} {product.title} ({', '.join(str(one) for one in about if one)})"
