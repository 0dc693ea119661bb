"""Small words that turn what stands behind them: refusals, corrections, borders of clauses."""

from collections.abc import Sequence

from assistant.understanding.lexicon import word_set
from assistant.understanding.tokens import Token

_REFUSING = word_set(
    """
    not no non without nor isnt arent dont doesnt didnt wont cant never neither except
    excluding minus besides
    """
)
_REFUSING_PAIRS = frozenset(
    (
        ("instead", "of"), ("rather", "than"), ("other", "than"), ("anything", "but"),
        ("everything", "but"), ("all", "but"), ("apart", "from"), ("aside", "from"),
        ("tired", "of"), ("sick", "of"), ("get", "rid"), ("no", "longer"),
    )
)  # fmt: skip
_BETWEEN = word_set(
    """
    a an the any my this that those these in with of for to be it have want like need want
    really so too very or nor one ones
    """
)
"""Words that may stand between a refusal and what it refuses."""
_REACH = 5
_SIGNS = frozenset(".,;!?:")
_CORRECTING = word_set(
    """
    no actually wait sorry mean oops scratch rather correction
    """
)


def is_refused(tokens: Sequence[Token], place: int) -> bool:
    """Whether what begins at ``place`` is turned down: "no rgb", "not the red", "instead of i5".

    "No, the red one" turns nothing down, "not only the red" neither.
    """
    for back in range(place - 1, max(-1, place - 1 - _REACH), -1):
        norm = tokens[back].norm
        if norm in _SIGNS:
            return False
        if back and (tokens[back - 1].norm, norm) in _REFUSING_PAIRS:
            return True
        if norm in _REFUSING:
            answers = norm == "no" and back == 0 and back < place - 1
            return not answers
        if norm not in _BETWEEN and (norm, _norm(tokens, back + 1)) not in _REFUSING_PAIRS:
            return False
    return False


def corrects(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether what was said before ``start`` is taken back before ``end``: "red, no, blue"."""
    return any(token.norm in _CORRECTING for token in tokens[start:end])


def _norm(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].norm if 0 <= place < len(tokens) else ""
