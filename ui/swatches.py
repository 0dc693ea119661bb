"""Colour names that have a dot beside them on a card; a name that is not here stays a word."""

from ui.markup import text

_COLOURS = {
    "black": "#222222", "charcoal": "#3b4046", "graphite": "#4b4f54", "grey": "#8d9096",
    "gray": "#8d9096", "silver": "#c3c7cc", "stone": "#b9b2a5", "white": "#ffffff",
    "ivory": "#f6f1e3", "cream": "#f3ead3", "natural": "#e6d9bf", "beige": "#dccbaa",
    "sand": "#d8c39a", "oak": "#c59a64", "tan": "#c89f6d", "camel": "#b98a55",
    "brown": "#74492c", "walnut": "#5d3d29", "copper": "#b06a3f", "brass": "#b99445",
    "gold": "#cfa63d", "yellow": "#efc53a", "mustard": "#cf9a26", "orange": "#e07f2d",
    "terracotta": "#be5b3c", "rust": "#a04a26", "coral": "#ee7d69", "red": "#c22f34",
    "burgundy": "#712336", "pink": "#e59cb0", "blush": "#ebc4c0", "rose": "#d77f8e",
    "lilac": "#bda2cf", "lavender": "#b2a5d6", "purple": "#70448f", "plum": "#663a5b",
    "navy": "#22355c", "indigo": "#3d4489", "blue": "#3f74b5", "sky": "#92bfe2",
    "teal": "#1f7a7c", "turquoise": "#3ab5ad", "mint": "#abd9c1", "green": "#3f8650",
    "sage": "#9dae8c", "olive": "#74743c", "forest": "#2d543d", "clear": "#eaf2f4",
}  # fmt: skip
_SHOWN = 5


def swatches(colours: tuple[str, ...]) -> str:
    """Dots for the colours that have one, words for the others; "" for a single unnamed colour."""
    if not colours:
        return ""
    items = "".join(_swatch(name) for name in colours[:_SHOWN])
    more = len(colours) - _SHOWN
    rest = f'<li class="dg-muted">+{more} more</li>' if more > 0 else ""
    return f'<ul class="dg-colours" aria-label="Colours">{items}{rest}</ul>'


def _swatch(name: str) -> str:
    words = name.lower().replace("-", " ").split()
    # The last word is the noun: "forest green" is a green, "rose gold" a gold.
    value = next(
        (_COLOURS[word] for word in [" ".join(words), *words[::-1]] if word in _COLOURS), ""
    )
    if not value:
        return f'<li class="dg-colour-name">{text(name, 24)}</li>'
    return (
        f'<li><span class="dg-dot" style="background:{value}" title="{text(name, 40)}"></span>'
        f'<span class="dg-sr">{text(name, 40)}</span></li>'
    )
