"""Furniture."""

# ruff: noqa: E501  (an outline is one long string)

from assistant.demo_store.shapes.art import (
    INK,
    METAL,
    PAPER,
    WOOD,
    Look,
    disc,
    line,
    oval,
    path,
    rect,
    shape,
    tone,
)

_LEGS = tone(WOOD, -0.3)


@shape("sofa")
def sofa(look: Look) -> str:
    """Two or three seats, a corner, or buttons of leather, as the title says."""
    three = look.has("3", "corner")
    x, w = (56, 288) if three else (82, 236)
    n = 3 if three else 2
    step = (w - 60) / n
    seats = "".join(
        rect(x + 30 + i * step, 216, step - 4, 50, look.light, 12)
        + rect(x + 30 + i * step, 146, step - 4, 76, look.main, 16)
        + (disc(x + 28 + (i + 0.5) * step, 182, 5, look.deep) if look.has("leather") else "")
        for i in range(n)
    )
    corner = rect(x + w - 100, 228, 104, 72, look.light, 14) if look.has("corner") else ""
    return (
        rect(x + 24, 300, 12, 22, _LEGS, 4)
        + rect(x + w - 36, 300, 12, 22, _LEGS, 4)
        + rect(x + 14, 132, w - 28, 130, look.dark, 26)
        + seats
        + rect(x, 194, 44, 110, look.main, 20)
        + rect(x + w - 44, 194, 44, 110, look.dark, 20)
        + rect(x + 30, 258, w - 60, 48, look.dark, 10)
        + corner
        + rect(x + 44, 176, 46, 44, look.accent, 10)
    )


@shape("armchair")
def armchair(look: Look) -> str:
    """Upholstered, or of wood and cord for a lounge."""
    if look.has("cord", "lounge"):
        return (
            line("M128 318 146 196 250 318M272 318 258 196", look.deep, 12)
            + path("M140 96H248L262 226H150Z", "#efe3c8")
            + "".join(line(f"M146 {y}H258", "#d8c8a2", 4) for y in range(114, 226, 18))
            + line("M134 92 150 230H284M250 92 266 230", look.main, 13)
            + line("M112 188H206M282 178 296 188", look.main, 13)
        )
    return (
        rect(122, 298, 14, 24, _LEGS, 4)
        + rect(264, 298, 14, 24, _LEGS, 4)
        + path("M126 250V136Q126 90 200 90T274 136V250Z", look.main)
        + path("M236 96Q274 106 274 136V250H236Z", look.dark)
        + rect(124, 224, 152, 50, look.light, 16)
        + rect(118, 264, 164, 40, look.dark, 10)
        + rect(92, 184, 48, 122, look.main, 22)
        + rect(260, 184, 48, 122, look.dark, 22)
    )


@shape("beanbag")
def beanbag(look: Look) -> str:
    """Soft, with a dent."""
    return (
        path(
            "M84 290Q76 200 132 150Q168 96 214 104Q262 118 284 182Q330 232 318 294Q304 324 200 324T84"
            " 290Z",
            look.main,
        )
        + path(
            "M238 112Q270 134 284 182Q330 232 318 294Q308 318 246 322 300 230 238 112Z", look.dark
        )
        + path("M130 180Q176 226 250 190Q216 142 172 146 146 154 130 180Z", look.light)
        + line("M196 106Q206 84 220 106", look.deep, 8)
    )


@shape("chair")
def chair(look: Look) -> str:
    """On castors for an office, on four legs for a dining room, or to kneel on."""
    if look.has("dining"):
        back = "".join(line(f"M{x} 92V206", look.dark, 6) for x in (158, 179, 200, 221, 242))
        return (
            line("M138 224V318M262 224V318", look.dark, 13)
            + line("M154 262H246", look.dark, 7)
            + line("M138 210V84M262 210V84", look.main, 13)
            + back
            + rect(130, 74, 140, 24, look.main, 12)
            + rect(122, 204, 156, 26, look.light, 12)
        )
    if look.has("kneeling"):
        return (
            line("M96 306Q200 334 304 306", _LEGS, 12)
            + line("M138 312 250 170M264 312 150 236", WOOD, 12)
            + rect(196, 140, 110, 34, look.main, 16)
            + rect(100, 214, 110, 34, look.dark, 16)
        )
    head = rect(158, 66, 84, 30, look.dark, 14) if look.has("headrest", "executive") else ""
    mesh = "".join(line(f"M150 {y}H250", look.light, 3) for y in range(124, 200, 14))
    return (
        line("M200 250V296", METAL, 13)
        + line("M200 292 134 312M200 292 266 312M200 292V314", INK, 9)
        + disc(132, 316, 8, INK)
        + disc(268, 316, 8, INK)
        + disc(200, 318, 8, INK)
        + head
        + path("M146 112Q146 98 162 98H238Q254 98 254 112L246 206H154Z", look.main)
        + (
            mesh
            if look.has("mesh", "meshback", "ergonomic")
            else path("M224 98H238Q254 98 254 112L246 206H222Z", look.dark)
        )
        + line("M124 186V214H142M276 186V214H258", INK, 9)
        + rect(126, 214, 148, 36, look.dark, 18)
        + rect(126, 212, 148, 16, look.light, 8)
    )


@shape("stool")
def stool(look: Look) -> str:
    """A step stool."""
    main, dark = look.main, look.dark
    return (
        path("M136 190H160L140 320H108ZM240 190H264L292 320H260Z", dark)
        + rect(116, 246, 168, 20, dark, 6)
        + rect(116, 164, 168, 32, main, 14)
        + rect(178, 174, 44, 10, look.deep, 5)
    )


@shape("bed")
def bed(look: Look) -> str:
    """For people: low, a house or a loft; for pets: a basket or a cot."""
    if look.has("dog"):
        if look.has("raised", "cot"):
            return (
                line("M104 244V316M296 244V316", INK, 12)
                + rect(72, 222, 256, 34, look.main, 14)
                + rect(72, 240, 256, 16, look.dark, 8)
                + _bone(200, 206)
            )
        return (
            path("M68 250Q68 190 200 190T332 250V276Q332 322 200 322T68 276Z", look.main)
            + oval(200, 246, 104, 40, look.light)
            + path("M68 262Q68 322 200 322T332 262Q300 300 200 300T68 262Z", look.dark)
            + _bone(200, 246)
        )
    if look.has("loft"):
        return (
            line("M88 84V318M312 84V318", look.main, 13)
            + rect(82, 150, 236, 26, look.accent, 8)
            + rect(92, 130, 66, 26, PAPER, 12)
            + line("M88 120H312M88 182H312", look.main, 10)
            + line(
                "M246 184 230 318M286 184 274 318M242 222H284M238 262H280M234 298H276", look.dark, 8
            )
            + rect(108, 248, 104, 12, WOOD, 4)
            + line("M118 260V318M204 260V318", WOOD, 8)
        )
    house = (
        line("M78 210V132L128 84 178 132V210M128 84H270L322 132V210", look.main, 11)
        if look.has("house")
        else ""
    )
    return (
        house
        + rect(70, 166, 28, 152, look.dark, 8)
        + rect(64, 146, 40, 90, look.main, 14)
        + rect(306, 222, 26, 96, look.dark, 8)
        + rect(84, 262, 236, 40, look.main, 6)
        + rect(92, 226, 228, 44, PAPER, 14)
        + rect(106, 206, 70, 32, tone(PAPER, -0.1), 14)
        + path("M176 222H312Q324 222 324 236V286H176Z", look.accent)
        + path("M176 222H312Q324 222 324 236V244H176Z", tone(look.accent, 0.35))
    )


def _bone(x: float, y: float) -> str:
    ends = "".join(disc(x + dx, y + dy, 8, PAPER) for dx in (-24, 24) for dy in (-6, 6))
    return rect(x - 24, y - 6, 48, 12, PAPER) + ends
