"""What a pair of operations left in the database, in words that any run shares; and its undoing."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection, sql
from psycopg.rows import TupleRow

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d(:?\d\d)?|Z)?")
_OF_THE_MACHINE = {"computed_in", "released_in", "written_in"}

BROKEN = """
select 'two live sessions at a table' from pit.table_session where status <> 'CLOSED'
group by gaming_table_id having count(*) > 1
union all
select 'a version that is not the number of its transitions' from pit.table_session s
where version <> (
  select count(*) from pit.table_session_event e where e.table_session_id = s.id
) + (
  select count(*) from pit.custody_void v
  where v.voided_at >= s.opened_at and (
    v.replacing_drop_event_id = s.drop_event_id or v.replacing_snapshot_id in (
      s.opening_inventory_snapshot_id, s.closing_inventory_snapshot_id,
      s.expected_inventory_snapshot_id
    )
  )
)
union all
select 'an artifact that closed two sessions' from pit.table_session
where closing_inventory_snapshot_id is not null
group by closing_inventory_snapshot_id having count(*) > 1
union all
select 'a drop that closed two sessions' from pit.table_session where drop_event_id is not null
group by drop_event_id having count(*) > 1
union all
select 'a count that opened two sessions' from pit.table_session
where opening_inventory_snapshot_id is not null
group by opening_inventory_snapshot_id having count(*) > 1
union all
select 'an entry reversed twice' from pit.table_buyin_telemetry where reverses_id is not null
group by reverses_id having count(*) > 1
union all
select 'a record voided twice' from pit.custody_void
group by coalesce(inventory_snapshot_id, drop_event_id) having count(*) > 1
union all
select 'a session that stands on a voided record' from pit.table_session s
join pit.custody_void v on v.inventory_snapshot_id in (
  s.opening_inventory_snapshot_id, s.closing_inventory_snapshot_id
) or v.drop_event_id = s.drop_event_id
union all
select 'a series with a gap' from pit.slip_series n
where last_number <> (
  select count(*) from pit.fill_credit_slip f
  where (f.casino_id, f.kind, f.slip_year) = (n.casino_id, n.kind, n.slip_year)
)
union all
select 'a closed session with chips on their way' from pit.fill_credit_slip f
join pit.table_session s on s.id = f.table_session_id and s.status = 'CLOSED'
where f.status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE')
union all
select 'sessions that overlap' from pit.table_session a
join pit.table_session b on b.gaming_table_id = a.gaming_table_id and b.id <> a.id
  and b.opened_at >= a.opened_at and b.opened_at < coalesce(a.closed_at, 'infinity')
union all
select 'a command without its line of the audit' from pit.command_log l
where not l.is_fenced and (l.result is null or not exists (
  select from pit.audit_entry e
  where e.casino_id = l.casino_id and e.idempotency_key = l.idempotency_key
))
"""


class Books:
    """The administrator's view of one database, as it was when the scenes were set."""

    def __init__(self, admin: Connection[TupleRow], names: Mapping[UUID, str]) -> None:
        self._admin, self._names = admin, names
        # Rows go and come back as they were: no trigger looks at it.
        admin.execute("set session_replication_role = replica")
        admin.execute("create schema kept")
        changed, undoing = [], []
        for table, columns in self._tables():
            kept, real = sql.Identifier("kept", table), sql.Identifier("pit", table)
            listed = sql.SQL(", ").join(map(sql.Identifier, columns))
            admin.execute(sql.SQL("create table {} as select * from {}").format(kept, real))
            changed.append(
                sql.SQL(
                    "select {}, to_jsonb(t) from {} t where xmin::text::bigint >= %(mark)s"
                ).format(sql.Literal(table), real)
            )
            undoing.append(
                sql.SQL(
                    "delete from {real} where xmin::text::bigint >= mark; if found then"
                    " insert into {real} ({listed}) select {listed} from {kept}"
                    " on conflict do nothing; end if;"
                ).format(real=real, kept=kept, listed=listed)
            )
        self._changed = sql.SQL(" union all ").join(changed)
        admin.execute(
            sql.SQL(
                "create function kept.undo(mark bigint) returns void language plpgsql as {}"
            ).format(sql.Literal(f"begin {sql.SQL(' ').join(undoing).as_string(admin)} end"))
        )
        self._mark = self._now()

    def changes(self) -> list[str]:
        """Every row that is not as it was, sorted; ids by names, times without their value."""
        rows = self._admin.execute(self._changed, {"mark": self._mark}).fetchall()
        return sorted(f"{table} {self.plain(row)}" for table, row in rows)

    def broken(self) -> list[str]:
        """The promises of the books that do not hold."""
        return [what for (what,) in self._admin.execute(BROKEN).fetchall()]

    def undo(self) -> None:
        """Every row is as it was."""
        self._admin.execute("select kept.undo(%s)", [self._mark])
        self._mark = self._now()

    def plain(self, told: Any) -> str:
        """A value in words that do not depend on the run."""
        if isinstance(told, dict):
            parts = (
                f"{name}={self.plain(value)}"
                for name, value in sorted(told.items())
                if name not in _OF_THE_MACHINE
            )
            return "{" + " ".join(parts) + "}"
        if isinstance(told, list | tuple):
            return "[" + " ".join(self.plain(each) for each in told) + "]"
        if isinstance(told, UUID):
            return self._names.get(told, "another")
        if isinstance(told, datetime):
            return "a time"
        if isinstance(told, str | date):
            words = _ID.sub(lambda found: self._names.get(UUID(found[0]), "another"), str(told))
            return _MOMENT.sub("a time", words)
        return repr(told)

    def _tables(self) -> list[tuple[str, list[str]]]:
        return self._admin.execute(
            "select c.relname::text, array_agg(a.attname::text order by a.attnum)"
            " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
            " and not a.attisdropped and a.attgenerated = ''"
            " where c.relnamespace = 'pit'::regnamespace and c.relkind = 'r' group by c.relname"
        ).fetchall()

    def _now(self) -> int:
        """No transaction to come has a lower number."""
        row = self._admin.execute(
            "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        ).fetchone()
        assert row is not None
        return int(row[0])
