"""What a choice says of a product's options: values wished and refused, kept and free."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.desk.reading.comparatives import Relative, price_wish, relatives
from assistant.desk.reading.cues import corrects, is_refused
from assistant.desk.reading.option_words import NO, YES, Meaning, Mention, OptionWords
from assistant.desk.reading.scales import scale_of
from assistant.desk.reading.unheard import unheard
from assistant.desk.reading.words import meant, phrase, read
from assistant.understanding.lexicon import word_set
from assistant.understanding.tokens import Token

_REST = re.compile(
    r"\b(?:(?:keep|leave)\s+(?:the rest|everything else|all else|all (?:the )?other|the other\w*)"
    r"|(?:rest|everything else|all else|otherwise|other (?:options|things|specs?|details)"
    r"|all other\w*(?: \w+)?)(?: \w+){0,2} (?:the same|same|identical|unchanged|as (?:it|they) \w+)"
    r"|(?:the )?rest same|same (?:everything|otherwise)|(?:exact(?:ly)?|otherwise) (?:the )?same"
    r"|nothing else (?:changes?|should)|no other changes?|only change)",
    re.I,
)
_SAME = word_set(
    """
    same keep keeping unchanged identical original current
    """
)
_FREE = frozenset(["any", "whatever", "whichever", "every", "regardless"])
_OTHER = word_set(
    """
    different another other change changed changing wrong
    """
)
_FREE_AFTER = re.compile(
    r"^(?: \w+){0,2} (?:doesn'?t|does not|don'?t|do not) matter|^ (?:is|are) (?:not important"
    r"|unimportant|irrelevant|up to you)|^ i don'?t (?:care|mind)",
    re.I,
)
_SAME_AFTER = re.compile(
    r"^(?: \w+)? (?:the same|same|unchanged|stays?|stay the same|as (?:it )?is|is fine|can stay)\b",
    re.I,
)
_NEED_NOT = re.compile(
    r"\b(?:doesn'?t|don'?t|does not|do not) (?:have|need) to be(?: \w+)?\s*$|\bneedn'?t be\s*$",
    re.I,
)
_NO_MATTER = re.compile(r"\b(?:don'?t care|doesn'?t matter|regardless|no matter)\b[^,.;]*$", re.I)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one choice of a message says of the form that is wanted."""

    accept: tuple[tuple[Meaning, ...], ...] = ()
    """Each: any of its meanings must hold."""
    reject: tuple[Meaning, ...] = ()
    kept: frozenset[str] = frozenset()
    """Options that must stay as they are."""
    keep_rest: bool = False
    free: frozenset[str] = frozenset()
    """Options that may be anything."""
    other: frozenset[str] = frozenset()
    """Options that must not stay as they are."""
    relative: tuple[Relative, ...] = ()
    price: int = 0
    """As ``comparatives.price_wish``."""
    unknown: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it says nothing that a form could be chosen by."""
        return not (
            self.accept or self.reject or self.other or self.relative or self.price or self.unknown
        )

    @property
    def spoken(self) -> frozenset[str]:
        """Options that a wish speaks of."""
        said = {option for meanings in self.accept for option, _ in meanings}
        said |= {option for option, _ in self.reject}
        said |= {option for one in self.relative for option in one.options}
        return frozenset(said) | self.other

    def over(self, before: "Wishes") -> "Wishes":
        """These wishes on top of earlier ones, which they replace where they speak of the same."""
        mine = self.spoken
        return Wishes(
            (*(a for a in before.accept if not {o for o, _ in a} & mine), *self.accept),
            (*(r for r in before.reject if r[0] not in mine), *self.reject),
            before.kept - mine | self.kept,
            before.keep_rest or self.keep_rest,
            before.free | self.free,
            before.other - mine | self.other,
            (*(r for r in before.relative if not set(r.options) & mine), *self.relative),
            self.price or before.price,
            self.unknown,
        )

    def without_last(self) -> "Wishes":
        """Without the wish that was said last."""
        return Wishes(self.accept[:-1], self.reject, self.kept, self.keep_rest, self.free)


def read_wishes(text: str, own: Mapping[str, str], words: OptionWords, product: str) -> Wishes:
    """The wishes of one choice.

    own: options of the piece that is there; product: its name, which is no wish.
    """
    tokens = read(text)
    keys = words.keys(tokens)
    hidden = _hide(tokens, keys, phrase(product))
    found = words.mentions(tokens, hidden)
    measured = [m for m in found if m.start and tokens[m.start - 1].norm == "than"]
    need_not = [m for m in found if _NEED_NOT.search(text[: tokens[m.start].start])]
    mentions = [m for m in found if m not in measured and m not in need_not]
    optional = {option for m in need_not for option in m.options}
    names = words.names(hidden)
    scales = {option: scale for option, v in words.options.items() if (scale := scale_of(v))}
    accept, reject = _sorted_out(tokens, mentions, own)
    accept, reject = _negated_names(tokens, names, words.options, found, accept, reject)
    kept, free, other = _handled(text, tokens, names)
    free |= optional
    relative = tuple(relatives(text, tokens, names, scales))
    spoken = {option for meanings in accept for option, _ in meanings}
    return Wishes(
        tuple(accept),
        tuple(reject),
        kept - spoken,
        _REST.search(text) is not None,
        free,
        other - spoken - free,
        relative,
        price_wish(text),
        unheard(tokens, hidden, found, words),
    )


def _hide(tokens: Sequence[Token], keys: Sequence[str], name: Sequence[str]) -> list[str]:
    """The keys without the product's own name of two or more words, slips in it allowed."""
    result = list(keys)
    like = [
        key if key in name else meant(token, name) for token, key in zip(tokens, keys, strict=True)
    ]
    if len(name) > 1:
        for place in range(len(keys) - len(name) + 1):
            if tuple(like[place : place + len(name)]) == tuple(name):
                result[place : place + len(name)] = ["\0"] * len(name)
    return result


def _sorted_out(
    tokens: Sequence[Token], mentions: Sequence[Mention], own: Mapping[str, str]
) -> tuple[list[tuple[Meaning, ...]], list[Meaning]]:
    """Wished and refused values. The value that is there stands only for the piece itself where
    another of the same option is wished, and a value that was taken back does not count."""
    accepted: list[Mention] = []
    rejected: list[Meaning] = []
    refusing = -2
    for mention in mentions:
        joined = 0 <= mention.start - refusing <= 2 and tokens[mention.start - 1].norm in (
            "or",
            "nor",
        )
        lacking = mention.meanings[0][1].lower() in YES and _is_none(tokens, mention.end)
        if joined or lacking or is_refused(tokens, mention.start):
            rejected += mention.meanings
            refusing = mention.end
        else:
            accepted.append(mention)
    result: list[tuple[Meaning, ...]] = []
    by_option: dict[str, list[Mention]] = {}
    for mention in accepted:
        if len(mention.options) > 1:
            result.append(mention.meanings)
        else:
            by_option.setdefault(next(iter(mention.options)), []).append(mention)
    for option, several in by_option.items():
        while len(several) > 1 and corrects(tokens, several[-2].end, several[-1].start):
            several = several[-1:]
        meanings = [m for mention in several for m in mention.meanings]
        new = [m for m in meanings if m[1] != own.get(option)]
        result.append(tuple(dict.fromkeys(new or meanings)))
    order = {m: mention.start for mention in accepted for m in mention.meanings}
    result.sort(key=lambda meanings: order.get(meanings[0], 0))
    return result, rejected


def _negated_names(
    tokens: Sequence[Token],
    names: Sequence[tuple[frozenset[str], int, int]],
    options: Mapping[str, Sequence[str]],
    mentions: Sequence[Mention],
    accept: list[tuple[Meaning, ...]],
    reject: list[Meaning],
) -> tuple[list[tuple[Meaning, ...]], list[Meaning]]:
    """ "Without a backlight" wishes "none" of the option's values, "with a backlight" any other;
    "not waterproof" wishes "no"."""
    for option, value in list(reject):
        if value.lower() in YES:
            accept.append(_nothing(option, options[option]))
    taken = {place for mention in mentions for place in range(mention.start, mention.end)}
    for named, start, end in names:
        lacking = [option for option in named if _nothing(option, options[option])]
        if len(lacking) != 1 or start in taken or taken & {start - 1, end}:
            continue
        option = lacking[0]
        if is_refused(tokens, start) or _is_none(tokens, end):
            accept.append(_nothing(option, options[option]))
        elif start and tokens[start - 1].norm in ("a", "with", "has", "have"):
            reject += _nothing(option, options[option])
    return [meanings for meanings in accept if meanings], reject


def _is_none(tokens: Sequence[Token], end: int) -> bool:
    """Whether "none" stands behind the name of an option: "armrest: none"."""
    behind = [token.norm for token in tokens[end : end + 3] if token.norm not in (":", "=", "is")]
    ends = len(behind) < 2 or not behind[1][0].isalnum() or behind[1] in ("and", "please")
    return bool(behind) and (behind[0] in ("none", "off") or (behind[0] == "no" and ends))


def _nothing(option: str, values: Sequence[str]) -> tuple[Meaning, ...]:
    return tuple((option, value) for value in values if value.lower() in NO)


def _handled(
    text: str, tokens: Sequence[Token], names: Sequence[tuple[frozenset[str], int, int]]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Options that are to stay, that may be anything, and that are to be another."""
    kept: set[str] = set()
    free: set[str] = set()
    other: set[str] = set()
    for options, start, end in names:
        before = {token.norm for token in tokens[max(0, start - 2) : start]}
        behind = text[tokens[end - 1].end :]
        left = text[: tokens[start].start]
        if before & _SAME or _SAME_AFTER.match(behind):
            kept |= options
        elif before & _OTHER:
            other |= options
        elif before & _FREE or _FREE_AFTER.match(behind) or _NO_MATTER.search(left):
            free |= options
    return frozenset(kept), frozenset(free), frozenset(other)
