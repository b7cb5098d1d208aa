"""One session has one set of numbers: on the board, in its rows, on the sheet and in a report."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from pitterm.domain.metrics import Grade, ShiftWindow
from pitterm.reporting import Report, ReportKind
from pitterm.repository.desk import Desk
from pitterm.repository.reports import read_day_window, read_report
from tests.databases import Database
from tests.rules.hands import Hands
from tests.rules.house import House
from tests.rules.pit import CHIPS, MOVED_CENTS, Pit, Row, Staff

SHORT = {"10000": 99, "2500": 40}
CLOSER = {"10000": 96, "2500": 44}
COMMON = {
    "fills_total_cents": ("fills", MOVED_CENTS * 2),
    "credits_total_cents": ("credits", MOVED_CENTS),
    "estimated_drop_rated_cents": ("est_drop_rated", 30_000),
    "estimated_drop_grind_cents": ("est_drop_unrated", 50_000),
    "estimated_drop_buyins_cents": ("est_drop", 80_000),
    "win_loss_inventory_cents": ("tray", -120_000),
    "win_loss_estimated_cents": ("est_win", -40_000),
}
"""What every place says: its column, its name in a report and what it comes to."""
OF_THE_RUN = {
    "discrepancy_cents": ("discrepancy", -10_000),
    "counted_drop_cents": ("counted_drop", 85_000),
    "counted_win_cents": ("counted_win", -35_000),
}
"""What a session's line of a window does not have."""


@pytest.fixture
def staff(database: Database) -> Iterator[Staff]:
    staff = Staff(database)
    yield staff
    staff.sign_out()


@pytest.fixture
def house(database: Database) -> Iterator[House]:
    with database.connect_admin() as connection:
        yield House(database, connection)


@pytest.fixture
async def auditor(database: Database) -> AsyncIterator[Desk]:
    desk = await Desk.sign_in(database.credentials("auditor"))
    yield desk
    await desk.close()


@pytest.fixture
def played(staff: Staff, house: House, database: Database) -> Row:
    """The second session of BJ-01, short by $100 and closed after everything a table can see."""
    boss, hands, table = staff["boss"], Hands(staff, house), database.table_id("BJ-01")
    boss.count(table, "open", CHIPS)
    first = boss.open(table)
    boss.close(first, boss.count(table, "close", CHIPS))
    counted(staff, boss.drop(table, "BOX-1"), 0)
    boss.count(table, "open", SHORT, note="one short")
    session = boss.open(table)
    boss.buy_in(table, 50_000)
    boss.buy_in(table, 10_000, tender_type="chips")
    boss.reverse(boss.buy_in(table, 7_000))
    slip = boss.start_slip(boss.start_visit(), table)
    rated = {"visit_id": slip["visit_id"], "rating_slip_id": slip["id"]}
    boss.buy_in(table, 30_000, "RATED_BUYIN", **rated)
    hands.deposited("fill", table)
    hands.deposited("credit", table)
    hands.voided("fill", table)
    hands.withdrawn("fill", table)
    boss.count(table, chips=SHORT)
    hands.deposited("fill", table)
    closed = boss.close(session, boss.count(table, "close", CLOSER))
    counted(staff, boss.drop(table, "BOX-2"), 85_000)
    return closed


def counted(staff: Staff, drop: Row, cents: int) -> None:
    """Two count it and a third releases it."""
    staff["count"].enter(drop, cents)
    staff["count2"].enter(drop, cents)
    staff["auditor"].release(drop)


def rundown_of(boss: Pit, session: Row) -> Row:
    (row,) = boss.query(
        "select * from pit.table_rundown where table_session_id = %s", session["id"]
    )
    return row


async def day_of(auditor: Desk) -> tuple[ShiftWindow, Report]:
    window = await read_day_window(auditor, None)
    return window, await read_report(auditor, ReportKind.DAY, window)


def cents(part: object, name: str) -> int | None:
    """An amount of a report."""
    amount = getattr(part, name)
    return None if amount is None else int(amount.cents)


async def test_rundown_row_sheet_and_report_of_one_session_agree(
    staff: Staff, played: Row, auditor: Desk
) -> None:
    boss, table = staff["boss"], played["gaming_table_id"]
    window, report = await day_of(auditor)
    start, end = window.window_start, window.window_end
    run = rundown_of(boss, played)
    row = boss.metrics(start, end)[table]
    sheet: dict[str, Any] = boss.sheet(start, end)["sheet"]
    (written,) = [each for each in sheet["tables"] if each["table_id"] == str(table)]
    part = next(
        each
        for each in boss.session_metrics(start, end, table)
        if each["table_session_id"] == played["id"]
    )
    [told] = [each for each in report.tables if each.table == "BJ-01"]
    line = told.sessions[-1]
    assert line.rundown is not None
    for column, (name, expected) in COMMON.items():
        if column.startswith("win_loss_estimated"):
            # The first session logged nothing, so that the table's day has a tray and no win.
            assert (row[column], written[column], cents(told, name)) == (None, None, None)
        else:
            assert row[column] == written[column] == cents(told, name) == expected, column
        assert run[column] == part[column] == cents(line, name) == expected, column
    for column, (name, expected) in OF_THE_RUN.items():
        assert run[column] == row[column] == written[column] == expected, column
        assert cents(line.rundown, name) == cents(told, name) == expected, column
    assert cents(line.rundown, "est_win") == run["win_loss_estimated_cents"]
    assert cents(line.rundown, "tray") == run["win_loss_inventory_cents"]
    assert cents(line.rundown, "est_drop") == run["estimated_drop_buyins_cents"]
    assert (cents(line.rundown, "opener"), cents(line.rundown, "closer")) == (
        run["opening_bankroll_total_cents"],
        run["closing_bankroll_total_cents"],
    )
    day = boss.view(table)["day"]
    assert (day["tray_cents"], day["est_drop_cents"]) == (
        row["win_loss_inventory_cents"],
        row["estimated_drop_buyins_cents"],
    )
    assert {run["metric_grade"], row["metric_grade"], told.grade} == {"COUNTED"}
    [found] = report.discrepancies
    assert found.difference.cents == sheet["discrepancies"][0]["discrepancy_cents"] == -10_000
    assert run["late_events"] == 0


async def test_a_final_session_is_final_in_every_place(
    staff: Staff, played: Row, auditor: Desk, database: Database
) -> None:
    boss, table = staff["boss"], played["gaming_table_id"]
    others = boss.query(
        "select id from pit.table_session where gaming_table_id = %s order by opened_at", table
    )
    before = rundown_of(boss, played)
    for each in others:
        staff["auditor"].finalize(each["id"])
    window, report = await day_of(auditor)
    run = rundown_of(boss, played)
    row = boss.metrics(window.window_start, window.window_end)[table]
    [told] = [each for each in report.tables if each.table == "BJ-01"]
    assert told.sessions[-1].rundown is not None
    assert {run["metric_grade"], row["metric_grade"], told.grade} == {"FINAL"}
    assert told.sessions[-1].rundown.grade is Grade.FINAL
    for column in (*COMMON, *OF_THE_RUN):
        if column in run:
            assert run[column] == before[column], column


async def test_the_signed_sheet_keeps_what_the_others_said_and_names_what_came_late(
    staff: Staff, played: Row, auditor: Desk, house: House
) -> None:
    boss, table = staff["boss"], played["gaming_table_id"]
    (shift,) = [
        each
        for each in boss.rows("rpc_get_shift_windows", at=played["opened_at"])
        if each["name"] == "shift"
    ]
    pit = house.value("select pit_id from pit.gaming_table where id = %s", table)
    start, end = shift["window_start"], shift["window_end"]
    row = boss.metrics(start, end)[table]
    boss.sign_off(start, end, pit)
    (entry,) = boss.query(
        "select id from pit.table_buyin_telemetry where gaming_table_id = %s"
        " and amount_cents = 50000",
        table,
    )
    boss.reverse(entry["id"], "never happened")
    found = boss.sheet(start, end, pit)
    (signed,) = [t for t in found["signed_sheet"]["tables"] if t["table_id"] == str(table)]
    (now,) = [t for t in found["sheet"]["tables"] if t["table_id"] == str(table)]
    for column in COMMON:
        assert signed[column] == row[column], column
    assert now["estimated_drop_buyins_cents"] == row["estimated_drop_buyins_cents"] - 50_000
    assert [(late["kind"], late["amount_cents"]) for late in found["late"]] == [
        ("reversal", -50_000)
    ]
    run = rundown_of(boss, played)
    assert (run["late_events"], run["estimated_drop_buyins_cents"]) == (1, 30_000)
    assert run["win_loss_estimated_cents"] == -90_000
