"""States and countries as people write them in addresses."""

from assistant.understanding.lexicon import word_set

_US = """
alabama AL, alaska AK, arizona AZ, arkansas AR, california CA, colorado CO, connecticut CT,
delaware DE, florida FL, georgia GA, hawaii HI, idaho ID, illinois IL, indiana IN, iowa IA,
kansas KS, kentucky KY, louisiana LA, maine ME, maryland MD, massachusetts MA, michigan MI,
minnesota MN, mississippi MS, missouri MO, montana MT, nebraska NE, nevada NV, new hampshire NH,
new jersey NJ, new mexico NM, new york NY, north carolina NC, north dakota ND, ohio OH,
oklahoma OK, oregon OR, pennsylvania PA, rhode island RI, south carolina SC, south dakota SD,
tennessee TN, texas TX, utah UT, vermont VT, virginia VA, washington WA, west virginia WV,
wisconsin WI, wyoming WY, district of columbia DC, ontario ON, quebec QC, british columbia BC,
alberta AB, manitoba MB, saskatchewan SK, nova scotia NS, new brunswick NB, newfoundland NL
"""
_ENTRIES = (entry.split() for entry in _US.split(","))
_CODES = {" ".join(words[:-1]): words[-1] for words in _ENTRIES}
STATES = frozenset((*_CODES, *(code.lower() for code in _CODES.values())))
"""States of the USA and provinces of Canada, names and codes, in lower case."""
COUNTRIES = word_set(
    "usa us u.s. u.s.a. canada uk england scotland wales ireland germany france"
) | {
    *("united states", "united states of america", "united kingdom", "new zealand", "south africa"),
    *word_set("deutschland spain italy netherlands belgium austria switzerland sweden norway"),
    *word_set(
        "denmark finland poland portugal australia india japan china mexico brazil singapore"
    ),
}
"""Countries in lower case."""
_SPELLINGS = (
    frozenset(("us", "usa", "united states", "united states of america")),
    frozenset(("uk", "united kingdom", "great britain", "england")),
    frozenset(("germany", "deutschland")),
)


def state_code(said: str) -> str:
    """The code of a state: "Texas" and "tx" -> "TX"."""
    return _CODES.get(" ".join(said.lower().split()), said.upper())


def same_country(one: str, other: str) -> bool:
    """Whether two spellings mean the same country: "US" and "United States"."""
    plain = [word.lower().replace(".", "") for word in (one, other)]
    return bool(one) and (plain[0] == plain[1] or any(set(plain) <= names for names in _SPELLINGS))
