"""For animals."""

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
    ring,
    shape,
    tone,
)
from assistant.demo_store.shapes.toys import fox


@shape("leash", "collar")
def leash(look: Look) -> str:
    """A collar with a tag, or a leash."""
    if look.has("leash"):
        return (
            "".join(
                f'<ellipse cx="190" cy="{y}" rx="{rx}" ry="34" fill="none" stroke="{c}" stroke-width="16"/>'
                for y, rx, c in ((282, 104, look.dark), (260, 96, look.main), (238, 88, look.light))
            )
            + f'<ellipse cx="136" cy="146" rx="34" ry="52" fill="none" stroke="{look.main}" stroke-width="18"/>'
            + rect(120, 190, 32, 22, look.accent, 6)
            + line("M272 244Q322 220 292 150", look.main, 16)
            + rect(278, 116, 26, 42, METAL, 10)
            + ring(291, 100, 14, METAL, 8)
        )
    return (
        f'<ellipse cx="200" cy="186" rx="112" ry="76" fill="none" stroke="{look.dark}" stroke-width="32"/>'
        + line("M92 204Q110 262 200 262T308 204", look.main, 32)
        + "".join(
            disc(x, y, 5, look.accent) for x, y in ((128, 240), (156, 254), (244, 254), (272, 240))
        )
        + rect(180, 238, 40, 46, "#cf9f4a", 10)
        + rect(190, 248, 20, 26, look.main, 5)
        + disc(200, 306, 22, "#e0b660")
        + ring(200, 284, 8, METAL, 4)
    )


@shape("harness")
def harness(look: Look) -> str:
    """A dog's harness."""
    return (
        line("M116 156Q92 250 200 292T284 156", look.dark, 24)
        + path("M112 132Q200 84 288 132L262 214Q200 246 138 214Z", look.main)
        + path("M232 106Q262 112 288 132L262 214Q240 226 218 230Z", look.dark)
        + line("M156 122Q200 84 244 122", look.deep, 15)
        + line("M138 184Q200 214 262 184", PAPER, 7)
        + rect(122, 234, 38, 26, INK, 8)
        + ring(200, 292, 13, METAL, 7)
        + rect(184, 148, 32, 20, look.accent, 6)
    )


@shape("toy")
def toy(look: Look) -> str:
    """A fox, a wand with feathers, a rolling ball or a chew."""
    if look.has("fox"):
        return fox(look)
    if look.has("feather"):
        feathers = "".join(
            f'<g transform="rotate({a} 132 150)">{path("M132 150Q108 100 132 60 156 100 132 150Z", c)}</g>'
            for a, c in ((-150, "#e5675b"), (-120, "#5fa8a0"), (180, "#f0b93e"))
        )
        return (
            line("M320 84 148 120", WOOD, 9)
            + line("M148 120Q120 124 132 160", INK, 3)
            + f'<g transform="translate(0 28)">{feathers}</g>'
            + disc(132, 176, 11, look.accent)
        )
    if look.has("rolling"):
        return (
            disc(200, 222, 96, look.main)
            + path("M242 136A96 96 0 0 1 200 318Q290 240 242 136Z", look.dark)
            + line("M106 222H294", PAPER, 11)
            + disc(200, 222, 23, INK)
            + disc(200, 222, 10, look.accent)
            + line("M262 148Q300 104 326 126", look.accent, 9)
            + disc(330, 128, 10, PAPER)
        )
    return (
        disc(200, 268, 56, look.main)
        + disc(200, 188, 46, look.main)
        + disc(200, 124, 36, look.main)
        + path(
            "M232 150Q262 190 232 222 268 262 232 314 300 280 250 222 274 180 232 150Z",
            look.dark,
            0.7,
        )
        + oval(200, 100, 20, 8, look.deep)
        + disc(178, 252, 10, look.light)
        + disc(184, 176, 8, look.light)
        + disc(284, 306, 12, "#c98f55")
        + disc(312, 312, 9, "#c98f55")
    )


@shape("fountain")
def fountain(look: Look) -> str:
    """A drinking fountain."""
    return (
        path("M104 214H296L306 300Q306 320 286 320H114Q94 320 94 300Z", METAL)
        + path("M258 214H296L306 300Q306 320 286 320H262Z", tone(METAL, -0.18))
        + oval(200, 214, 98, 26, tone(METAL, 0.4))
        + oval(200, 212, 78, 17, "#8fc8e6")
        + rect(192, 132, 16, 80, METAL, 8)
        + line("M196 132Q150 120 146 200M204 132Q250 120 254 200", "#8fc8e6", 9)
        + disc(200, 128, 13, look.accent)
        + disc(200, 284, 9, look.accent)
    )


@shape("feeder")
def feeder(look: Look) -> str:
    """A feeder with a hopper and a bowl."""
    food = "".join(oval(172 + i * 17 % 70, 128 + i * 23 % 60, 9, 7, "#a86f3f") for i in range(14))
    return (
        path("M136 96H264L252 214H148Z", "#dcebee")
        + path("M140 124H260L252 214H148Z", "#d9b98c")
        + food
        + rect(126, 78, 148, 26, look.deep, 12)
        + rect(132, 206, 136, 98, look.main, 22)
        + rect(232, 206, 36, 98, look.dark, 18)
        + rect(164, 222, 54, 26, INK, 7)
        + line("M176 235H200", "#9fe0b4", 5)
        + path("M112 284H288L272 318Q270 322 262 322H138Q130 322 128 318Z", METAL)
        + oval(200, 286, 76, 11, "#a86f3f")
    )


@shape("tree", "scratcher")
def cat_tree(look: Look) -> str:
    """Posts with a hammock, or a lounge of cardboard."""
    if look.has("cardboard"):
        return (
            path("M60 220Q130 290 200 262T340 214V290Q340 320 310 320H90Q60 320 60 290Z", "#cfa66e")
            + "".join(
                line(f"M{x} 300V{270 + abs(x - 200) // 9}", "#a98250", 4)
                for x in range(80, 330, 16)
            )
            + path(
                "M178 258Q170 206 196 196L194 176 208 188H224L238 176 236 196Q260 216 254 252Z", INK
            )
            + line("M254 244Q286 246 284 212", INK, 10)
            + disc(207, 206, 4, "#f0d53e")
            + disc(225, 206, 4, "#f0d53e")
        )
    rope = "".join(
        line(f"M{x - 13} {y}H{x + 13}", "#b59c6c", 5)
        for x, lo in ((126, 170), (264, 120))
        for y in range(lo, 300, 13)
    )
    return (
        rect(112, 162, 28, 140, "#d8bf8c")
        + rect(250, 112, 28, 190, "#d8bf8c")
        + rope
        + rect(70, 298, 260, 24, look.main, 10)
        + rect(78, 146, 100, 22, look.main, 10)
        + rect(208, 96, 112, 22, look.main, 10)
        + path("M140 214Q196 268 250 214V202H140Z", look.accent)
        + path("M232 96Q228 60 250 54L248 38 260 48H274L286 38 284 54Q304 68 298 96Z", INK)
        + disc(259, 62, 4, "#f0d53e")
        + disc(276, 62, 4, "#f0d53e")
        + line("M98 168V200", look.deep, 3)
        + disc(98, 208, 11, "#e5675b")
    )


@shape("hutch")
def hutch(look: Look) -> str:
    """Two floors for a rabbit."""
    return (
        path("M64 138 200 76 336 138 326 156 200 98 74 156Z", "#6b7f6a")
        + rect(88, 146, 224, 172, look.main, 6)
        + rect(102, 158, 92, 66, "#efe3c8", 4)
        + "".join(line(f"M{x} 158V224", METAL, 3) for x in range(114, 194, 12))
        + rect(206, 158, 92, 66, look.dark, 4)
        + disc(222, 192, 6, look.deep)
        + rect(102, 238, 196, 68, "#efe3c8", 4)
        + path("M170 306Q160 266 196 262Q194 236 204 238T212 262Q240 268 240 306Z", "#b98d68")
        + "".join(line(f"M{x} 238V306", METAL, 3) for x in range(114, 298, 16))
    )
