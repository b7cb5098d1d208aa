"""A whole gaming day of 350 tables in one casino, as fast as several programs can enter it."""

import asyncio
import multiprocessing
import os
import time
from pathlib import Path
from uuid import UUID

from benchmarks.floor import Floor, demo_floor
from benchmarks.measure import Result, only_row
from pitterm.domain.telemetry import LogBuyIn
from pitterm.repository.credentials import Credentials
from pitterm.repository.desk import Desk
from pitterm.repository.keys import new_key
from pitterm.repository.telemetry import log_buyin

PROCESSES, DESKS = 2, 4
ENTRIES = 129
_ROWS = """
select (select count(*) from pit.table_buyin_telemetry) + (select count(*) from pit.command_log)
  + (select count(*) from pit.audit_entry)
"""


async def run(entries: int = ENTRIES) -> list[Result]:
    """So many entries at each table, each table at one desk of one program."""
    with demo_floor(pits=14, tables=23) as floor:
        before, cpu = _rows(floor), _server_seconds(floor)
        ours, began = os.times(), time.perf_counter()
        shares = [floor.tables[number::PROCESSES] for number in range(PROCESSES)]
        context = multiprocessing.get_context("spawn")
        programs = [
            context.Process(target=_enter, args=(floor.boss, share, entries), daemon=True)
            for share in shares
        ]
        for program in programs:
            program.start()
        for program in programs:
            await asyncio.to_thread(program.join)
            if program.exitcode != 0:
                raise RuntimeError("an entering program failed")
        took, now = time.perf_counter() - began, os.times()
        done = entries * len(floor.tables)
        rows = (_rows(floor) - before) / done
        served = (_server_seconds(floor) - cpu) / done * 1_000
    asked = (now.children_user + now.children_system) - (ours.children_user + ours.children_system)
    name = f"day: {done:,} entries at {len(floor.tables)} tables"
    note = f"{PROCESSES} programs of {DESKS} desks"
    return [
        Result(f"{name}, together", done / took, None, "/s", "≥ 1,000 /s", note),
        Result(f"{name}, server's CPU each", served, None, "ms", "told"),
        Result(f"{name}, client's CPU each", asked / done * 1_000, None, "ms", "told"),
        Result(f"{name}, rows each", rows, None, "", "told"),
    ]


def _enter(boss: Credentials, tables: tuple[UUID, ...], entries: int) -> None:
    asyncio.run(_share(boss, tables, entries))


async def _share(boss: Credentials, tables: tuple[UUID, ...], entries: int) -> None:
    shares = [tables[number::DESKS] for number in range(DESKS)]
    await asyncio.gather(*(_sit(boss, share, entries) for share in shares))


async def _sit(boss: Credentials, tables: tuple[UUID, ...], entries: int) -> None:
    desk = await Desk.sign_in(boss)
    try:
        for number in range(entries):
            for table in tables:
                request = LogBuyIn(
                    gaming_table_id=table, amount_cents=2_500 * (1 + number % 9), key=new_key()
                )
                await log_buyin(desk, request)
    finally:
        await desk.close()


def _rows(floor: Floor) -> int:
    with floor.administrator() as administrator:
        return int(only_row(administrator.execute(_ROWS))[0])


def _server_seconds(floor: Floor) -> float:
    """Processor seconds of the postmaster and every process it has had."""
    pid = int((floor.server.data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
    return sum(_seconds(child) for child in [pid, *_children(pid)]) + _seconds(pid, of_dead=True)


def _seconds(pid: int, *, of_dead: bool = False) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    spent = fields[13:15] if of_dead else fields[11:13]
    return sum(int(ticks) for ticks in spent) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
