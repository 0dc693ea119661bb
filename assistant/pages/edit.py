"""Single pages of a store, added and taken out; the rest stays as it was imported."""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import PagesError
from assistant.pages.read import read_sources
from assistant.pages.store import load_passages, save_pages
from assistant.pages.types import Passage
from retrieval.embedding_cache import TextEncoder

_FILE_NAME = re.compile(r"[\w][\w .()-]{0,80}")


def pages_of(store: Path) -> dict[str, tuple[Passage, ...]]:
    """The passages by the file that they came from, in the order of import. Raises StoreError."""
    found: dict[str, list[Passage]] = {}
    for passage in load_passages(store):
        found.setdefault(passage.source, []).append(passage)
    return {source: tuple(some) for source, some in found.items()}


def put_page(store: Path, name: str, markdown: str, encoder: TextEncoder) -> Sequence[Passage]:
    """Make a Markdown text a page of the store, in place of one of the same name.

    Raises:
        PagesError: the name or the text cannot be used; nothing has changed.
        StoreError: the store cannot be written.
    """
    stem = name.strip().removesuffix(".md")
    if not _FILE_NAME.fullmatch(stem):
        raise PagesError(
            "A page's name is made of letters, digits, blanks and hyphens, such as returns."
        )
    source = f"{stem}.md"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / source
        file.write_text(markdown, "utf-8")
        passages, problems = read_sources([file])
    if problems or not passages:
        raise PagesError(problems[0].reason if problems else f"{source} holds no text.")
    others = [one for one in load_passages(store) if one.source != source]
    save_pages((*others, *passages), store, encoder)
    return passages


def drop_page(store: Path, source: str, encoder: TextEncoder) -> bool:
    """Take out all that came from a file; False: there is nothing of it. Raises StoreError."""
    passages = load_passages(store)
    others = [one for one in passages if one.source != source]
    if len(others) == len(passages):
        return False
    save_pages(others, store, encoder)
    return True
