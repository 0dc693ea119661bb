"""Parquet tables."""

from typing import Any

from retrieval.errors import CatalogueError
from retrieval.importers.source import Row, Rows, Source

_BATCH = 2048


def read(source: Source) -> Rows:
    """Rows numbered from 1. Raises CatalogueError for a file that is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with source.open() as raw:
            number = 0
            for batch in pq.ParquetFile(raw).iter_batches(batch_size=_BATCH):
                for values in batch.to_pylist():
                    number += 1
                    yield Row(number, _plain(values))
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise CatalogueError(
            f"{source.path.name} is not a readable Parquet file ({reason}): export it again."
        ) from error


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Map columns come as lists of pairs, bytes as they are stored: made into dicts and text."""
    for name, value in values.items():
        if isinstance(value, bytes):
            values[name] = value.decode("utf-8", "replace")
        elif value and isinstance(value, list) and isinstance(value[0], tuple):
            values[name] = dict(value)
    return values
