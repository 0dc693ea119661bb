"""What stands on or under a desk and has a cable."""

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

_SCREEN = "#8fb4cc"


@shape("keyboard")
def keyboard(look: Look) -> str:
    """Rows of keys; a folding one has a crease."""
    keys = "".join(
        rect(74 + c * 25.5, y, 21, 21, look.accent if (r, c) in ((0, 0), (2, 9)) else look.light, 5)
        for r, y in enumerate((168, 194, 220))
        for c in range(10)
    )
    return (
        rect(58, 150, 284, 142, look.deep, 18)
        + rect(58, 144, 284, 138, look.main, 18)
        + keys
        + rect(74, 246, 46, 21, look.light, 5)
        + rect(126, 246, 148, 21, look.light, 5)
        + rect(280, 246, 46, 21, look.light, 5)
        + (line("M200 146V282", look.deep, 5) if look.has("fold", "folding") else "")
        + (line("M200 144Q200 108 240 104T300 84", INK, 5) if look.has("clicky") else "")
    )


@shape("mouse")
def mouse(look: Look) -> str:
    """Low, upright, or with a trackball."""
    if look.has("vertical"):
        return (
            path(
                "M120 318Q96 240 150 150Q186 96 236 116 296 150 290 230 286 320 250 320H130Q122 320 120"
                " 318Z",
                look.main,
            )
            + path("M236 116Q296 150 290 230 286 320 250 320H230Q280 214 236 116Z", look.dark)
            + line("M160 150Q210 190 214 240", look.deep, 5)
            + rect(176, 160, 14, 34, look.accent, 7)
        )
    ball = (
        disc(150, 232, 34, look.accent) + disc(142, 222, 10, PAPER, 0.6)
        if look.has("trackball")
        else ""
    )
    lines = (
        line("M128 200H272", look.deep, 4)
        if not look.has("gaming")
        else line("M128 210H272M140 290 170 250", look.accent, 5)
    )
    return (
        path("M122 176Q122 92 200 92T278 176V246Q278 320 200 320T122 246Z", look.main)
        + path("M236 100Q278 118 278 176V246Q278 312 222 319Q262 200 236 100Z", look.dark)
        + lines
        + line("M200 94V196", look.deep, 4)
        + rect(190, 128, 20, 44, look.deep, 10)
        + rect(194, 136, 12, 22, look.light, 6)
        + ball
    )


@shape("monitor")
def monitor(look: Look) -> str:
    """A screen on a stand; wide and curved for games, on a cover when portable."""
    hills = "M{x0} 230L{a} 180 {b} 214 {c} 164 {x1} 220V250H{x0}Z"
    if look.has("curved"):
        return (
            path("M44 112Q200 140 356 112V262Q200 238 44 262Z", INK)
            + path("M54 124Q200 150 346 124V250Q200 228 54 250Z", "#3f4a72")
            + path("M54 226 120 180 184 212 250 168 346 214V250Q200 228 54 250Z", "#c46a7a")
            + disc(290, 160, 15, "#f0c53e")
            + rect(190, 246, 20, 50, INK)
            + path("M140 318 200 288 260 318Z", INK)
        )
    stand = (
        path("M100 262H300L322 318H78Z", "#7a6f68")
        if look.has("portable")
        else rect(186, 256, 28, 44, METAL) + rect(138, 300, 124, 18, METAL, 9)
    )
    return (
        stand
        + rect(66, 92, 268, 176, INK, 12)
        + rect(76, 102, 248, 148, _SCREEN, 4)
        + path(hills.format(x0=76, a=130, b=180, c=240, x1=324), "#5d89a6")
        + path("M76 236 160 214 240 236 324 210V250H76Z", "#3f6c86")
        + disc(278, 136, 17, "#fbe3a0")
    )


@shape("printer")
def printer(look: Look) -> str:
    """A pocket printer with a label."""
    return (
        rect(150, 84, 100, 80, PAPER, 6)
        + line("M166 106H234M166 124H216", "#9aa0ab", 6)
        + rect(102, 140, 196, 180, look.main, 34)
        + path("M256 140H264Q298 140 298 174V286Q298 320 264 320H256Z", look.dark)
        + rect(134, 152, 132, 14, look.deep, 7)
        + disc(200, 244, 30, look.light)
        + disc(200, 244, 13, look.accent)
        + disc(146, 298, 5, look.deep)
        + disc(162, 298, 5, look.deep)
    )


@shape("shredder", "laminator")
def paper_machine(look: Look) -> str:
    """A sheet goes in at the top."""
    if look.has("laminator"):
        return (
            path("M120 140H280L292 212H108Z", PAPER)
            + line("M146 164H254M142 186H230", "#9aa0ab", 6)
            + rect(62, 206, 276, 92, look.main, 28)
            + rect(62, 256, 276, 42, look.dark, 21)
            + rect(92, 222, 216, 12, look.deep, 6)
            + disc(298, 276, 8, look.accent)
            + disc(272, 276, 8, PAPER)
        )
    strips = "".join(rect(x, 236, 9, 62, PAPER, 2) for x in range(142, 260, 16))
    return (
        rect(146, 70, 108, 80, PAPER, 4)
        + line("M162 92H238M162 112H220", "#9aa0ab", 6)
        + rect(96, 138, 208, 64, look.main, 18)
        + rect(130, 150, 140, 12, look.deep, 6)
        + path("M108 196H292L280 306Q278 320 264 320H136Q122 320 120 306Z", look.dark)
        + path("M134 218H266L258 304H142Z", tone(look.light, 0.3), 0.8)
        + strips
        + disc(284, 178, 7, look.accent)
    )


@shape("scale")
def scale(look: Look) -> str:
    """For a kitchen, or to hang luggage on."""
    if look.has("luggage"):
        return (
            rect(112, 92, 176, 74, look.main, 34)
            + rect(154, 108, 92, 40, "#cfe3cf", 8)
            + line("M170 128H230", INK, 8)
            + rect(188, 162, 24, 34, look.dark, 8)
            + line("M200 196V240Q200 270 224 270T246 246", METAL, 12)
            + line("M160 316H240", look.accent, 10)
        )
    return (
        path("M126 168Q136 232 200 232T274 168Z", PAPER)
        + oval(200, 168, 74, 16, tone(PAPER, -0.1))
        + disc(178, 158, 22, "#e06a4a")
        + disc(214, 152, 24, "#8ab06a")
        + rect(150, 228, 100, 12, look.dark, 6)
        + path("M100 240H300L318 304Q320 318 304 318H96Q80 318 82 304Z", look.main)
        + rect(156, 264, 88, 34, "#cfe3cf", 8)
        + line("M174 281H224", INK, 7)
        + disc(122, 282, 8, look.accent)
    )


@shape("adapter")
def adapter(look: Look) -> str:
    """A travel plug."""
    return (
        rect(166, 68, 16, 60, METAL, 5)
        + rect(218, 68, 16, 60, METAL, 5)
        + rect(116, 116, 168, 204, look.main, 34)
        + path("M248 116Q284 118 284 150V286Q284 320 248 320Z", look.dark)
        + disc(200, 196, 48, look.light)
        + disc(182, 190, 8, INK)
        + disc(218, 190, 8, INK)
        + rect(192, 210, 16, 18, INK, 4)
        + rect(152, 272, 40, 16, look.deep, 8)
        + rect(208, 272, 40, 16, look.deep, 8)
        + rect(116, 152, 168, 8, look.accent)
    )
