"""The table of ``daogou evaluate photo``."""

import sys
from pathlib import Path

from assistant.errors import SettingsError

PHOTOS = 100


def show_photo(*, json_out: bool, docs: Path | None, photos: int = PHOTOS, seed: int = 0) -> None:
    """Measure search by photo on distorted pictures of the demo store, beside its baselines."""
    from rich.progress import Progress

    from assistant.demo_store import demo_store_dir
    from assistant.understanding.report import Report, Table, present
    from ui.photo import MISSING
    from ui.photo_distortions import DISTORTIONS
    from ui.photo_measure import colour_histogram, measure, perceptual_hash
    from ui.photo_model import load_eye

    eye = load_eye()
    if eye is None:
        raise SettingsError(MISSING)
    pictures = sorted((demo_store_dir() / "images").glob("*.svg"))
    ways = {
        "Daogou": eye,
        "colour histogram": colour_histogram,
        "perceptual hash": perceptual_hash,
    }
    from rich.console import Console

    with Progress(console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task("photographing", total=photos * len(DISTORTIONS))
        rows = measure(pictures, ways, photos, seed, lambda: progress.advance(task))
    table = Table(
        f"The photographed product among {len(pictures)}, {photos} photos a row",
        tuple(rows[0]),
        tuple(tuple(row.values()) for row in rows),
    )
    report = Report("photo", "daogou evaluate photo", (table,), {"rows": rows})
    present(report, json_out=json_out, docs=docs)
