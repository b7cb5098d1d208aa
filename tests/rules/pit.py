"""What staff ask of the pit: every RPC as a short call of the person's own login."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import Connection, sql
from psycopg.rows import TupleRow, dict_row
from psycopg.types.json import Jsonb

from pitterm.domain.errors import CATALOGUE
from tests.databases import Database

Row = dict[str, Any]

SEEN_REFUSALS: set[tuple[str, str]] = set()
"""Every (RPC, code) the server refused with during this run."""

CHIPS = {"10000": 100, "2500": 40}
"""$11,000 in the tray."""
CHIPS_CENTS = 1_100_000
MOVED = {"10000": 8, "2500": 8}
"""$1,000 on the way."""
MOVED_CENTS = 100_000

_OUTERMOST = re.compile(r"function (?:pit\.)?(rpc_\w+)\(")


class Pit:
    """One person's connection and the calls they make; `dealer` is their usual second person."""

    def __init__(self, connection: Connection[TupleRow], staff_id: UUID, dealer: UUID) -> None:
        self.connection = connection
        self.staff_id = staff_id
        self.dealer = dealer

    def rows(self, rpc: str, **arguments: object) -> list[Row]:
        """All rows of `pit.<rpc>`, whose parameters are named without their `p_`."""
        named = sql.SQL(", ").join(
            sql.SQL("{} => {}").format(sql.Identifier(f"p_{name}"), sql.Placeholder(name))
            for name in arguments
        )
        query = sql.SQL("select * from {}({})").format(sql.Identifier("pit", rpc), named)
        try:
            with self.connection.cursor(row_factory=dict_row) as cursor:
                return cursor.execute(query, arguments).fetchall()
        except psycopg.Error as error:
            if (error.sqlstate or "").startswith("PT"):
                outermost = _OUTERMOST.findall(error.diag.context or "")
                SEEN_REFUSALS.add((outermost[-1], error.diag.message_primary or ""))
            raise

    def call(self, rpc: str, **arguments: object) -> Row:
        """The one row of an RPC that returns one."""
        (row,) = self.rows(rpc, **arguments)
        return row

    def query(self, query: str, *arguments: object) -> list[Row]:
        """What this login reads by itself."""
        with self.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), arguments).fetchall()

    def open(self, table: UUID, **more: object) -> Row:
        return self.call("rpc_open_table_session", gaming_table_id=table, **more)

    def activate(self, session: Row, opener: Row | UUID | None, **more: object) -> Row:
        return self.call(
            "rpc_activate_table_session",
            table_session_id=session["id"],
            opening_inventory_snapshot_id=_id(opener),
            **more,
        )

    def rundown(self, session: Row, **more: object) -> Row:
        return self.call("rpc_start_table_rundown", table_session_id=session["id"], **more)

    def resume(self, session: Row, reason: str | None = "more players", **more: object) -> Row:
        return self.call(
            "rpc_resume_table_session", table_session_id=session["id"], reason=reason, **more
        )

    def cancel(self, session: Row, reason: str | None = "opened by mistake", **more: object) -> Row:
        return self.call(
            "rpc_cancel_table_session", table_session_id=session["id"], reason=reason, **more
        )

    def close(
        self,
        session: Row,
        count: Row | UUID | None = None,
        drop: Row | UUID | None = None,
        **more: object,
    ) -> Row:
        return self.call(
            "rpc_close_table_session",
            table_session_id=session["id"],
            drop_event_id=_id(drop),
            closing_inventory_snapshot_id=_id(count),
            **more,
        )

    def current(self, table: UUID) -> list[Row]:
        return self.rows("rpc_get_current_table_session", gaming_table_id=table)

    def count(
        self, table: UUID, kind: str = "rundown", chips: object = CHIPS, **more: object
    ) -> Row:
        """A count with the dealer as second person where one is needed and none is named."""
        if kind != "rundown" or more.get("shift_boundary") is not None:
            more.setdefault("counted_with", self.dealer)
        return self.call(
            "rpc_log_table_inventory_snapshot",
            table_id=table,
            snapshot_type=kind,
            chipset=Jsonb(chips),
            **more,
        )

    def drop(self, table: UUID, box: str = "BOX-1", seal: str = "S-1", **more: object) -> Row:
        more.setdefault("witnessed_by", self.dealer)
        return self.call(
            "rpc_log_table_drop", table_id=table, drop_box_id=box, seal_no=seal, **more
        )

    def void_count(
        self,
        count: Row | UUID,
        chips: object = None,
        reason: str | None = "miscounted",
        **more: object,
    ) -> Row:
        more.setdefault("witnessed_by", self.dealer)
        return self.call(
            "rpc_void_table_inventory_snapshot",
            inventory_snapshot_id=_id(count),
            reason=reason,
            replacement_chipset=None if chips is None else Jsonb(chips),
            **more,
        )

    def void_drop(
        self,
        drop: Row | UUID,
        box: str | None = None,
        seal: str | None = None,
        reason: str | None = "wrong box",
        **more: object,
    ) -> Row:
        more.setdefault("witnessed_by", self.dealer)
        return self.call(
            "rpc_void_table_drop",
            drop_event_id=_id(drop),
            reason=reason,
            replacement_box_id=box,
            replacement_seal_no=seal,
            **more,
        )

    def sign(self, record: Row | UUID, kind: str | None = "count", **more: object) -> Row:
        return self.call("rpc_sign_custody_record", record_kind=kind, record_id=_id(record), **more)

    def enter(self, drop: Row | UUID, cents: int | None, **more: object) -> Row:
        return self.call(
            "rpc_enter_drop_count", drop_event_id=_id(drop), amount_cents=cents, **more
        )

    def release(self, drop: Row | UUID, **more: object) -> Row:
        return self.call("rpc_release_drop_count", drop_event_id=_id(drop), **more)

    def boxes(self) -> list[Row]:
        return self.rows("rpc_get_boxes_to_count")

    def buy_in(
        self, table: UUID, cents: int = 2_500, kind: str = "GRIND_BUYIN", **more: object
    ) -> Row:
        return self.call(
            "rpc_log_table_buyin_telemetry",
            table_id=table,
            amount_cents=cents,
            telemetry_kind=kind,
            **more,
        )

    def reverse(self, entry: Row | UUID, reason: str | None = None, **more: object) -> Row:
        return self.call(
            "rpc_reverse_table_buyin_telemetry", telemetry_id=_id(entry), reason=reason, **more
        )

    def request(self, kind: str, table: UUID, chips: object = MOVED, **more: object) -> Row:
        """Asks for a fill or a credit of $1,000 unless other chips are named."""
        return self.call(f"rpc_request_table_{kind}", table_id=table, chipset=Jsonb(chips), **more)

    def withdraw(self, slip: Row, **more: object) -> Row:
        return self._step("withdraw", slip, **more)

    def issue(self, slip: Row, **more: object) -> Row:
        return self._step("issue", slip, **more)

    def carry(self, slip: Row, **more: object) -> Row:
        return self._step("carry", slip, **more)

    def verify(self, slip: Row, **more: object) -> Row:
        return self._step("verify", slip, **more)

    def deposit(self, slip: Row, box: str | None = "BOX-1", **more: object) -> Row:
        return self._step("deposit", slip, drop_box_id=box, **more)

    def void(self, slip: Row, reason: str | None = "wrong chips", **more: object) -> Row:
        more.setdefault("witnessed_by", self.dealer)
        return self._step("void", slip, reason=reason, **more)

    def _step(self, step: str, slip: Row, **more: object) -> Row:
        kind = slip["kind"]
        return self.call(f"rpc_{step}_table_{kind}", **{f"{kind}_id": slip["id"]}, **more)

    def start_visit(self, player: str | None = None, **more: object) -> Row:
        return self.call("rpc_start_visit", player_reference=player, **more)

    def end_visit(self, visit: Row | UUID, **more: object) -> Row:
        return self.call("rpc_end_visit", visit_id=_id(visit), **more)

    def start_slip(self, visit: Row | UUID, table: UUID, seat: int | None = None) -> Row:
        return self.call(
            "rpc_start_rating_slip", visit_id=_id(visit), table_id=table, seat_number=seat
        )

    def end_slip(self, slip: Row | UUID, **more: object) -> Row:
        return self.call("rpc_end_rating_slip", rating_slip_id=_id(slip), **more)

    def record(
        self, visit: Row | UUID, cents: int = 10_000, direction: str = "in", **more: object
    ) -> Row:
        """Money a player brought or took, as finance records it."""
        return self.call(
            "rpc_record_player_transaction",
            visit_id=_id(visit),
            direction=direction,
            amount_cents=cents,
            **more,
        )

    def adjust(
        self, original: Row | UUID, cents: int, reason: str | None = "recounted", **more: object
    ) -> Row:
        return self._correct(original, "adjustment", amount_cents=cents, reason=reason, **more)

    def take_back(
        self, original: Row | UUID, reason: str | None = "wrong player", **more: object
    ) -> Row:
        """Finance's reversal; `reverse` is the pit's."""
        return self._correct(original, "reversal", reason=reason, **more)

    def _correct(self, original: Row | UUID, kind: str, **more: object) -> Row:
        return self.call(
            "rpc_correct_player_transaction", transaction_id=_id(original), kind=kind, **more
        )

    def resolve(self, key: str | None) -> Row:
        return self.call("rpc_resolve_command", idempotency_key=key)

    def metrics(self, start: datetime, end: datetime) -> dict[UUID, Row]:
        """Every table's row of a window by the table."""
        rows = self.rows("rpc_shift_table_metrics", window_start=start, window_end=end)
        return {row["table_id"]: row for row in rows}

    def pit_metrics(self, start: datetime, end: datetime, pit: UUID | None = None) -> list[Row]:
        return self.rows("rpc_shift_pit_metrics", window_start=start, window_end=end, pit_id=pit)

    def casino_metrics(self, start: datetime, end: datetime) -> Row:
        return self.call("rpc_shift_casino_metrics", window_start=start, window_end=end)

    def session_metrics(self, start: datetime, end: datetime, table: UUID | None) -> list[Row]:
        return self.rows("rpc_session_metrics", window_start=start, window_end=end, table_id=table)

    def finalize(self, session: Row | UUID | None, **more: object) -> Row:
        return self.call("rpc_finalize_table_rundown", table_session_id=_id(session), **more)

    def sheet(self, start: datetime, end: datetime, pit: UUID | None = None) -> Row:
        return self.call("rpc_get_shift_sheet", window_start=start, window_end=end, pit_id=pit)

    def sign_off(
        self, start: datetime, end: datetime, pit: UUID | None = None, **more: object
    ) -> Row:
        return self.call(
            "rpc_sign_off_shift", window_start=start, window_end=end, pit_id=pit, **more
        )

    def sign_on(self, sign_off: Row | UUID | None, **more: object) -> Row:
        return self.call("rpc_sign_on_shift", shift_sign_off_id=_id(sign_off), **more)

    def acknowledge(self, alert: Row | str | None, note: str | None = None, **more: object) -> Row:
        key = alert["key"] if isinstance(alert, dict) else alert
        return self.call("rpc_acknowledge_alert", alert_key=key, note=note, **more)

    def alerts(self, table: UUID, kind: str | None = None) -> list[Row]:
        """The table's alerts on this person's board, all or of one kind."""
        found: list[Row] = self.view(table)["alerts"]
        return [alert for alert in found if kind in (None, alert["kind"])]

    def sign_in(self) -> Row:
        return self.call("rpc_sign_in")

    def note_export(self, what: str | None) -> Row:
        return self.call("rpc_note_export", what=what)

    def note_refusal(self, code: str | None, function: str | None, **more: object) -> Row:
        return self.call("rpc_note_refusal", code=code, function_name=function, **more)

    def audit(self, **more: object) -> list[Row]:
        """The lines of the audit, this day's where no period is named."""
        now = datetime.now(UTC)
        day = {"window_start": now - timedelta(days=1), "window_end": now + timedelta(days=1)}
        return self.rows("rpc_get_audit", **{**day, "limit": 10_000, **more})

    def heartbeat(self) -> Row:
        return self.call("rpc_get_heartbeat")

    def board(self) -> list[Row]:
        return self.rows("rpc_get_pit_board")

    def view(self, table: UUID) -> Row:
        """The table's row of the board."""
        return next(row for row in self.board() if row["id"] == table)


class Staff:
    """Everybody of the demo casinos, each signed in when first asked for."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._signed_in: dict[str, Pit] = {}

    def __getitem__(self, login: str) -> Pit:
        if login not in self._signed_in:
            self._signed_in[login] = self.sign_in(login)
        return self._signed_in[login]

    def sign_in(self, login: str) -> Pit:
        """A connection of its own for this person."""
        return Pit(
            self.database.connect(login),
            self.database.staff_id(login),
            self.database.staff_id("dealer"),
        )

    def sign_out(self) -> None:
        for pit in self._signed_in.values():
            pit.connection.close()


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expects this code: SQLSTATE of its status, the bare code as message, a sentence as hint."""
    with pytest.raises(psycopg.Error) as caught:
        yield
    assert_refusal(caught.value, code)


def assert_refusal(error: psycopg.Error, code: str) -> None:
    """The error is exactly this code of the catalogue."""
    assert error.diag.message_primary == code, error
    assert error.sqlstate == f"PT{CATALOGUE[code].status}"
    assert re.fullmatch(r"[A-Z][^\n]*\.", error.diag.message_hint or "")
    assert error.diag.message_detail is None


def outcome(error: BaseException) -> str:
    """The code a racing call was refused with, or the bare SQLSTATE."""
    assert isinstance(error, psycopg.Error), error
    return (
        str(error.diag.message_primary)
        if error.diag.message_primary in CATALOGUE
        else str(error.sqlstate)
    )


def _id(artifact: Row | UUID | None) -> UUID | None:
    return artifact["id"] if isinstance(artifact, dict) else artifact
