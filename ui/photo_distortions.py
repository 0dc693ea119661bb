"""Pictures as shoppers might photograph them: turned, cut, dark, noisy, in front of something else.

Every distortion takes a drawing (RGBA, its own ground in it or transparent) and a random generator
and gives an RGB picture; the same seed gives the same picture.
"""

import io
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    Distortion = Callable[[Image, np.random.Generator], Image]

SIDE = 448
"""Pixels of a drawing's side."""
_GROUND = re.compile(r"(<svg[^>]*>)<rect [^>]*/><circle [^>]*/><ellipse [^>]*/>")
"""Ground, disc and shadow, with which each drawing of the demo store begins."""


def drawn(svg: bytes, *, ground: bool = True) -> "Image":
    """A drawing as pixels; without its ground it is the thing alone, on nothing."""
    import resvg_py
    from PIL import Image

    told = svg.decode("utf-8")
    if not ground:
        told = _GROUND.sub(r"\1", told, count=1)
    made = bytes(resvg_py.svg_to_bytes(svg_string=told, width=SIDE, height=SIDE))
    return Image.open(io.BytesIO(made)).convert("RGBA")


def crop(picture: "Image", chance: "np.random.Generator") -> "Image":
    """A window of 70 to 90% of each side."""
    wide, high = (round(side * chance.uniform(0.7, 0.9)) for side in picture.size)
    left = int(chance.integers(0, picture.width - wide + 1))
    top = int(chance.integers(0, picture.height - high + 1))
    return _flat(picture).crop((left, top, left + wide, top + high))


def rotate(picture: "Image", chance: "np.random.Generator") -> "Image":
    """Turned by 10 to 30 degrees either way, the corners grey."""
    from PIL import Image

    angle = chance.uniform(10, 30) * chance.choice((-1, 1))
    return _flat(picture).rotate(angle, Image.Resampling.BICUBIC, fillcolor=(229, 226, 220))


def light(picture: "Image", chance: "np.random.Generator") -> "Image":
    """Too dark or too bright by 25 to 50%, with a tint of warm or cold light."""
    import numpy as np
    from PIL import Image

    bright = 1 + chance.uniform(0.25, 0.5) * chance.choice((-1, 1))
    tint = chance.uniform(-0.1, 0.1)
    values = np.asarray(_flat(picture), np.float32) * bright * np.array((1 + tint, 1, 1 - tint))
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def noise(picture: "Image", chance: "np.random.Generator") -> "Image":
    """Gaussian noise with a deviation of 25 to 45 of 255."""
    import numpy as np
    from PIL import Image

    values = np.asarray(_flat(picture), np.float64)
    noisy = values + chance.normal(0, chance.uniform(25, 45), values.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def jpeg(picture: "Image", chance: "np.random.Generator") -> "Image":
    """128 pixels a side, as a JPEG of quality 8 to 20."""
    from PIL import Image

    kept = io.BytesIO()
    _flat(picture).resize((128, 128)).save(kept, "JPEG", quality=int(chance.integers(8, 21)))
    return Image.open(io.BytesIO(kept.getvalue())).convert("RGB")


def background(picture: "Image", chance: "np.random.Generator") -> "Image":
    """At 55 to 80% of its size somewhere in front of blurred patches of other colours."""
    import numpy as np
    from PIL import Image

    patches = chance.integers(40, 230, (4, 4, 3), dtype=np.uint8)
    page = Image.fromarray(patches).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    side = round(SIDE * chance.uniform(0.55, 0.8))
    small = picture.resize((side, side))
    at = tuple(int(one) for one in chance.integers(0, SIDE - side + 1, 2))
    page.paste(small, (at[0], at[1]), small)
    return page


def all_of_them(picture: "Image", chance: "np.random.Generator") -> "Image":
    """In front of something else, then turned, cut, wrongly lit, noisy and pressed."""
    for one in (background, rotate, crop, light, noise, jpeg):
        picture = one(picture, chance)
    return picture


DISTORTIONS: "Mapping[str, Distortion]" = {
    "cropped": crop,
    "turned": rotate,
    "badly lit": light,
    "noisy": noise,
    "small and pressed": jpeg,
    "another background": background,
    "all of these at once": all_of_them,
}
LIFTED = ("another background", "all of these at once")
"""That take the thing off its own ground."""


def _flat(picture: "Image") -> "Image":
    from PIL import Image

    if picture.mode != "RGBA":
        return picture
    page = Image.new("RGBA", picture.size, "white")
    page.alpha_composite(picture)
    return page.convert("RGB")
