"""Rules of the policy about searching: a new search, the present one changed, one of before, a
recommendation. Pure."""

from dataclasses import replace
from decimal import Decimal

from assistant.cues import (
    BARE_AMOUNT,
    BEGINS_WITH_IT,
    BY_PRICE,
    CARRIES_ON,
    DESCRIBES,
    FOR_SOMEONE,
    NARROWS,
    OF_IT,
    RETURN_WORDS,
    TO_DO,
)
from assistant.limits import merge
from assistant.remembered import Search
from assistant.state import DialogueState
from assistant.topic import AUDIENCE_WORDS, content, grown, value_words
from assistant.types import Action, Intent, Understanding
from assistant.understanding.extremes import Furthest, find_furthest
from assistant.understanding.lexicon import MATERIALS
from assistant.understanding.qualities import STUFF
from assistant.understanding.refinement import RELATIVE_WORDS
from retrieval.text import words
from retrieval.types import Constraints, Facets, PriceRange, Sort

Decision = tuple[Action, DialogueState]
"""What to do, and the state to do it in."""
ABOUT_IT = "tell me about it"
"""What pointing at a product without another word asks."""
Wishes = tuple[tuple[str, int], ...]
"""Relative wishes: an aspect, and 1 for more of it or -1 for less."""
GIFTS = frozenset(words("gift present"))
"""Words by which something to give away is asked for, which may be anything."""
_SORTED = {"rating": Sort.RATING, "newness": Sort.NEWEST}
"""Aspects that an order of the list serves: "better rated" puts the best rated first."""


def asks_for_things(read: Understanding) -> bool:
    """Whether a message names a kind of thing or a limit."""
    return bool(read.product_words or read.constraints)


def changes_search(read: Understanding) -> bool:
    """Whether a message changes the search without naming anything: "cheaper", "forget the
    brand", "not that one", "start over"."""
    change = read.refinement
    return bool(
        change.cheaper or change.dearer or change.more or change.drop or change.relative
        or change.restart or change.back or change.taken or read.refused or read.released
        or read.constraints.audience
    )  # fmt: skip


def find(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    """A new search, or the present one changed, or one of before taken up again."""
    if state.topic:
        read = _of_stuff(read)
    if read.refinement.restart:
        state = state.left()
    elif read.refinement.back and (gone_back := _back(state, read)):
        return gone_back
    pointed = read.references[0] if read.references else state.focus
    if read.refinement.similar and pointed:
        slots = {"mode": "similar", "id": pointed, "relative": relative_wishes(read)}
        return Action("find", slots), state
    going = bool(state.topic or state.constraints) and not read.refinement.back
    if going and not _starts_anew(state, read, intent):
        return _refine(state, read)
    limits = merge(_carried(state, read), read.constraints, read.refinement)
    if read.need or _is_present(read):
        return Action("find", {"mode": "new"}), new_search(state, read.text, _of_need(limits), True)
    if (most := find_furthest(read.text)) is not None:
        said = _without_return(read)
        ahead: dict[str, object] = {
            "mode": "new", "furthest": (most.aspect, most.sign), "topic": said,
        }  # fmt: skip
        return Action("find", ahead), new_search(state, _without_superlative(read, most), limits)
    topic = _without_return(read)
    if not topic and not limits:
        if read.refused and state.shown:
            return Action("recommend"), state
        return Action("ask", {"what": "restart" if read.refinement.restart else "what"}), state
    return Action("find", {"mode": "new"}), new_search(state, topic, limits)


def _is_present(read: Understanding) -> bool:
    """Whether something is to be given to somebody, and what it might be is not said."""
    things = set(read.product_words) - GIFTS
    named = things or read.constraints.include or read.constraints.measures
    told = read.constraints.audience or FOR_SOMEONE.search(read.search_text)
    return bool(read.constraints.gift and told and not named)


def _of_stuff(read: Understanding) -> Understanding:
    """A word of a thing and a material, said by itself while something is looked for, is what that
    should be made of: "napkins", then "paper"."""
    alone = read.search_text.strip().lower()
    if alone not in STUFF | set(MATERIALS):
        return read
    include = replace(read.constraints.include, categories=(), attributes=(alone,))
    limits = replace(read.constraints, include=include)
    return replace(read, constraints=limits, product_words=(), search_text="")


def _of_need(limits: Constraints) -> Constraints:
    """The limits that a told need sets. What it names is of the trouble, not of what helps: "black
    spots on the walls", "wool makes me itch", "from five in the morning"."""
    include = Facets(sizes=limits.include.sizes)
    price = limits.price if limits.price.max is not None else PriceRange()
    return replace(limits, include=include, price=price, measures=(), sort=Sort.RELEVANCE)


def new_search(
    state: DialogueState, topic: str, limits: Constraints, need: bool = False
) -> DialogueState:
    """The state with another search going on; the old one can be returned to. What was turned down
    stays so where the same thing is asked for once more."""
    same = topic and set(content(topic)) == set(content(state.topic))
    refused = state.refused if same else ()
    return state.left().with_(topic=topic, need=need, refused=refused).limited(limits)


def relative_wishes(read: Understanding) -> Wishes:
    """What the message wants more or less of; a price stated in it settles "cheaper"."""
    change = read.refinement
    price = -1 if change.cheaper else 1 if change.dearer else 0
    if read.constraints.price:
        price = 0
    said = {one.name for one in read.constraints.measures}
    others = tuple((what, sign) for what, sign in change.relative if what not in said)
    return (*((("price", price),) if price else ()), *others)


def _starts_anew(state: DialogueState, read: Understanding, intent: Intent) -> bool:
    """Whether a message names another thing, rather than says more about the present one."""
    if OF_IT.search(read.text):
        return False
    if read.need:
        return not BEGINS_WITH_IT.search(read.text)
    for_whom = {word for who in read.constraints.audience for word in AUDIENCE_WORDS.get(who, ())}
    limits = value_words(read.constraints.include) | value_words(read.constraints.exclude)
    named = set(read.product_words) - for_whom - limits
    if named - set(words(state.topic)):
        return True
    if intent is not Intent.FIND_PRODUCT or changes_search(read):
        return False
    if named:
        return True
    unsaid = [word for word in content(read.search_text) if word not in limits | for_whom]
    more = DESCRIBES.search(read.search_text) or NARROWS.search(read.text)
    return bool(unsaid) and not more


def _carried(state: DialogueState, read: Understanding) -> Constraints:
    """What a new search takes over: for whom it is, where the shopper goes on ("and shoes?")."""
    if not CARRIES_ON.search(read.text):
        return Constraints()
    old = state.constraints
    return Constraints(audience=old.audience, age=old.age, gift=old.gift)


def _refine(state: DialogueState, read: Understanding) -> Decision:
    change = read.refinement
    limits = merge(state.constraints, read.constraints, change, read.released)
    said = "" if read.references or read.refused or change.back else read.search_text
    if (price := _bare_price(state, read)) is not None:
        limits, said = replace(limits, price=price), ""
    wishes = relative_wishes(read)
    if change.relative:
        said = " ".join(w for w in said.split() if not set(words(w)) <= RELATIVE_WORDS)
    topic = grown(state.topic, said, state.constraints, limits)
    unchanged = (topic, limits) == (state.topic, state.constraints)
    if unchanged and read.refused and not wishes:
        return Action("find", {"mode": "without", "ids": read.refused}), state
    if change.more and limits == state.constraints:
        return Action("find", {"mode": "more"}), state
    anchors = _anchors(state, read)
    for aspect, sign in wishes:
        if limits.sort is Sort.RELEVANCE and sign > 0 and aspect in _SORTED:
            limits = replace(limits, sort=_SORTED[aspect])
    if limits.sort is Sort.RELEVANCE and BY_PRICE.search(read.text):
        limits = replace(limits, sort=Sort.PRICE_ASC)
    slots = {
        "mode": "refine",
        "relative": tuple(wish for wish in wishes if _measured(wish, anchors)),
        "slight": change.slight,
        "ids": anchors,
    }
    bounds = () if {"all", "sizes", "attributes"} & set(change.drop) else state.bounds
    return Action("find", slots), state.with_(topic=topic, seen=(), bounds=bounds).limited(limits)


def _measured(wish: tuple[str, int], anchors: tuple[str, ...]) -> bool:
    """Whether a wish makes a limit; of a whole list "better rated" and "newer" are an order only,
    of one product "better rated" is both."""
    return wish[0] not in _SORTED or (wish[0] == "rating" and wish[1] > 0 and len(anchors) == 1)


def _bare_price(state: DialogueState, read: Understanding) -> PriceRange | None:
    """The price limit in force with a number that is said by itself in its place."""
    old, found = state.constraints.price, BARE_AMOUNT.match(read.text)
    others = replace(read.constraints, price=PriceRange())
    if not found or others or (old.max is None) == (old.min is None):
        return None
    amount = Decimal(found["amount"].replace(",", "."))
    return replace(old, max=amount) if old.max is not None else replace(old, min=amount)


def _anchors(state: DialogueState, read: Understanding) -> tuple[str, ...]:
    """What relative wishes are relative to: what is pointed at, turned down or in focus, else what
    is shown."""
    focus = (state.focus,) if state.focus else ()
    return read.references or read.refused or focus or state.shown


def _back(state: DialogueState, read: Understanding) -> Decision | None:
    """The search of before that a message names, with what it changes; None: there is none."""
    search = _named(state.earlier, read.text)
    if search is None:
        named = set(_names(read.text))
        here = bool(state.topic) and (not named or bool(named & set(words(state.topic))))
        return (Action("find", {"mode": "back"}), state) if here else None
    returned = state.returned(search)
    rest = replace(read.refinement, back=False)
    limits = merge(returned.constraints, read.constraints, rest, read.released)
    slots = {
        "mode": "back",
        "relative": relative_wishes(read),
        "slight": rest.slight,
        "ids": returned.shown,
    }
    return Action("find", slots), returned.limited(limits)


def names_earlier(state: DialogueState, read: Understanding) -> bool:
    """Whether a message goes back to a search of before that it names."""
    named = read.refinement.back and set(_names(read.text))
    return bool(named and any(named & _known_by(one) for one in state.earlier))


def _named(earlier: tuple[Search, ...], text: str) -> Search | None:
    """The search whose words the text says most of, the latest of equals; the latest of all where
    the text names nothing ("the previous search")."""
    named = set(_names(text))
    if not named:
        return earlier[-1] if earlier else None
    best = max(earlier, key=lambda one: (len(named & _known_by(one)), one.turn), default=None)
    return best if best is not None and named & _known_by(best) else None


def _names(text: str) -> tuple[str, ...]:
    return tuple(word for word in content(text) if word not in RETURN_WORDS)


def _known_by(search: Search) -> set[str]:
    include = search.constraints.include
    values = (*include.categories, *include.brands, *include.colours, *include.attributes)
    return set(words(" ".join((search.topic, *values))))


def _without_superlative(read: Understanding, most: Furthest) -> str:
    """What to look for where the most or least of something is asked for: "which tent is the
    lightest" looks for tents."""
    said = set(words(read.text[most.start : most.end]))
    left = [word for word in read.search_text.split() if not set(words(word)) <= said]
    return " ".join(word for word in left if content(word))


def _without_return(read: Understanding) -> str:
    """What to look for; "go back to the sofas" looks for sofas where there is no such search."""
    said = read.search_text.strip()
    if read.refinement.back:
        return " ".join(_names(said))
    if read.refinement.restart:
        return said if read.product_words else ""
    return said


def recommend(state: DialogueState, read: Understanding, intent: Intent) -> Decision:
    """By taste alone, unless the message says what kind of thing, or points at one."""
    if len(read.references) == 1 and not read.refinement.similar and not read.product_words:
        pointed = read.references[0]
        return Action("answer", {"id": pointed, "question": ABOUT_IT}), state.with_(focus=pointed)
    if read.product_words or read.constraints.include.categories:
        return find(state, read, Intent.FIND_PRODUCT)
    told = FOR_SOMEONE.search(read.search_text) or TO_DO.search(read.text)
    if told and content(read.search_text):  # a person to please or an occasion: no thing is named
        return find(state, replace(read, need=True), Intent.FIND_PRODUCT)
    if read.refinement.back or read.refinement.restart:
        return find(state, read, intent)
    if state.topic and (read.constraints or changes_search(read)):
        return find(state, read, Intent.REFINE_SEARCH)
    limits = merge(Constraints(), read.constraints, read.refinement)
    return Action("recommend"), new_search(state, "", limits)
