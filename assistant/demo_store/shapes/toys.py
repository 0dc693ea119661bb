"""Toys and games."""

from assistant.demo_store.shapes.art import (
    INK,
    PAPER,
    SKIN,
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


def _rex(main: str, dark: str, light: str) -> str:
    """A T. rex about (200, 200), 240 high."""
    return (
        path("M70 262Q120 268 140 214 150 160 200 152V120Q200 84 242 84H290Q316 86 316 112V138Q316 150 300 150H258"
             "Q262 220 240 250L246 304H268Q274 320 262 320H214L206 268H176L164 304H184Q188 320 176 320H136L142 262"
             "Q104 292 70 262Z", main)
        + path("M176 268Q200 230 196 172 228 200 224 262L206 268Z", light) + disc(272, 106, 9, PAPER) + disc(274, 107, 5, INK)  # noqa: E501
        + path("M262 134H310L302 146 294 136 286 146 278 136 270 146Z", PAPER) + line("M238 190Q260 192 258 208", dark, 10)  # noqa: E501
        + "".join(path(f"M{x} {y}l-16 -10 4 20Z", dark) for x, y in ((196, 130), (184, 158), (156, 184), (142, 214), (122, 244)))  # noqa: E501
    )  # fmt: skip


@shape("dinosaur")
def dinosaur(look: Look) -> str:
    """A T. rex; several small ones in a set."""
    if not look.has("set"):
        return _rex(look.main, look.deep, look.light)
    long_neck = (
        path("M60 288Q96 300 120 252 150 214 214 222 236 190 238 130 240 92 272 92 300 96 300 116T276 132Q272 220"
             " 256 268L258 320H232L226 276H166L160 320H134L132 274Q96 314 60 288Z", "#7f9a5c")
        + disc(280, 108, 5, INK)
    )  # fmt: skip
    return (
        f'<g transform="translate(-34 2) scale(.98)">{long_neck}</g>'
        + f'<g transform="translate(206 176) scale(.45)">{_rex("#c8704e", "#8a4a32", "#e0a283")}</g>'
        + f'<g transform="translate(20 54) scale(.34)">{_rex("#5f8fae", "#3f6680", "#9cc0d6")}</g>'
    )


@shape("plush")
def plush(look: Look) -> str:
    """A soft triceratops; a fox for dogs."""
    if look.has("fox"):
        return fox(look)
    return (
        path("M76 250Q72 176 150 168H240Q300 178 300 250V304Q300 320 284 320H262Q250 320 250 306V290H150V306Q150 320"
             " 138 320H112Q96 320 96 304V282Q66 290 60 268 66 258 76 250Z", look.main)
        + path("M228 210Q206 120 262 96 330 92 340 150T306 236Q256 250 228 210Z", look.dark)
        + path("M250 210Q240 150 284 146T346 200Q350 236 310 240T250 210Z", look.light) + path("M272 150 262 112 288 142ZM306 150 318 112 328 152ZM338 206 362 196 344 222Z", PAPER)  # noqa: E501
        + disc(286, 186, 8, INK) + disc(322, 186, 6, INK) + line("M292 216Q306 226 322 214", look.deep, 5) + oval(150, 230, 22, 15, look.accent, 0.8)  # noqa: E501
        + oval(196, 214, 17, 12, look.accent, 0.8)
    )  # fmt: skip


def fox(look: Look) -> str:
    """A soft fox."""
    return (
        path("M252 300Q330 296 322 214 306 168 282 204 290 256 240 262Z", "#d9743a") + path("M322 214Q306 168 282 204 300 220 322 214Z", PAPER)  # noqa: E501
        + path("M140 320Q132 214 200 210T260 320Z", "#d9743a") + oval(200, 290, 32, 36, PAPER)
        + path("M112 110 120 74 164 104Q200 92 236 104L280 74 288 110Q296 190 200 228 104 190 112 110Z", "#e08446")
        + path("M128 172Q168 152 200 206 232 152 272 172 250 210 200 228 150 210 128 172Z", PAPER)
        + disc(162, 152, 8, INK) + disc(238, 152, 8, INK) + oval(200, 206, 13, 9, INK)
    )


@shape("blocks", "bricks")
def blocks(look: Look) -> str:
    """Wooden blocks, magnetic tiles, foam or a space set."""
    if look.has("magnetic"):
        return "".join(
            path(d, c, 0.85) + path(d, "none")
            for d, c in (
                ("M90 216H166V318H90Z", "#e5675b"), ("M166 216H242V318H166Z", "#5fa8c4"), ("M242 216H318V318H242Z", "#f0b93e"),  # noqa: E501
                ("M84 216 128 140 172 216Z", "#8a6fc0"), ("M236 216 280 140 324 216Z", "#6fae6a"), ("M168 128H240V214H168Z", "#f08a4a"),  # noqa: E501
                ("M162 128 204 60 246 128Z", "#e5675b"),
            )
        ) + line("M200 318V276Q204 262 212 276V318", PAPER, 6)  # fmt: skip
    if look.has("space"):
        studs = "".join(rect(x, 286 - 14, 20, 14, c, 3) for x, c in ((86, "#8d939e"), (114, "#8d939e"), (266, "#8d939e"), (294, "#8d939e")))  # noqa: E501
        return (
            studs + rect(70, 284, 260, 34, "#6d7f8b", 6) + rect(172, 150, 56, 136, PAPER, 10) + path("M172 152Q174 92 200 70 226 92 228 152Z", "#e5675b")  # noqa: E501
            + disc(200, 186, 16, "#8fb4cc") + path("M172 232 138 284H172ZM228 232 262 284H228Z", "#e5675b")
            + rect(60, 180, 82, 40, "#35507a", 4) + rect(258, 180, 82, 40, "#35507a", 4) + line("M142 200H172M228 200H258", "#8d939e", 8)  # noqa: E501
            + line("M88 180V220M114 180V220M286 180V220M312 180V220", "#7a94bd", 3)
        )
    soft = 16 if look.has("foam") else 5
    tints = [tone(c, 0.25) for c in _BRIGHT] if look.has("foam") else list(_BRIGHT)
    tower = ((84, 246, 74), (164, 246, 74), (244, 246, 74), (124, 168, 74), (204, 168, 74))
    return (
        "".join(
            rect(x, y, s, s, tints[i], soft) + rect(x + 16, y + 16, s - 32, s - 32, tone(tints[i], 0.35), soft)
            for i, (x, y, s) in enumerate(tower)
        )
        + path("M152 164 200 92 248 164Z", tints[5] if soft == 5 else tints[0])
    )


@shape("construction")
def construction(look: Look) -> str:
    """A marble run."""
    return (
        line("M92 90V320M308 90V320M200 130V320", WOOD, 10) + line("M78 116 216 156M322 168 180 208M78 222 216 262", look.main, 15)  # noqa: E501
        + line("M216 262Q260 270 262 310H320", look.dark, 15) + "".join(disc(x, y, 13, c) for x, y, c in ((112, 108, "#e5675b"), (258, 168, "#5873a8"), (150, 228, "#f0b93e"), (292, 296, "#5fa8a0")))  # noqa: E501
        + disc(308, 116, 30, look.accent) + disc(308, 116, 11, PAPER) + "".join(f'<g transform="rotate({a} 308 116)">{rect(302, 78, 12, 16, look.accent, 3)}</g>' for a in range(0, 360, 60))  # noqa: E501
    )


@shape("game")
def game(look: Look) -> str:
    """A board with pieces, or a hand of cards with their box."""
    if look.has("card", "party"):
        cards = "".join(
            turned(a, rect(150, 90, 100, 148, PAPER, 12) + rect(160, 100, 80, 128, c, 8) + disc(200, 164, 22, PAPER), 200, 300)  # noqa: E501
            for a, c in ((-26, look.dark), (0, look.main), (26, look.accent))
        )
        return cards + rect(116, 252, 168, 68, look.deep, 10) + line("M146 286H254", PAPER, 7)
    track = ((110, 276), (110, 228), (130, 184), (176, 168), (222, 180), (236, 222), (268, 252), (300, 228), (300, 180))  # noqa: E501
    return (
        path("M78 136H322L346 300H54Z", look.main) + path("M54 300H346V318H54Z", look.deep) + path("M96 150H304L322 286H78Z", tone(look.light, 0.4))  # noqa: E501
        + "".join(oval(x, y, 17, 11, c) for (x, y), c in zip(track, _BRIGHT * 2, strict=False))
        + "".join(path(f"M{x - 15} {y}Q{x - 10} {y - 36} {x} {y - 36}T{x + 15} {y}Z", c) + disc(x, y - 42, 13, c) for x, y, c in ((112, 226, "#cf4440"), (176, 164, "#3f63b5"), (270, 248, "#2e6049")))  # noqa: E501
        + turned(14, rect(170, 228, 40, 40, PAPER, 8) + "".join(disc(x, y, 4, INK) for x, y in ((180, 238), (190, 248), (200, 258))), 190, 248)  # noqa: E501
    )


@shape("puzzle")
def puzzle(look: Look) -> str:
    """Four pieces, one of them not yet in place."""
    def piece(x: float, y: float, c: str) -> str:
        return rect(x, y, 92, 92, c, 10)

    a, b, c, d = (_BRIGHT[(look.seed + i) % 6] for i in range(4))
    return (
        piece(104, 118, a) + piece(104, 214, c) + piece(200, 214, d) + disc(200, 164, 18, a) + disc(150, 212, 18, c)
        + disc(198, 260, 18, tone(d, -0.1)) + disc(198, 260, 18, c)
        + turned(16, piece(216, 92, b) + disc(264, 188, 18, b) + disc(216, 138, 18, "#fbf1df"), 262, 138)
        + disc(246, 214, 18, "#fbf1df")
    )


@shape("swing")
def swing(look: Look) -> str:
    """A nest swing on ropes."""
    return (
        line("M200 60 96 232M200 60 304 232M200 60 164 208M200 60 236 208", "#b59c6c", 7) + oval(200, 244, 124, 48, look.deep)  # noqa: E501
        + oval(200, 236, 124, 46, look.main) + oval(200, 236, 96, 32, look.light)
        + line("M118 224Q200 268 282 224M130 250Q200 210 270 250M200 206V266", look.dark, 5) + ring(200, 60, 13, INK, 7)  # noqa: E501
    )


@shape("kite")
def kite(look: Look) -> str:
    """A kite with a tail."""
    return (
        path("M216 66 314 160 196 286 122 138Z", look.main) + path("M216 66 314 160 206 168Z", look.accent)
        + path("M196 286 122 138 206 168Z", look.dark) + line("M216 66 196 286M122 138 314 160", look.deep, 4)
        + line("M196 286Q160 300 172 326T130 342", look.deep, 4) + "".join(path(f"M{x} {y}l-14 -9v18Zl14 -9v18Z", look.accent) for x, y in ((176, 302), (164, 330)))  # noqa: E501
        + disc(76, 110, 17, PAPER) + disc(100, 104, 23, PAPER) + disc(122, 112, 14, PAPER)
    )


@shape("bubbles")
def bubbles(look: Look) -> str:
    """A wand and bubbles."""
    drops = "".join(
        disc(x, y, r, c, 0.5) + line(f"M{x - r * 0.5:g} {y - r * 0.2:g}Q{x - r * 0.4:g} {y - r * 0.5:g} {x} {y - r * 0.6:g}", PAPER, 5)  # noqa: E501
        for x, y, r, c in ((120, 130, 48, "#8fc0de"), (212, 92, 30, "#e5a8c0"), (286, 150, 40, "#a9d9c4"), (92, 224, 24, "#f0d58a"), (246, 224, 22, "#c3aee0"))  # noqa: E501
    )
    return drops + ring(178, 204, 38, look.main, 12) + line("M178 242V318", look.main, 13) + rect(252, 262, 62, 60, look.accent, 12) + rect(260, 244, 46, 22, look.deep, 7)  # noqa: E501


@shape("kitchen")
def play_kitchen(look: Look) -> str:
    """A play kitchen."""
    return (
        rect(86, 84, 228, 236, look.main, 12) + rect(276, 84, 38, 236, look.dark, 12) + rect(104, 100, 154, 52, "#cfe4ef", 6)  # noqa: E501
        + rect(76, 168, 248, 18, WOOD, 6) + oval(136, 170, 26, 7, INK) + oval(216, 170, 26, 7, INK)
        + "".join(disc(x, 206, 9, c) for x, c in ((116, "#e5675b"), (148, "#f0b93e"), (180, "#5fa8a0")))
        + rect(104, 228, 88, 76, INK, 10) + rect(114, 240, 68, 50, "#f2b45c", 6) + rect(208, 206, 60, 98, look.light, 8) + disc(220, 254, 6, look.deep)  # noqa: E501
        + path("M184 168V148H240V168Z", look.accent) + line("M240 152H264", INK, 6)
    )


@shape("doll")
def doll(look: Look) -> str:
    """A rag doll."""
    return (
        line("M152 196 104 240M248 196 296 240", SKIN, 24) + line("M176 272V312M224 272V312", SKIN, 24) + oval(172, 318, 22, 11, INK) + oval(228, 318, 22, 11, INK)  # noqa: E501
        + disc(200, 116, 70, "#8a4a32") + disc(128, 150, 25, "#8a4a32") + disc(272, 150, 25, "#8a4a32") + disc(200, 124, 55, SKIN)  # noqa: E501
        + path("M150 108Q176 66 200 84 224 66 250 108 226 92 200 94T150 108Z", "#8a4a32") + disc(180, 126, 6, INK) + disc(220, 126, 6, INK)  # noqa: E501
        + disc(168, 144, 9, "#e89a8a") + disc(232, 144, 9, "#e89a8a") + line("M188 150Q200 160 212 150", "#b5553f", 5)
        + path("M164 178Q200 194 236 178L272 284H128Z", look.main) + path("M216 184 236 178 272 284H238Z", look.dark)
        + "".join(disc(x, y, 6, PAPER) for x, y in ((170, 224), (200, 212), (226, 236), (182, 258), (212, 264), (152, 262)))  # noqa: E501
    )


@shape("robot")
def robot(look: Look) -> str:
    """A robot with buttons."""
    return (
        line("M200 108V74", "#8d939e", 7) + disc(200, 68, 12, look.accent) + rect(126, 104, 148, 100, look.main, 32)
        + rect(144, 124, 112, 56, INK, 26) + disc(176, 152, 13, "#9fe0e0") + disc(224, 152, 13, "#9fe0e0")
        + rect(142, 210, 116, 82, look.dark, 20) + "".join(disc(x, y, 9, c) for (x, y), c in zip(((176, 236), (200, 236), (224, 236), (188, 264), (212, 264)), _BRIGHT, strict=False))  # noqa: E501
        + line("M136 232 98 258M264 232 302 258", "#8d939e", 15) + disc(94, 262, 14, look.main) + disc(306, 262, 14, look.main)  # noqa: E501
        + disc(160, 304, 22, INK) + disc(240, 304, 22, INK) + disc(160, 304, 8, "#8d939e") + disc(240, 304, 8, "#8d939e")  # noqa: E501
    )


@shape("loom")
def loom(look: Look) -> str:
    """A weaving frame."""
    rows = "".join(rect(120, 236 - i * 17, 160, 15, _BRIGHT[(i + look.seed) % 6], 6) for i in range(6))
    return (
        "".join(line(f"M{x} 100V262", "#efe3c8", 4) for x in range(126, 280, 14)) + rows + rect(92, 84, 216, 22, WOOD, 8)
        + rect(92, 254, 216, 22, WOOD, 8) + rect(92, 84, 22, 236, WOOD, 8) + rect(286, 84, 22, 236, WOOD, 8)
        + rect(128, 126, 144, 11, tone(WOOD, -0.2), 5) + turned(-12, rect(138, 292, 128, 18, "#e5675b", 9), 200, 300)
    )


@shape("rings")
def rings(look: Look) -> str:
    """Stacking rings."""
    stack = "".join(
        rect(200 - w, y, 2 * w, 34, tone(c, 0.15), 17)
        for y, w, c in zip((276, 240, 204, 168, 132), (104, 90, 76, 62, 48), _BRIGHT, strict=False)
    )
    return oval(200, 316, 112, 12, WOOD) + rect(190, 96, 20, 210, WOOD, 10) + stack + disc(200, 108, 24, look.accent)
