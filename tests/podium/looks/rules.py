"""What the house wants of every picture, whoever drew it."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rich.cells import cell_len
from textual.app import App
from textual.color import Color
from textual.content import Content
from textual.widgets import DataTable, Digits, Static

from pitterm.podium.widgets.quick_bar import QuickBar
from pitterm.podium.widgets.sparks import ASCII as PLAIN_STEPS
from pitterm.podium.widgets.sparks import BLOCKS
from pitterm.terminal.quiet import GREY
from tests.colours import contrast
from tests.podium.looks.pictures import ASCII, DARK, LIGHT, NO_COLOUR, Picture, Pictures

READABLE, QUIET = 4.5, 3.0
"""WCAG 2 AA for text, and what a grey key or a dimmed old picture keeps."""
GREY_KEY = int(GREY.rpartition(" ")[2].rstrip("%")) / 100
"""How much of the text's colour a key keeps that may not be pressed."""
INKS = {DARK: "#dde3e8", LIGHT: "#181d21", NO_COLOUR: "#e2e2e2"}
AMOUNT = re.compile(r"[▲▼−]? ?[+−]?\$?\d[\d,]*(\.\d+)?")
_WITHOUT_BLOCKS = str.maketrans(BLOCKS + "·", PLAIN_STEPS + ".")


def faults(pictures: Pictures, *, is_old: bool) -> list[str]:
    """What is wrong with a screen's pictures, a sentence each."""
    return [fault for picture in pictures.values() for fault in _faults(picture, pictures, is_old)]


def _faults(picture: Picture, pictures: Pictures, is_old: bool) -> Iterator[str]:
    name = f"{picture.look} {picture.size[0]}×{picture.size[1]}"
    dark = pictures[DARK, picture.size]
    if picture.look == ASCII:
        strange = {each for line in picture.lines for each in line if not each.isascii()}
        if strange:
            yield f"{name}: {strange} reach a terminal that has none of them"
        return
    if _said(picture) != _said(dark):
        yield f"{name}: says something else than the dark one, so that a colour tells something"
    for text, ratio, least in _pairs(picture, is_old):
        if ratio < least:
            yield f"{name}: {text!r} has a contrast of {ratio:.2f}, less than {least}"


def _said(picture: Picture) -> list[str]:
    """The text; the steps of a row of marks have other signs where colour is missing."""
    return [line.translate(_WITHOUT_BLOCKS) for line in picture.lines]


def _pairs(picture: Picture, is_old: bool) -> Iterator[tuple[str, float, float]]:
    """Each text, the contrast it has and the one it must have."""
    for row in picture.rows:
        for style, cells in groupby(row, lambda cell: cell.style):
            text = "".join(cell.text for cell in cells).strip()
            if not any(each.isalnum() for each in text):
                continue
            assert style.color is not None, text
            assert style.bgcolor is not None, text
            ink, ground = Color.parse(style.color.name), Color.parse(style.bgcolor.name)
            may_be_quiet = is_old or _is_grey_key(ink, ground, picture.look)
            yield text, contrast(ink, ground), QUIET if may_be_quiet else READABLE


def _is_grey_key(ink: Color, ground: Color, look: str) -> bool:
    grey = ground.blend(Color.parse(INKS[look]), GREY_KEY)
    return max(abs(a - b) for a, b in zip(ink.rgb, grey.rgb, strict=True)) <= 4


def cut_off(app: App[Any]) -> Iterator[str]:
    """Texts of which the screen shows less than there is, and does not say so."""
    for widget in app.screen.query(Static):
        room = widget.content_size
        is_hidden = not room or not widget.is_on_screen
        # An amount that is typed covers the line of quick ones.
        is_covered = isinstance(widget.parent, QuickBar) and widget.parent.has_class("-typing")
        if is_hidden or is_covered or isinstance(widget, Digits):
            continue
        styles, text = widget.styles, str(widget.content).rstrip()
        if styles.text_wrap == "nowrap":
            is_whole = max(map(cell_len, text.split("\n"))) <= room.width
            is_whole |= styles.text_overflow == "ellipsis"
        else:
            lines = Content(text).wrap(room.width) if text else []
            is_whole = len(lines) <= room.height
        if not is_whole:
            yield f"{app.size.width} wide: {text[:60]!r} has no room in {widget!r}"


def ragged(app: App[Any]) -> Iterator[str]:
    """Columns of amounts that do not end below each other."""
    for table in app.screen.query(DataTable):
        for column in table.ordered_columns:
            for text in table.get_column(column.key):
                if AMOUNT.fullmatch(text.plain.strip()) and text.justify != "right":
                    yield f"{app.size.width}: {column.key.value} has {text.plain!r} on its left"
