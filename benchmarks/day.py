"""A whole day of 350 tables in one casino, played by the simulator as fast as it goes.

Opens, counts, fills and credits with their steps, drops, rundowns, closes, buy-ins with their
corrections, rated players, and the count room at the end; several programs play a share each.
"""

import asyncio
import multiprocessing
import os
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benchmarks.floor import Floor, demo_floor
from benchmarks.measure import Result, only_row
from pitterm.database.demo import DEMO_PASSWORD
from pitterm.domain import money
from pitterm.repository.credentials import Credentials
from pitterm.repository.house import read_house
from pitterm.simulation.crew import Person, signed_in
from pitterm.simulation.shift import Plan, prepare

PROGRAMS = 4
TABLES, HOURS = 350, 24.0
_ENTRIES = "select count(*) from pit.command_log"
_ROWS = "select sum(n_tup_ins)::bigint from pg_stat_user_tables"


async def run(tables: int = TABLES, hours: float = HOURS) -> list[Result]:
    """Every table is one program's; the clock runs from when all have taken their seats."""
    with demo_floor(pits=14, tables=24, is_open=False) as floor:
        context = multiprocessing.get_context("spawn")
        start = context.Barrier(PROGRAMS + 1)
        conninfo = floor.server.conninfo()
        programs = [
            context.Process(target=_play, args=(conninfo, tables, hours, number, start))
            for number in range(PROGRAMS)
        ]
        try:
            for program in programs:
                program.start()
            await asyncio.to_thread(start.wait)
            entries, rows = _count(floor, _ENTRIES), _count(floor, _ROWS)
            cpu, asked = _server_seconds(floor), sum(_seconds(each.pid or 0) for each in programs)
            ours, began = os.times(), time.perf_counter()
            for program in programs:
                await asyncio.to_thread(program.join)
                if program.exitcode != 0:
                    raise RuntimeError("a playing program failed")
            took, now = time.perf_counter() - began, os.times()
        finally:
            start.abort()
            for program in programs:
                if program.is_alive():
                    program.terminate()
        done = _count(floor, _ENTRIES) - entries
        written = (_count(floor, _ROWS) - rows) / done
        served = (_server_seconds(floor) - cpu) / done * 1_000
    played = now.children_user + now.children_system - ours.children_user - ours.children_system
    asking = (played - asked) / done * 1_000
    name = f"day: {done:,} entries in {hours:g} hours of {tables} tables"
    note = f"{PROGRAMS} programs"
    return [
        Result(f"{name}, together", done / took, None, "/s", "≥ 1,000 /s", note),
        Result(f"{name}, server's CPU each", served, None, "ms", "≤ 2 ms with the client's"),
        Result(f"{name}, client's CPU each", asking, None, "ms", "told"),
        Result(f"{name}, rows each", written, None, "", "told"),
    ]


def _play(conninfo: str, tables: int, hours: float, number: int, start: Barrier) -> None:
    asyncio.run(_share(conninfo, Plan(tables, hours, seed=number), number, start))


async def _share(conninfo: str, plan: Plan, number: int, start: Barrier) -> None:
    boss = Credentials(conninfo, Person.BOSS.value, DEMO_PASSWORD, "simulate")
    async with signed_in(conninfo, DEMO_PASSWORD) as crew:
        money.write_in((await read_house(crew.desk(Person.BOSS))).currency)
        played = await prepare(crew, boss, plan, lambda _: None)
        # All have chosen from the same floor before the first opens a table.
        played.tables = played.tables[number::PROGRAMS]
        await asyncio.to_thread(start.wait)
        await played.play()
        await played.count_boxes()


def _count(floor: Floor, statement: str) -> int:
    with floor.administrator() as administrator:
        return int(only_row(administrator.execute(statement))[0])


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
