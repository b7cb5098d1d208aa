"""The alert strip: what nobody acknowledged yet, custody first, four lines at a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from pitterm.domain.alerts import AlertClass
from pitterm.domain.board import TableView
from pitterm.domain.times import show_ago

LINES = 4


class AlertLine(NamedTuple):
    """One line of the strip."""

    words: str
    is_alarm: bool
    """Custody, and nobody acknowledged it: it blinks."""


class Strip(NamedTuple):
    """The lines shown in this turn, and which ones of how many they are."""

    lines: tuple[AlertLine, ...]
    first: int
    total: int


def alert_lines(tables: Iterable[TableView], now: datetime) -> list[AlertLine]:
    """Every alert that nobody acknowledged: custody first, then the oldest."""
    standing = [
        (alert.alert_class is not AlertClass.CUSTODY, alert.since, table.label, alert)
        for table in tables
        for alert in table.alerts
        if not alert.is_acknowledged
    ]
    return [
        AlertLine(f"▲ {label}  {alert.kind.words}  {show_ago(now - since)}", alert.is_alarm)
        for _, since, label, alert in sorted(standing, key=lambda each: each[:3])
    ]


def strip_of(lines: Sequence[AlertLine], turn: int) -> Strip:
    """The lines of this turn; they come round as the pages do."""
    groups = max(1, -(-len(lines) // LINES))
    first = turn % groups * LINES
    return Strip(tuple(lines[first : first + LINES]), first + 1 if lines else 0, len(lines))
