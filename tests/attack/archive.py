"""What a casino has on record beside its tables, written by the administrator."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from psycopg import Connection, sql
from psycopg.rows import TupleRow
from psycopg.types.json import Jsonb

SECRET_CENTS = 76_543_210
"""An amount that appears in figures only, so that finding it anywhere is a leak."""
COUNTED_CENTS = 65_432_100
"""What two counters found in a box that is not released: each knows their own entry."""
SLIP_CENTS = 12_300
"""What a fill is worth, to whoever handles its slip."""


class Archive:
    """Rows of one casino that the pit boss does not make alone."""

    def __init__(
        self, admin: Connection[TupleRow], casino: UUID, boss: UUID, colleague: UUID
    ) -> None:
        self._admin = admin
        self._casino = casino
        self._boss = boss
        self._colleague = colleague
        self._at = datetime.now(UTC)

    def count_boxes(self, table: UUID, agreed: UUID, released: UUID) -> None:
        """Two counters agree on one box; another is released."""
        self._agree(table, agreed)
        self._release(table, released)

    def sign(self, count: UUID) -> None:
        """The colleague's signature on a count."""
        self._insert(
            "custody_signature",
            record_kind="count",
            record_id=count,
            staff_id=self._colleague,
            signed_at=self._at,
        )

    def enter_late(self, table: UUID, entry: UUID) -> None:
        """An entry marked as one from paper."""
        self._insert(
            "late_entry",
            gaming_table_id=table,
            record_kind="entry",
            record_id=entry,
            occurred_at=self._at,
            entered_at=self._at,
            entered_by_staff_id=self._boss,
            reason=f"away with {SECRET_CENTS}",
            idempotency_key=str(entry),
        )

    def move_chips(self, table: UUID, session: UUID) -> None:
        """A fill that was asked for and taken back, of a series that has begun."""
        self._insert(
            "fill_credit_slip",
            gaming_table_id=table,
            table_session_id=session,
            kind="fill",
            status="WITHDRAWN",
            chipset=Jsonb({str(SLIP_CENTS): 1}),
            requested_at=self._at,
            requested_by_staff_id=self._boss,
            withdrawn_at=self._at,
            withdrawn_by_staff_id=self._boss,
        )
        self._insert("slip_series", kind="fill", slip_year=1999, last_number=1)
        self._insert(
            "chip_mix", game="Blackjack", name="attacked", position=9, shares=Jsonb({"100": 100})
        )

    def bring_money(self, visit: UUID) -> None:
        """A player's money as finance knows it, of no table."""
        self._insert(
            "player_financial_transaction",
            visit_id=visit,
            direction="in",
            amount_cents=SECRET_CENTS,
            occurred_at=self._at,
            actor_id=self._boss,
            note=f"{SECRET_CENTS} brought",
        )

    def sum_up(self, boss: Connection[TupleRow], table: UUID) -> None:
        """A session that was cancelled at the table, with what it came to."""
        row = boss.execute(
            "select c.id, c.gaming_day from pit.rpc_open_table_session(%s) s,"
            " pit.rpc_cancel_table_session(s.id, 'mistake') c",
            [table],
        ).fetchone()
        assert row is not None
        session, gaming_day = row
        self._insert(
            "table_rundown",
            gaming_table_id=table,
            table_session_id=session,
            gaming_day=gaming_day,
            opening_source="none",
            fills_total_cents=0,
            credits_total_cents=0,
            telemetry_quality="NONE",
            win_loss_inventory_cents=SECRET_CENTS,
            metric_grade="ESTIMATE",
            computed_at=self._at,
        )

    def play_in_the_past(
        self, table: UUID, days: int = 40, is_released: bool = True
    ) -> tuple[UUID, UUID]:
        """A session of long ago with its counts, and its box, released or only agreed on."""
        session, opener, closer = uuid4(), uuid4(), uuid4()
        began = self._at - timedelta(days=days)
        counts = {"gaming_table_id": table, "recorded_by_staff_id": self._boss}
        self._insert(
            "table_inventory_snapshot",
            id=opener,
            snapshot_type="open",
            chipset=Jsonb({"100": 5}),
            counted_at=began,
            **counts,
        )
        self._insert(
            "table_session",
            id=session,
            gaming_table_id=table,
            status="ACTIVE",
            opening_count_required=False,
            opened_at=began,
            opened_by_staff_id=self._boss,
            opening_inventory_snapshot_id=opener,
        )
        self._insert(
            "table_inventory_snapshot",
            id=closer,
            table_session_id=session,
            snapshot_type="close",
            chipset=Jsonb({"100": 5}),
            counted_at=began + timedelta(hours=1),
            **counts,
        )
        drop = self._insert(
            "table_drop_event",
            gaming_table_id=table,
            table_session_id=session,
            drop_box_id="OLD",
            seal_no="S",
            removed_at=began + timedelta(hours=1),
            removed_by_staff_id=self._boss,
            witnessed_by_staff_id=self._colleague,
        )
        if is_released:
            self._release(table, drop)
        else:
            self._agree(table, drop)
        self._admin.execute(
            "update pit.table_session set status = 'CLOSED', close_reason = 'counted',"
            " closed_at = %s, closed_by_staff_id = %s, closing_inventory_snapshot_id = %s"
            " where id = %s",
            [began + timedelta(hours=2), self._boss, closer, session],
        )
        return session, drop

    def _agree(self, table: UUID, drop: UUID) -> None:
        for counter in self._counters():
            self._insert(
                "drop_count_entry",
                gaming_table_id=table,
                drop_event_id=drop,
                round=1,
                amount_cents=COUNTED_CENTS,
                entered_by_staff_id=counter,
                entered_at=self._at,
            )

    def _release(self, table: UUID, drop: UUID) -> None:
        self._insert(
            "drop_count",
            gaming_table_id=table,
            drop_event_id=drop,
            amount_cents=SECRET_CENTS,
            released_by_staff_id=self._colleague,
            released_at=self._at,
        )

    def run_a_pit(self, table: UUID) -> UUID:
        """A pit with this table, and a sheet of it that nobody has signed on yet."""
        pit = self._insert("pit", name="attacked", position=99)
        self._admin.execute(
            "update pit.gaming_table set pit_id = %s, spot = 99 where id = %s", [pit, table]
        )
        self.handed_over = self._insert(
            "shift_sign_off",
            pit_id=pit,
            window_start=self._at - timedelta(hours=8),
            window_end=self._at,
            sheet=Jsonb({"win": SECRET_CENTS}),
            outgoing_staff_id=self._colleague,
            signed_at=self._at,
        )
        return pit

    def change_what_is_to_come(self, table: UUID) -> None:
        """Another shift's start and another par, from a gaming day far ahead."""
        self._admin.execute(
            "select pit_private.provision_hours(%s, '2099-01-01', %s)",
            [self._casino, Jsonb({"shift Day": "07:07:00"})],
        )
        self._admin.execute(
            "select pit_private.provision_terms(%s, t.label, '2099-01-01', %s)"
            " from pit.gaming_table t where t.id = %s",
            [self._casino, Jsonb({"par_cents": SECRET_CENTS}), table],
        )

    def hand_over(self) -> None:
        """A shift signed by who left and who came, and a moment somebody marked."""
        sign_off = self._insert(
            "shift_sign_off",
            window_start=self._at - timedelta(hours=8),
            window_end=self._at,
            sheet=Jsonb({"win": SECRET_CENTS}),
            outgoing_staff_id=self._boss,
            signed_at=self._at,
        )
        self._insert(
            "shift_sign_on",
            shift_sign_off_id=sign_off,
            incoming_staff_id=self._colleague,
            signed_at=self._at,
        )
        self._insert("shift_checkpoint", made_at=self._at, made_by_staff_id=self._boss)

    def see_an_alert(self, table: UUID) -> None:
        """Somebody acknowledged an alert, and wrote about it."""
        self._insert(
            "alert_acknowledgement",
            alert_key=f"slip_late:{table}:seen",
            gaming_table_id=table,
            acknowledged_at=self._at,
            acknowledged_by_staff_id=self._boss,
            note=f"{SECRET_CENTS} on its way",
        )

    def _counters(self) -> list[UUID]:
        """Two of the count team, hired where the casino has none."""
        query = (
            "select id from pit.staff where casino_id = %s and role = 'count_team'"
            " order by name limit 2"
        )
        for name in ("First counter", "Second counter"):
            if len(self._admin.execute(query, [self._casino]).fetchall()) < 2:
                self._insert("staff", name=name, role="count_team")
        return [counter for (counter,) in self._admin.execute(query, [self._casino])]

    def _insert(self, table: str, **columns: object) -> UUID:
        row = self._admin.execute(
            sql.SQL("insert into {} ({}) values ({}) returning *").format(
                sql.Identifier("pit", table),
                sql.SQL(", ").join(map(sql.Identifier, ("casino_id", *columns))),
                sql.SQL(", ").join(map(sql.Placeholder, ("casino_id", *columns))),
            ),
            {"casino_id": self._casino, **columns},
        ).fetchone()
        assert row is not None
        assert isinstance(row[0], UUID)
        return row[0]
