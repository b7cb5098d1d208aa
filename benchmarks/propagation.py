"""From one terminal's commit to every other terminal's picture, against NOTIFY alone."""

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from multiprocessing.connection import Connection as Pipe
from uuid import UUID

import psycopg

from benchmarks.floor import Floor, demo_floor
from benchmarks.measure import Result, p95
from pitterm.domain.board import Snapshot, TableView
from pitterm.repository.credentials import Credentials
from pitterm.repository.feed import watch

FLOORS = ((0, 0, (1, 10, 50)), (40, 17, (1, 50)))
"""Pits and tables beside the demo's 28, and how many terminals look at them."""
TOGETHER = 10
"""Terminals of one program; with more of them it is one interpreter that is measured."""
CHANGES = 20
REST_SECONDS = 1.3
"""Between two changes: each is seen alone, as most are."""
PATIENCE_SECONDS = 120.0
_ENTRY = "select id from pit.rpc_log_table_buyin_telemetry(%s, 2500, 'GRIND_BUYIN')"


async def run() -> list[Result]:
    """Each number of terminals on a floor of its own, ten of them at most in one program."""
    results = []
    for pits, tables, sizes in FLOORS:
        for terminals in sizes:
            with demo_floor(pits=pits, tables=tables, entries=5) as floor:
                results.append(await _measure(floor, terminals))
    return results


async def _measure(floor: Floor, terminals: int) -> Result:
    """Both are timed from the moment before COMMIT is sent, on the machine's one clock."""
    hints: list[float] = []
    listening = asyncio.create_task(_listen(floor, hints))
    delays: list[float] = []
    notified: list[float] = []
    try:
        boss = await psycopg.AsyncConnection.connect(floor.boss.full_conninfo(), autocommit=True)
        with _crowd(floor.boss, terminals) as pipes:
            await _from_all(pipes, None, terminals)
            for number in range(CHANGES):
                await asyncio.sleep(REST_SECONDS)
                hints.clear()
                await boss.execute("begin")
                cursor = await boss.execute(_ENTRY, [floor.tables[number % len(floor.tables)]])
                [entry] = await cursor.fetchone() or [None]
                committing = time.perf_counter()
                await boss.execute("commit")
                seen = await _from_all(pipes, entry, terminals)
                delays += [moment - committing for moment in seen]
                async with asyncio.timeout(PATIENCE_SECONDS):
                    while not hints:
                        await asyncio.sleep(0.01)
                notified.append(hints[0] - committing)
        await boss.close()
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    name = f"propagation: {len(floor.tables)} tables, commit to {terminals} pictures, p95"
    programs = -(-terminals // TOGETHER)
    note = f"{programs} programs" if programs > 1 else ""
    return Result(name, p95(delays), p95(notified), "ms", "≤ 100 ms", note)


@contextmanager
def _crowd(boss: Credentials, terminals: int) -> Iterator[list[Pipe]]:
    """So many terminals; each program tells over its pipe what its terminals see, and when."""
    context = multiprocessing.get_context("spawn")
    pipes: list[Pipe] = []
    programs = []
    try:
        for first in range(0, terminals, TOGETHER):
            ours, theirs = context.Pipe(duplex=False)
            size = min(TOGETHER, terminals - first)
            program = context.Process(target=_look, args=(boss, size, theirs), daemon=True)
            program.start()
            theirs.close()
            pipes.append(ours)
            programs.append(program)
        yield pipes
    finally:
        for program in programs:
            program.terminate()
            program.join()


async def _from_all(pipes: list[Pipe], entry: UUID | None, terminals: int) -> list[float]:
    """When each terminal held this entry; its first picture, where none is named."""
    seen: list[float] = []
    async with asyncio.timeout(PATIENCE_SECONDS):
        while len(seen) < terminals:
            for pipe in pipes:
                while pipe.poll():
                    told, moment = pipe.recv()
                    seen += [moment] if told == entry else []
            await asyncio.sleep(0.02)
    return seen


def _look(boss: Credentials, terminals: int, told: Pipe) -> None:
    asyncio.run(_look_together(boss, terminals, told))


async def _look_together(boss: Credentials, terminals: int, told: Pipe) -> None:
    await asyncio.gather(*(_follow(boss, told) for _ in range(terminals)))


async def _follow(boss: Credentials, told: Pipe) -> None:
    """One terminal's feed, which tells the last entry of each table that was read again."""
    held: tuple[TableView, ...] = ()
    async with aclosing(watch(boss)) as sightings:
        async for sighting in sightings:
            if not isinstance(sighting, Snapshot):
                continue
            moment = time.perf_counter()
            if not held:
                told.send((None, moment))
            for before, table in zip(held, sighting.tables, strict=False):
                if table is not before and table.recent_entries:
                    told.send((table.recent_entries[0].id, moment))
            held = sighting.tables


async def _listen(floor: Floor, hints: list[float]) -> None:
    line = await psycopg.AsyncConnection.connect(floor.boss.full_conninfo(), autocommit=True)
    async with line:
        await line.execute("listen pitterm")
        async for _ in line.notifies():
            hints.append(time.perf_counter())
