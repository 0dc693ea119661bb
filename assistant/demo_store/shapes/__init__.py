"""The shapes by kind; importing this package registers them all."""

from assistant.demo_store.shapes import (  # noqa: F401  (imported for what they register)
    cooker,
    cooking,
    desktop,
    devices,
    feet,
    furnishings,
    games,
    garden,
    house,
    kitchen,
    lights,
    office,
    packs,
    pantry,
    pets,
    rooms,
    snacks,
    sport,
    table,
    tables,
    tools,
    tops,
    toys,
    trail,
    training,
    wash,
    wear,
)
from assistant.demo_store.shapes.art import SHAPES, Look, look_of
from assistant.demo_store.shapes.packs import parcel

__all__ = ["SHAPES", "Look", "look_of", "parcel"]
