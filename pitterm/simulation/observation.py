"""What people write down of the buy-ins at one table: most, some of them wrong, some not at all."""

import random
from dataclasses import dataclass, field

from pitterm.domain.finance import (
    EndRatingSlip,
    EndVisit,
    RatingSlip,
    RecordBuyIn,
    StartRatingSlip,
    StartVisit,
)
from pitterm.domain.telemetry import BuyIn, LogBuyIn, ReverseBuyIn, Tender
from pitterm.repository.finance import (
    end_rating_slip,
    end_visit,
    record_buyin,
    start_rating_slip,
    start_visit,
)
from pitterm.repository.keys import new_key
from pitterm.simulation.books import Books, Entry
from pitterm.simulation.crew import Crew, Person
from pitterm.simulation.tables import Brought, Happening

_RATED = 0.2
_UNSEEN = 0.1
_UNDONE = 0.06
_WRONG = 0.04


@dataclass
class Observation:
    """One table's floor supervisor with a pencil."""

    crew: Crew
    books: Books
    dice: random.Random
    _slips: dict[int, RatingSlip] = field(default_factory=dict)
    _strangers: set[int] = field(default_factory=set)

    async def buy_in(self, seen: Happening) -> None:
        """Log a buy-in as a person would."""
        tender = Tender(seen.brought.value)
        if await self._is_rated(seen):
            await self._record_rated(seen, tender)
            return
        chance = self.dice.random()
        if chance < _UNSEEN:
            return
        if chance < _UNSEEN + _UNDONE:
            await self._undo(await self._log(seen.cents * 10, tender))
        elif chance < _UNSEEN + _UNDONE + _WRONG:
            await self._log(seen.cents + 10_000, tender)
            return
        await self._log(seen.cents, tender)

    async def leave(self, player: int) -> None:
        """A rated player's slip and visit end."""
        slip = self._slips.pop(player, None)
        if slip is None:
            return
        ended = EndRatingSlip(rating_slip_id=slip.id, key=new_key())
        await self.crew.record(Person.FLOOR, end_rating_slip, ended)
        gone = EndVisit(visit_id=slip.visit_id, key=new_key())
        await self.crew.record(Person.FLOOR, end_visit, gone)

    async def end(self) -> None:
        """Nobody is rated at a table that closes."""
        for player in list(self._slips):
            await self.leave(player)

    async def _is_rated(self, seen: Happening) -> bool:
        """Whether the player shows a card; they do it when they sit down or never."""
        if seen.player in self._slips:
            return True
        if seen.player in self._strangers or seen.brought is Brought.CHIPS:
            return False
        if self.dice.random() >= _RATED:
            self._strangers.add(seen.player)
            return False
        reference = f"P-{self.dice.randrange(1_000_000):06d}"
        visit = await self.crew.record(
            Person.FLOOR, start_visit, StartVisit(player_reference=reference, key=new_key())
        )
        begun = StartRatingSlip(
            visit_id=visit.id, gaming_table_id=self.books.table_id, key=new_key()
        )
        self._slips[seen.player] = await self.crew.record(Person.FLOOR, start_rating_slip, begun)
        return True

    async def _record_rated(self, seen: Happening, tender: Tender) -> None:
        slip = self._slips[seen.player]
        request = RecordBuyIn(
            visit_id=slip.visit_id,
            rating_slip_id=slip.id,
            amount_cents=seen.cents,
            tender_type=tender,
            key=new_key(),
        )
        recorded = await self.crew.record(Person.FLOOR, record_buyin, request)
        self.books.entries.append(
            Entry(recorded.occurred_at, seen.cents, True, tender is not Tender.CHIPS)
        )

    async def _log(self, cents: int, tender: Tender) -> tuple[BuyIn, Entry]:
        request = LogBuyIn(
            gaming_table_id=self.books.table_id,
            amount_cents=cents,
            tender_type=tender,
            key=new_key(),
        )
        logged = await self.crew.do(Person.FLOOR, request, BuyIn)
        entry = Entry(logged.occurred_at, cents, False, tender is not Tender.CHIPS)
        self.books.entries.append(entry)
        return logged, entry

    async def _undo(self, mistake: tuple[BuyIn, Entry]) -> None:
        """A zero too many: reversed at the entry's own time."""
        logged, entry = mistake
        request = ReverseBuyIn(telemetry_id=logged.id, reason="One zero too many", key=new_key())
        await self.crew.do(Person.FLOOR, request, BuyIn)
        self.books.entries.append(entry.taken_back())
