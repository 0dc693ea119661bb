"""Country names, as far as telling whether two of them mean the same one needs."""

_NAMES = (
    ("us", "usa", "united states", "united states of america", "america"),
    ("ca", "can", "canada"),
    ("mx", "mex", "mexico"),
    ("gb", "gbr", "uk", "united kingdom", "great britain", "england", "scotland", "wales"),
    ("ie", "irl", "ireland"),
    ("de", "deu", "germany", "deutschland"),
    ("fr", "fra", "france"),
    ("es", "esp", "spain", "españa"),
    ("it", "ita", "italy", "italia"),
    ("nl", "nld", "netherlands", "the netherlands", "holland"),
    ("at", "aut", "austria", "österreich"),
    ("be", "bel", "belgium"),
    ("ch", "che", "switzerland"),
    ("pt", "prt", "portugal"),
    ("se", "swe", "sweden"),
    ("no", "nor", "norway"),
    ("dk", "dnk", "denmark"),
    ("fi", "fin", "finland"),
    ("pl", "pol", "poland"),
    ("au", "aus", "australia"),
    ("nz", "nzl", "new zealand"),
    ("jp", "jpn", "japan"),
    ("cn", "chn", "china"),
    ("in", "ind", "india"),
    ("br", "bra", "brazil"),
    ("sg", "sgp", "singapore"),
)
_CODES = {name: names[0] for names in _NAMES for name in names}


def country_code(name: str) -> str:
    """ISO 3166 code of two small letters; a name that is not known comes back in small letters."""
    plain = " ".join(name.replace(".", "").lower().split())
    return _CODES.get(plain, plain)


def same_country(one: str, other: str) -> bool:
    """Whether two names, codes or spellings mean the same country."""
    return country_code(one) == country_code(other)
