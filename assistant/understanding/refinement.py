"""What a message changes about the search so far: limits taken back, relative wishes, "more"."""

import re

from assistant.types import Refinement
from assistant.understanding.clean import clean_message
from retrieval.text import words

_FACETS: dict[str, str] = {
    "price": r"price(?: (?:limit|range|cap|filter))?|budget(?: limit)?|cost|money|amount"
    r"|max(?:imum)? price",
    "brands": r"brands?|makers?|manufacturers?|labels?",
    "colours": r"colou?rs?|shades?",
    "sizes": r"sizes?",
    "categories": r"categor(?:y|ies)|types?|kinds? of product",
    "attributes": r"materials?|fabrics?|features?|attributes?",
    "min_rating": r"ratings?|stars?|reviews?",
    "sort": r"sort(?:ing)?|order(?:ing)?|sort order",
    "audience": r"age|gender|who it is for",
    "all": r"everything|all(?: of (?:it|that|them))?|(?:all )?(?:the )?(?:filters?|limits?"
    r"|conditions?"
    r"|requirements?|constraints?|restrictions?)|it all|what i said",
}
_TAIL = (
    r"(?:\s+(?:limits?|filters?|range|restrictions?|requirements?|preferences?|thing|part|bit"
    r"|wish))?"
)
_TAKE_BACK = (
    r"(?:forget|drop|remove|ignore|clear|delete|lose|lift|scrap|skip|reset|undo|cancel|disregard"
    r"|never\s?mind|don'?t care about|do not care about|not picky about|don'?t mind (?:about )?"
    r"|(?:take|get) (?:off|rid of|away)|open up|no (?:more|longer)|stop filtering(?: by)?"
    r"|without)"
)
_ARTICLE = r"(?:\s+(?:about|by|on|the|my|that|any|which|what))*\s+"
_FREE = (
    r"(?:does(?:n'?t| not) matter|do(?:n'?t| not) matter|is(?:n'?t| not) (?:important"
    r"|an issue|a concern)"
)
_FREE += r"|is no (?:object|issue|problem)|is irrelevant|is open|is up to you|whatever)"
_DROPS = {
    facet: re.compile(
        rf"\b{_TAKE_BACK}{_ARTICLE}(?:{words}){_TAIL}\b(?!\s+(?:by|of|from|number|status))"
        rf"|\b(?:any|whatever|whichever|all)\s+(?:other\s+)?(?:{words})\b(?!\s+(?:under|over|below|above"
        rf"|between|with))"
        rf"|\b(?:the\s+|which\s+)?(?:{words})\s+{_FREE}"
        rf"|\bno\s+(?:{words})\s+(?:limits?|preference|restrictions?|requirements?|filters?)\b"
        rf"|\bno preference (?:on|for|about|regarding|as to) (?:the )?(?:{words})\b"
        rf"|\bregardless of (?:the )?(?:{words})\b|\bno matter (?:the|what|which) (?:{words})\b",
        re.I,
    )
    for facet, words in _FACETS.items()
}
_RESTART = re.compile(
    r"\b(?:start(?:ing)? (?:over|again|fresh|anew|from scratch|from the beginning)|from scratch"
    r"|new search|begin again|reset(?: (?:it|everything|all|the search|search|please))?\W*$"
    r"|forget (?:everything|all that|it all|all of it|what i said)|scrap (?:that|all|everything)"
    r"|something (?:completely|totally|entirely) different)\b",
    re.I,
)
_CLEAR = re.compile(r"\bclear (?:everything|all|filters?)\b", re.I)
_BACK = re.compile(
    r"\b(?:go|going|take me|bring me|switch|jump|come|move|get)\s+back\s+to\b"
    r"(?!\s+(?:me|you|us|the (?:shop|store|seller))\b)"
    r"|^\W*(?:(?:ok(?:ay)?|no|and|now|please|so|well|then)\W+)*back to\b"
    r"|^\W*(?:please )?(?:go |take me )?back\W*(?:please)?\W*$"
    r"|\breturn to (?:the|my|that|our) (?!shop|store|seller)\w"
    r"|\b(?:previous|earlier|last|first|former|prior) (?:search|list|results?)\b"
    r"|\b(?:i|we|you) (?:had|saw|showed(?: me)?|asked(?: for)?|searched(?: for)?|looked (?:at|for)"
    r"|(?:was|were) looking (?:at|for)) (?:before|earlier|previously|first)\b"
    r"|\b(?:from|of) (?:before|earlier)\b"
    r"|^\W*(?:the )?(?:ones?|search|thing|things)? ?before(?: that)?\W*$",
    re.I,
)
"""A search of before is meant. "I want to send it back to the shop" means none."""
_SLIGHT = re.compile(
    r"\b(?:a (?:little|bit|touch|tad|smidge)|(?:just )?slightly|somewhat|bit|marginally"
    r"|not (?:much|a lot))\b",
    re.I,
)
_CHEAPER = re.compile(
    r"\b(?:cheaper|less (?:expensive|pricey|costly|money|dear)|lower[- ]priced?"
    r"|lower (?:the )?price|more"
    r" affordable|more (?:budget|wallet)[- ]friendly|inexpensive|not (?:as|so|that|too"
    r"|very) (?:expensive"
    r"|pricey|dear)|(?:too|so|bit|very|rather|quite|way too) (?:expensive|pricey|dear|costly"
    r"|much (?:money|for"
    r" me))|(?:out of|over|above|beyond) (?:my |our )?(?:budget|price range)|can'?t afford"
    r"|costs? too much)\b"
    r"(?!\s+(?:than|then)\s+[$€£]?\d)",
    re.I,
)
_DEARER = re.compile(
    r"\b(?:pricier|more expensive|dearer|more (?:premium|luxurious|upmarket|upscale|high[- ]end)"
    r"|higher[- ](?:end|priced?|quality)|fancier|better quality|too cheap|more exclusive)\b"
    r"(?!\s+(?:than|then)\s+[$€£]?\d)",
    re.I,
)
_NOT_DEARER = re.compile(
    r"\b(?:not|no|nothing|isn'?t|aren'?t|any|don'?t want)\s+(?:\w+\s+)?$", re.I
)
_MORE = re.compile(
    r"^\W*(?:more|next|others?|another(?: one)?|keep going|go on)\W*(?:please|ones?|options?"
    r"|choices?)?\W*$"
    r"|\b(?:show|see|give|get|list|have|load|find|want|got)\b[^.?!]{0,20}\b(?:more|others)\b"
    r"(?!\s+(?:than|expensive|about|info|information|details?|like|similar|premium|affordable"
    r"|pictures?"
    r"|photos?|time|detailed|specific|room|storage|power|memory))"
    r"|\b(?:any(?:thing)?|something|what|someone) else\b|\b(?:any|the|some|different"
    r"|other) (?:others?"
    r"|alternatives|options|choices|ones)\b|\bmore (?:options|choices|results|products|ones"
    r"|of (?:these"
    r"|those|them))\b|\bother (?:options|choices|products|ones|models)\b|\bnext (?:page|ones"
    r"|few)\b",
    re.I,
)
_SIMILAR = re.compile(
    r"\b(?:similar(?: (?:to|ones?|products?|items?))?|(?:more|something|anything|ones?"
    r"|another(?: one)?)"
    r" (?:just )?like (?:this|that|it|these|those|the (?:first|second|third|last|one|other))"
    r"|alternatives? (?:to|for)|lookalikes?|comparable|same (?:style|kind|sort|thing)"
    r"|equivalents?|in the same style)\b",
    re.I,
)
_ALSO = re.compile(
    r"\b(?:as well|also)\b|^\W*(?:and|or|plus)\b|\b(?:too|either)\W*$|\b(?:add|include"
    r"|including)\b"
    r"(?!.*\b(?:cart|basket|bag|order|wishlist|trolley)\b)",
    re.I,
)

_RELATIVE: tuple[tuple[str, int, str], ...] = (
    ("size", 1, r"bigger|larger|roomier|more spacious|too small|more room|oversized"),
    ("size", -1, r"smaller|more compact|tinier|too (?:big|large|bulky)|less bulky"),
    ("weight", -1, r"lighter(?!\s+(?:colou?r|shade|blue|green|grey|gray|brown|pink|tone))|too heavy"
     r"|less heavy|more lightweight|weighs? less"),
    ("weight", 1, r"heavier|too light(?!\s+(?:colou?r|blue|green|grey))"),
    ("battery", 1, r"(?:longer|better|more|bigger)(?:[- ]lasting)? battery|longer[- ]lasting"),
    ("length", 1, r"longer(?![- ](?:battery|lasting|than|sleeve|run|time|deliver))|too short"),
    ("length", -1, r"shorter|too long(?!\s+to)"),
    ("width", 1, r"wider|too narrow|broader"),
    ("width", -1, r"narrower|slimmer|too wide"),
    ("height", 1, r"taller|higher(?![- ](?:end|price|priced|rated|rating|quality))"),
    ("height", -1, r"too (?:tall|high)|less tall"),
    ("thickness", 1, r"thicker|too thin"),
    ("thickness", -1, r"thinner|too thick"),
    ("noise", -1, r"quieter|less noisy|too (?:loud|noisy)|more silent"),
    ("noise", 1, r"louder|too quiet"),
    ("warmth", 1, r"warmer|too cold"),
    ("warmth", -1, r"cooler|too warm|too hot"),
    ("power", 1, r"more powerful|stronger|higher wattage|too weak|more power"),
    ("power", -1, r"less powerful|weaker|too (?:strong|powerful)"),
    ("speed", 1, r"faster|too slow|quicker(?!\s+deliver)"),
    ("speed", -1, r"slower|too fast"),
    ("capacity", 1, r"more (?:storage|memory|capacity|space|ram)"
     r"|(?:bigger|larger|higher) capacity"),
    ("capacity", -1, r"less (?:storage|memory|capacity)|smaller capacity"),
    ("brightness", 1, r"brighter|too (?:dim|dark)"),
    ("brightness", -1, r"dimmer|too bright|less bright"),
    ("softness", 1, r"softer|too hard|less (?:firm|stiff)"),
    ("softness", -1, r"firmer|harder|too soft"),
    ("rating", 1, r"(?:better|higher)[- ](?:rated|rating|reviewed|reviews)"
     r"|better (?:ratings|reviews)"),
    ("newness", 1, r"newer|more recent|more modern|too old"),
    ("newness", -1, r"older(?!\s+(?:people|kids|children|dog|cat|man|woman|men|women|son|sister"
     r"|brother))"),
    ("sweetness", -1, r"less (?:sweet|sugary)|too sweet"),
    ("strength", 1, r"more (?:durable|sturdy|robust)|sturdier|tougher"),
)  # fmt: skip
_RELATIVES = [
    (what, sign, re.compile(rf"\b(?:{words})\b", re.I)) for what, sign, words in _RELATIVE
]
RELATIVE_WORDS = frozenset(
    word
    for _, _, pattern in _RELATIVE
    for word in words(re.sub(r"\(\?[!:][^)]*\)|[^\w\s|]", " ", pattern))
) | {"life", "lasting"}
"""Stemmed words of relative wishes: they compare, and name nothing to look for."""
_THAN_NUMBER = re.compile(r"\s+than\s+(?:a\s+|the\s+)?[$€£]?\d", re.I)


def parse_refinement(text: str) -> Refinement:
    """What a message takes back or wishes relative to what was shown; an empty Refinement when it
    does neither. New limits ("under 50 instead") are the parser's part. Never raises.

    "Cheaper than 40" is a limit and no relative wish; "cheapest" is an order and neither.
    """
    text = clean_message(text)
    drop = tuple(facet for facet, pattern in _DROPS.items() if pattern.search(text))
    restart, back = _RESTART.search(text) is not None, _BACK.search(text) is not None
    if restart or _CLEAR.search(text) or "all" in drop:
        drop = ("all",)
    dearer = _DEARER.search(text)
    negated = bool(dearer and _NOT_DEARER.search(text[: dearer.start()]))
    relative = {
        what: sign
        for what, sign, pattern in _RELATIVES
        if (match := pattern.search(text)) and not _THAN_NUMBER.match(text, match.end())
    }
    if "battery" in relative or "capacity" in relative:
        relative.pop("size", None)
    return Refinement(
        cheaper=bool(_CHEAPER.search(text)) or negated,
        dearer=bool(dearer) and not negated,
        more=bool(_MORE.search(text)) and not back,
        similar=bool(_SIMILAR.search(text)),
        drop=drop,
        also=bool(_ALSO.search(text))
        and not re.search(r"\bnot\b[^.]*\b(?:either|too)\b", text, re.I),
        relative=tuple(relative.items()),
        slight=_SLIGHT.search(text) is not None,
        restart=restart,
        back=back,
    )
