"""From what the database says of a period to the report of it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pitterm.domain import money
from pitterm.domain.currency import Currency
from pitterm.domain.metrics import (
    CasinoMetrics,
    Grade,
    PitMetrics,
    Rundown,
    SessionMetrics,
    ShiftSheet,
    ShiftWindow,
    SumMetrics,
    TableMetrics,
    WindowName,
)
from pitterm.domain.values import Value
from pitterm.reporting import figures, sheet
from pitterm.reporting.clock import local
from pitterm.reporting.values import Period, Report, ReportKind, Sums, TableFigures

NO_PIT = "no pit"
"""What the tables in no pit are listed under."""


class Readings(Value):
    """Everything a report is written from, read at one instant."""

    casino: str
    time_zone: str
    currency: Currency
    as_of: datetime
    window: ShiftWindow
    pit_names: Mapping[UUID, str]
    staff_names: Mapping[UUID, str]
    casino_metrics: CasinoMetrics | None
    """None where one pit was asked for."""
    pits: tuple[PitMetrics, ...]
    tables: tuple[TableMetrics, ...]
    sessions: tuple[SessionMetrics, ...]
    rundowns: tuple[Rundown, ...]
    sheet: ShiftSheet


def assemble(
    readings: Readings,
    kind: ReportKind,
    *,
    pit_id: UUID | None = None,
    table_id: UUID | None = None,
) -> Report:
    """The report of the period, of one pit or one table of it where they are given."""
    money.write_in(readings.currency)
    zone = ZoneInfo(readings.time_zone)
    rows = [
        row
        for row in readings.tables
        if table_id in (None, row.table_id) and pit_id in (None, row.pit_id)
    ]
    lines = _Lines(readings.sheet.sheet, {row.table_label for row in rows})
    as_of, period = local(readings.as_of, zone), _period(readings.window, zone)
    sums = _sums(readings, pit_id, table_id)
    tables = tuple(_table(readings, row, zone) for row in rows)
    return Report(
        version=1,
        kind=kind,
        casino=readings.casino,
        time_zone=readings.time_zone,
        currency=readings.currency,
        period=period,
        as_of=as_of,
        is_over=as_of >= period.end,
        pit=readings.pit_names[pit_id] if pit_id else None,
        table=rows[0].table_label if table_id and rows else None,
        grade=_grade(sums, tables),
        sums=sums,
        tables=tables,
        discrepancies=sheet.discrepancies(lines.of("discrepancies"), zone),
        live=sheet.live(lines.of("live"), period.end, zone),
        slips_in_flight=sheet.slips(lines.of("slips_in_flight"), period.end, zone),
        counts_owed=sheet.owed(lines.of("counts_owed"), period.end, zone),
        late_entries=sheet.late_entries(lines.of("late_entries"), zone),
        signatures=None
        if table_id
        else sheet.signatures(readings.sheet, readings.staff_names, zone),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a sheet that are about some tables."""

    sheet: Mapping[str, Any]
    labels: Set[str]

    def of(self, part: str) -> list[Mapping[str, Any]]:
        return [line for line in self.sheet[part] if line["table_label"] in self.labels]


def _period(window: ShiftWindow, zone: ZoneInfo) -> Period:
    is_day = window.name is WindowName.DAY
    return Period(
        name="gaming day" if is_day else f"{window.shift_name or 'unnamed'} shift",
        gaming_day=window.gaming_day,
        start=local(window.window_start, zone),
        end=local(window.window_end, zone),
    )


def _sums(readings: Readings, pit_id: UUID | None, table_id: UUID | None) -> tuple[Sums, ...]:
    if table_id is not None:
        return ()
    found: list[tuple[str, SumMetrics, list[TableMetrics]]] = []
    if pit_id is None and readings.casino_metrics is not None:
        found.append((readings.casino, readings.casino_metrics, list(readings.tables)))
    for row in readings.pits:
        if pit_id in (None, row.pit_id):
            name = row.pit_name or NO_PIT
            found.append((name, row, [t for t in readings.tables if t.pit_id == row.pit_id]))
    return tuple(figures.sums(name, row, rows) for name, row, rows in found)


def _table(readings: Readings, row: TableMetrics, zone: ZoneInfo) -> TableFigures:
    rundowns = {each.table_session_id: each for each in readings.rundowns}
    sessions = [each for each in readings.sessions if each.table_id == row.table_id]
    return figures.table(
        row,
        readings.pit_names.get(row.pit_id) if row.pit_id else None,
        tuple(
            figures.session(
                each,
                rundowns.get(each.table_session_id) if each.table_session_id else None,
                zone,
            )
            for each in sessions
        ),
        zone,
    )


def _grade(sums: tuple[Sums, ...], tables: tuple[TableFigures, ...]) -> Grade:
    if sums:
        return sums[0].grade
    return tables[0].grade if tables else Grade.ESTIMATE
