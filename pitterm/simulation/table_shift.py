"""One table's part of the run: its sessions, and who does what when something happens."""

import functools
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pitterm.domain.custody import CountType, DropEvent, InventorySnapshot
from pitterm.domain.sessions import CloseSession, OpenTable, StartRundown, TableSession
from pitterm.repository.keys import new_key
from pitterm.simulation.books import Books, Reading, Run
from pitterm.simulation.crew import Crew, Person
from pitterm.simulation.custody import Custody
from pitterm.simulation.observation import Observation
from pitterm.simulation.tables import STRETCH_SECONDS, Happening, Kind, PlayedTable

Step = tuple[int, Callable[[], Awaitable[None]]]
"""A simulated second of the run, and what is due then."""

_SPOT_COUNTS = 0.06
_ARRIVES = 0.5
_CLOSES = 0.3
_NOT_COUNTED_AGAIN = 0.25
_ROUND_SECONDS = 1_800
"""The walk of a shift count: before and after the change."""


@dataclass
class TableShift:
    """Opens, watches, counts and closes one table as its plan says."""

    crew: Crew
    played: PlayedTable
    books: Books
    custody: Custody
    observation: Observation
    dice: random.Random
    has_expected_opener: bool = False
    """Whether the first opening count is held against a closing count of an earlier day."""
    owes_count: bool = False
    """Whether the first opening count has to say that the last count is missing."""
    closer: Reading | None = None
    """The previous closing count of this run."""
    run: Run | None = None

    def steps(self, opens: int, changes: Sequence[int], ends: int) -> Iterator[Step]:
        """The table's day: open, play to each shift change, close; all in simulated seconds."""
        at = opens
        yield at, self.open
        for change in changes:
            until = max(at, change - _ROUND_SECONDS + self._somewhat())
            yield from self._playing(at, until)
            at = until
            if self.dice.random() < _CLOSES:
                yield at, self._close_for_now
                at += STRETCH_SECONDS
                yield at, self.open
            else:
                yield at, self._change_count
        yield from self._playing(at, ends)
        yield max(at, ends), self.close

    def _playing(self, at: int, until: int) -> Iterator[Step]:
        ahead = at - self.played.seconds
        for happening in self.played.play(until - at):
            yield ahead + happening.at, functools.partial(self.see, happening)

    async def open(self) -> None:
        """Count the tray, mostly, and open."""
        opener, surprise = await self._opening_count()
        request = OpenTable(gaming_table_id=self.books.table_id, key=new_key())
        opened = await self.crew.do(Person.BOSS, request, TableSession)
        self.run = Run(opened.id, opened.opened_at, readings=[opener], surprise_cents=surprise)
        self.books.runs.append(self.run)

    async def close(self, *, with_box: bool = True) -> None:
        """Players go home, slips are settled, the tray is counted, and the box comes out."""
        run = self._running()
        for happening in self.played.send_home():
            await self.see(happening)
        await self.observation.end()
        await self.custody.finish_slip()
        if self.dice.random() < 0.7:
            rundown = StartRundown(table_session_id=run.session_id, key=new_key())
            await self.crew.do(Person.BOSS, rundown, TableSession)
        counted, reading = await self.custody.count(CountType.CLOSE)
        run.readings.append(reading)
        drop = await self.custody.change_box() if with_box else None
        closed = await self._sign(run, counted, drop)
        run.closed_at, run.is_counted_out = closed, True
        self.closer, self.run = reading, None

    async def see(self, happening: Happening) -> None:
        """Have the right people do what this asks for; a slip under way may take its time."""
        if happening.kind in (Kind.LOW, Kind.FULL):
            await self._balance(happening)
            return
        if happening.kind is Kind.BUY_IN:
            await self.observation.buy_in(happening)
        elif happening.kind is Kind.LEAVE:
            await self.observation.leave(happening.player)
        elif self.dice.random() < _SPOT_COUNTS:
            await self._spot_count()
        if self.dice.random() < _ARRIVES:
            await self.custody.finish_slip()

    async def _balance(self, happening: Happening) -> None:
        """Chips from the cage or for it; what is under way already comes first."""
        is_under_way = self.custody.in_flight is not None
        await self.custody.finish_slip()
        if is_under_way:
            return
        if happening.kind is Kind.FULL:
            await self.custody.begin_credit(happening.chipset)
            return
        await self.custody.begin_fill(happening.chipset)
        if happening.is_urgent:
            await self.custody.finish_slip()

    async def _opening_count(self) -> tuple[Reading, int | None]:
        """The opener and how it differs from the closer; without one the closer stands for it."""
        if self.closer is None:
            note = "The last session owes its count" if self.owes_count else None
            _, opener = await self.custody.count(CountType.OPEN, note)
            return opener, 0 if self.has_expected_opener else None
        if self.dice.random() < _NOT_COUNTED_AGAIN:
            return self.closer, None
        surprise = self._find_a_chip_missing()
        note = "A chip is missing; the table was searched" if surprise else None
        _, opener = await self.custody.count(CountType.OPEN, note)
        return opener, surprise

    def _find_a_chip_missing(self) -> int:
        """What the tray lost over the break, at most one chip; negative."""
        cents = self.played.tray.smallest_cents
        if self.dice.random() > 0.5 or not self.played.tray.chipset()[cents]:
            return 0
        self.played.tray.take({cents: 1})
        return -cents

    async def _sign(
        self, run: Run, counted: InventorySnapshot, drop: DropEvent | None
    ) -> datetime | None:
        request = CloseSession(
            table_session_id=run.session_id,
            drop_event_id=drop.id if drop else None,
            closing_inventory_snapshot_id=counted.id,
            key=new_key(),
        )
        closed = await self.crew.do(Person.BOSS, request, TableSession)
        return closed.closed_at

    async def _spot_count(self) -> None:
        _, reading = await self.custody.count(CountType.RUNDOWN)
        self._running().readings.append(reading)

    async def _change_count(self) -> None:
        """The shift change's count; some boxes are changed on the same round."""
        await self._spot_count()
        if self.dice.random() < 0.25:
            await self.custody.change_box()

    async def _close_for_now(self) -> None:
        await self.close(with_box=self.dice.random() < 0.5)

    def _somewhat(self) -> int:
        return self.dice.randrange(2 * _ROUND_SECONDS // STRETCH_SECONDS + 1) * STRETCH_SECONDS

    def _running(self) -> Run:
        if self.run is None:
            raise ValueError(f"{self.books.label} has no running session")
        return self.run
