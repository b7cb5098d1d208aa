"""The ink of a cell: its tone's colour, and whether it blinks."""

from collections.abc import Callable

from rich.style import Style
from textual.theme import Theme
from textual.widget import Widget

from pitterm.podium.widgets.cells import Tone


def ink(widget: Widget, tone: Tone) -> Style:
    """The tone as the stylesheet colours it; nothing blinks where animation is off."""
    is_blinking = tone is Tone.ALARM and widget.app.animation_level != "none"
    colour = widget.get_component_rich_style(f"board--{tone}").color
    return Style(color=colour, blink=is_blinking or None)


def on_other_inks(widget: Widget, write_again: Callable[[], None]) -> None:
    """Have every cell written again, once the stylesheet has the colours of another theme."""

    def change(_theme: Theme) -> None:
        widget.call_after_refresh(write_again)

    widget.app.theme_changed_signal.subscribe(widget, change)
