"""A picture for every product, drawn by code: one flat style, a shape per kind, the real colour."""

from colorsys import hls_to_rgb, rgb_to_hls

from assistant.demo_store.shapes import SHAPES, look_of, parcel
from assistant.demo_store.shapes.art import disc, oval, rect, tone
from retrieval.types import Product

_GROUNDS = {
    "Bags & Travel": "#dfe7f2",
    "Beauty & Care": "#f6e3e4",
    "Clothing": "#efe6f3",
    "Electronics": "#e0e9ef",
    "Furniture": "#f3e9db",
    "Garden & DIY": "#e5efdc",
    "Grocery & Tea": "#f8ecd2",
    "Home & Lighting": "#f6ead9",
    "Home Appliances": "#e3eef0",
    "Kitchen & Dining": "#f7e6da",
    "Office & Stationery": "#e8e8f3",
    "Outdoor": "#dfeee6",
    "Pets": "#f5ebcf",
    "Shoes": "#eae6ee",
    "Sports & Fitness": "#e0eef3",
    "Toys & Games": "#fbe9d0",
}
_OTHER_GROUND = "#ebe9e4"


def draw(product: Product, kind: str) -> str:
    """An SVG picture, 400 by 400; equal products give equal pictures.

    Nothing of the product's text is written into it: colours come from a table, shapes from code.

    Args:
        kind: what it looks like, one word such as "jacket"; an unknown one is drawn as a parcel.
    """
    ground = _GROUNDS.get(product.category[0] if product.category else "", _OTHER_GROUND)
    look = look_of(product)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img">'
        f"{rect(0, 0, 400, 400, ground)}"
        f"{disc(200, 190, 158, _deeper(ground, 0.9) if look.pale else tone(ground, 0.45))}"
        f"{oval(200, 324, 124, 15, _deeper(ground, 0.8) if look.pale else tone(ground, -0.16))}"
        f"{SHAPES.get(kind, parcel)(look)}</svg>\n"
    )


def _deeper(code: str, lightness: float) -> str:
    """The same hue, stronger and darker: a ground that pale things stand out on."""
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, light, strength = rgb_to_hls(red, green, blue)
    mixed = hls_to_rgb(hue, light * lightness, min(0.42, strength))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)
