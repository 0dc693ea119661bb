"""Lamps and candles."""

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
    shape,
    tone,
)

_GLOW = "#ffe9a8"


def _glow(x: float, y: float, r: float) -> str:
    return disc(x, y, r, _GLOW, 0.45) + disc(x, y, r * 0.66, _GLOW, 0.6)


@shape("lamp")
def lamp(look: Look) -> str:
    """By its place: floor, pendant, table, desk, clip, or on a bicycle."""
    if look.has("bicycle"):
        return _bike_lights(look)
    if look.has("pendant"):
        return _pendant(look)
    if look.has("floor"):
        return _floor(look)
    if look.has("clip"):
        return (
            _glow(136, 170, 62)
            + line("M258 268Q300 150 214 118 176 110 158 132", look.dark, 9)
            + path("M122 128 174 96Q196 118 188 150L126 178Q106 158 122 128Z", look.main)
            + rect(214, 262, 92, 26, look.main, 10)
            + rect(224, 292, 82, 22, look.dark, 10)
            + disc(290, 288, 13, look.accent)
        )
    if look.has("banker"):
        return (
            _glow(200, 190, 76)
            + rect(193, 150, 14, 150, look.accent, 4)
            + path("M104 168Q106 104 158 104H242Q294 104 296 168Z", look.main)
            + path("M240 104Q294 104 296 168H252Z", look.dark)
            + rect(100, 162, 200, 12, look.accent, 6)
            + path("M140 320Q142 292 200 292T260 320Z", look.accent)
            + line("M226 174V216", look.accent, 4)
        )
    if look.has("desk", "study"):
        return _desk(look)
    if look.has("cordless"):
        return (
            _glow(200, 180, 104)
            + path("M116 186Q116 92 200 92T284 186Z", look.main)
            + path("M236 100Q284 118 284 186H244Z", look.dark)
            + rect(192, 186, 16, 100, METAL)
            + oval(200, 300, 64, 20, look.main)
            + oval(200, 294, 64, 18, look.light)
        )
    return (
        _glow(200, 170, 110)
        + path("M150 86H250L288 190H112Z", "#f6ead2")
        + path("M224 86H250L288 190H236Z", "#e8d7b4")
        + rect(192, 190, 16, 22, METAL)
        + path("M176 208H224Q264 240 258 284Q252 320 200 320T142 284Q136 240 176 208Z", look.main)
        + path("M224 208Q264 240 258 284Q252 316 214 319 250 260 206 208Z", look.dark)
        + line("M152 262Q200 276 250 262", look.light, 6)
    )


def _desk(look: Look) -> str:
    return (
        _glow(134, 210, 70)
        + line("M222 304 262 196 176 128", look.dark, 11)
        + disc(262, 196, 12, look.accent)
        + disc(176, 128, 11, look.accent)
        + path("M92 168 154 96Q192 108 196 146L124 198Z", look.main)
        + path("M154 96Q192 108 196 146L180 158Q184 124 154 96Z", look.dark)
        + oval(222, 310, 72, 15, look.dark)
        + oval(222, 304, 72, 15, look.main)
    )


def _floor(look: Look) -> str:
    if look.has("rice", "paper"):
        return (
            _glow(200, 190, 130)
            + rect(148, 70, 104, 240, "#fbf4e2", 46)
            + "".join(line(f"M150 {y}H250", "#e4d8bb", 4) for y in range(100, 300, 26))
            + line("M160 322 176 296M240 322 224 296", INK, 8)
        )
    if look.has("arc"):
        return (
            _glow(116, 176, 70)
            + line("M282 310V150Q280 72 200 72 124 72 116 130", look.main, 9)
            + path("M72 164Q76 122 116 122T160 164Z", look.main)
            + path("M126 122Q158 128 160 164H140Z", look.dark)
            + rect(236, 296, 92, 26, "#e9e6e0", 8)
            + line("M250 312Q270 300 290 310", "#c9c4ba", 4)
        )
    return (
        _glow(200, 92, 78)
        + line("M200 120V312", look.main, 9)
        + path("M142 84H258L232 128H168Z", look.main)
        + path("M224 84H258L232 128H216Z", look.dark)
        + line("M200 190Q250 184 258 214", look.main, 7)
        + path("M234 236Q236 208 260 208T286 236Z", look.dark)
        + oval(200, 314, 62, 13, look.dark)
    )


def _pendant(look: Look) -> str:
    if look.has("glass", "opal"):
        return (
            line("M200 20V120", look.dark, 5)
            + _glow(200, 206, 118)
            + rect(172, 112, 56, 34, look.main, 8)
            + disc(200, 212, 78, "#fbf6ea")
            + path("M228 140A78 78 0 0 1 200 290Q262 226 228 140Z", "#ebe2cd")
        )
    weave = "".join(
        line(f"M{200 + x * 0.45:g} 132Q{200 + x * 1.1:g} 190 {200 + x} 262", look.dark, 4)
        for x in range(-96, 97, 24)
    )
    return (
        line("M200 20V120", INK, 5)
        + _glow(200, 250, 104)
        + path("M162 122H238Q302 176 306 262H94Q98 176 162 122Z", look.main)
        + weave
        + rect(90, 254, 220, 14, look.deep, 7)
        + rect(176, 110, 48, 18, look.deep, 6)
    )


def _bike_lights(look: Look) -> str:
    return (
        _glow(118, 176, 78)
        + rect(104, 130, 116, 92, INK, 28)
        + disc(140, 176, 34, "#fff6d8")
        + disc(140, 176, 20, _GLOW)
        + rect(148, 214, 26, 54, METAL, 8)
        + disc(268, 252, 64, "#f2a09a", 0.5)
        + rect(226, 220, 84, 66, "#b5342f", 22)
        + "".join(disc(x, 252, 9, "#ffd0cb") for x in (246, 268, 290))
        + rect(252, 284, 30, 34, look.deep, 8)
    )


@shape("headlamp")
def headlamp(look: Look) -> str:
    """A lamp on a head band."""
    return (
        f'<ellipse cx="200" cy="160" rx="112" ry="62" fill="none" stroke="{look.dark}" stroke-width="24"/>'
        + line("M200 222Q190 120 200 98", look.deep, 13)
        + line("M88 166Q96 224 200 224T312 166", look.main, 28)
        + line("M104 196Q140 222 176 224", look.accent, 6)
        + path("M150 262 96 324H304L250 262Z", _GLOW, 0.55)
        + rect(146, 190, 108, 82, INK, 24)
        + disc(176, 230, 25, "#fff6d8")
        + disc(176, 230, 14, _GLOW)
        + disc(228, 230, 15, "#fff6d8")
        + rect(184, 182, 32, 12, look.accent, 6)
    )


@shape("candle")
def candle(look: Look) -> str:
    """Pillars, a scented one in a glass, or tea lights."""

    def flame(x: float, y: float) -> str:
        return (
            disc(x, y - 18, 28, _GLOW, 0.5)
            + path(f"M{x} {y - 42}q18 24 0 36q-18 -12 0 -36Z", "#f2a33c")
            + line(f"M{x} {y - 8}V{y}", INK, 4)
        )

    if look.has("glass", "scented"):
        return (
            flame(200, 168)
            + path("M120 150H280V296Q280 320 256 320H144Q120 320 120 296Z", "#dbe8e6", 0.9)
            + path("M132 190H268V292Q268 308 252 308H148Q132 308 132 292Z", "#f3e3c3")
            + rect(152, 216, 96, 66, look.main, 8)
            + line("M168 240H232M176 260H224", PAPER, 5)
            + line("M136 160V296", PAPER, 6)
        )
    if look.has("tea", "led"):
        spots = ((112, 244), (200, 244), (288, 244), (156, 312), (244, 312))
        return "".join(
            flame(x, y - 30)
            + rect(x - 25, y - 34, 50, 38, PAPER, 6)
            + rect(x - 28, y - 16, 56, 24, METAL, 6)
            for x, y in spots
        )
    tall = ((104, 196, 58), (172, 132, 60), (242, 170, 58))
    return "".join(
        flame(x + w / 2, y)
        + rect(x, y, w, 320 - y, "#f0cf8b", 8)
        + rect(x + w - 16, y, 16, 320 - y, tone("#f0cf8b", -0.14), 8)
        + oval(x + w / 2, y + 4, w / 2, 7, "#f9e3b4")
        for x, y, w in tall
    )
