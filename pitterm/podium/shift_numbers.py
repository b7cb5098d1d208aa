"""What one reading of the shift screen brought."""

from typing import NamedTuple

from pitterm.domain.metrics import Checkpoint, ShiftWindow, WindowName
from pitterm.domain.shift_lines import Level, ShiftLine


class Numbers(NamedTuple):
    """The lines of one period, under their keys, casino first."""

    lines: dict[str, ShiftLine]

    @property
    def casino(self) -> ShiftLine:
        """The casino's line."""
        return self.lines[Level.CASINO]


class ShiftReading(NamedTuple):
    """Everything one reading brought; the screen paints nothing else."""

    windows: dict[WindowName, ShiftWindow]
    chosen: WindowName
    numbers: dict[WindowName, Numbers]
    hours: dict[str, tuple[int | None, ...]]
    """Buy-ins by line and hour of the chosen window up to now; None for an hour without any."""
    checkpoints: tuple[Checkpoint, ...]
    since: Numbers | None
    """From the checkpoint on."""
    checkpoint: Checkpoint | None

    @property
    def window(self) -> ShiftWindow:
        """The chosen period."""
        return self.windows[self.chosen]

    @property
    def lines(self) -> dict[str, ShiftLine]:
        """The chosen period's lines."""
        return self.numbers[self.chosen].lines

    @property
    def casino(self) -> ShiftLine:
        """The casino's line in the chosen period."""
        return self.numbers[self.chosen].casino
