"""Many customers calling at once, each pausing between messages as people do."""

import copy
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from statistics import quantiles
from threading import Lock
from typing import Any

from assistant.simulator.errands.customer import Customer, Said
from assistant.simulator.errands.draw import Drawer
from assistant.simulator.errands.phrases import Voice
from assistant.simulator.errands.run import Call, Export, Reply, judged
from assistant.simulator.errands.types import Caller, Json

PAUSE = (1.0, 4.0)
"""Seconds between an answer and the next message, at least and at most."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a busy time was like."""

    at_once: int
    seconds: float
    calls: tuple[Call, ...]
    errors: tuple[str, ...]
    """One for each message that got no answer."""
    per_second: float
    """Messages answered."""
    p50_ms: float
    p95_ms: float
    """As the customer waits, the network on loopback included."""


def many(records: Json, copies: int) -> dict[str, Any]:
    """The records with every customer and order ``copies`` times, under ids of their own, so that a
    long run never needs the same customer twice."""
    out: dict[str, Any] = {"products": records["products"], "users": {}, "orders": {}}
    for number in range(copies):
        ids = {one: f"{one[:2]}{number}{one[2:]}" if number else one for one in records["orders"]}
        for user_id, user in records["users"].items():
            new = copy.deepcopy(user)
            if number:
                name, _, host = user["email"].partition("@")
                new |= {"user_id": f"{user_id}_{number}", "email": f"{name}.{number}@{host}"}
                new["name"]["last_name"] = f"{user['name']['last_name']}{'abcdefghij'[number]}"
            new["orders"] = [ids[one] for one in user["orders"]]
            out["users"][new["user_id"]] = new
        for order_id, order in records["orders"].items():
            owner = f"{order['user_id']}_{number}" if number else order["user_id"]
            renamed = copy.deepcopy({**order, "order_id": ids[order_id], "user_id": owner})
            out["orders"][ids[order_id]] = renamed
    return out


def busy_time(
    records: Json, export: Export, reply: Reply, *, at_once: int, seconds: float, seed: str
) -> Load:
    """``at_once`` conversations going on at any moment for a time; a conversation that has begun is
    brought to its end."""
    callers = iter(Drawer(records, seed).draw(len(records["users"])))
    lock, waits, errors, talked = Lock(), [], [], []
    began = time.monotonic()
    numbers = count()

    def timed(text: str, conversation: str) -> Said:
        sent = time.monotonic()
        try:
            said = reply(text, conversation)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
            return Said("error", str(error), {})
        waits.append((time.monotonic() - sent) * 1000)
        return said

    def one_line() -> None:
        rng = random.Random(f"{seed}-{next(numbers)}")
        while time.monotonic() - began < seconds:
            with lock:
                caller = next(callers, None)
            if caller is None:
                return
            talked.append((caller, _call(records, caller, timed, rng)))

    with ThreadPoolExecutor(at_once) as lines:
        for line in [lines.submit(one_line) for _ in range(at_once)]:
            line.result()
    spent = time.monotonic() - began
    now = export()
    calls = tuple(judged(records, now, caller, said) for caller, said in talked)
    cuts = quantiles(waits, n=20) if len(waits) > 1 else [0.0] * 19
    return Load(at_once, spent, calls, tuple(errors), len(waits) / spent, cuts[9], cuts[18])


def _call(
    records: Json, caller: Caller, reply: Reply, rng: random.Random
) -> Sequence[tuple[str, Said]]:
    conversation = f"load-{caller.customer_id}-{rng.getrandbits(64):x}"
    by_number = caller.style != "no numbers"
    voice = Voice(records, records["users"][caller.customer_id], rng, by_number)
    customer = Customer(caller, voice)

    class Line:
        def say(self, text: str) -> Said:
            time.sleep(rng.uniform(*PAUSE))
            return reply(text, conversation)

    customer.call(Line())
    return customer.transcript
