"""Whether a casino's past slows its present: the same reads after a day, a month and a year."""

import sys
from datetime import datetime, timedelta

from psycopg import Connection
from psycopg.rows import TupleRow

from benchmarks.floor import Floor, demo_floor
from benchmarks.history import write_history
from benchmarks.measure import Result, Stopwatch, median, only_row
from pitterm.reporting import ReportKind
from pitterm.repository.desk import Desk
from pitterm.repository.reports import read_day_window, read_report

ROUNDS = 9
REPORTS = 5
_ROOM = {
    # Written once and read: what a crash would lose is made again.
    "fsync": "off",
    "full_page_writes": "off",
    "max_wal_size": "8GB",
    "shared_buffers": "1GB",
    "autovacuum": "off",
    "maintenance_work_mem": "1GB",
}
_METRICS = "select * from pit.rpc_shift_table_metrics(%s, %s)"
_BOARD = "select * from pit.rpc_get_pit_board()"
_ENTRIES = "select count(*) from pit.table_buyin_telemetry"
_WINDOW = """
select pit_private.gaming_day_started_at(c.id, d.day),
  pit_private.gaming_day_started_at(c.id, d.day + 1)
from pit.casino c, lateral (select pit_private.gaming_day_of(c.id, now()) - %s as day) d
where c.slug = 'harbor'
"""


async def run(days: int = 365) -> list[Result]:
    """200 tables; each age is the one before it with older days written behind."""
    results = []
    floors: dict[str, float] = {}
    with demo_floor(pits=4, tables=43, entries=60, options=_ROOM) as floor:
        written = 0
        for age in [age for age in (1, 30, 365, 1_095) if age <= days]:
            with floor.administrator() as administrator:
                write_history(administrator, written + 1, age, _tell)
                written = age
                [rows] = only_row(administrator.execute(_ENTRIES))
            found = {**_read(floor, age), **await _reports(floor, age)}
            for name, milliseconds in found.items():
                base = floors.setdefault(name, milliseconds)
                what = f"growth: {name}, {len(floor.tables)} tables, {age} days"
                note = f"{rows:,} entries"
                results.append(Result(what, milliseconds, base, "ms", "≤ 1.3× of a day", note))
    return results


def _read(floor: Floor, age: int) -> dict[str, float]:
    with floor.administrator() as administrator:
        today, yesterday, oldest = (_window(administrator, back) for back in (0, 1, age))
    with floor.connect() as boss:
        return {
            "board": _median(boss, _BOARD),
            "metrics of today": _median(boss, _METRICS, *today),
            "metrics of yesterday": _median(boss, _METRICS, *yesterday),
            "metrics of the first day": _median(boss, _METRICS, *oldest),
        }


async def _reports(floor: Floor, age: int) -> dict[str, float]:
    """The report of yesterday and of the oldest day, as `pitterm report day` reads them."""
    desk = await Desk.sign_in(floor.boss)
    try:
        today = (await read_day_window(desk, None)).gaming_day
        found = {}
        for name, back in (("report of yesterday", 1), ("report of the first day", age)):
            window = await read_day_window(desk, today - timedelta(days=back))
            watch = Stopwatch()
            for _ in range(REPORTS):
                with watch:
                    await read_report(desk, ReportKind.DAY, window)
            found[name] = median(watch.seconds)
        return found
    finally:
        await desk.close()


def _median(line: Connection[TupleRow], statement: str, *arguments: datetime) -> float:
    watch = Stopwatch()
    for number in range(ROUNDS + 2):
        if number < 2:
            line.execute(statement, arguments).fetchall()
            continue
        with watch:
            line.execute(statement, arguments).fetchall()
    return median(watch.seconds)


def _window(administrator: Connection[TupleRow], days_ago: int) -> tuple[datetime, datetime]:
    start, end = only_row(administrator.execute(_WINDOW, [days_ago]))
    return start, end


def _tell(said: str) -> None:
    print(f"growth: {said}", file=sys.stderr)
