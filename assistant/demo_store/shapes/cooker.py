"""Small appliances of the kitchen and the bathroom."""

# ruff: noqa: E501  (an outline is one long string)

from assistant.demo_store.shapes.art import (
    INK,
    METAL,
    PAPER,
    Look,
    disc,
    line,
    path,
    rect,
    shape,
    tone,
    turned,
)


@shape("fryer", "ricecooker")
def cooker(look: Look) -> str:
    """A rounded cooker: with a drawer and a window, or with a lid."""
    if look.has("rice"):
        return (
            path("M98 196H302V274Q302 320 256 320H144Q98 320 98 274Z", look.main)
            + path("M260 196H302V274Q302 316 258 320Z", look.dark)
            + path("M98 196Q104 128 200 128T302 196Z", look.light)
            + rect(168, 112, 64, 24, look.deep, 12)
            + rect(168, 236, 64, 46, look.deep, 12)
            + disc(200, 252, 7, look.accent)
            + line("M152 96q10 -14 0 -28M248 96q10 -14 0 -28", "#a9c9d4", 6)
        )
    return (
        path("M106 180Q106 84 200 84T294 180V290Q294 320 264 320H136Q106 320 106 290Z", look.main)
        + path("M250 96Q294 116 294 180V290Q294 320 264 320H250Z", look.dark)
        + rect(150, 112, 84, 40, INK, 14)
        + line("M166 132H196", "#9fe0b4", 6)
        + disc(216, 132, 7, look.accent)
        + rect(122, 186, 156, 88, look.deep, 14)
        + rect(140, 198, 120, 62, "#f2b45c", 10)
        + rect(176, 256, 48, 46, look.light, 14)
    )


@shape("mixer")
def mixer(look: Look) -> str:
    """A stand mixer with its bowl."""
    return (
        rect(84, 296, 220, 24, look.dark, 12)
        + path("M96 300V150H160V300Z", look.main)
        + path("M88 116Q88 80 130 80H270Q306 84 306 116T270 156H120Q88 152 88 116Z", look.main)
        + path("M250 80H270Q306 84 306 116T270 156H240Q270 118 250 80Z", look.dark)
        + rect(230, 152, 24, 34, METAL)
        + path("M176 196H308Q306 286 242 286T176 196Z", METAL)
        + path("M276 196H308Q306 280 250 286 284 250 276 196Z", tone(METAL, -0.2))
        + disc(126, 118, 13, look.accent)
        + rect(168, 188, 148, 12, tone(METAL, 0.4), 6)
    )


@shape("toaster")
def toaster(look: Look) -> str:
    """With two slices."""
    toast = "M{x} 176V120Q{x} 96 {m} 96T{e} 120V176Z"
    return (
        path(toast.format(x=124, m=156, e=188), "#d9a25c")
        + path(toast.format(x=212, m=244, e=276), "#d9a25c")
        + path(toast.format(x=134, m=156, e=178), "#f3d9a4")
        + path(toast.format(x=222, m=244, e=266), "#f3d9a4")
        + rect(76, 160, 248, 152, look.main, 42)
        + path("M276 160H282Q324 160 324 202V270Q324 312 282 312H276Z", look.dark)
        + rect(110, 170, 180, 12, look.deep, 6)
        + rect(310, 204, 22, 26, INK, 8)
        + disc(282, 274, 13, look.accent)
        + rect(100, 308, 40, 14, INK, 6)
        + rect(260, 308, 40, 14, INK, 6)
    )


@shape("shaver")
def shaver(look: Look) -> str:
    """A round head: for wool, or for beards."""
    return (
        path("M142 92Q200 62 258 92L246 150H154Z", METAL)
        + "".join(disc(x, y, 4, INK) for x in (172, 190, 210, 228) for y in (100, 116, 132))
        + path(
            "M150 146H250Q262 186 244 236 240 300 232 312 224 322 200 322T168 312Q160 300 156 236 138 186"
            " 150 146Z",
            look.main,
        )
        + path(
            "M232 146H250Q262 186 244 236 240 300 232 312 226 320 210 322 240 232 232 146Z",
            look.dark,
        )
        + rect(180, 182, 40, 56, look.deep, 18)
        + disc(200, 202, 9, look.accent)
    )


@shape("trimmer")
def trimmer(look: Look) -> str:
    """For hedges, or for the body."""
    if look.has("hedge"):
        teeth = "".join(
            path(f"M{x} 168l10 -20 10 20ZM{x} 190l10 20 10 -20Z", METAL) for x in range(44, 226, 22)
        )
        return turned(
            -14,
            teeth
            + rect(40, 168, 196, 22, tone(METAL, -0.15), 4)
            + rect(216, 144, 112, 74, look.main, 26)
            + line("M240 148Q246 96 290 104T320 160", look.dark, 15)
            + rect(284, 190, 48, 54, INK, 10)
            + disc(252, 182, 10, look.accent),
        )
    return turned(
        12,
        rect(166, 72, 68, 26, METAL, 6)
        + "".join(rect(x, 62, 6, 18, METAL) for x in range(168, 230, 11))
        + path("M164 96H236L226 300Q224 322 200 322T174 300Z", look.main)
        + path("M220 96H236L226 300Q224 320 206 322Z", look.dark)
        + rect(188, 140, 24, 50, look.accent, 12),
    )


@shape("washer", "dryer")
def washer(look: Look) -> str:
    """A small washing machine, or a hair dryer."""
    if look.has("hair"):
        return (
            path("M66 130H92L124 142V226L92 238H66Z", look.deep)
            + path("M114 132Q214 98 268 128 306 150 300 190 292 236 236 240L114 236Z", look.main)
            + path("M250 120Q306 150 300 190 292 236 236 240 288 190 250 120Z", look.dark)
            + turned(
                -8,
                rect(200, 220, 52, 102, look.main, 18) + rect(236, 220, 16, 102, look.dark, 8),
                226,
                240,
            )
            + disc(252, 184, 20, look.deep)
            + rect(214, 252, 14, 26, look.accent, 7)
        )
    return (
        rect(106, 84, 188, 236, look.main, 24)
        + rect(258, 84, 36, 236, look.dark, 18)
        + rect(124, 100, 120, 28, look.light, 10)
        + disc(266, 114, 12, look.accent)
        + disc(194, 224, 72, METAL)
        + disc(194, 224, 56, "#9cc8e0")
        + path("M140 236Q168 216 194 236T248 232Q240 278 194 280T140 236Z", "#6fa8d0")
        + disc(172, 208, 8, PAPER)
        + disc(212, 200, 6, PAPER)
    )
