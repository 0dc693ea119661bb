"""Household appliances."""

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
    tone,
    turned,
)


@shape("vacuum")
def vacuum(look: Look) -> str:
    """A stick, a canister, a robot, a handheld or a bucket."""
    if look.has("robot"):
        return (
            rect(240, 136, 84, 178, look.dark, 18) + rect(258, 156, 48, 70, look.deep, 10)
            + oval(160, 296, 104, 26, look.deep) + rect(56, 250, 208, 46, look.dark) + oval(160, 252, 104, 38, look.main)  # noqa: E501
            + oval(160, 250, 36, 13, look.light) + disc(160, 247, 7, look.accent)
        )
    if look.has("canister", "shop"):
        return (
            line("M150 210Q60 150 96 96T190 100", INK, 12) + line("M190 100 290 306", METAL, 10)
            + path("M260 300H330Q336 318 322 320H264Q254 318 260 300Z", INK)
            + path("M80 250Q84 190 150 190T236 250V300H80Z", look.main) + path("M190 198Q232 212 236 250V300H190Z", look.dark)  # noqa: E501
            + rect(112, 228, 56, 38, look.accent, 14) + disc(108, 304, 19, INK) + disc(210, 304, 19, INK)
        )
    if look.has("handheld"):
        return (
            path("M72 216 150 190H196V282H150L72 262Z", "#cfdfe4") + rect(182, 176, 108, 118, look.main, 30)
            + path("M250 176H262Q290 180 290 206V264Q290 290 262 294H250Z", look.dark)
            + line("M216 176Q218 128 262 128T316 172", look.main, 20) + disc(222, 236, 15, look.accent)
            + rect(62, 214, 16, 50, INK, 5)
        )  # fmt: skip
    return (
        line("M256 116 166 286", METAL, 13) + line("M268 96Q306 78 308 118", look.dark, 15)
        + turned(28, rect(222, 84, 62, 112, look.main, 26) + rect(232, 146, 42, 60, "#cfdfe4", 14), 252, 140)
        + path("M96 288H208Q222 288 222 306V318H82V306Q82 288 96 288Z", look.main) + rect(82, 306, 140, 12, look.deep, 6)  # noqa: E501
        + disc(262, 118, 10, look.accent)
    )  # fmt: skip


@shape("fan")
def fan(look: Look) -> str:
    """A tower, a ring, or a fan with a cage."""
    if look.has("tower"):
        return (
            rect(156, 66, 88, 238, look.main, 34) + rect(210, 66, 34, 238, look.dark, 17)
            + "".join(line(f"M178 {y}H222", look.deep, 5) for y in range(120, 280, 16))
            + disc(200, 92, 9, look.accent) + oval(200, 308, 82, 14, look.deep)
        )
    if look.has("bladeless"):
        return (
            f'<ellipse cx="200" cy="160" rx="64" ry="92" fill="none" stroke="{look.main}" stroke-width="24"/>'
            + line("M146 110Q160 78 190 72", look.light, 8) + rect(162, 244, 76, 74, look.dark, 18)
            + disc(200, 280, 11, look.accent)
        )
    blades = "".join(
        f'<g transform="rotate({a} 200 168)">{path("M200 168Q166 130 178 96T222 104 200 168Z", look.light)}</g>'
        for a in (0, 120, 240)
    )
    foot = (
        rect(168, 268, 64, 50, look.main, 12) + line("M176 300H224", look.deep, 6)
        if look.has("clip")
        else rect(190, 258, 20, 46, look.dark) + oval(200, 308, 70, 14, look.main)
    )
    return (
        foot + disc(200, 168, 98, look.deep, 0.25) + blades + ring(200, 168, 98, look.main, 10)
        + ring(200, 168, 66, look.dark, 3) + ring(200, 168, 36, look.dark, 3) + disc(200, 168, 17, look.accent)
    )


@shape("purifier", "dehumidifier", "heater")
def tower(look: Look) -> str:
    """A box that takes air in below and gives it back above."""
    small = look.has("desktop", "mini", "small")
    x, w, y = (136, 128, 142) if small else (118, 164, 84)
    drop = (
        path("M200 210Q232 252 200 268T200 210Z", "#6fa8d0") if look.has("dehumidifier") else ""
    )
    flame = path("M200 196Q230 232 214 256H186Q170 232 200 196Z", "#ef8a4a") if look.has("heater", "ceramic") else ""  # noqa: E501
    grille = "".join(disc(gx, gy, 4, look.deep) for gx in range(x + 24, x + w - 14, 18) for gy in range(262, 306, 14))  # noqa: E501
    leaf = line("M200 190Q180 168 204 150Q228 172 200 190V220", "#7fb08a", 6) if not (drop or flame) else ""
    return (
        line(f"M{x + 40} {y - 16}q10 -16 0 -30M{x + w / 2} {y - 16}q10 -16 0 -30M{x + w - 40} {y - 16}q10 -16 0 -30", "#a9c9d4", 5)  # noqa: E501
        + rect(x, y, w, 320 - y, look.main, 30) + rect(x + w - 36, y, 36, 320 - y, look.dark, 18)
        + rect(x + 20, y + 14, w - 40, 16, look.deep, 8) + leaf + drop + flame + grille
        + disc(x + w / 2, y + 48, 8, look.accent)
    )


@shape("humidifier")
def humidifier(look: Look) -> str:
    """A drop-shaped tank with mist; a cloud for the nursery."""
    mist = "".join(disc(x, y, r, PAPER, 0.8) for x, y, r in ((200, 92, 16), (222, 70, 20), (190, 58, 14)))
    if look.has("cloud", "nursery"):
        return (
            mist + disc(146, 246, 62, look.main) + disc(200, 206, 74, look.main) + disc(258, 246, 62, look.main)
            + rect(130, 240, 142, 70, look.main, 20) + disc(178, 236, 8, INK) + disc(222, 236, 8, INK)
            + line("M186 262Q200 274 214 262", INK, 5) + rect(120, 300, 162, 20, look.accent, 10)
        )
    return (
        mist + path("M200 108Q290 214 282 262 276 296 200 296T118 262Q110 214 200 108Z", look.main)
        + path("M200 108Q290 214 282 262 276 292 222 295 262 214 200 108Z", look.dark)
        + path("M126 250Q200 230 276 252 272 294 200 294T126 250Z", "#8fc0de", 0.7)
        + rect(126, 288, 148, 32, look.deep, 14) + disc(200, 304, 7, look.accent)
    )


@shape("iron")
def iron(look: Look) -> str:
    """A steam iron; a station stands on a tank."""
    base = rect(70, 282, 260, 38, look.deep, 14) if look.has("station") else ""
    lift = -32 if base else 0
    return base + (
        f'<g transform="translate(0 {lift})">'
        + path("M84 286Q104 206 190 186H300Q312 186 312 198V286Z", look.main)
        + path("M250 186H300Q312 186 312 198V286H232Z", look.dark)
        + path("M66 312Q70 286 96 284H316V312Z", METAL)
        + line("M150 190Q170 132 230 128H288Q306 130 302 186", look.deep, 20)
        + disc(196, 236, 15, look.accent) + line("M196 236V226", PAPER, 4)
        + "</g>"
    )


@shape("steamer")
def steamer(look: Look) -> str:
    """A hand steamer."""
    return (
        line("M92 118q16 -14 0 -30M76 160q16 -14 0 -30", "#a9c9d4", 7)
        + path("M112 92H176Q188 92 188 104V196H124Q112 196 112 184Z", look.main) + rect(104, 88, 18, 112, METAL, 8)  # noqa: E501
        + path("M164 186H262Q290 186 290 216V312Q290 322 278 322H248Q238 322 236 312V258H176Q164 250 164 238Z", look.main)  # noqa: E501
        + path("M262 186Q290 186 290 216V312Q290 322 278 322H264Z", look.dark) + rect(196, 204, 40, 34, "#9cc8e0", 10)  # noqa: E501
        + rect(246, 236, 20, 26, look.accent, 8)
    )


@shape("washer", "dryer")
def washer(look: Look) -> str:
    """A small washing machine, or a hair dryer."""
    if look.has("hair"):
        return (
            path("M66 130H92L124 142V226L92 238H66Z", look.deep) + path("M114 132Q214 98 268 128 306 150 300 190"
                 " 292 236 236 240L114 236Z", look.main)
            + path("M250 120Q306 150 300 190 292 236 236 240 288 190 250 120Z", look.dark)
            + turned(-8, rect(200, 220, 52, 102, look.main, 18) + rect(236, 220, 16, 102, look.dark, 8), 226, 240)  # noqa: E501
            + disc(252, 184, 20, look.deep) + rect(214, 252, 14, 26, look.accent, 7)
        )  # fmt: skip
    return (
        rect(106, 84, 188, 236, look.main, 24) + rect(258, 84, 36, 236, look.dark, 18)
        + rect(124, 100, 120, 28, look.light, 10) + disc(266, 114, 12, look.accent)
        + disc(194, 224, 72, METAL) + disc(194, 224, 56, "#9cc8e0") + path("M140 236Q168 216 194 236T248 232Q240 278 194 280T140 236Z", "#6fa8d0")  # noqa: E501
        + disc(172, 208, 8, PAPER) + disc(212, 200, 6, PAPER)
    )


@shape("shaver")
def shaver(look: Look) -> str:
    """A round head: for wool, or for beards."""
    return (
        path("M142 92Q200 62 258 92L246 150H154Z", METAL) + "".join(disc(x, y, 4, INK) for x in (172, 190, 210, 228) for y in (100, 116, 132))  # noqa: E501
        + path("M150 146H250Q262 186 244 236 240 300 232 312 224 322 200 322T168 312Q160 300 156 236 138 186"
               " 150 146Z", look.main)
        + path("M232 146H250Q262 186 244 236 240 300 232 312 226 320 210 322 240 232 232 146Z", look.dark)
        + rect(180, 182, 40, 56, look.deep, 18) + disc(200, 202, 9, look.accent)
    )  # fmt: skip


@shape("squeegee")
def squeegee(look: Look) -> str:
    """A window vacuum."""
    return (
        rect(84, 84, 232, 18, INK, 6) + path("M98 100H302L238 164H162Z", "#cfdfe4")
        + rect(162, 158, 76, 84, look.main, 20) + path("M172 236H228L220 312Q218 322 200 322T180 312Z", look.dark)  # noqa: E501
        + rect(176, 182, 48, 46, "#9cc8e0", 10) + disc(200, 262, 8, look.accent)
    )


@shape("fryer", "ricecooker")
def cooker(look: Look) -> str:
    """A rounded cooker: with a drawer and a window, or with a lid."""
    if look.has("rice"):
        return (
            path("M98 196H302V274Q302 320 256 320H144Q98 320 98 274Z", look.main)
            + path("M260 196H302V274Q302 316 258 320Z", look.dark)
            + path("M98 196Q104 128 200 128T302 196Z", look.light) + rect(168, 112, 64, 24, look.deep, 12)
            + rect(168, 236, 64, 46, look.deep, 12) + disc(200, 252, 7, look.accent)
            + line("M152 96q10 -14 0 -28M248 96q10 -14 0 -28", "#a9c9d4", 6)
        )
    return (
        path("M106 180Q106 84 200 84T294 180V290Q294 320 264 320H136Q106 320 106 290Z", look.main)
        + path("M250 96Q294 116 294 180V290Q294 320 264 320H250Z", look.dark) + rect(150, 112, 84, 40, INK, 14)
        + line("M166 132H196", "#9fe0b4", 6) + disc(216, 132, 7, look.accent)
        + rect(122, 186, 156, 88, look.deep, 14) + rect(140, 198, 120, 62, "#f2b45c", 10)
        + rect(176, 256, 48, 46, look.light, 14)
    )


@shape("mixer")
def mixer(look: Look) -> str:
    """A stand mixer with its bowl."""
    return (
        rect(84, 296, 220, 24, look.dark, 12) + path("M96 300V150H160V300Z", look.main)
        + path("M88 116Q88 80 130 80H270Q306 84 306 116T270 156H120Q88 152 88 116Z", look.main)
        + path("M250 80H270Q306 84 306 116T270 156H240Q270 118 250 80Z", look.dark)
        + rect(230, 152, 24, 34, METAL) + path("M176 196H308Q306 286 242 286T176 196Z", METAL)
        + path("M276 196H308Q306 280 250 286 284 250 276 196Z", tone(METAL, -0.2)) + disc(126, 118, 13, look.accent)  # noqa: E501
        + rect(168, 188, 148, 12, tone(METAL, 0.4), 6)
    )


@shape("toaster")
def toaster(look: Look) -> str:
    """With two slices."""
    toast = "M{x} 176V120Q{x} 96 {m} 96T{e} 120V176Z"
    return (
        path(toast.format(x=124, m=156, e=188), "#d9a25c") + path(toast.format(x=212, m=244, e=276), "#d9a25c")
        + path(toast.format(x=134, m=156, e=178), "#f3d9a4") + path(toast.format(x=222, m=244, e=266), "#f3d9a4")
        + rect(76, 160, 248, 152, look.main, 42) + path("M276 160H282Q324 160 324 202V270Q324 312 282 312H276Z", look.dark)  # noqa: E501
        + rect(110, 170, 180, 12, look.deep, 6) + rect(310, 204, 22, 26, INK, 8) + disc(282, 274, 13, look.accent)
        + rect(100, 308, 40, 14, INK, 6) + rect(260, 308, 40, 14, INK, 6)
    )


@shape("trimmer")
def trimmer(look: Look) -> str:
    """For hedges, or for the body."""
    if look.has("hedge"):
        teeth = "".join(path(f"M{x} 168l10 -20 10 20ZM{x} 190l10 20 10 -20Z", METAL) for x in range(44, 226, 22))  # noqa: E501
        return turned(
            -14,
            teeth + rect(40, 168, 196, 22, tone(METAL, -0.15), 4) + rect(216, 144, 112, 74, look.main, 26)
            + line("M240 148Q246 96 290 104T320 160", look.dark, 15) + rect(284, 190, 48, 54, INK, 10)
            + disc(252, 182, 10, look.accent),
        )
    return turned(
        12,
        rect(166, 72, 68, 26, METAL, 6) + "".join(rect(x, 62, 6, 18, METAL) for x in range(168, 230, 11))
        + path("M164 96H236L226 300Q224 322 200 322T174 300Z", look.main)
        + path("M220 96H236L226 300Q224 320 206 322Z", look.dark) + rect(188, 140, 24, 50, look.accent, 12),
    )
