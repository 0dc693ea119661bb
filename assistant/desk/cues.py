"""Words by which the desk tells what a message goes on about."""

import re

OF_THINGS = ("order", "items", "forms")
"""What is asked for that is answered by naming things."""
SAYS_MORE = re.compile(
    r"\b(?:also|too|as well|instead|back|keep|leave|only|just|not|no|actually|wait)\b", re.I
)
"""How somebody goes on about a task, though it reads like a wish for a product."""
GOING = re.compile(r"\bthat(?:'s| is| was|s) (?:all|everything|it)\b|\b(?:good)?bye\b", re.I)
SHORT = 6
"""A refusal of so few words turns a task down; in a longer one it may be about a part."""
ASKS_FOR_ACCOUNT = re.compile(
    r"\b(?:is|are) there (?:an? |any )?(?:accounts?|customers?|users?)\b"
    r"|\b(?:does|do|has|have)\b.{1,60}\b(?:have|got|exist)\b.{0,20}\baccounts?\b"
    r"|\b(?:is|are)\b.{1,60}\b(?:registered|a customer|in your (?:system|database))\b",
    re.I,
)
"""Whether somebody has an account is told to nobody."""
GIVES_UP = re.compile(
    r"\b(?:forget (?:it|about|that)|never ?mind|leave it|(?:don'?t|do not) want to"
    r" (?:return|exchange|cancel|change|swap)(?: (?:it|them|anything|that))?)\b",
    re.I,
)
"""How somebody gives up what they asked for, however many words are around it."""
