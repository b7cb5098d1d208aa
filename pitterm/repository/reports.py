"""Reading what a report is written from."""

import difflib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pitterm.domain.errors import PitError
from pitterm.domain.house import House
from pitterm.domain.metrics import (
    CasinoMetrics,
    PitMetrics,
    Rundown,
    SessionMetrics,
    ShiftSheet,
    ShiftWindow,
    TableMetrics,
    WindowName,
)
from pitterm.domain.values import Row
from pitterm.reporting import Readings, Report, ReportKind, assemble
from pitterm.reporting.moments import day_start_of, noon_of, on_house_clock
from pitterm.repository.desk import Desk
from pitterm.repository.house import read_clock, read_house
from pitterm.repository.metrics import read_shift_windows

# One statement, so that tables, sums and sheet are of one instant.
_READINGS = """
with part as materialized (
  select * from pit.rpc_session_metrics(:start, :end, cast(:table as uuid))
)
select h.as_of, to_jsonb(s) as sheet,
  (
    select coalesce(jsonb_agg(to_jsonb(p) order by p.ordinality), '[]')
    from pit.rpc_shift_pit_metrics(:start, :end, cast(:pit as uuid)) with ordinality p
  ) as pits,
  (
    select coalesce(jsonb_agg(to_jsonb(p) order by p.opened_at nulls last), '[]') from part p
  ) as sessions,
  (
    select coalesce(jsonb_agg(to_jsonb(r)), '[]') from pit.table_rundown r
    where r.table_session_id in (select p.table_session_id from part p)
  ) as rundowns
from pit.rpc_get_heartbeat() h
cross join pit.rpc_get_shift_sheet(:start, :end, cast(:pit as uuid)) s
"""


class NotThere(PitError):
    """What the report was asked about does not exist in this casino."""

    exit_code = 2


class _Readings(Row):
    as_of: datetime
    sheet: ShiftSheet
    pits: tuple[PitMetrics, ...]
    sessions: tuple[SessionMetrics, ...]
    rundowns: tuple[Rundown, ...]


class _Table(Row):
    id: UUID
    label: str


async def read_report(
    desk: Desk,
    kind: ReportKind,
    window: ShiftWindow,
    pit_id: UUID | None = None,
    table_id: UUID | None = None,
) -> Report:
    """The report of a period, of one pit or one table of it where they are given.

    Raises NotThere while the period has not begun, or where the table was not on the floor in it.
    """
    house = await read_house(desk)
    clock = await read_clock(desk, window.gaming_day)
    async with desk.aside() as apart:
        found = await apart.ask_one(
            _READINGS,
            _Readings,
            start=window.window_start,
            end=window.window_end,
            pit=pit_id,
            table=table_id,
        )
    if found.as_of < window.window_start:
        raise NotThere("That period has not begun", "Ask for one that has.")
    casino = found.sheet.sheet["casino"]
    readings = Readings(
        casino=house.casino_name,
        time_zone=clock.time_zone,
        currency=house.currency,
        as_of=found.as_of,
        window=window,
        pit_names={pit.id: pit.name for pit in house.pits},
        staff_names={person.id: person.name for person in house.staff},
        casino_metrics=CasinoMetrics.model_validate(casino) if casino else None,
        pits=found.pits,
        tables=tuple(map(TableMetrics.model_validate, found.sheet.sheet["tables"])),
        sessions=found.sessions,
        rundowns=found.rundowns,
        sheet=found.sheet,
    )
    report = assemble(readings, kind, pit_id=pit_id, table_id=table_id)
    if table_id is not None and not report.tables:
        raise NotThere("The table was not on the floor in that period", "Ask for another period.")
    return report


async def read_shift_window(desk: Desk, at: datetime | None) -> ShiftWindow:
    """The shift of a time on the casino's clock, or the one that runs.

    Raises NotThere where no shift is, NoSuchTime where the clock has no such time.
    """
    return _of(await _windows(desk, at), WindowName.SHIFT)


async def read_day_window(desk: Desk, day: date | None) -> ShiftWindow:
    """A gaming day by its date, or the one that runs."""
    if day is None:
        return _of(await read_shift_windows(desk), WindowName.DAY)
    clock = await read_clock(desk, day)
    inside = noon_of(day, clock.gaming_day_start, ZoneInfo(clock.time_zone))
    window = _of(await read_shift_windows(desk, inside), WindowName.DAY)
    if window.gaming_day == day:
        return window
    # A day that other hours end early is over before its noon.
    start = day_start_of(day, clock.gaming_day_start, ZoneInfo(clock.time_zone))
    return _of(await read_shift_windows(desk, start), WindowName.DAY)


async def find_pit(desk: Desk, name: str) -> UUID:
    """The pit of this name, however it is capitalised; raises NotThere with the nearest one."""
    pits = (await read_house(desk)).pits
    return _named(name, ((pit.name, pit.id) for pit in pits), "pit")


async def find_table(desk: Desk, label: str) -> UUID:
    """The table of this label, however it is capitalised; raises NotThere with the nearest one."""
    tables = await desk.ask("select id, label from pit.gaming_table order by label", _Table)
    return _named(label, ((table.label, table.id) for table in tables), "table")


async def _windows(desk: Desk, at: datetime | None) -> Sequence[ShiftWindow]:
    if at is None or at.tzinfo is not None:
        return await read_shift_windows(desk, at)
    house: House = await read_house(desk)
    return await read_shift_windows(desk, on_house_clock(at, ZoneInfo(house.time_zone)))


def _of(windows: Iterable[ShiftWindow], name: WindowName) -> ShiftWindow:
    for window in windows:
        if window.name is name:
            return window
    raise NotThere("This casino has no shifts", "Ask for its gaming day: pitterm report day.")


def _named(name: str, known: Iterable[tuple[str, UUID]], what: str) -> UUID:
    ids = {each.casefold(): (each, found) for each, found in known}
    if name.casefold() in ids:
        return ids[name.casefold()][1]
    near = difflib.get_close_matches(name.casefold(), ids, n=1)
    hint = f"Did you mean {ids[near[0]][0]}?" if near else "See pitterm board."
    raise NotThere(f"There is no {what} {name!r} here", hint)
