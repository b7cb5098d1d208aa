"""Weeks on the wall, as thousands of pictures: memory, timers and workers stay as they are.

`PITTERM_TEST_PICTURES=36000` plays an hour of the fastest feed instead of five minutes of it.
"""

import asyncio
import gc
import os
from datetime import timedelta
from pathlib import Path

from pitterm.domain.board import Snapshot
from pitterm.domain.sessions import SessionStatus
from tests.podium.values import NOW, make_figures, make_table
from tests.wall.recorded import RecordedFloor, make_alert, make_picture

WARM_UP = 300
PICTURES = int(os.environ.get("PITTERM_TEST_PICTURES", "3000"))
FLAT_BYTES = 5_000_000


def _picture(number: int) -> Snapshot:
    """A floor on which everything changes with every picture."""
    statuses = [*SessionStatus][:3]
    tables = [
        make_table(
            f"BJ-{spot:02}",
            spot,
            statuses[(number + spot) % 3],
            last_count_at=NOW,
            day=make_figures(est_drop_cents=number * 100, est_win_cents=number),
            alerts=(make_alert(minutes=number % 60),) if (number + spot) % 5 == 0 else (),
        )
        for spot in range(1, 4)
    ]
    as_of = NOW + timedelta(seconds=number)
    return make_picture(*tables, change_number=number, as_of=as_of)


def _resident_bytes() -> int:
    """Memory this process holds; peak figures would hide what another test took."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def test_thousands_of_pictures_leave_nothing_behind() -> None:
    floor = RecordedFloor(_picture(0))
    wall = floor.wall(page_seconds=1)
    async with wall.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)

        async def show(first: int, last: int) -> None:
            for number in range(first, last):
                floor.clock.seconds += 0.1
                floor.send(_picture(number))
                await asyncio.sleep(0.002)
                if number % 10 == 0:
                    wall.beat()

        await show(1, WARM_UP)
        timers, widgets = len(wall._timers), len(wall.screen.query("*"))
        gc.collect()
        before = _resident_bytes()
        await show(WARM_UP, WARM_UP + PICTURES)
        await pilot.pause(0.5)
        gc.collect()
        grown = _resident_bytes() - before
        print(f"{PICTURES} pictures: {before / 1e6:.1f} MB, grown by {grown / 1e6:+.2f} MB")
        assert wall.snapshot is not None
        assert wall.snapshot.pulse.change_number == WARM_UP + PICTURES - 1
        assert grown < FLAT_BYTES
        assert len(wall._timers) == timers
        assert len(wall.screen.query("*")) == widgets
        assert len(wall.workers) == 1
        assert not wall._notifications
