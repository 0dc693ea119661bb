"""Plots as inline SVG, each with the same numbers as a table. Pure.

The drawing stretches with the page, so it holds no text: scales are written beside it in HTML.
"""

from collections.abc import Sequence

from ui.markup import text
from ui.settings_page.frame import table

HEIGHT = 160.0
WIDTH = 600.0
SHARE = '<span class="dg-sr">As a bar</span>'
"""Head of a column of bars."""
Series = Sequence[tuple[str, Sequence[float | None]]]
"""Names with a number for each day; None: nothing to draw on that day."""


def day_bars(title: str, days: Sequence[str], series: Series, unit: str = "") -> str:
    """Bars day by day, the series on top of each other."""
    sums = [sum(values[at] or 0 for _, values in series) for at in range(len(days))]
    top = nice(max(2, *sums))
    step = WIDTH / max(len(days), 1)
    drawn = []
    for at, day in enumerate(days):
        base = HEIGHT
        for place, (name, values) in enumerate(series):
            value = values[at] or 0
            if value:
                tall = HEIGHT * value / top
                base -= tall
                drawn.append(
                    f'<rect class="st-c{place}" x="{at * step + step * 0.12:.1f}" '
                    f'y="{base:.1f}" width="{step * 0.76:.1f}" height="{tall:.1f}">'
                    f"<title>{day_name(day)}: {number(value)} {text(name)}</title></rect>"
                )
    return _figure(title, days, series, top, "".join(drawn), unit)


def day_lines(title: str, days: Sequence[str], series: Series, unit: str = "") -> str:
    """Lines over the days, broken where there is nothing."""
    known = [one for _, values in series for one in values if one is not None]
    top = nice(max(known, default=0))
    step = WIDTH / max(len(days), 1)
    drawn = []
    for place, (name, values) in enumerate(series):
        for stretch in _stretches(values):
            points = [
                ((at + 0.5) * step, HEIGHT - HEIGHT * (values[at] or 0) / top) for at in stretch
            ]
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            drawn.append(f'<polyline class="st-c{place}" points="{path}"/>')
            drawn += [
                f'<rect class="st-dot st-c{place}" x="{x - 2.5:.1f}" y="{y - 2.5:.1f}" width="5" '
                f'height="5"><title>{day_name(days[at])}: {number(values[at])}{unit} {text(name)}'
                "</title></rect>"
                for at, (x, y) in zip(stretch, points, strict=True)
            ]
    return _figure(title, days, series, top, "".join(drawn), unit)


def row_bars(title: str, rows: Sequence[tuple[str, float]], unit: str = "", most: int = 12) -> str:
    """A bar for each name, its number beside it: it is its own table."""
    shown = rows[:most]
    top = max((value for _, value in shown), default=0) or 1
    lines = (
        (
            text(name, 80),
            f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
            f'<rect class="st-c0" width="{100 * value / top:.1f}" height="10"/></svg>',
            f"{number(value)}{unit}",
        )
        for name, value in shown
    )
    return table(text(title), ("Name", SHARE, "Number"), lines, "st-rows")


def nice(most: float) -> float:
    """The next round number: the top of a scale."""
    if most <= 0:
        return 1.0
    size = 1.0
    while size < most:
        size *= 10
    return next(size * part for part in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0) if size * part >= most)


def number(value: float | None) -> str:
    """As people write it; "–": none."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value == round(value) or abs(value) >= 100 else f"{value:,.1f}"


def day_name(day: str) -> str:
    """ "2026-05-04" -> "4 May"."""
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    _, month, date = day.split("-")
    return f"{int(date)} {names[int(month) - 1]}"


def _figure(
    title: str, days: Sequence[str], series: Series, top: float, drawn: str, unit: str
) -> str:
    legend = "".join(
        f'<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="st-c{place}" width="10" '
        f'height="10"/></svg>{text(name)}</li>'
        for place, (name, _) in enumerate(series)
    )
    rows = (
        (day_name(day), *(f"{number(values[at])}{unit}" for _, values in series))
        for at, day in reversed(list(enumerate(days)))
    )
    numbers = table(f"{text(title)}, day by day", ("Day", *(text(n) for n, _ in series)), rows)
    middle = day_name(days[len(days) // 2])
    return (
        f'<figure class="st-plot"><figcaption>{text(title)}</figcaption>'
        f'<ul class="st-legend">{legend}</ul><div class="st-drawing">'
        f'<div class="st-scale" aria-hidden="true"><span>{number(top)}{unit}</span>'
        f"<span>{number(top / 2)}{unit}</span><span>0</span></div>"
        f'<svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" preserveAspectRatio="none" role="img" '
        f'aria-label="{text(title)}, {day_name(days[0])} to {day_name(days[-1])}; the numbers '
        'follow as a table">'
        f'<path class="st-grid" d="M0 0H{WIDTH:.0f}M0 {HEIGHT / 2:.0f}H{WIDTH:.0f}"/>{drawn}</svg>'
        f'<div class="st-days" aria-hidden="true"><span>{day_name(days[0])}</span>'
        f"<span>{middle}</span><span>{day_name(days[-1])}</span></div></div>"
        f"<details><summary>As a table</summary>{numbers}</details></figure>"
    )


def _stretches(values: Sequence[float | None]) -> list[list[int]]:
    """Places of numbers that follow on each other."""
    found: list[list[int]] = []
    for at, value in enumerate(values):
        if value is None:
            continue
        if found and found[-1][-1] == at - 1:
            found[-1].append(at)
        else:
            found.append([at])
    return found
