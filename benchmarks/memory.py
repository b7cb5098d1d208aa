"""What podium and wall hold after eight hours, played to each as fast as it paints.

Run as a program it is the one that is measured: it prints what it held after each hour, in MB.
"""

import asyncio
import gc
import os
import statistics
import subprocess
import sys
from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path

from textual.app import App

from benchmarks.measure import Result
from pitterm.domain.board import Snapshot
from pitterm.domain.telemetry import Coverage
from pitterm.repository.board import read_once
from pitterm.repository.credentials import Credentials

HOURS = 8
PICTURES_AN_HOUR = 720
"""One every five seconds, as a full casino's entries come."""


async def run() -> list[Result]:
    """Each program in a process of its own; the slope is of the hours after the first."""
    # Not above: the measured process holds no more than the program does.
    from benchmarks.floor import demo_floor
    from pitterm.database.demo import DEMO_PASSWORD

    results = []
    with demo_floor(entries=12) as floor:
        for program, login in (("podium", "boss"), ("wall", "wall")):
            done = subprocess.run(  # noqa: S603 - this very module
                [sys.executable, "-m", "benchmarks.memory", program, login, DEMO_PASSWORD],
                env={**os.environ, "PITTERM_BENCHMARK": floor.server.conninfo()},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            hours = [float(line) for line in done.stdout.split()]
            slope = statistics.linear_regression(range(1, HOURS), hours[1:]).slope
            note = f"{slope:+.2f} MB an hour"
            name = f"memory: {program} after {HOURS} simulated hours"
            results.append(Result(name, hours[-1], hours[0], "MB", "≤ 90 MB, slope ≈ 0", note))
    return results


async def _play(program: str, login: str, password: str) -> None:
    credentials = Credentials(os.environ["PITTERM_BENCHMARK"], login, password)
    first = await read_once(credentials)
    news: asyncio.Queue[Snapshot] = asyncio.Queue(maxsize=1)

    async def watch(*_: object) -> AsyncGenerator[Snapshot, None]:
        while True:
            yield await news.get()

    app: App[None]
    if program == "podium":
        from pitterm.podium.app import Podium
        from pitterm.podium.wiring import Wiring

        app = Podium(credentials.conninfo, wiring=Wiring(watch=watch), sign_in_as=(login, password))
    else:
        from pitterm.wall.app import Wall

        app = Wall(watch)
    hours: list[float] = []
    async with app.run_test(size=(120, 36)) as pilot:
        for number in range(HOURS * PICTURES_AN_HOUR):
            await news.put(_changed(first, number))
            await pilot.pause()
            if number % PICTURES_AN_HOUR == PICTURES_AN_HOUR - 1:
                gc.collect()
                hours.append(_resident_megabytes())
    print(*hours)


def _changed(first: Snapshot, number: int) -> Snapshot:
    """The floor some seconds later: one table took a buy-in."""
    place = number % len(first.tables)
    table = first.tables[place]
    day = table.day and table.day.model_copy(
        update={"est_drop_cents": number * 2_500, "coverage": Coverage.GOOD}
    )
    tables = list(first.tables)
    tables[place] = table.model_copy(update={"day": day})
    pulse = first.pulse.model_copy(
        update={
            "change_number": first.pulse.change_number + number,
            "as_of": first.pulse.as_of + timedelta(seconds=5 * number),
        }
    )
    return Snapshot(pulse=pulse, tables=tuple(tables))


def _resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    asyncio.run(_play(*sys.argv[1:]))
