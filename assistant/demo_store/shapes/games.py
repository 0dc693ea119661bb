"""Building, games and play in the garden."""

from assistant.demo_store.shapes.art import (
    INK,
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

_BRIGHT = ("#e5675b", "#f0b93e", "#5fa8a0", "#5873a8", "#c46a9a", "#8ab06a")


@shape("blocks", "bricks")
def blocks(look: Look) -> str:
    """Wooden blocks, magnetic tiles, foam or a space set."""
    if look.has("magnetic"):
        return "".join(
            path(d, c, 0.85) + path(d, "none")
            for d, c in (
                ("M90 216H166V318H90Z", "#e5675b"),
                ("M166 216H242V318H166Z", "#5fa8c4"),
                ("M242 216H318V318H242Z", "#f0b93e"),
                ("M84 216 128 140 172 216Z", "#8a6fc0"),
                ("M236 216 280 140 324 216Z", "#6fae6a"),
                ("M168 128H240V214H168Z", "#f08a4a"),
                ("M162 128 204 60 246 128Z", "#e5675b"),
            )
        ) + line("M200 318V276Q204 262 212 276V318", PAPER, 6)
    if look.has("space"):
        studs = "".join(
            rect(x, 286 - 14, 20, 14, c, 3)
            for x, c in ((86, "#8d939e"), (114, "#8d939e"), (266, "#8d939e"), (294, "#8d939e"))
        )
        return (
            studs
            + rect(70, 284, 260, 34, "#6d7f8b", 6)
            + rect(172, 150, 56, 136, PAPER, 10)
            + path("M172 152Q174 92 200 70 226 92 228 152Z", "#e5675b")
            + disc(200, 186, 16, "#8fb4cc")
            + path("M172 232 138 284H172ZM228 232 262 284H228Z", "#e5675b")
            + rect(60, 180, 82, 40, "#35507a", 4)
            + rect(258, 180, 82, 40, "#35507a", 4)
            + line("M142 200H172M228 200H258", "#8d939e", 8)
            + line("M88 180V220M114 180V220M286 180V220M312 180V220", "#7a94bd", 3)
        )
    soft = 16 if look.has("foam") else 5
    tints = [tone(c, 0.25) for c in _BRIGHT] if look.has("foam") else list(_BRIGHT)
    tower = ((84, 246, 74), (164, 246, 74), (244, 246, 74), (124, 168, 74), (204, 168, 74))
    return "".join(
        rect(x, y, s, s, tints[i], soft)
        + rect(x + 16, y + 16, s - 32, s - 32, tone(tints[i], 0.35), soft)
        for i, (x, y, s) in enumerate(tower)
    ) + path("M152 164 200 92 248 164Z", tints[5] if soft == 5 else tints[0])


@shape("construction")
def construction(look: Look) -> str:
    """A marble run."""
    return (
        line("M92 90V320M308 90V320M200 130V320", WOOD, 10)
        + line("M78 116 216 156M322 168 180 208M78 222 216 262", look.main, 15)
        + line("M216 262Q260 270 262 310H320", look.dark, 15)
        + "".join(
            disc(x, y, 13, c)
            for x, y, c in (
                (112, 108, "#e5675b"),
                (258, 168, "#5873a8"),
                (150, 228, "#f0b93e"),
                (292, 296, "#5fa8a0"),
            )
        )
        + disc(308, 116, 30, look.accent)
        + disc(308, 116, 11, PAPER)
        + "".join(
            f'<g transform="rotate({a} 308 116)">{rect(302, 78, 12, 16, look.accent, 3)}</g>'
            for a in range(0, 360, 60)
        )
    )


@shape("game")
def game(look: Look) -> str:
    """A board with pieces, or a hand of cards with their box."""
    if look.has("card", "party"):
        cards = "".join(
            turned(
                a,
                rect(150, 90, 100, 148, PAPER, 12)
                + rect(160, 100, 80, 128, c, 8)
                + disc(200, 164, 22, PAPER),
                200,
                300,
            )
            for a, c in ((-26, look.dark), (0, look.main), (26, look.accent))
        )
        return cards + rect(116, 252, 168, 68, look.deep, 10) + line("M146 286H254", PAPER, 7)
    track = (
        (110, 276),
        (110, 228),
        (130, 184),
        (176, 168),
        (222, 180),
        (236, 222),
        (268, 252),
        (300, 228),
        (300, 180),
    )
    return (
        path("M78 136H322L346 300H54Z", look.main)
        + path("M54 300H346V318H54Z", look.deep)
        + path("M96 150H304L322 286H78Z", tone(look.light, 0.4))
        + "".join(oval(x, y, 17, 11, c) for (x, y), c in zip(track, _BRIGHT * 2, strict=False))
        + "".join(
            path(f"M{x - 15} {y}Q{x - 10} {y - 36} {x} {y - 36}T{x + 15} {y}Z", c)
            + disc(x, y - 42, 13, c)
            for x, y, c in ((112, 226, "#cf4440"), (176, 164, "#3f63b5"), (270, 248, "#2e6049"))
        )
        + turned(
            14,
            rect(170, 228, 40, 40, PAPER, 8)
            + "".join(disc(x, y, 4, INK) for x, y in ((180, 238), (190, 248), (200, 258))),
            190,
            248,
        )
    )


@shape("puzzle")
def puzzle(look: Look) -> str:
    """Four pieces, one of them not yet in place."""

    def piece(x: float, y: float, c: str) -> str:
        return rect(x, y, 92, 92, c, 10)

    a, b, c, d = (_BRIGHT[(look.seed + i) % 6] for i in range(4))
    return (
        piece(104, 118, a)
        + piece(104, 214, c)
        + piece(200, 214, d)
        + disc(200, 164, 18, a)
        + disc(150, 212, 18, c)
        + disc(198, 260, 18, tone(d, -0.1))
        + disc(198, 260, 18, c)
        + turned(
            16, piece(216, 92, b) + disc(264, 188, 18, b) + disc(216, 138, 18, "#fbf1df"), 262, 138
        )
        + disc(246, 214, 18, "#fbf1df")
    )


@shape("swing")
def swing(look: Look) -> str:
    """A nest swing on ropes."""
    return (
        line("M200 60 96 232M200 60 304 232M200 60 164 208M200 60 236 208", "#b59c6c", 7)
        + oval(200, 244, 124, 48, look.deep)
        + oval(200, 236, 124, 46, look.main)
        + oval(200, 236, 96, 32, look.light)
        + line("M118 224Q200 268 282 224M130 250Q200 210 270 250M200 206V266", look.dark, 5)
        + ring(200, 60, 13, INK, 7)
    )


@shape("kite")
def kite(look: Look) -> str:
    """A kite with a tail."""
    return (
        path("M216 66 314 160 196 286 122 138Z", look.main)
        + path("M216 66 314 160 206 168Z", look.accent)
        + path("M196 286 122 138 206 168Z", look.dark)
        + line("M216 66 196 286M122 138 314 160", look.deep, 4)
        + line("M196 286Q160 300 172 326T130 342", look.deep, 4)
        + "".join(
            path(f"M{x} {y}l-14 -9v18Zl14 -9v18Z", look.accent) for x, y in ((176, 302), (164, 330))
        )
        + disc(76, 110, 17, PAPER)
        + disc(100, 104, 23, PAPER)
        + disc(122, 112, 14, PAPER)
    )


@shape("bubbles")
def bubbles(look: Look) -> str:
    """A wand and bubbles."""
    drops = "".join(
        disc(x, y, r, c, 0.5)
        + line(
            f"M{x - r * 0.5:g} {y - r * 0.2:g}Q{x - r * 0.4:g} {y - r * 0.5:g} {x} {y - r * 0.6:g}",
            PAPER,
            5,
        )
        for x, y, r, c in (
            (120, 130, 48, "#8fc0de"),
            (212, 92, 30, "#e5a8c0"),
            (286, 150, 40, "#a9d9c4"),
            (92, 224, 24, "#f0d58a"),
            (246, 224, 22, "#c3aee0"),
        )
    )
    return (
        drops
        + ring(178, 204, 38, look.main, 12)
        + line("M178 242V318", look.main, 13)
        + rect(252, 262, 62, 60, look.accent, 12)
        + rect(260, 244, 46, 22, look.deep, 7)
    )


@shape("rings")
def rings(look: Look) -> str:
    """Stacking rings."""
    stack = "".join(
        rect(200 - w, y, 2 * w, 34, tone(c, 0.15), 17)
        for y, w, c in zip((276, 240, 204, 168, 132), (104, 90, 76, 62, 48), _BRIGHT, strict=False)
    )
    return (
        oval(200, 316, 112, 12, WOOD)
        + rect(190, 96, 20, 210, WOOD, 10)
        + stack
        + disc(200, 108, 24, look.accent)
    )


@shape("loom")
def loom(look: Look) -> str:
    """A weaving frame."""
    rows = "".join(
        rect(120, 236 - i * 17, 160, 15, _BRIGHT[(i + look.seed) % 6], 6) for i in range(6)
    )
    return (
        "".join(line(f"M{x} 100V262", "#efe3c8", 4) for x in range(126, 280, 14))
        + rows
        + rect(92, 84, 216, 22, WOOD, 8)
        + rect(92, 254, 216, 22, WOOD, 8)
        + rect(92, 84, 22, 236, WOOD, 8)
        + rect(286, 84, 22, 236, WOOD, 8)
        + rect(128, 126, 144, 11, tone(WOOD, -0.2), 5)
        + turned(-12, rect(138, 292, 128, 18, "#e5675b", 9), 200, 300)
    )
