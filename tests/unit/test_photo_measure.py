"""The measure of search by photo: distortions that repeat, baselines that see what they should."""

from pathlib import Path

import numpy as np
import pytest
from test_photo import SHAPES, drawing

from ui.photo_distortions import DISTORTIONS, LIFTED, drawn
from ui.photo_measure import FIRST, colour_histogram, measure, perceptual_hash

GROUND = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"'
    b' fill="#fff"/><circle cx="4" cy="4" r="4" fill="#eee"/><ellipse cx="4" cy="8" rx="3" ry="1"'
    b' fill="#ccc"/><path fill="#b22" d="M3 3h3v3H3z"/></svg>'
)


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    for shape in SHAPES:
        (tmp_path / f"{shape}.svg").write_bytes(drawing(shape))
    (tmp_path / "twin.svg").write_bytes(drawing("square"))  # one of two equal ones counts
    return sorted(tmp_path.glob("*.svg"))


@pytest.mark.parametrize("name", DISTORTIONS)
def test_a_distortion_changes_the_picture_and_repeats(name: str) -> None:
    picture = drawn(GROUND, ground=name not in LIFTED)
    one, again, other = (
        np.asarray(DISTORTIONS[name](picture, np.random.default_rng(seed))) for seed in (1, 1, 2)
    )
    assert np.array_equal(one, again)
    assert one.shape != other.shape or not np.array_equal(one, other)
    plain = np.asarray(drawn(GROUND).convert("RGB"))
    assert one.shape != plain.shape or not np.array_equal(one, plain)
    assert one.shape[2] == 3


def test_without_its_ground_the_thing_stands_alone() -> None:
    alone = np.asarray(drawn(GROUND, ground=False))
    assert alone[0, 0, 3] == 0  # nothing behind it
    assert tuple(alone[224, 224]) == (187, 34, 34, 255)
    assert np.asarray(drawn(GROUND))[0, 0, 3] == 255


def test_each_way_is_scored_against_every_picture(pictures: list[Path]) -> None:
    steps: list[int] = []

    def blind(content: bytes, suffix: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        return np.ones(1, np.float32)

    ways = {"colours": colour_histogram, "hash": perceptual_hash, "blind": blind}
    rows = measure(pictures, ways, 3, 0, lambda: steps.append(1))
    assert [row["photos"] for row in rows] == list(DISTORTIONS)
    assert len(steps) == 3 * len(DISTORTIONS)
    for row in rows:
        # All three pictures are equally near to who sees nothing: one of three comes first.
        assert row["blind: first"] == pytest.approx(1 / 3)
        assert row[f"blind: among {FIRST}"] == 1.0
    assert measure(pictures, ways, 3, 0) == rows


def test_the_baselines_are_what_they_are_named() -> None:
    red = GROUND.replace(b"M3 3h3v3H3z", b"M1 2h5v6H4V4H1z")
    blue, turned = (
        red.replace(b"#b22", b"#27a"),
        red.replace(b"<path", b'<path transform="rotate(90 4 4)"'),
    )
    assert perceptual_hash(red, ".svg") @ perceptual_hash(blue, ".svg") > 0.8
    assert perceptual_hash(red, ".svg") @ perceptual_hash(turned, ".svg") < 0.8
    assert colour_histogram(red, ".svg") @ colour_histogram(blue, ".svg") < 0.99
    assert colour_histogram(red, ".svg") @ colour_histogram(turned, ".svg") > 0.99
    for see in (perceptual_hash, colour_histogram):
        assert float(np.linalg.norm(see(red, ".svg"))) == pytest.approx(1)
