"""A full house on one server: what each terminal holds of it, and how soon the last one knows."""

import asyncio
import time
from contextlib import aclosing
from pathlib import Path

from benchmarks.floor import Floor, demo_floor
from benchmarks.measure import Result, p95
from pitterm.database.demo import DEMO_PASSWORD
from pitterm.domain.board import Snapshot
from pitterm.domain.telemetry import LogBuyIn
from pitterm.repository.credentials import Credentials
from pitterm.repository.desk import Desk
from pitterm.repository.feed import watch
from pitterm.repository.keys import new_key
from pitterm.repository.telemetry import log_buyin

PODIUMS, WALLS = 200, 20
CHANGES = 5
LONGEST_SECONDS = 600.0
AT_THE_DOOR = 8
"""Who signs in at once; the others come as these have their first picture."""
_BACKENDS = (
    "select pid from pg_stat_activity where backend_type = 'client backend'"
    " and usename in ('boss', 'wall')"
)


class _Terminal:
    """A program without a screen: its feed, and for a podium the desk beside it."""

    def __init__(self, floor: Floor, login: str) -> None:
        self._credentials = Credentials(floor.server.conninfo(), login, DEMO_PASSWORD)
        self.desk: Desk | None = None
        self.number = -1
        self.changed = asyncio.Event()

    async def live(self, door: asyncio.Semaphore) -> None:
        await door.acquire()
        if self._credentials.login == "boss":
            self.desk = await Desk.sign_in(self._credentials)
        async with aclosing(watch(self._credentials)) as sightings:
            async for sighting in sightings:
                if isinstance(sighting, Snapshot):
                    if self.number < 0:
                        door.release()
                    self.number = sighting.pulse.change_number
                    self.changed.set()

    async def reaches(self, number: int) -> float:
        """When this terminal held a picture of at least that change."""
        while self.number < number:
            self.changed.clear()
            await asyncio.wait_for(self.changed.wait(), LONGEST_SECONDS)
        return time.perf_counter()


async def run(podiums: int = PODIUMS, walls: int = WALLS) -> list[Result]:
    """All of them in this one process, so that its own share of the delay is in the figure."""
    with demo_floor(entries=20) as floor:
        crowd = [_Terminal(floor, "boss") for _ in range(podiums)]
        crowd += [_Terminal(floor, "wall") for _ in range(walls)]
        door = asyncio.Semaphore(AT_THE_DOOR)
        tasks = [asyncio.create_task(terminal.live(door)) for terminal in crowd]
        try:
            await asyncio.gather(*(terminal.reaches(0) for terminal in crowd))
            delays = await _delays(floor, crowd)
            with floor.administrator() as administrator:
                backends = [pid for (pid,) in administrator.execute(_BACKENDS).fetchall()]
            own, shared = (
                sum(_megabytes(pid, kind) for pid in backends) / len(backends)
                for kind in ("Private_Dirty", "Pss")
            )
        finally:
            for terminal in crowd:
                if terminal.desk is not None:
                    await terminal.desk.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    name = f"crowd: {podiums} podiums, {walls} walls"
    each = len(backends) / len(crowd)
    return [
        Result(f"{name}, connections each", each, None, "", "≤ 2"),
        Result(f"{name}, memory of a connection", own, None, "MB", "≤ 4 MB", "its own"),
        Result(f"{name}, memory of a connection", shared, None, "MB", "told", "PSS"),
        Result(f"{name}, commit to the last picture, p95", p95(delays), None, "ms", "told"),
    ]


async def _delays(floor: Floor, crowd: list[_Terminal]) -> list[float]:
    """Seconds from a commit until every terminal has read it."""
    desk = crowd[0].desk
    if desk is None:
        raise RuntimeError("the first terminal has no desk")
    delays = []
    for number in range(CHANGES):
        before = max(terminal.number for terminal in crowd)
        table = floor.tables[number % len(floor.tables)]
        await log_buyin(desk, LogBuyIn(gaming_table_id=table, amount_cents=2_500, key=new_key()))
        committed = time.perf_counter()
        seen = await asyncio.gather(*(terminal.reaches(before + 1) for terminal in crowd))
        delays.append(max(seen) - committed)
    return delays


def _megabytes(pid: int, kind: str) -> float:
    """A process's memory of this kind, from Linux's own account.

    Private_Dirty is what goes when the process does. PSS adds its share of the program and of the
    shared buffers it has touched, which the server has once, however many connections there are.
    """
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1]) / 1_024
    raise ValueError(f"no {kind} of {pid}")
