"""A screen's pictures as text: what stands in every cell, and beside each row in which style."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, NamedTuple

import pytest
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App
from textual.filter import Monochrome
from textual.pilot import Pilot

from pitterm.terminal.plain_signs import PlainSigns
from pitterm.terminal.theme import PIT, PIT_LIGHT, put_on

SIZES = ((80, 24), (120, 36), (200, 60))
DARK, ASCII, LIGHT, NO_COLOUR = "dark", "ascii", "light", "no colour"
COLOURS = ((DARK, ASCII), (LIGHT,), (NO_COLOUR,))
"""Looks that share their colours are taken together."""
Size = tuple[int, int]


class Cell(NamedTuple):
    """One character and how it is written."""

    text: str
    style: Style


class Picture(NamedTuple):
    """A screen as one terminal shows it."""

    look: str
    size: Size
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def lines(self) -> list[str]:
        """The text alone."""
        return ["".join(cell.text for cell in row) for row in self.rows]


Pictures = dict[tuple[str, Size], Picture]


class TextExtension(SingleFileSnapshotExtension):
    """One text file for each screen."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


async def take_all(
    pilot: Pilot[Any],
    looks: Sequence[Sequence[str]] = COLOURS,
    *,
    sizes: Sequence[Size] = SIZES,
    judge: Callable[[App[Any]], None] = lambda _app: None,
) -> Pictures:
    """The screen on top in these looks; it is built once and repainted.

    `judge` sees it at each size, in the first colours.
    """
    pictures: Pictures = {}
    for together in looks:
        with coloured(pilot.app, together[0]):
            for size in sizes:
                await _settle(pilot, size)
                if together is looks[0]:
                    judge(pilot.app)
                for look in together:
                    pictures[look, size] = _take(pilot.app, look, size)
        # There and back again: a terminal that is grown and shrunk is the same one.
        sizes = sizes[::-1]
    return pictures


@contextmanager
def coloured(app: App[Any], look: str) -> Iterator[None]:
    """The App in these colours, for as long as its pictures are taken."""
    with pytest.MonkeyPatch.context() as patch:
        if look == NO_COLOUR:
            patch.setenv("NO_COLOR", "1")
            patch.setattr(app, "_filters", [*app._filters, Monochrome()])
            patch.setattr(app, "no_color", True)
            put_on(app, PIT.name)
        elif look == LIGHT:
            app.theme = PIT_LIGHT.name
        yield


async def _settle(pilot: Pilot[Any], size: Size) -> None:
    app = pilot.app
    if app.size != size:
        await pilot.resize_terminal(*size)
    await pilot.pause()
    await pilot.pause()


def _take(app: App[Any], look: str, size: Size) -> Picture:
    with pytest.MonkeyPatch.context() as patch:
        if look == ASCII:
            patch.setattr(app, "_filters", [*app._filters, PlainSigns("utf-8")])
        for screen in app.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
        strips = app.screen._compositor.render_strips()
    return Picture(look, size, tuple(tuple(_cells(strip)) for strip in strips))


def _cells(strip: Iterable[Segment]) -> Iterator[Cell]:
    for segment in strip:
        style = segment.style or Style()
        yield from (Cell(character, style) for character in segment.text)


def written(pictures: Pictures) -> str:
    """All of them as one text: the rows once, for they are the same in every look but ASCII."""
    letters: dict[str, str] = {}
    sizes = sorted({size for _, size in pictures})
    blocks = [_block(pictures, size, letters) for size in sizes]
    legend = [f"{letter:<3}{styles}" for styles, letter in letters.items()]
    head = "Styles: dark | light | no colour. A row has its runs behind it; = as the row above."
    return "\n".join([head, *legend, *blocks, ""])


def _block(pictures: Pictures, size: Size, letters: dict[str, str]) -> str:
    looks = [pictures[variant, size] for variant in (DARK, LIGHT, NO_COLOUR)]
    lines = [f"\n{size[0]}×{size[1]}"]
    before = ""
    for y, text in enumerate(looks[0].lines):
        runs = _runs([look.rows[y] for look in looks], letters)
        lines.append(f"│{text}│ {'=' if runs == before else runs}")
        before = runs
    lines.append(f"\n{size[0]}×{size[1]} in ASCII, where it differs")
    plain = zip(looks[0].lines, pictures[ASCII, size].lines, strict=True)
    lines += [f"{y:>2}│{ascii_}" for y, (text, ascii_) in enumerate(plain, 1) if ascii_ != text]
    return "\n".join(line.rstrip() for line in lines)


def _runs(rows: Sequence[Sequence[Cell]], letters: dict[str, str]) -> str:
    """`a12 b68`: how many cells are in which style, in all the looks at once."""
    columns = zip(*rows, strict=True)
    styles = (" | ".join(_worded(cell.style) for cell in column) for column in columns)
    runs = []
    for style, cells in groupby(styles):
        letter = letters.setdefault(style, _letter(len(letters)))
        runs.append(f"{letter}{len(list(cells))}")
    return " ".join(runs)


def _letter(number: int) -> str:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    first, second = divmod(number, len(alphabet))
    return alphabet[second] if not first else alphabet[first - 1] + alphabet[second]


def _worded(style: Style) -> str:
    words = [
        name
        for name in ("bold", "dim", "italic", "underline", "reverse", "blink", "strike")
        if getattr(style, name)
    ]
    return " ".join([f"{_colour(style.color)} on {_colour(style.bgcolor)}", *words])


def _colour(colour: Color | None) -> str:
    return "-" if colour is None else colour.name
