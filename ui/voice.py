"""Speech to text on the shop's own machine: PocketSphinx, or a Vosk model that the shop names."""

import json
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ui.errors import FaceError, ServeError

RATE = 16_000
"""Samples a second, 16-bit, mono."""
MOST_SECONDS = 20
MISSING = 'Voice input is off: pip install "daogou[voice]" adds it.'


def open_voice(model: Path | None = None) -> Callable[[bytes], str] | None:
    """Sound -> the words in it ("" for none); None: the packages are not installed.

    Args:
        model: folder of a Vosk model; None: PocketSphinx with the English model in its package.

    Raises:
        ServeError: there is no such folder, or no package that reads it.
    """
    if model is None:
        return _one_by_one(_sphinx()) if find_spec("pocketsphinx") else None
    if not model.is_dir():
        raise ServeError(f"There is no speech model in {model}: unpack a Vosk model there.")
    if find_spec("vosk") is None:
        raise ServeError("A Vosk model needs its package: pip install vosk.")
    return _one_by_one(_vosk(model))


def _one_by_one(hear: Callable[[bytes], str]) -> Callable[[bytes], str]:
    """A recogniser holds one sound at a time."""
    lock = threading.Lock()

    def listen(sound: bytes) -> str:
        if len(sound) > 2 * RATE * MOST_SECONDS or len(sound) % 2:
            raise FaceError(f"I can listen for at most {MOST_SECONDS} seconds: say it again.")
        with lock:
            return hear(sound)

    return listen


def _sphinx() -> Callable[[bytes], str]:
    made: list[Any] = []

    def hear(sound: bytes) -> str:
        if not made:
            from pocketsphinx import Decoder

            made.append(Decoder(samprate=RATE, loglevel="FATAL"))
        decoder = made[0]
        decoder.start_utt()
        decoder.process_raw(sound, full_utt=True)
        decoder.end_utt()
        found = decoder.hyp()
        return found.hypstr.strip() if found else ""

    return hear


def _vosk(folder: Path) -> Callable[[bytes], str]:
    made: list[Any] = []

    def hear(sound: bytes) -> str:
        from vosk import KaldiRecognizer, Model

        if not made:
            made.append(Model(str(folder)))
        recogniser = KaldiRecognizer(made[0], RATE)
        recogniser.AcceptWaveform(sound)
        return str(json.loads(recogniser.FinalResult()).get("text", ""))

    return hear
