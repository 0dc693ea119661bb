"""Weights, machines and mats."""

# ruff: noqa: E501  (an outline is one long string)

from assistant.demo_store.shapes.art import (
    INK,
    METAL,
    PAPER,
    Look,
    disc,
    line,
    oval,
    path,
    rect,
    shape,
    tone,
    turned,
)


@shape("dumbbell")
def dumbbell(look: Look) -> str:
    """Neoprene, or with plates."""
    if look.has("neoprene", "hand"):
        one = rect(156, 184, 88, 32, look.dark, 10) + path(
            "M100 200 118 160H158L172 200 158 240H118ZM300 200 282 160H242L228 200 242 240H282Z",
            look.main,
        )
        return turned(-14, one, 200, 150) + f'<g transform="translate(0 82)">{one}</g>'
    plates = "".join(
        rect(x, 200 - h / 2, 20, h, c, 6)
        for x, h, c in (
            (76, 88, look.light),
            (98, 124, look.main),
            (120, 150, look.dark),
            (260, 150, look.dark),
            (282, 124, look.main),
            (304, 88, look.light),
        )
    )
    return turned(
        -12, rect(60, 190, 280, 20, METAL, 8) + rect(146, 184, 108, 32, INK, 12) + plates
    ) + rect(120, 302, 160, 18, look.deep, 8)


@shape("kettlebell")
def kettlebell(look: Look) -> str:
    """Round, with a handle."""
    return (
        f'<path d="M140 208Q120 96 200 96T260 208" fill="none" stroke="{look.dark}" stroke-width="30"/>'
        + path("M98 242Q98 160 200 160T302 242 248 320H152Q98 314 98 242Z", look.main)
        + path("M248 168Q302 184 302 242T248 320H224Q284 252 248 168Z", look.dark)
        + disc(194, 240, 40, look.light)
        + disc(194, 240, 27, look.accent)
    )


@shape("bench")
def bench(look: Look) -> str:
    """A weight bench."""
    return (
        line("M110 318H150M250 318H300M130 318 160 236M276 318 250 236", METAL, 13)
        + turned(-44, rect(176, 206, 160, 32, look.main, 15), 190, 222)
        + rect(72, 208, 128, 34, look.main, 15)
        + rect(72, 226, 128, 16, look.dark, 8)
        + line("M150 244 268 244", METAL, 11)
        + disc(252, 244, 9, look.accent)
    )


@shape("rower", "treadmill", "stepper")
def machine(look: Look) -> str:
    """A rowing machine, a walking belt or a stepper."""
    if look.has("rowing"):
        return (
            line("M70 292 322 250", METAL, 15)
            + disc(112, 242, 56, INK)
            + disc(112, 242, 38, "#565c66")
            + disc(112, 242, 13, look.accent)
            + line("M104 190 124 124", INK, 10)
            + rect(98, 96, 62, 40, INK, 8)
            + rect(228, 232, 70, 22, look.main, 11)
            + line("M140 226H214", look.accent, 5)
            + line("M214 214V240", INK, 9)
            + line("M84 292V320M314 256V320", INK, 11)
        )
    if look.has("treadmill"):
        return (
            path("M66 276H318L336 310H48Z", look.main)
            + path("M92 282H300L312 302H76Z", INK)
            + "".join(line(f"M{x} 284l-10 16", "#6d737f", 4) for x in range(120, 300, 32))
            + line("M290 274 306 128", look.dark, 13)
            + line("M306 130H238", look.dark, 13)
            + rect(220, 112, 62, 30, INK, 8)
            + line("M234 127H260", look.accent, 6)
            + rect(52, 306, 290, 14, look.deep, 7)
        )
    return (
        rect(96, 294, 208, 26, INK, 12)
        + turned(-14, rect(96, 238, 90, 26, look.main, 10), 140, 250)
        + turned(10, rect(216, 250, 90, 26, look.main, 10), 260, 262)
        + line("M130 260V300M270 276V300", METAL, 12)
        + rect(184, 250, 32, 50, look.dark, 8)
        + line("M110 296Q64 200 120 130M290 296Q336 200 280 130", look.accent, 6)
        + rect(106, 108, 34, 18, INK, 9)
        + rect(262, 108, 34, 18, INK, 9)
    )


@shape("mat")
def mat(look: Look) -> str:
    """A yoga mat half rolled; blocks and a belt in a set; a mat for a desk."""
    if look.has("desk"):
        return (
            path("M64 216H336L356 300H44Z", look.main)
            + path("M44 300H356V312H44Z", look.dark)
            + path("M130 196H230L238 250H122Z", METAL)
            + path("M138 130H222L230 196H130Z", INK)
            + path("M146 138H214L220 190H140Z", "#8fb4cc")
            + oval(284, 256, 18, 24, PAPER)
            + line("M60 288H340", look.light, 4)
        )
    extra = (
        rect(258, 196, 70, 44, look.accent, 8)
        + rect(266, 152, 62, 44, tone(look.accent, 0.3), 8)
        + line("M262 132Q294 110 322 132", look.deep, 9)
        if look.has("set")
        else ""
    )
    if look.has("foldable"):
        return "".join(
            rect(84, y, 232, 34, c, 10) + line(f"M104 {y + 17}H296", look.deep, 3)
            for y, c in ((286, look.dark), (248, look.main), (210, look.dark), (172, look.light))
        )
    return (
        path("M112 262H336L352 312H96Z", look.main)
        + path("M96 312H352V322H96Z", look.dark)
        + rect(60, 232, 250, 80, look.dark, 40)
        + oval(98, 272, 38, 40, look.main)
        + oval(98, 272, 25, 27, look.dark)
        + oval(98, 272, 13, 14, look.light)
        + rect(176, 232, 18, 80, look.accent, 4)
        + rect(252, 232, 18, 80, look.accent, 4)
        + extra
        + line("M150 296H300", look.light, 3)
    )


@shape("band")
def band(look: Look) -> str:
    """Tubes with handles, or fabric loops."""
    if look.has("fabric", "loop"):
        return "".join(
            f'<ellipse cx="200" cy="{y}" rx="{rx}" ry="34" fill="none" stroke="{c}" stroke-width="30"/>'
            for y, rx, c in ((268, 112, look.dark), (206, 100, look.main), (146, 88, look.accent))
        )
    tubes = "".join(
        line(f"M116 126Q{60 + i * 20} {240 + i * 18} 200 {262 + i * 14}T284 126", c, 11)
        for i, c in enumerate(("#e5675b", "#f0b93e", "#5fa8a0", "#5873a8"))
    )
    grips = "".join(
        path(f"M{x} 130 {x - 34} 84H{x + 34}Z", INK)
        + path(f"M{x} 114 {x - 14} 96H{x + 14}Z", "#e0eef3")
        + rect(x - 36, 72, 72, 22, look.deep, 11)
        for x in (116, 284)
    )
    return tubes + grips


@shape("roller")
def roller(look: Look) -> str:
    """A foam roller."""
    knobs = "".join(
        rect(130 + i * 34, 168 + j * 34, 24, 24, look.dark, 7) for i in range(5) for j in range(4)
    )
    return turned(
        -18,
        rect(96, 154, 228, 152, look.main, 30)
        + knobs
        + oval(104, 230, 40, 76, look.light)
        + oval(104, 230, 22, 46, look.deep),
    )
