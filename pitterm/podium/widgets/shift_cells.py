"""The shift screen's columns: what each cell says about a line, and in which tone."""

from collections.abc import Callable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pitterm.domain import money
from pitterm.domain.metrics import Grade
from pitterm.domain.shift_lines import Level, ShiftLine, hold_words, win_words
from pitterm.podium.widgets.cells import UNKNOWN, Cell, Tone, change_tone
from pitterm.podium.widgets.sparks import WIDTH, sparks
from pitterm.podium.wording import harmless


class Shown(NamedTuple):
    """A line with what is needed to draw it."""

    line: ShiftLine
    hours: tuple[int | None, ...]
    zone: ZoneInfo
    is_plain: bool
    """Whether there is no colour."""


class ShiftColumn(NamedTuple):
    """One column; a lower rank stays longer when the terminal narrows."""

    key: str
    heading: str
    width: int
    rank: int
    draw: Callable[[Shown], Cell]
    is_figure: bool = False


_INDENT = {Level.CASINO: "", Level.PIT: " ", Level.TABLE: "  "}
_GRADES = {Grade.ESTIMATE: Tone.QUIET, Grade.COUNTED: Tone.PLAIN, Grade.FINAL: Tone.LIVE}


def _name(shown: Shown) -> Cell:
    line = shown.line
    tone = Tone.LIVE if line.level is Level.CASINO else Tone.PLAIN
    return Cell(_INDENT[line.level] + harmless(line.name), tone)


def _amount(cents: int | None) -> Cell:
    return (
        UNKNOWN if cents is None else Cell(money.show(cents), Tone.PLAIN if cents else Tone.QUIET)
    )


def _change(cents: int | None) -> Cell:
    return UNKNOWN if cents is None else Cell(money.show_change(cents), change_tone(cents))


def _win(shown: Shown) -> Cell:
    return Cell(win_words(shown.line, shown.zone), change_tone(shown.line.est_win_cents))


def _discrepancy(shown: Shown) -> Cell:
    cents = shown.line.discrepancy_cents
    if not cents:
        return _amount(cents)
    return Cell(money.show_change(cents), Tone.DUE)


def _hold(shown: Shown) -> Cell:
    words = hold_words(shown.line)
    return UNKNOWN if shown.line.hold_percent is None else Cell(words)


COLUMNS = (
    ShiftColumn("name", "", 11, 0, _name),
    ShiftColumn("est-drop", "est. drop", 10, 0, lambda s: _amount(s.line.est_drop_cents), True),
    ShiftColumn("est-win", "est. win/loss", 29, 0, _win),
    ShiftColumn("since", "since count", 11, 1, lambda s: _amount(s.line.since_buyins_cents), True),
    ShiftColumn("fills", "fills", 9, 2, lambda s: _amount(s.line.fills_cents), True),
    ShiftColumn("credits", "credits", 9, 2, lambda s: _amount(s.line.credits_cents), True),
    ShiftColumn("discrepancy", "discrepancy", 11, 3, _discrepancy, True),
    ShiftColumn(
        "counted-drop", "counted drop", 12, 5, lambda s: _amount(s.line.counted_drop_cents), True
    ),
    ShiftColumn(
        "counted-win", "counted win", 12, 4, lambda s: _change(s.line.counted_win_cents), True
    ),
    ShiftColumn("hold", "hold", 8, 6, _hold, True),
    ShiftColumn("outside", "outside", 8, 7, lambda s: _amount(s.line.outside_cents), True),
    ShiftColumn("coverage", "coverage", 22, 8, lambda s: Cell(s.line.coverage_words, Tone.QUIET)),
    ShiftColumn("hours", "buy-ins", WIDTH, 0, lambda s: Cell(sparks(s.hours, is_plain=s.is_plain))),
    ShiftColumn("grade", "grade", 8, 0, lambda s: Cell(s.line.grade, _GRADES[s.line.grade])),
)
_PADDING = 2


def columns_for(width: int) -> tuple[ShiftColumn, ...]:
    """The columns that fit into this many cells, in the screen's order."""
    left = width
    chosen = set()
    for column in sorted(COLUMNS, key=lambda column: column.rank):
        left -= column.width + _PADDING
        if left < 0 and column.rank:
            break
        chosen.add(column.key)
    return tuple(column for column in COLUMNS if column.key in chosen)
