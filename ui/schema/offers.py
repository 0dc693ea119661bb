"""What a shop offers, and search by photo."""

from pydantic import ConfigDict

from ui.schema.base import Input, Model


class OffersOut(Model):
    """What a face may offer."""

    photo: bool
    """Whether there is search by photo."""
    photo_bytes: int
    """A photo has at most so many."""
    checkout: bool
    """Whether carts name where they are paid (``checkout_url``)."""


class PhotoIn(Input):
    """A photo of something like what is looked for."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"image": "/9j/4AAQSkZJRg..."}]})

    image: str
    """JPEG, PNG or WebP in base64."""


class FoundOut(Model):
    """What looks like it."""

    product_ids: list[str]
    """Best first."""
