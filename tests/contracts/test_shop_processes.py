"""Several processes on one shop's records, and processes that are killed in the middle."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from shop_places import RECORDS, Place, cancelling, made_place, open_place, planned, said

from assistant.errors import RecordsChangedError
from assistant.storage.engine import open_database
from assistant.storage.ledger import Ledger
from assistant.storage.records import current_records

HERE = str(Path(__file__).parent)
RACER = """
import sys
sys.path.insert(0, sys.argv[1])
from shop_places import cancelling, open_place, planned, said
shop = open_place(sys.argv[2])
plans = [planned(shop, cancelling(f"#N{number}")) for number in range(8)]
print("ready", flush=True)
sys.stdin.readline()
for number, plan in enumerate(plans):
    print(shop.apply(plan, said(f"k{number}")).repeated, flush=True)
shop.close()
"""
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from shop_places import cancelling, open_place, planned, said
from assistant.storage.engine import open_database
from assistant.storage.ledger import Ledger
place, ledger, when = sys.argv[2:]
shop = open_place(place)
book = Ledger(open_database(ledger if "://" in ledger else Path(ledger)))
plan = planned(shop, cancelling("#A2"))
book.confirm(plan, said("k"))
if when == "after the change":
    shop.apply(plan, said("k"))
os.kill(os.getpid(), signal.SIGKILL)
"""

KILLED_WRITING = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from shop_places import DECIDE, cancelling, planned, said
from sqlalchemy import event
from assistant.storage.engine import open_database
from assistant.storage.ledger import Ledger
from assistant.storage.orders import SqlBackend
place = sys.argv[2]
engine = open_database(place if "://" in place else Path(place))
shop = SqlBackend(engine, DECIDE)
plan = planned(shop, cancelling("#A2"))
Ledger(engine).confirm(plan, said("k"))

@event.listens_for(engine, "after_cursor_execute")
def kill(connection, cursor, statement, *_):
    if statement.startswith("INSERT INTO changes"):
        os.kill(os.getpid(), signal.SIGKILL)

shop.apply(plan, said("k"))
"""


@pytest.fixture(params=["sqlite", "postgresql", "http"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with made_place(request.param, tmp_path) as made:
        yield made


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, HERE, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_with_the_same_confirmations_do_each_once(place: Place) -> None:
    racers = [child(RACER, place.name) for _ in range(2)]
    for racer in racers:
        assert racer.stdout
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin
        racer.stdin.write("go\n")
        racer.stdin.flush()
    said_ = [racer.communicate()[0].split() for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0]
    for answers in zip(*said_, strict=True):
        assert sorted(answers) == ["False", "True"]
    orders = {one.id: one for one in current_records(place.engine).orders}
    for number in range(8):
        assert orders[f"#N{number}"].status == "cancelled"
        assert [one.kind for one in orders[f"#N{number}"].payments] == ["payment", "refund"]


@pytest.mark.parametrize("when", ["before the change", "after the change"])
def test_what_was_confirmed_is_done_once_after_a_kill(place: Place, when: str) -> None:
    killed = child(KILLED, place.name, str(place.ledger), when)
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL

    shop, ledger = open_place(place.name), Ledger(open_database(place.ledger))
    (pending,) = ledger.unfinished()
    assert pending.confirmation == said("k")
    receipt = shop.apply(pending.plan, pending.confirmation)
    assert receipt.repeated == (when == "after the change")
    ledger.done(receipt)
    ledger.done(receipt)

    assert (ledger.unfinished(), ledger.state("k")) == ((), "done")
    assert [line.action for line in ledger.audit(order_id="#A2")] == ["confirmed", "done"]
    order = shop.order("#A2")
    assert order is not None
    assert order.status == "cancelled"
    assert [one.kind for one in order.payments] == ["payment", "refund"]
    shop.close()
    ledger.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_kill_in_the_middle_of_a_change_leaves_none_of_it(kind: str, tmp_path: Path) -> None:
    with made_place(kind, tmp_path) as place:
        killed = child(KILLED_WRITING, place.name)
        killed.communicate()
        assert killed.returncode == -signal.SIGKILL
        assert current_records(place.engine) == RECORDS
        shop, ledger = open_place(place.name), Ledger(place.engine)
        (pending,) = ledger.unfinished()
        assert not shop.apply(pending.plan, pending.confirmation).repeated
        shop.close()


def test_a_confirmation_that_no_longer_fits_is_kept_as_failed(place: Place) -> None:
    shop, ledger = open_place(place.name), Ledger(open_database(place.ledger))
    plan = planned(shop, cancelling("#A2"))
    ledger.confirm(plan, said("k"))
    shop.apply(plan, said("quicker"))
    (pending,) = ledger.unfinished()
    with pytest.raises(RecordsChangedError):
        shop.apply(pending.plan, pending.confirmation)
    ledger.failed("k", "records changed")
    assert (ledger.unfinished(), ledger.state("k")) == ((), "failed")
    assert [line.key for line in ledger.audit() if line.action == "failed"] == ["k"]
    shop.close()
    ledger.close()
