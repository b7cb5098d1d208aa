"""From one terminal's commit to every other terminal's picture, against NOTIFY alone."""

import asyncio
import time
from contextlib import aclosing
from uuid import UUID

import psycopg

from benchmarks.floor import Floor, demo_floor
from benchmarks.measure import Result, p95
from pitterm.domain.board import Snapshot
from pitterm.domain.telemetry import LogBuyIn
from pitterm.repository.desk import Desk
from pitterm.repository.feed import watch
from pitterm.repository.keys import new_key
from pitterm.repository.telemetry import log_buyin

FLOORS = ((0, 0, (1, 10, 50)), (40, 17, (1, 50)))
"""Pits and tables beside the demo's 28, and how many terminals look at them."""
CHANGES = 20
REST_SECONDS = 1.3
"""Between two changes: each is seen alone, as most are."""
PATIENCE_SECONDS = 60.0


class _Terminal:
    """One terminal's feed, which notes when it first held each entry."""

    def __init__(self) -> None:
        self.seen: dict[UUID, float] = {}
        self.is_live = asyncio.Event()

    async def follow(self, floor: Floor) -> None:
        async with aclosing(watch(floor.boss)) as sightings:
            async for sighting in sightings:
                if not isinstance(sighting, Snapshot):
                    continue
                moment = time.perf_counter()
                for table in sighting.tables:
                    for entry in table.recent_entries:
                        self.seen.setdefault(entry.id, moment)
                self.is_live.set()


async def run() -> list[Result]:
    """Each number of terminals on a floor of its own, all of them in this one process."""
    results = []
    for pits, tables, sizes in FLOORS:
        for terminals in sizes:
            with demo_floor(pits=pits, tables=tables, entries=5) as floor:
                results.append(await _measure(floor, terminals))
    return results


async def _measure(floor: Floor, terminals: int) -> Result:
    watchers = [_Terminal() for _ in range(terminals)]
    tasks = [asyncio.create_task(watcher.follow(floor)) for watcher in watchers]
    hints: list[float] = []
    tasks.append(asyncio.create_task(_listen(floor, hints)))
    desk = await Desk.sign_in(floor.boss)
    delays: list[float] = []
    notified: list[float] = []
    try:
        await asyncio.gather(*(watcher.is_live.wait() for watcher in watchers))
        for number in range(CHANGES):
            await asyncio.sleep(REST_SECONDS)
            table = floor.tables[number % len(floor.tables)]
            hints.clear()
            request = LogBuyIn(gaming_table_id=table, amount_cents=2_500, key=new_key())
            entry = await log_buyin(desk, request)
            committed = time.perf_counter()
            await _until_seen(watchers, entry.id)
            delays += [watcher.seen[entry.id] - committed for watcher in watchers]
            notified += [moment - committed for moment in hints[:1]]
    finally:
        await desk.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    name = f"propagation: {len(floor.tables)} tables, commit to {terminals} pictures, p95"
    return Result(name, p95(delays), max(p95(notified), 0.01), "ms", "≤ 100 ms")


async def _until_seen(watchers: list[_Terminal], entry_id: UUID) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while any(entry_id not in watcher.seen for watcher in watchers):
            await asyncio.sleep(0.02)


async def _listen(floor: Floor, hints: list[float]) -> None:
    line = await psycopg.AsyncConnection.connect(floor.boss.full_conninfo(), autocommit=True)
    async with line:
        await line.execute("listen pitterm")
        async for _ in line.notifies():
            hints.append(time.perf_counter())
