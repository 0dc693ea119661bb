"""Beauty and care."""

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

_SOFT = ("#e6b7ad", "#a9c4b4", "#c5b6da", "#e9cf9d", "#a9c6da", "#d99c8f")


def _pack(look: Look) -> tuple[str, str]:
    colour = _SOFT[look.seed % len(_SOFT)]
    return colour, tone(colour, -0.14)


def _sprig(x: float, y: float, colour: str = "#7fa37a") -> str:
    return line(f"M{x} {y + 24}V{y - 20}", colour, 4) + "".join(
        oval(x + dx, y + dy, 10, 5, colour) for dx, dy in ((-10, 8), (10, 0), (-10, -10), (9, -18))
    )


@shape("cream", "scrub")
def pot_of_cream(look: Look) -> str:
    """A low jar; a tube for the hands; a bowl for shaving."""
    if look.has("hand"):
        return tube(look)
    main, dark = _pack(look)
    if look.has("shaving", "bowl"):
        return (
            path("M92 222H308Q304 320 200 320T92 222Z", "#8a5a3c")
            + path("M256 222H308Q304 312 216 320 262 286 256 222Z", "#74492f")
            + path(
                "M106 222Q96 176 146 176 160 138 204 152 250 134 262 180 306 184 294 222Z", PAPER
            )
            + line("M240 130 292 74", "#8a5a3c", 20)
            + path("M210 168 222 118 256 150Z", "#d9c19a")
        )
    fill = "#8a6248" if look.has("scrub") else PAPER
    return (
        rect(92, 184, 216, 136, main, 30)
        + path("M258 184H278Q308 186 308 214V290Q308 320 278 320H258Z", dark)
        + rect(84, 134, 232, 58, tone(main, -0.3), 18)
        + rect(84, 134, 232, 18, tone(main, -0.18), 9)
        + rect(128, 220, 126, 74, PAPER, 12)
        + _sprig(192, 258)
        + (path("M140 134Q160 100 200 112T262 134Z", fill) if look.has("scrub") else "")
    )


@shape("gel", "sunscreen")
def tube(look: Look) -> str:
    """A tube on its cap; a spray can of sunscreen."""
    main, dark = _pack(look)
    sun = disc(200, 190, 26, "#f2b93e") + "".join(
        f'<g transform="rotate({a} 200 190)">{rect(197, 146, 6, 14, "#f2b93e", 3)}</g>'
        for a in range(0, 360, 45)
    )
    mark = sun if look.has("sunscreen") else _sprig(200, 190)
    if look.has("spray"):
        return (
            rect(180, 64, 40, 34, INK, 10)
            + path(
                "M148 116Q148 96 170 96H230Q252 96 252 116V304Q252 320 236 320H164"
                "Q148 320 148 304Z",
                "#5fa8c4",
            )
            + path("M226 96H230Q252 96 252 116V304Q252 320 236 320H226Z", "#4c90ab")
            + rect(148, 150, 104, 84, PAPER)
            + mark
        )
    return (
        path("M126 72H274L252 278H148Z", main)
        + path("M244 72H274L252 278H228Z", dark)
        + rect(122, 66, 156, 18, tone(main, -0.3), 5)
        + rect(152, 132, 96, 112, PAPER, 14)
        + mark
        + rect(150, 274, 100, 46, INK if look.has("matte") else tone(main, -0.36), 12)
    )


@shape("serum")
def serum(look: Look) -> str:
    """A dropper bottle."""
    glass = look.one_of("#b5743c", "#6f8fae", "#7f9a78")
    return (
        path("M184 62Q200 50 216 62V110H184Z", "#e0837a")
        + rect(174, 104, 52, 44, INK, 8)
        + path(
            "M160 148H240Q268 160 268 190V296Q268 320 244 320H156Q132 320 132 296V190Q132 160 160 148Z",
            glass,
        )
        + path("M226 148H240Q268 160 268 190V296Q268 320 244 320H228Z", tone(glass, -0.18))
        + rect(148, 204, 104, 84, PAPER, 10)
        + path("M200 216Q226 250 200 272T200 216Z", glass)
        + rect(146, 168, 10, 120, PAPER, 5, 0.45)
    )


@shape("soap", "bath")
def soap(look: Look) -> str:
    """A bar with bubbles; a bottle of bath milk."""
    if look.has("bath", "milk"):
        return shampoo(look)
    main, dark = _pack(look)
    return (
        oval(200, 296, 136, 26, "#cfa777")
        + path("M92 250Q92 196 150 196H250Q308 196 308 250T250 296H150Q92 296 92 250Z", main)
        + path("M262 198Q308 204 308 250T250 296H236Q296 252 262 198Z", dark)
        + rect(146, 226, 108, 36, tone(main, 0.35), 18)
        + "".join(
            disc(x, y, r, PAPER, 0.85)
            for x, y, r in ((136, 176, 20), (172, 150, 13), (236, 168, 25), (270, 136, 12))
        )
    )


@shape("balm")
def balm(look: Look) -> str:
    """A tin, three lip sticks, or a bottle after shaving."""
    main, dark = _pack(look)
    if look.has("lip", "trio"):
        return "".join(
            rect(x, 190, 54, 130, c, 12)
            + rect(x + 40, 190, 14, 130, tone(c, -0.15), 7)
            + rect(x + 6, 168, 42, 26, METAL, 4)
            + path(f"M{x + 10} 168V128Q{x + 12} 110 {x + 44} 120V168Z", tone(c, 0.45))
            for x, c in ((92, "#e0a85a"), (173, "#d98c8c"), (254, "#9ab890"))
        )
    if look.has("shave"):
        return shampoo(look)
    return (
        path("M84 222H316V270Q316 306 200 306T84 270Z", dark)
        + oval(200, 222, 116, 40, main)
        + oval(200, 220, 98, 31, tone(main, 0.5))
        + path("M140 224Q180 196 240 214T262 232", tone(main, 0.8))
        + turned(
            -20, oval(276, 146, 78, 26, main) + oval(276, 140, 78, 26, tone(main, 0.25)), 276, 146
        )
    )


@shape("shampoo", "conditioner")
def shampoo(look: Look) -> str:
    """A bottle with a pump, a solid bar, or a bottle for dogs."""
    main, dark = _pack(look)
    if look.has("solid", "bar"):
        return soap(look)
    mark = (
        disc(200, 246, 14, dark)
        + "".join(disc(x, y, 7, dark) for x, y in ((178, 230), (191, 219), (209, 219), (222, 230)))
        if look.has("dog")
        else _sprig(200, 240, tone(main, -0.35))
    )
    return (
        line("M200 110V74H152", INK, 13)
        + rect(176, 96, 48, 40, INK, 8)
        + path(
            "M164 134H236Q264 146 264 178V296Q264 320 240 320H160Q136 320 136 296V178Q136 146 164 134Z",
            main,
        )
        + path("M224 134H236Q264 146 264 178V296Q264 320 240 320H226Z", dark)
        + rect(150, 190, 100, 98, PAPER, 14)
        + mark
        + rect(148, 158, 9, 24, PAPER, 4, 0.7)
    )


@shape("brush")
def brush(look: Look) -> str:
    """A hair brush."""
    bristles = "".join(
        disc(200 + x, 142 + y, 4, INK)
        for x in (-36, -18, 0, 18, 36)
        for y in (-42, -21, 0, 21, 42)
        if abs(x) + abs(y) < 70
    )
    return turned(
        24,
        oval(200, 142, 74, 86, look.main)
        + oval(200, 142, 54, 66, look.light)
        + bristles
        + path("M182 218H218L226 318Q226 340 200 340T174 318Z", look.main)
        + disc(200, 320, 7, look.deep),
    )


@shape("razor")
def razor(look: Look) -> str:
    """A safety razor."""
    grooves = "".join(line(f"M188 {y}H212", look.deep, 4) for y in range(206, 306, 14))
    return turned(
        18,
        rect(132, 84, 136, 30, look.main, 12)
        + rect(140, 112, 120, 8, METAL, 3)
        + rect(132, 118, 136, 16, look.dark, 8)
        + rect(190, 132, 20, 66, look.main)
        + rect(184, 190, 32, 138, look.main, 12)
        + rect(204, 190, 12, 138, look.dark, 6)
        + grooves,
    )


@shape("perfume")
def perfume(look: Look) -> str:
    """A flacon; a tin when it is solid."""
    if look.has("solid", "tin"):
        return balm(look)
    water = look.one_of("#d9b3c4", "#b9cfd9", "#e3c58f", "#b8c9a2")
    return (
        rect(170, 72, 60, 58, INK if look.has("tobacco", "rain") else "#d8b06a", 10)
        + rect(182, 128, 36, 20, METAL)
        + rect(104, 146, 192, 174, "#e9f1f2", 26)
        + path("M118 214H282V290Q282 306 266 306H134Q118 306 118 290Z", water)
        + path("M258 146H270Q296 148 296 172V294Q296 320 270 320H258Z", tone(water, -0.2), 0.5)
        + rect(150, 200, 100, 66, PAPER, 6)
        + line("M172 226H228M182 244H218", tone(water, -0.3), 5)
    )


@shape("clippers")
def clippers(look: Look) -> str:
    """Clippers for a coat."""
    return turned(
        16,
        "".join(rect(x, 62, 7, 28, METAL) for x in range(156, 244, 13))
        + rect(150, 86, 100, 26, METAL, 6)
        + path("M152 110H248L236 300Q234 322 200 322T164 300Z", look.main)
        + path("M226 110H248L236 300Q234 320 210 322Z", look.dark)
        + disc(200, 176, 17, look.accent)
        + rect(188, 214, 24, 62, look.deep, 12),
    )
