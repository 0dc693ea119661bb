"""Words by which the policy tells a yes, a question or a kind of small talk."""

import re

YES = re.compile(
    r"^\W*(y|yes|yep|yeah|yup|sure|ok|okay|please|please do|go ahead|do it|why not|absolutely"
    r"|of course|definitely|sounds good|好的?|是的?|要|ja|oui|s[ií])\b",
    re.IGNORECASE,
)
NO = re.compile(
    r"^\W*(n|no|nope|nah|not now|never ?mind|don'?t|do not|不用?|不要|nein|non)\b", re.IGNORECASE
)
QUESTION = re.compile(
    r"\?|^\W*(is|are|does|do|can|could|will|would|what|which|how|why|when|who|has|have)\b",
    re.IGNORECASE,
)
COMPARES = re.compile(r"\b(than|like|as|similar)\b", re.I)
"""How words compare with a product rather than point at it."""
BY_PRICE = re.compile(r"\b(sort|order|rank|list)(ed)?\b.*\bby price\b|^\W*by price\b", re.I)
DESCRIBES = re.compile(
    r"^\W*(for|with|without|in|on|under|over|from|by|that|which|made|also|but|and|or|of)\b", re.I
)
"""How words begin that say more about a thing named before."""
FOR_SOMEONE = re.compile(r"\bfor (?!me\b|us\b|today\b|now\b)\w", re.I)
"""A purpose or a person that things are recommended for."""
ORDER = re.compile(r"\b(my|this|that|an|the) (order|parcel|package|delivery)\b|#?\d{4,}", re.I)
OWN = re.compile(r"\b(my|i|i'd|i'm|me)\b", re.IGNORECASE)
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
