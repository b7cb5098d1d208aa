"""The terminal's clock: an estimate of the server's that nobody can set."""

from datetime import timedelta

from pitterm.outbox.clock import TerminalClock
from tests.outbox.kept import BEGAN


class Clocks:
    """A wall clock that can be set and a steady one that cannot."""

    def __init__(self) -> None:
        self.wall = BEGAN
        self.steady = 500.0
        self.terminal = TerminalClock(lambda: self.wall, lambda: self.steady)

    def passes(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds


def test_an_entry_counts_at_the_servers_time_though_the_terminals_is_wrong() -> None:
    clocks = Clocks()
    server = BEGAN + timedelta(minutes=7)
    clocks.terminal.take(server)
    clocks.passes(90)
    read = clocks.terminal.read()
    assert read.occurred_at == server + timedelta(seconds=90)
    assert read.terminal_clock == BEGAN + timedelta(seconds=90)
    assert read.jumped_seconds == 0


def test_a_clock_that_was_set_is_noticed_and_moves_no_entry() -> None:
    clocks = Clocks()
    clocks.terminal.take(BEGAN)
    clocks.passes(60)
    clocks.wall -= timedelta(hours=1)
    read = clocks.terminal.read()
    assert read.occurred_at == BEGAN + timedelta(seconds=60)
    assert read.jumped_seconds == -3_600


def test_a_clock_that_is_gently_corrected_did_not_jump() -> None:
    clocks = Clocks()
    clocks.terminal.take(BEGAN)
    clocks.passes(3_600)
    clocks.wall += timedelta(seconds=0.5)
    assert clocks.terminal.read().jumped_seconds == 0
    assert clocks.terminal.read().boot_id == clocks.terminal.read().boot_id
