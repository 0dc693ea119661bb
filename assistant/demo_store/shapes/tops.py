"""Knitwear, shirts and T-shirts."""

from assistant.demo_store.shapes.art import (
    PAPER,
    Look,
    disc,
    line,
    oval,
    path,
    rect,
    shape,
)

TORSO = "M140 96Q168 112 200 112T260 96L292 122V308Q292 318 282 318H118Q108 318 108 308V122Z"
TORSO_SHADE = "M240 106 260 96 292 122V308Q292 318 282 318H240Z"


def sleeves(main: str, shade: str, length: int = 150) -> str:
    """Both arms; ``length`` down from the shoulder."""
    y = 116 + length
    left = path(
        f"M122 106Q92 116 86 146L66 {y}Q64 {y + 12} 76 {y + 14}L100 {y + 16}L124 180Z", main
    )
    right = path(
        f"M278 106Q308 116 314 146L334 {y}Q336 {y + 12} 324 {y + 14}L300 {y + 16}L276 180Z", shade
    )
    return left + right


@shape("sweater", "cardigan", "sweatshirt")
def sweater(look: Look) -> str:
    """Knitwear: ribbed, with a roll neck, cables, buttons or a hood as the title says."""
    neck = (
        rect(166, 70, 68, 46, look.light, 16)
        if look.has("roll")
        else line("M160 104Q200 142 240 104", look.deep, 13)
    )
    front = ""
    if look.has("cardigan"):
        front = rect(190, 112, 20, 206, look.deep) + "".join(
            disc(200, y, 7, look.accent) for y in (160, 204, 248, 292)
        )
    elif look.has("cable", "chunky", "alpaca", "pullover"):
        front = "".join(line(f"M{x} 140V296", look.dark, 5) for x in (140, 166, 234, 260))
    elif look.has("hooded", "space"):
        neck = path("M148 106Q150 60 200 60T252 106L200 136Z", look.dark) + line(
            "M184 128V170M216 128V170", PAPER, 5
        )
        front = (
            disc(200, 214, 32, look.accent)
            + oval(200, 214, 52, 12, PAPER, 0.85)
            + path("M150 262H250L264 304H136Z", look.dark)
        )
    else:
        front = "".join(line(f"M116 {y}H284", look.light, 3) for y in (180, 196, 212))
    return (
        sleeves(look.main, look.dark)
        + path(TORSO, look.main)
        + path(TORSO_SHADE, look.dark, 0.6)
        + line("M74 258 98 266", look.deep, 14)
        + line("M326 258 302 266", look.deep, 14)
        + rect(108, 296, 184, 24, look.deep, 8)
        + neck
        + front
    )


@shape("tshirt")
def tshirt(look: Look) -> str:
    """Short sleeves; stripes, a stack of three, or a long-sleeved top as the title says."""
    arms = 130 if look.has("long") else 52
    stripes = look.has("striped", "breton")
    return (
        sleeves(look.main, look.dark, arms)
        + path(TORSO, look.main)
        + path(TORSO_SHADE, look.dark, 0.6)
        + (
            "".join(rect(108, y, 184, 12, PAPER) for y in range(150, 300, 34))
            if stripes
            else rect(222, 152, 40, 44, look.light, 6)
        )
        + (
            path("M162 102 200 152 238 102 228 98 200 132 172 98Z", look.deep)
            if look.has("v", "undershirts")
            else line("M160 104Q200 142 240 104", look.deep, 10)
        )
        + (rect(120, 322, 160, 10, look.accent, 5) if look.has("pack") else "")
    )


@shape("shirt")
def shirt(look: Look) -> str:
    """With collar and buttons; checks when it is flannel."""
    checks = ""
    if look.has("check", "flannel"):
        checks = "".join(
            rect(108, y, 184, 10, look.deep, opacity=0.45) for y in range(150, 310, 38)
        )
        checks += "".join(
            rect(x, 120, 10, 198, look.deep, opacity=0.45) for x in (130, 168, 232, 264)
        )
    collar = (
        line("M160 100Q200 130 240 100", look.light, 14)
        if look.has("grandad")
        else path("M150 92 200 130 172 158 138 112ZM250 92 200 130 228 158 262 112Z", look.light)
    )
    return (
        sleeves(look.main, look.dark)
        + path(TORSO, look.main)
        + path(TORSO_SHADE, look.dark, 0.6)
        + checks
        + rect(192, 128, 16, 190, look.light)
        + "".join(disc(200, y, 5, look.deep) for y in range(160, 310, 36))
        + rect(226, 168, 42, 46, look.dark, 5)
        + collar
        + line("M74 258 98 264", look.deep, 8)
        + line("M326 258 302 264", look.deep, 8)
    )
