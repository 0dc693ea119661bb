"""Single values of a source made into what a product holds; None or empty where there is none.

A value that is there but makes no sense raises ValueError with a short kind of problem, which the
cleaner turns into a warning.
"""

import ast
import json
import re
from calendar import month_abbr
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from math import isfinite
from typing import Any

from retrieval.importers.text import clean_line

PATH_MARKS = (" > ", ">", "›", "»", "|", " / ", "::")
COLOUR_MARKS = ("/", ",", ";", "|", " and ", " & ", "+", "、")
SIZE_MARKS = (",", ";", "|", "、")
_YES = frozenset(("true", "yes", "y", "1", "on", "ja", "oui", "si", "sí", "是"))
_NO = frozenset(("false", "no", "n", "0", "off", "nein", "non", "否"))
_IN_STOCK = re.compile(
    r"in[ _-]?stock|available|preorder|pre[ _-]order|backorder|back[ _-]order|onbackorder|lieferbar"
    r"|limited availability"
)
_OUT_OF_STOCK = re.compile(
    r"out[ _-]?of[ _-]?stock|sold[ _-]?out|unavailable|not available|discontinued|ausverkauft"
)
_MONTHS = {name.lower(): number for number, name in enumerate(month_abbr) if name}
_RATING = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/\s*5|out of 5.*|stars?|★)?", re.IGNORECASE)


def is_empty(value: Any) -> bool:
    """Whether a cell says nothing: None, NaN, white space, an empty list or object."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value or value.isspace()
    if isinstance(value, float):
        return value != value
    return isinstance(value, list | tuple | dict) and not value


def to_text(value: Any) -> str:
    """One clean line of any value: yes and no for booleans, 17 for 17.0, commas in lists."""
    if isinstance(value, str):
        return clean_line(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if not isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(to_text, value)))
    if isinstance(value, Mapping):
        named = value.get("name") or value.get("title") or value.get("value") or ""
        return "" if isinstance(named, Mapping) else to_text(named)
    return "" if value is None else clean_line(str(value))


def to_attribute(value: Any) -> str:
    """As to_text; the words true and false are made readable as well."""
    text = clean_line(value) if type(value) is str else to_text(value)
    if len(text) < 6 and (lowered := text.lower()) in ("true", "false"):
        return "yes" if lowered == "true" else "no"
    return text


def to_list(value: Any, marks: Iterable[str] = ()) -> list[Any]:
    """Parts of a list, of a text that writes a list (JSON or Python), or of a text at ``marks``."""
    if isinstance(value, list | tuple):
        return list(value)
    if not isinstance(value, str):
        return [] if value is None else [value]
    text = value.strip()
    if text.startswith("[") and text.endswith("]") and len(text) < 100_000:
        for read in (json.loads, ast.literal_eval):
            try:
                parsed = read(text)
            except (ValueError, SyntaxError, RecursionError, MemoryError):
                continue
            if isinstance(parsed, list):
                return parsed
    return _split(text, tuple(marks))


def to_texts(value: Any, marks: Iterable[str] = (), longest: int = 200) -> tuple[str, ...]:
    """Clean parts of a list or of a text split at any of ``marks``, each once whatever its case."""
    found: dict[str, str] = {}
    for part in to_list(value, marks):
        text = to_text(part).strip(" ,;|")
        if text and len(text) <= longest:
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def to_category(value: Any, marks: Iterable[str] = PATH_MARKS) -> tuple[str, ...]:
    """A category path; of a list of paths, the first. A text splits at the first mark it has."""
    parts = to_list(value)
    if parts and isinstance(parts[0], list | tuple):
        parts = list(parts[0])
    if len(parts) == 1 and isinstance(parts[0], str):
        text = clean_line(parts[0].replace("<", "‹")).replace("‹", "<")
        mark = next((mark for mark in marks if mark in text), None)
        parts = text.split(mark) if mark else [text]
    names = (to_text(part).strip() for part in parts)
    return tuple(name for name in names if name)


def to_number(value: Any) -> float | None:
    """A finite number, also from text such as "1,234" or "4,5". Raises ValueError."""
    if is_empty(value):
        return None
    if isinstance(value, bool):
        raise ValueError("not a number")
    if isinstance(value, int | float):
        if not isfinite(value):
            raise ValueError("not a number")
        return float(value)
    text = to_text(value).replace(" ", "").replace("\u202f", "")
    if re.fullmatch(r"-?\d{1,3}(?:[,.]\d{3})+", text):
        text = re.sub("[,.]", "", text)
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        raise ValueError("not a number") from None
    if not isfinite(number):
        raise ValueError("not a number")
    return number


def to_rating(value: Any) -> float | None:
    """Stars from 1 to 5; 0 means that nobody has rated yet. Raises ValueError."""
    if is_empty(value):
        return None
    if isinstance(value, str):
        match = _RATING.fullmatch(value.strip())
        if match is None:
            raise ValueError("rating is not a number")
        value = match[1].replace(",", ".")
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("rating is not a number")
    stars = float(value)
    if stars == 0:
        return None
    if not 1 <= stars <= 5:
        raise ValueError("rating not from 1 to 5")
    return stars


def to_stock(value: Any) -> int | None:
    """Units on hand, 0 or more; None: in stock or not said, without a number. Raises ValueError."""
    if is_empty(value):
        return None
    if isinstance(value, bool):
        return None if value else 0
    if isinstance(value, str):
        word = value.strip().lower().rsplit("/", 1)[-1]  # also https://schema.org/InStock
        if _OUT_OF_STOCK.fullmatch(word) or word in ("no", "false"):
            return 0
        if _IN_STOCK.fullmatch(word) or word in ("yes", "true"):
            return None
    number = to_number(value)
    return None if number is None else max(0, min(int(number), 10**9))


def to_date(value: Any, order: str = "mdy") -> date | None:
    """A day from 1900 to 2100; ``order``: what 03/04/2024 means, "mdy" or "dmy". ValueError."""
    if is_empty(value):
        return None
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    else:
        day = _parse_date(to_text(value), order)
    if not 1900 <= day.year <= 2100:
        raise ValueError("date out of range")
    return day


def to_flag(value: Any) -> bool | None:
    """Yes or no from the usual words; None: neither."""
    word = to_text(value).lower()
    return True if word in _YES else False if word in _NO else None


def to_image(value: Any) -> str:
    """The first picture of a value: a web address or a relative path. Raises ValueError."""
    if isinstance(value, list | tuple):
        value = next((part for part in value if not is_empty(part)), None)
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("src", "url", "link", "href") if value.get(key)), None)
    if is_empty(value) or not isinstance(value, str):
        return ""
    address = re.split(r"[\s|]|,\s*(?=https?:)", value.strip().replace("&amp;", "&"))[0]
    if address.startswith("//"):
        return "https:" + address
    if re.match(r"https?://", address, re.IGNORECASE):
        return address
    if ":" in address or address.startswith("/") or ".." in address or "\\" in address:
        raise ValueError("image is not a web address or relative path")
    return address


def _split(text: str, marks: tuple[str, ...]) -> list[str]:
    return _splitter(marks).split(text) if marks else [text]


@lru_cache(maxsize=64)
def _splitter(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, marks)))


@lru_cache(maxsize=4096)
def _parse_date(text: str, order: str) -> date:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    if text.isdigit() and len(text) in (10, 13):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).date()
    numbers = [int(part) for part in re.findall(r"\d+", text.split("T")[0])[:3]]
    word = re.search(r"[A-Za-z]{3,9}", text)
    try:
        if word and (month := _MONTHS.get(word[0][:3].lower())):
            day, year = numbers[:2] if numbers[0] <= 31 else (numbers[1], numbers[0])
        elif len(numbers) == 3 and numbers[0] > 31:
            year, month, day = numbers
        elif len(numbers) == 3:
            first, second, year = numbers
            dotted = "." in text  # 31.01.2024 is written with the day first everywhere
            day_first = first > 12 or (second <= 12 and (dotted or order == "dmy"))
            day, month = (first, second) if day_first else (second, first)
        else:
            raise ValueError
        return date(year + 2000 if year < 100 else year, month, day)
    except (ValueError, IndexError):
        raise ValueError("date not readable") from None
