"""What a tile says about a table: no name and no money."""

from datetime import datetime, timedelta
from typing import NamedTuple

from pitterm.domain.alerts import AlertKind, in_order
from pitterm.domain.board import Availability, TableView, show_age, status_word
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.times import show_ago
from pitterm.terminal.quiet import QUIET

PLAIN, LIVE, DUE, LOUD = (
    "$foreground",
    "$text-primary",
    "$text-warning",
    "$text-error",
)

SHORT = {
    AlertKind.SLIP_LATE: "slip",
    AlertKind.OPENER_DIFFERS: "opener ≠",
    AlertKind.COUNT_OWED: "count owed",
    AlertKind.CHANGE_COUNT_MISSING: "shift count",
    AlertKind.OPENING_COUNT_LATE: "opening",
    AlertKind.RUNDOWN_LONG: "rundown",
    AlertKind.BOX_NOT_RECORDED: "drop box",
    AlertKind.DAY_CHANGE_UNCOUNTED: "day count",
    AlertKind.NO_ENTRY: "no entry",
    AlertKind.NEED_HIGH: "need",
    AlertKind.POSSIBLE_DOUBLE: "double?",
}
"""Alerts in the words a tile has room for."""


class Piece(NamedTuple):
    """A text and the style it is painted in."""

    text: str
    style: str


def tile_of(table: TableView, now: datetime) -> tuple[tuple[Piece, ...], ...]:
    """The tile's three lines; a small tile leaves the last one out."""
    label = Piece(table.label, f"bold {PLAIN if table.is_live else QUIET}")
    status = Piece(f" {_status(table)}", _status_style(table))
    age = _age(table, now)
    since = (Piece(f"{age} ", PLAIN),) if age else ()
    return (label, status), (*since, *_note(table, now)), (Piece(_count(table, now), QUIET),)


def _status(table: TableView) -> str:
    """The status word; what a closed table owes stands on the line below."""
    return status_word(table).partition(" ▲")[0]


def _status_style(table: TableView) -> str:
    if table.availability is not Availability.ACTIVE or not table.is_live:
        return QUIET
    return f"bold {LIVE if table.session_status is SessionStatus.ACTIVE else DUE}"


def _age(table: TableView, now: datetime) -> str:
    return show_age(now - table.opened_at) if table.is_live and table.opened_at else ""


def _note(table: TableView, now: datetime) -> tuple[Piece, ...]:
    """The most urgent thing about the table, and how many more there are."""
    standing = [alert for alert in in_order(table.alerts) if not alert.is_acknowledged]
    if standing:
        first = standing[0]
        more = f" +{len(standing) - 1}" if len(standing) > 1 else ""
        words = f"▲ {SHORT[first.kind]} {show_ago(now - first.since)}{more}"
        return (Piece(words, f"bold {LOUD if first.is_alarm else DUE}"),)
    if table.owes_count:
        return (Piece("▲ count owed", DUE),)
    if table.slips_in_flight and table.oldest_slip_at is not None:
        slips = f"{table.slips_in_flight} {'slip' if table.slips_in_flight == 1 else 'slips'}"
        return (Piece(f"{slips} {show_ago(now - table.oldest_slip_at)}", PLAIN),)
    return ()


def _count(table: TableView, now: datetime) -> str:
    if table.last_count_at is None:
        return f"{table.game} · not counted" if table.is_live else table.game
    age: timedelta = now - table.last_count_at
    return f"{table.game} · counted {show_age(age)}" if table.is_live else table.game
