"""Words that negate, words that only look like it, and words that a negation reaches across."""

import itertools
from typing import Literal

from assistant.understanding.lexicon import AFTER_HEAD, word_set
from assistant.understanding.trie import PhraseTrie

Cue = Literal["part", "free", "known", "except", "neutral", "owned", "void"]
"""part: rules out having something, so that a product noun is a part ("without battery").
free: rules out whatever noun follows. known: rules out known values only. except: rules out, or
after an exclusion lifts it. neutral: what follows is neither wanted nor ruled out. owned: what
follows is something that the shopper has and does not look for. void: looks like a negation and is
none."""

_PHRASES: dict[Cue, str] = {
    "part": """
        without|without any|without a|with no|w / o|wo|minus|sans|lacking|not with|none with
        nothing with|doesnt have|does not have|dont have|do not have|free of|free from
        doesnt contain|does not contain|dont contain|do not contain|not containing|not including
        doesnt include|does not include|doesnt need|does not need|doesnt require
        does not require|doesnt come with|does not come with|nothing that has|nothing containing
        shouldnt have|should not have|mustnt have|must not have|not contain|doesnt use
        does not use
    """,
    "free": """
        no|avoid|avoiding|excluding|exclude|excludes|dont want|do not want|did not want
        dont wanna|not want|dont like|do not like|didnt like|not like|hate|hates|dislike
        cant stand|cannot stand|cant have|allergic to|rather than|instead of|leave out|skip
        skip the|ignore|dont show|do not show|stop showing|rather not|id rather not
        id rather not have
        rather not have|dont include|do not include|dont give|do not give|hold the|not a fan of
        not a big fan of|not interested in|not into|not keen on|cant eat|cannot eat|cant take
        cannot take|cant tolerate|cannot tolerate|cant handle|cannot handle
        cant wear|cannot wear|cant use|cannot use|cant do|never|cant drink|cannot drink|dont wear
        dont eat|dont use|do not wear|do not eat|do not use|i avoid|stay away from|steer clear of
        not anything|leaving out|keep out|no kind of|no sort of|nor|away with|not allowed
        intolerant to|sensitive to|shouldnt contain|should not contain|must not contain
        mustnt contain|doesnt like|does not like|doesnt want|does not want|doesnt wear
        does not wear|doesnt eat|does not eat|wont wear|will not wear|wont eat|will not eat|wont use
        dont fancy|not fond of|no fan of|cant do with|could do without|can do without
    """,
    "known": """
        not even|nothing like|no brands like|no brand like|not like|none like
        not|nothing|none|isnt|arent|is not|are not|non|neither|nothing from|nothing by
        nothing in|nothing made of|none of|not from|not by|not made of|isnt made of|no more
        dont make it|not in|wasnt|werent|not any|not the|nor|shouldnt be|should not be|mustnt be
        dont want it in|do not want it in|dont want them in|dont want anything|dont want any
        do not want anything|do not want any|dont want something
        must not be|cant be|cannot be|wont be|shouldnt come in|as long as it is not
    """,
    "except": """
        except|except for|but not|other than|apart from|unless|unless it is|unless its
        aside from|besides|anything but|everything but|all but|any but
        anything except|everything except|save for|anyone but|anybody but|everyone but
        anyone except|anybody except
    """,
    "neutral": """
        dont need|do not need|dont really need|no need to be|not required
        forget|forget about|drop the|drop|lose the|no need for|not only|not just|not necessarily
        dont mind|do not mind|doesnt have to be|does not have to be|doesnt need to be
        does not need to be|need not be|need not|dont have to be|doesnt matter|does not matter
        no matter|neednt be
        not limited to|no preference for|regardless of|dont care about|do not care about
        i dont have|i do not have|not either|used to like|used to love|used to buy|used to wear
    """,
    "owned": """
        i have a|i have an|i have some|i already have|i already have a|i already have an|ive got a
        ive got an|ive already got|i already own|i own a|i own an|i bought a|i bought an|we have a
        we have an|i currently have a|i just bought a|we already have|we already have a
        i have two|i used to have a|i have|we have|ive got|weve got|we got|i own|we own|we bought a
        we bought an|i got a|i got an|you sold me a|you sold me an|i ordered a|i ordered an
        already own|already have|already got|already own a|already have a|already got a
    """,
    "void": """
        no problem|no problems|no thanks|no thank|no worries|no idea|no need|no longer|no way
        no rush|no hurry|no doubt|no one|no preference|no clue|no luck|no offence|no offense
        no wait|not sure|not too|not very|not so|not that|not really|not as|not bad|not now
        not yet|not much|not working|nothing too|nothing very|nothing but|nothing special
        nothing fancy|nothing crazy|why not|if not|or not|whether or not|not found|not arrived
        not received|not a problem|no other than|nothing else|no brand other than
        no brands other than
        no brand except|no brands except|no colour except|no color except|no colours except
        no colors except|no colour other than|no color other than|nothing except|nothing other than
        not at all|not for|not quite|dont know|do not know|dont like it|do not like it
        dont want it|do not want it|dont like that|dont want to|do not want to|not want to
        dont want that|no more than|not more than|no less than|not less than|not over|not under
        not above|not below|no stock|not in stock|not available|not anymore
        not any more|no particular
        not to mention|wont|cant|cannot|didnt|no biggie|not helpful|not happy
        not good|not what|not like that|not those|not these|not this|not it|dont have to
        do not have to|no object|no issue|no concern|no good|no use|never mind|nevermind
        no questions
    """,
}
FILLERS = word_set(
    """
    any a an the anything something everything ones one made of out from by in with to be is
    are it them me show see colour colours color colors brand brands kind kinds type types
    have has having contain contains containing either really get buy that which this those
    these your for looking based product products stuff material materials made-of come
    comes want other all its being cheap ugly flimsy boring nasty
    """
)
BLOCKED = AFTER_HEAD | word_set(
    """
    ideally preferably maybe perhaps possibly currently either definitely absolutely
    i you we he she they it show give want need find get let tell go do have make see yes no
    okay ok please sorry just only really actually still even more much many idea thanks
    hello hi better bother worry sir maam bro dude man way clue thing things other others
    one ones problem preference preferences need hassle difference matter reason doubt point choice
    rush limit limits budget question questions
    """
)
_KINDS = word_set(
    """
    colour color colours colors brand brands fabric fabrics material materials size sizes kind
    kinds type types shade shades shape shapes pattern patterns style styles finish finishes look
    looks fit make makes
    """
)
"""What "any colour but black" leaves open."""


def _cue_trie() -> PhraseTrie[Cue]:
    trie: PhraseTrie[Cue] = PhraseTrie()
    for cue, block in _PHRASES.items():
        for phrase in block.replace("\n", "|").split("|"):
            if phrase.strip():
                trie.add(phrase.split(), cue)
    for some, kind in itertools.product(("any", "every", "all"), _KINDS):
        trie.add((some, kind, "but"), "except")
    return trie


CUES = _cue_trie()
"""Folded words of each cue, signs included."""
