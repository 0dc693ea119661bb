"""Garden and workshop."""

# ruff: noqa: E501  (an outline is one long string)

from assistant.demo_store.shapes.art import (
    INK,
    LEAF,
    METAL,
    PAPER,
    SOIL,
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


@shape("hose")
def hose(look: Look) -> str:
    """Coiled, with a spray gun."""
    colour = "#5c9a55" if look.has("reinforced") else look.main
    coils = "".join(
        f'<ellipse cx="186" cy="{y}" rx="{rx}" ry="40" fill="none" stroke="{c}" stroke-width="20"/>'
        for y, rx, c in (
            (274, 112, tone(colour, -0.18)),
            (254, 108, colour),
            (234, 100, tone(colour, 0.2)),
        )
    )
    return (
        coils
        + line("M286 234Q330 200 296 154", colour, 20)
        + turned(
            -30, rect(228, 112, 80, 34, look.accent, 14) + rect(200, 116, 34, 26, INK, 8), 268, 130
        )
        + line("M268 150 262 186", INK, 12)
        + "".join(
            disc(x, y, 5, "#7db7dd") for x, y in ((196, 176), (176, 160), (182, 190), (160, 180))
        )
    )


@shape("irrigation")
def irrigation(look: Look) -> str:
    """Drip tubes from a solar pump to three pots."""
    pots = "".join(
        path(f"M{x - 34} 252H{x + 34}L{x + 24} 320H{x - 24}Z", "#c8704e")
        + oval(x, 252, 32, 8, SOIL)
        + path(
            f"M{x} 250Q{x - 32} 216 {x - 18} 186 {x} 204 {x} 250 {x} 204 {x + 18} 186 {x + 32} 216 {x} 250Z",
            LEAF,
        )
        + line(f"M{x + 12} 160V{236}", INK, 5)
        + disc(x + 12, 242, 5, "#7db7dd")
        for x in (104, 200, 296)
    )
    panel = turned(
        -14,
        rect(76, 70, 92, 56, "#35507a", 6) + line("M106 70V126M138 70V126M76 98H168", "#7a94bd", 3),
        122,
        98,
    )
    return line("M160 108Q200 120 210 158M84 160H330", INK, 6) + pots + panel


@shape("can")
def watering_can(look: Look) -> str:
    """A watering can."""
    return (
        line("M150 176Q160 96 226 100T300 176", look.dark, 13)
        + line("M298 200Q356 204 338 262T292 300", look.dark, 13)
        + path("M150 262 84 152 64 160 140 300Z", look.main)
        + path("M48 152 104 128 110 148 62 178Z", "#cf9f4a")
        + path("M134 178H304L296 304Q294 320 278 320H156Q140 320 140 304Z", look.main)
        + path("M262 178H304L296 304Q294 320 278 320H258Z", look.dark)
        + rect(130, 168, 178, 18, look.deep, 8)
        + line("M140 240H300", look.deep, 5)
        + "".join(disc(x, y, 5, "#7db7dd") for x, y in ((56, 196), (76, 212), (50, 224), (80, 240)))
    )


@shape("planter")
def planter(look: Look) -> str:
    """A balcony box with flowers, or a raised bed with vegetables."""
    wood = look.has("wood", "raised")
    plants = "".join(
        line(f"M{x} 216V{y}", LEAF, 7)
        + (
            "".join(
                oval(x + dx, y + 22, 17, 25, c) for dx, c in ((-13, LEAF), (13, tone(LEAF, 0.2)))
            )
            if wood
            else disc(x, y, 23, c2) + disc(x, y, 9, "#ffe9a8") + oval(x - 16, 196, 15, 8, LEAF)
        )
        for x, y, c2 in (
            (104, 160, "#e58a7b"),
            (152, 136, "#c3aee0"),
            (202, 154, "#f0b93e"),
            (252, 132, "#e58a7b"),
            (298, 162, "#c3aee0"),
        )
    )
    boards = (
        "".join(rect(66, y, 268, 5, look.deep) for y in (248, 282))
        if wood
        else line("M84 300H316", look.deep, 5)
    )
    return (
        plants
        + oval(200, 216, 132, 14, SOIL)
        + rect(62, 212, 276, 108, look.main, 12)
        + rect(300, 212, 38, 108, look.dark, 12)
        + boards
        + rect(56, 206, 288, 18, look.light, 8)
    )


@shape("barbecue")
def barbecue(look: Look) -> str:
    """A kettle, a gas grill, or a small one for the table."""
    if look.has("gas"):
        return (
            rect(66, 178, 60, 14, "#565c66", 5)
            + path("M116 186V136Q116 96 166 96H282Q320 100 320 136V186Z", INK)
            + rect(112, 182, 212, 40, METAL, 8)
            + "".join(disc(x, 202, 10, "#cf4440") for x in (152, 196, 240))
            + rect(126, 222, 184, 84, "#565c66", 6)
            + line("M218 226V302", INK, 4)
            + disc(140, 310, 12, INK)
            + disc(296, 310, 12, INK)
            + line("M170 132H266", METAL, 8)
        )
    if look.has("portable", "electric"):
        return (
            path("M92 214Q100 136 200 136T308 214Z", look.main)
            + path("M240 142Q302 160 308 214H256Z", look.dark)
            + line("M176 128H224", INK, 11)
            + path("M88 222H312Q306 288 250 288H150Q94 288 88 222Z", look.deep)
            + rect(80, 210, 240, 16, METAL, 6)
            + line("M140 286 124 320M260 286 276 320", INK, 10)
            + (
                ""
                if look.has("charcoal")
                else line("M312 244Q352 250 344 320", INK, 6) + disc(200, 256, 11, look.accent)
            )
        )
    return (
        line("M150 250 112 316M250 250 288 316M200 262V310", METAL, 9)
        + path("M86 186H314Q310 272 200 272T86 186Z", look.main)
        + path("M262 186H314Q310 262 224 271 266 240 262 186Z", look.dark)
        + path("M90 176Q96 92 200 92T310 176Z", look.main)
        + path("M246 98Q304 116 310 176H262Z", look.dark)
        + rect(80, 172, 240, 16, METAL, 6)
        + line("M178 84H222", INK, 11)
        + disc(276, 312, 15, INK)
        + disc(264, 136, 8, look.accent)
    )


@shape("kit")
def kit(look: Look) -> str:
    """For seeds, for fossils, or for science."""
    if look.has("seed"):
        cells = "".join(
            path(
                f"M{x} 240Q{x - 16} 214 {x - 8} 200 {x} 212 {x} 240 {x} 208 {x + 10} 196 {x + 16} 216 {x} 240Z",
                LEAF,
            )
            for x in (108, 146, 184, 222, 260, 296)
        )
        return (
            path("M82 234Q86 132 120 128H280Q314 132 318 234Z", "#dcebee", 0.8)
            + cells
            + rect(74, 234, 252, 40, SOIL, 6)
            + rect(66, 262, 268, 40, INK, 10)
            + rect(60, 302, 280, 14, "#e07a4a", 7)
            + line("M330 308Q360 312 352 330", INK, 5)
        )
    if look.has("dinosaur", "dig"):
        egg = "M200 128Q262 178 250 240 238 292 200 292T150 240Q138 178 200 128Z"
        return (
            path("M60 318Q90 254 200 262T340 318Z", "#d9b377")
            + path(egg, "#efe3c8")
            + "".join(
                disc(x, y, 7, "#a9c08a")
                for x, y in ((184, 182), (216, 204), (180, 226), (222, 246), (202, 160))
            )
            + line("M164 206 184 222 200 204 220 228 236 212", "#b59c6c", 5)
            + turned(
                40,
                rect(290, 136, 13, 120, WOOD, 5) + path("M276 108H317V142H276Z", METAL),
                296,
                190,
            )
            + turned(
                -34,
                rect(84, 180, 12, 92, "#cf4440", 5) + rect(78, 146, 24, 38, "#8a6238", 4),
                90,
                220,
            )
        )
    return (
        path("M176 86H224V166L290 292Q300 320 272 320H128Q100 320 110 292L176 166Z", "#dcebee")
        + path("M142 236H258L290 292Q300 320 272 320H128Q100 320 110 292Z", look.main)
        + rect(166, 78, 68, 18, METAL, 9)
        + "".join(
            disc(x, y, r, PAPER, 0.8)
            for x, y, r in ((176, 270, 10), (214, 286, 14), (232, 258, 7), (190, 214, 7))
        )
        + path("M290 232 312 196 334 232 324 318H300Z", "#b79ad6")
        + path("M312 196 334 232 324 318H312Z", "#9a7bbf")
        + path("M64 318 84 250 104 318Z", "#7dc0b0")
    )


@shape("wheel")
def wheel(look: Look) -> str:
    """A wooden wheel for a hamster."""
    return (
        path("M124 318 190 210H210L276 318H250L200 236 150 318Z", tone(WOOD, -0.25))
        + ring(200, 196, 104, WOOD, 26)
        + ring(200, 196, 88, tone(WOOD, -0.2), 4)
        + "".join(
            f'<g transform="rotate({a} 200 196)">{rect(197, 96, 6, 18, SOIL, 2)}</g>'
            for a in range(0, 360, 24)
        )
        + oval(192, 256, 42, 27, "#d9a066")
        + disc(230, 244, 20, "#d9a066")
        + disc(238, 240, 4, INK)
        + disc(224, 226, 8, "#c58a52")
        + disc(200, 196, 11, SOIL)
    )
