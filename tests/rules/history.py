"""A table's past, written as it was with every trigger and constraint on."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from tests.rules.house import House
from tests.rules.pit import Row

_slip_numbers = count(500_000)


class History:
    """What happened at one table at times the test chooses, amounts in cents."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.table = house.new_table()
        self._keys = count(1)
        self._slip: dict[str, Any] | None = None

    def count(
        self,
        at: datetime,
        cents: int,
        kind: str = "rundown",
        session: UUID | None = None,
        boundary: datetime | None = None,
    ) -> UUID:
        return self.house.insert(
            "table_inventory_snapshot",
            casino_id=self.house.casino,
            gaming_table_id=self.table,
            table_session_id=session,
            snapshot_type=kind,
            chipset=Jsonb({"1": cents}),
            counted_at=at,
            recorded_by_staff_id=self.house.boss,
            counted_with_staff_id=self.house.dealer,
            shift_boundary=boundary,
        )

    def open(
        self, at: datetime, opener_cents: int | None = None, expected: UUID | None = None
    ) -> UUID:
        """An ACTIVE session, with an opening count made at the same instant when it is given."""
        opener = self.count(at, opener_cents, "open") if opener_cents is not None else None
        return self.house.insert(
            "table_session",
            casino_id=self.house.casino,
            gaming_table_id=self.table,
            status="ACTIVE",
            opening_count_required=False,
            opened_at=at,
            opened_by_staff_id=self.house.boss,
            opening_inventory_snapshot_id=opener,
            expected_inventory_snapshot_id=expected,
        )

    def close(self, session: UUID, at: datetime, cents: int) -> UUID:
        """Closes with a count made at the same instant; the count."""
        closer = self.count(at, cents, "close", session)
        self.house.change(
            "table_session",
            session,
            status="CLOSED",
            close_reason="counted",
            closed_at=at,
            closed_by_staff_id=self.house.boss,
            closing_inventory_snapshot_id=closer,
        )
        return closer

    def buy_in(
        self,
        at: datetime,
        cents: int,
        *,
        rated: bool = False,
        tender: str = "cash",
        player: dict[str, Any] | None = None,
    ) -> UUID:
        """A rated one is of the table's usual player unless another is given."""
        link = player if player is not None else self._player() if rated else {}
        return self._enter(at, cents, "RATED_BUYIN" if rated else "GRIND_BUYIN", tender, link)

    def reverse(self, entry: UUID) -> UUID:
        """Takes the entry back, at its own time."""
        at, cents, tender, visit, slip = (
            self.house.connection.execute(
                "select occurred_at, amount_cents, tender_type, visit_id, rating_slip_id"
                " from pit.table_buyin_telemetry where id = %s",
                [entry],
            ).fetchone()
            or (None,) * 5
        )
        link = {"visit_id": visit, "rating_slip_id": slip, "reverses_id": entry}
        return self._enter(at, -cents, "REVERSAL", tender, link)

    def fill(self, session: UUID, at: datetime, cents: int) -> UUID:
        """Requested ten minutes before it was verified at the table."""
        return self._slip_of("fill", session, at - timedelta(minutes=10), at, cents)

    def credit(self, session: UUID, at: datetime, cents: int) -> UUID:
        """Verified ten minutes after it was counted out."""
        return self._slip_of("credit", session, at, at + timedelta(minutes=10), cents)

    def drop(
        self, at: datetime, session: UUID | None = None, counted_cents: int | None = None
    ) -> UUID:
        """A box that left the table; its count released when the amount is given."""
        drop = self.house.insert(
            "table_drop_event",
            casino_id=self.house.casino,
            gaming_table_id=self.table,
            table_session_id=session,
            drop_box_id=f"BOX-{next(self._keys)}",
            seal_no="S-1",
            removed_at=at,
            removed_by_staff_id=self.house.boss,
            witnessed_by_staff_id=self.house.dealer,
        )
        if counted_cents is not None:
            self.release(drop, counted_cents)
        return drop

    def release(self, drop: UUID, cents: int) -> UUID:
        return self.house.insert(
            "drop_count",
            casino_id=self.house.casino,
            gaming_table_id=self.table,
            drop_event_id=drop,
            amount_cents=cents,
            released_by_staff_id=self.house.staff_id("auditor"),
            released_at=datetime.now(UTC),
        )

    def _slip_of(
        self, kind: str, session: UUID, requested: datetime, verified: datetime, cents: int
    ) -> UUID:
        staff = self.house.staff_id
        return self.house.insert(
            "fill_credit_slip",
            casino_id=self.house.casino,
            gaming_table_id=self.table,
            table_session_id=session,
            kind=kind,
            status="DEPOSITED_IN_DROPBOX",
            slip_year=requested.year,
            slip_number=next(_slip_numbers),
            chipset=Jsonb({"1": cents}),
            requested_at=requested,
            requested_by_staff_id=staff("floor"),
            issued_at=requested,
            issued_by_staff_id=staff("cashier"),
            runner_staff_id=staff("security"),
            verified_at=verified,
            verified_by_staff_id=staff("dealer"),
            deposited_at=verified,
            deposited_by_staff_id=staff("floor"),
            drop_box_id="BOX",
        )

    def figures(self, start: datetime, end: datetime) -> Row:
        """The table's figures in one window, straight from the function the board calls."""
        row = self.house.value(
            "select to_jsonb(f) from pit_private.table_figures(%s, %s::uuid[],"
            " %s::timestamptz[], %s::timestamptz[]) f",
            self.house.casino,
            [self.table],
            [start],
            [end],
        )
        assert isinstance(row, dict)
        return row

    def _enter(
        self, at: datetime, cents: int, kind: str, tender: str, link: dict[str, Any]
    ) -> UUID:
        return self.house.insert(
            "table_buyin_telemetry",
            casino_id=self.house.casino,
            gaming_table_id=self.table,
            amount_cents=cents,
            telemetry_kind=kind,
            tender_type=tender,
            occurred_at=at,
            actor_id=self.house.boss,
            idempotency_key=f"{self.table}:{next(self._keys)}",
            **link,
        )

    def _player(self) -> dict[str, Any]:
        if self._slip is None:
            self._slip = self.house.new_slip(self.table)
        return self._slip
