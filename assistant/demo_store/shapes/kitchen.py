"""Kitchen and table."""

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
    turned,
)


@shape("kettle")
def kettle(look: Look) -> str:
    """Gooseneck, glass, stovetop or plain."""
    if look.has("gooseneck"):
        return (
            line("M132 284Q70 280 84 210T62 132", look.dark, 13)
            + line("M262 172Q332 172 318 262", INK, 15)
            + path("M136 170H264L282 298Q282 312 266 312H134Q118 312 118 298Z", look.main)
            + path("M232 170H264L282 298Q282 312 266 312H240Z", look.dark)
            + rect(132, 152, 136, 22, look.light, 10)
            + disc(200, 144, 13, INK)
            + rect(104, 306, 192, 16, INK, 8)
            + disc(200, 314, 4, look.accent)
        )
    if look.has("stovetop"):
        return (
            line("M122 170Q130 78 200 78T278 170", INK, 13)
            + path("M108 240 60 186 74 172 128 206Z", look.dark)
            + path("M96 300Q92 166 200 162T304 300Q304 320 284 320H116Q96 320 96 300Z", look.main)
            + path("M232 166Q306 190 304 300 304 320 284 320H246Q280 230 232 166Z", look.dark)
            + path("M152 176Q200 152 248 176Z", look.light)
            + disc(200, 154, 13, look.accent)
        )
    glass = look.has("glass")
    wall = "#d3e6ea" if glass else look.main
    water = path("M124 220Q200 204 278 220L284 294H116Z", "#7db7dd", 0.8) if glass else ""
    return (
        path("M128 128 92 146 98 172 134 178Z", wall)
        + line("M262 140Q338 136 320 276", INK, 19)
        + path("M134 116H266L290 292Q290 306 274 306H126Q110 306 110 292Z", wall)
        + water
        + path("M236 116H266L290 292Q290 306 274 306H246Z", tone(wall, -0.14), 0.7)
        + path("M136 116Q200 90 264 116Z", INK)
        + disc(200, 98, 9, look.accent)
        + rect(100, 302, 200, 20, INK, 10)
        + rect(146, 152, 12, 120, PAPER, 6, 0.5)
    )


@shape("coffeemaker")
def coffeemaker(look: Look) -> str:
    """A press, a drip machine, a dripper or a lever."""
    if look.has("french"):
        return (
            line("M200 60V120", METAL, 8)
            + disc(200, 60, 15, INK)
            + rect(120, 116, 160, 26, look.main, 13)
            + line("M272 158Q330 156 326 220T274 284", INK, 16)
            + rect(128, 140, 144, 180, look.main, 14)
            + path("M232 140H258Q272 140 272 154V306Q272 320 258 320H232Z", look.dark)
            + rect(146, 160, 14, 140, look.light, 7)
        )
    if look.has("dripper"):
        return (
            path("M104 108H296L238 206H162Z", look.main)
            + path("M252 108H296L238 206H216Z", look.dark)
            + oval(200, 108, 96, 14, "#efe3c8")
            + rect(130, 204, 140, 16, look.light, 8)
            + path("M146 220H254L268 298Q270 320 248 320H152Q130 320 132 298Z", "#dcebee")
            + path("M138 266H262L268 298Q270 320 248 320H152Q130 320 132 298Z", "#6b4630")
        )
    if look.has("espresso"):
        return (
            line("M200 100 118 178M200 100 282 178", METAL, 13)
            + disc(112, 182, 13, INK)
            + disc(288, 182, 13, INK)
            + rect(166, 84, 68, 128, METAL, 16)
            + rect(152, 200, 96, 28, INK, 10)
            + line("M248 214H318", WOOD, 15)
            + line("M192 230V262M208 230V262", "#6b4630", 5)
            + rect(168, 262, 64, 40, PAPER, 10)
            + rect(118, 302, 164, 18, look.dark, 9)
            + rect(120, 150, 16, 156, METAL, 6)
        )
    return (
        rect(98, 78, 204, 62, look.main, 20)
        + rect(98, 96, 62, 224, look.dark, 12)
        + rect(98, 296, 204, 26, look.main, 12)
        + path("M180 170H286V276Q286 294 268 294H198Q180 294 180 276Z", METAL)
        + rect(190, 150, 84, 22, INK, 8)
        + line("M286 190Q318 190 316 230T288 262", INK, 13)
        + rect(180, 98, 84, 24, INK, 8)
        + disc(280, 110, 6, look.accent)
    )


@shape("board")
def board(look: Look) -> str:
    """A chopping board with herbs."""
    squares = "".join(
        rect(100 + c * 40, 128 + r * 40, 40, 40, tone(look.main, (-0.14, 0.1, 0)[(r * 2 + c) % 3]))
        for r in range(4)
        for c in range(5)
    )
    return (
        rect(88, 116, 224, 186, look.deep, 16)
        + squares
        + disc(276, 150, 11, look.deep)
        + path("M120 268Q150 210 196 214 186 262 120 268Z", "#6f9a5d")
        + path("M150 274Q190 236 230 250 206 288 150 274Z", "#86b070")
        + disc(246, 264, 22, "#d9553f")
        + disc(240, 256, 6, "#f0a090")
    )


@shape("knife")
def knife(look: Look) -> str:
    """One, a block of them, or blunt ones for children."""
    if look.has("block", "set") and not look.has("kids"):
        handles = "".join(
            turned(-18, rect(x, 84, 22, 92, INK, 8) + rect(x + 8, 166, 8, 24, METAL), 200, 220)
            for x in (138, 176, 214, 252)
        )
        return (
            handles
            + path("M112 196 276 152 300 300Q302 320 282 320H140Q122 320 120 304Z", WOOD)
            + path("M276 152 300 300Q302 320 282 320H262L244 160Z", tone(WOOD, -0.18))
        )
    blade = "M60 214Q130 150 262 168V226H84Q66 226 60 214Z"
    if look.has("kids"):
        return "".join(
            f'<g transform="translate({dx} {dy}) rotate(-8 200 200) scale(.92)">'
            + path(blade, tone(c, 0.35))
            + rect(258, 172, 96, 38, c, 18)
            + "</g>"
            for dx, dy, c in ((0, -60, "#e5675b"), (10, 20, "#f0b93e"), (20, 98, "#5fa8a0"))
        )
    handle = INK if not look.has("layered", "petal") else WOOD
    colour = look.main if look.has("everyday") else handle
    return turned(
        -24,
        path(blade, METAL)
        + path("M84 226Q66 226 60 214 160 218 262 206V226Z", tone(METAL, 0.45))
        + (line("M110 196Q150 184 180 194T250 184", tone(METAL, -0.2), 4) if handle == WOOD else "")
        + rect(258, 164, 14, 62, tone(METAL, -0.3))
        + path("M270 172H350Q364 176 362 194T346 212H270Z", colour)
        + "".join(disc(x, 192, 4, PAPER) for x in (292, 316, 340)),
    )


@shape("whetstone")
def whetstone(look: Look) -> str:
    """A stone of two grits in its holder, with a blade."""
    return (
        rect(68, 262, 264, 46, WOOD, 14)
        + rect(96, 226, 208, 24, "#e5d3b0", 4)
        + rect(96, 248, 208, 20, "#b9674f", 4)
        + turned(
            -14,
            path("M84 196Q150 150 244 162V202H110Z", METAL) + rect(242, 164, 92, 30, INK, 12),
            200,
            180,
        )
        + disc(128, 236, 5, "#9cc8e0")
        + disc(276, 234, 4, "#9cc8e0")
    )
