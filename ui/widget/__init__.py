"""The widget's one file at ``/widget.js``, packed once."""

import gzip
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

SOURCE = Path(__file__).parent / "widget.js"


def create_widget() -> APIRouter:
    """The route; other sites may load it, and ask again only whether it has changed."""
    routes = APIRouter(include_in_schema=False)
    plain = SOURCE.read_bytes()
    packed = gzip.compress(plain, mtime=0)
    headers = {
        "Cache-Control": "public, max-age=300",
        "ETag": f'"{sha256(plain).hexdigest()[:16]}"',
        "Vary": "Accept-Encoding",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
    }

    @routes.get("/widget.js")
    def widget(request: Request) -> Response:
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(
                packed, media_type="text/javascript",
                headers={**headers, "Content-Encoding": "gzip"},
            )  # fmt: skip
        return Response(plain, media_type="text/javascript", headers=headers)

    return routes
