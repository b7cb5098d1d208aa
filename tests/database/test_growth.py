"""What a read touches follows from what is asked, not from how long the casino has been open."""

import json
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from benchmarks.history import write_history
from tests.databases import Database

_WINDOW = """
select pit_private.gaming_day_started_at(c.id, d.day),
  pit_private.gaming_day_started_at(c.id, d.day + 1)
from pit.casino c, lateral (select pit_private.gaming_day_of(c.id, now()) - %s as day) d
where c.slug = 'harbor'
"""
_READ = {
    "the metrics": "select * from pit.rpc_shift_table_metrics(%s, %s)",
    "the sheet": "select * from pit.rpc_get_shift_sheet(%s, %s)",
}


def _blocks(boss: Connection[TupleRow], statement: str, *arguments: datetime | UUID) -> int:
    """Blocks looked at by a call whose plans are made already."""
    for _ in range(2):
        boss.execute(statement, arguments).fetchall()
    explained = f"explain (analyze, buffers, timing off, format json) {statement}"
    [(plans,)] = boss.execute(explained.encode(), arguments).fetchall()
    plan = (plans if isinstance(plans, list) else json.loads(plans))[0]["Plan"]
    return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])


def _touched(database: Database, oldest: int) -> dict[str, int]:
    with database.connect_admin() as admin, database.connect("boss") as boss:
        # So small a history is cheapest read whole; what matters is that an index leads to all.
        boss.execute("set enable_seqscan = off")
        days = {"today": 0, "yesterday": 1, "the first day": oldest}
        windows = {name: admin.execute(_WINDOW, [back]).fetchone() for name, back in days.items()}
        found = {"the board": _blocks(boss, "select * from pit.rpc_get_pit_board()")}
        for name, window in windows.items():
            assert window is not None
            for read, statement in _READ.items():
                found[f"{read} of {name}"] = _blocks(boss, statement, *window)
        return found


def test_four_times_the_history_is_read_for_the_same_number_of_blocks(database: Database) -> None:
    with database.connect_admin() as admin:
        admin.execute("update pit.gaming_table set status = 'inactive' where spot > 1")
        write_history(admin, 1, 25, lambda _: None, entries=4)
        young = _touched(database, 25)
        write_history(admin, 26, 100, lambda _: None, entries=4)
        old = _touched(database, 100)
    assert {name: old[name] <= 1.3 * young[name] for name in old} == dict.fromkeys(old, True), (
        young,
        old,
    )


_ENTRIES = """
insert into pit.table_buyin_telemetry (
  casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, occurred_at, actor_id,
  idempotency_key, created_at
)
select s.casino_id, s.gaming_table_id, 2500, 'GRIND_BUYIN', 'cash', moment.at,
  case when n = %(last)s::int then other.id else s.opened_by_staff_id end, 'same/' || n, moment.at
from pit.table_session s
join pit.staff other on other.casino_id = s.casino_id and other.role = 'floor_supervisor'
cross join generate_series(%(first)s::int, %(last)s::int) n
cross join lateral (
  select s.opened_at + make_interval(secs => n / 1000.0) as at
) moment
where s.id = %(session)s
"""
_ONE_TABLE = (
    "select * from pit.rpc_get_pit_board(p_due => array[%s::uuid], p_since =>"
    " (select change_number from pit.rpc_get_heartbeat()))"
)


def test_thousands_of_one_amount_in_a_minute_are_looked_at_once_each(database: Database) -> None:
    table = database.table_id("BJ-01")
    with database.connect_admin() as admin, database.connect("boss") as boss:
        boss.execute("select from pit.rpc_open_table_session(%s)", [table])
        opened = admin.execute("select id from pit.table_session").fetchone()
        assert opened is not None
        touched = []
        for first, last in ((1, 1_500), (1_501, 3_000)):
            bounds = {"first": first, "last": last, "session": opened[0]}
            admin.execute(_ENTRIES, bounds)
            touched.append(_blocks(boss, _ONE_TABLE, table))
        alerts = boss.execute(_ONE_TABLE.replace("*", "alerts"), [table]).fetchone()
    few, many = touched
    assert many <= 2.2 * few, touched
    assert alerts is not None
    assert "possible_double" in {alert["kind"] for alert in alerts[0]}


def _asked(database: Database, statement: str, *arguments: UUID) -> int:
    """How often a call of the pit boss asks who is calling, its plans made."""
    asked = "select calls from pg_stat_user_functions where funcname = 'current_casino_id'"
    counts: list[int] = []
    with database.connect_admin() as admin, database.connect("boss") as boss:
        for _ in range(3):
            boss.execute(statement, arguments).fetchall()
            boss.execute("select pg_stat_force_next_flush()")
            counts += admin.execute(asked).fetchone() or [0]
    return counts[2] - counts[1]


def test_a_whole_floor_asks_no_oftener_who_is_calling_than_one_table(database: Database) -> None:
    with database.connect_admin() as admin, database.connect("boss") as boss:
        admin.execute(
            "do $$ begin execute format('alter database %I set track_functions to pl',"
            " current_database()); end $$"
        )
        for label in ("BJ-01", "BJ-02", "RL-01"):
            boss.execute("select from pit.rpc_open_table_session(%s)", [database.table_id(label)])
    one = _asked(database, _ONE_TABLE, database.table_id("BJ-01"))
    assert 20 < _asked(database, "select * from pit.rpc_get_pit_board()") <= one < 60
