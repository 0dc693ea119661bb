"""A source file opened: unpacked, decoded, and its format told from its content."""

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from retrieval.errors import CatalogueError
from retrieval.importers.report import Rejection

FORMATS = ("jsonl", "csv", "tsv", "parquet", "shopify", "woocommerce", "google-tsv", "google-xml")
_GZIP = b"\x1f\x8b"
_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(slots=True)
class Row:
    """One row of a source, before it is cleaned."""

    line: int
    """1-based line where it starts; the row's number where the format has no lines."""
    values: dict[str, Any]
    """By the source's own column names."""
    fields: dict[str, Any] | None = None
    """By the names of the product's fields, when the format says what its columns are."""
    rows: int = 1
    """How many rows of the source went into it."""
    notes: tuple[str, ...] = ()
    """Warnings of the reader."""


Rows = Iterator[Row | Rejection]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import, with what the caller knows about it."""

    path: Path
    encoding: str | None = None
    delimiter: str | None = None

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes of the file, unpacked if it is gzip. Raises CatalogueError."""
        if self.path.is_dir():
            raise CatalogueError(f"{self.path} is a folder: name the file to import.")
        try:
            raw = self.path.open("rb")
        except OSError as error:
            raise CatalogueError(f"Cannot read {self.path}: {error.strerror}.") from error
        with raw:
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            if not packed:
                yield raw
                return
            with gzip.open(raw) as unpacked:
                yield unpacked  # type: ignore[misc]

    def read_bytes(self) -> bytes:
        """The whole file, unpacked. Raises CatalogueError, also for a broken archive."""
        with self.open() as raw:
            try:
                return raw.read()
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise CatalogueError(
                    f"{self.path.name} is a broken gzip file ({error}): fetch or export it again."
                ) from error

    def read_text(self) -> str:
        """The whole file, decoded: by its byte order mark, else UTF-8, else Windows-1252."""
        data = self.read_bytes()
        encoding = self.encoding or next((e for mark, e in _ENCODINGS if data.startswith(mark)), "")
        if not encoding and data[:200].count(b"\0") > len(data[:200]) // 4:
            encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        try:
            if encoding:
                return data.decode(encoding)
            try:
                return data.decode("utf-8")
            except UnicodeDecodeError:
                return data.decode("cp1252", errors="replace")
        except LookupError:
            raise CatalogueError(
                f"There is no encoding {encoding!r}: use a name such as utf-8."
            ) from None
        except UnicodeDecodeError as error:
            raise CatalogueError(
                f"{self.path.name} is not written in {encoding} (byte {error.start}):"
                " save it as UTF-8."
            ) from None


def detect_format(source: Source) -> str:
    """One of FORMATS, from the first bytes and the header line. Raises CatalogueError."""
    with source.open() as raw:
        try:
            head = raw.read(65536)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            return "jsonl"  # reading it whole names the damage
    if not head.strip():
        raise CatalogueError(f"{source.path.name} is empty: there is nothing to import.")
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        raise CatalogueError(
            f"{source.path.name} is an Excel workbook or a ZIP file: save the sheet as CSV first."
        )
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:200].count(b"\0") > 50
    text = head.decode("utf-16" if wide else "utf-8-sig", errors="replace").lstrip("\ufeff \r\n\t")
    if not text:  # a mark of the encoding and nothing after it
        raise CatalogueError(f"{source.path.name} is empty: there is nothing to import.")
    if text.startswith("<"):
        return "google-xml"
    if text.startswith(("{", "[")):
        return "jsonl"
    return _table_format(text.splitlines()[0], source.path)


def _table_format(header: str, path: Path) -> str:
    names = {re.sub(r"[^a-z0-9:]", "", name) for name in re.split("[\t,;|]", header.lower())}
    if ("handle" in names or "urlhandle" in names) and names & {
        "bodyhtml", "option1name", "variantprice", "variantsku"
    }:  # fmt: skip
        return "shopify"
    if "type" in names and names & {"regularprice", "attribute1name", "visibilityincatalog"}:
        return "woocommerce"
    google = {"availability", "imagelink", "googleproductcategory", "producttype", "itemgroupid"}
    if "title" in {n.removeprefix("g:") for n in names} and (
        len(google & {n.removeprefix("g:") for n in names}) >= 2
    ):
        return "google-tsv"
    named_tsv = path.name.lower().removesuffix(".gz").endswith((".tsv", ".tab"))
    return "tsv" if named_tsv or header.count("\t") > header.count(",") else "csv"
