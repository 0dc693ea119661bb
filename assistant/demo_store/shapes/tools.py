"""Tools."""

from assistant.demo_store.shapes.art import (
    INK,
    LEAF,
    METAL,
    PAPER,
    WOOD,
    Look,
    disc,
    line,
    path,
    rect,
    shape,
    tone,
    turned,
)


@shape("drill")
def drill(look: Look) -> str:
    """A drill driver; a rotary hammer has a second grip and a cable."""
    corded = look.has("corded", "rotary")
    foot = (
        line("M262 306Q270 340 330 326", INK, 9)
        if corded
        else rect(206, 286, 112, 36, INK, 12) + rect(218, 296, 40, 12, look.accent, 6)
    )
    grip = rect(126, 196, 24, 84, INK, 10) if corded or look.has("hammer") else ""
    return (
        line("M44 160H104", METAL, 9)
        + line("M50 160l10 -5M64 160l10 -5M78 160l10 -5", "#8d939e", 4)
        + path("M100 132H144V188H100L88 174V146Z", INK)
        + grip
        + rect(138, 112, 178, 96, look.main, 28)
        + path("M270 112H288Q316 114 316 140V180Q316 206 288 208H270Z", look.dark)
        + path("M222 200H300L306 292H228Q218 244 222 200Z", look.main)
        + path("M276 204H300L306 292H284Z", look.dark)
        + rect(210, 212, 16, 34, look.accent, 7)
        + "".join(line(f"M{x} 134v24", look.deep, 5) for x in (262, 278, 294))
        + foot
    )


@shape("sander", "saw")
def sander(look: Look) -> str:
    """A jigsaw with its blade, or a round sander."""
    if look.has("jigsaw", "saw"):
        return (
            rect(134, 286, 12, 52, METAL, 2)
            + rect(74, 274, 232, 18, METAL, 6)
            + rect(94, 196, 214, 80, look.main, 24)
            + path("M96 220Q96 196 130 196H160V276H112Q94 272 96 250Z", look.dark)
            + line("M152 200Q160 120 232 124T300 200", look.main, 26)
            + rect(196, 146, 42, 14, look.accent, 7)
            + line("M40 300H126", "#e5433c", 3)
        )
    return (
        path("M104 176Q104 108 180 108H228Q296 112 296 176V210H104Z", look.main)
        + path("M240 110Q296 116 296 176V210H244Z", look.dark)
        + rect(122, 206, 156, 40, INK, 12)
        + rect(100, 246, 200, 26, "#565c66", 10)
        + rect(92, 272, 216, 14, "#c89a63", 5)
        + line("M282 190 338 210", INK, 26)
        + rect(168, 130, 56, 16, look.accent, 8)
        + "".join(disc(x, 310, 4, WOOD) for x in (108, 142, 188, 240, 286))
    )


@shape("screwdriver")
def screwdriver(look: Look) -> str:
    """With spare bits."""
    bits = "".join(
        rect(116 + i * 34, 292, 16, 28, c, 4)
        for i, c in enumerate((METAL, look.accent, METAL, "#6c86c4", METAL, "#e07a5f"))
    )
    return bits + turned(
        -32,
        rect(44, 186, 150, 14, METAL, 3)
        + path("M44 184 30 193 44 202Z", METAL)
        + rect(186, 174, 34, 38, INK, 8)
        + rect(212, 160, 132, 66, look.main, 30)
        + "".join(rect(236, y, 92, 7, look.dark, 3) for y in (176, 190, 204)),
    )


@shape("shears", "lopper")
def shears(look: Look) -> str:
    """Pruning shears; long arms on a lopper."""
    grow = 1 if look.has("pruning") else 1.25
    twig = line("M120 74Q146 92 170 82", "#8a6238", 9) + path(
        "M120 74Q96 66 92 88 112 96 120 74Z", LEAF
    )
    return (
        twig
        + f'<g transform="translate({200 - 200 * grow:g} {210 - 200 * grow:g}) scale({grow:g})">'
        + path("M190 196Q146 160 158 92 204 120 214 186Z", METAL)
        + path("M204 196Q236 160 226 104L242 112Q254 172 216 206Z", tone(METAL, -0.2))
        + line("M198 204Q236 250 240 314", "#cf4440", 20)
        + line("M206 204Q160 250 158 314", "#b53a36", 20)
        + disc(202, 200, 13, INK)
        + line("M184 236Q202 250 220 236", METAL, 6)
        + "</g>"
    )


@shape("spade", "trowel")
def spade(look: Look) -> str:
    """Fork and spade; small ones with a bucket for children."""
    tools = (
        rect(126, 84, 16, 160, WOOD, 6)
        + line("M112 82H156", INK, 14)
        + path("M98 232H170V276Q170 314 134 322 98 314 98 276Z", METAL)
        + path("M134 232H170V276Q170 314 134 322Z", tone(METAL, -0.16))
        + rect(258, 84, 16, 160, WOOD, 6)
        + line("M244 82H288", INK, 14)
        + line("M236 318V240H296V318M256 318V240M276 318V240", METAL, 9)
    )
    if not look.has("children"):
        return tools
    bucket = (
        line("M146 208Q150 136 200 136T254 208", INK, 6)
        + path("M132 204H268L252 310Q250 322 236 322H164Q150 322 148 310Z", look.main)
        + path("M238 204H268L252 310Q250 322 236 322H226Z", look.dark)
        + rect(126, 196, 148, 18, look.deep, 8)
        + path("M200 244Q224 230 226 256T200 292 174 256 200 244Z", PAPER, 0.8)
    )
    return f'<g transform="translate(24 -14) scale(.88)">{tools}</g>' + bucket
