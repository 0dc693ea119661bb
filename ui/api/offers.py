"""What the shop offers besides talking; and search by photo, which not every shop has."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException

from ui.api.deps import TheOffers, TheWork
from ui.errors import FaceError, LargePhotoError, NoPictureError
from ui.offers import MAX_PHOTO, photo_of
from ui.problems import possible
from ui.schema.offers import FoundOut, OffersOut, PhotoIn

PHOTO = "/search/photo"
MAX_PHOTO_BODY = MAX_PHOTO * 4 // 3 + 1_024
"""Bytes of a request with a photo in base64."""
routes = APIRouter(tags=["products"])


@routes.get("/offers", operation_id="get_offers")
def offers(shop: TheOffers) -> OffersOut:
    """What a face may offer: whether there is search by photo, and a checkout to go to."""
    return OffersOut(
        photo=shop.find_by_photo is not None, photo_bytes=MAX_PHOTO, checkout=bool(shop.checkout())
    )


@routes.post(
    PHOTO,
    operation_id="search_by_photo",
    responses=possible(
        _404="This shop does not look at photos.",
        _413="The photo is too large.",
        _415="It is no photo in JPEG, PNG or WebP.",
    ),
)
async def search_by_photo(body: PhotoIn, shop: TheOffers, work: TheWork) -> FoundOut:
    """Products whose pictures look most like a photo, which is held in memory only. To show them
    in a conversation, send a message with the tap "present" and these ids."""
    if shop.find_by_photo is None:
        raise HTTPException(404, "This shop does not look at photos.")
    try:
        found = await work.do(shop.find_by_photo, photo_of(body.image))
    except LargePhotoError as error:
        raise HTTPException(413, str(error)) from error
    except NoPictureError as error:
        raise HTTPException(415, str(error)) from error
    except FaceError as error:
        raise HTTPException(503, str(error), {"Retry-After": "30"}) from error
    return FoundOut(product_ids=list(found))
