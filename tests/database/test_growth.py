"""What a read touches follows from what is asked, not from how long the casino has been open."""

import json
from datetime import datetime

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


def _blocks(boss: Connection[TupleRow], statement: str, *arguments: datetime) -> int:
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
