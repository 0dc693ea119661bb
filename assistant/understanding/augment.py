"""Make a training message look like other shoppers wrote it.

Words that name a product, a colour or a number are swapped for others of their kind, other words
for synonyms; then the spelling, case, punctuation and politeness are roughened, as on a phone
keyboard.
"""

import random
import re
from functools import cache
from pathlib import Path

_SLOTS = Path(__file__).parent / "utterances" / "slots"
_COLOURS = (
    "black", "white", "red", "blue", "green", "yellow", "grey", "brown", "pink", "purple",
    "orange", "beige", "navy", "silver", "gold",
)  # fmt: skip
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_CONTRACTIONS = (
    ("i am", "i'm"), ("do not", "don't"), ("does not", "doesn't"), ("it is", "it's"),
    ("what is", "what's"), ("where is", "where's"), ("i would", "i'd"), ("i have", "i've"),
    ("cannot", "can't"), ("that is", "that's"), ("want to", "wanna"), ("going to", "gonna"),
    ("you", "u"), ("please", "pls"), ("are", "r"), ("because", "cause"), ("thanks", "thx"),
)  # fmt: skip
_LITTLE = frozenset(
    ("the", "a", "an", "is", "are", "to", "of", "please", "i", "would", "like", "just", "for",
     "can", "could", "you", "do", "does", "some", "in", "me", "that", "really", "so", "have")
)  # fmt: skip


def augment(text: str, rng: random.Random, *, wrap: bool = True, swap: bool = True) -> str:
    """A variant of ``text`` with the same intent; about one in four stays as it is.

    wrap: allow a greeting before or a polite word after (not for small talk or a bare yes).
    swap: allow other products, colours and numbers (not where they are not a shop's).
    """
    if rng.random() < 0.25:
        return text
    if swap and rng.random() < 0.5:
        text = swap_slots(text, rng)
    if rng.random() < 0.45:
        text = swap_synonyms(text, rng)
    if wrap and rng.random() < 0.15:
        text = f"{rng.choice(_lines('before'))} {text}"
    if wrap and rng.random() < 0.15:
        text = f"{text.rstrip('?!. ')} {rng.choice(_lines('after'))}"
    if rng.random() < 0.15:
        text = telegraphic(text, rng)
    if rng.random() < 0.25:
        text = _contract(text, rng)
    if rng.random() < 0.45:
        # As rough as a hurried thumb: up to one slip in eight letters.
        text = typo(text, rng, rng.randint(1, max(1, len(text) // 8)))
    if rng.random() < 0.3:
        text = re.sub(r"[^\w\s$€£%.]|\.(?!\d)", "", text)
    roll = rng.random()
    if roll < 0.15:
        text = text.lower()
    elif roll < 0.2:
        text = text[:1].upper() + text[1:]
    elif roll < 0.23:
        text = text.upper()
    return text if text.strip() else "?"


def swap_slots(text: str, rng: random.Random) -> str:
    """Products, colours and numbers exchanged for others of their kind and shape."""
    text = _noun_pattern().sub(lambda m: _like(m.group(), rng.choice(_lines("nouns"))), text)
    text = _COLOUR_PATTERN.sub(lambda m: _like(m.group(), rng.choice(_COLOURS)), text)
    return re.sub(r"\d{2,}", lambda m: _number(m.group(), rng), text)


def swap_synonyms(text: str, rng: random.Random) -> str:
    """Half of the words that have synonyms in ``slots/synonyms.txt`` replaced by one."""
    pattern, choices = _synonyms()

    def other(match: re.Match[str]) -> str:
        keep = rng.random() < 0.5
        return match.group() if keep else rng.choice(choices[match.group().lower()])

    return pattern.sub(other, text)


def telegraphic(text: str, rng: random.Random) -> str:
    """Half of the little words left out, as in a hurry; no word that carries the sense goes."""
    words = text.split()
    kept = [w for w in words if w.lower() not in _LITTLE or rng.random() < 0.5]
    return " ".join(kept if len(kept) > 1 else words)


def typo(text: str, rng: random.Random, count: int = 1, *, least: int = 4) -> str:
    """``count`` slips of the finger: a neighbour's key, a letter lost, doubled or swapped.

    A text of fewer than ``least`` letters stays as it is.
    """
    for _ in range(count):
        spots = [i for i, c in enumerate(text) if c.isalpha()]
        if len(spots) < least:
            return text
        i = rng.choice(spots)
        kind = rng.randrange(4)
        if kind == 0:
            text = text[:i] + _neighbour(text[i], rng) + text[i + 1 :]
        elif kind == 1:
            text = text[:i] + text[i + 1 :]
        elif kind == 2:
            text = text[:i] + text[i] + text[i:]
        elif i + 1 < len(text):
            text = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    return text


@cache
def _lines(name: str) -> tuple[str, ...]:
    return tuple((_SLOTS / f"{name}.txt").read_text("utf-8").splitlines())


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """A pattern for every word before a ">" and the words after it, which may take its place."""
    choices: dict[str, tuple[str, ...]] = {}
    for line in _lines("synonyms"):
        found, _, instead = line.partition(" > ")
        for word in found.split(", "):
            choices.setdefault(word, tuple(instead.split(", ")))
    longest_first = "|".join(map(re.escape, sorted(choices, key=len, reverse=True)))
    return re.compile(rf"\b({longest_first})\b", re.IGNORECASE), choices


@cache
def _noun_pattern() -> re.Pattern[str]:
    longest_first = sorted(_lines("nouns"), key=len, reverse=True)
    return re.compile(
        rf"\b({'|'.join(map(re.escape, longest_first))})s?\b(?! numbers?\b)", re.IGNORECASE
    )


_COLOUR_PATTERN = re.compile(rf"\b({'|'.join(_COLOURS)})\b", re.IGNORECASE)


def _like(old: str, new: str) -> str:
    """``new`` in the case and number of ``old``."""
    if old.isupper():
        return new.upper()
    plural = old.endswith("s") and not new.endswith("s") and old.lower() not in _lines("nouns")
    return new + "s" if plural else new


def _number(old: str, rng: random.Random) -> str:
    first = rng.choice("123456789")
    return first + "".join(rng.choice("0123456789") for _ in old[1:])


def _contract(text: str, rng: random.Random) -> str:
    long, short = rng.choice(_CONTRACTIONS)
    return re.sub(rf"\b{long}\b", short, text, flags=re.IGNORECASE)


def _neighbour(letter: str, rng: random.Random) -> str:
    for row in _ROWS:
        i = row.find(letter.lower())
        if i >= 0:
            return row[max(0, i - 1)] if i == len(row) - 1 or rng.random() < 0.5 else row[i + 1]
    return letter
