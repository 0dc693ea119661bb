"""What is being looked for, in words, as a conversation goes on. Pure."""

import re

from retrieval.text import words
from retrieval.types import Constraints, Facets, Measure
from retrieval.units import UNITS

_FILLER = frozenset(
    words(
        "a an the some any anything something nothing everything thing one ones it them these those"
        " this that they i me my we you your show see find give get want need like prefer look"
        " looking search please instead rather only just maybe also too but and or with without in"
        " of for from by at on to other others another different else same similar more less most"
        " cheap cheaper cheapest expensive pricey affordable price budget cost big bigger small"
        " smaller large larger light lighter heavy heavier good better best new newer nice nicer"
        " than then not no do does have has is are be can could would there here what which how"
        " about make made come colour color size brand kind type stuff product item option first"
        " second third last around under over below above between up down low lower high higher"
        " ok okay yes thanks great cool hmm well actually really very bit little much rated"
        " fine matter whatever okay care mind"
        " all everything sort sorted order ordered rating star review filter limit forget drop"
        " remove keep still again let s t m re ll tell uh um erm er oh so yeah know"
        " mean said hm hmmm leave out got u ur im ive id smth sth lol ugh pls plz should cost"
    )
)


_LEADS = frozenset(("from", "by", "in", "with", "of", "made"))
"""Words that lead to the value of a limit."""
AUDIENCE_WORDS = {
    name: set(words(said))
    for name, said in {
        "men": "men man mens gents gentlemen male",
        "women": "women woman womens ladies lady female",
        "kids": "kids kid children child childrens toddler youth junior",
        "girls": "girls girl",
        "boys": "boys boy",
        "baby": "baby babies infant newborn",
        "unisex": "unisex",
    }.items()
}
"""Stemmed words of a topic that say for whom it is."""


def grown(topic: str, said: str, before: Constraints, after: Constraints) -> str:
    """The topic after a message that refines it.

    Values of limits that no longer hold leave it ("black" once it is to be blue), and what the
    message adds joins it; filler and values of limits do not.
    """
    gone = value_words(before.include) - value_words(after.include)
    for measure in set(before.measures) - set(after.measures):
        gone |= measure_words(measure)
    for who in set(before.audience) - set(after.audience):
        gone |= AUDIENCE_WORDS.get(who, set())
    kept = [word for word in topic.split() if not (set(words(word)) & gone)]
    while gone and kept and kept[-1].lower() in _LEADS:  # "organizers from", the brand forgotten
        kept.pop()
    known = {part for word in kept for part in words(word)}
    skip = _FILLER | known | value_words(after.include) | value_words(after.exclude)
    added = [word for word in said.split() if (parts := set(words(word))) and not parts <= skip]
    return " ".join((*kept, *added))


def measure_words(measure: Measure) -> set[str]:
    """The stemmed words by which a topic may say a measure: "15", "15in"."""
    factor = next((u.factor for u in UNITS.values() if u.symbol == measure.said_in), 1.0)
    said = {
        f"{round(value / factor, 2):g}" for value in (measure.min, measure.max) if value is not None
    }
    return said | {f"{number}{measure.said_in}" for number in said}


def content(text: str) -> tuple[str, ...]:
    """The stemmed words of a text that are no filler."""
    return tuple(word for word in words(text) if word not in _FILLER)


_PURPOSE = re.compile(
    r"\bfor (?!me\b|us\b|(?:less|more|under|over|at|about|around|up) )((?:my |a |an |the |our )?"
    r"\w[\w' -]*?)(?=$|[,.;!?]| (?:and|or|but|with|without|in|under|over|that|which|from)\b)",
    re.IGNORECASE,
)


def purpose(topic: str) -> str:
    """What it is wanted for, in the shopper's words: "boots for winter hikes" -> "winter hikes";
    empty where nothing is said."""
    found = _PURPOSE.search(topic)
    return found[1].strip() if found else ""


def query_text(topic: str, limits: Constraints) -> str:
    """What to search for: the topic, and the values of limits that it does not say.

    A present may be anything: "men" would bring men's clothes to whoever looks for a grill for his
    father.
    """
    include = limits.include
    said = set(words(topic))
    values = (*include.colours, *include.attributes, *include.brands)
    missing = [value for value in values if not set(words(value)) <= said]
    whom = () if limits.gift else limits.audience
    missing.extend(who for who in whom if not set(words(who)) <= said)
    if not topic.strip():
        missing.extend(include.categories)
    return " ".join((*missing, topic)).strip()


def value_words(facets: Facets) -> set[str]:
    """The stemmed words of all values but categories, which say what a thing is."""
    values = (*facets.brands, *facets.colours, *facets.sizes, *facets.attributes)
    return {word for value in values for word in words(value)}
