"""Columns of text that never grow wider than the page and never lose a character."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

PAGE_WIDTH = 120
_GAP = "  "
_NARROWEST = 16


@dataclass(frozen=True, slots=True)
class Column:
    """A heading over cells; words wrap, amounts stand whole at their right edge."""

    heading: str
    is_amount: bool = False
    widest: int = PAGE_WIDTH
    """Cells this column's words may take before they wrap."""


def aligned(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int = PAGE_WIDTH
) -> list[str]:
    """The rows under their headings; the last column of words takes what the others leave."""
    widths = [
        min(
            column.widest if not column.is_amount else PAGE_WIDTH,
            max(cells(text) for text in (column.heading, *(row[place] for row in rows))),
        )
        for place, column in enumerate(columns)
    ]
    room = width - sum(widths[:-1]) - len(_GAP) * (len(columns) - 1)
    if columns[-1].is_amount:
        room = widths[-1] if room >= widths[-1] else 0
    if room < min(_NARROWEST, widths[-1]):
        return _one_below_the_other(columns, rows, width)
    widths[-1] = min(widths[-1], room)
    lines = _line(columns, [column.heading for column in columns], widths)
    for row in rows:
        lines += _line(columns, row, widths)
    return lines


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return sum(_cells(character) for character in text)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken at spaces where there are any."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and cells(lines[-1]) + 1 + cells(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, width)
    return lines


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for character in word:
        if cells(pieces[-1]) + _cells(character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _line(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [
        [text] if column.is_amount else wrap(text, width)
        for column, text, width in zip(columns, row, widths, strict=True)
    ]
    lines = []
    for height in range(max(len(cell) for cell in wrapped)):
        pieces = []
        for column, cell, width in zip(columns, wrapped, widths, strict=True):
            text = cell[height] if height < len(cell) else ""
            space = " " * (width - cells(text))
            pieces.append(space + text if column.is_amount else text + space)
        lines.append(_GAP.join(pieces).rstrip())
    return lines


def _one_below_the_other(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int
) -> list[str]:
    """Where the amounts are too wide to stand side by side."""
    edge = max(cells(column.heading) for column in columns)
    lines = []
    for row in rows:
        lines += wrap(row[0], width)
        for column, text in list(zip(columns, row, strict=True))[1:]:
            first, *others = wrap(text, width - edge - 4)
            lines.append(f"  {column.heading:<{edge}}  {first}".rstrip())
            lines += [f"  {'':<{edge}}  {other}" for other in others]
    return lines
