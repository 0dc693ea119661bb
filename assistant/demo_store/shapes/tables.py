"""Tables, desks and shelves."""

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


@shape("table")
def table(look: Look) -> str:
    """For dining, coffee, a bistro or babies."""
    main, dark = look.main, look.dark
    if look.has("bistro"):
        return (
            line("M200 190V300", INK, 14)
            + line("M200 300 140 318M200 300 260 318", INK, 11)
            + oval(200, 176, 118, 24, dark)
            + oval(200, 168, 118, 24, main)
            + rect(182, 126, 30, 32, PAPER, 6)
            + line("M214 136Q228 140 214 150", PAPER, 5)
        )
    if look.has("babies"):
        toys = "".join(
            disc(x, 186, 16, c) for x, c in ((140, "#e5675b"), (200, "#f0c53e"), (260, "#5fa8a0"))
        )
        return (
            line("M126 226 112 318M274 226 288 318", look.dark, 16)
            + toys
            + rect(92, 194, 216, 40, look.main, 20)
            + line("M168 170V150H232V170", look.accent, 9)
        )
    if look.has("coffee", "nesting"):
        return (
            line("M222 236 214 318M318 236 326 318", look.deep, 9)
            + rect(206, 222, 128, 18, dark, 8)
            + line("M94 210 84 318M256 210 266 318", look.deep, 11)
            + rect(74, 188, 204, 26, main, 10)
            + rect(112, 172, 54, 8, look.accent, 3)
            + rect(116, 180, 58, 8, PAPER, 3)
        )
    return (
        path("M92 196H120L112 320H92ZM280 196H308V320H288Z", dark)
        + rect(82, 190, 236, 24, dark, 4)
        + rect(62, 170, 276, 26, main, 10)
        + path("M178 170Q174 136 200 136T222 170Z", look.accent)
        + line("M200 136Q196 112 180 106M202 136Q208 112 222 104", "#6f9a5d", 6)
    )


@shape("desk")
def desk(look: Look) -> str:
    """Standing desks on lifting columns, others on legs with drawers or a ladder."""
    screen = (
        rect(168, 96, 94, 62, INK, 8)
        + rect(176, 104, 78, 46, "#8fb4cc", 4)
        + rect(208, 158, 14, 22, INK)
        + rect(116, 164, 34, 14, look.accent, 4)
    )
    if look.has("standing", "converter"):
        return (
            screen
            + rect(112, 200, 18, 108, METAL, 4)
            + rect(270, 200, 18, 108, METAL, 4)
            + rect(92, 304, 58, 16, INK, 8)
            + rect(250, 304, 58, 16, INK, 8)
            + rect(66, 178, 268, 26, look.main, 10)
            + rect(66, 192, 268, 12, look.dark, 6)
            + rect(288, 200, 30, 12, look.deep, 5)
        )
    if look.has("ladder", "fold", "wall"):
        return (
            line("M92 80V320M308 80V320", look.dark, 12)
            + rect(86, 112, 228, 14, look.main, 6)
            + rect(110, 80, 18, 32, look.accent, 3)
            + rect(132, 74, 14, 38, look.deep, 3)
            + rect(150, 84, 20, 28, PAPER, 3)
            + rect(70, 206, 260, 26, look.main, 10)
            + rect(70, 220, 260, 12, look.dark, 6)
            + disc(270, 192, 14, look.accent)
        )
    return (
        screen
        + line("M96 210 86 318M304 210 314 318", look.deep, 14)
        + rect(66, 178, 268, 28, look.main, 8)
        + rect(210, 204, 106, 58, look.dark, 6)
        + line("M220 233H306", look.deep, 4)
        + disc(263, 219, 5, PAPER)
        + disc(263, 248, 5, PAPER)
    )


@shape("shelf")
def shelf(look: Look) -> str:
    """A bookshelf, wall shelves, or steps for a cat."""
    main, dark = look.main, look.dark
    if look.has("cat"):
        return (
            rect(76, 270, 120, 20, main, 8)
            + rect(180, 206, 120, 20, main, 8)
            + rect(90, 140, 120, 20, main, 8)
            + path(
                "M220 206Q212 160 236 150L234 132 248 142H262L276 132 274 158Q284 180 276 206Z", INK
            )
            + line("M276 200Q306 200 304 172", INK, 8)
            + rect(76, 262, 120, 10, look.accent, 5)
        )
    if look.has("wall", "floating"):
        boards = "".join(
            rect(x, y, 150, 18, main, 5) + rect(x, y + 12, 150, 8, dark, 4)
            for x, y in ((70, 136), (180, 212), (96, 288))
        )
        return (
            boards
            + rect(90, 92, 14, 44, look.accent, 3)
            + rect(108, 100, 18, 36, PAPER, 3)
            + rect(250, 176, 34, 36, "#cf7f5a", 8)
            + line("M267 176Q262 148 246 146M268 176Q276 150 290 150", "#6f9a5d", 7)
            + disc(160, 268, 20, look.deep)
            + rect(190, 248, 16, 40, look.accent, 3)
        )
    books = "".join(
        rect(112 + i * 17, y - h, 14, h, colour, 2)
        for y in (150, 220, 290)
        for i, (h, colour) in enumerate(
            zip(
                (44, 38, 48, 34, 42),
                (look.accent, PAPER, look.deep, "#5fa8a0", "#d9848f"),
                strict=True,
            )
        )
        if (i + y) % 4 != 1
    )
    return (
        line("M98 80V320M302 80V320", look.deep, 12)
        + books
        + "".join(rect(92, y, 216, 14, main, 4) for y in (80, 150, 220, 290))
        + disc(252, 138, 13, "#cf7f5a")
        + line("M252 124Q244 106 236 108M252 124Q262 106 270 110", "#6f9a5d", 6)
        + rect(214, 182, 70, 38, WOOD, 6)
    )
