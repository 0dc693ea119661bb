"""What the ranking has learned in this shop, with the way back."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.storage.learning import Snapshot
from ranking.online import Belief
from ui.markup import text
from ui.settings_page.frame import empty, form, go, page, section, table
from ui.settings_page.gate import Gate
from ui.settings_page.office import Office
from ui.settings_page.plots import SHARE

_KINDS = {"search": "Lists for words", "browse": "Lists without words"}


def routes(office: Office, gate: Gate) -> APIRouter:
    """The weights, back to a snapshot, and back to the beginning."""
    part = APIRouter()
    here = "/ranking"

    @part.get(here)
    def weights(request: Request, note: str = "") -> HTMLResponse:
        token = gate.signed_in(request)
        learner = office.assistant.learner
        beliefs = learner.beliefs()
        main = (
            '<p class="st-lead">Each list is ordered by a weighted sum of terms. The weights were'
            " shipped with Daogou and move a little with every click, cart and purchase.</p>"
            + ("" if learner.learns else empty("Learning is switched off in the settings."))
            + "".join(
                section(name, _plot(name, beliefs[kind]))
                for kind in beliefs
                for name in [_KINDS.get(kind, text(kind))]
            )
            + section("Weights of before", _snapshots(learner.snapshots(), token))
            + section(
                "Begin anew",
                "<p>The shipped weights come back; the list above stays.</p>"
                + form("/ranking/reset", token, "<button>Take the shipped weights</button>"),
            )
        )
        return page("Ranking", main, here=here, token=token, note=note)

    @part.post("/ranking/back")
    async def back(request: Request) -> Response:
        number = str((await gate.posted(request)).get("number", ""))
        known = number.isdecimal() and office.assistant.learner.go_back(int(number))
        return go(here, "These weights rank now." if known else "These weights are gone.")

    @part.post("/ranking/reset")
    async def reset(request: Request) -> Response:
        await gate.posted(request)
        office.assistant.learner.reset()
        return go(here, "The shipped weights rank now.")

    return part


def _plot(name: str, belief: Belief) -> str:
    """A term a row: the shipped weight as a line, the learned one as a bar from there."""
    effects = [
        (name, float(before * spread), float(now * spread))
        for name, before, now, spread in zip(
            belief.names, belief.prior, belief.mean, belief.spread, strict=True
        )
    ]
    reach = max((abs(one) for _, *both in effects for one in both), default=1.0) or 1.0
    rows = (
        (text(term.replace("_", " ")), _bar(before / reach, now / reach),
         f"{before:+.3f}", f"{now:+.3f}")
        for term, before, now in effects
    )  # fmt: skip
    choices = f"{belief.choices:,} choice{'' if belief.choices == 1 else 's'}"
    return (
        f"<p>Learned from {choices}. A number says by how much a product that stands out in this"
        " term moves up (+) or down (−).</p>"
        + table(f"Weights: {name}", ("Term", SHARE, "Shipped", "Now"), rows, "st-rows")
    )


def _bar(before: float, now: float) -> str:
    """Both in -1..1; zero in the middle."""
    left, right = sorted((50 + 48 * before, 50 + 48 * now))
    return (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<path class="st-grid" d="M50 0V10"/>'
        f'<rect class="st-ghost" x="{min(50.0, 50 + 48 * before):.1f}" y="3" '
        f'width="{abs(48 * before):.1f}" height="4"/>'
        f'<rect class="st-c0" x="{left:.1f}" y="1" width="{max(right - left, 0.8):.1f}" '
        'height="8"/></svg>'
    )


def _snapshots(kept: tuple[Snapshot, ...], token: str) -> str:
    if not kept:
        return empty("There are none yet: every 100 choices the weights are kept to go back to.")
    rows = (
        (
            f"{one.at:%Y-%m-%d %H:%M} UTC",
            _KINDS.get(one.kind, text(one.kind)),
            f"{one.choices:,}",
            form(
                "/ranking/back", token,
                f'<input type="hidden" name="number" value="{one.number}">'
                f'<button aria-label="Go back to the weights of {one.at:%Y-%m-%d %H:%M}, '
                f'{_KINDS.get(one.kind, text(one.kind))}">Go back</button>',
            ),
        )
        for one in kept
    )  # fmt: skip
    return table("Weights of before", ("When", "Lists", "Choices", "Back"), rows)
