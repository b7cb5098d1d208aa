"""Fills and credits as far as the attacks need them."""

from datetime import UTC, datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

_AT = datetime(2001, 5, 1, 12, tzinfo=UTC)
_CHIPS = '{"10000": 7}'


class MovedChips:
    """Slips of one session, written by the administrator as four people would have."""

    def __init__(self, admin: Connection[TupleRow], casino: UUID, table: UUID) -> None:
        self._admin = admin
        self._casino = casino
        self._table = table
        self._floor, self._cashier, self._runner, self._dealer = (
            self._id(
                "insert into pit.staff (casino_id, name, role) values (%s, %s, %s) returning id",
                casino,
                f"{role} at the slips",
                role,
            )
            for role in ("floor_supervisor", "cashier", "security", "dealer")
        )
        admin.execute(
            "insert into pit.slip_series (casino_id, kind, slip_year, last_number)"
            " select %s, kind, 2001, 2 from unnest('{fill,credit}'::text[]) kind",
            [casino],
        )

    def requested(self, kind: str) -> UUID:
        return self._slip(kind, "REQUESTED")

    def issued(self, kind: str) -> UUID:
        return self._slip(kind, "ISSUED", number=1)

    def verified(self, kind: str) -> UUID:
        return self._slip(kind, "VERIFIED_AT_TABLE", number=2, was_verified=True)

    def _slip(
        self, kind: str, status: str, number: int | None = None, *, was_verified: bool = False
    ) -> UUID:
        is_issued = number is not None
        return self._id(
            "insert into pit.fill_credit_slip (casino_id, gaming_table_id, table_session_id, kind,"
            " status, chipset, requested_at, requested_by_staff_id, slip_year, slip_number,"
            " issued_at, issued_by_staff_id, runner_staff_id, verified_at, verified_by_staff_id)"
            " select s.casino_id, s.gaming_table_id, s.id, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,"
            " %s, %s from pit.table_session s"
            " where s.casino_id = %s and s.gaming_table_id = %s and s.status <> 'CLOSED'"
            " returning id",
            kind,
            status,
            _CHIPS,
            _AT,
            self._floor,
            2001 if is_issued else None,
            number,
            _AT if is_issued else None,
            self._cashier if is_issued else None,
            self._runner if was_verified else None,
            _AT if was_verified else None,
            self._dealer if was_verified else None,
            self._casino,
            self._table,
        )

    def _id(self, statement: str, *arguments: object) -> UUID:
        row = self._admin.execute(statement.encode(), arguments).fetchone()
        assert row is not None
        found = row[0]
        assert isinstance(found, UUID)
        return found
