"""Clothes."""

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
    turned,
)
from assistant.demo_store.shapes.tops import TORSO, TORSO_SHADE, sleeves


@shape("jacket", "coat")
def jacket(look: Look) -> str:
    """With hood and zip; quilted when insulated, long when a parka, shaped for a dog when a coat
    for one."""
    if look.has("dog"):
        return (
            path(
                "M84 172Q92 130 140 136L282 150Q316 156 312 200L300 282H236L220 246H168L158 290H108"
                "Q80 240 84 172Z",
                look.main,
            )
            + path("M262 148 282 150Q316 156 312 200L300 282H262Z", look.dark)
            + path("M84 172Q90 132 128 134L120 200Q96 204 84 172Z", look.light)
            + rect(176, 138, 26, 150, look.deep, 8)
            + rect(180, 272, 18, 24, look.accent, 5)
            + line("M126 220H300", PAPER, 6)
        )
    quilted = look.has("down", "puffer", "insulated", "parka")
    lines = "".join(line(f"M114 {y}H286", look.dark, 5) for y in range(156, 310, 34))
    pockets = (
        rect(124, 240, 50, 10, look.deep, 5)
        + rect(226, 240, 50, 10, look.deep, 5)
        + rect(222, 156, 44, 8, look.accent, 4)
    )
    return (
        path("M146 108Q142 52 200 52T254 108L200 132Z", look.dark)
        + path("M162 106Q162 74 200 74T238 106L200 124Z", look.deep)
        + sleeves(look.light if quilted else look.main, look.dark)
        + line("M72 262 98 268", look.deep, 8)
        + line("M328 262 302 268", look.deep, 8)
        + path(TORSO, look.main)
        + (lines if quilted else path(TORSO_SHADE, look.dark))
        + path("M140 96 164 92 200 132 236 92 260 96 214 160H186Z", look.light)
        + rect(194, 124, 12, 194, look.deep)
        + rect(195, 150, 10, 22, look.accent, 4)
        + pockets
        + rect(108, 302, 184, 16, look.deep, 8)
    )


@shape("vest")
def vest(look: Look) -> str:
    """A quilted gilet."""
    return (
        path(
            "M136 90 164 96Q200 126 236 96L264 90Q262 140 292 158V308Q292 320 280 320H120Q108 320"
            " 108 308V158Q138 140 136 90Z",
            look.main,
        )
        + path("M240 94 264 90Q262 140 292 158V308Q292 320 280 320H240Z", look.dark)
        + "".join(line(f"M116 {y}H284", look.deep, 4) for y in range(176, 310, 32))
        + path("M160 86Q200 74 240 86L228 112Q200 122 172 112Z", look.light)
        + rect(194, 112, 12, 208, look.deep)
        + rect(126, 252, 48, 12, look.light, 6)
        + rect(226, 252, 48, 12, look.light, 6)
    )


@shape("trousers", "leggings")
def trousers(look: Look) -> str:
    """Narrow for leggings and joggers, wide where the title says so."""
    slim = look.has("leggings", "joggers", "jogging")
    hem, gap = (26, 12) if slim else (0, 6)
    if look.has("wide"):
        hem, gap = -18, 4
    left = f"M136 84H200V150L{200 - gap} 322H{112 + hem}Z"
    right = f"M200 84H264L{288 - hem} 322H{200 + gap}L200 150Z"
    denim = look.has("jeans", "denim")
    stitch = look.accent if denim else look.deep
    patches = (
        rect(138, 214, 40, 46, look.light, 10) + rect(222, 214, 40, 46, look.light, 10)
        if look.has("knees", "work")
        else line("M168 110 160 306M232 110 240 306", stitch, 3)
    )
    return (
        path(left, look.main)
        + path(right, look.dark)
        + rect(134, 78, 132, 26, look.deep, 6)
        + (disc(200, 91, 6, METAL) if not slim else line("M192 100V128M208 100V128", PAPER, 5))
        + line("M142 112Q168 118 166 104M258 112Q232 118 234 104", stitch, 4)
        + line("M200 106V150", look.deep, 4)
        + patches
    )


@shape("dress")
def dress(look: Look) -> str:
    """With straps, a collar, a tutu or a belt as the title says."""
    top = "M158 100Q200 132 242 100L254 186H146Z"
    arms = (
        line("M166 108V72M234 108V72", look.deep, 7)
        if look.has("slip", "pinafore")
        else path("M158 100 120 124 136 172 152 160ZM242 100 280 124 264 172 248 160Z", look.dark)
    )
    skirt = "M146 186H254L304 318Q252 330 200 322T96 318Z"
    if look.has("tutu"):
        hem = path("M142 186H258L314 262Q260 290 200 276T86 262Z", look.accent) + path(
            "M142 186H258L296 240Q250 262 200 252T104 240Z", tone(look.accent, 0.4)
        )
    else:
        hem = path(skirt, look.main) + path("M222 186H254L304 318Q270 328 236 324Z", look.dark)
        hem += line("M176 200 152 310M200 200V314", look.dark, 4)
    extra = rect(144, 176, 112, 18, look.accent if look.has("wrap") else look.deep, 8)
    if look.has("pinafore"):
        extra += disc(170, 122, 7, look.accent) + disc(230, 122, 7, look.accent)
    return arms + path(top, look.main) + hem + extra


@shape("pyjamas")
def pyjamas(look: Look) -> str:
    """Top and trousers side by side, with stars."""
    top = (
        path(
            "M92 108 128 92Q146 112 164 92L200 108 222 168 196 178 190 158V254H102V158L96 178 70"
            " 168Z",
            look.main,
        )
        + path("M164 92 200 108 222 168 196 178 190 158V254H160Z", look.dark, 0.7)
        + line("M130 96Q146 116 162 96", look.accent, 7)
    )
    legs = (
        path("M222 160H314L322 318H278L268 216 258 318H214Z", look.main)
        + path("M268 160H314L322 318H278L268 216Z", look.dark)
        + rect(220, 152, 96, 18, look.accent, 8)
    )
    stars = "".join(
        path(f"M{x} {y - 10}l3 7 8 1-6 5 2 8-7-4-7 4 2-8-6-5 8-1Z", "#ffe9a8")
        for x, y in ((124, 160), (166, 196), (128, 228), (242, 214), (296, 250), (244, 284))
    )
    return legs + top + stars


@shape("swimsuit")
def swimsuit(look: Look) -> str:
    """A one-piece, or square shorts."""
    if look.has("men", "shorts"):
        return (
            path("M112 128H288L308 268H212L200 220 188 268H92Z", look.main)
            + path("M244 128H288L308 268H212L206 240Z", look.dark)
            + rect(110, 120, 180, 24, look.deep, 8)
            + line("M188 146 180 184M212 146 220 184", PAPER, 5)
            + path("M98 228 104 188 126 268H92Z", look.accent)
        )
    return (
        line("M162 150V84Q164 74 170 84L182 150M238 150V84Q236 74 230 84L218 150", look.main, 14)
        + path(
            "M150 136Q200 178 250 136L246 208Q250 240 262 258Q224 268 212 318H188Q176 268 138 258"
            "Q150 240 154 208Z",
            look.main,
        )
        + path(
            "M226 152 250 136 246 208Q250 240 262 258Q224 268 212 318H204Q236 230 226 152Z",
            look.dark,
        )
        + path("M152 200 176 196Q170 240 150 256L138 258Q150 240 154 208Z", look.accent)
    )


@shape("gloves")
def gloves(look: Look) -> str:
    """A pair."""
    one = (
        path(
            "M154 176V112Q154 98 166 98T178 112V160 94Q178 80 190 80T202 94V158 90Q202 76 214 76T226"
            " 90V162 106Q226 94 237 94T248 106V210Q262 176 276 184T274 216L244 262H164Q154 240 154 176Z",
            look.main,
        )
        + rect(158, 256, 92, 62, look.deep, 12)
        + line("M166 276H242M166 294H242", look.accent, 5)
    )
    shade = one.replace(look.main, look.dark)
    return (
        f'<g transform="translate(366 28) scale(-0.86 0.86)">{turned(-8, shade)}</g>'
        f'<g transform="translate(48 34) scale(0.86)">{turned(8, one)}</g>'
    )


@shape("apron")
def apron(look: Look) -> str:
    """An apron with a whisk."""
    return (
        line("M158 112Q150 62 200 62T242 112", look.deep, 9)
        + line("M122 200 86 222M278 200 314 222", look.deep, 9)
        + path(
            "M158 104H242Q244 160 282 184V296Q282 320 258 320H142Q118 320 118 296V184Q156 160 158"
            " 104Z",
            look.main,
        )
        + path("M222 104H242Q244 160 282 184V296Q282 320 258 320H232Z", look.dark)
        + rect(146, 224, 108, 66, look.light, 10)
        + line("M200 224V290", look.dark, 4)
        + line("M178 226V176", METAL, 6)
        + oval(178, 160, 14, 26, INK, 0.25)
        + line("M168 178Q160 150 178 136T188 178M178 136V178", METAL, 4)
    )
