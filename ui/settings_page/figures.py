"""What goes on in the shop, as figures and plots."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.insights import Overview, Unmet, Wanted
from assistant.insights.overview import share
from assistant.phrasing.phraser import Phraser
from ui.markup import text
from ui.settings_page import plots
from ui.settings_page.frame import empty, page, section, table
from ui.settings_page.gate import HOME, Gate
from ui.settings_page.office import Office

SPANS = (7, 30, 90)
_REASONS = {
    "request": "Asked for a person",
    "failures": "Not helped several times",
    "mood": "Unhappy",
    "complaint": "Complaint",
    "question": "Question without an answer",
    "policy": "Left to a person by the rules",
    "risk": "To be looked at first",
}


def routes(office: Office, gate: Gate) -> APIRouter:
    """The page of figures."""
    part = APIRouter()

    @part.get("")
    def figures(
        request: Request, days: Annotated[int, Query(ge=1, le=366)] = 30, note: str = ""
    ) -> HTMLResponse:
        token = gate.signed_in(request)
        seen = office.assistant.insights.overview(days)
        main = _spans(days) + _seen(seen, days) + _model(office.assistant.phrasing, days)
        return page("Figures", main, here="", token=token, note=note)

    return part


def _seen(seen: Overview, days: int) -> str:
    if not seen.turns and not seen.searched.total:
        return _nothing(days)
    return (_all(seen) if seen.turns else "") + _box(seen)


def _box(seen: Overview) -> str:
    """The shop's own search box, and the API's search."""
    box = seen.searched
    if not box.total:
        return ""
    found = [all_ - none for all_, none in zip(box.by_day, box.in_vain_by_day, strict=True)]
    counts = [("found something", found), ("found nothing", box.in_vain_by_day)]
    return (
        '<div class="st-grid2">'
        + plots.day_bars("Searches outside conversations", seen.span.days, counts)
        + "</div>"
        + section("Searched most, outside conversations", _wanted("Searched most", box.top))
        + section(
            "Found nothing, outside conversations",
            _wanted("Found nothing", box.in_vain)
            if box.in_vain
            else empty("Every search found something."),
        )
    )


def _model(phraser: Phraser | None, days: int) -> str:
    """What the shop's language model was asked; nothing where it has none."""
    if phraser is None:
        return ""
    totals = phraser.totals()
    columns = (totals.today, phraser.spent(days), totals.ever)
    rows = (
        ("Calls", *(plots.number(one.calls) for one in columns)),
        ("Its words were said", *(plots.number(one.kept) for one in columns)),
        ("Refused by the guard", *(plots.number(one.refused) for one in columns)),
        ("No answer in time", *(plots.number(one.failed) for one in columns)),
        ("Tokens in", *(plots.number(one.tokens_in) for one in columns)),
        ("Tokens out", *(plots.number(one.tokens_out) for one in columns)),
        ("Cost", *(f"{one.cost_millionths / 1e6:,.4f}" for one in columns)),
    )
    head = ("", "Today", f"{days} days", "Ever")
    return section(
        "Language model",
        table("Language model", head, rows)
        + '<p class="st-help">The cost is in the currency of <code>llm_price_in</code> and '
        "<code>llm_price_out</code>; where they are not set it is 0.</p>",
    )


def _wanted(caption: str, searches: Sequence[Wanted | Unmet]) -> str:
    rows = (
        (f"<bdi>{text(one.said, 140)}</bdi>", f"{one.count:,}",
         plots.day_name(one.last.date().isoformat()))
        for one in searches
    )  # fmt: skip
    return table(caption, ("What was said", "Times", "Last"), rows, "st-short")


def _spans(days: int) -> str:
    links = "".join(
        f'<li><a href="{HOME}?days={one}"{" aria-current=true" if one == days else ""}>'
        f"{one} days</a></li>"
        for one in SPANS
    )
    return f'<nav aria-label="Span of days"><ul class="st-spans">{links}</ul></nav>'


def _nothing(days: int) -> str:
    return empty(
        f"Nobody has written in the last {days} days. Once shoppers talk with the assistant, you"
        f" see here what they ask and how it goes. To put it on your site, go to <a "
        f'href="{HOME}/look">Words and look</a>.'
    )


def _all(seen: Overview) -> str:
    days, busy = seen.span.days, seen.busy
    lists = seen.lists
    names = seen.intents.names[:5]
    rest = [sum(one) for one in zip(*seen.intents.by_day[5:], strict=True)]
    intents = [(_words(name), seen.intents.by_day[at]) for at, name in enumerate(names)]
    if any(rest):
        intents.append(("other", tuple(rest)))
    rates = [
        (name, [_percent(part, whole) for part, whole in zip(done, lists.shown, strict=True)])
        for name, done in (("clicked", lists.clicked), ("into a cart", lists.carted),
                           ("bought", lists.bought))
    ]  # fmt: skip
    return "".join(
        (
            _tiles(seen),
            '<div class="st-grid2">',
            plots.day_bars("Messages", days, [("messages", busy.turns)]),
            plots.day_bars("What messages wanted", days, intents),
            plots.day_lines("Lists with a click, a cart, a purchase", days, rates, "%"),
            plots.day_lines(
                "Time to an answer", days,
                [("half are quicker", seen.times.median), ("95 of 100 are", seen.times.late)],
                " ms",
            ),
            plots.day_bars(
                "Thumbs", days, [("down", seen.thumbs.down), ("up", seen.thumbs.up)]
            ),
            plots.day_bars("Passed to a person", days, [("conversations", seen.hands.by_day)]),
            "</div>",
            section("Wishes", plots.row_bars("Wishes", _pairs(seen.intents.names,
                    seen.intents.totals, words=True))),
            section("Categories shown first", plots.row_bars("Categories shown first",
                    _pairs(seen.topics.names, seen.topics.totals))
                    if seen.topics.names else empty("No products were shown.")),
            section("Searched in vain", _unmet(seen)),
            section("Why a person was wanted", plots.row_bars("Why a person was wanted",
                    [(_REASONS.get(one, one), count) for one, count in
                     seen.hands.by_reason.items()])
                    if seen.hands.by_reason else empty("Nobody was passed to a person.")),
            section("Satisfaction, 1 (bad) to 5 (good)", plots.row_bars("Satisfaction",
                    [(str(value), seen.ratings[value - 1]) for value in range(5, 0, -1)])
                    if any(seen.ratings) else empty("Nobody has said how satisfied they are.")),
        )
    )  # fmt: skip


def _tiles(seen: Overview) -> str:
    busy, lists = seen.busy, seen.lists
    vain = share(sum(busy.unmet), sum(busy.searches))
    clicked = share(sum(lists.clicked), sum(lists.shown))
    bought = share(sum(lists.bought), sum(lists.shown))
    liked, satisfied = seen.liked, seen.satisfaction
    tiles = (
        ("Conversations", plots.number(busy.all_conversations)),
        ("Messages", plots.number(seen.turns)),
        ("Searches without a result", _share(vain)),
        ("Passed to a person", plots.number(sum(seen.hands.by_day))),
        ("Thumbs up", _share(liked)),
        ("Satisfaction", "–" if satisfied is None else f"{satisfied:.1f} of 5"),
        ("Lists with a click", _share(clicked)),
        ("Lists with a purchase", _share(bought)),
    )
    return (
        '<dl class="st-tiles">'
        + "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in tiles)
        + "</dl>"
    )


def _unmet(seen: Overview) -> str:
    if not seen.unmet:
        return empty("Every search found something.")
    return _wanted("Searched in vain", seen.unmet)


def _pairs(
    names: tuple[str, ...], totals: tuple[int, ...], *, words: bool = False
) -> list[tuple[str, float]]:
    return [
        (_words(name) if words else name, float(count))
        for name, count in zip(names, totals, strict=True)
    ]


def _words(intent: str) -> str:
    return intent.replace("_", " ")


def _percent(part: int, whole: int) -> float | None:
    found = share(part, whole)
    return None if found is None else round(100 * found, 1)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f}%"
