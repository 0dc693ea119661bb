"""What stands on a table."""

# ruff: noqa: E501  (an outline is one long string)

from assistant.demo_store.shapes.art import (
    INK,
    PAPER,
    Look,
    disc,
    line,
    oval,
    path,
    rect,
    shape,
    steam,
)


@shape("mug")
def mug(look: Look) -> str:
    """Stoneware, an animal, a travel mug or glass cups."""
    if look.has("travel"):
        return (
            path("M140 116H260L246 306Q244 322 228 322H172Q156 322 154 306Z", look.main)
            + path("M226 116H260L246 306Q244 322 228 322H216Z", look.dark)
            + rect(128, 88, 144, 34, INK, 14)
            + rect(180, 76, 46, 18, look.accent, 8)
            + rect(148, 196, 104, 42, look.deep, 10)
        )
    if look.has("glass"):
        cup = (
            path("M136 134H264L246 300Q244 318 226 318H174Q156 318 154 300Z", "#dcebee")
            + path("M152 190H248L238 288Q236 298 224 298H176Q164 298 162 288Z", "#8a5a3c")
            + path("M150 166H250L247 196H153Z", "#e9cfa6")
        )
        return f'<g transform="translate(-42 64) scale(.8)">{cup}</g><g transform="translate(122 64) scale(.8)">{cup}</g>'
    face = ""
    if look.has("fox"):
        face = (
            path("M140 214 158 180 182 204 206 180 224 214 182 262Z", "#d9743a")
            + path("M160 226 182 262 204 226Z", PAPER)
            + disc(166, 220, 4, INK)
            + disc(198, 220, 4, INK)
            + disc(182, 256, 6, INK)
        )
    elif look.has("speckled"):
        face = "".join(
            disc(110 + i * 43 % 140, 160 + i * 67 % 140, 3.5, look.deep) for i in range(24)
        )
    return (
        steam(182, 116)
        + f'<path d="M258 178H276Q318 178 318 222T276 268H254" fill="none" stroke="{look.dark}" stroke-width="20"/>'
        + path("M96 140H266V284Q266 320 230 320H132Q96 320 96 284Z", look.main)
        + path("M232 140H266V284Q266 320 230 320H222Q240 250 232 140Z", look.dark)
        + oval(181, 142, 85, 16, look.light)
        + oval(181, 144, 70, 11, "#6b4630")
        + face
    )


@shape("plate", "bowl")
def plate(look: Look) -> str:
    """A dinner set, a toddler's plate, or bowls for pets."""
    if look.has("toddler"):
        return (
            disc(200, 210, 112, look.main)
            + disc(130, 120, 36, look.main)
            + disc(270, 120, 36, look.main)
            + disc(130, 120, 18, look.dark)
            + disc(270, 120, 18, look.dark)
            + disc(200, 214, 88, look.light)
            + line("M200 126V302M200 214H284", look.main, 9)
            + disc(172, 200, 7, INK)
            + disc(172, 236, 7, look.accent)
        )
    if look.has("dog", "bowls"):
        paw = disc(200, 280, 12, PAPER) + "".join(
            disc(x, y, 6, PAPER) for x, y in ((182, 266), (194, 258), (208, 258), (220, 266))
        )
        swirl = (
            line("M160 212Q200 190 240 212M176 224Q200 210 226 224", look.deep, 7)
            if look.has("slow")
            else ""
        )
        return (
            path("M112 212H288L322 308Q324 320 310 320H90Q76 320 78 308Z", look.main)
            + path("M262 212H288L322 308Q324 320 310 320H280Z", look.dark)
            + oval(200, 212, 92, 26, look.light)
            + oval(200, 214, 74, 18, look.deep if not swirl else "#d9a25c")
            + swirl
            + paw
        )
    bowl = path("M124 176H276Q270 262 200 262T124 176Z", look.light) + oval(
        200, 176, 76, 15, look.dark
    )
    return (
        oval(200, 292, 140, 30, look.dark)
        + oval(200, 282, 140, 30, look.main)
        + oval(200, 276, 106, 20, look.dark)
        + oval(200, 262, 106, 20, look.main)
        + bowl
        + oval(200, 176, 60, 10, look.deep)
    )


@shape("cutlery")
def cutlery(look: Look) -> str:
    """Fork, knife and spoon."""
    m, s = look.main, look.dark
    return (
        rect(122, 176, 16, 144, m, 8)
        + path("M106 84H114V140H124V84H136V140H146V84H154V150Q152 184 130 184T106 150Z", m)
        + path("M192 84Q226 96 224 180L216 206H192Z", m)
        + rect(190, 200, 20, 120, s, 8)
        + oval(274, 128, 27, 42, m)
        + oval(274, 124, 18, 30, s)
        + rect(266, 164, 16, 156, m, 8)
    )


@shape("teapot")
def teapot(look: Look) -> str:
    """Cast iron, with a bow handle."""
    return (
        line("M126 190Q136 92 200 92T274 190", INK, 11)
        + path("M112 232Q70 226 66 176L88 172Q96 206 134 206Z", look.dark)
        + path("M98 250Q98 184 200 184T302 250 252 318H148Q98 316 98 250Z", look.main)
        + path("M246 190Q302 204 302 250T252 318H226Q280 256 246 190Z", look.dark)
        + path("M140 190Q200 160 260 190Z", look.light)
        + disc(200, 166, 12, look.accent)
        + "".join(
            disc(x, y, 6, look.light)
            for x, y in (
                (136, 236),
                (164, 222),
                (192, 236),
                (220, 222),
                (150, 260),
                (178, 260),
                (206, 260),
            )
        )
    )
