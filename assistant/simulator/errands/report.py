"""What simulated customers found at the service desk, as tables, as JSON and as transcripts."""

from collections.abc import Callable, Sequence
from statistics import fmean, quantiles
from typing import Any

from assistant.simulator.errands.draw import STYLES
from assistant.simulator.errands.run import Call, Ended
from assistant.simulator.errands.types import FORBIDDEN, KINDS
from assistant.simulator.noise import NOISES
from assistant.understanding.report import Cell, Report, Table

Pick = Callable[[Call, Ended], str]


def report(calls: Sequence[Call], command: str) -> Report:
    """The whole outcome."""
    values = summary(calls)
    overall = Table(
        "Simulated customers at the service desk",
        ("customers", "errands", "right", "allowed done", "forbidden refused", "wrong changes",
         "others' data said", "misread", "turns an errand", "p50 ms", "p95 ms"),
        ((values["customers"], values["errands"], values["right"], values["allowed"],
          values["forbidden"], values["wrong_changes"], values["said_of_others"], values["misread"],
          round(values["turns"], 1), round(values["p50_ms"]), round(values["p95_ms"])),),
    )  # fmt: skip
    parts: tuple[tuple[str, Pick, Sequence[str]], ...] = (
        ("errand", lambda call, one: one.errand.kind, KINDS),
        ("forbidden because", lambda call, one: one.errand.forbidden, FORBIDDEN),
        ("way of telling", lambda call, one: call.caller.style, STYLES),
        ("noise", lambda call, one: call.caller.noise, tuple(NOISES)),
    )
    tables = (overall, *(_by(title, calls, pick, order) for title, pick, order in parts))
    return Report("service", command, tables, values)


def summary(calls: Sequence[Call]) -> dict[str, Any]:
    """Shares 0..1; ``wrong_changes`` and ``said_of_others`` are counts that must be 0;
    ``misread`` counts summaries that were not what was wanted."""
    ended = [one for call in calls for one in call.ended]
    times = [said.latency_ms for call in calls for _, said in call.transcript]
    cuts = quantiles(times, n=20) if len(times) > 1 else [0.0] * 19
    turns = sum(len(call.transcript) - 1 for call in calls)
    return {
        "customers": len(calls),
        "errands": len(ended),
        "right": _share([one.right for one in ended]),
        "allowed": _share([one.right for one in ended if not one.errand.forbidden]),
        "forbidden": _share([one.right for one in ended if one.errand.forbidden]),
        "wrong_changes": sum(one.wrong_change for one in ended),
        "said_of_others": sum(call.said_of_others for call in calls),
        "misread": sum(call.misread for call in calls),
        "turns": turns / max(1, len(ended)),
        "p50_ms": cuts[9],
        "p95_ms": cuts[18],
    }


def transcripts(calls: Sequence[Call]) -> str:
    """Every conversation in which something did not come out right."""
    told = []
    for call in calls:
        if all(one.right for one in call.ended) and not call.said_of_others:
            continue
        told.append(f"== {call.caller.customer_id}, {call.caller.style}, {call.caller.noise}")
        for one in call.ended:
            mark = "right" if one.right else "WRONG CHANGE" if one.wrong_change else "not done"
            told.append(f"{mark}: {one.errand}")
        for said, answer in call.transcript:
            told += [f"  customer: {said}", f"  daogou:   [{answer.action}] {answer.text}"]
        told.append("")
    return "\n".join(told)


def _by(title: str, calls: Sequence[Call], pick: Pick, order: Sequence[str]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name in order:
        mine = [one for call in calls for one in call.ended if pick(call, one) == name]
        wrong = sum(one.wrong_change for one in mine)
        rows.append((name, len(mine), _share([one.right for one in mine]), wrong))
    return Table(
        f"Share right by {title}", (title, "errands", "right", "wrong changes"), tuple(rows)
    )


def _share(values: Sequence[bool]) -> float:
    return fmean(values) if values else 1.0
