"""Sport."""

# ruff: noqa: E501  (an outline is one long string)

from assistant.demo_store.shapes.art import (
    INK,
    METAL,
    PAPER,
    WOOD,
    Look,
    disc,
    line,
    path,
    rect,
    ring,
    shape,
    turned,
)


@shape("bike")
def bike(look: Look) -> str:
    """For a room, or a balance bike for a child."""
    if look.has("spin", "indoor"):
        return (
            line("M84 318H170M236 318H320M128 318 152 214M276 318 250 160", INK, 13)
            + disc(128, 250, 60, look.main)
            + disc(128, 250, 42, look.dark)
            + disc(128, 250, 14, look.accent)
            + line("M140 220 250 220 232 130", look.main, 15)
            + line("M160 216 142 118", look.main, 13)
            + line("M142 120 104 112V136", INK, 11)
            + rect(196, 110, 72, 22, INK, 11)
            + line("M212 250V286", METAL, 8)
            + rect(192, 282, 40, 10, INK, 5)
        )
    wheel = "".join(
        ring(x, 262, 54, INK, 13) + disc(x, 262, 38, "#e9e2d2") + disc(x, 262, 9, look.accent)
        for x in (112, 288)
    )
    return (
        wheel
        + path(
            "M112 256 150 190H262L292 262 276 266 246 216H160L126 268Z",
            WOOD if look.has("wooden") else look.main,
        )
        + line("M270 210 254 132H222", "#8a6238", 12)
        + disc(220, 132, 10, look.accent)
        + rect(128, 168, 72, 22, look.accent, 11)
    )


@shape("helmet")
def helmet(look: Look) -> str:
    """For cyclists; a fin for a shark."""
    fin = (
        path("M188 110Q200 58 252 56 232 84 248 122Z", look.dark)
        + path("M280 232 296 220 308 236 320 222", PAPER)
        if look.has("shark")
        else ""
    )
    eye = disc(284, 186, 11, PAPER) + disc(286, 187, 6, INK) if look.has("shark") else ""
    light = rect(60, 204, 22, 34, "#e2433c", 8) if look.has("light", "rear") else ""
    vents = line(
        "M132 160Q170 124 214 126M124 196Q176 150 246 152M140 226Q200 190 272 194", look.deep, 13
    )
    return (
        line("M120 240 178 306M270 242 190 310", INK, 6)
        + rect(170, 300, 34, 18, INK, 8)
        + fin
        + path(
            "M72 244Q64 104 200 100T336 234Q338 248 322 248 262 226 200 238T84 254Q72 256 72 244Z",
            look.main,
        )
        + path(
            "M256 112Q334 144 336 234 338 248 322 248 300 240 276 236 300 170 256 112Z", look.dark
        )
        + (vents if not look.has("shark") else line("M104 218Q112 170 150 140", look.light, 10))
        + eye
        + light
    )


@shape("lock")
def lock(look: Look) -> str:
    """A folding bicycle lock."""
    return (
        line("M112 262 88 160 160 92 252 98 312 170 288 262", look.main, 27)
        + "".join(disc(x, y, 8, METAL) for x, y in ((88, 160), (160, 92), (252, 98), (312, 170)))
        + rect(96, 240, 208, 76, look.dark, 24)
        + disc(200, 278, 21, METAL)
        + rect(196, 266, 8, 24, INK, 4)
        + rect(240, 264, 38, 10, look.accent, 5)
    )


@shape("goggles")
def goggles(look: Look) -> str:
    """For swimming; with arms for an octopus."""
    arms = (
        "".join(line(f"M{x} 250q-14 24 4 40t-8 30", look.dark, 12) for x in (112, 150, 262, 300))
        if look.has("octopus")
        else ""
    )
    eyes = (
        disc(148, 204, 9, INK) + disc(256, 204, 9, INK)
        if look.has("octopus")
        else line("M120 196 146 176M244 196 270 176", PAPER, 8)
    )
    return (
        arms
        + line("M84 204Q56 148 92 116T200 92 308 116 316 204", look.deep, 15)
        + path("M78 206Q82 158 138 160T190 204 146 254 78 206Z", look.main)
        + path("M322 206Q318 158 262 160T210 204 254 254 322 206Z", look.main)
        + path("M96 206Q100 176 138 178T174 206 142 236 96 206Z", "#a9d0e2")
        + path("M304 206Q300 176 262 178T226 206 258 236 304 206Z", "#a9d0e2")
        + line("M188 208Q200 198 212 208", look.accent, 11)
        + eyes
    )


@shape("ball")
def ball(look: Look) -> str:
    """A football or a basketball."""
    if look.has("basketball"):
        return (
            disc(200, 208, 112, "#e07f38")
            + path("M246 106A112 112 0 0 1 200 320Q300 240 246 106Z", "#c4672a")
            + line("M88 208H312M200 96V320M116 134Q176 208 116 284M284 134Q224 208 284 284", INK, 7)
        )
    patches = "".join(
        f'<g transform="rotate({a} 200 208)">{path("M174 112Q200 96 226 112L214 138H186Z", look.accent)}'
        f"{line('M200 138V170', look.deep, 5)}</g>"
        for a in range(0, 360, 72)
    )
    return (
        disc(200, 208, 112, look.main)
        + path("M250 108A112 112 0 0 1 200 320Q306 232 250 108Z", look.dark)
        + patches
        + path("M200 168 238 196 224 240H176L162 196Z", look.accent)
    )


@shape("racket")
def racket(look: Look) -> str:
    """Tennis, badminton with a shuttlecock, or a paddle."""
    if look.has("pickleball"):
        return (
            turned(
                24,
                rect(152, 76, 116, 160, look.main, 46)
                + rect(168, 92, 84, 128, look.dark, 34)
                + rect(198, 230, 24, 84, INK, 10),
                210,
                200,
            )
            + disc(112, 276, 40, "#f0d53e")
            + "".join(
                disc(x, y, 5, "#c9ae22")
                for x, y in ((100, 264), (122, 262), (112, 282), (94, 288), (130, 286))
            )
        )
    strings = "".join(line(f"M{x} 84V232", "#d9dde2", 2) for x in range(160, 244, 14)) + "".join(
        line(f"M146 {y}H254", "#d9dde2", 2) for y in range(96, 226, 14)
    )
    frame = turned(
        28,
        strings
        + f'<ellipse cx="200" cy="156" rx="66" ry="84" fill="none" stroke="{look.main}" stroke-width="13"/>'
        + path("M174 232 194 266H206L226 232 214 236 200 256 186 236Z", look.dark)
        + rect(190, 258, 20, 92, INK, 8),
        200,
        200,
    )
    toy = (
        path("M92 236 130 236 122 280H100Z", PAPER)
        + line("M98 240 104 276M111 240V276M124 240 118 276", "#c9c2b4", 3)
        + disc(111, 288, 16, look.accent)
        if look.has("badminton")
        else disc(112, 276, 32, "#d6df4a")
        + line("M88 258Q112 276 92 300M134 254Q116 278 138 294", PAPER, 5)
    )
    return frame + toy
