"""Who says what of which thing: tokens of a text with role, owner and polarity. Pure.

role      the word before a number: "from $159", "under $20", "4.6 of 5"
owner     the product that a word or number is said of
polarity  whether a clause denies what it says
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.phrasing.lexicon import ROLES, function_words, lemma, negations
from assistant.phrasing.tokens import Kind, Token

Key = tuple[str, str, str]
T = TypeVar("T")

NEAR = 3
"""Tokens on both sides within which a promise must meet a neighbour from the template."""
AMOUNTS = (Kind.MONEY, Kind.NUMBER, Kind.PERCENT)
JOINS = frozenset(map(lemma, ("and", "but", "so", "because", "although", "while")))
_AGAINST = frozenset(map(lemma, ("than", "against", "versus", "unlike", "with", "to")))
_BREAKS = frozenset((",", ";", ":", ".", "!", "?", "(", ")", "—", "–", "…"))
_RELATIVE = ("that", "which", "who", "what", "where")


@dataclass(frozen=True, slots=True)
class Said:
    """One token of a text with all that is compared of it."""

    token: Token
    role: str
    owner: str
    """Id of the product that it is said of; empty: of none."""
    denied: bool
    near: frozenset[Key]
    """Keys of the tokens around it."""


def statements(sentences: Sequence[Sequence[Token]]) -> Iterator[Said]:
    """Every token that states something."""
    before = ""
    for sentence in sentences:
        owners = _owners(sentence, before)
        denied = _denied(sentence)
        for place, token in enumerate(sentence):
            if token.kind is Kind.BREAK or denies(token):
                continue
            around = sentence[max(0, place - NEAR) : place + NEAR + 1]
            near = frozenset(t.key for t in around if t is not token and states(t))
            yield Said(token, _role(sentence, place), owners[place], denied[place], near)
        named = [t.value for t in sentence if t.kind is Kind.PRODUCT]
        before = named[-1] if named else before


def states(token: Token) -> bool:
    if token.kind is Kind.BREAK or denies(token):
        return False
    return token.kind is not Kind.WORD or token.value not in function_words()


def denies(token: Token) -> bool:
    return token.kind is Kind.WORD and token.value in negations()


def is_count(token: Token) -> bool:
    return token.kind is Kind.NUMBER and not token.unit


def _role(sentence: Sequence[Token], place: int) -> str:
    """The word before a number, articles passed over."""
    if sentence[place].kind not in AMOUNTS:
        return ""
    for token in reversed(sentence[:place]):
        if token.value in ("the", "a", "your", "my"):
            continue
        neutral = token.value == "for" and sentence[place].kind is Kind.MONEY
        known = token.kind is Kind.WORD and token.value in ROLES and not neutral
        return token.value if known else ""
    return ""


def _owners(sentence: Sequence[Token], before: str) -> list[str]:
    """For each token the product named last before it in the sentence, else the next one after it,
    else the one named last before the sentence. What is only compared with owns nothing."""
    named = [
        (place, token.value)
        for place, token in enumerate(sentence)
        if token.kind is Kind.PRODUCT and not _compared_with(sentence, place)
    ]
    owners = []
    for place in range(len(sentence)):
        earlier = [product for at, product in named if at <= place]
        later = [product for at, product in named if at > place]
        if is_count(sentence[place]):  # how many there are is not said of what follows
            owners.append(earlier[-1] if earlier else "")
        else:
            owners.append(earlier[-1] if earlier else later[0] if later else before)
    return owners


def _compared_with(sentence: Sequence[Token], place: int) -> bool:
    behind = [t.value for t in sentence[place + 1 : place + 3] if t.kind is not Kind.BREAK]
    if behind and behind[0] in _RELATIVE:
        return False
    words = [t.value for t in sentence[:place] if t.value not in ("the", "a")]
    several = len({t.value for t in sentence if t.kind is Kind.PRODUCT}) > 1
    return several and bool(words) and words[-1] in _AGAINST


def _denied(sentence: Sequence[Token]) -> list[bool]:
    """For each token whether its clause denies; a clause of nothing but a denial ("No, ...") denies
    the next one."""
    denied: list[bool] = []
    carried = False
    for clause in clauses(sentence):
        no = any(denies(token) for token in clause)
        denied += [no or carried] * len(clause)
        carried = not any(states(token) for token in clause) and (carried or no)
    return denied


def clauses(sentence: Sequence[Token]) -> list[list[Token]]:
    """A sentence cut before signs, "and", "but", "that is" ..."""
    clauses: list[list[Token]] = [[]]
    for place, token in enumerate(sentence):
        after = sentence[place + 1].value if place + 1 < len(sentence) else ""
        joins = token.kind is Kind.WORD and (
            token.value in JOINS or (token.value in _RELATIVE and after in ("is", "are"))
        )
        if joins or (token.kind is Kind.BREAK and token.value in _BREAKS):
            clauses.append([])
        clauses[-1].append(token)
    return clauses


def by_key(text: Sequence[Said], of: Callable[[Said], T]) -> Mapping[Key, frozenset[T]]:
    found: dict[Key, frozenset[T]] = {}
    for one in text:
        found[one.token.key] = found.get(one.token.key, frozenset()) | {of(one)}
    return found
