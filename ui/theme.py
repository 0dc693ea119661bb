"""The look of the chat page: Gradio's own parts take the same colours and types as ours."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ui.draw.front import first_screen

STATIC = Path(__file__).parent / "static"
FAVICON = STATIC / "daogou.svg"


def page_head(examples: Sequence[str]) -> str:
    """What the chat page has in its head: its styles, nested in Gradio's container, and a script
    that paints the first screen before Gradio has loaded.

    The styles do not go through Gradio's ``css``, which rewrites rules and loses some of them.
    """
    nested = "".join(map(read_static, ("parts.css", "chat.css", "panels.css")))
    first = json.dumps(first_screen(examples)).replace("<", "\\u003c")
    return (
        f"<style>{read_static('tokens.css')}html{{scroll-padding:74px 0 112px}}"
        f"body{{background:var(--dg-paper)}}.gradio-container.gradio-container{{{nested}}}</style>"
        f"<script>{read_static('base.js')}daogou.firstScreen({first})</script>"
    )


def read_static(name: str) -> str:
    """One text file of ``ui/static``."""
    return (STATIC / name).read_text(encoding="utf-8")


def theme() -> Any:
    """A Gradio theme over the variables of ``tokens.css``; nothing is loaded from elsewhere."""
    import gradio as gr

    both = {
        "body_background_fill": "var(--dg-paper)",
        "body_text_color": "var(--dg-ink)",
        "body_text_color_subdued": "var(--dg-quiet)",
        "background_fill_primary": "var(--dg-surface)",
        "background_fill_secondary": "var(--dg-tint)",
        "block_background_fill": "transparent",
        "block_border_width": "0px",
        "block_shadow": "none",
        "border_color_primary": "var(--dg-line)",
        "border_color_accent": "var(--dg-accent)",
        "color_accent": "var(--dg-accent)",
        "color_accent_soft": "var(--dg-tint)",
        "input_background_fill": "var(--dg-surface)",
        "input_background_fill_focus": "var(--dg-surface)",
        "input_border_color": "var(--dg-edge)",
        "input_border_color_focus": "var(--dg-accent)",
        "input_placeholder_color": "var(--dg-quiet)",
        "input_shadow": "none",
        "input_shadow_focus": "none",
        "button_secondary_background_fill": "transparent",
        "button_secondary_background_fill_hover": "var(--dg-tint)",
        "button_secondary_border_color": "var(--dg-edge)",
        "button_secondary_text_color": "var(--dg-ink)",
        "button_secondary_text_color_hover": "var(--dg-ink)",
        "loader_color": "var(--dg-accent)",
    }
    has_dark = set(vars(gr.themes.Base()))
    dark = {f"{name}_dark": value for name, value in both.items() if f"{name}_dark" in has_dark}
    base = gr.themes.Base(
        font=["Daogou Sans", "system-ui", "PingFang SC", "Noto Sans CJK SC", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
        radius_size="lg",
        text_size="lg",
    )
    return base.set(**both, **dark)
