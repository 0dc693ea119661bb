"""The buttons beside the message box."""

from ui.markup import icon


def tools(*, photo: bool, voice: bool) -> str:
    """Photo and microphone, as far as the shop has what they need."""
    return (_photo() if photo else "") + (_voice() if voice else "")


def _photo() -> str:
    return (
        '<label class="dg-tool" title="Find something like a photo">'
        f'{icon("camera")}<span class="dg-sr">Find something like a photo</span>'
        '<input type="file" accept="image/*" id="dg-photo" class="dg-sr"></label>'
    )


def _voice() -> str:
    return (
        '<button type="button" class="dg-tool" id="dg-mic" aria-pressed="false" '
        f'title="Speak" aria-label="Speak">{icon("mic")}</button>'
    )
