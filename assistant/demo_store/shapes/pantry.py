"""Food and drink."""

# ruff: noqa: E501  (an outline is one long string)

from assistant.demo_store.shapes.art import (
    INK,
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

_LEAF, _BEAN, _COCOA = "#7fa35a", "#6b4630", "#5a3a2c"


@shape("tea")
def tea(look: Look) -> str:
    """Loose in a tin, in bags, in a gift box or as matcha; in the colour of the cup."""
    cup = _tea_colour(look)
    if look.has("gift"):
        cells = "".join(
            rect(
                98 + c * 52,
                150 + r * 50,
                46,
                44,
                ("#7a9a5c", "#b0683c", "#d9a24a", "#8a5a6a")[(r + c) % 4],
                5,
            )
            for r in range(3)
            for c in range(4)
        )
        return (
            rect(82, 134, 236, 186, look.deep, 12)
            + cells
            + path("M82 134 104 86H296L318 134Z", tone(look.deep, 0.2))
        )
    if look.has("bags"):
        return (
            rect(98, 150, 160, 170, cup, 10)
            + rect(222, 150, 36, 170, tone(cup, -0.16), 10)
            + path("M98 152 118 118H278L258 152Z", tone(cup, 0.3))
            + rect(120, 190, 84, 90, PAPER, 12)
            + leaf(162, 234, 1.1)
            + line("M276 210Q300 176 296 250", "#d8cdb8", 4)
            + path("M272 250H322L330 312H264Z", "#efe6d2")
            + rect(284, 184, 30, 26, look.accent, 4)
            + path("M276 278H320L326 308H268Z", tone(cup, -0.2), 0.7)
        )
    matcha = look.has("matcha")
    tin = "#7fa04e" if matcha else cup
    top = 160 if matcha else 96
    return (
        rect(112, top + 10, 150, 310 - top, tin, 12)
        + rect(226, top + 10, 36, 310 - top, tone(tin, -0.18), 12)
        + rect(106, top, 162, 34, tone(tin, -0.3), 12)
        + oval(187, top + 4, 76, 9, tone(tin, -0.12))
        + rect(126, top + 64, 92, 104, PAPER, 14)
        + leaf(172, top + 116, 1.3)
        + line(f"M146 {top + 146}H198", tin, 5)
        + path(
            "M246 296Q256 262 290 262T334 296Q330 320 290 320T246 296Z",
            _COCOA if not matcha else "#9dbb5e",
        )
        + "".join(
            disc(x, y, 5, "#8a6a4a" if not matcha else "#c0d68a")
            for x, y in ((272, 284), (296, 276), (308, 298))
        )
    )


def _tea_colour(look: Look) -> str:
    if look.has("green", "jasmine", "matcha"):
        return "#8aa86a"
    if look.has("rooibos", "ginger"):
        return "#cf7a48"
    if look.has("herbal", "evening"):
        return "#9a8cc0"
    return {True: "#b0683c", False: "#5f7a8c"}[look.has("chai", "oolong", "smoked")]


@shape("coffee")
def coffee(look: Look) -> str:
    """A bag with beans; sachets in a box."""
    beans = "".join(
        turned(
            a,
            oval(x, y, 15, 10, _BEAN)
            + line(f"M{x - 12} {y}Q{x} {y + 5} {x + 12} {y}", "#4a2f20", 3),
            x,
            y,
        )
        for x, y, a in ((272, 306, 20), (300, 310, -30), (322, 300, 60))
    )
    colour = look.one_of("#3f4f63", "#a5543c", "#5d6f52")
    if look.has("sachets"):
        return (
            rect(96, 172, 208, 148, "#d7b98c", 12)
            + rect(258, 172, 46, 148, "#c3a273", 12)
            + "".join(
                rect(118 + i * 30, 110, 24, 90, look.accent if i % 2 else look.main, 5)
                for i in range(5)
            )
            + rect(96, 184, 208, 20, "#c3a273")
            + path("M150 232H220V256Q220 288 185 288T150 256Z", PAPER)
            + line("M220 238Q240 244 220 264", PAPER, 7)
        )
    return (
        path("M118 112H272L284 306Q284 320 268 320H122Q106 320 106 306Z", colour)
        + path("M236 112H272L284 306Q284 320 268 320H244Z", tone(colour, -0.18))
        + path("M118 112 130 80H260L272 112Z", tone(colour, 0.16))
        + rect(128, 76, 134, 14, tone(colour, -0.3), 6)
        + disc(192, 210, 50, PAPER)
        + turned(
            -30,
            oval(192, 210, 30, 20, _BEAN) + line("M166 210Q180 218 192 210T218 210", PAPER, 5),
            192,
            210,
        )
        + beans
    )


@shape("oil", "vinegar")
def oil(look: Look) -> str:
    """A bottle with an olive branch, or sesame."""
    if look.has("vinegar"):
        glass, liquid = "#5a3540", "#43252f"
    elif look.has("sesame"):
        glass, liquid = "#b5793a", "#9a6128"
    else:
        glass, liquid = (
            ("#c9b04a", "#b3993a") if look.has("everyday", "cooking") else ("#61763f", "#4f6433")
        )
    mark = (
        "".join(
            oval(x, y, 7, 4, "#d9b377") for x, y in ((186, 250), (204, 244), (196, 262), (216, 258))
        )
        if look.has("sesame")
        else oval(190, 252, 12, 15, "#7f8a3f" if not look.has("vinegar") else "#7a3a56")
        + leaf(214, 246, 0.8)
    )
    return (
        rect(180, 66, 40, 34, INK, 8)
        + path(
            "M182 94H218V142Q260 164 260 206V300Q260 320 240 320H160Q140 320 140"
            " 300V206Q140 164 182 142Z",
            glass,
        )
        + path("M218 118V142Q260 164 260 206V300Q260 320 240 320H232Q244 180 218 142Z", liquid)
        + rect(150, 214, 100, 78, PAPER, 8)
        + mark
        + rect(156, 168, 9, 40, PAPER, 4, 0.5)
    )


@shape("honey", "spread")
def jar(look: Look) -> str:
    """Honey with a dipper, or peanut butter with a spoon."""
    fill = "#e2a02f" if look.has("honey") else "#c08c50"
    tool = (
        line("M300 90 262 160", "#a8743f", 10)
        + turned(
            28, "".join(rect(238, y, 40, 9, "#c89a63", 4) for y in (150, 162, 174, 186)), 258, 170
        )
        if look.has("honey")
        else line("M306 96 276 168", METAL, 10) + oval(268, 190, 17, 26, METAL)
    )
    return (
        tool
        + path(
            "M112 168H262Q276 176 276 196V296Q276 320 252 320H122Q98 320 98 296V196Q98 176 112 168Z",
            fill,
        )
        + path("M236 168H262Q276 176 276 196V296Q276 320 252 320H240Z", tone(fill, -0.15))
        + rect(106, 132, 162, 40, look.accent, 10)
        + rect(116, 208, 124, 78, PAPER, 12)
        + path("M178 226 200 238V262L178 274 156 262V238Z", fill)
        + rect(110, 190, 9, 100, PAPER, 4, 0.5)
    )
