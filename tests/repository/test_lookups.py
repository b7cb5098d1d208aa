"""What a dialog looks up about a tray is what the RPCs will go by."""

from uuid import UUID

from pitterm.repository.custody import read_expected_opener, read_unused_opening_count
from pitterm.repository.desk import Desk
from tests.databases import Database

_COUNT = (
    "select pit.rpc_log_table_inventory_snapshot(%(table)s, '{}', '{{\"2500\": {}}}', 'noted',"
    " null, %(dealer)s)"
)
_OPEN = "select pit.rpc_open_table_session(%(table)s)"
_CLOSE = (
    "select pit.rpc_close_table_session(s.id, d.id, c.id) from pit.table_session s"
    " left join pit.table_drop_event d on d.table_session_id = s.id"
    " left join pit.table_inventory_snapshot c"
    " on c.table_session_id = s.id and c.snapshot_type = 'close'"
    " where s.gaming_table_id = %(table)s and s.status = 'ACTIVE'"
)
_CANCEL = (
    "select pit.rpc_cancel_table_session(id, 'by mistake') from pit.table_session"
    " where gaming_table_id = %(table)s and status = 'ACTIVE'"
)
_DROP = "select pit.rpc_log_table_drop(%(table)s, 'B-17', 'S-4471', %(dealer)s)"

NIGHTS = (
    *(_COUNT.format("open", 10), _COUNT.format("open", 11), _OPEN),
    *(_COUNT.format("close", 12), _CLOSE),
    *(_COUNT.format("open", 12), _OPEN, _CANCEL, _OPEN),
    *(_DROP, _CLOSE, _COUNT.format("open", 13), _COUNT.format("close", 14)),
    *(_COUNT.format("open", 14), _OPEN),
)


async def test_openers_and_closers_are_the_servers_own(boss: Desk, database: Database) -> None:
    table = database.table_id("BJ-01")
    place = {"table": table, "dealer": database.staff_id("dealer")}
    seen: set[tuple[UUID | None, UUID | None]] = set()
    with database.connect("boss") as person, database.connect_admin() as admin:
        admin.execute("update pit.casino_settings set closing_count_required = false")
        for step in NIGHTS:
            person.execute(step.encode(), place)
            row = admin.execute(
                "select (select u.id from pit_private.unused_opening_count(t.casino_id, t.id) u),"
                " (select s.closing_inventory_snapshot_id"
                "   from pit_private.last_closed_session(t.casino_id, t.id) s)"
                " from pit.gaming_table t where t.id = %(table)s",
                place,
            ).fetchone()
            unused = await read_unused_opening_count(boss, table)
            expected = await read_expected_opener(boss, table)
            found = (unused.id if unused else None, expected.id if expected else None)
            assert found == row, step
            seen.add(found)
    assert len(seen) > 6
