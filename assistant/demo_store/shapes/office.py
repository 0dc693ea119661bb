"""Stationery."""

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
    shape,
    tone,
    turned,
)


@shape("notebook", "planner")
def notebook(look: Look) -> str:
    """Bound with an elastic, on a spiral, or open at a week."""
    if look.has("planner"):
        days = "".join(
            line(f"M{x} {y}h76", "#c9c0b0", 5) for x in (100, 222) for y in range(150, 290, 22)
        )
        return (
            rect(74, 108, 252, 208, look.main, 14)
            + path("M86 116H198V304H86Z", PAPER)
            + path("M202 116H314V304H202Z", tone(PAPER, -0.05))
            + days
            + rect(96, 126, 70, 12, look.dark, 5)
            + rect(218, 126, 70, 12, look.accent, 5)
            + path("M270 104H288V170L279 160 270 170Z", look.accent)
        )
    if look.has("spiral"):
        holes = "".join(rect(100, y, 34, 9, METAL, 4) for y in range(104, 300, 24))
        return (
            rect(142, 96, 170, 216, look.dark, 10)
            + rect(128, 90, 170, 216, look.accent, 10)
            + rect(114, 84, 170, 232, look.main, 10)
            + rect(150, 120, 102, 56, PAPER, 8)
            + line("M166 140H236M166 156H216", "#b9b3a6", 5)
            + holes
        )
    return turned(
        -7,
        rect(116, 86, 180, 236, PAPER, 10)
        + rect(108, 80, 180, 236, look.main, 12)
        + rect(108, 80, 26, 236, look.dark, 10)
        + rect(256, 80, 12, 236, look.accent, 3)
        + rect(152, 130, 86, 46, look.light, 6)
        + path("M190 316V340L198 332 206 340V316Z", look.accent),
    )


@shape("pen")
def pen(look: Look) -> str:
    """A fountain pen, or pens of many colours."""
    if look.has("fountain"):
        box = (
            rect(70, 262, 260, 58, "#5a4636", 10) + rect(82, 254, 236, 22, "#efe3c8", 8)
            if look.has("gift")
            else line("M92 300Q150 270 210 296T320 284", look.main, 6)
        )
        return box + turned(
            -34,
            rect(150, 166, 190, 36, look.main, 16)
            + rect(150, 188, 190, 14, look.dark, 7)
            + rect(138, 164, 20, 40, "#d8b06a", 6)
            + path("M140 168 84 184 140 200Z", "#e3c37a" if look.has("gold") else METAL)
            + line("M86 184H124", INK, 3)
            + line("M260 160H324", "#d8b06a", 7),
            200,
            190,
        )
    tints = ("#e5675b", "#f0b93e", "#8ab06a", "#5fa8c4", "#7a6ac0", "#c46a9a")
    if look.has("pastel"):
        tints = ("#f3b6b0", "#f7dc9c", "#c5dcb0", "#b5d6e6", "#cfc3ea", "#f0c0d8")
    body = "".join(
        rect(92 + i * 38, 132, 28, 176, c, 9)
        + rect(92 + i * 38, 258, 28, 50, tone(c, -0.18), 9)
        + path(
            f"M{97 + i * 38} 132L{106 + i * 38} 98 {115 + i * 38} 132Z",
            tone(c, -0.1) if not look.has("gel") else METAL,
        )
        for i, c in enumerate(tints)
    )
    return body + rect(80, 226, 240, 40, PAPER, 8, 0.9) + rect(80, 304, 240, 16, look.deep, 7)


@shape("tray")
def tray(look: Look) -> str:
    """Letter trays."""
    return "".join(
        path(f"M{96} {y - 20}H304L318 {y + 8}H82Z", PAPER)
        + path(f"M78 {y}H322V{y + 40}Q322 {y + 48} 314 {y + 48}H86Q78 {y + 48} 78 {y + 40}Z", c)
        + rect(166, y + 10, 68, 18, tone(c, -0.25), 9)
        for y, c in ((132, look.main), (202, look.main), (272, look.dark))
    )


@shape("stand")
def stand(look: Look) -> str:
    """A laptop on a stand."""
    return (
        path("M112 96H304L290 214H98Z", INK)
        + path("M124 106H292L280 204H110Z", "#8fb4cc")
        + path("M84 214H296L272 244H72Z", METAL)
        + line("M92 250 300 236", look.main, 17)
        + line("M120 254 220 316H92M286 242 210 316H310", look.main, 15)
        + disc(214, 312, 8, look.deep)
    )


@shape("paper", "card")
def paper(look: Look) -> str:
    """Letters with envelopes, or a card with a deer."""
    envelope = (
        rect(84, 190, 232, 130, tone(look.light, 0.2), 8)
        + path("M84 198 200 276 316 198V190H84Z", look.main)
        + disc(200, 262, 19, "#cf4440")
    )
    if look.has("greeting", "woodland"):
        scene = (
            path("M120 206 142 150 164 206ZM222 206 250 138 278 206Z", "#5f8f56")
            + rect(139, 200, 6, 20, WOOD)
            + rect(247, 200, 6, 20, WOOD)
            + path(
                "M168 220V190Q168 176 190 178L206 160 218 166 210 184V220H202V200H178V220Z",
                "#b5743c",
            )
            + line("M206 162 200 146M214 162 220 146", "#8a5a3c", 4)
        )
        return (
            turned(-6, rect(98, 84, 204, 176, PAPER, 6) + scene, 200, 180)
            + f'<g transform="translate(30 92) scale(.72)">{envelope}</g>'
        )
    return (
        turned(
            -8,
            rect(112, 78, 170, 200, PAPER, 4)
            + "".join(
                line(f"M136 {y}H{258 if y % 3 else 210}", "#c9c0b0", 5) for y in range(110, 230, 22)
            ),
            200,
            180,
        )
        + envelope
    )
