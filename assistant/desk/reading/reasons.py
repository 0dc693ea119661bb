"""Why a shopper cancels, as one of the reasons that the rules know."""

import re
from collections.abc import Sequence

from assistant.desk.reading.words import phrase, read
from assistant.understanding.clean import clean_message
from assistant.understanding.lexicon import word_set

_CAUSES: dict[str, str] = {
    "mistake": r"mistake\w*|mistook|accident\w*|oops|error|by (?:error|chance)|unintend\w*"
    r"|unintentional\w*|(?:didn'?t|did not|never) (?:mean|intend|want) to (?:order|buy|place"
    r"|click|add)"
    r"|(?:twice|double|duplicate)|wrong (?:\w+ )?(?:one|item|thing|size|colou?r|product|order|model"
    r"|version|button|variant|address|quantity)|mis-?click\w*|pocket.?dial|fat.?finger\w*"
    r"|(?:my |our )(?:kid|kids|son|daughter|child|toddler|cat|dog|wife|husband|mum|mom|dad|brother"
    r"|sister|roommate|partner)\b(?![^.]*\balready)[^.]*\b(?:order\w*|press\w*|click\w*|bought"
    r"|placed|button|pushed)"
    r"|click\w* (?:the )?wrong|(?:ordered|bought|picked|chose|selected|got) the wrong"
    r"|without (?:asking|my permission|knowing)|not on purpose|messed up|confus\w+|mixed up",
    "not needed": r"(?:no longer|not|never|don'?t|do not|dont|doesn'?t|won'?t|wont|isn'?t|no)"
    r"(?: really| actually| even)? (?:want|wants|wanted|need|needs|needed|require\w*|interested"
    r"|necessary|use|using|have (?:any )?use|going to (?:need|use))\b(?! to)"
    r"|(?:changed|change) (?:my|our) minds?|mind (?:has )?changed|no (?:more )?(?:use|need)\b"
    r"|(?:any ?more|no longer) (?:need|want)\w*|(?:have|got|own|has|found)(?: \w+){0,5} (?:already"
    r"|as a (?:gift|present))|already (?:have|got|own|bought)|second thoughts?|plans? (?:have "
    r"|has )?"
    r"chang\w+|reconsider\w*|unnecessary|not needed|need(?:ed)? (?:it )?no (?:more|longer)"
    r"|(?:don'?t|do not|didn'?t) like it|regret\w*|decided (?:against|not to)|do without",
    "cheaper": r"cheap\w*|better (?:price|deal|offer)|lower price|less (?:expensive|money) (?:at|on"
    r"|elsewhere|somewhere)|price (?:drop\w*|went down|match)|on sale (?:at|elsewhere|now)",
    "too dear": r"too (?:expensive|dear|pricey|costly|much money)|can'?t afford|cannot afford"
    r"|over (?:my )?budget|short (?:of|on) money|lost my job",
    "late": r"(?:too|so) (?:long|late|slow)|late|delay\w*|slow|still (?:not|hasn'?t|waiting)"
    r"|(?:won'?t|will not|doesn'?t) (?:arrive|come|be here) (?:in time|on time|before|until)"
    r"|takes? (?:forever|ages)",
    "quality": r"bad reviews?|poor (?:reviews?|quality)|broken|defect\w*|damaged"
    r"|doesn'?t (?:fit|work)",
    "other shop": r"(?:another|other|different) (?:shop|store|site|seller|website)|elsewhere"
    r"|locally",
}
"""Causes and how people tell them. A rule's reason means the cause that its own words tell."""
_PATTERNS = {cause: re.compile(rf"\b(?:{said})\b", re.I) for cause, said in _CAUSES.items()}
_FIRST = ("cheaper", "too dear", "late", "quality", "other shop", "mistake", "not needed")
"""The particular before the general: who found it cheaper does not need it any more either."""
_EMPTY = word_set(
    """
    i it is was the a my of to by for because cause as and or that this please just cancel
    order reason be have had has item s m me want
    """
)
_MUCH = 0.6
"""Share of a reason's words that a message must say to mean it."""
_TELLING = re.compile(r"\b(?:because|cause|cuz|coz|since|reason|due to|as i|as it|so that)\b", re.I)


def which_reason(text: str, reasons: Sequence[str]) -> str:
    """The one of ``reasons`` that ``text`` tells; "" where it tells none or leaves it open. A
    reason that is told and is none of them comes back in the shopper's own words."""
    said = clean_message(text).replace("’", "'")
    literal = _literal(said, reasons)
    if literal:
        return literal
    causes = [cause for cause in _FIRST if _PATTERNS[cause].search(said)]
    if not causes:
        return said if _TELLING.search(said) else ""
    meant = {cause: [one for one in reasons if _PATTERNS[cause].search(one)] for cause in causes}
    first = meant[causes[0]]
    return first[0] if len(first) == 1 else ("" if first else said)


def _literal(said: str, reasons: Sequence[str]) -> str:
    """The reason whose own words are said."""
    words = {token.key for token in read(said)}
    shares = {}
    for reason in reasons:
        own = {key for key in phrase(reason) if key not in _EMPTY} or set(phrase(reason))
        shares[reason] = len(own & words) / max(len(own), 1)
    best = sorted(reasons, key=lambda one: -shares[one])[:2]
    if not best or shares[best[0]] < _MUCH:
        return ""
    return best[0] if len(best) == 1 or shares[best[0]] > shares[best[1]] else ""
