"""A program on a terminal of its own, timed from outside, as its person is served."""

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pexpect

from benchmarks.floor import Floor
from pitterm.database.demo import DEMO_PASSWORD

ROWS, COLUMNS = 36, 120
PATIENCE_SECONDS = 60.0
_WHERE, _HERE = "\x1b[6n", "\x1b[1;1R"
"""The question for the cursor's place, and the answer every terminal gives."""


class Watched:
    """A program in a pseudo-terminal whose output is waited for by its bytes."""

    def __init__(self, *command: str, environment: Mapping[str, str]) -> None:
        self.began = time.perf_counter()
        self.child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(ROWS, COLUMNS),
            timeout=PATIENCE_SECONDS,
            env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", **environment},
        )
        self.child.delaybeforesend = None

    def until(self, text: str) -> float:
        """Seconds from the start until this text was written."""
        while self.child.expect_exact([text, _WHERE]):
            self.child.send(_HERE)
        return time.perf_counter() - self.began

    def answered(self, key: str, text: str) -> float:
        """Seconds from a key to this text."""
        self.drain()
        began = time.perf_counter()
        self.child.send(key)
        self.child.expect_exact(text)
        return time.perf_counter() - began

    def drain(self, seconds: float = 0.0) -> None:
        """Read what was written meanwhile, so that the terminal never waits for its reader."""
        deadline = time.perf_counter() + seconds
        while True:
            rest = max(0.0, deadline - time.perf_counter())
            try:
                self.child.expect(r".+", timeout=min(rest, 0.05))
            except pexpect.TIMEOUT:
                if rest == 0.0:
                    return

    @property
    def cpu_seconds(self) -> float:
        """What the program has computed so far."""
        text = Path(f"/proc/{self.child.pid}/stat").read_text()
        user, system = text.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / float(os.sysconf("SC_CLK_TCK"))

    @property
    def resident_megabytes(self) -> float:
        """The memory the program holds."""
        pages = int(Path(f"/proc/{self.child.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def close(self) -> None:
        """End the program."""
        self.child.terminate(force=True)


def pitterm(floor: Floor, home: str, *arguments: str, login: str | None = "boss") -> Watched:
    """Pitterm on the measured floor, signed in by itself where a login is named."""
    environment = {"HOME": home, "PITTERM_DATABASE_URL": floor.server.conninfo()}
    if login is not None:
        environment |= {"PITTERM_STAFF": login, "PITTERM_PASSWORD": DEMO_PASSWORD}
    return Watched(sys.executable, "-m", "pitterm", *arguments, environment=environment)
