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
    ring,
    shape,
    tone,
    turned,
)


def _steam(x: float, y: float) -> str:
    return line(f"M{x - 18} {y}q12 -16 0 -34M{x + 18} {y}q12 -16 0 -34", "#b9cdd2", 6)


@shape("kettle")
def kettle(look: Look) -> str:
    """Gooseneck, glass, stovetop or plain."""
    if look.has("gooseneck"):
        return (
            line("M132 284Q70 280 84 210T62 132", look.dark, 13) + line("M262 172Q332 172 318 262", INK, 15)
            + path("M136 170H264L282 298Q282 312 266 312H134Q118 312 118 298Z", look.main)
            + path("M232 170H264L282 298Q282 312 266 312H240Z", look.dark) + rect(132, 152, 136, 22, look.light, 10)  # noqa: E501
            + disc(200, 144, 13, INK) + rect(104, 306, 192, 16, INK, 8) + disc(200, 314, 4, look.accent)
        )
    if look.has("stovetop"):
        return (
            line("M122 170Q130 78 200 78T278 170", INK, 13) + path("M108 240 60 186 74 172 128 206Z", look.dark)
            + path("M96 300Q92 166 200 162T304 300Q304 320 284 320H116Q96 320 96 300Z", look.main)
            + path("M232 166Q306 190 304 300 304 320 284 320H246Q280 230 232 166Z", look.dark)
            + path("M152 176Q200 152 248 176Z", look.light) + disc(200, 154, 13, look.accent)
        )
    glass = look.has("glass")
    wall = "#d3e6ea" if glass else look.main
    water = path("M124 220Q200 204 278 220L284 294H116Z", "#7db7dd", 0.8) if glass else ""
    return (
        path("M128 128 92 146 98 172 134 178Z", wall) + line("M262 140Q338 136 320 276", INK, 19)
        + path("M134 116H266L290 292Q290 306 274 306H126Q110 306 110 292Z", wall) + water
        + path("M236 116H266L290 292Q290 306 274 306H246Z", tone(wall, -0.14), 0.7)
        + path("M136 116Q200 90 264 116Z", INK) + disc(200, 98, 9, look.accent) + rect(100, 302, 200, 20, INK, 10)
        + rect(146, 152, 12, 120, PAPER, 6, 0.5)
    )


@shape("teapot")
def teapot(look: Look) -> str:
    """Cast iron, with a bow handle."""
    return (
        line("M126 190Q136 92 200 92T274 190", INK, 11) + path("M112 232Q70 226 66 176L88 172Q96 206 134 206Z", look.dark)  # noqa: E501
        + path("M98 250Q98 184 200 184T302 250 252 318H148Q98 316 98 250Z", look.main)
        + path("M246 190Q302 204 302 250T252 318H226Q280 256 246 190Z", look.dark)
        + path("M140 190Q200 160 260 190Z", look.light) + disc(200, 166, 12, look.accent)
        + "".join(disc(x, y, 6, look.light) for x, y in ((136, 236), (164, 222), (192, 236), (220, 222), (150, 260), (178, 260), (206, 260)))  # noqa: E501
    )


@shape("mug")
def mug(look: Look) -> str:
    """Stoneware, an animal, a travel mug or glass cups."""
    if look.has("travel"):
        return (
            path("M140 116H260L246 306Q244 322 228 322H172Q156 322 154 306Z", look.main)
            + path("M226 116H260L246 306Q244 322 228 322H216Z", look.dark) + rect(128, 88, 144, 34, INK, 14)
            + rect(180, 76, 46, 18, look.accent, 8) + rect(148, 196, 104, 42, look.deep, 10)
        )
    if look.has("glass"):
        cup = (
            path("M136 134H264L246 300Q244 318 226 318H174Q156 318 154 300Z", "#dcebee")
            + path("M152 190H248L238 288Q236 298 224 298H176Q164 298 162 288Z", "#8a5a3c")
            + path("M150 166H250L247 196H153Z", "#e9cfa6")
        )
        return (
            f'<g transform="translate(-42 64) scale(.8)">{cup}</g><g transform="translate(122 64) scale(.8)">{cup}</g>'  # noqa: E501
        )
    face = ""
    if look.has("fox"):
        face = (
            path("M140 214 158 180 182 204 206 180 224 214 182 262Z", "#d9743a") + path("M160 226 182 262 204 226Z", PAPER)  # noqa: E501
            + disc(166, 220, 4, INK) + disc(198, 220, 4, INK) + disc(182, 256, 6, INK)
        )
    elif look.has("speckled"):
        face = "".join(disc(110 + i * 43 % 140, 160 + i * 67 % 140, 3.5, look.deep) for i in range(24))
    return (
        _steam(182, 116)
        + f'<path d="M258 178H276Q318 178 318 222T276 268H254" fill="none" stroke="{look.dark}" stroke-width="20"/>'  # noqa: E501
        + path("M96 140H266V284Q266 320 230 320H132Q96 320 96 284Z", look.main)
        + path("M232 140H266V284Q266 320 230 320H222Q240 250 232 140Z", look.dark)
        + oval(181, 142, 85, 16, look.light) + oval(181, 144, 70, 11, "#6b4630") + face
    )


@shape("coffeemaker")
def coffeemaker(look: Look) -> str:
    """A press, a drip machine, a dripper or a lever."""
    if look.has("french"):
        return (
            line("M200 60V120", METAL, 8) + disc(200, 60, 15, INK) + rect(120, 116, 160, 26, look.main, 13)
            + line("M272 158Q330 156 326 220T274 284", INK, 16) + rect(128, 140, 144, 180, look.main, 14)
            + path("M232 140H258Q272 140 272 154V306Q272 320 258 320H232Z", look.dark) + rect(146, 160, 14, 140, look.light, 7)  # noqa: E501
        )
    if look.has("dripper"):
        return (
            path("M104 108H296L238 206H162Z", look.main) + path("M252 108H296L238 206H216Z", look.dark)
            + oval(200, 108, 96, 14, "#efe3c8") + rect(130, 204, 140, 16, look.light, 8)
            + path("M146 220H254L268 298Q270 320 248 320H152Q130 320 132 298Z", "#dcebee")
            + path("M138 266H262L268 298Q270 320 248 320H152Q130 320 132 298Z", "#6b4630")
        )
    if look.has("espresso"):
        return (
            line("M200 100 118 178M200 100 282 178", METAL, 13) + disc(112, 182, 13, INK) + disc(288, 182, 13, INK)  # noqa: E501
            + rect(166, 84, 68, 128, METAL, 16) + rect(152, 200, 96, 28, INK, 10) + line("M248 214H318", WOOD, 15)
            + line("M192 230V262M208 230V262", "#6b4630", 5) + rect(168, 262, 64, 40, PAPER, 10)
            + rect(118, 302, 164, 18, look.dark, 9) + rect(120, 150, 16, 156, METAL, 6)
        )
    return (
        rect(98, 78, 204, 62, look.main, 20) + rect(98, 96, 62, 224, look.dark, 12) + rect(98, 296, 204, 26, look.main, 12)  # noqa: E501
        + path("M180 170H286V276Q286 294 268 294H198Q180 294 180 276Z", METAL) + rect(190, 150, 84, 22, INK, 8)
        + line("M286 190Q318 190 316 230T288 262", INK, 13) + rect(180, 98, 84, 24, INK, 8) + disc(280, 110, 6, look.accent)  # noqa: E501
    )


@shape("plate", "bowl")
def plate(look: Look) -> str:
    """A dinner set, a toddler's plate, or bowls for pets."""
    if look.has("toddler"):
        return (
            disc(200, 210, 112, look.main) + disc(130, 120, 36, look.main) + disc(270, 120, 36, look.main)
            + disc(130, 120, 18, look.dark) + disc(270, 120, 18, look.dark) + disc(200, 214, 88, look.light)
            + line("M200 126V302M200 214H284", look.main, 9) + disc(172, 200, 7, INK) + disc(172, 236, 7, look.accent)  # noqa: E501
        )
    if look.has("dog", "bowls"):
        paw = disc(200, 280, 12, PAPER) + "".join(disc(x, y, 6, PAPER) for x, y in ((182, 266), (194, 258), (208, 258), (220, 266)))  # noqa: E501
        swirl = line("M160 212Q200 190 240 212M176 224Q200 210 226 224", look.deep, 7) if look.has("slow") else ""  # noqa: E501
        return (
            path("M112 212H288L322 308Q324 320 310 320H90Q76 320 78 308Z", look.main)
            + path("M262 212H288L322 308Q324 320 310 320H280Z", look.dark) + oval(200, 212, 92, 26, look.light)
            + oval(200, 214, 74, 18, look.deep if not swirl else "#d9a25c") + swirl + paw
        )
    bowl = path("M124 176H276Q270 262 200 262T124 176Z", look.light) + oval(200, 176, 76, 15, look.dark)
    return (
        oval(200, 292, 140, 30, look.dark) + oval(200, 282, 140, 30, look.main) + oval(200, 276, 106, 20, look.dark)  # noqa: E501
        + oval(200, 262, 106, 20, look.main) + bowl + oval(200, 176, 60, 10, look.deep)
    )


@shape("cutlery")
def cutlery(look: Look) -> str:
    """Fork, knife and spoon."""
    m, s = look.main, look.dark
    return (
        rect(122, 176, 16, 144, m, 8) + path("M106 84H114V140H124V84H136V140H146V84H154V150Q152 184 130 184T106 150Z", m)  # noqa: E501
        + path("M192 84Q226 96 224 180L216 206H192Z", m) + rect(190, 200, 20, 120, s, 8)
        + oval(274, 128, 27, 42, m) + oval(274, 124, 18, 30, s) + rect(266, 164, 16, 156, m, 8)
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
        rect(88, 116, 224, 186, look.deep, 16) + squares + disc(276, 150, 11, look.deep)
        + path("M120 268Q150 210 196 214 186 262 120 268Z", "#6f9a5d") + path("M150 274Q190 236 230 250 206 288 150 274Z", "#86b070")  # noqa: E501
        + disc(246, 264, 22, "#d9553f") + disc(240, 256, 6, "#f0a090")
    )


@shape("knife")
def knife(look: Look) -> str:
    """One, a block of them, or blunt ones for children."""
    if look.has("block", "set") and not look.has("kids"):
        handles = "".join(
            turned(-18, rect(x, 84, 22, 92, INK, 8) + rect(x + 8, 166, 8, 24, METAL), 200, 220)
            for x in (138, 176, 214, 252)
        )
        return handles + path("M112 196 276 152 300 300Q302 320 282 320H140Q122 320 120 304Z", look.main) + path("M276 152 300 300Q302 320 282 320H262L244 160Z", look.dark)  # noqa: E501
    blade = "M60 214Q130 150 262 168V226H84Q66 226 60 214Z"
    if look.has("kids"):
        return "".join(
            f'<g transform="translate({dx} {dy}) rotate(-8 200 200) scale(.92)">'
            + path(blade, tone(c, 0.35)) + rect(258, 172, 96, 38, c, 18) + "</g>"
            for dx, dy, c in ((0, -60, "#e5675b"), (10, 20, "#f0b93e"), (20, 98, "#5fa8a0"))
        )
    handle = INK if not look.has("layered", "petal") else WOOD
    colour = look.main if look.has("everyday") else handle
    return turned(
        -24,
        path(blade, METAL) + path("M84 226Q66 226 60 214 160 218 262 206V226Z", tone(METAL, 0.45))
        + (line("M110 196Q150 184 180 194T250 184", tone(METAL, -0.2), 4) if handle == WOOD else "")
        + rect(258, 164, 14, 62, tone(METAL, -0.3)) + path("M270 172H350Q364 176 362 194T346 212H270Z", colour)
        + "".join(disc(x, 192, 4, PAPER) for x in (292, 316, 340)),
    )


@shape("pan")
def pan(look: Look) -> str:
    """A skillet from above; a wok and a sauté pan from the side."""
    grip = WOOD if look.has("wok") else look.deep
    if look.has("wok", "lid"):
        lid = path("M72 198Q84 138 178 138T284 198Z", look.light) + disc(178, 134, 12, INK) if look.has("lid") else ""  # noqa: E501
        body = "M64 198H292Q286 300 178 300T64 198Z" if look.has("wok") else "M64 198H292V276Q292 300 268 300H88Q64 300 64 276Z"  # noqa: E501
        return (
            line("M288 214 356 190", grip, 19) + path(body, look.main)
            + path("M250 198H292Q288 290 196 300 250 266 250 198Z", look.dark) + rect(56, 190, 244, 16, look.light, 8) + lid  # noqa: E501
        )
    egg = path("M120 206Q112 166 158 168 196 150 208 190 222 228 184 238 132 250 120 206Z", PAPER) + disc(166, 204, 20, "#f2b93e")  # noqa: E501
    return (
        turned(-32, rect(266, 186, 98, 28, grip, 14) + disc(346, 200, 6, PAPER), 168, 210)
        + disc(168, 210, 106, look.main) + disc(168, 210, 90, look.dark) + disc(168, 210, 82, look.deep, 0.6) + egg
    )


@shape("pot")
def pot(look: Look) -> str:
    """A casserole; in the garden a pot with a plant, or a stack of them."""
    if look.has("casserole"):
        return (
            _steam(200, 108) + rect(52, 206, 296, 26, look.deep, 13) + rect(84, 192, 232, 128, look.main, 34)
            + path("M272 192H282Q316 196 316 226V286Q316 320 282 320H272Z", look.dark)
            + path("M80 196Q90 140 200 140T320 196Z", look.light) + rect(180, 120, 40, 24, INK, 12)
        )

    def planted(x: float, w: float, top: float, colour: str) -> str:
        return path(f"M{x} {top}H{x + w}L{x + w - w * 0.16:g} 320H{x + w * 0.16:g}Z", colour) + rect(x - 8, top - 8, w + 16, 26, tone(colour, -0.14), 8)  # noqa: E501

    if look.has("set"):
        return (
            planted(78, 118, 216, look.main) + planted(204, 92, 244, look.light) + planted(296, 58, 270, look.dark)
            + "".join(rect(100 + i * 6, 190 - i * 22, 76 - i * 12, 18, look.dark, 6) for i in range(3))
        )
    leaves = "".join(
        f'<g transform="rotate({a} 200 210)">{path("M200 214Q166 150 200 84 234 150 200 214Z", c)}</g>'
        for a, c in ((-56, "#5f8f56"), (56, "#5f8f56"), (-28, "#79aa68"), (28, "#79aa68"), (0, "#8fbb79"))
    )
    return leaves + planted(128, 144, 206, look.main) + path("M240 224H264L252 320H228Z", look.dark) + oval(200, 318, 78, 10, look.deep)  # noqa: E501


@shape("whetstone")
def whetstone(look: Look) -> str:
    """A stone of two grits in its holder, with a blade."""
    return (
        rect(68, 262, 264, 46, WOOD, 14) + rect(96, 226, 208, 24, "#e5d3b0", 4) + rect(96, 248, 208, 20, "#b9674f", 4)
        + turned(-14, path("M84 196Q150 150 244 162V202H110Z", METAL) + rect(242, 164, 92, 30, INK, 12), 200, 180)
        + disc(128, 236, 5, "#9cc8e0") + disc(276, 234, 4, "#9cc8e0")
    )


@shape("tongs")
def tongs(look: Look) -> str:
    """Barbecue tools in a roll."""
    return (
        path("M70 186H330V300Q330 320 310 320H90Q70 320 70 300Z", "#6b5a4a") + line("M70 214H330", "#54463a", 8)
        + line("M116 70V262M140 70V262", METAL, 9) + rect(174, 150, 12, 120, METAL) + path("M156 76H204V150H156Z", METAL)  # noqa: E501
        + rect(166, 86, 8, 52, PAPER) + rect(186, 86, 8, 52, PAPER) + rect(230, 130, 10, 140, METAL)
        + line("M222 80V126M235 80V130M248 80V126", METAL, 6) + line("M222 128H248", METAL, 6)
        + rect(278, 74, 12, 196, METAL, 6) + ring(284, 74, 10, METAL, 5)
        + "".join(rect(x, 222, 24, 74, WOOD, 8) for x in (116, 168, 223, 272))
    )


@shape("thermometer")
def thermometer(look: Look) -> str:
    """A display with two probes."""
    return (
        line("M164 250Q120 330 84 262V110M236 250Q280 330 318 262V110", "#8d939e", 6)
        + rect(80, 84, 9, 80, METAL, 4) + rect(313, 84, 9, 80, METAL, 4)
        + rect(118, 96, 164, 176, look.main, 26) + rect(136, 114, 128, 84, "#cfe3cf", 10)
        + line("M156 142H196M156 168H180", INK, 9) + path("M236 132Q262 160 242 176H228Q214 160 236 132Z", "#e06a3a")  # noqa: E501
        + "".join(disc(x, 234, 11, look.accent if x == 200 else look.deep) for x in (160, 200, 240))
    )
