"""What may be done with an order and what exactly would happen. Pure; exact to the cent.

    decide(rules, request, customer, order, forms, now) -> Plan | Refusal
    allowed(rules, operation, customer, order, now)     -> Refusal | None   before anything is asked
    missing(rules, request, order)                      -> what must still be asked, in this order

One file an operation. A plan depends on the clock only through the windows of the rules, so that
the same request on the same records gives the same plan a minute later.
"""

from assistant.desk.operations.choosing import allowed_methods
from assistant.desk.operations.decide import allowed, decide
from assistant.desk.operations.missing import lacking, missing

__all__ = ["allowed", "allowed_methods", "decide", "lacking", "missing"]
