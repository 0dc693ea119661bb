"""Pots, pans and what cooks with them."""

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
    steam,
    tone,
    turned,
)


@shape("pan")
def pan(look: Look) -> str:
    """A skillet from above; a wok and a sauté pan from the side."""
    grip = WOOD if look.has("wok") else look.deep
    if look.has("wok", "lid"):
        lid = (
            path("M72 198Q84 138 178 138T284 198Z", look.light) + disc(178, 134, 12, INK)
            if look.has("lid")
            else ""
        )
        body = (
            "M64 198H292Q286 300 178 300T64 198Z"
            if look.has("wok")
            else "M64 198H292V276Q292 300 268 300H88Q64 300 64 276Z"
        )
        return (
            line("M288 214 356 190", grip, 19)
            + path(body, look.main)
            + path("M250 198H292Q288 290 196 300 250 266 250 198Z", look.dark)
            + rect(56, 190, 244, 16, look.light, 8)
            + lid
        )
    egg = path(
        "M120 206Q112 166 158 168 196 150 208 190 222 228 184 238 132 250 120 206Z", PAPER
    ) + disc(166, 204, 20, "#f2b93e")
    return (
        turned(-32, rect(266, 186, 98, 28, grip, 14) + disc(346, 200, 6, PAPER), 168, 210)
        + disc(168, 210, 106, look.main)
        + disc(168, 210, 90, look.dark)
        + disc(168, 210, 82, look.deep, 0.6)
        + egg
    )


@shape("pot")
def pot(look: Look) -> str:
    """A casserole; in the garden a pot with a plant, or a stack of them."""
    if look.has("casserole"):
        return (
            steam(200, 108)
            + rect(52, 206, 296, 26, look.deep, 13)
            + rect(84, 192, 232, 128, look.main, 34)
            + path("M272 192H282Q316 196 316 226V286Q316 320 282 320H272Z", look.dark)
            + path("M80 196Q90 140 200 140T320 196Z", look.light)
            + rect(180, 120, 40, 24, INK, 12)
        )

    def planted(x: float, w: float, top: float, colour: str) -> str:
        return path(
            f"M{x} {top}H{x + w}L{x + w - w * 0.16:g} 320H{x + w * 0.16:g}Z", colour
        ) + rect(x - 8, top - 8, w + 16, 26, tone(colour, -0.14), 8)

    if look.has("set"):
        return (
            planted(78, 118, 216, look.main)
            + planted(204, 92, 244, look.light)
            + planted(296, 58, 270, look.dark)
            + "".join(
                rect(100 + i * 6, 190 - i * 22, 76 - i * 12, 18, look.dark, 6) for i in range(3)
            )
        )
    leaves = "".join(
        f'<g transform="rotate({a} 200 210)">{path("M200 214Q166 150 200 84 234 150 200 214Z", c)}</g>'
        for a, c in (
            (-56, "#5f8f56"),
            (56, "#5f8f56"),
            (-28, "#79aa68"),
            (28, "#79aa68"),
            (0, "#8fbb79"),
        )
    )
    return (
        leaves
        + planted(128, 144, 206, look.main)
        + path("M240 224H264L252 320H228Z", look.dark)
        + oval(200, 318, 78, 10, look.deep)
    )


@shape("tongs")
def tongs(look: Look) -> str:
    """Barbecue tools in a roll."""
    return (
        path("M70 186H330V300Q330 320 310 320H90Q70 320 70 300Z", "#6b5a4a")
        + line("M70 214H330", "#54463a", 8)
        + line("M116 70V262M140 70V262", METAL, 9)
        + rect(174, 150, 12, 120, METAL)
        + path("M156 76H204V150H156Z", METAL)
        + rect(166, 86, 8, 52, PAPER)
        + rect(186, 86, 8, 52, PAPER)
        + rect(230, 130, 10, 140, METAL)
        + line("M222 80V126M235 80V130M248 80V126", METAL, 6)
        + line("M222 128H248", METAL, 6)
        + rect(278, 74, 12, 196, METAL, 6)
        + ring(284, 74, 10, METAL, 5)
        + "".join(rect(x, 222, 24, 74, WOOD, 8) for x in (116, 168, 223, 272))
    )


@shape("thermometer")
def thermometer(look: Look) -> str:
    """A display with two probes."""
    return (
        line("M164 250Q120 330 84 262V110M236 250Q280 330 318 262V110", "#8d939e", 6)
        + rect(80, 84, 9, 80, METAL, 4)
        + rect(313, 84, 9, 80, METAL, 4)
        + rect(118, 96, 164, 176, look.main, 26)
        + rect(136, 114, 128, 84, "#cfe3cf", 10)
        + line("M156 142H196M156 168H180", INK, 9)
        + path("M236 132Q262 160 242 176H228Q214 160 236 132Z", "#e06a3a")
        + "".join(disc(x, 234, 11, look.accent if x == 200 else look.deep) for x in (160, 200, 240))
    )
