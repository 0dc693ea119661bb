"""Electronics."""

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
    ring,
    shape,
    turned,
)

_SCREEN = "#8fb4cc"


@shape("headphones")
def headphones(look: Look) -> str:
    """Over the ear, or smaller on it."""
    cup = 44 if look.has("on") else 52
    return (
        line("M102 220Q92 84 200 84T298 220", look.main, 24)
        + line("M112 190Q118 108 200 104", look.light, 8)
        + rect(84, 200, cup, 112, look.dark, 24)
        + rect(104, 196, 42, 120, look.main, 21)
        + rect(316 - cup, 200, cup, 112, look.dark, 24)
        + rect(254, 196, 42, 120, look.main, 21)
        + rect(134, 208, 18, 96, look.deep, 9)
        + rect(248, 208, 18, 96, look.deep, 9)
        + disc(110, 256, 9, look.accent)
        + (line("M112 312Q112 348 150 340T196 356", INK, 5) if look.has("wired") else "")
    )


@shape("earbuds")
def earbuds(look: Look) -> str:
    """Two buds over their case."""

    def bud(x: float) -> str:
        hook = (
            line(f"M{x} 104Q{x + 44} 88 {x + 36} 140", look.accent, 8) if look.has("hooks") else ""
        )
        return (
            hook
            + disc(x, 132, 32, look.main)
            + rect(x - 11, 140, 22, 68, look.dark, 11)
            + disc(x - 8, 124, 12, look.light)
            + rect(x - 6, 188, 12, 10, look.accent, 4)
        )

    return (
        bud(142)
        + bud(256)
        + rect(98, 218, 204, 102, look.main, 46)
        + path("M98 262V256H302V274Q302 320 256 320H144Q98 320 98 274Z", look.dark)
        + rect(98, 254, 204, 6, look.deep)
        + disc(200, 286, 6, look.accent)
    )


@shape("speaker")
def speaker(look: Look) -> str:
    """A bookshelf or party box, a round mini, or a waterproof barrel."""

    def cone(y: float, r: float) -> str:
        return disc(200, y, r, INK) + disc(200, y, r * 0.72, "#5a5f6b") + disc(200, y, r * 0.3, INK)

    if look.has("bookshelf", "party"):
        glow = ring(200, 242, 66, look.accent, 8) if look.has("party") else ""
        return (
            rect(116, 76, 168, 246, look.main, 14)
            + rect(254, 76, 30, 246, look.dark, 14)
            + cone(132, 32)
            + cone(242, 58)
            + glow
            + disc(140, 304, 5, look.accent)
        )
    if look.has("mini"):
        return (
            line("M262 150Q302 130 292 96", look.deep, 8)
            + disc(200, 224, 98, look.main)
            + path("M248 139A98 98 0 0 1 200 322Q286 246 248 139Z", look.dark)
            + "".join(
                disc(200 + x, 214 + y, 5, look.deep)
                for x in (-44, -22, 0, 22, 44)
                for y in (-32, -10, 12, 34)
            )
            + rect(178, 296, 44, 8, look.accent, 4)
        )
    return (
        line("M120 178Q104 130 150 124H250Q296 130 280 178", look.deep, 10)
        + rect(72, 172, 256, 134, look.main, 62)
        + path("M284 174Q328 184 328 239T284 304Q304 240 284 174Z", look.dark)
        + oval(110, 239, 34, 52, look.deep)
        + oval(110, 239, 20, 34, look.accent)
        + "".join(
            disc(x, y, 4, look.deep) for x in range(164, 280, 19) for y in (212, 232, 252, 272)
        )
    )


@shape("charger")
def charger(look: Look) -> str:
    """A plug, or a stand that charges three things."""
    if look.has("stand"):
        return (
            rect(84, 296, 232, 24, look.dark, 12)
            + path("M124 296 150 130H166L150 296Z", look.deep)
            + turned(
                8, rect(112, 96, 92, 176, INK, 16) + rect(120, 106, 76, 156, _SCREEN, 8), 158, 184
            )
            + disc(270, 200, 34, INK)
            + disc(270, 200, 24, _SCREEN)
            + rect(262, 232, 16, 64, look.dark)
            + rect(216, 272, 30, 26, PAPER, 12)
        )
    return (
        rect(164, 74, 14, 52, METAL, 4)
        + rect(222, 74, 14, 52, METAL, 4)
        + rect(122, 118, 156, 148, look.main, 26)
        + path("M244 118H252Q278 118 278 144V240Q278 266 252 266H244Z", look.dark)
        + "".join(rect(178, y, 44, 14, look.deep, 7) for y in (158, 190, 222))
        + line("M200 266V290Q200 316 240 314T300 322", look.accent, 9)
    )


@shape("powerbank")
def powerbank(look: Look) -> str:
    """A slab with lights and a cable."""
    return (
        line("M256 112Q310 92 304 160T316 250", look.accent, 9)
        + rect(306, 246, 20, 34, METAL, 5)
        + rect(126, 88, 136, 232, look.main, 26)
        + path("M230 88H236Q262 88 262 114V294Q262 320 236 320H230Z", look.dark)
        + (
            rect(150, 116, 66, 34, INK, 6) + line("M166 134H196", "#9fe0b4", 6)
            if look.has("display")
            else ""
        )
        + "".join(disc(158 + i * 20, 284, 6, look.accent if i < 3 else look.deep) for i in range(4))
        + rect(170, 88, 40, 10, look.deep, 4)
    )


@shape("camera")
def camera(look: Look) -> str:
    """With a large lens; an instant one throws a picture out."""
    instant = look.has("instant")
    photo = rect(140, 244, 120, 84, PAPER, 4) + rect(150, 252, 100, 58, _SCREEN) if instant else ""
    return (
        photo
        + rect(128, 108, 74, 36, look.dark, 10)
        + rect(228, 116, 40, 24, look.accent, 8)
        + rect(72, 130, 256, 150, look.main, 26)
        + rect(72, 172, 256, 72, look.deep)
        + rect(72, 172, 34, 72, look.dark)
        + disc(200, 206, 68, INK)
        + disc(200, 206, 54, "#59606e")
        + disc(200, 206, 38, "#2c3a55")
        + disc(188, 192, 12, "#a9cbe4")
        + rect(270, 146, 38, 18, PAPER, 5)
        + (rect(130, 274, 140, 8, INK, 4) if instant else "")
    )


@shape("watch")
def watch(look: Look) -> str:
    """Round for sport, square with rings for the rest, a slim band for fitness."""
    if look.has("band"):
        return (
            path(
                "M162 60H238Q246 180 238 200V240Q246 260 238 330H162Q154 260 162 240V200Q154 180 162 60Z",
                look.main,
            )
            + rect(158, 122, 84, 150, INK, 30)
            + line("M176 164H224M176 190H206", "#9fe0b4", 7)
            + path("M200 250Q178 232 186 222T200 226 214 222 200 250Z", "#ef7f6b")
        )
    strap = path(
        "M156 128 164 62Q166 54 176 54H224Q234 54 236 62L244 128ZM156 268 164 334Q166 342 176 342"
        "H224Q234 342 236 334L244 268Z",
        look.main,
    )
    holes = "".join(disc(200, y, 4, look.deep) for y in (296, 312, 328))
    if look.has("sports", "gps") and not look.has("kids"):
        face = (
            disc(200, 198, 84, look.dark)
            + disc(200, 198, 70, INK)
            + ring(200, 198, 56, look.accent, 8)
        )
    else:
        face = rect(120, 116, 160, 164, look.dark, 42) + rect(134, 130, 132, 136, INK, 32)
    hands = line("M200 164V200L224 216", PAPER, 7)
    if look.has("kids"):
        hands = (
            disc(184, 190, 7, PAPER)
            + disc(216, 190, 7, PAPER)
            + line("M176 212Q200 238 224 212", "#f0c53e", 8)
        )
    return strap + holes + face + hands + rect(280, 184, 12, 30, look.deep, 5)


@shape("ereader")
def ereader(look: Look) -> str:
    """A page of text; the large one has a pen."""
    lines = "".join(
        line(f"M142 {y}H{258 if i % 4 else 220}", "#b9b3a6", 6)
        for i, y in enumerate(range(128, 262, 19))
    )
    pen = turned(
        14, rect(296, 110, 14, 178, look.accent, 6) + path("M296 288H310L303 308Z", INK), 303, 200
    )
    return (
        rect(108, 74, 184, 248, look.main, 20)
        + path("M268 74H272Q292 74 292 94V302Q292 322 272 322H268Z", look.dark)
        + rect(126, 94, 148, 188, "#f6f2e6", 6)
        + lines
        + rect(182, 294, 36, 10, look.light, 5)
        + (pen if look.has("pen") else "")
    )
