"""Which other form of a product a message wants: "same but in purple", "the cheapest", "bigger"."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.desk.reading.comparatives import Relative
from assistant.desk.reading.fallbacks import choices_of
from assistant.desk.reading.form_wishes import Wishes, read_wishes
from assistant.desk.reading.hearing import hear
from assistant.desk.reading.ids import ids_in
from assistant.desk.reading.option_words import OptionWords, values_of
from assistant.desk.reading.scales import scale_of
from assistant.desk.reading.types import FormSaid, Wish
from assistant.desk.types import Item, OrderItem

_HALF = 0.5
_MOST_NEAR = 5
"""So many forms are handed on as coming close."""


def which_form(text: str, item: OrderItem, forms: Sequence[Item]) -> FormSaid:
    """The form that ``text`` wants instead of ``item``.

    Options that are not spoken of stay as they are, unless a price decides ("the cheapest") or no
    form has the wish and keeps them; then those that keep most are meant. Of several choices
    ("otherwise the black") the first that can be had counts.

    forms: all of the product, those that are sold out and the present one included.
    """
    said = hear(text)
    named = ids_in(said, [form.id for form in forms if form.id != item.item_id])
    if named:
        chosen = [form for form in forms if form.id in named]
        return FormSaid(
            candidates=tuple(form.id for form in chosen if form.available),
            sold_out=tuple(form.id for form in chosen if not form.available),
        )
    words = OptionWords(values_of([item.options, *(form.options for form in forms)]))
    results: list[FormSaid] = []
    before: Wishes | None = None
    for number, choice in enumerate(choices_of(said)):
        wishes = read_wishes(choice, item.options, words, item.name)
        if wishes.empty:
            continue
        for merged in _merged(wishes, before):
            result = _chosen(merged, item, forms, number if results else 0)
            results.append(result)
            if result.candidates:
                return result
        before = wishes.over(before) if before else wishes
    return results[0] if results else FormSaid()


def _merged(wishes: Wishes, before: Wishes | None) -> Iterator[Wishes]:
    """A choice with what was wished before it, less and less of that."""
    if before is not None:
        yield wishes.over(before)
        yield wishes.over(before.without_last())
    yield wishes


def _chosen(wishes: Wishes, item: OrderItem, forms: Sequence[Item], fallback: int) -> FormSaid:
    scales = {option: scale_of(values) for option, values in _values(item, forms).items()}
    others = [form for form in forms if form.id != item.item_id]
    fits = [form for form in others if _fits(form.options, wishes, item, scales)]
    fits = _extreme(fits, wishes, scales)
    wished = _wished(wishes, item, fits)
    unchanged = bool(wishes.accept) and not wishes.price and not wishes.unknown
    unchanged = unchanged and _fits(item.options, wishes, item, scales) and not wishes.relative
    keep = _kept(wishes, item)
    must = wishes.kept | (keep if wishes.keep_rest else frozenset())
    ranked = sorted(
        fits,
        key=lambda form: (
            _broken(form, item, keep),
            _price_rank(form, wishes),
            _distance(form, item, wishes, scales),
        ),
    )
    nearest = [form for form in ranked if not _broken(form, item, must)] or ranked
    near = tuple(form.id for form in nearest if form.available)[:_MOST_NEAR]
    if wishes.unknown or unchanged:
        return FormSaid(
            wished, near=() if unchanged else near, unknown=wishes.unknown,
            fallback=fallback, unchanged=unchanged,
        )  # fmt: skip
    ranked = [form for form in ranked if not _broken(form, item, must)]
    least = _broken(ranked[0], item, keep) if ranked else 0
    best = [form for form in ranked if _broken(form, item, keep) == least]
    candidates = _at_price([form for form in best if form.available], wishes, item.price)
    given_up = tuple(
        option
        for option in item.options
        if option in keep and candidates
        and all(form.options.get(option) != item.options[option] for form in candidates)
    )  # fmt: skip
    return FormSaid(
        wished,
        tuple(form.id for form in candidates),
        () if abs(wishes.price) == 2 else tuple(form.id for form in best if not form.available),
        () if candidates else near,
        given_up=given_up,
        fallback=fallback,
    )


def _values(item: OrderItem, forms: Sequence[Item]) -> Mapping[str, list[str]]:
    return values_of([item.options, *(form.options for form in forms)])


def _fits(
    options: Mapping[str, str],
    wishes: Wishes,
    item: OrderItem,
    scales: Mapping[str, Mapping[str, float]],
) -> bool:
    if any(all(options.get(o) != value for o, value in meanings) for meanings in wishes.accept):
        return False
    if any(options.get(option) == value for option, value in wishes.reject):
        return False
    if any(options.get(option) == item.options.get(option) for option in wishes.other):
        return False
    for one in wishes.relative:
        if abs(one.way) == 1 and not any(
            _beyond(options, item.options, option, one, scales[option]) for option in one.options
        ):
            return False
    return True


def _beyond(
    options: Mapping[str, str],
    own: Mapping[str, str],
    option: str,
    wish: Relative,
    scale: Mapping[str, float],
) -> bool:
    """Whether a form has more (or less) of an option than the piece; by a step: the next value."""
    here, there = scale.get(own.get(option, "")), scale.get(options.get(option, ""))
    if here is None or there is None or (there - here) * wish.way <= 0:
        return False
    if wish.half:
        return abs(there - here) <= _HALF
    further = [abs(rank - here) for rank in scale.values() if (rank - here) * wish.way > 0]
    return abs(there - here) == min(further) if wish.step else True


def _extreme(
    fits: list[Item], wishes: Wishes, scales: Mapping[str, Mapping[str, float]]
) -> list[Item]:
    """Those with the most or least of an option, where a superlative says so; of those that can be
    had, if any can."""
    if any(abs(one.way) == 2 for one in wishes.relative):
        fits = [form for form in fits if form.available] or fits
    for one in wishes.relative:
        if abs(one.way) == 2 and fits:
            option = one.options[0]
            sign = one.way // 2
            ranks = {
                form.id: scales[option].get(form.options.get(option, ""), 0.0) for form in fits
            }
            best = max(rank * sign for rank in ranks.values())
            fits = [form for form in fits if ranks[form.id] * sign == best]
    return fits


def _kept(wishes: Wishes, item: OrderItem) -> frozenset[str]:
    """Options that stay if they can."""
    if wishes.price and not wishes.keep_rest:
        return wishes.kept
    return frozenset(item.options) - wishes.spoken - wishes.free | wishes.kept


def _broken(form: Item, item: OrderItem, options: frozenset[str]) -> int:
    return sum(form.options.get(option) != item.options.get(option) for option in options)


def _distance(
    form: Item, item: OrderItem, wishes: Wishes, scales: Mapping[str, Mapping[str, float]]
) -> float:
    """How far a form is in the options that are to be more or less."""
    options = {option for one in wishes.relative for option in one.options}
    return sum(
        abs(
            scales[o].get(form.options.get(o, ""), 0.0)
            - scales[o].get(item.options.get(o, ""), 0.0)
        )
        for o in options
    )


def _price_rank(form: Item, wishes: Wishes) -> Decimal:
    return form.price if wishes.price < 0 else -form.price if wishes.price > 0 else Decimal(0)


def _at_price(forms: list[Item], wishes: Wishes, own: Decimal) -> list[Item]:
    if abs(wishes.price) == 2 and forms:
        best = min(_price_rank(form, wishes) for form in forms)
        return [form for form in forms if _price_rank(form, wishes) == best]
    if wishes.price:
        return [form for form in forms if (form.price - own) * wishes.price > 0]
    return forms


def _wished(wishes: Wishes, item: OrderItem, fits: Sequence[Item]) -> tuple[Wish, ...]:
    """What is wished by option; a value that may be of several options is of those that fit."""
    by_option: dict[str, list[str]] = {}
    for meanings in wishes.accept:
        held = [m for m in meanings if any(form.options.get(m[0]) == m[1] for form in fits)]
        for option, value in held or meanings:
            by_option.setdefault(option, []).append(value)
    order = [*item.options, *(option for option in by_option if option not in item.options)]
    return tuple((o, tuple(dict.fromkeys(by_option[o]))) for o in order if o in by_option)
