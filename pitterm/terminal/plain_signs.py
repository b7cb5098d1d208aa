"""Painting in ASCII: every line passes here on its way to the terminal."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from pitterm.signs import ascii_of, charset, is_wanted


class PlainSigns(LineFilter):
    """Turns the program's signs into ASCII, each as wide as it was."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line with the signs replaced; what has none is passed on as it is."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(ascii_of(segment.text, self._encoding), segment.style)
            for segment in segments
        ]


def plain_signs(setting: str) -> PlainSigns | None:
    """The filter this terminal needs, as the setting `glyphs` and the locale have it."""
    return PlainSigns(charset()) if is_wanted(setting) else None


def with_plain_signs(
    filters: Sequence[LineFilter], plain: PlainSigns | None
) -> Sequence[LineFilter]:
    """The filters of an App, with this one behind them where there is one."""
    return filters if plain is None else (*filters, plain)
