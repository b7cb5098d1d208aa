"""A modest player for the demo: colleagues who open tables and log buy-ins meanwhile."""

import asyncio
import contextlib
import random
import threading
from collections.abc import Iterator

from pitterm.domain.board import TableView
from pitterm.domain.errors import PitError
from pitterm.domain.sessions import OpenTable
from pitterm.domain.telemetry import LogBuyIn
from pitterm.repository.board import read_once
from pitterm.repository.credentials import Credentials
from pitterm.repository.desk import Desk
from pitterm.repository.keys import new_key
from pitterm.repository.requests import Request, perform

LEFT_ALONE = "BJ-01"
"""The table the README walks through stays its reader's."""
_AMOUNTS = (2_500, 2_500, 5_000, 10_000, 10_000, 20_000, 50_000)


@contextlib.contextmanager
def colleagues_at_work(conninfo: str, password: str, pause_seconds: float = 2.0) -> Iterator[None]:
    """Play as `admin` and `floor` of Harbor in a thread of its own until the block ends."""
    stop = threading.Event()
    thread = threading.Thread(
        target=lambda: asyncio.run(_play(conninfo, password, pause_seconds, stop)), daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=15)


async def _play(conninfo: str, password: str, pause: float, stop: threading.Event) -> None:
    dice = random.Random()
    admin, floor = (
        Credentials(conninfo, login, password, "simulate") for login in ("admin", "floor")
    )
    while not stop.is_set():
        with contextlib.suppress(PitError):
            picture = await read_once(floor)
            table = dice.choice([each for each in picture.tables if each.label != LEFT_ALONE])
            who, request = (floor, _entry(table, dice)) if table.is_live else (admin, _open(table))
            desk = await Desk.sign_in(who)
            try:
                await perform(desk, request)
            finally:
                await desk.close()
        await asyncio.to_thread(stop.wait, dice.uniform(pause / 2, pause * 1.5))


def _open(table: TableView) -> Request:
    return OpenTable(gaming_table_id=table.id, key=new_key())


def _entry(table: TableView, dice: random.Random) -> Request:
    return LogBuyIn(gaming_table_id=table.id, amount_cents=dice.choice(_AMOUNTS), key=new_key())
