"""Alerts at the podium on a real PostgreSQL: one begins by the clock and is acknowledged."""

from tests.databases import Database
from tests.podium.recorded import said, screen_text, until
from tests.podium.test_on_postgres import SIZE, on_the_board, podium_of
from tests.rules.pit import Staff


async def test_a_closed_tables_box_is_acknowledged_and_leaves_with_its_drop(
    database: Database,
) -> None:
    table = database.table_id("BJ-01")
    staff = Staff(database)
    boss = staff["boss"]
    boss.close(boss.open(table), count=boss.count(table, "close"))
    async with podium_of(database, "shift").run_test(size=SIZE) as pilot:
        await on_the_board(pilot)
        await pilot.press("a")
        await until(pilot, lambda: "▲ drop box not recorded" in screen_text(pilot))
        await pilot.press("k")
        await until(pilot, lambda: "Acknowledge BJ-01" in screen_text(pilot))
        await pilot.press(*"trolley", "enter")
        await until(pilot, lambda: said(pilot).startswith("Acknowledged: BJ-01"))
        await until(pilot, lambda: "by Patricia Okafor: trolley" in screen_text(pilot))
        (seen,) = boss.alerts(table)
        assert (seen["acknowledged_by_name"], seen["note"]) == ("Patricia Okafor", "trolley")
        boss.drop(table)
        await until(pilot, lambda: "No alert" in screen_text(pilot))
    staff.sign_out()
