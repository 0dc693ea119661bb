"""How well search by photo finds the product that was photographed, beside simpler ways."""

import io
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ui.photo_distortions import DISTORTIONS, LIFTED, drawn
from ui.photo_model import read_picture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    See = Callable[[bytes, str], Vectors]

FIRST = 5
"""A list is that long."""


def measure(
    pictures: Sequence[Path],
    ways: "Mapping[str, See]",
    photos: int,
    seed: int,
    step: Callable[[], object] = lambda: None,
) -> list[dict[str, float | str]]:
    """A row for each distortion: for each way the shares of photos whose own picture comes first,
    and among the first ``FIRST``.

    Args:
        pictures: SVG files; equal ones count as one.
        ways: each from the bytes of a picture and its suffix to a unit vector; the nearest by
            cosine comes first.
        photos: that many pictures, drawn at random, are photographed in every way.
        step: called after each photo.
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    contents = list({sha256(c).digest(): c for c in (p.read_bytes() for p in pictures)}.values())
    chance.shuffle(contents)  # equally near pictures stand in no order
    known = {name: np.stack([see(one, ".svg") for one in contents]) for name, see in ways.items()}
    chosen = chance.choice(len(contents), min(photos, len(contents)), replace=False)
    rows: list[dict[str, float | str]] = []
    for name, distort in DISTORTIONS.items():
        places: dict[str, list[int]] = {way: [] for way in ways}
        for place in chosen:
            kept = io.BytesIO()
            shown = drawn(contents[place], ground=name not in LIFTED)
            distort(shown, chance).save(kept, "PNG")
            for way, see in ways.items():
                near = known[way] @ see(kept.getvalue(), ".png")
                places[way].append(int((near > near[place]).sum()) + _level(near, int(place)))
            step()
        row: dict[str, float | str] = {"photos": name}
        for way, found in places.items():
            row[f"{way}: first"] = float(np.mean([one < 1 for one in found]))
            row[f"{way}: among {FIRST}"] = float(np.mean([one < FIRST for one in found]))
        rows.append(row)
    return rows


def _level(near: "Vectors", place: int) -> int:
    """Those that are just as near and stand before it."""
    return int((near[:place] == near[place]).sum())


def colour_histogram(content: bytes, suffix: str) -> "Vectors":
    """Shares of 64 colours over the whole picture, as roots: (64,), unit length. The cosine is the
    Bhattacharyya coefficient (Swain and Ballard 1991 with another measure)."""
    import numpy as np

    pixels = _plain(read_picture(content, suffix))
    levels = np.clip(pixels * 4, 0, 3).astype(np.int64)
    counts = np.bincount(levels @ (16, 4, 1), minlength=64)
    shares: Vectors = np.sqrt(counts / counts.sum()).astype(np.float32)
    return shares


def perceptual_hash(content: bytes, suffix: str) -> "Vectors":
    """The DCT hash (Zauner 2010): signs of the 63 lowest frequencies of the grey picture against
    their median, (63,), unit length; the cosine orders as the Hamming distance does."""
    import numpy as np

    grey = _plain(read_picture(content, suffix)).reshape(224, 224, 3).mean(2)
    small = grey.reshape(32, 7, 32, 7).mean((1, 3))
    turns = np.cos(np.pi / 32 * np.outer(np.arange(8), np.arange(32) + 0.5))
    low = (turns @ small @ turns.T).ravel()[1:]
    signs: Vectors = np.where(low > np.median(low), 1, -1).astype(np.float32)
    return signs / np.float32(63**0.5)


def _plain(pixels: "Vectors") -> "Vectors":
    """Colours from 0 to 1, (224 * 224, 3), of what ``read_picture`` gives."""
    from ui.photo_model import MEAN, SPREAD

    values: Vectors = pixels[0].reshape(3, -1).T * SPREAD + MEAN
    return values
