"""Sweets, snacks and packs."""

# ruff: noqa: E501  (an outline is one long string)

from assistant.demo_store.shapes.art import (
    METAL,
    PAPER,
    Look,
    disc,
    leaf,
    line,
    oval,
    path,
    rect,
    shape,
    tone,
    turned,
)

_LEAF, _COCOA = "#7fa35a", "#5a3a2c"


@shape("chocolate")
def chocolate(look: Look) -> str:
    """A bar out of its wrapper, a box of truffles, or a bag of buttons."""
    if look.has("truffles"):
        return (
            rect(76, 140, 248, 176, look.deep, 16)
            + rect(90, 154, 220, 148, PAPER, 10)
            + "".join(
                disc(122 + c * 52, 182 + r * 46, 20, (_COCOA, "#8a5a3c", "#e8d3b0")[(r + c) % 3])
                + line(f"M{112 + c * 52} {178 + r * 46}q10 -8 20 0", look.accent, 4)
                for r in range(3)
                for c in range(4)
            )
        )
    if look.has("buttons"):
        return (
            path("M112 96H288L300 320H100Z", look.main)
            + path("M252 96H288L300 320H262Z", look.dark)
            + rect(108, 88, 184, 18, look.deep, 6)
            + disc(194, 204, 58, PAPER)
            + "".join(
                disc(x, y, 17, _COCOA)
                for x, y in ((178, 190), (212, 196), (190, 224), (130, 312), (166, 318))
            )
        )
    dark = _COCOA if look.has("dark") else "#8a5a3c"
    squares = "".join(
        rect(144 + c * 38, 74 + r * 34, 34, 30, tone(dark, 0.14), 4)
        for r in range(3)
        for c in range(3)
    )
    return turned(
        8,
        rect(138, 68, 122, 130, dark, 6)
        + squares
        + path(
            "M128 170 144 184 160 170 176 184 192 170 208 184 224 170 240 184 256 170 270 184V186H128Z",
            METAL,
        )
        + path("M126 184H272V312Q272 322 262 322H136Q126 322 126 312Z", look.main)
        + rect(242, 184, 30, 138, look.dark, 6)
        + rect(146, 212, 82, 80, PAPER, 8)
        + path("M186 228Q214 252 186 278 158 252 186 228Z", dark),
    )


@shape("nuts", "treats", "food", "hay", "litter", "seaweed")
def pack(look: Look) -> str:
    """A standing pack with a window that shows what is inside."""
    inside = {
        "nuts": "#c98f55",
        "dog": "#a86f3f",
        "cat": "#a86f3f",
        "hay": "#c9b45a",
        "seaweed": "#4f6b45",
        "litter": "#d9c7a0",
    }
    colour = next((c for word, c in inside.items() if look.has(word)), "#c98f55")
    paw = disc(200, 158, 14, PAPER) + "".join(
        disc(x, y, 7, PAPER) for x, y in ((179, 142), (192, 132), (208, 132), (221, 142))
    )
    pet = look.has("dog", "cat", "pets", "rabbits", "treats")
    if look.has("hay"):
        filling = "".join(
            line(
                f"M{152 + i * 12} {296 - i % 3 * 8}L{164 + i * 9} {218 + i % 4 * 7}",
                tone(colour, -0.2 + i % 3 * 0.2),
                5,
            )
            for i in range(9)
        )
    elif look.has("seaweed"):
        filling = "".join(
            rect(150 + i % 4 * 26, 220 + i // 4 * 26, 22, 22, colour, 3) for i in range(12)
        )
    else:
        filling = "".join(
            oval(156 + i % 5 * 22, 232 + i // 5 * 20, 11, 8, tone(colour, (i % 3 - 1) * 0.18))
            for i in range(20)
        )
    return (
        path("M118 92H282L296 306Q296 322 280 322H120Q104 322 104 306Z", look.main)
        + path("M246 92H282L296 306Q296 322 280 322H256Z", look.dark)
        + rect(112, 80, 176, 20, look.deep, 7)
        + (
            paw
            if pet
            else rect(146, 128, 108, 52, PAPER, 12) + line("M166 154H234", look.accent, 9)
        )
        + rect(138, 204, 124, 100, tone(colour, 0.55), 26)
        + filling
    )


@shape("crackers", "biscuits")
def biscuits(look: Look) -> str:
    """A tin or box with biscuits before it."""
    round_ones = "".join(
        disc(x, 296, 25, "#dcae6b")
        + "".join(
            disc(x + dx, 296 + dy, 3, "#9a6d3c")
            for dx, dy in ((-9, -6), (8, -8), (0, 6), (12, 8), (-11, 9))
        )
        for x in (240, 292)
    )
    return (
        rect(94, 112, 164, 208, look.main, 16)
        + rect(222, 112, 36, 208, look.dark, 16)
        + rect(88, 104, 176, 32, look.deep, 12)
        + rect(114, 166, 92, 96, PAPER, 46)
        + leaf(160, 214, 1.1, "#d9a24a")
        + round_ones
    )


@shape("bar")
def bar(look: Look) -> str:
    """A box of energy bars."""
    bars = "".join(
        turned(
            -8,
            rect(124, y, 176, 34, c, 6)
            + rect(116, y + 3, 14, 28, tone(c, -0.2), 3)
            + rect(294, y + 3, 14, 28, tone(c, -0.2), 3),
            200,
            y,
        )
        for y, c in ((120, look.accent), (162, look.light))
    )
    return (
        bars
        + path("M84 214H316V304Q316 320 300 320H100Q84 320 84 304Z", look.main)
        + rect(270, 214, 46, 106, look.dark, 12)
        + rect(108, 240, 134, 56, PAPER, 10)
        + oval(150, 268, 22, 13, "#8a5a3c")
        + oval(196, 268, 20, 14, "#d9a25c")
    )
