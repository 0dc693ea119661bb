"""Small pieces of markup that every page shares: escaped text, money, pictures, stars, icons.

Text of shops and shoppers enters a page only through ``text`` (or ``attribute``), addresses only
through ``image_url``; both treat it as data, whatever it looks like.
"""

import re
from html import escape
from urllib.parse import quote, urlsplit

from assistant.reply.money import money
from retrieval.types import Product

# Control characters, and the bidirectional overrides, zero-width marks and tag letters that let
# one text pose as another. Tab and line feed stay; the joiners stay for emoji and scripts.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_PILED_UP = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")
"""Marks over and under one letter that reach into other lines."""


def clean(value: str, limit: int = 20_000) -> str:
    """A text without invisible tricks, cut to ``limit`` characters with an ellipsis."""
    visible = _INVISIBLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    visible = _PILED_UP.sub(r"\1", visible)
    return visible if len(visible) <= limit else visible[: limit - 1].rstrip() + "…"


def text(value: str, limit: int = 20_000) -> str:
    """A text made safe for element content and for quoted attributes."""
    return escape(clean(value, limit), quote=True)


def paragraphs(value: str, limit: int = 20_000) -> str:
    """Plain text as paragraphs: an empty line parts them, lines with "- " become a list."""
    blocks = []
    for block in re.split(r"\n\s*\n", clean(value, limit).strip()):
        prose: list[str] = []
        items: list[str] = []
        for line in filter(None, (line.strip() for line in block.split("\n"))):
            bullet = re.match(r"[-•*]\s+(.*)", line)
            if bullet:
                items.append(f"<li>{escape(bullet[1])}</li>")
            else:
                prose.append(escape(line))
        if prose:
            blocks.append(f'<p dir="auto">{"<br>".join(prose)}</p>')
        if items:
            blocks.append(f'<ul dir="auto">{"".join(items)}</ul>')
    return "".join(blocks)


def image_url(product: Product) -> str:
    """Where the picture is: the shop's own http(s) address, else ``/images/ID``; "": none."""
    source = product.image.strip()
    if not source:
        return ""
    try:
        parts = urlsplit(source)
        scheme = parts.scheme.lower()
    except ValueError:
        return ""
    if "@" in parts.netloc:  # a name and password, or an address that poses as another
        return ""
    if scheme in ("http", "https"):
        return source
    return f"/images/{quote(product.id, safe='')}" if not scheme else ""


def picture(product: Product) -> str:
    """The picture over a quiet placeholder, which shows while it loads and when it is missing."""
    url = image_url(product)
    image = (
        f'<img src="{text(url)}" alt="" loading="lazy" decoding="async" '
        'referrerpolicy="no-referrer">'
        if url
        else ""
    )
    return f'<div class="dg-picture">{icon("bag")}{image}</div>'


def stars(product: Product) -> str:
    """Rating as stars with the number of reviews; "" where nobody has rated."""
    if product.rating is None:
        return ""
    rating = min(max(product.rating, 0.0), 5.0)
    count = f"{product.rating_count:,}"
    said = f"{rating:.1f} out of 5 stars" + (f", {count} reviews" if product.rating_count else "")
    shown = f'<span class="dg-count">{rating:.1f} ({count})</span>' if product.rating_count else ""
    return (
        f'<div class="dg-rating"><span class="dg-stars" role="img" aria-label="{said}" '
        f'style="--share:{rating / 5:.1%}">★★★★★</span>{shown}</div>'
    )


def price(product: Product) -> str:
    """Price with the struck list price before it where the product is reduced."""
    if product.price is None:
        return '<p class="dg-price"><span class="dg-muted">Price on request</span></p>'
    now = text(money(product.price, product.currency))
    if not reduction(product) or product.list_price is None:
        return f'<p class="dg-price"><strong>{now}</strong></p>'
    before = text(money(product.list_price, product.currency))
    return (
        f'<p class="dg-price dg-reduced"><strong><span class="dg-sr">Now </span>{now}</strong> '
        f'<s><span class="dg-sr">before </span>{before}</s></p>'
    )


def reduction(product: Product) -> int:
    """Whole percent below the list price; 0: no reduction."""
    if product.price is None or not product.list_price or product.list_price <= product.price:
        return 0
    return int(100 * (product.list_price - product.price) / product.list_price)


def stock(product: Product) -> str:
    """How many are left, as far as it helps a decision; "" where the stock is not known."""
    if product.stock is None:
        return ""
    if product.stock <= 0:
        return '<p class="dg-stock dg-out">Out of stock</p>'
    if product.stock <= 5:
        return f'<p class="dg-stock dg-few">Only {product.stock} left</p>'
    return '<p class="dg-stock">In stock</p>'


_ICONS = {
    "bag": '<path d="M5 8h14l-1 12H6L5 8Z"/><path d="M9 10V7a3 3 0 0 1 6 0v3"/>',
    "bin": '<path d="M4.5 7h15M10 11v5.5M14 11v5.5M6 7l1 12.5h10L18 7M9.5 7V4.5h5V7"/>',
    "camera": '<path d="M4 8h3.2L9 5.5h6L16.8 8H20v11H4V8Z"/><circle cx="12" cy="13" r="3.4"/>',
    "cart": '<path d="M3 5h2.5l2 10.5h10L19.5 8H6.2"/><circle cx="9" cy="19" r="1.3"/>'
    '<circle cx="16.5" cy="19" r="1.3"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "copy": '<path d="M9 9h10.5v11H9zM15 9V4.5H4.5v11H9"/>',
    "cross": '<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>',
    "down": '<path d="M7 4v9.5M7 4h9.6l2 6.5c.3 1.2-.4 2-1.5 2H13l.8 4.6c.2 1.5-1.8 '
    '2.2-2.5.9L8.5 13.5H4V4h3Z"/>',
    "menu": '<path d="M5 7h14M5 12h14M5 17h14"/>',
    "mic": '<path d="M12 3.5a2.6 2.6 0 0 1 2.6 2.6v5a2.6 2.6 0 0 1-5.2 0v-5A2.6 2.6 0 0 1 12 '
    '3.5ZM6 11a6 6 0 0 0 12 0M12 17v3.5M9 20.5h6"/>',
    "minus": '<path d="M5 12h14"/>',
    "moon": '<path d="M19 14.5A8 8 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5Z"/>',
    "person": '<circle cx="12" cy="8.5" r="3.5"/><path d="M5 20c.8-4 3.4-6 7-6s6.2 2 7 6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "save": '<path d="M12 4v10.5m-4.5-4L12 15l4.5-4.5M5 19.5h14"/>',
    "scales": '<path d="M12 4.5v15M7.5 19.5h9M5 7.5h14M5 7.5 2.8 13.5h4.4L5 7.5Zm14 0-2.2 '
    '6h4.4L19 7.5Z"/>',
    "send": '<path d="M12 19V5.5M6 11.5l6-6 6 6"/>',
    "similar": '<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>',
    "sun": '<circle cx="12" cy="12" r="3.8"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 '
    '7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/>',
    "system": '<path d="M3.5 5h17v11.5h-17zM9 20h6M12 16.5V20"/>',
    "up": '<path d="M7 20v-9.5M7 20h9.6l2-6.5c.3-1.2-.4-2-1.5-2H13l.8-4.6c.2-1.5-1.8-2.2'
    '-2.5-.9L8.5 10.5H4V20h3Z"/>',
}


def icon(name: str) -> str:
    """One line icon, hidden from screen readers."""
    return (
        '<svg class="dg-icon" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true" focusable="false">{_ICONS[name]}</svg>'
    )


def mark() -> str:
    """The sign: a speech bubble that is a shopping bag."""
    return (
        '<svg class="dg-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" '
        'focusable="false"><path fill="currentColor" d="M6.6 10h18.8a2 2 0 0 1 2 1.8l.9 11.2a3 3 '
        "0 0 1-3 3.2H14l-5.2 4.2a.8.8 0 0 1-1.3-.6v-3.6h-.8a3 3 0 0 1-3-3.2l.9-11.2a2 2 0 0 1 "
        '2-1.8Z"/><path fill="none" stroke="currentColor" stroke-width="2.4" '
        'stroke-linecap="round" d="M11 13V8a5 5 0 0 1 10 0v5"/><path fill="none" '
        'stroke="var(--dg-on-accent,#fff)" stroke-width="2.2" stroke-linecap="round" '
        'd="M11.5 17.5c1 2.6 8 2.6 9 0"/></svg>'
    )
