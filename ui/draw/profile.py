"""What is remembered of a shopper, for them to see and to correct."""

from itertools import groupby

from ranking.types import Affinity, Profile
from ui.markup import icon, text

_KINDS = {
    "category": "Kinds of things",
    "brand": "Brands",
    "colour": "Colours",
    "size": "Sizes",
    "price": "Prices",
}
_PRICES = {
    "low": "the less expensive of a kind",
    "middle": "the middle of a kind",
    "high": "the more expensive of a kind",
}
_MOST = 8
"""Of one kind."""


def profile(known: Profile) -> str:
    """What is known, with how to take each thing back, and the switch for all of it."""
    return (
        "<h2>What I remember</h2>"
        '<p class="dg-muted">It comes from what you looked at, put into your cart and bought '
        "here. I use it to choose and order what I show you, and for nothing else.</p>"
        f"{_switch(known)}{_known(known) if known.used else ''}{_stopped(known)}{_erase()}"
    )


def _switch(known: Profile) -> str:
    return (
        '<div class="dg-switch"><span id="dg-used">Personal recommendations</span>'
        '<button type="button" role="switch" class="dg-toggle" data-do="use" data-key="use" '
        f'data-value="{"" if known.used else "on"}" aria-checked="{str(known.used).lower()}" '
        'aria-labelledby="dg-used"></button></div>'
    )


def _known(known: Profile) -> str:
    if not known.affinities:
        return (
            '<p class="dg-quiet-note">Nothing yet: I get to know your taste as you look around.</p>'
        )
    ordered = sorted(known.affinities, key=lambda one: list(_KINDS).index(one.kind))
    return "".join(
        f'<section class="dg-known"><h3>{_KINDS[kind]}</h3><ul>'
        f"{''.join(_affinity(one) for one in list(some)[:_MOST])}</ul></section>"
        for kind, some in groupby(ordered, key=lambda one: one.kind)
    )


def _affinity(one: Affinity) -> str:
    name = _said(one.kind, one.value)
    times = "once" if one.events == 1 else f"{one.events} times"
    return (
        f'<li><span class="dg-meter" style="--share:{one.strength:.0%}"></span>'
        f'<span><bdi>{text(name, 60)}</bdi> <span class="dg-muted">{times}</span></span>'
        f'<button type="button" class="dg-act" data-do="stop" data-kind="{text(one.kind)}" '
        f'data-value="{text(one.value)}" data-key="stop {text(one.kind)} {text(one.value)}" '
        f'title="Stop using this" aria-label="Stop using this: {text(name, 60)}">'
        f"{icon('cross')}</button></li>"
    )


def _stopped(known: Profile) -> str:
    if not known.stopped:
        return ""
    items = "".join(
        f"<li><span><bdi>{text(_said(kind, value), 60)}</bdi></span>"
        f'<button type="button" class="dg-small" data-do="resume" data-kind="{text(kind)}" '
        f'data-value="{text(value)}" data-key="resume {text(kind)} {text(value)}" '
        f'aria-label="Use again: {text(_said(kind, value), 60)}">Use again</button></li>'
        for kind, value in known.stopped
    )
    return f'<section class="dg-known dg-stopped"><h3>Not used</h3><ul>{items}</ul></section>'


def _erase() -> str:
    return (
        '<section class="dg-erase"><h3>Erase</h3>'
        "<p>What you looked at, your cart and our conversations are deleted. Orders stay with the "
        "shop, as book-keeping wants.</p>"
        '<details><summary class="dg-small">Erase what is remembered …</summary>'
        '<p>This cannot be undone.</p><button type="button" class="dg-danger" '
        'data-do="erase">Yes, erase it</button></details></section>'
    )


def _said(kind: str, value: str) -> str:
    return _PRICES.get(value, value) if kind == "price" else value
