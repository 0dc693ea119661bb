"""What was said yes to is carried out, at most once, whatever a kill leaves in between.

First the yes is kept (``Ledger``), then the change is made (``ShopBackend.apply``, at most once for
each key), then the ledger learns of it. What is left in between, ``resume`` finishes.
"""

import logging

from assistant.desk.backend import Confirmation, ShopBackend
from assistant.desk.types import Plan, Receipt
from assistant.errors import BackendError, RecordsChangedError
from assistant.storage.ledger import Ledger, Pending

log = logging.getLogger(__name__)


class Carrier:
    """Of one shop. Safe to share between threads. Raises ``BackendError`` when records or ledger
    cannot be reached."""

    def __init__(self, backend: ShopBackend, ledger: Ledger) -> None:
        self._backend = backend
        self._ledger = ledger

    def kept(self, key: str) -> Pending | None:
        """What was said yes to under a key, done or not; None: nothing, or it failed."""
        return self._ledger.confirmed(key)

    def keep(self, plan: Plan, yes: Confirmation) -> None:
        """Keep a yes; from now on it is carried out, be it after a restart."""
        self._ledger.confirm(plan, yes)

    def apply(self, plan: Plan, yes: Confirmation) -> Receipt:
        """Make the change of a yes that is kept, once for each key.

        Raises:
            RecordsChangedError: it would be another change now; nothing has happened.
        """
        try:
            return self._backend.apply(plan, yes)
        except RecordsChangedError:
            self._ledger.failed(yes.key, "records changed")
            raise

    def done(self, receipt: Receipt) -> None:
        """Let the ledger learn of it."""
        self._ledger.done(receipt)

    def resume(self) -> int:
        """Carry out what was said yes to and not done, and return how many changes that were.

        While the records cannot be reached the rest waits for the next time.
        """
        carried = 0
        for one in self._ledger.unfinished():
            try:
                self.done(self.apply(one.plan, one.confirmation))
                carried += 1
            except RecordsChangedError:
                continue
            except BackendError as error:
                log.warning("What was said yes to waits: %s", error)
                break
        return carried
