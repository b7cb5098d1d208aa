"""The board's columns: what each cell says about a table, and in which tone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pitterm.domain import money
from pitterm.domain.alerts import Alert
from pitterm.domain.board import Availability, TableView, show_age, status_word
from pitterm.domain.house import House
from pitterm.domain.sessions import SessionStatus
from pitterm.podium.alert_words import glyph
from pitterm.podium.wording import harmless, show_ago, show_time, zone
from pitterm.terminal.quiet import QUIET


class Tone(StrEnum):
    """How loud a text is; the stylesheet gives each its colour."""

    PLAIN = "plain"
    QUIET = "quiet"
    LIVE = "live"
    DUE = "due"
    LOUD = "loud"
    ALARM = "alarm"
    """As loud, and it blinks where the terminal moves at all."""

    @property
    def style(self) -> str:
        """The tone as a style of Textual's content, by the theme's variables."""
        return _STYLES[self]


_STYLES = {
    Tone.PLAIN: "$foreground",
    Tone.QUIET: QUIET,
    Tone.LIVE: "$text-primary",
    Tone.DUE: "$text-warning",
    Tone.LOUD: "$text-error",
    Tone.ALARM: "$text-error",
}


class Cell(NamedTuple):
    """One cell's text and tone."""

    text: str
    tone: Tone = Tone.PLAIN


class Moment(NamedTuple):
    """The database's clock with the house's zone and its limit for a slip in flight."""

    now: datetime
    zone: ZoneInfo
    slip_late_after: timedelta


class Column(NamedTuple):
    """One column of the board; a lower rank stays longer when the terminal narrows."""

    key: str
    heading: str
    width: int
    rank: int
    draw: Callable[[TableView, Moment], Cell]
    is_figure: bool = False


UNKNOWN = Cell(money.NO_FIGURE, Tone.QUIET)


def status_tone(table: TableView) -> Tone:
    """The tone of a table's status word."""
    if table.availability is not Availability.ACTIVE:
        return Tone.QUIET
    if table.session_status is None:
        return Tone.DUE if table.owes_count else Tone.QUIET
    return Tone.LIVE if table.session_status is SessionStatus.ACTIVE else Tone.DUE


def change_tone(cents: int | None) -> Tone:
    """Wins in one colour, losses in the other; both also carry an arrow and a sign."""
    if not cents:
        return Tone.QUIET if cents is None else Tone.PLAIN
    return Tone.LIVE if cents > 0 else Tone.DUE


def moment_of(now: datetime, house: House) -> Moment:
    """This moment in this house."""
    return Moment(now, zone(house.time_zone), house.slip_late_after)


def late_tone(age: timedelta | None, late_after: timedelta) -> Tone:
    """The tone of a slip's age."""
    return Tone.LOUD if age is not None and age >= late_after else Tone.PLAIN


def alert_tone(alert: Alert) -> Tone:
    """What nobody acknowledged is loud, and blinks where it is about custody."""
    if alert.is_acknowledged:
        return Tone.QUIET
    return Tone.ALARM if alert.is_alarm else Tone.DUE


def limits(table: TableView) -> str:
    """`$25-$500`, with an en dash."""
    return f"{money.show(table.min_bet_cents)}\N{EN DASH}{money.show(table.max_bet_cents)}"


def _quiet_unless_live(table: TableView, text: str) -> Cell:
    return Cell(text, Tone.PLAIN if table.is_live else Tone.QUIET)


def _age(table: TableView, moment: Moment) -> Cell:
    if table.opened_at is None or not table.is_live:
        return Cell("")
    return Cell(show_age(moment.now - table.opened_at))


def _est_drop(table: TableView, _moment: Moment) -> Cell:
    if table.day is None or table.day.est_drop_cents is None:
        return UNKNOWN
    return Cell(money.show(table.day.est_drop_cents))


def _est_win(table: TableView, moment: Moment) -> Cell:
    figures = table.day
    if figures is None or figures.est_win_cents is None or figures.win_to is None:
        return UNKNOWN
    text = f"{money.show_change(figures.est_win_cents)} {show_time(figures.win_to, moment.zone)}"
    return Cell(text, change_tone(figures.est_win_cents))


def _count_age(table: TableView, moment: Moment) -> Cell:
    if table.last_count_at is None:
        return UNKNOWN
    return _quiet_unless_live(table, show_age(moment.now - table.last_count_at))


def _need(table: TableView, _moment: Moment) -> Cell:
    if table.need_cents is None:
        return UNKNOWN
    return _quiet_unless_live(table, money.show(table.need_cents))


def _oldest_slip(table: TableView, moment: Moment) -> timedelta | None:
    return moment.now - table.oldest_slip_at if table.oldest_slip_at else None


def _slips(table: TableView, moment: Moment) -> Cell:
    if not table.slips_in_flight:
        return Cell("")
    tone = late_tone(_oldest_slip(table, moment), moment.slip_late_after)
    late = "▲ " if tone is Tone.LOUD else ""
    return Cell(f"{late}{table.slips_in_flight}", tone)


def _slip_age(table: TableView, moment: Moment) -> Cell:
    age = _oldest_slip(table, moment)
    if age is None:
        return Cell("")
    return Cell(show_ago(age), late_tone(age, moment.slip_late_after))


def _alerts(table: TableView, _moment: Moment) -> Cell:
    """How many alerts a table has, by the glyph of the loudest that nobody acknowledged."""
    if not table.alerts:
        return Cell("")
    waiting = [alert for alert in table.alerts if not alert.is_acknowledged]
    loudest = (waiting or table.alerts)[0]
    return Cell(f"{glyph(loudest)} {len(table.alerts)}", alert_tone(loudest))


COLUMNS = (
    Column("spot", "#", 3, 0, lambda t, _: Cell(str(t.spot), Tone.QUIET), is_figure=True),
    Column("label", "table", 7, 0, lambda t, _: _quiet_unless_live(t, harmless(t.label))),
    Column("game", "game", 11, 7, lambda t, _: Cell(harmless(t.game), Tone.QUIET)),
    Column("limits", "limits", 13, 6, lambda t, _: Cell(limits(t), Tone.QUIET)),
    Column("status", "status", 21, 0, lambda t, _: Cell(status_word(t), status_tone(t))),
    Column("age", "age", 5, 0, _age, is_figure=True),
    Column("est-drop", "est. drop", 9, 0, _est_drop, is_figure=True),
    Column("est-win", "est. win/loss", 16, 1, _est_win, is_figure=True),
    Column("count-age", "count age", 9, 5, _count_age, is_figure=True),
    Column("need", "need", 9, 4, _need, is_figure=True),
    Column("slips", "slips", 5, 2, _slips, is_figure=True),
    Column("slip-age", "oldest", 6, 3, _slip_age, is_figure=True),
    Column("alerts", "alert", 5, 0, _alerts, is_figure=True),
)
GAPS = (2, 1)
"""Cells before each column: roomy where every column fits, else close."""


def columns_for(width: int) -> tuple[tuple[Column, ...], int]:
    """The columns that fit into this many cells, in the board's order, and the gap before each."""
    gap = next((gap for gap in GAPS if sum(c.width + gap for c in COLUMNS) <= width), GAPS[-1])
    left = width
    chosen: set[str] = set()
    for column in sorted(COLUMNS, key=lambda column: column.rank):
        left -= column.width + gap
        if left < 0 and column.rank > 0:
            break
        chosen.add(column.key)
    return tuple(column for column in COLUMNS if column.key in chosen), gap
