"""From a key to the screen that answers it, in a real terminal, idle and on the busiest floor."""

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from benchmarks.floor import Floor, demo_floor
from benchmarks.measure import Result, p95
from benchmarks.terminal import Watched, pitterm

PRESSES = 60
BETWEEN_SECONDS = 0.3
CHANGES_A_SECOND = 50
BUSY_MINUTES = 2
_DOWN, _UP = "\x1b[B", "\x1b[A"
_MINIMAL = """
from textual.app import App
from textual.widgets import DataTable
class Least(App):
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns(*(f"column {n}" for n in range(9)))
        for row in range(700):
            table.add_row(f"BJ-{row:03}", *("12,345" for _ in range(8)))
Least().run()
"""


async def run(busy_minutes: int = BUSY_MINUTES) -> list[Result]:
    """The cursor's next row; the floor is a Textual table of as many rows that does nothing."""
    with tempfile.TemporaryDirectory() as home:
        least = Watched(sys.executable, "-c", _MINIMAL, environment={"HOME": home})
        try:
            least.until("BJ-030")
            floor_seconds = p95(_presses(least, "BJ-000", "BJ-001"))
        finally:
            least.close()
        return [_idle(home, floor_seconds), *_busy(home, floor_seconds, busy_minutes)]


def _idle(home: str, least: float) -> Result:
    with demo_floor(entries=12) as floor:
        podium = pitterm(floor, home, "podium")
        try:
            podium.until("BJ-05")
            podium.drain(3)
            measured = p95(_presses(podium, "BJ-01", "BJ-02"))
            note = f"holds {podium.resident_megabytes:.0f} MB"
        finally:
            podium.close()
    return Result(
        "feedback: key to next row, 28 tables, p95", measured, least, "ms", "≤ 50 ms", note
    )


def _busy(home: str, least: float, minutes: int) -> Iterator[Result]:
    with demo_floor(pits=40, tables=17, entries=12) as floor:
        podium = pitterm(floor, home, "podium")
        try:
            podium.until("BJ-05")
            podium.child.send("[")
            podium.drain(5)
            with _changes(floor) as changed:
                podium.drain(20)
                cpu, memory, began = podium.cpu_seconds, podium.resident_megabytes, len(changed)
                seconds: list[float] = []
                while len(seconds) * BETWEEN_SECONDS < minutes * 60:
                    seconds += _presses(podium, "BJ-01", "BJ-02", presses=20)
                spent = podium.cpu_seconds - cpu
                taken = len(changed) - began
                elapsed = changed[-1] - changed[began]
                grown = podium.resident_megabytes - memory
        finally:
            podium.close()
    note = f"{taken / elapsed:.0f} changes a second for {elapsed:.0f} s"
    name = f"board: {len(floor.tables)} tables, all on the list"
    yield Result(f"{name}: key to next row, p95", p95(seconds), least, "ms", "≤ 50 ms", note)
    yield Result(f"{name}: a core", spent / elapsed * 100, None, "%", "≤ 10 %", note)
    yield Result(f"{name}: memory grown", grown, None, "MB", "≈ 0", f"to {memory + grown:.0f} MB")


def _presses(program: Watched, first: str, second: str, *, presses: int = PRESSES) -> list[float]:
    """The cursor goes down and up again; the row it comes to is drawn anew."""
    seconds = []
    for number in range(presses):
        program.drain(BETWEEN_SECONDS)
        key, label = (_UP, first) if number % 2 else (_DOWN, second)
        seconds.append(program.answered(key, label))
    return seconds


@contextmanager
def _changes(floor: Floor) -> Iterator[list[float]]:
    """Buy-ins all over the floor, so many a second; when each was done."""
    done: list[float] = []
    ends = threading.Event()

    def work() -> None:
        with floor.connect() as line:
            began = time.perf_counter()
            while not ends.is_set():
                table = floor.tables[len(done) * 7 % len(floor.tables)]
                line.execute(
                    "select from pit.rpc_log_table_buyin_telemetry(p_table_id => %s,"
                    " p_amount_cents => 2500, p_telemetry_kind => 'GRIND_BUYIN',"
                    " p_idempotency_key => %s)",
                    [table, str(uuid4())],
                )
                done.append(time.perf_counter())
                ends.wait(max(0.0, began + len(done) / CHANGES_A_SECOND - time.perf_counter()))

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield done
    finally:
        ends.set()
        worker.join()
