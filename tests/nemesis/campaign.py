"""Rounds of work and harm: each on a fresh database, each checked when all is quiet again."""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psycopg
from psycopg.rows import TupleRow

from pitterm.repository.board import read_once
from tests.databases import Database
from tests.nemesis.books import Books, change_number, read_books
from tests.nemesis.checker import violations
from tests.nemesis.client import Orders, Placed
from tests.nemesis.disk import SmallDisk
from tests.nemesis.faults import Faults
from tests.nemesis.history import read_acts, read_looks
from tests.nemesis.observer import digest_of

TABLES = ("BJ-01", "BJ-02", "BJ-03", "RL-01", "RL-02")
WITNESSES = ("dealer", "security", "shift")
CREWS: tuple[tuple[Placed, ...], ...] = (
    (
        ("boss", "desk", True),
        ("floor", "desk", False),
        ("admin", "bare", True),
        ("boss", "bare", False),
    ),
    (
        ("boss", "desk", False),
        ("floor", "bare", True),
        ("admin", "desk", True),
        ("boss", "bare", False),
    ),
    (("floor", "kept", True), ("boss", "bare", True), ("floor", "bare", False)),
)
OBSERVERS: tuple[Placed, ...] = (("boss", "desk", True), ("auditor", "desk", False))
SHORT_SECONDS = 20.0
HASTE, LEISURE = (0.2, 1.0), (0.5, 5.0)
"""Seconds between two faults: in a long round people shall also get something done."""
QUIET_SECONDS = 60.0
"""How long calls under way and screens may take to their end once nothing breaks any more."""


@dataclass(slots=True)
class Outcome:
    """What a round, or all of them, came to."""

    ends: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    looks: int = 0
    sessions: int = 0
    violations: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        """Sum up."""
        self.ends += other.ends
        self.faults += other.faults
        self.looks += other.looks
        self.sessions += other.sessions
        self.violations += other.violations

    @property
    def operations(self) -> int:
        """Every action that was begun."""
        return self.ends.total()

    def __str__(self) -> str:
        ends = ", ".join(f"{times} {end}" for end, times in sorted(self.ends.items()))
        faults = ", ".join(f"{times} {kind}" for kind, times in sorted(self.faults.items()))
        return (
            f"{self.operations} operations ({ends}), {self.sessions} sessions,"
            f" {self.looks} looks; faults: {faults}; {len(self.violations)} violations"
        )


class Round:
    """People at work at a few tables, and what befalls them."""

    def __init__(
        self,
        database: Database,
        directory: Path,
        seed: str,
        seconds: float,
        disk: SmallDisk | None = None,
    ) -> None:
        self._database, self._directory = database, directory
        self._dice = random.Random(seed)
        self._until = time.monotonic() + seconds
        self._pauses = HASTE if seconds < SHORT_SECONDS else LEISURE
        self._histories: list[Path] = []
        self._screens: list[Path] = []
        self._faults = Faults(database, random.Random(self._dice.random()), disk)
        self.outcome = Outcome()

    def run(self) -> Outcome:
        """Work, harm, quiet, judgement."""
        with self._database.connect_admin() as admin:
            before = change_number(admin)
        with _ended(self._observers()) as observers:
            with _ended([self._client(crew) for crew in CREWS]) as clients:
                self._harm(clients)
                for client in clients:
                    client.wait(QUIET_SECONDS)
            books = self._books(before)
            self._wait_for_screens(books.digest)
            if any(observer.poll() is not None for observer in observers):
                self.outcome.violations.append("an observer's program ended")
        acts, looks = read_acts(self._histories), read_looks(self._screens)
        self.outcome.ends = Counter(act.end.value if act.end else "cut off" for act in acts)
        self.outcome.looks, self.outcome.sessions = len(looks), len(books.sessions)
        self.outcome.violations += violations(acts, looks, books)
        return self.outcome

    def _harm(self, clients: list[subprocess.Popen[bytes]]) -> None:
        """One fault after the other until the time is up, then none."""
        kinds = dict(self._faults.kinds)
        kinds["client killed"] = partial(self._kill_client, clients)
        bag: list[str] = []
        while True:
            pause = self._dice.uniform(*self._pauses)
            if time.monotonic() + pause > self._until:
                break
            time.sleep(pause)
            if not bag:
                bag = self._dice.sample(sorted(kinds), len(kinds))
            kind = bag.pop()
            try:
                kinds[kind]()
            except psycopg.Error:
                # The server was on its knees already, or a crowd was before us at the lock.
                kind = f"{kind} in vain"
                self._faults.heal()
            self.outcome.faults[kind] += 1
        for client in clients:
            if client.poll() not in (None, 0):
                self.outcome.violations.append(f"a client's program ended with {client.poll()}")
        self._faults.heal()

    def _kill_client(self, clients: list[subprocess.Popen[bytes]]) -> None:
        chosen = self._dice.randrange(len(clients))
        clients[chosen].kill()
        clients[chosen].wait()
        clients[chosen] = self._client(CREWS[chosen])

    def _client(self, crew: tuple[Placed, ...]) -> subprocess.Popen[bytes]:
        history = self._directory / f"client-{len(self._histories)}.jsonl"
        self._histories.append(history)
        return self._program("tests.nemesis.client", crew, history)

    def _observers(self) -> list[subprocess.Popen[bytes]]:
        self._screens = [self._directory / f"observer-{login}.jsonl" for login, *_ in OBSERVERS]
        return [
            self._program("tests.nemesis.observer", (one,), screen)
            for one, screen in zip(OBSERVERS, self._screens, strict=True)
        ]

    def _program(
        self, module: str, people: tuple[Placed, ...], history: Path
    ) -> subprocess.Popen[bytes]:
        orders = Orders(
            conninfo=self._database.conninfo,
            seed=self._dice.getrandbits(32),
            until=self._until,
            tables=tuple(self._database.table_id(label) for label in TABLES),
            witnesses=tuple(self._database.staff_id(login) for login in WITNESSES),
            people=people,
        )
        history.touch()
        with open(history.with_suffix(".err"), "wb") as errors:
            return subprocess.Popen(
                [sys.executable, "-m", module, orders.model_dump_json(), str(history)],
                stdin=subprocess.DEVNULL,
                stderr=errors,
                cwd=Path(__file__).parents[2],
                env={**os.environ, "PYTHONWARNINGS": "ignore"},
            )

    def _books(self, before: int) -> Books:
        """Read when no client's command is under way in the server any more."""
        self._faults.settle()
        with self._database.connect_admin() as admin:
            deadline = time.monotonic() + QUIET_SECONDS
            while _commands_under_way(admin) and time.monotonic() < deadline:
                time.sleep(0.05)
            picture = asyncio.run(read_once(self._database.credentials("boss")))
            return read_books(admin, before, digest_of(picture))

    def _wait_for_screens(self, digest: str) -> None:
        """Until each shows what is true; the checker says which one never did."""
        deadline = time.monotonic() + QUIET_SECONDS
        while time.monotonic() < deadline:
            shown = [
                [look.digest for look in read_looks([screen]) if look.digest][-1:]
                for screen in self._screens
            ]
            if all(last == [digest] for last in shown):
                return
            time.sleep(0.2)


def _commands_under_way(admin: psycopg.Connection[TupleRow]) -> bool:
    row = admin.execute(
        "select count(*) from pg_stat_activity where datname = current_database()"
        " and pid <> pg_backend_pid() and state <> 'idle'"
        " and application_name in ('pitterm', 'pitterm bare')"
    ).fetchone()
    return row is not None and row[0] != 0


@contextmanager
def _ended(
    programs: list[subprocess.Popen[bytes]],
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """No program outlives its round."""
    try:
        yield programs
    finally:
        for program in programs:
            program.kill()
            program.wait()
