"""Sport."""

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


@shape("dumbbell")
def dumbbell(look: Look) -> str:
    """Neoprene, or with plates."""
    if look.has("neoprene", "hand"):
        one = rect(156, 184, 88, 32, look.dark, 10) + path("M100 200 118 160H158L172 200 158 240H118ZM300 200 282 160H242L228 200 242 240H282Z", look.main)  # noqa: E501
        return turned(-14, one, 200, 150) + f'<g transform="translate(0 82)">{one}</g>'
    plates = "".join(
        rect(x, 200 - h / 2, 20, h, c, 6)
        for x, h, c in ((76, 88, look.light), (98, 124, look.main), (120, 150, look.dark), (260, 150, look.dark),
                        (282, 124, look.main), (304, 88, look.light))
    )  # fmt: skip
    return turned(-12, rect(60, 190, 280, 20, METAL, 8) + rect(146, 184, 108, 32, INK, 12) + plates) + rect(120, 302, 160, 18, look.deep, 8)  # noqa: E501


@shape("kettlebell")
def kettlebell(look: Look) -> str:
    """Round, with a handle."""
    return (
        f'<path d="M140 208Q120 96 200 96T260 208" fill="none" stroke="{look.dark}" stroke-width="30"/>'
        + path("M98 242Q98 160 200 160T302 242 248 320H152Q98 314 98 242Z", look.main)
        + path("M248 168Q302 184 302 242T248 320H224Q284 252 248 168Z", look.dark) + disc(194, 240, 40, look.light)
        + disc(194, 240, 27, look.accent)
    )


@shape("bench")
def bench(look: Look) -> str:
    """A weight bench."""
    return (
        line("M110 318H150M250 318H300M130 318 160 236M276 318 250 236", METAL, 13)
        + turned(-38, rect(168, 150, 170, 34, look.main, 15), 180, 200) + rect(72, 208, 128, 34, look.main, 15)
        + rect(72, 226, 128, 16, look.dark, 8) + line("M150 244 268 244", METAL, 11) + disc(252, 244, 9, look.accent)
    )


@shape("rower", "treadmill", "stepper")
def machine(look: Look) -> str:
    """A rowing machine, a walking belt or a stepper."""
    if look.has("rowing"):
        return (
            line("M70 292 322 250", METAL, 15) + disc(112, 242, 56, INK) + disc(112, 242, 38, "#565c66") + disc(112, 242, 13, look.accent)  # noqa: E501
            + line("M104 190 124 124", INK, 10) + rect(98, 96, 62, 40, INK, 8) + rect(228, 232, 70, 22, look.main, 11)
            + line("M140 226H214", look.accent, 5) + line("M214 214V240", INK, 9) + line("M84 292V320M314 256V320", INK, 11)  # noqa: E501
        )
    if look.has("treadmill"):
        return (
            path("M66 276H318L336 310H48Z", look.main) + path("M92 282H300L312 302H76Z", INK)
            + "".join(line(f"M{x} 284l-10 16", "#6d737f", 4) for x in range(120, 300, 32))
            + line("M290 274 306 128", look.dark, 13) + line("M306 130H238", look.dark, 13) + rect(220, 112, 62, 30, INK, 8)  # noqa: E501
            + line("M234 127H260", look.accent, 6) + rect(52, 306, 290, 14, look.deep, 7)
        )
    return (
        rect(96, 294, 208, 26, INK, 12) + turned(-14, rect(96, 238, 90, 26, look.main, 10), 140, 250)
        + turned(10, rect(216, 250, 90, 26, look.main, 10), 260, 262) + line("M130 260V300M270 276V300", METAL, 12)
        + rect(184, 250, 32, 50, look.dark, 8) + line("M110 296Q64 200 120 130M290 296Q336 200 280 130", look.accent, 6)  # noqa: E501
        + rect(106, 108, 34, 18, INK, 9) + rect(262, 108, 34, 18, INK, 9)
    )


@shape("bike")
def bike(look: Look) -> str:
    """For a room, or a balance bike for a child."""
    if look.has("spin", "indoor"):
        return (
            line("M84 318H170M236 318H320M128 318 152 214M276 318 250 160", INK, 13) + disc(128, 250, 60, look.main)
            + disc(128, 250, 42, look.dark) + disc(128, 250, 14, look.accent) + line("M140 220 250 220 232 130", look.main, 15)  # noqa: E501
            + line("M160 216 142 118", look.main, 13) + line("M142 120 104 112V136", INK, 11) + rect(196, 110, 72, 22, INK, 11)  # noqa: E501
            + line("M212 250V286", METAL, 8) + rect(192, 282, 40, 10, INK, 5)
        )
    wheel = "".join(ring(x, 262, 54, INK, 13) + disc(x, 262, 38, "#e9e2d2") + disc(x, 262, 9, look.accent) for x in (112, 288))  # noqa: E501
    return (
        wheel + path("M112 256 150 190H262L292 262 276 266 246 216H160L126 268Z", WOOD if look.has("wooden") else look.main)  # noqa: E501
        + line("M270 210 254 132H222", "#8a6238", 12) + disc(220, 132, 10, look.accent) + rect(128, 168, 72, 22, look.accent, 11)  # noqa: E501
    )


@shape("mat")
def mat(look: Look) -> str:
    """A yoga mat half rolled; blocks and a belt in a set; a mat for a desk."""
    if look.has("desk"):
        return (
            path("M64 216H336L356 300H44Z", look.main) + path("M44 300H356V312H44Z", look.dark)
            + path("M130 196H230L238 250H122Z", METAL) + path("M138 130H222L230 196H130Z", INK) + path("M146 138H214L220 190H140Z", "#8fb4cc")  # noqa: E501
            + oval(284, 256, 18, 24, PAPER) + line("M60 288H340", look.light, 4)
        )
    extra = (
        rect(258, 196, 70, 44, look.accent, 8) + rect(266, 152, 62, 44, tone(look.accent, 0.3), 8) + line("M262 132Q294 110 322 132", look.deep, 9)  # noqa: E501
        if look.has("set")
        else ""
    )
    if look.has("foldable"):
        return "".join(
            rect(84, y, 232, 34, c, 10) + line(f"M104 {y + 17}H296", look.deep, 3)
            for y, c in ((286, look.dark), (248, look.main), (210, look.dark), (172, look.light))
        )
    return (
        path("M112 262H336L352 312H96Z", look.main) + path("M96 312H352V322H96Z", look.dark) + rect(60, 232, 250, 80, look.dark, 40)  # noqa: E501
        + oval(98, 272, 38, 40, look.main) + oval(98, 272, 25, 27, look.dark) + oval(98, 272, 13, 14, look.light)
        + rect(176, 232, 18, 80, look.accent, 4) + rect(252, 232, 18, 80, look.accent, 4) + extra
        + line("M150 296H300", look.light, 3)
    )


@shape("band")
def band(look: Look) -> str:
    """Tubes with handles, or fabric loops."""
    if look.has("fabric", "loop"):
        return "".join(
            f'<ellipse cx="200" cy="{y}" rx="{rx}" ry="34" fill="none" stroke="{c}" stroke-width="30"/>'
            for y, rx, c in ((268, 112, look.dark), (206, 100, look.main), (146, 88, look.accent))
        )
    tubes = "".join(
        line(f"M116 126Q{60 + i * 20} {240 + i * 18} 200 {262 + i * 14}T284 126", c, 11)
        for i, c in enumerate(("#e5675b", "#f0b93e", "#5fa8a0", "#5873a8"))
    )
    grips = "".join(path(f"M{x} 130 {x - 34} 84H{x + 34}Z", INK) + path(f"M{x} 114 {x - 14} 96H{x + 14}Z", "#e0eef3") + rect(x - 36, 72, 72, 22, look.deep, 11) for x in (116, 284))  # noqa: E501
    return tubes + grips


@shape("roller")
def roller(look: Look) -> str:
    """A foam roller."""
    knobs = "".join(rect(130 + i * 34, 168 + j * 34, 24, 24, look.dark, 7) for i in range(5) for j in range(4))
    return turned(
        -18,
        rect(96, 154, 228, 152, look.main, 30) + knobs + oval(104, 230, 40, 76, look.light) + oval(104, 230, 22, 46, look.deep),  # noqa: E501
    )


@shape("helmet")
def helmet(look: Look) -> str:
    """For cyclists; a fin for a shark."""
    fin = path("M188 110Q200 58 252 56 232 84 248 122Z", look.dark) + path("M280 232 296 220 308 236 320 222", PAPER) if look.has("shark") else ""  # noqa: E501
    eye = disc(284, 186, 11, PAPER) + disc(286, 187, 6, INK) if look.has("shark") else ""
    light = rect(60, 204, 22, 34, "#e2433c", 8) if look.has("light", "rear") else ""
    vents = line("M132 160Q170 124 214 126M124 196Q176 150 246 152M140 226Q200 190 272 194", look.deep, 13)
    return (
        line("M120 240 178 306M270 242 190 310", INK, 6) + rect(170, 300, 34, 18, INK, 8) + fin
        + path("M72 244Q64 104 200 100T336 234Q338 248 322 248 262 226 200 238T84 254Q72 256 72 244Z", look.main)
        + path("M256 112Q334 144 336 234 338 248 322 248 300 240 276 236 300 170 256 112Z", look.dark)
        + (vents if not look.has("shark") else line("M104 218Q112 170 150 140", look.light, 10)) + eye + light
    )


@shape("lock")
def lock(look: Look) -> str:
    """A folding bicycle lock."""
    return (
        line("M112 262 88 160 160 92 252 98 312 170 288 262", look.main, 27)
        + "".join(disc(x, y, 8, METAL) for x, y in ((88, 160), (160, 92), (252, 98), (312, 170)))
        + rect(96, 240, 208, 76, look.dark, 24) + disc(200, 278, 21, METAL) + rect(196, 266, 8, 24, INK, 4) + rect(240, 264, 38, 10, look.accent, 5)  # noqa: E501
    )


@shape("goggles")
def goggles(look: Look) -> str:
    """For swimming; with arms for an octopus."""
    arms = "".join(line(f"M{x} 250q-14 24 4 40t-8 30", look.dark, 12) for x in (112, 150, 262, 300)) if look.has("octopus") else ""  # noqa: E501
    eyes = disc(148, 204, 9, INK) + disc(256, 204, 9, INK) if look.has("octopus") else line("M120 196 146 176M244 196 270 176", PAPER, 8)  # noqa: E501
    return (
        arms + line("M84 204Q56 148 92 116T200 92 308 116 316 204", look.deep, 15)
        + path("M78 206Q82 158 138 160T190 204 146 254 78 206Z", look.main) + path("M322 206Q318 158 262 160T210 204 254 254 322 206Z", look.main)  # noqa: E501
        + path("M96 206Q100 176 138 178T174 206 142 236 96 206Z", "#a9d0e2") + path("M304 206Q300 176 262 178T226 206 258 236 304 206Z", "#a9d0e2")  # noqa: E501
        + line("M188 208Q200 198 212 208", look.accent, 11) + eyes
    )


@shape("ball")
def ball(look: Look) -> str:
    """A football or a basketball."""
    if look.has("basketball"):
        return (
            disc(200, 208, 112, "#e07f38") + path("M246 106A112 112 0 0 1 200 320Q300 240 246 106Z", "#c4672a")
            + line("M88 208H312M200 96V320M116 134Q176 208 116 284M284 134Q224 208 284 284", INK, 7)
        )
    patches = "".join(
        f'<g transform="rotate({a} 200 208)">{path("M174 112Q200 96 226 112L214 138H186Z", look.accent)}'
        f'{line("M200 138V170", look.deep, 5)}</g>'
        for a in range(0, 360, 72)
    )
    return (
        disc(200, 208, 112, look.main) + path("M250 108A112 112 0 0 1 200 320Q306 232 250 108Z", look.dark)
        + patches + path("M200 168 238 196 224 240H176L162 196Z", look.accent)
    )


@shape("racket")
def racket(look: Look) -> str:
    """Tennis, badminton with a shuttlecock, or a paddle."""
    if look.has("pickleball"):
        return (
            turned(24, rect(152, 76, 116, 160, look.main, 46) + rect(168, 92, 84, 128, look.dark, 34) + rect(198, 230, 24, 84, INK, 10), 210, 200)  # noqa: E501
            + disc(112, 276, 40, "#f0d53e") + "".join(disc(x, y, 5, "#c9ae22") for x, y in ((100, 264), (122, 262), (112, 282), (94, 288), (130, 286)))  # noqa: E501
        )
    strings = "".join(line(f"M{x} 84V232", "#d9dde2", 2) for x in range(160, 244, 14)) + "".join(line(f"M146 {y}H254", "#d9dde2", 2) for y in range(96, 226, 14))  # noqa: E501
    frame = turned(
        28,
        strings + f'<ellipse cx="200" cy="156" rx="66" ry="84" fill="none" stroke="{look.main}" stroke-width="13"/>'  # noqa: E501
        + path("M174 232 194 266H206L226 232 214 236 200 256 186 236Z", look.dark) + rect(190, 258, 20, 92, INK, 8),
        200,
        200,
    )
    toy = (
        path("M92 236 130 236 122 280H100Z", PAPER) + line("M98 240 104 276M111 240V276M124 240 118 276", "#c9c2b4", 3) + disc(111, 288, 16, look.accent)  # noqa: E501
        if look.has("badminton")
        else disc(112, 276, 32, "#d6df4a") + line("M88 258Q112 276 92 300M134 254Q116 278 138 294", PAPER, 5)
    )
    return frame + toy
