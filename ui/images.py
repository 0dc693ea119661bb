"""Product pictures at ``/images/ID``: found by product, so that no path comes from an address."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException

from ui.port import ShopAssistant

_TYPES: Final = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
}
_HEADERS: Final = {
    # An SVG opened by itself is a page: without scripts, in an origin of its own.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=3600",
}


def create_images(assistant: ShopAssistant) -> APIRouter:
    """The route of the pictures."""
    images = APIRouter(include_in_schema=False)

    @images.get("/images/{product_id:path}")
    def image(product_id: str) -> FileResponse:
        product = assistant.product(product_id)
        path = assistant.image_path(product) if product else None
        kind = _TYPES.get(path.suffix.lower()) if path else None
        if path is None or kind is None or not path.is_file():
            raise HTTPException(404, "There is no such picture.")
        return FileResponse(path, media_type=kind, headers=dict(_HEADERS))

    return images
