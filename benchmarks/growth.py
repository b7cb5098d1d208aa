"""Whether a casino's past slows its present: the same reads after a day, a month and years."""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from statistics import median as middle

from psycopg import Connection
from psycopg.rows import TupleRow

from benchmarks.ages import casino_at
from benchmarks.floor import Floor
from benchmarks.measure import MILLISECONDS, Result, Stopwatch, median, only_row
from pitterm.reporting import ReportKind
from pitterm.repository.desk import Desk
from pitterm.repository.reports import read_day_window, read_report

ROUNDS = 9
REPORTS = 5
AGES = (1, 30, 365, 1_095)
_METRICS = "select * from pit.rpc_shift_table_metrics(%s, %s)"
_BOARD = "select * from pit.rpc_get_pit_board()"
_ENTRIES = "select count(*) from pit.table_buyin_telemetry"
# Before the day in which the tables are in play, also where that was written yesterday.
_DAY = """
select l.day, pit_private.gaming_day_started_at(l.casino_id, l.day),
  pit_private.gaming_day_started_at(l.casino_id, l.day + 1)
from (
  select s.casino_id, max(s.gaming_day) - %s as day
  from pit.table_session s
  join pit.casino c on c.id = s.casino_id and c.slug = 'harbor'
  group by s.casino_id
) l
"""


class _Read:
    """One read at one age: how long it took, and how much of the server's processor."""

    def __init__(self, name: str, age: int) -> None:
        self.name = name
        self.age = age
        self.watch = Stopwatch()
        self.processor: list[float] = []

    def call(self, line: Connection[TupleRow], statement: str, arguments: Iterable[object]) -> None:
        """Once more, of a connection whose plans are made."""
        before = _processor(line)
        with self.watch:
            line.execute(statement.encode(), list(arguments)).fetchall()
        self.processor.append(_processor(line) - before)


async def run(days: int = 365, keep: Path | None = None) -> list[Result]:
    """200 tables; the ages are read in turns, so that all of them meet the same machine."""
    ages = [age for age in AGES if age <= days]
    with _directory(keep) as directory, casino_at(ages, directory, _tell) as floors:
        reads = _calls(floors) + await _reports(floors)
        entries = {age: _entries(floor) for age, floor in floors.items()}
    return _results(reads, entries)


def _calls(floors: dict[int, Floor]) -> list[_Read]:
    reads = []
    with ExitStack() as stack:
        lines = {age: stack.enter_context(floor.connect()) for age, floor in floors.items()}
        for name, back in (("board", None), ("today", 0), ("yesterday", 1), ("the first day", -1)):
            what = name if back is None else f"metrics of {name}"
            statement = _BOARD if back is None else _METRICS
            arguments = {
                age: [] if back is None else _day(floor, age if back < 0 else back)[1:]
                for age, floor in floors.items()
            }
            for age, line in lines.items():
                for _ in range(2):
                    line.execute(statement.encode(), list(arguments[age])).fetchall()
            found = [_Read(what, age) for age in floors]
            for _ in range(ROUNDS):
                for read in found:
                    read.call(lines[read.age], statement, arguments[read.age])
            reads += found
    return reads


async def _reports(floors: dict[int, Floor]) -> list[_Read]:
    """The report of yesterday and of the oldest day, as `pitterm report day` reads them."""
    reads = []
    async with AsyncExitStack() as stack:
        desks = {}
        for age, floor in floors.items():
            desks[age] = await Desk.sign_in(floor.boss)
            stack.push_async_callback(desks[age].close)
        for name, is_oldest in (("report of yesterday", False), ("report of the first day", True)):
            found = [_Read(name, age) for age in floors]
            for _ in range(REPORTS):
                for read in found:
                    day: date = _day(floors[read.age], read.age if is_oldest else 1)[0]
                    window = await read_day_window(desks[read.age], day)
                    with read.watch:
                        await read_report(desks[read.age], ReportKind.DAY, window)
            reads += found
    return reads


def _results(reads: list[_Read], entries: dict[int, int]) -> list[Result]:
    youngest = {read.name: read for read in reads if read.age == min(entries)}
    results = []
    for read in sorted(reads, key=lambda each: each.age):
        base = youngest[read.name]
        note = f"{entries[read.age]:,} entries"
        if read.processor:
            spent, least = middle(read.processor), middle(base.processor)
            note += f", {spent:.0f} ms of processor time ({spent / least:.2f}×)"
        results.append(
            Result(
                f"growth: {read.name}, {read.age} days",
                median(read.watch.seconds),
                median(base.watch.seconds),
                "ms",
                "≤ 1.3× of a day",
                note,
            )
        )
    return results


def _day(floor: Floor, days_ago: int) -> tuple[date, datetime, datetime]:
    with floor.administrator() as administrator:
        day, start, end = only_row(administrator.execute(_DAY, [days_ago]))
        return day, start, end


def _entries(floor: Floor) -> int:
    with floor.administrator() as administrator:
        [rows] = only_row(administrator.execute(_ENTRIES))
        return int(rows)


def _processor(line: Connection[TupleRow]) -> float:
    """Milliseconds the server's side of this connection has run."""
    pid = line.info.backend_pid
    nanoseconds = int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    return nanoseconds / 1e9 * MILLISECONDS


@contextmanager
def _directory(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="pitterm-bench-", dir="/tmp") as directory:
        yield Path(directory)


def _tell(said: str) -> None:
    print(f"growth: {said}", file=sys.stderr)
