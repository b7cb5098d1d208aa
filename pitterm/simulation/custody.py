"""The chips of one table while it is played: counts, fills, credits and drop boxes."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from pitterm.domain.custody import (
    CountType,
    DropCount,
    DropCountEntry,
    DropEvent,
    EnterDropCount,
    InventorySnapshot,
    LogCount,
    LogDrop,
    ReleaseDropCount,
)
from pitterm.domain.slips import (
    CarrySlip,
    DepositSlip,
    IssueSlip,
    RequestSlip,
    Slip,
    SlipKind,
    VerifySlip,
    VoidSlip,
    WithdrawSlip,
)
from pitterm.repository.keys import new_key
from pitterm.simulation.books import Books, Box, Movement, Reading
from pitterm.simulation.crew import Crew, Person
from pitterm.simulation.tables import PlayedTable

_WITHDRAWN = 0.15
_VOIDED = 0.15


@dataclass
class Custody:
    """Who counts, carries and seals at one table; every step is written into its books."""

    crew: Crew
    played: PlayedTable
    books: Books
    dice: random.Random
    box: str
    in_flight: Slip | None = None
    uncounted: list[tuple[DropEvent, Box]] = field(default_factory=list)
    _seals: int = 0

    async def count(
        self, count_type: CountType, note: str | None = None
    ) -> tuple[InventorySnapshot, Reading]:
        """Floor counts the tray with the dealer."""
        is_named = count_type is not CountType.RUNDOWN
        request = LogCount(
            gaming_table_id=self.books.table_id,
            snapshot_type=count_type,
            chipset=self.played.tray.chipset(),
            note=note,
            counted_with=self.crew.staff_id(Person.DEALER) if is_named else None,
            key=new_key(),
        )
        counted = await self.crew.do(Person.FLOOR, request, InventorySnapshot)
        reading = Reading(
            at=counted.counted_at,
            tray_cents=self.played.tray.total_cents,
            won_cents=self.played.won_cents,
            cash_cents=self.played.cash_cents,
        )
        return counted, reading

    async def begin_fill(self, chipset: Mapping[int, int]) -> None:
        """Ask the cage; some requests are taken back, and some issued fills voided."""
        await self.finish_slip()
        slip = await self._request(SlipKind.FILL, chipset)
        if self.dice.random() < _WITHDRAWN:
            withdraw = WithdrawSlip(kind=SlipKind.FILL, slip_id=slip.id, key=new_key())
            await self.crew.do(Person.FLOOR, withdraw, Slip)
            slip = await self._request(SlipKind.FILL, chipset)
        await self._issue(slip)
        if self.dice.random() < _VOIDED:
            void = VoidSlip(
                kind=SlipKind.FILL,
                slip_id=slip.id,
                reason="Wrong denominations on the slip",
                witnessed_by=self.crew.staff_id(Person.SHIFT),
                key=new_key(),
            )
            await self.crew.do(Person.CASHIER, void, Slip)
            slip = await self._request(SlipKind.FILL, chipset)
            await self._issue(slip)
        self.in_flight = slip

    async def begin_credit(self, chipset: Mapping[int, int]) -> None:
        """Count chips out for the cage: they have left the tray from here on."""
        await self.finish_slip()
        slip = await self._request(SlipKind.CREDIT, chipset)
        self.played.credit(slip.chipset)
        self.books.movements.append(Movement(slip.requested_at, -slip.amount_cents))
        self.in_flight = slip

    async def finish_slip(self) -> None:
        """Bring what is under way to the table or the cage, and its slip into the box."""
        slip, self.in_flight = self.in_flight, None
        if slip is None:
            return
        step = {"kind": slip.kind, "slip_id": slip.id}
        if slip.kind is SlipKind.CREDIT:
            await self.crew.do(Person.SECURITY, CarrySlip(**step, key=new_key()), Slip)
            await self._issue(slip)
            await self.crew.do(Person.DEALER, VerifySlip(**step, key=new_key()), Slip)
        else:
            await self.crew.do(Person.SECURITY, CarrySlip(**step, key=new_key()), Slip)
            verify = VerifySlip(**step, key=new_key())
            verified = await self.crew.do(Person.DEALER, verify, Slip)
            self.played.fill(verified.chipset)
            if verified.verified_at is None:
                raise ValueError("a verified fill has its time")
            self.books.movements.append(Movement(verified.verified_at, verified.amount_cents))
        deposit = DepositSlip(**step, drop_box_id=self.box, key=new_key())
        await self.crew.do(Person.FLOOR, deposit, Slip)

    async def change_box(self) -> DropEvent:
        """One box out under seal, another in."""
        self._seals += 1
        stem, _, letter = self.box.rpartition("-")
        box_in = f"{stem}-{'B' if letter == 'A' else 'A'}"
        seal = f"{self.dice.randrange(1_000_000):06d}-{self._seals}"
        request = LogDrop(
            gaming_table_id=self.books.table_id,
            drop_box_id=self.box,
            seal_no=f"{seal}-out",
            witnessed_by=self.crew.staff_id(Person.SECURITY),
            box_in_id=box_in,
            box_in_seal_no=f"{seal}-in",
            key=new_key(),
        )
        drop = await self.crew.do(Person.FLOOR, request, DropEvent)
        box = Box(drop.removed_at, self.played.empty_box())
        self.books.boxes.append(box)
        self.uncounted.append((drop, box))
        self.box = box_in
        return drop

    async def count_boxes(self) -> None:
        """The count room: two people find the same, and the auditor makes it known."""
        for drop, box in self.uncounted:
            miscount = self.dice.choice((0, 0, 0, 2_000))
            if miscount:
                await self._enter(Person.COUNT, drop.id, box.content_cents + miscount)
                await self._enter(Person.COUNT2, drop.id, box.content_cents)
            await self._enter(Person.COUNT, drop.id, box.content_cents)
            await self._enter(Person.COUNT2, drop.id, box.content_cents)
            release = ReleaseDropCount(drop_event_id=drop.id, key=new_key())
            await self.crew.do(Person.AUDITOR, release, DropCount)
            box.is_released = True
        self.uncounted.clear()

    async def _enter(self, person: Person, drop_id: UUID, cents: int) -> None:
        entry = EnterDropCount(drop_event_id=drop_id, amount_cents=cents, key=new_key())
        await self.crew.do(person, entry, DropCountEntry)

    async def _request(self, kind: SlipKind, chipset: Mapping[int, int]) -> Slip:
        request = RequestSlip(
            kind=kind,
            gaming_table_id=self.books.table_id,
            chipset=dict(chipset),
            key=new_key(),
        )
        return await self.crew.do(Person.FLOOR, request, Slip)

    async def _issue(self, slip: Slip) -> None:
        issue = IssueSlip(kind=slip.kind, slip_id=slip.id, key=new_key())
        await self.crew.do(Person.CASHIER, issue, Slip)
