"""A run of simulated shifts on a real database: who plays where, in which order, how fast."""

import asyncio
import contextlib
import heapq
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest

from pitterm.domain.board import TableView
from pitterm.domain.errors import PitError
from pitterm.repository.board import read_once
from pitterm.repository.boxes import TableBox, read_boxes
from pitterm.repository.credentials import Credentials
from pitterm.repository.custody import read_expected_opener
from pitterm.repository.house import ask_pulse
from pitterm.simulation.books import Books
from pitterm.simulation.crew import Crew, Person
from pitterm.simulation.custody import Custody
from pitterm.simulation.games import GAMES
from pitterm.simulation.live import LEFT_ALONE
from pitterm.simulation.observation import Observation
from pitterm.simulation.racks import Rack
from pitterm.simulation.table_shift import TableShift
from pitterm.simulation.tables import PlayedTable

_SHIFT_SECONDS = 8 * 3_600
_TRAYS_PERCENT = (60, 80, 100, 100, 120, 140)
"""How full a tray is found on the first day, in percent of its par."""
_OPENING_SECONDS = 1_200
_TELL_SECONDS = 2


class NoFreeTable(PitError):
    """Every table is somebody else's."""

    exit_code = 2


@dataclass(frozen=True)
class Plan:
    """What was asked for; a speed of zero is as fast as it goes."""

    tables: int
    hours: float
    seed: int
    speed: float = 0

    @property
    def seconds(self) -> int:
        return int(self.hours * 3_600)

    def changes(self) -> list[int]:
        """The simulated seconds at which a shift changes: every eight hours, or halfway."""
        length = _SHIFT_SECONDS if self.seconds > _SHIFT_SECONDS else self.seconds // 2
        return list(range(length, self.seconds - length // 2, length))


@dataclass(frozen=True)
class Window:
    """A period of the server's clock, [start, end)."""

    name: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Progress:
    """How far a run has come."""

    simulated_seconds: int
    whole_seconds: int
    steps_a_second: float
    seconds_to_go: float


@dataclass
class ShiftRun:
    """Tables played side by side in one order of simulated time, so that a seed says it all."""

    crew: Crew
    plan: Plan
    tables: list[TableShift]
    dice: random.Random
    tell: Callable[[Progress], None]
    stops: asyncio.Event = field(default_factory=asyncio.Event)
    edges: list[datetime] = field(default_factory=list)

    async def play(self) -> list[Window]:
        """Play until the end, or until somebody stops it; the windows that were played."""
        await self._mark_edge()
        try:
            await self._play_on()
        except PitError:
            await self._close_all(suppress=PitError)
            raise
        await self._close_all()
        await self._mark_edge()
        return self.windows()

    def windows(self) -> list[Window]:
        """Every shift, and the whole run as the day."""
        pairs = zip(self.edges, self.edges[1:], strict=False)
        shifts = [Window(f"shift {n}", *pair) for n, pair in enumerate(pairs, start=1)]
        return [*shifts, Window("day", self.edges[0], self.edges[-1])]

    async def count_boxes(self) -> None:
        for table in self.tables:
            await table.custody.count_boxes()

    async def _play_on(self) -> None:
        began = last_told = time.monotonic()
        for number, (at, step) in enumerate(self._steps(), start=1):
            await self._wait_until(began, at)
            if self.stops.is_set():
                return
            await step()
            now = time.monotonic()
            if now - last_told >= _TELL_SECONDS:
                last_told = now
                self.tell(self._progress(at, number, now - began))

    async def _close_all(self, *, suppress: type[PitError] | None = None) -> None:
        """Close what is still open: nothing, unless the play ended before its time."""
        for table in self.tables:
            if table.run is not None:
                with contextlib.suppress(*[suppress] if suppress else []):
                    await table.close()

    def _steps(self) -> Iterator[tuple[int, Callable[[], Awaitable[None]]]]:
        changes = self.plan.changes()
        days = [
            table.steps(self.dice.randrange(_OPENING_SECONDS), changes, self.plan.seconds)
            for table in self.tables
        ]
        edges = iter([(change, self._mark_edge) for change in changes])
        return heapq.merge(*days, edges, key=lambda step: step[0])

    async def _mark_edge(self) -> None:
        """A shift changes at this moment of the server's clock, whatever is under way."""
        pulse = await ask_pulse(self.crew.desk(Person.BOSS))
        self.edges.append(pulse.as_of)

    async def _wait_until(self, began: float, at: int) -> None:
        if not self.plan.speed:
            # The signals and the screen get their turn.
            await asyncio.sleep(0)
            return
        left = began + at / self.plan.speed - time.monotonic()
        if left > 0:
            await _first(self.stops.wait(), left)

    def _progress(self, at: int, steps: int, took: float) -> Progress:
        share = max(at / max(self.plan.seconds, 1), 1e-6)
        return Progress(at, self.plan.seconds, steps / took, took / share - took)


async def _first(waiting: Awaitable[object], seconds: float) -> None:
    try:
        await asyncio.wait_for(waiting, seconds)
    except TimeoutError:
        return


async def prepare(
    crew: Crew, credentials: Credentials, plan: Plan, tell: Callable[[Progress], None]
) -> ShiftRun:
    """Choose tables nobody else uses, of every game, and lay out what is in their trays.

    Raises NoFreeTable.
    """
    dice = random.Random(plan.seed)
    picture = await read_once(credentials)
    boxes = {box.gaming_table_id: box for box in await read_boxes(crew.desk(Person.BOSS))}
    free = [
        table
        for table in picture.tables
        if table.game in GAMES
        and table.label != LEFT_ALONE
        and not table.is_live
        and table.availability == "active"
        and not boxes[table.id].is_in_use
    ]
    if not free:
        raise NoFreeTable("Somebody uses every table", "Close some, with their drop boxes, first.")
    walkers: list[int] = []
    tables = [
        await _sit_down(crew, table, boxes[table.id], random.Random(dice.random()), walkers)
        for table in _of_every_game(free)[: plan.tables]
    ]
    return ShiftRun(crew, plan, tables, dice, tell)


def _of_every_game(tables: list[TableView]) -> list[TableView]:
    """One of each game after another, so that a few tables play them all."""
    games = [[table for table in tables if table.game == game] for game in GAMES]
    return [table for row in zip_longest(*games) for table in row if table is not None]


async def _sit_down(
    crew: Crew, table: TableView, box: TableBox, dice: random.Random, walkers: list[int]
) -> TableShift:
    closer = await read_expected_opener(crew.desk(Person.BOSS), table.id)
    par = table.par_cents or table.max_bet_cents * 20
    if closer is not None:
        tray = Rack.holding(closer.chipset, table.denominations_cents)
    else:
        tray = Rack.laid_out(table.denominations_cents, par * dice.choice(_TRAYS_PERCENT) // 100)
    played = PlayedTable(
        GAMES[table.game],
        table.min_bet_cents,
        table.max_bet_cents,
        tray,
        par,
        dice,
        walkers,
    )
    books = Books(table.label, table.id, table.pit_id, table.game)
    return TableShift(
        crew=crew,
        played=played,
        books=books,
        custody=Custody(crew, played, books, dice, box.box_in_id or f"{table.label}-A"),
        observation=Observation(crew, books, dice),
        dice=dice,
        has_expected_opener=closer is not None,
        owes_count=table.owes_count,
    )


__all__ = ["NoFreeTable", "Plan", "Progress", "ShiftRun", "Window", "prepare"]
