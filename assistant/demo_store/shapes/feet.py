"""Shoes."""

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
)

_SOLE = "#f3efe6"


@shape("boot")
def boot(look: Look) -> str:
    """Laced for hiking, with elastic for Chelseas, plain rubber for rain, quilted for snow."""
    shaft = "M142 92H240Q246 92 246 100V190Q252 214 292 226Q322 236 322 272V292H142Z"
    toe = "M268 216Q322 232 322 272V292H262Q250 244 268 216Z"
    if look.has("rain", "rubber", "frog"):
        eyes = ""
        if look.has("frog"):
            eyes = (
                disc(262, 214, 18, look.light)
                + disc(292, 222, 18, look.light)
                + disc(264, 214, 8, INK)
                + disc(294, 222, 8, INK)
                + line("M284 262Q300 268 314 258", look.deep, 6)
            )
        return (
            path(shaft, look.main)
            + path(toe, look.light)
            + path("M142 92H166V292H142Z", look.dark)
            + rect(136, 84, 116, 24, look.accent, 8)
            + rect(134, 288, 194, 30, look.deep, 10)
            + line("M160 304H304", look.dark, 5)
            + rect(150, 120, 14, 110, PAPER, 7, 0.35)
            + eyes
        )
    sole = path(
        "M132 288H328V306Q328 320 314 320H146Q132 320 132 306Z",
        INK if look.has("hiking", "winter", "snow") else look.deep,
    )
    lugs = "".join(rect(x, 312, 14, 12, INK, 3) for x in range(140, 320, 28))
    if look.has("chelsea"):
        front = path("M182 110H214V214H182Z", look.deep) + line(
            "M188 118V208M198 118V208M208 118V208", look.dark, 3
        )
        lugs = ""
    elif look.has("heel"):
        front = line("M170 110V250", look.deep, 5) + disc(170, 116, 7, look.accent)
        lugs = rect(134, 300, 46, 24, look.deep, 4)
    elif look.has("quilted", "snow"):
        front = "".join(line(f"M148 {y}H242", look.dark, 7) for y in (132, 164, 196))
        front += rect(132, 80, 122, 28, PAPER, 14)
    else:
        front = "".join(line(f"M204 {y}L248 {y + 6}", look.accent, 7) for y in (120, 146, 172))
        front += line("M240 200 280 214M230 218 266 236", look.accent, 7)
        front += rect(134, 84, 116, 18, look.deep, 9)
    return (
        path(shaft, look.main)
        + path("M142 92H172V292H142Z", look.dark)
        + path(toe, look.dark)
        + front
        + sole
        + lugs
    )


@shape("sneaker")
def sneaker(look: Look) -> str:
    """Running shoes with a thick wave sole; court, canvas and platform ones with a flat one."""
    runner = look.has("running", "training", "walking", "race")
    upper = "M76 250V172Q76 160 88 162Q110 196 146 176L176 150Q186 142 196 150Q234 202 296 214Q330 222 330 256V282H76Z"
    sole = (
        path("M66 262H334Q344 286 324 300 300 316 258 312H104Q72 312 66 284Z", _SOLE)
        + path("M66 284Q72 312 104 312H258Q300 316 324 300L330 294Q240 300 66 284Z", look.accent)
        if runner
        else rect(68, 264, 266, 48 if look.has("platform") else 40, _SOLE, 14)
        + line("M80 290H320", "#cfc8ba", 5)
    )
    mark = {
        0: path("M150 252Q216 250 250 208L270 214Q240 258 168 264Z", look.accent),
        1: line("M150 246 186 196M176 250 212 208M202 252 236 218", look.accent, 9),
        2: path("M150 246 196 196 214 208 176 250Z", look.accent),
    }[look.seed % 3]
    if look.has("hook"):
        mark = rect(176, 178, 62, 18, look.accent, 8) + rect(196, 204, 66, 18, look.accent, 8)
    laces = "".join(
        line(f"M{x} {y}l22 -14", PAPER if look.main != "#f5f3ee" else look.deep, 7)
        for x, y in ((188, 178), (208, 194), (230, 206))
    )
    return (
        path(upper, look.main)
        + path("M76 250V172Q76 160 88 162Q104 188 128 184L118 270H76Z", look.dark)
        + path("M284 210Q330 220 330 256V270H262Q258 232 284 210Z", look.light)
        + mark
        + ("" if look.has("slip", "hook") else laces)
        + sole
        + line("M82 160Q74 148 84 144", look.deep, 8)
    )


@shape("shoe")
def shoe(look: Look) -> str:
    """Leather: laced, with a strap, with a heel, or for lifting."""
    if look.has("pumps"):
        return (
            path(
                "M78 168Q96 176 108 214Q138 262 200 262Q246 216 290 232Q326 246 330 282H236Q180 300"
                " 128 270L106 248V318H88L82 230Z",
                look.main,
            )
            + path("M240 240Q300 232 330 282H236Q214 288 190 286 226 276 240 240Z", look.light)
            + path("M88 318 82 230 106 248V318Z", look.deep)
        )
    upper = "M82 264V182Q82 170 94 170Q140 196 190 164Q224 208 288 218Q330 226 330 262V280H82Z"
    if look.has("janes"):
        front = (
            path("M132 178Q166 236 236 212L190 164Q160 184 132 178Z", "#efe2d0")
            + line("M150 196Q190 188 222 206", look.deep, 16)
            + disc(160, 196, 7, look.accent)
        )
    elif look.has("weightlifting"):
        front = rect(176, 186, 84, 26, look.accent, 9) + line("M120 206V270", look.deep, 8)
    else:
        front = line("M188 182 214 170M206 200 232 186M226 212 248 200", look.deep, 6) + line(
            "M246 276Q240 244 268 224", look.deep, 5
        )
    return (
        path(upper, look.main)
        + path("M82 264V182Q82 170 94 170L128 180 122 280H82Z", look.dark)
        + path("M284 217Q330 226 330 262V280H262Q256 240 284 217Z", look.light, 0.7)
        + front
        + path("M76 276H334Q336 300 320 300H150L144 320H84Q76 320 76 308Z", look.deep)
    )


@shape("sandal")
def sandal(look: Look) -> str:
    """Two straps over a footbed, from the side."""
    band = path("M150 272Q160 196 226 200T304 272H262Q250 232 226 234T190 272Z", look.main) + path(
        "M226 200Q290 204 304 272H276Q268 222 226 214Z", look.dark
    )
    straps = (
        band
        if look.has("slide", "slides")
        else line("M196 268Q210 204 240 208T296 268", look.main, 24)
        + line("M98 268Q112 196 160 204T206 262", look.main, 22)
        + rect(146, 192, 26, 26, look.accent, 6)
        + rect(240, 198, 24, 24, look.accent, 6)
    )
    return (
        straps
        + path("M66 268Q70 256 90 258Q160 276 214 264T320 256Q338 258 338 276V286H66Z", "#d2a878")
        + path("M66 282H338V304Q338 318 322 318H84Q66 318 66 304Z", look.deep)
        + line("M84 300H320", look.dark, 5)
    )


@shape("slipper")
def slipper(look: Look) -> str:
    """A warm one with a soft edge."""
    return (
        path(
            "M80 262Q84 224 134 236 160 244 180 214 200 176 254 188 326 204 330 262V284H80Z",
            look.main,
        )
        + path("M262 190Q326 206 330 262V284H248Q240 226 262 190Z", look.dark)
        + path(
            "M180 214Q200 176 254 188L240 216Q206 206 196 236Q160 270 90 258L84 246Q88 228 134 236"
            " 160 244 180 214Z",
            PAPER,
        )
        + oval(268, 232, 14, 10, look.accent)
        + rect(72, 278, 264, 30, look.deep, 15)
    )
