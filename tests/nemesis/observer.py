"""A process with a screen: `python -m tests.nemesis.observer ORDERS HISTORY`, until SIGTERM.

It holds what a podium holds, the feed and the picture, and writes down what the screen would say.
"""

import asyncio
import hashlib
import random
import signal
import sys
import time
from pathlib import Path

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.domain.board import Snapshot, TableView
from pitterm.domain.link import LinkState
from pitterm.repository.credentials import Credentials
from pitterm.repository.feed import Lost, watch
from pitterm.terminal.picture import Picture
from tests.nemesis.client import Orders
from tests.nemesis.history import Look, Scribe
from tests.nemesis.wire import Wire

GLANCE_SECONDS = 0.1


def digest_of(snapshot: Snapshot) -> str:
    """What of a picture changes by what people do, and not by the clock."""
    told = "\n".join(_words(table) for table in sorted(snapshot.tables, key=lambda t: t.label))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _words(table: TableView) -> str:
    entries = [(str(entry.id), entry.is_reversed) for entry in table.recent_entries]
    session = table.session.unrated_cents if table.session else None
    parts = (
        table.label,
        table.session_id,
        table.session_status,
        table.session_version,
        table.last_count_total_cents,
        table.owes_count,
        session,
        entries,
    )
    return repr(parts)


class Screen:
    """One picture and what is written down of it."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._picture = Picture(time.monotonic)

    async def follow(self, credentials: Credentials) -> None:
        """Take what the feed brings; it ends only where this login is refused."""
        async for news in watch(credentials):
            if isinstance(news, Lost):
                self._picture.lose()
                self._note("REFUSED" if news.is_refused else self._picture.link.value)
                continue
            self._picture.take(news)
            digest = digest_of(news) if isinstance(news, Snapshot) else None
            self._note(self._picture.link.value, digest)

    async def glance(self) -> None:
        """Look at the screen again and again, as a person does, while nothing may arrive."""
        while True:
            if self._picture.link is LinkState.LIVE:
                self._note(LinkState.LIVE.value)
            await asyncio.sleep(GLANCE_SECONDS)

    def _note(self, link: str, digest: str | None = None) -> None:
        pulse = self._picture.pulse
        age = None if pulse is None else time.time() - pulse.as_of.timestamp()
        number = None if pulse is None else pulse.change_number
        self._scribe.look(Look("", time.monotonic_ns(), link, number, age, digest))


async def observe(orders: Orders, history: Path) -> None:
    """Follow the feed over a wire that breaks until the time is up, and then over a calm one."""
    screen = Screen(Scribe(history))
    async with Wire(orders.conninfo, random.Random(orders.seed)) as wire:
        login, _, is_wired = orders.people[0]
        conninfo = wire.conninfo if is_wired else orders.conninfo
        following = asyncio.create_task(
            screen.follow(Credentials(conninfo, login, DEMO_PASSWORD)), name="feed"
        )
        glancing = asyncio.create_task(screen.glance())
        await asyncio.sleep(max(0.0, orders.until - time.monotonic()))
        wire.calm()
        await following
        glancing.cancel()


def main() -> None:
    """Read the orders and watch."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    orders = Orders.model_validate_json(sys.argv[1])
    asyncio.run(observe(orders, Path(sys.argv[2])))


if __name__ == "__main__":
    main()
