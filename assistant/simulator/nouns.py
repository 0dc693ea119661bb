"""What the things of a catalogue are called, taken from category paths and titles."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assistant.simulator.facts import of_kind, says, tokens, word_set
from retrieval.types import Product

_PLAIN = re.compile(r"[A-Za-z][A-Za-z'-]*(?: [A-Za-z][A-Za-z'-]*){0,2}")
_RUN = re.compile(r"(?<!\S)[a-z]{3,}(?: [a-z]{3,})*(?![^\s,])")
_AFTER_HEAD = word_set("with for in by of and from to on set that")
_NOT_THINGS = word_set(
    """
    women men woman man kid kids boy boys girl girls baby babies unisex adult adults sport sports
    accessory accessories with for and the from over per not included high low full
    black white blue red green grey gray yellow orange pink purple brown silver gold beige magenta
    cyan multicolour metallic transparent pixel pixels sheet sheets page pages ppm inch pcs pieces
    port ports gen generation series year years spare part original compatible male female
    pack unit pin component blank extension extender set kit item case cases vinyl player
    interface controller plug compact multifunctional video
    """
)
_MOST = 400
"""A kind larger than this is too vague to be a goal."""


def find_nouns(products: Sequence[Product], fewest: int = 3) -> dict[str, tuple[Product, ...]]:
    """Each noun with the products that it names; in the order found.

    A noun is a plural node of the category path whose last word the titles say ("Rain jackets"),
    or, for products without a category, the lower-case words of a title that several brands share
    ("toner cartridge").
    """
    named: dict[str, list[Product]] = defaultdict(list)
    for product in products:
        for noun in _from_path(product) if product.category else _from_title(product):
            named[noun].append(product)
    result = {}
    for noun, mine in named.items():
        brands = {product.brand for product in mine}
        if len(mine) < fewest or len(brands) < 2:
            continue
        kind = len(of_kind(products, noun))
        if fewest <= kind <= _MOST and _heads_titles(noun, mine):
            result[noun] = tuple(mine)
    return result


def article(noun: str) -> str:
    """The noun as one asks for one: "a toner cartridge", "rain jackets"."""
    if _is_plural(noun):
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def plural(noun: str) -> str:
    """The noun as one asks for some: "toner cartridges", "rain jackets"."""
    if _is_plural(noun):
        return noun
    if noun.endswith("y") and noun[-2] not in "aeou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("ch", "sh", "x", "s")) else f"{noun}s"


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "lens"))


def rivals_of(nouns: Mapping[str, Sequence[Product]], noun: str, product: Product) -> list[Product]:
    """The other products of the same noun."""
    return [other for other in nouns[noun] if other.id != product.id]


def _heads_titles(noun: str, products: Sequence[Product]) -> bool:
    """Whether most of their titles end a noun phrase with it: "dog harness" is no dog."""
    head = tokens(noun)[-1]
    ended = sum(not one.category or _ends_phrase(one.title, head) for one in products)
    return 2 * ended > len(products)


def _ends_phrase(title: str, head: str) -> bool:
    for part in re.split(r"[^\w\s'-]|\s-\s|\d", title):
        words = tokens(part)
        for place, word in enumerate(words):
            if word == head and (place + 1 == len(words) or words[place + 1] in _AFTER_HEAD):
                return True
    return False


def _from_path(product: Product) -> Iterator[str]:
    for node in product.category[1:][-2:]:
        words = tokens(node)
        if not _PLAIN.fullmatch(node) or not words or not node.endswith("s") or "'" in node:
            continue
        if " and " not in node and not _NOT_THINGS & set(words) and says(product.title, words[-1]):
            yield node.casefold()


def _from_title(product: Product) -> Iterator[str]:
    for found in list(_RUN.finditer(product.title))[:1]:
        words = tokens(found.group())
        counted = len(words) == 1 and product.title[: found.start()].rstrip()[-1:].isdigit()
        if len(words) <= 3 and not counted and not _NOT_THINGS & {words[-1], *words[:1]}:
            yield found.group()
