"""Camping."""

# ruff: noqa: E501  (an outline is one long string)

from assistant.demo_store.shapes.art import (
    INK,
    PAPER,
    WOOD,
    Look,
    disc,
    line,
    oval,
    path,
    rect,
    shape,
)


@shape("tent")
def tent(look: Look) -> str:
    """Small for one, a dome for two, high for a family, open for the beach."""
    if look.has("family"):
        return (
            path("M62 318V200L116 128H284L338 200V318Z", look.main)
            + path("M284 128 338 200V318H262V128Z", look.dark)
            + path("M158 318V214Q158 186 188 186T218 214V318Z", look.deep)
            + path("M158 318V214Q158 190 186 186V318Z", look.light)
            + rect(84, 216, 52, 46, "#cfe4ef", 8)
            + rect(276, 216, 42, 46, "#cfe4ef", 8)
            + path("M110 128H290L278 112H122Z", look.accent)
            + line("M62 318 40 330M338 318 360 330", INK, 4)
        )
    if look.has("beach"):
        return (
            path("M64 310Q76 140 200 122T336 310Z", look.main)
            + path("M118 310Q132 186 200 176T284 310Z", look.deep)
            + path("M200 122Q326 140 336 310H284Q270 190 200 176Z", look.dark)
            + path("M52 306H348V322H52Z", "#ecd9ae")
            + disc(162, 296, 20, look.accent)
            + path("M150 282Q164 292 176 284", PAPER)
        )
    low = look.has("solo", "one")
    top = 168 if low else 112
    return (
        line(f"M52 322 200 {top}M348 322 200 {top}", look.deep, 4)
        + path(f"M68 318Q{128 if low else 96} {top + 20} 200 {top}T332 318Z", look.main)
        + path(f"M200 {top}Q304 {top + 26} 332 318H252Z", look.dark)
        + path(f"M200 {top}Q214 {top + 90} 252 318H148Q186 {top + 90} 200 {top}Z", look.deep)
        + path(f"M200 {top}Q186 {top + 90} 148 318H190Z", look.light)
        + line(f"M200 {top}V{top - 18}", INK, 5)
        + path(f"M200 {top - 20}l30 8-30 9Z", look.accent)
        + line("M60 320H340", look.deep, 5)
    )


@shape("sleepingbag")
def sleepingbag(look: Look) -> str:
    """A mummy, a rectangle, or a caterpillar."""
    if look.has("caterpillar"):
        body = "".join(
            disc(86 + i * 42, 232 + (i % 2) * 8, 44, look.main if i % 2 else look.light)
            for i in range(5)
        )
        feet = "".join(disc(86 + i * 42, 282, 9, look.deep) for i in range(5))
        return (
            feet
            + body
            + disc(300, 206, 54, look.main)
            + disc(284, 196, 7, INK)
            + disc(316, 196, 7, INK)
            + line("M284 222Q300 236 316 222M284 156 272 126M316 156 328 126", INK, 6)
            + disc(271, 122, 9, look.accent)
            + disc(329, 122, 9, look.accent)
        )
    quilts = "".join(line(f"M{132 - i} {168 + i * 32}H{268 + i}", look.dark, 5) for i in range(5))
    if look.has("rectangular"):
        return (
            rect(112, 84, 176, 236, look.main, 22)
            + rect(112, 84, 176, 70, look.light, 22)
            + rect(136, 98, 128, 44, PAPER, 18)
            + "".join(line(f"M122 {y}H278", look.dark, 5) for y in range(190, 310, 30))
            + line("M278 160V306", look.accent, 6)
        )
    return (
        path(
            "M200 64Q270 66 274 140 296 210 264 296 256 322 200 322T136 296Q104 210 126 140 130 66 200 64Z",
            look.main,
        )
        + path("M236 72Q272 88 274 140 296 210 264 296 258 318 220 322 282 190 236 72Z", look.dark)
        + oval(200, 122, 44, 40, look.deep)
        + oval(200, 132, 34, 24, PAPER)
        + quilts
        + line("M200 164V300", look.accent, 6)
    )


@shape("boat")
def boat(look: Look) -> str:
    """Little boats for the bath."""
    waves = line(
        "M60 300Q80 284 100 300T140 300 180 300 220 300 260 300 300 300 340 300", "#8fc0de", 9
    )

    def one(x: float, y: float, hull: str, sail: str) -> str:
        return (
            path(f"M{x - 56} {y}H{x + 56}L{x + 38} {y + 42}H{x - 38}Z", hull)
            + line(f"M{x} {y}V{y - 92}", WOOD, 6)
            + path(f"M{x + 6} {y - 90}L{x + 48} {y - 14}H{x + 6}Z", sail)
            + path(f"M{x - 6} {y - 74}L{x - 38} {y - 14}H{x - 6}Z", PAPER)
        )

    return (
        one(124, 200, "#e5675b", "#f0c53e")
        + one(276, 200, "#5fa8a0", "#e58a7b")
        + one(200, 262, "#5873a8", "#f2b45c")
        + waves
    )
