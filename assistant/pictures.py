"""Where the pictures of products lie."""

from pathlib import Path

from assistant.parts import Pictures
from retrieval.types import Product


def pictures_in(folder: Path) -> Pictures:
    """Finds pictures below a folder, and nothing outside of it."""
    root = folder.resolve()

    def find(product: Product) -> Path | None:
        if not product.image or "://" in product.image:
            return None
        try:
            path = (root / product.image).resolve()
            return path if path.is_relative_to(root) and path.is_file() else None
        except (OSError, ValueError):  # no name that a file can have
            return None

    return find
