"""What is said of things that the shopper has already: "I have a black sofa and need a lamp"."""

from assistant.understanding.lexicon import word_set
from assistant.understanding.reach import Reach, Scope
from assistant.understanding.verdicts import verdict_at

_MINE = word_set("my our")
_HAVE = word_set("has have had")
_VERBS = _HAVE | word_set("is are was were")
_ARTICLES = word_set("a an the some my our")
_ASKS = word_set(
    "looking searching needed needs wanted wants prefer prefers hoping wish matching match"
)
"""Words with which a wish begins."""
_TASTES = word_set(
    "size sizes colour color colours colors favourite favorite preference budget choice style taste"
    " pick wish requirement brand brands idea plan dream goal hope preferred usual"
)
"""What one has and what one wants are the same of these: "my favourite colour is black"."""
_REPLACES = word_set("replacement another new one ones")
_LONGEST_THING = 3
"""Words."""


def belonging(reach: Reach, first: int, place: int) -> Scope:
    """All that is named up to the end of the clause that goes on at ``place``: "I have | a black
    leather sofa and a white rug | and need". ``first``: where it begins. Sizes are the shopper's
    own and stay wanted."""
    scope = Scope("owned", first, place)
    while place < len(reach.tokens) and not reach.used[place]:
        mention = reach.at.get(place)
        norm = reach.norms[place]
        if mention and (mention.facet == "sizes" or verdict_at(reach.norms, mention.end)):
            break
        if mention:
            scope.mentions.append(mention)
            place = scope.end = mention.end
        elif norm not in _ASKS and (
            norm in _VERBS | _ARTICLES or _further(reach, place) or reach.is_noun(place)
        ):
            place += 1
        else:
            break
    return scope


def told(reach: Reach, place: int) -> Scope | None:
    """What a clause tells of things that are there, if one begins here: "our living room has white
    walls", "my old tent was red", "there's a black sofa already"."""
    if reach.norms[place] in ("there", "theres"):
        return _stands_there(reach, place)
    if reach.norms[place] not in _MINE:
        return None
    verb = place + 1
    while verb - place <= _LONGEST_THING and (verb in reach.inside or reach.is_noun(verb)):
        if reach.norms[verb] in _TASTES:
            return None
        verb += 1
    if verb == place + 1 or verb >= len(reach.tokens) or reach.norms[verb] not in _VERBS:
        return None
    scope = belonging(reach, place, place + 1)
    said = [m for m in scope.mentions if m.first > verb]
    if not said or (reach.norms[verb] not in _HAVE and said[0].kind == "feature"):
        return None  # "My wife is vegan" says what is wanted for her.
    if _REPLACES.intersection(reach.norms):
        scope.mentions = said  # "My kettle was black, I need a new one" still wants a kettle.
    return scope


def _stands_there(reach: Reach, place: int) -> Scope | None:
    end = next((p for p in range(place, len(reach.norms)) if not reach.tokens[p].is_word), None)
    asks = place > 0 and reach.norms[place - 1] in _VERBS
    if asks or "already" not in reach.norms[place:end]:
        return None
    return belonging(reach, place, place + 1)


def _further(reach: Reach, place: int) -> bool:
    """Whether an "and" joins a further thing: "white walls and a brown floor"."""
    return reach.norms[place] == "and" and (
        place + 1 in reach.at or any(n in _ARTICLES for n in reach.norms[place + 1 : place + 2])
    )
