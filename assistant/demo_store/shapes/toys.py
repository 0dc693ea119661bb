"""Toys and games."""

# ruff: noqa: E501  (an outline is one long string)

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
    shape,
)

_BRIGHT = ("#e5675b", "#f0b93e", "#5fa8a0", "#5873a8", "#c46a9a", "#8ab06a")


def _rex(main: str, dark: str, light: str) -> str:
    """A T. rex about (200, 200), 240 high."""
    return (
        path(
            "M70 262Q120 268 140 214 150 160 200 152V120Q200 84 242 84H290Q316 86 316 112V138Q316 150 300 150H258"
            "Q262 220 240 250L246 304H268Q274 320 262 320H214L206 268H176L164 304H184Q188 320 176 320H136L142 262"
            "Q104 292 70 262Z",
            main,
        )
        + path("M176 268Q200 230 196 172 228 200 224 262L206 268Z", light)
        + disc(272, 106, 9, PAPER)
        + disc(274, 107, 5, INK)
        + path("M262 134H310L302 146 294 136 286 146 278 136 270 146Z", PAPER)
        + line("M238 190Q260 192 258 208", dark, 10)
        + "".join(
            path(f"M{x} {y}l-16 -10 4 20Z", dark)
            for x, y in ((196, 130), (184, 158), (156, 184), (142, 214), (122, 244))
        )
    )


@shape("dinosaur")
def dinosaur(look: Look) -> str:
    """A T. rex; several small ones in a set."""
    if not look.has("set"):
        return _rex(look.main, look.deep, look.light)
    long_neck = path(
        "M60 288Q96 300 120 252 150 214 214 222 236 190 238 130 240 92 272 92 300 96 300 116T276 132Q272 220"
        " 256 268L258 320H232L226 276H166L160 320H134L132 274Q96 314 60 288Z",
        "#7f9a5c",
    ) + disc(280, 108, 5, INK)
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
        path(
            "M76 250Q72 176 150 168H240Q300 178 300 250V304Q300 320 284 320H262Q250 320 250 306V290H150V306Q150 320"
            " 138 320H112Q96 320 96 304V282Q66 290 60 268 66 258 76 250Z",
            look.main,
        )
        + path("M228 210Q206 120 262 96 330 92 340 150T306 236Q256 250 228 210Z", look.dark)
        + path("M250 210Q240 150 284 146T346 200Q350 236 310 240T250 210Z", look.light)
        + path("M272 150 262 112 288 142ZM306 150 318 112 328 152ZM338 206 362 196 344 222Z", PAPER)
        + disc(286, 186, 8, INK)
        + disc(322, 186, 6, INK)
        + line("M292 216Q306 226 322 214", look.deep, 5)
        + oval(150, 230, 22, 15, look.accent, 0.8)
        + oval(196, 214, 17, 12, look.accent, 0.8)
    )


def fox(look: Look) -> str:
    """A soft fox."""
    return (
        path("M252 300Q330 296 322 214 306 168 282 204 290 256 240 262Z", "#d9743a")
        + path("M322 214Q306 168 282 204 300 220 322 214Z", PAPER)
        + path("M140 320Q132 214 200 210T260 320Z", "#d9743a")
        + oval(200, 290, 32, 36, PAPER)
        + path(
            "M112 110 120 74 164 104Q200 92 236 104L280 74 288 110Q296 190 200 228 104 190 112 110Z",
            "#e08446",
        )
        + path("M128 172Q168 152 200 206 232 152 272 172 250 210 200 228 150 210 128 172Z", PAPER)
        + disc(162, 152, 8, INK)
        + disc(238, 152, 8, INK)
        + oval(200, 206, 13, 9, INK)
    )


@shape("kitchen")
def play_kitchen(look: Look) -> str:
    """A play kitchen."""
    return (
        rect(86, 84, 228, 236, look.main, 12)
        + rect(276, 84, 38, 236, look.dark, 12)
        + rect(104, 100, 154, 52, "#cfe4ef", 6)
        + rect(76, 168, 248, 18, WOOD, 6)
        + oval(136, 170, 26, 7, INK)
        + oval(216, 170, 26, 7, INK)
        + "".join(
            disc(x, 206, 9, c) for x, c in ((116, "#e5675b"), (148, "#f0b93e"), (180, "#5fa8a0"))
        )
        + rect(104, 228, 88, 76, INK, 10)
        + rect(114, 240, 68, 50, "#f2b45c", 6)
        + rect(208, 206, 60, 98, look.light, 8)
        + disc(220, 254, 6, look.deep)
        + path("M184 168V148H240V168Z", look.accent)
        + line("M240 152H264", INK, 6)
    )


@shape("doll")
def doll(look: Look) -> str:
    """A rag doll."""
    return (
        line("M152 196 104 240M248 196 296 240", SKIN, 24)
        + line("M176 272V312M224 272V312", SKIN, 24)
        + oval(172, 318, 22, 11, INK)
        + oval(228, 318, 22, 11, INK)
        + disc(200, 116, 70, "#8a4a32")
        + disc(128, 150, 25, "#8a4a32")
        + disc(272, 150, 25, "#8a4a32")
        + disc(200, 124, 55, SKIN)
        + path("M150 108Q176 66 200 84 224 66 250 108 226 92 200 94T150 108Z", "#8a4a32")
        + disc(180, 126, 6, INK)
        + disc(220, 126, 6, INK)
        + disc(168, 144, 9, "#e89a8a")
        + disc(232, 144, 9, "#e89a8a")
        + line("M188 150Q200 160 212 150", "#b5553f", 5)
        + path("M164 178Q200 194 236 178L272 284H128Z", look.main)
        + path("M216 184 236 178 272 284H238Z", look.dark)
        + "".join(
            disc(x, y, 6, PAPER)
            for x, y in ((170, 224), (200, 212), (226, 236), (182, 258), (212, 264), (152, 262))
        )
    )


@shape("robot")
def robot(look: Look) -> str:
    """A robot with buttons."""
    return (
        line("M200 108V74", "#8d939e", 7)
        + disc(200, 68, 12, look.accent)
        + rect(126, 104, 148, 100, look.main, 32)
        + rect(144, 124, 112, 56, INK, 26)
        + disc(176, 152, 13, "#9fe0e0")
        + disc(224, 152, 13, "#9fe0e0")
        + rect(142, 210, 116, 82, look.dark, 20)
        + "".join(
            disc(x, y, 9, c)
            for (x, y), c in zip(
                ((176, 236), (200, 236), (224, 236), (188, 264), (212, 264)), _BRIGHT, strict=False
            )
        )
        + line("M136 232 98 258M264 232 302 258", "#8d939e", 15)
        + disc(94, 262, 14, look.main)
        + disc(306, 262, 14, look.main)
        + disc(160, 304, 22, INK)
        + disc(240, 304, 22, INK)
        + disc(160, 304, 8, "#8d939e")
        + disc(240, 304, 8, "#8d939e")
    )
