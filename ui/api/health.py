"""Whether the server works."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException

from ui.api.deps import TheAssistant
from ui.problems import possible
from ui.schema.base import StatusOut

routes = APIRouter(tags=["health"])


@routes.get("/health", operation_id="health")
async def health() -> StatusOut:
    """The process answers. Never limited."""
    return StatusOut()


@routes.get(
    "/ready", operation_id="ready", responses=possible(_503="The store has no products yet.")
)
def ready(assistant: TheAssistant) -> StatusOut:
    """The store can be read and products can be recommended."""
    if not assistant.recommend(None, 1):
        raise HTTPException(503, "The store has no products yet; import a catalogue.")
    return StatusOut()
