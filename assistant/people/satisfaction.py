"""How satisfied a shopper says to be, when asked: 1 (bad) .. 5 (good). Pure."""

import re

SCALE = ("1", "2", "3", "4", "5")
"""Quick replies, the worst first."""
_NUMBER = re.compile(
    r"^\W*(?:(?:i(?:['’]d| would)? (?:say|give(?: it| you)?(?: an?)?)|it['’]?s an?|an?|about)\s+)?"
    r"(?P<value>[1-5]|one|two|three|four|five)\s*"
    r"(?:(?:out )?of (?:5|five)|/\s*5|stars?|points?)?(?: stars?)?(?:,? (?:please|thanks?))?\W*$",
    re.I,
)
_NAMES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_UP = re.compile(r"👍|❤|🙂|😀|😊|^\W*thumbs? up\W*$", re.I)
_DOWN = re.compile(r"👎|🙁|😠|😡|☹|^\W*thumbs? down\W*$", re.I)
_STARS = re.compile(r"^\s*(?P<stars>[★⭐]{1,5})\s*$")


def read_rating(text: str) -> int | None:
    """The rating that a message is; None: it says something else, or more."""
    number = _NUMBER.match(text)
    if number:
        said = number["value"].lower()
        return _NAMES.get(said) or int(said)
    stars = _STARS.match(text)
    if stars:
        return len(stars["stars"])
    up, down = _UP.search(text), _DOWN.search(text)
    if bool(up) == bool(down) or len(text.split()) > 3:
        return None
    return 5 if up else 1
