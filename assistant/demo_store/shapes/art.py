"""What all drawings share: colours, light, and the few strokes that shapes are made of.

Shapes draw on a canvas of 400 by 400, stand on the ground at about y = 322, are lit from the left
and have no outlines: a main colour, a shade of it, a highlight, and one accent.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from retrieval.types import Product

_COLOURS = {
    word: code
    for code, words in {
        "#3b3e47": "black graphite",
        "#565c66": "charcoal",
        "#8b929c": "grey gray",
        "#6d7f8b": "slate",
        "#b8c0c8": "silver aluminium chrome",
        "#aab3ba": "steel tin fibreglass",
        "#55504d": "iron cast smoke",
        "#f5f3ee": "white porcelain cotton paper",
        "#f1e6cf": "cream ivory wax beeswax soy",
        "#e3d3b3": "oatmeal oat natural nude champagne",
        "#d9bd92": "beige sand oak birch beech ash camel",
        "#d8b06a": "bamboo pine larch spruce rattan cork hay cardboard",
        "#a98467": "tan taupe acacia",
        "#8a5a3c": "brown walnut chestnut tobacco mango",
        "#a8623a": "cognac",
        "#cf9f4a": "gold brass",
        "#c67b50": "copper bronze",
        "#4b79b8": "blue",
        "#2f4468": "navy indigo",
        "#33406d": "midnight",
        "#3f63b5": "royal",
        "#3a6a80": "petrol",
        "#8fbbe0": "sky",
        "#4c5f9c": "space",
        "#4f93b3": "sea",
        "#b9d2e8": "powder",
        "#cfdfe4": "glass",
        "#2f8c8a": "teal",
        "#35b1b2": "turquoise",
        "#a9d9c4": "mint",
        "#5a9a5e": "green",
        "#2e6049": "forest bottle",
        "#2d8665": "emerald",
        "#6f8455": "moss",
        "#7f8048": "olive",
        "#9ba36a": "khaki",
        "#a3b899": "sage",
        "#a8cf4e": "lime",
        "#f0c53e": "yellow",
        "#d9a531": "mustard",
        "#ed8b3a": "orange",
        "#b9552f": "rust",
        "#c8704e": "terracotta",
        "#ef7f6b": "coral",
        "#cf4440": "red",
        "#b22f47": "cherry",
        "#7f2a3d": "burgundy bordeaux",
        "#9b3762": "berry",
        "#f0a9bb": "pink",
        "#e8bcb7": "blush",
        "#d9848f": "rose",
        "#d7a0a4": "dusty",
        "#7a5aa6": "purple",
        "#6f3f66": "plum aubergine",
        "#c3aee0": "lilac lavender",
        "#b9b2a4": "stone",
    }.items()
    for word in words.split()
}
_PLEASANT = ("#4f93b3", "#cf6f4f", "#6f9a6b", "#d9a531", "#7a6aa6", "#2f8c8a", "#c46a7a", "#5873a8")
_ACCENTS = ("#e9b44c", "#e07a5f", "#5fa8a0", "#6c86c4", "#d98ca3", "#8ab06a")
WOOD, METAL, INK, PAPER, GLASS = "#c89a63", "#b8c0c8", "#3b3e47", "#fbf6ea", "#d6e8ec"
LEAF, SKIN, SOIL = "#6f9a5d", "#f0c9a4", "#7a5640"


@dataclass(frozen=True, slots=True)
class Look:
    """What a shape may know of its product."""

    main: str
    dark: str
    """The main colour in shade."""
    deep: str
    """The main colour in deep shade."""
    light: str
    """The main colour in light."""
    accent: str
    words: frozenset[str]
    """Lower-case words of the title."""
    seed: int
    """Stable for a product; chooses patterns."""

    @property
    def pale(self) -> bool:
        """Whether it would be lost on a light ground."""
        return sum(int(self.main[i : i + 2], 16) for i in (1, 3, 5)) > 620

    def has(self, *words: str) -> bool:
        """Whether the title says one of the words."""
        return not self.words.isdisjoint(words)

    def one_of(self, *choices: str) -> str:
        """One of the choices, always the same for a product."""
        return choices[self.seed % len(choices)]


Shape = Callable[[Look], str]
SHAPES: dict[str, Shape] = {}


def shape(*kinds: str) -> Callable[[Shape], Shape]:
    """Registers a function as the shape of these kinds."""

    def register(function: Shape) -> Shape:
        SHAPES.update(dict.fromkeys(kinds, function))
        return function

    return register


def look_of(product: Product) -> Look:
    """Main colour from the first colour, else from the material or the title, else by id."""
    seed = int.from_bytes(sha256(product.id.encode()).digest()[:4])
    main = _main_colour(product) or _PLEASANT[seed % len(_PLEASANT)]
    others = [code for code in _ACCENTS if _distance(code, main) > 110]
    accent = named(product.colours[1]) if len(product.colours) > 1 else ""
    if not accent or _distance(accent, main) < 90:
        accent = others[seed // 7 % len(others)]
    return Look(
        main=main,
        dark=tone(main, -0.16),
        deep=tone(main, -0.34),
        light=tone(main, 0.24),
        accent=accent,
        words=frozenset(re.findall(r"[a-z0-9]+", product.title.lower())),
        seed=seed,
    )


def named(colour: str) -> str:
    """The code of a colour in words, such as "dark green"; empty for an unknown one."""
    words = re.findall(r"[a-z]+", colour.lower())
    known = [_COLOURS[word] for word in words if word in _COLOURS]
    if not known:
        return ""
    if words[0] == "dark":
        return tone(known[-1], -0.32)
    if words[0] in ("light", "pale"):
        return tone(known[-1], 0.5)
    return known[0]


def tone(code: str, by: float) -> str:
    """A colour made lighter (by > 0, up to 1: white) or darker (by < 0, down to -1: black)."""
    goal = 255 if by > 0 else 30
    parts = (int(code[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + (goal - part) * abs(by)):02x}" for part in parts)


def _main_colour(product: Product) -> str:
    material = product.attributes.get("Material", "")
    for text in (*product.colours[:1], material, product.title):
        if code := named(text):
            return code
    return ""


def _distance(one: str, other: str) -> int:
    return sum(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))


def path(d: str, fill: str, opacity: float = 1) -> str:
    """A filled outline."""
    return f'<path d="{d}" fill="{fill}"{_see_through(opacity)}/>'


def line(d: str, stroke: str, width: float = 6) -> str:
    """A stroke with round ends."""
    return (
        f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{width}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def rect(
    x: float, y: float, w: float, h: float, fill: str, r: float = 0, opacity: float = 1
) -> str:
    """A box with round corners."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{r:g}" fill="{fill}"'
        f"{_see_through(opacity)}/>"
    )


def disc(x: float, y: float, r: float, fill: str, opacity: float = 1) -> str:
    """A filled circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}"{_see_through(opacity)}/>'


def ring(x: float, y: float, r: float, stroke: str, width: float = 6) -> str:
    """A circle's outline."""
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="none" stroke="{stroke}"'
        f' stroke-width="{width:g}"/>'
    )


def oval(x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1) -> str:
    """A filled ellipse."""
    return (
        f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{fill}"'
        f"{_see_through(opacity)}/>"
    )


def turned(by: float, body: str, x: float = 200, y: float = 200) -> str:
    """A group turned clockwise by degrees about a point."""
    return f'<g transform="rotate({by:g} {x:g} {y:g})">{body}</g>'


def steam(x: float, y: float) -> str:
    """Two wisps above a point."""
    return line(f"M{x - 18} {y}q12 -16 0 -34M{x + 18} {y}q12 -16 0 -34", "#b9cdd2")


def leaf(x: float, y: float, size: float = 1, colour: str = "#7fa35a") -> str:
    """A leaf with its rib; size 1: 44 high."""
    s = 22 * size
    outline = f"M{x} {y + s}Q{x - s} {y} {x} {y - s}Q{x + s} {y} {x} {y + s}Z"
    return path(outline, colour) + line(f"M{x} {y + s}V{y - s * 0.5:g}", PAPER, 3)


def _see_through(opacity: float) -> str:
    return "" if opacity == 1 else f' opacity="{opacity:g}"'
