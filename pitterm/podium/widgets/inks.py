"""The ink of a cell: its tone's colour, and whether it blinks."""

from rich.style import Style
from textual.widget import Widget

from pitterm.podium.widgets.cells import Tone


def ink(widget: Widget, tone: Tone) -> Style:
    """The tone as the stylesheet colours it; nothing blinks where animation is off."""
    is_blinking = tone is Tone.ALARM and widget.app.animation_level != "none"
    colour = widget.get_component_rich_style(f"board--{tone}").color
    return Style(color=colour, blink=is_blinking or None)
