"""The terminal's estimate of the server's clock, and whether its own was set meanwhile."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pitterm.outbox.entries import TerminalTime

JUMP_SECONDS = 2.0
"""A clock that moved this much against the steady one was set, not late."""


def steady_seconds() -> float:
    """Seconds since the machine started, sleep included where the system counts it."""
    boottime: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


def wall_clock() -> datetime:
    """What the terminal takes the time to be."""
    return datetime.now(UTC)


def boot_id() -> str:
    """Which start of the machine this is; empty where the system has no name for it."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


class TerminalClock:
    """Carries the server's last told time forward on a clock that nobody can set."""

    def __init__(
        self,
        wall: Callable[[], datetime] = wall_clock,
        steady: Callable[[], float] = steady_seconds,
    ) -> None:
        self._wall = wall
        self._steady = steady
        self._boot_id = boot_id()
        self._told: tuple[datetime, datetime, float] | None = None

    def take(self, server_time: datetime) -> None:
        """The server just told its time."""
        self._told = (server_time, self._wall(), self._steady())

    def read(self) -> TerminalTime:
        """This moment; before the server was ever heard the terminal's own clock must do."""
        wall, steady = self._wall(), self._steady()
        if self._told is None:
            return self._moment(wall, wall, steady, 0.0)
        server_then, wall_then, steady_then = self._told
        gone = steady - steady_then
        drift = (wall - wall_then).total_seconds() - gone
        jumped = drift if abs(drift) > JUMP_SECONDS else 0.0
        return self._moment(server_then + timedelta(seconds=gone), wall, steady, jumped)

    def _moment(
        self, occurred_at: datetime, wall: datetime, steady: float, jumped: float
    ) -> TerminalTime:
        return TerminalTime(
            occurred_at=occurred_at.astimezone(UTC),
            terminal_clock=wall,
            steady_seconds=round(steady, 3),
            boot_id=self._boot_id,
            jumped_seconds=round(jumped, 3),
        )
