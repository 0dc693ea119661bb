"""Bags, cases and boxes."""

# ruff: noqa: E501  (an outline is one long string)

from assistant.demo_store.shapes.art import (
    INK,
    METAL,
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
    turned,
)


@shape("box")
def parcel(look: Look) -> str:
    """A parcel with a ribbon: what is drawn for a kind without a shape of its own."""
    if look.has("litter"):
        return (
            path("M92 320 104 170Q110 120 200 120T296 170L308 320Z", look.main)
            + path("M296 170 308 320H250V128Q290 140 296 170Z", look.dark)
            + path("M150 290V220Q150 178 200 178T250 220V290Z", look.deep)
            + oval(200, 292, 50, 10, "#e6d6b8")
            + rect(170, 128, 60, 14, look.light, 7)
        )
    return (
        path("M200 120 318 168V290L200 340 82 290V168Z", look.main)
        + path("M200 216 318 168V290L200 340Z", look.dark)
        + path("M200 120 318 168 200 216 82 168Z", look.light)
        + path("M141 144 259 192V230L243 236V198L125 150Z", look.accent)
        + path("M112 262 150 278V292L112 276Z", PAPER, 0.8)
    )


@shape("backpack")
def backpack(look: Look) -> str:
    """With lid, pocket and side pouches; a roll top where the title says so."""
    roll = look.has("roll")
    top = (
        rect(132, 78, 136, 26, look.deep, 13) + rect(188, 70, 24, 44, look.accent, 6)
        if roll
        else line("M172 92Q172 66 200 66T228 92", look.deep, 10)
    )
    ears = (
        path("M130 100 150 64 168 96ZM232 96 250 64 270 100Z", look.dark)
        + disc(170, 190, 7, INK)
        + disc(230, 190, 7, INK)
        + line("M184 210Q200 222 216 210", INK, 5)
        if look.has("dinosaur", "nursery")
        else rect(126, 168, 148, 12, look.deep, 6)
    )
    return (
        line("M112 170Q92 210 104 290", look.deep, 16)
        + line("M288 170Q308 210 296 290", look.deep, 16)
        + top
        + path("M116 150Q116 88 200 88T284 150V296Q284 322 258 322H142Q116 322 116 296Z", look.main)
        + path("M236 92Q284 104 284 150V296Q284 322 258 322H236Z", look.dark)
        + ears
        + rect(138, 226, 124, 76, look.light, 16)
        + line("M150 246H250", look.deep, 5)
        + rect(194, 244, 12, 22, look.accent, 5)
        + rect(100, 238, 22, 64, look.deep, 10)
        + rect(278, 238, 22, 64, look.deep, 10)
    )


@shape("suitcase")
def suitcase(look: Look) -> str:
    """Upright with handle and wheels; a soft one has pockets, a set has a small one beside it."""
    front = (
        rect(140, 150, 120, 62, look.light, 12)
        + rect(140, 226, 120, 70, look.light, 12)
        + line("M152 166H248", look.deep, 4)
        + line("M152 242H248", look.deep, 4)
        if look.has("soft", "saver", "expandable")
        else "".join(rect(x, 140, 10, 160, look.dark, 5) for x in (146, 174, 202, 230))
    )
    face = (
        oval(200, 180, 44, 40, look.light)
        + disc(184, 174, 6, INK)
        + disc(216, 174, 6, INK)
        + line("M200 186Q196 230 226 240", look.light, 18)
        if look.has("elephant")
        else front
    )
    small = (
        rect(262, 212, 78, 106, look.accent, 14)
        + rect(318, 212, 22, 106, look.deep, 11, 0.35)
        + line("M286 212V190H316V212", INK, 6)
        + disc(278, 322, 9, INK)
        + disc(324, 322, 9, INK)
        if look.has("set")
        else ""
    )
    return (
        line("M164 120V64Q164 56 172 56H228Q236 56 236 64V120", METAL, 8)
        + rect(174, 50, 52, 14, INK, 7)
        + disc(142, 322, 11, INK)
        + disc(258, 322, 11, INK)
        + rect(116, 112, 168, 204, look.main, 24)
        + path("M248 112H260Q284 112 284 136V292Q284 316 260 316H248Z", look.dark)
        + face
        + line("M180 112Q180 98 200 98T220 112", look.deep, 8)
        + rect(270, 200, 14, 26, look.accent, 5)
        + small
    )


@shape("duffel")
def duffel(look: Look) -> str:
    """A barrel with two handles and straps."""
    return (
        line("M150 190Q152 118 200 118T250 190", look.deep, 12)
        + path(
            "M70 232Q70 172 130 172H270Q330 172 330 232V268Q330 322 270 322H130Q70 322 70 268Z",
            look.main,
        )
        + path("M288 174Q330 184 330 232V268Q330 312 288 320Z", look.dark)
        + path("M112 174Q70 184 70 232V268Q70 312 112 320Z", look.light)
        + rect(144, 172, 16, 150, look.deep)
        + rect(240, 172, 16, 150, look.deep)
        + line("M128 196H272", look.accent, 5)
        + rect(176, 236, 48, 34, PAPER, 6, 0.7)
    )


@shape("tote")
def tote(look: Look) -> str:
    """A shopping bag with long handles."""
    return (
        line("M150 178Q146 82 200 82T250 178", look.deep, 12)
        + path("M98 160H302L286 306Q284 322 268 322H132Q116 322 114 306Z", look.main)
        + path("M252 160H302L286 306Q284 322 268 322H244Z", look.dark)
        + line("M98 166H302", look.light, 12)
        + line("M164 190Q160 108 200 108T236 190", look.accent, 12)
        + disc(164, 190, 6, look.deep)
        + disc(236, 190, 6, look.deep)
        + rect(176, 232, 48, 40, look.light, 6)
    )


@shape("handbag")
def handbag(look: Look) -> str:
    """A crossbody bag with a flap."""
    return (
        line("M108 190Q110 66 200 66T292 190", look.deep, 9)
        + rect(92, 176, 216, 144, look.main, 30)
        + path("M268 176H278Q308 176 308 206V290Q308 320 278 320H268Z", look.dark)
        + path("M92 206Q92 170 124 170H276Q308 170 308 206Q308 262 200 262T92 206Z", look.light)
        + rect(184, 240, 32, 34, look.accent, 8)
        + disc(200, 256, 6, INK)
        + ring(108, 192, 9, METAL, 5)
        + ring(292, 192, 9, METAL, 5)
    )


@shape("wallet")
def wallet(look: Look) -> str:
    """A purse with cards looking out."""
    return turned(
        -6,
        rect(128, 122, 150, 70, look.accent, 10)
        + rect(118, 140, 160, 70, PAPER, 10)
        + rect(130, 156, 60, 8, look.dark, 4)
        + rect(88, 168, 224, 142, look.main, 20)
        + rect(88, 240, 224, 70, look.dark, 20)
        + rect(88, 228, 224, 24, look.dark)
        + rect(250, 214, 74, 48, look.deep, 16)
        + disc(274, 238, 9, look.accent)
        + line("M104 184H236", look.light, 4),
    )


@shape("pouch")
def pouch(look: Look) -> str:
    """A wash bag with a hook."""
    return (
        line("M200 108V84Q200 66 216 66T232 84", METAL, 8)
        + path(
            "M112 120Q112 104 128 104H272Q288 104 288 120L304 300Q304 322 282 322H118Q96 322 96 300Z",
            look.main,
        )
        + path("M256 104H272Q288 104 288 120L304 300Q304 322 282 322H250Z", look.dark)
        + rect(122, 214, 156, 84, look.light, 12)
        + line("M128 158H272", look.deep, 6)
        + rect(258, 152, 10, 26, look.accent, 5)
        + line("M136 234H264", look.dark, 4)
    )


@shape("cube")
def cube(look: Look) -> str:
    """Packing cubes, stacked."""
    tiers = ((84, 250, 232, 70), (100, 184, 200, 66), (122, 128, 156, 56))
    colours = (look.main, look.dark, look.light)
    return "".join(
        rect(x, y, w, h, colour, 16)
        + line(f"M{x + 16} {y + 18}H{x + w - 16}", look.deep, 4)
        + rect(x + w / 2 - 22, y + 30, 44, 18, look.accent, 9)
        for (x, y, w, h), colour in zip(tiers, colours, strict=True)
    )


@shape("case", "toolkit")
def case(look: Look) -> str:
    """A case with a handle; tools look out of a tool bag, a cross marks a vet's."""
    mark = (
        path("M188 216H212V240H236V264H212V288H188V264H164V240H188Z", "#e5574f")
        if look.has("vet")
        else rect(176, 216, 48, 26, look.accent, 6) + line("M110 230H166M234 230H290", look.deep, 5)
    )
    tools = (
        rect(130, 106, 16, 74, look.accent, 8)
        + rect(134, 84, 8, 34, METAL)
        + path("M240 96Q228 118 246 128V190H266V128Q284 118 272 96V114H240Z", METAL)
        if look.has("tool", "tools", "socket")
        else ""
    )
    return (
        tools
        + line("M164 178V150Q164 138 176 138H224Q236 138 236 150V178", look.deep, 12)
        + rect(80, 174, 240, 146, look.main, 22)
        + path("M272 174H298Q320 174 320 196V298Q320 320 298 320H272Z", look.dark)
        + rect(80, 198, 240, 8, look.deep)
        + mark
    )


@shape("pillow")
def neck_pillow(look: Look) -> str:
    """A horseshoe to sleep in."""
    return (
        path(
            "M96 190Q96 96 200 96T304 190V268Q304 312 268 312T232 268V204Q232 170 200 170T168 204"
            "V268Q168 312 132 312T96 268Z",
            look.main,
        )
        + path(
            "M268 130Q304 150 304 190V268Q304 312 268 312T254 300Q272 296 272 262V190Q272 152 250"
            " 122Z",
            look.dark,
        )
        + line("M118 190Q120 130 176 118", look.light, 10)
        + disc(132, 284, 8, look.accent)
        + disc(268, 284, 8, look.accent)
    )


@shape("organiser")
def organiser(look: Look) -> str:
    """A desk tidy with pens and a telephone."""
    return (
        rect(128, 120, 12, 110, look.accent, 6)
        + path("M150 90 160 120H140Z", WOOD)
        + rect(142, 116, 16, 110, "#5f7fb8", 4)
        + rect(166, 132, 12, 100, "#cf5f55", 6)
        + rect(212, 130, 66, 120, INK, 10)
        + rect(218, 138, 54, 100, "#8fb4cc", 4)
        + path("M96 214H304V306Q304 320 290 320H110Q96 320 96 306Z", look.main)
        + path("M256 214H304V306Q304 320 290 320H256Z", look.dark)
        + rect(96, 206, 100, 20, look.light, 6)
        + rect(112, 262, 80, 12, look.deep, 6)
    )
