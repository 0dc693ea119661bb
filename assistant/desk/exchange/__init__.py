"""Customers, orders and products read from a shop's files, and written to one.

    JSON  one document {"products", "users", "orders"}: ``document`` writes it, ``reader`` reads it
    CSV   orders.csv, customers.csv, products.csv in a folder or a zip: ``tables`` makes the
          same entries of them

``docs/orders.md`` describes both.
"""

from assistant.desk.exchange.document import to_document
from assistant.desk.exchange.reader import ReadRecords, read_records
from assistant.desk.exchange.source import Rejection

__all__ = ["ReadRecords", "Rejection", "read_records", "to_document"]
