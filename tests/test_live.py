"""The demo's colleagues."""

import time

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.simulation.live import colleagues_at_work
from tests.databases import Database


def test_colleagues_open_tables_and_leave_the_readers_alone(database: Database) -> None:
    with colleagues_at_work(database.conninfo, DEMO_PASSWORD, 0.02):
        deadline = time.monotonic() + 20
        with database.connect_admin() as admin:
            while time.monotonic() < deadline:
                rows = admin.execute("select gaming_table_id from pit.table_session").fetchall()
                if len(rows) >= 3:
                    break
    assert len(rows) >= 3
    assert (database.table_id("BJ-01"),) not in rows
