"""The words around a number with a unit: what it measures, and whether it is the least or most."""

import re

from assistant.understanding.price_words import NEGATION, NO_NUMBER, before
from retrieval.units import Dimension

__all__ = ["NEGATION", "before"]

NAMES: tuple[tuple[str, str], ...] = (
    ("length", r"length|long|in length"),
    ("width", r"width|wide|breadth|broad|across"),
    ("height", r"height|tall|high"),
    ("depth", r"depth|deep"),
    ("diameter", r"diameter|dia"),
    ("thickness", r"thickness|thick"),
    ("weight", r"weight|weigh|weighs|weighing|heavy"),
    ("capacity", r"capacity|volume|holds?|holding"),
    ("battery", r"battery(?:\s?-?(?:life|time|runtime|run time))?|batteries|play\s?-?time|playback"
     r"(?: time)?|run\s?-?time|talk time|listening time|lasts?|lasting"
     r"|(?:per|on (?:a|one)(?: single| full)?) charge"),
    ("power", r"power|wattage"),
    ("memory", r"ram|memory"),
    ("storage", r"storage(?: space| capacity)?|ssd|hdd|hard drive|disk(?: space)?|drive"),
    ("screen", r"screen(?: size)?|display(?: size)?|screen diagonal|diagonal"),
)  # fmt: skip
"""Names of measures and how shoppers say them."""
BY_DIMENSION: dict[Dimension, tuple[str, ...]] = {
    "length": ("length", "width", "height", "depth", "diameter", "thickness", "screen"),
    "weight": ("weight",),
    "volume": ("capacity",),
    "time": ("battery",),
    "power": ("power",),
    "storage": ("memory", "storage", "capacity"),
}
"""Which names a unit allows; the names of other dimensions stand beside it by chance."""
USUAL: dict[Dimension, str] = {
    "length": "size", "weight": "weight", "volume": "capacity", "power": "power",
    "storage": "storage",
}  # fmt: skip
"""What a number with a unit measures when nothing says it; a time may be anything."""
STAYS = frozenset(("screen", "storage", "memory", "power"))
"""Names that may be the product itself ("a 1 TB drive"): they stay in the search."""

COMPARED: dict[str, tuple[str, str]] = {
    "longer": ("length", "min"), "shorter": ("length", "max"), "wider": ("width", "min"),
    "broader": ("width", "min"), "narrower": ("width", "max"), "slimmer": ("thickness", "max"),
    "taller": ("height", "min"), "higher": ("height", "min"), "lower": ("height", "max"),
    "deeper": ("depth", "min"), "shallower": ("depth", "max"), "thicker": ("thickness", "min"),
    "thinner": ("thickness", "max"), "heavier": ("weight", "min"), "lighter": ("weight", "max"),
    "bigger": ("", "min"), "larger": ("", "min"), "greater": ("", "min"), "more": ("", "min"),
    "smaller": ("", "max"), "less": ("", "max"), "fewer": ("", "max"), "stronger": ("power", "min"),
}  # fmt: skip
"""Comparatives before "than": what they measure, if they say it, and which limit they make."""

_ADJECTIVES = "|".join(COMPARED)
_NAME = "|".join(pattern for _, pattern in NAMES)
NAME_LEFT = re.compile(rf"(?<![\w-])(?P<name>{_NAME})\s*$", re.I)
NAME_RIGHT = re.compile(
    r"\s*-?\s*(?P<join>(?:in|of|for|worth of|as)\s+)?(?:(?:the|a|its|total|internal|usable|built-in"
    rf"|on-board)\s+)*(?P<name>{_NAME})(?![\w-])",
    re.I,
)
LEFT = re.compile(
    r"(?<!\w)(?:(?P<near>around|arround|about|approx(?:imately)?\.?|roughly|near(?:ly)?|circa|ca\.?"
    r"|close to|somewhere around|something like|more or less)"
    rf"|(?:(?P<compared>{_ADJECTIVES})\s+th[ae]n)"
    r"|(?P<max>under|undr|below|beneath|not exceeding|no greater than|at (?:the )?most|atmost"
    r"|up ?to|max(?:imum)?\.?|within|sub|cap(?:ped)? at|limit(?:ed to)?|until|till)"
    r"|(?P<min>over|above|exceeding|upwards of|beyond|north of|at (?:the |very )*least|atleast"
    r"|min(?:imum)?\.?|starting (?:at|from)|from|or more than))\s*$"
    r"|(?P<near_sign>~|≈)\s*$|(?P<max_sign><=?|≤|=<)\s*$|(?P<min_sign>>=?|≥|=>)\s*$",
    re.I,
)
"""A limit that ends right before a number."""
RIGHT = re.compile(
    r"\s*[,(]?\s*(?:"
    r"(?P<max>(?:or|and) (?:less|under|below|smaller|lower|lighter|shorter|fewer|thinner|narrower)"
    rf"(?!\w){NO_NUMBER}|(?:at (?:the )?most|max(?:imum)?|tops)(?!\w){NO_NUMBER})"
    r"|(?P<min>(?:and|or) (?:up|above|over|more|larger|bigger|higher|longer|greater|wider|taller"
    rf"|heavier|better|upwards?|deeper|thicker)(?!\w){NO_NUMBER}|(?:\+|plus(?!\w))"
    rf"|(?:at (?:the )?least|min(?:imum)?)(?!\w){NO_NUMBER})"
    r"|(?P<near>-?ish(?!\w)|or so(?!\w)|give or take|more or less))",
    re.I,
)
"""A limit behind a number or its unit."""
FILL = re.compile(
    r"(?<![\w-])(?:a|an|the|of|is|are|be|to|at|for|total|only|just|say|with|has|have|that|which"
    r"|should|must|can|it|its|in|by|than|size|life|up|go)\s*$|[:=]\s*$",
    re.I,
)
"""Words between a limit, a name and a number that say nothing."""
BETWEEN = re.compile(r"(?<!\w)(?:between|betwen|from|anywhere from|range of)\s*$", re.I)
JOIN = re.compile(r"\s*(?:-|–|—|~|to|up ?to|till|until|and|or|through)\s*(?:about\s+)?", re.I)
BATTERY = re.compile(
    r"(?<!\w)(?:batter(?:y|ies)|play\s?-?time|playback|run\s?-?time|(?:a|per|one|single) charge)"
    r"(?!\w)",
    re.I,
)
"""Words that make a time in the same message one of the battery."""
CHARGING = re.compile(r"(?<!\w)charg(?:e|es|ing)(?:\s+\w+){0,2}\s*$", re.I)
"""What is said before a time of charging, which is not how long the battery lasts."""
SIZED = re.compile(r"(?<!\w)sizes?\s+(?:eu |us |uk )?$", re.I)
"""What makes of a number the size of clothes or shoes."""
FITS = re.compile(
    r"(?<!\w)(?P<word>for|fits?|fitting|to fit|compatible with|suit(?:s|able for)?|supports?"
    r"|support|up to|bears?|load(?: of)?|carry|carries|holds?)\s+(?:(?:up to|my|a|an|the|your|our"
    r"|their|his|her|at least|at most)\s+)*$",
    re.I,
)
"""What stands before the measure of another thing: "for a 15 inch laptop", "holds 100 kg"."""
LOAD = re.compile(
    r"(?:hold(?:s|ing)?|support(?:s|ing)?|carry|carries|carrying|bears?|load|lift(?:s|ing)?"
    r"|max(?:imum)? load|weight capacity|rated|dogs?|cats?|users?|riders?|people|someone|person)"
    r"(?:\s+(?:of|up|to|at|least|most|under|over|for|is|a|an|about|around|more|than|weighing)|:)*"
    r"\s*$",
    re.I,
)
"""What stands before a weight that something else has."""
OWNER = re.compile(
    r"(?<!\w)(?:i'?m|i am|he'?s|he is|she'?s|she is|we are|they are"
    r"|(?:my|our|his|her) \w+(?: is| are| weighs?| measures?|'s)"
    r"|(?:people|persons?|someone|somebody|anyone|adults?|wom[ae]n|m[ae]n|guests?|players?|riders?)"
    r"(?: who| that)?(?:'s| is| are|'re)?(?: both| all)?"
    r"|(?:i|he|she|we|they) (?:only |just )?weighs?)\s+"
    r"(?:about |only |just |around |over |under |above |below |nearly |almost )*$",
    re.I,
)
"""What stands before the measure of a person, a room or a pet."""
OTHER = re.compile(
    r"\s*-?\s*(?:water(?:head| column)|jacks?|aux|headphone|audio"
    r"|plugs?|sockets?|lens(?:es)?|film|focal|phones?|network|modem|lte|speeds?|load|dogs?|cats?"
    r"|user|rider|room|square|refresh|delivery|warranty|guarantee|return|shipping)(?!\w)"
    r"|\s?(?:/|²|³|per (?!charge))",
    re.I,
)
"""What stands behind a number with a unit that measures none of the things above."""
WATER_COLUMN = re.compile(r"\s*-?\s*water", re.I)
"""What stands behind millimetres of how waterproof a thing is."""
INCHES = re.compile(
    r"\s*-?\s*(?:wide|long|tall|deep|high|thick|diameter|screens?|monitors?|tvs?|laptops?|displays?"
    r"|tablets?|pans?|skillets?|wheels?|frames?|or\s+(?:more|less|larger|bigger|smaller)|across|by"
    r"|x|mattress\w*|bikes?|knife|knives|vases?|pots?|plates?|in\s+(?:width|length|height"
    r"|diameter|depth))(?!\w)",
    re.I,
)
"""What makes of "in" behind a number a unit rather than a preposition."""
