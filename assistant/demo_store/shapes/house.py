"""Household appliances."""

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
    tone,
    turned,
)


@shape("vacuum")
def vacuum(look: Look) -> str:
    """A stick, a canister, a robot, a handheld or a bucket."""
    if look.has("robot"):
        return (
            rect(240, 136, 84, 178, look.dark, 18)
            + rect(258, 156, 48, 70, look.deep, 10)
            + oval(160, 296, 104, 26, look.deep)
            + rect(56, 250, 208, 46, look.dark)
            + oval(160, 252, 104, 38, look.main)
            + oval(160, 250, 36, 13, look.light)
            + disc(160, 247, 7, look.accent)
        )
    if look.has("wet"):
        return (
            line("M150 128Q60 110 78 210T70 306", INK, 14)
            + rect(48, 300, 52, 18, INK, 6)
            + path("M128 180H292L280 300Q278 312 266 312H154Q142 312 140 300Z", METAL)
            + path("M258 180H292L280 300Q278 312 266 312H248Z", tone(METAL, -0.18))
            + path("M122 184Q122 104 210 104T298 184Z", look.main)
            + path("M254 112Q298 128 298 184H264Z", look.dark)
            + line("M176 104Q180 76 210 76T244 104", look.deep, 11)
            + rect(190, 136, 44, 22, look.accent, 8)
            + disc(160, 316, 12, INK)
            + disc(260, 316, 12, INK)
        )
    if look.has("canister"):
        return (
            line("M150 210Q60 150 96 96T190 100", INK, 12)
            + line("M190 100 290 306", METAL, 10)
            + path("M260 300H330Q336 318 322 320H264Q254 318 260 300Z", INK)
            + path("M80 250Q84 190 150 190T236 250V300H80Z", look.main)
            + path("M190 198Q232 212 236 250V300H190Z", look.dark)
            + rect(112, 228, 56, 38, look.accent, 14)
            + disc(108, 304, 19, INK)
            + disc(210, 304, 19, INK)
        )
    if look.has("handheld"):
        return (
            path("M72 216 150 190H196V282H150L72 262Z", "#cfdfe4")
            + rect(182, 176, 108, 118, look.main, 30)
            + path("M250 176H262Q290 180 290 206V264Q290 290 262 294H250Z", look.dark)
            + line("M216 176Q218 128 262 128T316 172", look.main, 20)
            + disc(222, 236, 15, look.accent)
            + rect(62, 214, 16, 50, INK, 5)
        )
    return (
        line("M256 116 166 286", METAL, 13)
        + line("M268 96Q306 78 308 118", look.dark, 15)
        + turned(
            28,
            rect(222, 84, 62, 112, look.main, 26) + rect(232, 146, 42, 60, "#cfdfe4", 14),
            252,
            140,
        )
        + path("M96 288H208Q222 288 222 306V318H82V306Q82 288 96 288Z", look.main)
        + rect(82, 306, 140, 12, look.deep, 6)
        + disc(262, 118, 10, look.accent)
    )


@shape("fan")
def fan(look: Look) -> str:
    """A tower, a ring, or a fan with a cage."""
    if look.has("tower"):
        return (
            rect(156, 66, 88, 238, look.main, 34)
            + rect(210, 66, 34, 238, look.dark, 17)
            + "".join(line(f"M178 {y}H222", look.deep, 5) for y in range(120, 280, 16))
            + disc(200, 92, 9, look.accent)
            + oval(200, 308, 82, 14, look.deep)
        )
    if look.has("bladeless"):
        return (
            f'<ellipse cx="200" cy="160" rx="64" ry="92" fill="none" stroke="{look.main}" stroke-width="24"/>'
            + line("M146 110Q160 78 190 72", look.light, 8)
            + rect(162, 244, 76, 74, look.dark, 18)
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
        foot
        + disc(200, 168, 98, look.deep, 0.25)
        + blades
        + ring(200, 168, 98, look.main, 10)
        + ring(200, 168, 66, look.dark, 3)
        + ring(200, 168, 36, look.dark, 3)
        + disc(200, 168, 17, look.accent)
    )


@shape("purifier", "dehumidifier", "heater")
def tower(look: Look) -> str:
    """A box that takes air in below and gives it back above."""
    small = look.has("desktop", "mini", "small")
    x, w, y = (136, 128, 142) if small else (118, 164, 84)
    drop = path("M200 210Q232 252 200 268T200 210Z", "#6fa8d0") if look.has("dehumidifier") else ""
    flame = (
        path("M200 196Q230 232 214 256H186Q170 232 200 196Z", "#ef8a4a")
        if look.has("heater", "ceramic")
        else ""
    )
    grille = "".join(
        disc(gx, gy, 4, look.deep)
        for gx in range(x + 24, x + w - 14, 18)
        for gy in range(262, 306, 14)
    )
    leaf = (
        line("M200 190Q180 168 204 150Q228 172 200 190V220", "#7fb08a", 6)
        if not (drop or flame)
        else ""
    )
    return (
        line(
            f"M{x + 40} {y - 16}q10 -16 0 -30M{x + w / 2} {y - 16}q10 -16 0 -30M{x + w - 40} {y - 16}q10 -16 0 -30",
            "#a9c9d4",
            5,
        )
        + rect(x, y, w, 320 - y, look.main, 30)
        + rect(x + w - 36, y, 36, 320 - y, look.dark, 18)
        + rect(x + 20, y + 14, w - 40, 16, look.deep, 8)
        + leaf
        + drop
        + flame
        + grille
        + disc(x + w / 2, y + 48, 8, look.accent)
    )


@shape("humidifier")
def humidifier(look: Look) -> str:
    """A drop-shaped tank with mist; a cloud for the nursery."""
    mist = "".join(
        disc(x, y, r, PAPER, 0.8) for x, y, r in ((200, 92, 16), (222, 70, 20), (190, 58, 14))
    )
    if look.has("cloud", "nursery"):
        return (
            mist
            + disc(146, 246, 62, look.main)
            + disc(200, 206, 74, look.main)
            + disc(258, 246, 62, look.main)
            + rect(130, 240, 142, 70, look.main, 20)
            + disc(178, 236, 8, INK)
            + disc(222, 236, 8, INK)
            + line("M186 262Q200 274 214 262", INK, 5)
            + rect(120, 300, 162, 20, look.accent, 10)
        )
    return (
        mist
        + path("M200 108Q290 214 282 262 276 296 200 296T118 262Q110 214 200 108Z", look.main)
        + path("M200 108Q290 214 282 262 276 292 222 295 262 214 200 108Z", look.dark)
        + path("M126 250Q200 230 276 252 272 294 200 294T126 250Z", "#8fc0de", 0.7)
        + rect(126, 288, 148, 32, look.deep, 14)
        + disc(200, 304, 7, look.accent)
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
        + disc(196, 236, 15, look.accent)
        + line("M196 236V226", PAPER, 4)
        + "</g>"
    )


@shape("steamer")
def steamer(look: Look) -> str:
    """A hand steamer."""
    return (
        line("M92 118q16 -14 0 -30M76 160q16 -14 0 -30", "#a9c9d4", 7)
        + path("M112 92H176Q188 92 188 104V196H124Q112 196 112 184Z", look.main)
        + rect(104, 88, 18, 112, METAL, 8)
        + path(
            "M164 186H262Q290 186 290 216V312Q290 322 278 322H248Q238 322 236 312V258H176Q164 250 164 238Z",
            look.main,
        )
        + path("M262 186Q290 186 290 216V312Q290 322 278 322H264Z", look.dark)
        + rect(196, 204, 40, 34, "#9cc8e0", 10)
        + rect(246, 236, 20, 26, look.accent, 8)
    )


@shape("squeegee")
def squeegee(look: Look) -> str:
    """A window vacuum."""
    return (
        rect(84, 84, 232, 18, INK, 6)
        + path("M98 100H302L238 164H162Z", "#cfdfe4")
        + rect(162, 158, 76, 84, look.main, 20)
        + path("M172 236H228L220 312Q218 322 200 322T180 312Z", look.dark)
        + rect(176, 182, 48, 46, "#9cc8e0", 10)
        + disc(200, 262, 8, look.accent)
    )
