"""What is done to the server while people work; each fault heals before the next."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterable

import psycopg

from pitterm.database.embedded import EmbeddedServer
from tests.databases import Database
from tests.nemesis.disk import SmallDisk
from tests.patience import eventually
from tests.postmasters import postmaster

SETTLE_SECONDS = 30.0
CALM_ANSWERS = 5


class Faults:
    """The server's enemy, with dice of its own."""

    def __init__(
        self, database: Database, dice: random.Random, disk: SmallDisk | None = None
    ) -> None:
        self._database, self._dice, self._disk = database, dice, disk
        self._server: EmbeddedServer = database.server
        self.kinds: dict[str, Callable[[], None]] = {
            "postmaster killed": self._kill_postmaster,
            "immediate shutdown": self._shut_down_at_once,
            "backend killed": self._kill_backend,
            "backend ended": self._end_backend,
            "backend frozen": self._freeze_backend,
            "postmaster frozen": self._freeze_postmaster,
            "server frozen": self._freeze_server,
            "tables locked": self._lock_tables,
        }
        if disk is not None:
            self.kinds["disk full"] = self._fill_disk

    def heal(self) -> None:
        """Bring the server up, if it is down."""
        self._server.start()

    def _kill_postmaster(self) -> None:
        self._bring_down(signal.SIGKILL)

    def _shut_down_at_once(self) -> None:
        self._bring_down(signal.SIGQUIT)

    def settle(self) -> None:
        """Until the server has taken connections for a while: a crash is noticed late."""
        deadline, answers = time.monotonic() + SETTLE_SECONDS, 0
        while answers < CALM_ANSWERS:
            time.sleep(0.05)
            try:
                with self._database.connect_admin() as admin:
                    admin.execute("select")
                answers += 1
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                answers = 0

    def _bring_down(self, number: signal.Signals) -> None:
        os.kill(postmaster(self._server), number)
        eventually(lambda: not self._server.status().running, SETTLE_SECONDS)
        time.sleep(self._dice.uniform(0, 0.5))
        self.heal()

    def _kill_backend(self) -> None:
        """All other backends are thrown out too, and the server recovers."""
        _signal(self._some_backend(), signal.SIGKILL)
        self.settle()

    def _end_backend(self) -> None:
        _signal(self._some_backend(), signal.SIGTERM)

    def _freeze_backend(self) -> None:
        """With whatever it has locked."""
        self._freeze(self._some_backend(), self._dice.uniform(0.5, 3.5))

    def _freeze_postmaster(self) -> None:
        self._freeze([postmaster(self._server)], self._dice.uniform(0.5, 3.0))

    def _freeze_server(self) -> None:
        """Longer than a picture may be called live."""
        self._freeze(self._all_processes(), self._dice.uniform(0.5, 4.5))

    def _fill_disk(self) -> None:
        """To the last page or nearly so; a log that cannot be written ends the server."""
        assert self._disk is not None
        self._disk.fill(self._dice.choice((0, 2**14, 2**18)), self._dice.uniform(0.5, 3.0))
        self.heal()
        self.settle()

    def _lock_tables(self) -> None:
        """Longer than a command waits."""
        with self._database.connect_admin() as admin, admin.transaction():
            admin.execute("set local lock_timeout = '3s'")
            admin.execute("select from pit.gaming_table for update")
            time.sleep(self._dice.uniform(0.5, 3.0))

    def _freeze(self, processes: Iterable[int], seconds: float) -> None:
        frozen = list(processes)
        try:
            _signal(frozen, signal.SIGSTOP)
            time.sleep(seconds)
        finally:
            _signal(frozen, signal.SIGCONT)

    def _some_backend(self) -> list[int]:
        found = self._processes("backend_type = 'client backend' and usename <> 'postgres'")
        return [self._dice.choice(found)] if found else []

    def _all_processes(self) -> list[int]:
        return [postmaster(self._server), *self._processes("true")]

    def _processes(self, which: str) -> list[int]:
        with self._database.connect_admin() as admin:
            rows = admin.execute(
                f"select pid from pg_stat_activity where {which}"
                " and pid <> pg_backend_pid() order by pid".encode()
            ).fetchall()
        return [pid for (pid,) in rows]


def _signal(processes: Iterable[int], number: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process, number)
        except ProcessLookupError:
            continue
