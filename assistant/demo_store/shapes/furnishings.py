"""Furnishings and what stands about."""

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
)


@shape("rug")
def rug(look: Look) -> str:
    """Round, shaggy, or with a pattern and fringes."""
    if look.has("round"):
        rings = "".join(ring(200, 200, r, look.dark, 6) for r in (108, 84, 60, 36, 14))
        return disc(200, 200, 120, look.main) + rings
    fringe = "".join(line(f"M{x} 96v-14M{x} 304v14", look.deep, 4) for x in range(96, 312, 18))
    if look.has("shaggy"):
        return rect(78, 92, 244, 216, look.main, 50) + "".join(
            line(f"M{x} {y}q6 10 0 18", look.dark if (x + y) % 3 else look.light, 6)
            for x in range(104, 310, 24)
            for y in range(116, 280, 34)
        )
    inner = "".join(
        path(f"M{x} 128 {x + 34} 200 {x} 272 {x - 34} 200Z", look.accent)
        + path(f"M{x} 164 {x + 16} 200 {x} 236 {x - 16} 200Z", look.light)
        for x in (128, 200, 272)
    )
    return (
        fringe
        + rect(80, 92, 240, 216, look.main, 10)
        + rect(94, 106, 212, 188, look.dark, 6)
        + inner
    )


@shape("cushion")
def cushion(look: Look) -> str:
    """Square and soft."""
    soft = "M92 98Q200 122 308 98Q286 200 308 308Q200 286 92 308Q114 200 92 98Z"
    pattern = {
        0: line("M130 150Q200 166 270 150M128 200H272M130 250Q200 236 270 250", look.accent, 8),
        1: path("M200 142 250 200 200 258 150 200Z", look.light),
        2: "".join(disc(x, y, 9, look.light) for x in (150, 200, 250) for y in (150, 200, 250)),
    }[look.seed % 3]
    return (
        path(soft, look.main)
        + path("M308 98Q286 200 308 308Q260 298 212 296 268 220 262 108 286 104 308 98Z", look.dark)
        + pattern
        + line("M92 98Q200 122 308 98M92 308Q200 286 308 308", look.deep, 4)
    )


@shape("curtain")
def curtain(look: Look) -> str:
    """Two lengths at a window; sheer ones let it through."""
    fade = 0.75 if look.has("sheer") else 1
    drapes = "".join(
        path(f"M{x} 100H{x + 78}L{x + 70} 318H{x + 2}Z", look.main, fade)
        + line(f"M{x + 20} 108V312M{x + 42} 108V312M{x + 62} 108V312", look.dark, 5)
        for x in (74, 248)
    )
    return (
        rect(112, 112, 176, 190, "#cfe4ef", 6)
        + line("M200 112V302M112 206H288", PAPER, 8)
        + drapes
        + line("M56 90H344", look.deep, 11)
        + disc(54, 90, 11, look.accent)
        + disc(346, 90, 11, look.accent)
        + "".join(ring(x, 94, 9, METAL, 4) for x in (92, 120, 146, 264, 292, 316))
    )


@shape("blanket")
def blanket(look: Look) -> str:
    """Folded, with fringes."""
    return (
        rect(74, 244, 252, 62, look.dark, 26)
        + rect(74, 190, 252, 66, look.main, 28)
        + rect(74, 136, 252, 66, look.light, 28)
        + path("M112 136H196V292Q196 300 188 300H120Q112 300 112 292Z", look.main)
        + "".join(line(f"M{x} 296v22", look.deep, 5) for x in range(120, 194, 14))
        + line(
            "M126 166 154 194 182 166M126 206 154 234 182 206M126 246 154 274 182 246",
            look.accent,
            6,
        )
    )


@shape("mirror")
def mirror(look: Look) -> str:
    """Arched, round and lit, or a sunburst."""
    shine = line("M168 176 216 128M172 216 236 152", PAPER, 9)
    if look.has("sunburst"):
        rays = "".join(
            f'<g transform="rotate({a} 200 200)">{rect(195, 78, 10, 66, look.main, 5)}</g>'
            for a in range(0, 360, 20)
        )
        return rays + disc(200, 200, 72, look.dark) + disc(200, 200, 58, "#cfe4ef") + shine
    if look.has("round", "bathroom"):
        return (
            disc(200, 196, 126, "#fff3c4", 0.9)
            + disc(200, 196, 106, METAL)
            + disc(200, 196, 98, "#cfe4ef")
            + shine
        )
    return (
        path("M122 322V150Q122 72 200 72T278 150V322Z", look.main)
        + path("M136 310V152Q136 86 200 86T264 152V310Z", "#cfe4ef")
        + path("M200 86Q264 86 264 152V310H230Q250 180 200 86Z", "#bcd6e4")
        + shine
    )


@shape("vase")
def vase(look: Look) -> str:
    """With a dry branch; small ones in threes."""
    if look.has("bud", "set"):
        return "".join(
            line(f"M{x} {y}V{y - 60}", "#6f9a5d", 5)
            + disc(x, y - 66, 15, flower)
            + disc(x, y - 66, 6, "#ffe9a8")
            + path(
                f"M{x - 10} {y}H{x + 10}V{y + 30}Q{x + 34} {y + 50} {x + 32} 300Q{x + 28} 320 {x} 320T{x - 32} 300Q{x - 34} {y + 50} {x - 10} {y + 30}Z",
                colour,
                0.85,
            )
            for x, y, colour, flower in (
                (114, 220, look.main, "#e58a7b"),
                (200, 190, look.dark, "#f0c53e"),
                (286, 230, look.light, "#c3aee0"),
            )
        )
    return (
        line("M200 150Q190 100 158 74M200 150Q206 96 236 66M198 120 178 100", "#8a7a52", 6)
        + "".join(
            disc(x, y, 10, "#e8d9b0")
            for x, y in ((156, 72), (238, 64), (176, 96), (222, 92), (196, 78))
        )
        + path(
            "M166 146H234Q232 176 262 204Q292 244 262 298Q250 320 200 320T138 298Q108 244 138 204"
            "Q168 176 166 146Z",
            look.main,
        )
        + path(
            "M222 146H234Q232 176 262 204Q292 244 262 298Q252 316 220 319 268 220 222 146Z",
            look.dark,
        )
        + line("M150 220V290M176 210V300M202 208V302", look.light, 5)
        + rect(160, 140, 80, 14, look.deep, 7)
    )


@shape("footrest")
def footrest(look: Look) -> str:
    """A blown-up cube."""
    return (
        rect(98, 164, 204, 150, look.main, 34)
        + path("M254 166H268Q302 166 302 198V280Q302 314 268 314H254Z", look.dark)
        + oval(200, 178, 96, 28, look.light)
        + disc(266, 252, 13, look.accent)
        + disc(266, 252, 6, look.deep)
        + line("M98 238H240", look.dark, 4)
    )


@shape("airer")
def airer(look: Look) -> str:
    """A clothes airer with washing."""
    bars = "".join(line(f"M92 {y}H308", METAL, 7) for y in (130, 202, 274))
    return (
        line("M96 96V318M304 96V318", INK, 9)
        + line("M84 320H120M280 320H316", INK, 9)
        + bars
        + path("M116 130H166V186H116Z", look.main)
        + path("M182 130H212V176H182Z", look.accent)
        + path("M236 202H288V262H236Z", look.light)
        + path("M124 202H150V244H124Z", look.accent)
    )
