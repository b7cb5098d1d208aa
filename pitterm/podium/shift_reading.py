"""Reads what the shift screen shows: a period's numbers and those it is held against."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from pitterm.domain.metrics import (
    CasinoMetrics,
    Checkpoint,
    HourlyBuyIns,
    PitMetrics,
    ShiftWindow,
    TableMetrics,
    WindowName,
)
from pitterm.domain.shift_lines import Level, casino_line, pit_line, table_line
from pitterm.podium.shift_numbers import Numbers, ShiftReading

if TYPE_CHECKING:
    from pitterm.podium.wiring import Wiring
    from pitterm.repository.desk import Desk

HOUR = timedelta(hours=1)


class ShiftReader:
    """Reads the periods; those that are over are asked for again only now and then."""

    def __init__(self, wiring: "Wiring", casino_name: str) -> None:
        self._wiring = wiring
        self._casino_name = casino_name
        self._past: dict[tuple[datetime, datetime], tuple[int, Numbers]] = {}
        self._readings = 0

    async def read(
        self,
        desk: "Desk",
        chosen: WindowName,
        since: Callable[[tuple[Checkpoint, ...]], Checkpoint | None],
        now: datetime,
    ) -> ShiftReading:
        """One reading; `now` is the database's clock, `since` picks a checkpoint of the day.

        Raises PitError.
        """
        self._readings += 1
        found: list[ShiftWindow] = await self._wiring.read(desk, "read_shift_windows")
        windows = {window.name: window for window in found}
        chosen = chosen if chosen in windows else found[0].name
        numbers = {}
        for name, window in windows.items():
            if name in (chosen, WindowName.SHIFT):
                numbers[name] = await self._numbers(desk, window.window_start, window.window_end)
            elif name is not WindowName.DAY:
                numbers[name] = await self._past_numbers(desk, window)
        on = windows[chosen]
        hourly: list[HourlyBuyIns] = await self._wiring.read(
            desk, "read_hourly_buyins", on.window_start, on.window_end
        )
        day_start = min(window.window_start for window in windows.values() if _is_today(window))
        marked: list[Checkpoint] = await self._wiring.read(desk, "read_checkpoints", day_start)
        checkpoint = since(tuple(marked))
        moved = None
        if checkpoint is not None:
            end = max(window.window_end for window in windows.values())
            moved = await self._numbers(desk, checkpoint.made_at, end)
        return ShiftReading(
            windows=windows,
            chosen=chosen,
            numbers=numbers,
            hours=_hours(hourly, numbers[chosen], on, now),
            checkpoints=tuple(marked),
            since=moved,
            checkpoint=checkpoint,
        )

    async def _past_numbers(self, desk: "Desk", window: ShiftWindow) -> Numbers:
        edges = (window.window_start, window.window_end)
        read_at, numbers = self._past.get(edges, (0, None))
        if numbers is None or self._readings - read_at >= _PAST_EVERY:
            numbers = await self._numbers(desk, *edges)
            self._past[edges] = (self._readings, numbers)
        return numbers

    async def _numbers(self, desk: "Desk", start: datetime, end: datetime) -> Numbers:
        read = self._wiring.read
        casino: CasinoMetrics = await read(desk, "read_casino_metrics", start, end)
        pits: list[PitMetrics] = await read(desk, "read_pit_metrics", start, end)
        tables: list[TableMetrics] = await read(desk, "read_table_metrics", start, end)
        lines = [casino_line(casino, self._casino_name)]
        lines += [pit_line(row) for row in pits]
        lines += [table_line(row) for row in tables]
        return Numbers({line.key: line for line in lines})


_PAST_EVERY = 30
"""Readings between two of a period that is over: late entries still reach it."""


def _is_today(window: ShiftWindow) -> bool:
    return window.name in (WindowName.DAY, WindowName.SHIFT)


def _hours(
    hourly: Iterable[HourlyBuyIns], numbers: Numbers, window: ShiftWindow, now: datetime
) -> dict[str, tuple[int | None, ...]]:
    """Each line's buy-ins by hour; a sum's hour is the sum of its tables'."""
    end = min(window.window_end, max(now, window.window_start + HOUR))
    first = window.window_start.replace(minute=0, second=0, microsecond=0)
    count = max(1, -((first - end) // HOUR))
    found: dict[str, list[int | None]] = {key: [None] * count for key in numbers.lines}
    for row in hourly:
        place = (row.hour_start - first) // HOUR
        if not 0 <= place < count:
            continue
        for key in _keys_of(row.table_id, numbers):
            found[key][place] = (found[key][place] or 0) + row.amount_cents
    return {key: tuple(amounts) for key, amounts in found.items()}


def _keys_of(table_id: UUID, numbers: Numbers) -> list[str]:
    """The table's line and those of the sums it stands in."""
    key = f"{Level.TABLE} {table_id}"
    line = numbers.lines.get(key)
    if line is None:
        return [Level.CASINO]
    pit = f"{Level.PIT} {line.pit_id or ''}".strip()
    return [each for each in (Level.CASINO, pit, key) if each in numbers.lines]
