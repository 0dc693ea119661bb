"""“Find something like this”: the shop's pictures as vectors, searched by a shopper's photo.

The vectors lie in ``STORE/pictures`` and are made once for each picture, in the background; a
photo is only ever held in memory.
"""

import json
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ui.errors import FaceError, NoPictureError
from ui.port import ShopAssistant

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

log = logging.getLogger(__name__)

SHOWN = 5
_SAVE_EACH = 100
_PAGE = 500
MISSING = 'Search by photo is off: pip install "daogou[photo]" adds it.'


class PictureIndex:
    """Vectors of a catalogue's pictures. Safe to share between threads.

    Args:
        folder: where the vectors are kept; an unchanged picture is never read again.
        see: the bytes of a picture and its suffix -> unit vector, (width,) float32. Raises
            ValueError where it is no picture.
        name: of the model; vectors of another one are made anew.
    """

    def __init__(self, folder: Path, see: "Callable[[bytes, str], Vectors]", name: str) -> None:
        self._folder = folder
        self._see = see
        self._name = name
        self._lock = threading.Lock()
        self._vectors: dict[str, Vectors] = {}
        self._ids: dict[str, tuple[str, ...]] = {}
        self._wanted = 0

    def build(self, pictures: Iterable[tuple[str, Path]]) -> None:
        """Read what is new among product ids with their picture files; what cannot be read is
        logged and left out."""
        ids: dict[str, tuple[str, ...]] = {}
        data: dict[str, tuple[bytes, str]] = {}
        for product_id, path in pictures:
            try:
                content = path.read_bytes()
            except OSError as error:
                log.warning("The picture %s cannot be read: %s", path, error)
                continue
            digest = sha256(content).hexdigest()
            ids[digest] = (*ids.get(digest, ()), product_id)
            data[digest] = (content, path.suffix.lower())
        kept = {digest: one for digest, one in self._load().items() if digest in ids}
        with self._lock:
            self._ids, self._vectors, self._wanted = ids, dict(kept), len(ids)
        new = [digest for digest in ids if digest not in kept]
        for number, digest in enumerate(new, start=1):
            try:
                vector = self._see(*data[digest])
            except ValueError as error:
                log.warning("A picture of %s cannot be read: %s", ids[digest][0], error)
                with self._lock:
                    self._wanted -= 1
                continue
            with self._lock:
                self._vectors[digest] = vector
            if number % _SAVE_EACH == 0 or number == len(new):
                self._save()

    def like(self, photo: bytes, top: int = SHOWN) -> Sequence[str]:
        """Ids of the products whose pictures look most like a photo, best first; of products with
        the same picture all.

        Raises:
            NoPictureError: it is none.
            FaceError: the shop's pictures are not all read yet.
        """
        import numpy as np

        with self._lock:
            digests, vectors = list(self._vectors), list(self._vectors.values())
            wanted, ids = self._wanted, self._ids
        if not wanted or len(vectors) < wanted:
            share = f" ({len(vectors)} of {wanted})" if wanted else ""
            raise FaceError(
                f"I am still looking through this shop's pictures{share}: please try again in a "
                "minute."
            )
        try:
            seen = self._see(photo, ".jpg")
        except ValueError as error:
            raise NoPictureError(
                "I cannot read this file: choose a photo (JPEG, PNG or WebP)."
            ) from error
        best = np.argsort(-(np.stack(vectors) @ seen), kind="stable")
        found = [product for row in best[:top] for product in ids[digests[row]]]
        return tuple(found[:top])

    def _load(self) -> "dict[str, Vectors]":
        import numpy as np

        try:
            told = json.loads((self._folder / "pictures.json").read_text("utf-8"))
            rows = np.load(self._folder / "vectors.npy")
        except (OSError, ValueError):
            return {}
        if told.get("model") != self._name or len(told["digests"]) != len(rows):
            return {}
        return dict(zip(told["digests"], rows, strict=True))

    def _save(self) -> None:
        import numpy as np

        with self._lock:
            digests, vectors = list(self._vectors), list(self._vectors.values())
        self._folder.mkdir(parents=True, exist_ok=True)
        made = self._folder / "vectors.new.npy"
        np.save(made, np.stack(vectors))
        made.replace(self._folder / "vectors.npy")
        told = {"model": self._name, "digests": digests}
        (self._folder / "pictures.json").write_text(json.dumps(told), "utf-8")


def open_photo_search(
    folder: Path, assistant: ShopAssistant
) -> Callable[[bytes], Sequence[str]] | None:
    """Search by photo over a store's pictures; None: its packages are not installed (``MISSING``).

    Reading the pictures begins at once, in the background; those that lie elsewhere on the web are
    not fetched.

    Args:
        folder: where the vectors are kept.
    """
    from ui.photo_model import NAME, load_eye

    eye = load_eye()
    if eye is None:
        return None
    index = PictureIndex(folder, eye, NAME)

    def read() -> None:
        try:
            index.build(_pictures(assistant))
        except Exception:
            log.exception("The shop's pictures could not be read for search by photo")

    threading.Thread(target=read, daemon=True, name="pictures").start()
    return index.like


def _pictures(assistant: ShopAssistant) -> Iterator[tuple[str, Path]]:
    """Ids of products with their picture files."""
    after = ""
    while products := assistant.catalogue(after, _PAGE):
        for product in products:
            path = assistant.image_path(product)
            if path is not None:
                yield product.id, path
        after = products[-1].id
