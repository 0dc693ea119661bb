"""Stars, stock, sale and order: the wishes that are not about what a product is."""

import re
from dataclasses import dataclass

from assistant.understanding.price_words import NO_NUMBER
from retrieval.types import Sort

WELL_RATED = 4.0
"""Stars that "well rated" and "good reviews" ask for."""
Span = tuple[int, int]

_N = (
    r"(?P<n>[1-5](?:[.,]\d{1,2})?|(?:one|two|three|four)(?:\s+and a half| point five)?|five)"
    r"(?:\s?(?:/|out of)\s?(?:5|five))?"
)
_OP = (
    r"(?:(?:of |is |are |rated )?(?:at least|at the least|min(?:imum)?(?: of)?|over|above"
    r"|more than|from"
    r"|higher than|better than|>=?|≥|no (?:less|lower) than|not (?:below|under|less than)"
    r"|nothing (?:below|under)|with)\s*)"
)
_MORE = (
    r"(?:\s*(?:\+|plus\b|(?:or|and) (?:more|higher|better|above|up|over|upwards?)"
    rf"(?!\w){NO_NUMBER}))"
)
_STARS = re.compile(
    rf"(?<![\w.$£€])(?P<op>{_OP})?{_N}(?P<m1>{_MORE})?[\s-]*(?:stars?|★|\*)(?!\w)(?P<m2>{_MORE})?"
    r"(?:[\s-]*(?:rating|ratings|rated|reviews?))?",
    re.I,
)
_RATED = re.compile(
    rf"(?<!\w)(?:(?:with|has|have|having)\s+)?(?:an?\s+)?(?:(?:average|min(?:imum)?)\s+)?"
    rf"(?:customer\s+)?"
    rf"(?:rated|ratings?|review score|stars|reviews?)(?:\s+(?:is|are"
    rf"|of))?\s*[:=]?\s*(?P<op>{_OP})?{_N}"
    rf"(?P<m1>{_MORE})?(?![\w.]|\s*(?:%|years?|months?|days?|reviews?))(?:\s*stars?)?",
    re.I,
)
_N_RATING = re.compile(
    rf"(?<![\w.$£€])(?P<op>{_OP})?{_N}(?P<m1>{_MORE})?[\s-]+(?:rating"
    rf"|ratings)(?!\w)(?P<m2>{_MORE})?",
    re.I,
)
_OUT_OF = re.compile(
    rf"(?<![\w.$£€])(?P<op>{_OP})?(?P<n>[1-5](?:[.,]\d{{1,2}})?|four)(?P<m1>\s*\+)?\s?(?:/"
    rf"|out of)\s?(?:5|five)\b(?:\s*stars?)?(?:{_MORE.replace('?P<m2>', '')})?",
    re.I,
)
_WELL = re.compile(
    r"(?<!\w)(?:(?:with|has|have|having|that has|that have)\s+)?(?:only\s+)?(?:very\s+"
    r"|really\s+)?"
    r"(?:(?:well|highly|positively|decently|nicely)[\s-](?:rated|reviewed|rating)"
    r"|(?:good|great|high|excellent|strong|positive|decent|solid|nice)\s+(?:customer\s+|user\s+)?"
    r"(?:reviews?|ratings?|stars)"
    r"|(?:people|others|customers|buyers)\s+(?:like|love|rated? highly))(?!\w)",
    re.I,
)
_NOT_ASKED = re.compile(
    r"(?<!\w)(?:gave|give|giving|given|leave|left|leaving|wrote|write|deserves?|only got|how"
    r"|why|what"
    r"|deserve)\W+(?:\w+\W+){0,4}$",
    re.I,
)
_BELOW = re.compile(r"(?:under|below|less than|fewer than|up to|at most|max)\s*$", re.I)
_WORDS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}

_STOCK = re.compile(
    r"(?<!\w)(?:(?:only|just)\s+)?(?:(?:show me\s+)?(?:what|which|that|ones|those|things"
    r"|products|items)"
    r"(?:'s|\s+is|\s+are)?\s+)?(?:currently\s+|still\s+|actually\s+|must be\s+|that is\s+"
    r"|that are\s+)?"
    r"(?:in[\s-]stock(?:\s+(?:only|now|items|ones))?|available\s+(?:right\s+now|now|today"
    r"|immediately|straight away)"
    r"|(?:ready|available)\s+to\s+(?:ship|buy|order)(?:\s+(?:now|today))?|in store now"
    r"|available(?=\W*$)|(?:can |that )?ships? (?:today|now|immediately|right away|straight away)"
    r"|(?:not|nothing|no|hide|exclude|skip|without|leave out"
    r"|(?:don'?t|do not) (?:show|want|need|give)(?: me)?)"
    r"\s+(?:(?:anything|any|the|ones|items|things|stuff|products|that's|that is|that are|which"
    r"|are|is)\s+)*(?:sold[\s-]out|out[\s-]of[\s-]stock|unavailable)"
    r"(?:\s+(?:ones|items|products|things|stuff))?)(?!\w)",
    re.I,
)
_STOCK_QUESTION = re.compile(
    r"^\W*(?:(?:is|are)(?! there (?:an?|any|some)\b)|isn't|aren't|when|will|why|do you know)\b"
    r"|\b(?:if|whether|when)\s+(?:\w+\s+){0,3}$|\b(?:back|out of)\s*$"
    r"|\b(?:not|never|\w+n'?t)\s+"
    r"(?:(?:yet|currently|always|really|actually|need|have|to|be)\s+)*$",
    re.I,
)

_REDUCED = re.compile(
    r"(?<!\w)(?:(?:only|just|anything|something|any|what(?:'s| is| are|s)?|that(?:'s| is| are)?"
    r"|which|is|are|currently)\s+)*"
    r"(?:on (?:sale|offer|discount|special|promo(?:tion)?)|in (?:the|your) sales?"
    r"|discounted|marked[\s-]down|price[\s-]cuts?|clearance|bargains?|special offers?"
    r"|reduced(?: in price)?(?=\W*$| (?:items?|products?|things?|stuff|prices?|ones?|to clear))"
    r"|(?:special |good |great |best )?deals?(?! with)"
    r"|(?<!for )sales?(?! (?:tax|person|assistant|team|rep|staff|dep)))"
    r"(?:\s+(?:items?|products?|things?|stuff|prices?|offers?|ones?|section|today|now|this week"
    r"|right now|going on|on))*(?!\w)",
    re.I,
)
_ABOUT_SALES = re.compile(
    r"^\W*(?:is|are|was|were)\s+(?:it|this|that|these|those|they|the)\b|\bwhen\b|\bno deal"
    r"|\bhow (?:long|often)\b|\bpolic|\breturn|\brefund|\bexchang|\bcoupon|\bcode\b"
    r"|\bnot? (?:on )?(?:sale|deal)|\bgreat deal of\b",
    re.I,
)
"""Talk about sales that looks for none."""

_SORTS: tuple[tuple[Sort, str], ...] = (
    (
        Sort.PRICE_ASC,
        r"price[sd]?[,:\s(]*(?:from\s+)?(?:low(?:est)?|small(?:est)?|asc\w*|cheap(?:est)?)"
        r"(?:\s*(?:to|-)\s*(?:the\s+)?(?:high(?:est)?|large(?:st)?|big(?:gest)?)|\s+first"
        r"|ending)?"
        r"|(?:low(?:est)?|cheap(?:est)?)\s*(?:to|-)\s*(?:high(?:est)?"
        r"|(?:most )?expensive)(?:\s+prices?)?"
        r"|(?:cheapest|lowest[\s-]priced?|lowest[\s-]cost|least expensive|most affordable"
        r"|most inexpensive"
        r"|lowest prices?|lowest cost)(?:\s+(?:first|on top|ones?|option|options|thing"
        r"|possible|price))*"
        r"|(?:cheaper|low)\s+(?:ones\s+)?first|ascending prices?|(?:sort|order|rank|list)(?:ed)?"
        r"(?:\s+(?:them|it|these|those|all))?\s+by\s+prices?"
        r"(?!\W*(?:high|desc|from (?:the )?high|\(high))",
    ),
    (
        Sort.PRICE_DESC,
        r"price[sd]?[,:\s(]*(?:from\s+)?(?:high(?:est)?|desc\w*|big(?:gest)?|expensive)"
        r"(?:\s*(?:to|-)\s*(?:the\s+)?(?:low(?:est)?|small(?:est)?|cheap(?:est)?)|\s+first"
        r"|ending)?"
        r"|(?:high(?:est)?|(?:most )?expensive)\s*(?:to|-)\s*(?:low(?:est)?"
        r"|cheap(?:est)?)(?:\s+prices?)?"
        r"|(?:most expensive|priciest|dearest|highest[\s-]priced?|costliest|highest prices?"
        r"|most costly)"
        r"(?:\s+(?:first|on top|ones?))*|expensive (?:ones )?first|descending prices?",
    ),
    (
        Sort.RATING,
        r"(?:best|top|highest|most highly)[\s-]+(?:customer\s+)?(?:rated|reviewed|ratings?"
        r"|reviews?|stars)"
        r"(?:\s+(?:first|ones?))*|(?:ratings?|reviews?|stars)[,:\s]*(?:high(?:est)?|best|desc\w*)"
        r"(?:\s*(?:to|-)\s*low(?:est)?|\s+first)?|by\s+(?:customer\s+)?(?:ratings?|reviews?"
        r"|stars)"
        r"|(?:most loved|most liked)",
    ),
    (
        Sort.NEWEST,
        r"(?:newest|latest|most recent|recently added|just added)(?:\s+(?:first|ones?"
        r"|arrivals?|products?"
        r"|items?|additions?))*|new arrivals?|new releases?"
        r"|recently (?:released|launched|arrived|in)|new in(?!\s+\w*(?:box|pack))"
        r"|just (?:in|arrived|released)"
        r"|what(?:'s| is|s) new(?! with you)|by (?:date|newness)|new(?:er)? (?:ones )?first",
    ),
    (
        Sort.POPULAR,
        r"(?:most popular|most sold|most bought|best[\s-]?sell(?:ing|ers?)"
        r"|top[\s-]?sell(?:ing|ers?)"
        r"|trending|by popularity|popularity|popular)(?:\s+(?:first|ones?|items?|products?))*",
    ),
)
_SORT = [(sort, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I)) for sort, pattern in _SORTS]
_SORT_LEAD = re.compile(
    r"(?:(?:sort|sorted|order|ordered|rank|arrange|list|show)(?:\s+(?:them|it|these|those"
    r"|this|me))?"
    r"(?:\s+(?:by|from|in|with))?|by|(?:with|at|for|of)\s+(?:the|your)|your|the|with|my)\s*$",
    re.I,
)
_EXPLICIT = re.compile(r"sort|order|first|by|low|high|asc|desc", re.I)
_NOT_SORT = re.compile(
    r"(?:not|n't|don't want|isn't|nothing|never)\s+"
    r"(?:(?:want|need|have to be|to be|be|just|necessarily|looking for)\s+)*(?:the\s+|your\s+)?$",
    re.I,
)
_DATE_TALK = re.compile(
    r"^\s*(?:orders?|by|delivery|invoice|news|update|message|price of|date)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Rating, stock, sale and order of a message, and the places that say them."""

    min_rating: float | None
    in_stock: bool
    reduced: bool
    sort: Sort
    spans: tuple[Span, ...]


def read_wishes(text: str) -> Wishes:
    """Stars ("4+ stars", "well rated" is 4.0), "in stock" and the order wished for.

    "Cheap" and "affordable" set nothing: they say no amount, and sorting by price would put
    accessories first. A question about stock ("is it in stock?") is no limit. Of several orders the
    one that names the list ("price low to high", "newest first") counts, else the first.
    """
    rating, rating_span = _rating(text)
    stock = next(
        (m for m in _STOCK.finditer(text) if not _STOCK_QUESTION.search(text[: m.start()])), None
    )
    sort, sort_spans = _sort(text)
    spans = [*sort_spans]
    if rating_span:
        spans.append(rating_span)
    if stock:
        spans.append(stock.span())
    asks = _ABOUT_SALES.search(text) is not None
    sale = None if asks else next(iter(_REDUCED.finditer(text)), None)
    if sale:
        spans.append(sale.span())
    return Wishes(rating, stock is not None, sale is not None, sort, tuple(spans))


def _rating(text: str) -> tuple[float | None, Span | None]:
    for pattern in (_STARS, _RATED, _N_RATING, _OUT_OF):
        for match in pattern.finditer(text):
            left = text[: match.start()]
            if _NOT_ASKED.search(left) or _BELOW.search(left):
                continue
            word = match["n"].lower()
            first = word.split()[0]
            half = 0.5 if first != word else 0.0
            value = _WORDS[first] + half if first in _WORDS else float(word.replace(",", "."))
            return min(value, 5.0), match.span()
    well = _WELL.search(text)
    if well and not _NOT_ASKED.search(text[: well.start()]):
        return WELL_RATED, well.span()
    return None, None


def _sort(text: str) -> tuple[Sort, list[Span]]:
    found: list[tuple[bool, int, Sort, Span]] = []
    for sort, pattern in _SORT:
        for match in pattern.finditer(text):
            left = text[: match.start()]
            if _NOT_SORT.search(left) or (
                sort is Sort.NEWEST and _DATE_TALK.search(text[match.end() :])
            ):
                continue
            lead = _SORT_LEAD.search(left)
            start = lead.start() if lead else match.start()
            explicit = bool(_EXPLICIT.search(match.group() + (lead.group() if lead else "")))
            found.append((not explicit, match.start(), sort, (start, match.end())))
    if not found:
        return Sort.RELEVANCE, []
    return min(found)[2], [span for *_, span in found]
