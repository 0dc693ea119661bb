"""Words by which the policy tells a yes, a question or a kind of small talk."""

import re

from retrieval.text import words

YES = re.compile(
    r"^\W*(y|yes|yep|yeah|yup|sure|ok|okay|please|please do|go ahead|do it|why not|absolutely"
    r"|of course|definitely|sounds good|好的?|是的?|要|ja|oui|s[ií])\b",
    re.IGNORECASE,
)
OK_THEN = re.compile(r"^\W*(?:ok|okay)\W+\w", re.IGNORECASE)
"""An "ok" that may lead to something else."""
NO = re.compile(
    r"^\W*(n|no|nope|nah|not now|never ?mind|don'?t|do not|不用?|不要|nein|non)\b", re.IGNORECASE
)
INDIFFERENT = re.compile(
    r"\b(?:any(?:thing|one|\s+(?:of them|is fine|will do|works))?|whatever|whichever"
    r"|either(?: one)?|no preferences?|don'?t (?:mind|care|know)|do not (?:mind|care|know)|not sure"
    r"|no idea"
    r"|doesn'?t matter|does not matter|all (?:fine|good|the same|of them)|not important|you choose"
    r"|your (?:choice|call)|surprise me|skip|up to you|none of (?:these|those|them)|neither|no)\b",
    re.IGNORECASE,
)
"""An answer that chooses nothing: "don't mind", "any"."""
QUESTION = re.compile(
    r"\?|^\W*(is|are|does|do|can|could|will|would|what|which|how|why|when|who|has|have)\b",
    re.IGNORECASE,
)
LIKES = re.compile(r"\b(?:i|we)(?:'d| would| do| really)*\s+(?:really )?like\b", re.I)
"""Liking a thing, which compares it with nothing."""
SETS_BESIDE = re.compile(r"\b(?:compar\w*|versus|vs|differ\w*|better|best|which|or|than)\b", re.I)
"""Words that set products side by side."""
NAMES_TWO = re.compile(
    r"\b(?:compar\w*|versus|vs|differences?|better|or|than|between|and|with)\b", re.I
)
"""Words between or before two things that are to be set side by side."""
WISHES_FOR = re.compile(
    r"\b(?:do you have|have you got|is there|are there|got|any|anything|something|show|find|need"
    r"|want|prefer)\b",
    re.I,
)
SEEKS = re.compile(
    r"^(?!.*\b(?:refunds?|returns?|exchanges?|orders?|parcels?|deliver\w*|account)\b).*"
    r"\b(?:(?:looking|searching|shopping) for|show me|want to buy|find"
    r"|do you (?:have|sell|stock|carry)|(?:i|we)(?:'d like| need| want) (?:an?|some))\b",
    re.I,
)
"""Words of somebody who looks for a thing rather than for what becomes of one."""
SERVES = re.compile(
    r"\b(?:return|refund|exchang|swap|send|sent|order|parcel|packag|deliver|arriv|receiv|cancel|ship"
    r"|track|account|password|login|log in|pay|paid|card|charg|invoice|warrant|guarantee|broke"
    r"|fault|damag|defect|complain|colleague|human|person|agent|someone|bought|my )",
    re.I,
)
"""Words of who has, or wants, something done by the shop."""
WHAT_ABOUT = re.compile(r"^\W*(?:(?:and|so|ok(?:ay)?|hmm+)\W+)?(?:what|how) about\b", re.I)
COMPARES = re.compile(r"\b(than|like|as|similar)\b", re.I)
"""How words compare with a product rather than point at it."""
OTHERS_COMPLAIN = re.compile(
    r"^\W*(?:(?:and|so|but)\W+)?(?:any|are there|were there)\b.*\bcomplain\w*"
    r"|\b(?:people|customers?|buyers?|reviewers?|others|anyone|anybody)\b.*\bcomplain\w*",
    re.IGNORECASE,
)
"""Asks what others complain of, rather than complains."""
WHICH_OF = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|but)\W+)?which(?: ones?| product)?"
    r"(?: of (?:them|these|those|the two|both|the three))?\s+(?:is|are|has|have|weighs?|costs?"
    r"|lasts?|runs?|holds?|uses?|needs?|takes?|comes?|does|do|would|should|will|can|gets?)\b",
    re.IGNORECASE,
)
"""Asks which of the products at hand, rather than for products of a kind."""
OF_ALL = re.compile(
    r"\bwhich (?:ones?|of (?:them|these|those))\b.*\b(?:least|most|fewest|\w{2,}est)\b", re.I
)
"""Asks which of all that is shown goes furthest: "which one do people moan about least?" """
_LEAD = r"^\W*(?:(?:and|so|ok(?:ay)?|but|then|now|hmm+)\W+)*"
_FURTHEST = (
    r"(?<!\bat )\b(?:least|most|fewest|worst|(?!(?:inter|requ|sugg|for|hon|mod|contr|t|qu|w|v|n|ch"
    r"|gu|r|p|arr|inv|harv|manif|prot|dig|ing|cr|z|conqu|earn|pri)est\b)\w+est)\b"
)
"""A superlative; not "vest" or "interest"."""
_CLOSED = (
    _FURTHEST + r"(?:[\s-]+(?:rated|reviewed|priced|expensive|popular|powerful|costly))?"
    r"(?:\s+(?:ones?|product|option|choice))?"
    r"(?:\s+(?:of|among|out of)\s+(?:them|these|those|all|the (?:\w+)))?"
    r"(?:\s+(?:here|then|please|overall))*"
)
MOST_OF_SHOWN = re.compile(
    rf"{_LEAD}(?:which|what|who)(?: ones?)?(?:['’]?s| is| are) (?:the )?{_CLOSED}\W*$"
    rf"|{_LEAD}(?:the )?{_CLOSED}\W*\?\W*$",
    re.I,
)
"""Asks what goes furthest and names no thing: "what's the cheapest of them", "the best rated?" """
FURTHEST = re.compile(_FURTHEST, re.I)
ANY_OF_SHOWN = re.compile(
    rf"{_LEAD}(?P<verb>is|are|was|were|do|does|did|can|could|will|would|has|have)\s+(?:there\s+)?"
    r"(?:any|one|some|all|none|both|each|either|neither|which)(?:\s+ones?)?\s+of\s+"
    r"(?:them|these|those|the (?:two|three|four|five|six))\b"
    rf"|{_LEAD}(?:which|any)(?:\s+ones?)?\s+of\s+(?:them|these|those)\b"
    rf"|{_LEAD}(?P<of_all>is|are|do|does|can|could|will|would|have)\s+(?:they|these|those)"
    r"(?:\s+(?:all|both|each))?\b(?!.*\b(?:same|similar|alike|differ\w*|than|or)\b)",
    re.I,
)
"""Asks which of those shown are so: "does any of them have a hood?" """
THERE_IS = re.compile(rf"{_LEAD}(?:is|are) there (?:one|any|an? \w+ one)s?\b", re.I)
"""Asks for another of the kind: "is there one in blue?" """
BY_PRICE = re.compile(r"\b(sort|order|rank|list)(ed)?\b.*\bby price\b|^\W*by price\b", re.I)
DESCRIBES = re.compile(
    r"^\W*(for|with|without|in|on|under|over|from|by|that|which|made|also|but|and|or|of)\b", re.I
)
"""How words begin that say more about a thing named before."""
BEGINS_WITH_IT = re.compile(r"^\W*(?:it|they|these|those|this|that)\b", re.I)
"""What is being looked for is spoken of: "it should have a headrest"."""
OF_IT = re.compile(
    r"^\W*(?:(?:and|but|also|oh|so|well|no|yes|ok(?:ay)?|hmm+|um+|uh+|please)\W+)*(?:it|they|these|those)\s+"
    r"(?:should|shouldn'?t|must|mustn'?t|has to|have to|needs? to|ought to|can'?t|cannot|may not"
    r"|has|have|had better)\b",
    re.I,
)
"""How somebody speaks on of what is looked for already: "it should have a hood"."""
NARROWS = re.compile(
    r"^\W*(?:(?:and|but|also|oh|so|well|no|yes|ok(?:ay)?|hmm+|um+|uh+|please)\W+)*(?:only|just|preferably"
    r"|ideally|nothing|none|no|not|never|anything but|everything but|something)\b",
    re.I,
)
"""How wishes begin that narrow down what is looked for already."""
BARE_AMOUNT = re.compile(
    r"^\W*(?:(?:no|actually|ok(?:ay)?|well|sorry|rather|say|or|and|um+)\W+)*(?:make (?:it|that)"
    r"|change (?:it|that) to|up to|i meant?|let'?s say)?\s*[$€£]?\s?"
    r"(?P<amount>\d{1,6}(?:[.,]\d{1,2})?)\s*(?:dollars?|bucks?|euros?|pounds?|[€£])?\s*"
    r"(?:then|instead|max(?:imum)?|tops|please|is fine|is ok(?:ay)?)?\W*$",
    re.I,
)
"""A number by itself: "make that 60" where a price was limited before."""
CARRIES_ON = re.compile(
    r"^\W*(?:and|also|plus|what about|how about|now|then)\b|\b(?:as well|too)\W*$", re.I
)
"""How a shopper goes on for the same person: "and shoes?" """
RETURN_WORDS = frozenset(
    words(
        "go going back return previous earlier last former prior search searched list result before"
        " again was were had saw looked looking showed asked take bring switch jump come move get"
        " where when were actually let lets thing things page view"
    )
)
"""Stemmed words of a wish for a search of before that do not name it."""
WHY = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|hmm+)\W+)?why(?:\W*$|\s+(?:(?:do|did|would|are) you\s+"
    r"(?:recommend|suggest|show|pick|choose|propose|say)\w*|(?:is|was|are|were)\s+(?:it|this|that"
    r"|these|those|they|the \w+(?: one)?)\s+(?:the|your|my|a|on|here|shown|first|best|recommended"
    r"|suggested|picked|chosen|listed)\b|should i (?:buy|take|get|choose|pick)|"
    r"(?:this|that|these|those|the \w+)(?: one| product)?\W*$|(?:pick|choose|recommend|suggest)\b"
    r"|.*\b(?:your|the) (?:first |top )?(?:pick|choice|recommendation)\b))"
    r"|\bwhat makes (?:it|this|that|you|the \w+)(?: one)? (?:a good|the (?:best|right)|your"
    r"|so good|recommend|suggest|think)\b"
    r"|\bhow come (?:you|this|that)\b.*\b(?:recommend|suggest|show|pick)",
    re.I,
)
"""A question for the reasons of what is shown. "Why is it so expensive?" is about the product."""
FOR_SOMEONE = re.compile(r"\bfor (?!me\b|us\b|today\b|now\b)\w", re.I)
"""A purpose or a person that things are recommended for."""
TO_DO = re.compile(
    r"\b(?:something|anything|stuff|things|what)\b[^.?!]{0,20}?\bto "
    r"(?!(?:buy|get|see|show|me|you|us|my|your|try|choose|pick|order|recommend|suggest|know|ask"
    r"|do|say)\b)\w",
    re.I,
)
"""What things are to be used for: "something nice to wear to a wedding"."""
ORDER = re.compile(r"\b(my|this|that|an|the) (order|parcel|package|delivery)\b|#?\d{4,}", re.I)
OWN = re.compile(r"\b(my|i|i'd|i'm|me)\b", re.IGNORECASE)
TAKES = re.compile(
    r"\b(?:add|put|cart|basket|bag|trolley|take|buy|order|purchase|get me|i'll have)\b",
    re.IGNORECASE,
)
"""Words of somebody who takes a thing."""
REMOVE = re.compile(r"\b(remove|take\b.*\bout|delete|drop)\b", re.IGNORECASE)
TALK = {
    "bye": re.compile(r"\b(bye|goodbye|see you|ciao|good night|farewell)\b|再见", re.I),
    "thanks": re.compile(r"\b(thanks?|thank you|thx|cheers|ta)\b|谢谢", re.I),
    "who": re.compile(
        r"\bwho are you\b|\bwhat are you\b|\bwhat('?s| is) your name\b|\bare you (a |an )?"
        r"(ro)?(bot|human|person|real|machine|ai)\b|\bwhat can you do\b"
        r"|^\W*help( me)?\W*$|\bwho (made|built) you\b",
        re.I,
    ),
    "how_are_you": re.compile(r"\bhow('?s| is| are) (it going|you|things|life)\b", re.I),
    "greeting": re.compile(
        r"^\W*(hi+|hello|hey+|hiya|howdy|good (morning|day|afternoon|evening)|greetings|yo)\b"
        r"|你好|您好",
        re.I,
    ),
}
