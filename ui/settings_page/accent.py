"""A shop's colour made readable: text on it, and it on the widget's surfaces. Pure."""

SURFACES = {"light": "#f4ede2", "dark": "#2e2722"}
"""The widget's tints, the least contrast that its accent meets as a text."""
LEAST = 4.6
"""A little above 4.5:1, for rounding."""


def widget_colours(accent: str) -> str:
    """The style sheet of the widget's colours, light and dark; empty: Daogou's own."""
    if not accent:
        return ""
    light, dark = (_rule(readable(accent, SURFACES[one])) for one in ("light", "dark"))
    return (
        f"daogou-chat {light}\ndaogou-chat[theme=dark] {dark}\n"
        f"@media (prefers-color-scheme: dark) {{\n  daogou-chat:not([theme=light]) {dark}\n}}\n"
    )


def readable(colour: str, on: str) -> str:
    """The colour, mixed with black or white in steps until it can be read on a surface."""
    goal = (0, 0, 0) if luminance(on) > 0.18 else (255, 255, 255)
    own = _rgb(colour)
    for step in range(21):
        mixed = tuple(round(c + (g - c) * step / 20) for c, g in zip(own, goal, strict=True))
        made = "#{:02x}{:02x}{:02x}".format(*mixed)
        if contrast(made, on) >= LEAST:
            return made
    return "#{:02x}{:02x}{:02x}".format(*goal)


def contrast(one: str, other: str) -> float:
    """1..21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) .. 1 (white)."""
    parts = [value / 255 for value in _rgb(colour)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _rule(accent: str) -> str:
    words = max(("#ffffff", "#1a1512"), key=lambda one: contrast(one, accent))
    return f"{{ --daogou-accent: {accent}; --daogou-on-accent: {words}; }}"
