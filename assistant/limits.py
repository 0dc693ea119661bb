"""How a shopper's new limits change the ones in force. Pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assistant.jsonable import FACETS
from assistant.types import Refinement
from retrieval.text import words
from retrieval.types import Constraints, Facets, Measure, PriceRange, Sort

NO_VALUES = Facets()


def merge(
    old: Constraints, new: Constraints, refinement: Refinement, released: Facets = NO_VALUES
) -> Constraints:
    """The limits in force after a message.

    What the message takes back goes first. A limit stated anew replaces the old one of its kind
    (or joins it after "also"); exclusions and free attributes add up; including a value ends its
    exclusion and the other way round.

    Args:
        released: values that may but need not hold any more ("it need not be leather").
    """
    kept = without(_without(old, refinement.drop), refinement.taken)
    kept = replace(
        kept,
        include=_minus(kept.include, released),
        exclude=_minus(kept.exclude, released),
    )
    include = _joined(kept.include, new.include, refinement.also)
    exclude = _joined(kept.exclude, new.exclude, True)
    return Constraints(
        price=_price(kept.price, new.price),
        include=_minus(include, new.exclude),
        exclude=_minus(exclude, new.include),
        unless=_joined(kept.unless, new.unless, True),
        min_rating=new.min_rating if new.min_rating is not None else kept.min_rating,
        in_stock=kept.in_stock or new.in_stock,
        reduced=kept.reduced or new.reduced,
        sort=new.sort if new.sort is not Sort.RELEVANCE else kept.sort,
        measures=_measures(kept.measures, new.measures),
        audience=new.audience or (kept.audience if new.age is None else ()),
        age=new.age if new.age is not None or new.audience else kept.age,
        gift=kept.gift or new.gift,
    )


def stated(limits: Constraints) -> dict[str, str]:
    """Each limit by a name of its own, with what it says: ``{"price.max": "50",
    "include.colours:blue": "", "measures.weight": "-300 g"}``."""
    found: dict[str, str] = {}
    price = limits.price
    for name, amount in (("price.min", price.min), ("price.max", price.max)):
        if amount is not None:
            found[name] = f"{amount}"
    for name, facets in (
        ("include", limits.include),
        ("exclude", limits.exclude),
        ("unless", limits.unless),
    ):
        for facet in FACETS:
            found.update({f"{name}.{facet}:{value}": "" for value in getattr(facets, facet)})
    for one in limits.measures:
        low, high = ("" if end is None else f"{end:g}" for end in (one.min, one.max))
        found[f"measures.{one.name}"] = f"{low}-{high} {one.unit}"
    if limits.min_rating is not None:
        found["min_rating"] = f"{limits.min_rating:g}"
    if limits.in_stock:
        found["in_stock"] = ""
    if limits.reduced:
        found["reduced"] = ""
    if limits.sort is not Sort.RELEVANCE:
        found["sort"] = limits.sort.value
    found.update({f"audience:{who}": "" for who in limits.audience})
    if limits.age is not None:
        found["age"] = f"{limits.age}"
    if limits.gift:
        found["gift"] = ""
    return found


def without(limits: Constraints, names: Collection[str]) -> Constraints:
    """The limits without single ones, named as ``stated`` names them. An exclusion that goes takes
    what lifts it along once none is left."""

    def left(prefix: str, facets: Facets) -> Facets:
        kept: dict[str, tuple[str, ...]] = {}
        for facet in FACETS:
            values = getattr(facets, facet)
            kept[facet] = tuple(v for v in values if f"{prefix}.{facet}:{v}" not in names)
        return Facets(**kept)

    price, exclude = limits.price, left("exclude", limits.exclude)
    low = None if "price.min" in names else price.min
    high = None if "price.max" in names else price.max
    bounded = low is not None or high is not None
    return Constraints(
        price=PriceRange(low, high, price.currency) if bounded else PriceRange(),
        include=left("include", limits.include),
        exclude=exclude,
        unless=left("unless", limits.unless) if exclude else Facets(),
        min_rating=None if "min_rating" in names else limits.min_rating,
        in_stock=limits.in_stock and "in_stock" not in names,
        reduced=limits.reduced and "reduced" not in names,
        sort=Sort.RELEVANCE if "sort" in names else limits.sort,
        measures=tuple(m for m in limits.measures if f"measures.{m.name}" not in names),
        audience=tuple(who for who in limits.audience if f"audience:{who}" not in names),
        age=None if "age" in names else limits.age,
        gift=limits.gift and "gift" not in names,
    )


def _measures(old: tuple[Measure, ...], new: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """One of each name; one said anew replaces the old one."""
    said = {one.name for one in new}
    return (*(one for one in old if one.name not in said), *new)


def _without(old: Constraints, drop: tuple[str, ...]) -> Constraints:
    if "all" in drop:
        return Constraints()
    kept = old
    if "price" in drop:
        kept = replace(kept, price=PriceRange())
    if "min_rating" in drop:
        kept = replace(kept, min_rating=None)
    if "sort" in drop:
        kept = replace(kept, sort=Sort.RELEVANCE)
    if "sizes" in drop or "attributes" in drop:
        kept = replace(kept, measures=())
    if "audience" in drop:
        kept = replace(kept, audience=(), age=None)
    opened: dict[str, tuple[str, ...]] = {name: () for name in drop if name in FACETS}
    return replace(
        kept,
        include=replace(kept.include, **opened),
        exclude=replace(kept.exclude, **opened),
        unless=replace(kept.unless, **opened),
    )


def _price(old: PriceRange, new: PriceRange) -> PriceRange:
    """A new limit on one side leaves the other, unless the two would then exclude everything."""
    if not new:
        return old
    low = new.min if new.min is not None else old.min
    high = new.max if new.max is not None else old.max
    if low is not None and high is not None and low > high:
        return new
    return PriceRange(low, high, new.currency or old.currency)


def _joined(old: Facets, new: Facets, add: bool) -> Facets:
    merged: dict[str, tuple[str, ...]] = {}
    for name in FACETS:
        before, after = getattr(old, name), getattr(new, name)
        if add or name == "attributes":
            merged[name] = tuple(dict.fromkeys((*before, *after)))
        else:
            merged[name] = after or before
    return Facets(**merged)


def _minus(facets: Facets, gone: Facets) -> Facets:
    kept: dict[str, tuple[str, ...]] = {}
    for name in FACETS:
        dropped = [set(words(value)) for value in getattr(gone, name)]
        kept[name] = tuple(v for v in getattr(facets, name) if set(words(v)) not in dropped)
    return Facets(**kept)


def soften(wishes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Which free words to keep: all but one, for each of them, then none. The first comes first,
    as people name what matters most first."""
    if len(wishes) > 1:
        for index in reversed(range(len(wishes))):
            yield (*wishes[:index], *wishes[index + 1 :])
    yield ()
