"""What a report is written from, read under the logins that may."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from pitterm.domain.errors import LoginRefused, Refused
from pitterm.domain.metrics import Grade
from pitterm.domain.values import Row
from pitterm.reporting import Report, ReportKind
from pitterm.reporting.values import TableFigures
from pitterm.repository.desk import Desk
from pitterm.repository.reports import (
    NotThere,
    find_pit,
    find_table,
    read_day_window,
    read_report,
    read_shift_window,
)
from tests.databases import Database
from tests.reporting.past import FORMULA, a_played_day
from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import Staff
from tests.rules.winter_day import DAY, GRAVE, SWING, at


@pytest.fixture
async def auditor(database: Database) -> AsyncIterator[Desk]:
    """Harbor's auditor, signed in."""
    desk = await Desk.sign_in(database.credentials("auditor"))
    yield desk
    await desk.close()


@pytest.fixture
def past(database: Database) -> Iterator[History]:
    """A winter day of one table."""
    with a_played_day(database) as past:
        yield past


async def of_shift(desk: Desk, start: datetime, pit: str | None = None) -> Report:
    window = await read_shift_window(desk, start)
    pit_id = await find_pit(desk, pit) if pit else None
    return await read_report(desk, ReportKind.SHIFT, window, pit_id)


async def of_day(desk: Desk, day: date = date(2026, 1, 15)) -> Report:
    return await read_report(desk, ReportKind.DAY, await read_day_window(desk, day))


def the_table(report: Report, label: str = FORMULA) -> TableFigures:
    [found] = [each for each in report.tables if each.table == label]
    return found


@pytest.mark.usefixtures("past")
async def test_sessions_and_what_is_outside_add_up_to_the_tables_row(auditor: Desk) -> None:
    table = the_table(await of_shift(auditor, SWING))
    parts = [each.est_drop.cents for each in table.sessions if each.est_drop]
    assert table.est_drop is not None
    assert sum(parts) == table.est_drop.cents == 337_500
    assert table.outside_sessions is not None
    assert table.outside_sessions.cents == 7_500


@pytest.mark.usefixtures("past")
async def test_a_win_stands_between_two_counts_and_the_rest_beside_it(auditor: Desk) -> None:
    table = the_table(await of_shift(auditor, SWING))
    assert table.est_win is not None
    assert table.est_win.cents == 50_000
    assert (table.win_from, table.win_to) == (at(14, 30), at(16))
    assert table.since_count.buyins is not None
    assert table.since_count.buyins.cents == 230_000


@pytest.mark.usefixtures("past")
async def test_tables_add_up_to_their_pit_and_pits_to_the_casino(auditor: Desk) -> None:
    day = await of_day(auditor)
    casino, *pits = day.sums
    assert casino.tables == sum(pit.tables for pit in pits) == len(day.tables)
    assert casino.est_drop.amount is not None
    found = [pit.est_drop.amount.cents for pit in pits if pit.est_drop.amount]
    assert casino.est_drop.amount.cents == sum(found) == 337_500
    assert casino.est_drop.missing == casino.tables - 1


@pytest.mark.usefixtures("past")
async def test_shifts_add_up_to_their_day(auditor: Desk) -> None:
    shifts = [the_table(await of_shift(auditor, start)) for start in (DAY, SWING, GRAVE)]
    day = the_table(await of_day(auditor))
    assert day.est_drop is not None
    assert sum(each.est_drop.cents for each in shifts if each.est_drop) == day.est_drop.cents
    assert day.tray is not None
    assert sum(each.tray.cents for each in shifts if each.tray) == day.tray.cents


@pytest.mark.usefixtures("past")
async def test_a_session_nothing_was_logged_in_leaves_the_days_win_unknown(auditor: Desk) -> None:
    day = await of_day(auditor)
    table = the_table(day)
    assert table.est_win is None
    assert table.est_win_missing == "nothing logged between some of its counts"
    assert day.sums[0].est_win.amount is None
    assert day.sums[0].est_win.missing == day.sums[0].tables


@pytest.mark.usefixtures("past")
async def test_a_figure_nobody_knows_is_none_with_its_reason_and_never_zero(
    auditor: Desk,
) -> None:
    quiet = the_table(await of_shift(auditor, SWING), "BJ-01")
    unknown = (quiet.est_drop, quiet.est_win, quiet.counted_win, quiet.hold_percent)
    assert unknown == (None,) * 4
    assert quiet.est_drop_missing == "nothing logged"
    assert quiet.est_win_missing == "no count"
    assert quiet.counted_missing == "no box taken out"


@pytest.mark.usefixtures("past")
async def test_a_discrepancy_is_a_line_of_the_shift_it_was_found_in(auditor: Desk) -> None:
    [line] = (await of_shift(auditor, SWING)).discrepancies
    assert (line.table, line.difference.cents) == (FORMULA, -10_000)
    assert line.is_regulatory
    assert (await of_shift(auditor, DAY)).discrepancies == ()


@pytest.mark.usefixtures("past")
async def test_one_pit_alone_has_the_sums_and_tables_it_has_in_the_casinos_report(
    auditor: Desk,
) -> None:
    whole = await of_shift(auditor, SWING)
    part = await of_shift(auditor, SWING, "pit 1")
    assert part.pit == "Pit 1"
    assert part.sums == tuple(each for each in whole.sums if each.name == "Pit 1")
    assert part.tables == tuple(each for each in whole.tables if each.pit == "Pit 1")
    assert part.discrepancies == whole.discrepancies
    other = await of_shift(auditor, SWING, "Pit 2")
    assert other.discrepancies == ()


@pytest.mark.usefixtures("past")
async def test_one_tables_report_is_its_row_of_the_casinos(auditor: Desk) -> None:
    window = await read_shift_window(auditor, SWING)
    table_id = await find_table(auditor, FORMULA.upper())
    alone = await read_report(auditor, ReportKind.TABLE, window, None, table_id)
    assert alone.tables == (the_table(await of_shift(auditor, SWING)),)
    assert alone.sums == ()
    assert alone.signatures is None


async def test_a_closed_session_comes_with_its_rundown(auditor: Desk, database: Database) -> None:
    staff = Staff(database)
    boss, table = staff["boss"], database.table_id("BJ-01")
    boss.count(table, "open", {"10000": 200})
    session = boss.open(table)
    boss.buy_in(table, 10_000)
    boss.close(session, boss.count(table, "close", {"10000": 199}))
    staff.sign_out()
    [part] = the_table(await of_running_day(auditor), "BJ-01").sessions
    assert part.rundown is not None
    assert part.rundown.opener is not None
    assert part.rundown.opener.cents == 2_000_000
    assert part.rundown.est_win is not None
    assert part.rundown.est_win.cents == 0
    assert part.rundown.grade is Grade.ESTIMATE


async def test_a_running_session_and_its_missing_change_count_are_named(
    auditor: Desk, database: Database
) -> None:
    staff = Staff(database)
    staff["boss"].open(database.table_id("BJ-01"))
    staff.sign_out()
    window = await read_shift_window(auditor, None)
    report = await read_report(auditor, ReportKind.SHIFT, window)
    assert not report.is_over
    [live] = report.live
    assert (live.table, live.status, live.change_count) == ("BJ-01", "ACTIVE", None)


@pytest.mark.usefixtures("past")
async def test_a_signed_shift_says_by_whom(auditor: Desk, database: Database) -> None:
    window = await read_shift_window(auditor, SWING)
    staff = Staff(database)
    staff["shift"].call(
        "rpc_sign_off_shift", window_start=window.window_start, window_end=window.window_end
    )
    staff.sign_out()
    signed = (await of_shift(auditor, SWING)).signatures
    assert signed is not None
    assert signed.outgoing is not None
    assert (signed.incoming, signed.late) == (None, 0)
    assert (await of_shift(auditor, SWING, "Pit 1")).signatures is None


@pytest.mark.parametrize(("day", "hours"), [("2026-03-07", 23), ("2026-10-31", 25)])
async def test_a_day_over_a_clock_change_is_as_long_as_it_is(
    auditor: Desk, day: str, hours: int
) -> None:
    report = await of_day(auditor, date.fromisoformat(day))
    assert report.period.end - report.period.start == timedelta(hours=hours)
    assert report.period.gaming_day == date.fromisoformat(day)


async def test_a_period_that_has_not_begun_has_no_report(auditor: Desk) -> None:
    with pytest.raises(NotThere, match="has not begun"):
        await of_shift(auditor, datetime(2199, 1, 1, tzinfo=UTC))


async def test_a_table_that_is_not_on_the_floor_has_no_report(
    auditor: Desk, database: Database
) -> None:
    with database.connect_admin() as connection:
        House(database, connection).change(
            "gaming_table", database.table_id("BJ-01"), status="inactive"
        )
    table_id = await find_table(auditor, "BJ-01")
    window = await read_day_window(auditor, date(2026, 1, 15))
    with pytest.raises(NotThere, match="not on the floor"):
        await read_report(auditor, ReportKind.TABLE, window, None, table_id)


@pytest.mark.parametrize("login", ["dealer", "floor", "boss", "shift", "auditor", "admin"])
async def test_who_may_see_figures_reads_the_report(database: Database, login: str) -> None:
    desk = await Desk.sign_in(database.credentials(login))
    report = await of_running_day(desk)
    assert report.casino == "Harbor"
    await desk.close()


@pytest.mark.parametrize("login", ["cashier", "count", "security"])
async def test_who_counts_or_pays_is_refused(database: Database, login: str) -> None:
    desk = await Desk.sign_in(database.credentials(login))
    with pytest.raises(Refused) as refused:
        await of_running_day(desk)
    assert refused.value.code == "forbidden"
    await desk.close()


@pytest.mark.usefixtures("past")
async def test_another_casinos_tables_and_pits_do_not_exist(database: Database) -> None:
    desk = await Desk.sign_in(database.credentials("boss2"))
    assert {each.casino for each in [await of_running_day(desk)]} == {"Lakeside"}
    with pytest.raises(NotThere):
        await find_table(desk, FORMULA)
    await desk.close()


async def test_a_long_read_leaves_the_desk_free_and_may_take_its_time(auditor: Desk) -> None:
    timeout = "select current_setting('statement_timeout') as value"
    async with auditor.aside() as apart:
        reading = asyncio.create_task(apart.ask("select pg_sleep(2)", Row))
        [own] = await auditor.ask(timeout, _Setting)
        assert not reading.done()
        await reading
        [longer] = await apart.ask(timeout, _Setting)
    assert (own.value, longer.value) == ("8s", "1min")
    await auditor.close()
    with pytest.raises(LoginRefused):
        async with auditor.aside():
            pass


class _Setting(Row):
    value: str


async def of_running_day(desk: Desk) -> Report:
    return await read_report(desk, ReportKind.DAY, await read_day_window(desk, None))
