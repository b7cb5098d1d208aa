"""Rundown and close at the podium, on a real PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from pitterm.podium.dialogs.chip_count import ChipCount
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.close import CloseDialog
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Tick
from pitterm.podium.dialogs.reason import Reason
from tests.databases import Database
from tests.podium.person import Person, at_the_podium, is_back
from tests.rules.house import House
from tests.rules.pit import Staff


async def skips_the_rundown(boss: Person) -> None:
    await boss.paints("ACTIVE")
    await boss.press("c")
    await boss.sees(Choice)
    await boss.press("k")
    await boss.sees(CloseDialog)


@pytest.fixture
def playing(database: Database, staff: Staff) -> None:
    """BJ-01 is ACTIVE and $25 were logged."""
    table = database.table_id("BJ-01")
    staff["boss"].open(table)
    staff["boss"].buy_in(table)


@pytest.mark.usefixtures("playing")
async def test_r_runs_down_and_r_again_takes_it_back_with_a_reason(
    database: Database, staff: Staff
) -> None:
    async with at_the_podium(database, staff) as boss:
        await boss.paints("ACTIVE")
        await boss.press("r")
        await boss.says_yes()
        await boss.hears("BJ-01 is RUNDOWN")
        await boss.paints("RUNDOWN")
        await boss.press("r")
        await boss.sees(Reason)
        await boss.press(*"new guests", "enter")
        await boss.says_yes()
        await boss.hears("BJ-01 is ACTIVE")
        assert boss.session()["status"] == "ACTIVE"


@pytest.mark.usefixtures("playing")
async def test_a_yes_is_about_the_session_as_it_was_when_it_was_asked(
    database: Database, staff: Staff
) -> None:
    async with at_the_podium(database, staff) as boss:
        await boss.paints("ACTIVE")
        await boss.press("r")
        await boss.sees(Confirm)
        session = boss.session()
        staff["admin"].rundown(session)
        staff["admin"].resume(session)
        version = boss.session()["version"]
        await boss.until(lambda: boss.painted.session_version == version)
        await boss.says_yes()
        await boss.hears("changed since you looked")
        assert boss.session()["status"] == "ACTIVE"


@pytest.mark.usefixtures("playing")
async def test_one_flow_runs_down_counts_pulls_the_box_and_closes(
    database: Database, staff: Staff
) -> None:
    async with at_the_podium(database, staff) as boss:
        await boss.paints("ACTIVE")
        await boss.press("c")
        await boss.sees(Choice)
        assert "no rundown has been recorded" in boss.text
        await boss.press("r")
        await boss.says_yes()
        await boss.sees(CloseDialog)
        await boss.types("notes", "two decks out")
        await boss.press("shift+tab", "shift+tab", "n")
        await boss.counts("45")
        await boss.sees(CloseDialog)
        assert boss.standing("notes") == "two decks out"
        assert "● " in boss.text
        assert "counted $4,500" in boss.text
        await boss.press("d")
        await boss.pulls_box()
        await boss.sees(CloseDialog)
        await boss.press("tab", "tab", "enter")
        await boss.sees(Confirm)
        assert "Close BJ-01?" in boss.text
        assert "B-17" in boss.text
        await boss.says_yes()
        await boss.hears("BJ-01 is CLOSED")
        session = boss.session()
        assert (session["status"], session["close_reason"]) == ("CLOSED", "counted")
        assert session["rundown_started_at"] is not None
        assert session["drop_event_id"] is not None
        assert session["notes"] == "two decks out"


@pytest.mark.usefixtures("playing")
async def test_no_artifact_no_close(database: Database, staff: Staff) -> None:
    async with at_the_podium(database, staff) as boss:
        await skips_the_rundown(boss)
        await boss.press("tab", "tab", "enter")
        await boss.until(lambda: "closes with a closing count" in boss.text)
        assert isinstance(boss.screen, CloseDialog)


@pytest.mark.usefixtures("playing")
async def test_enter_on_the_close_question_means_no_and_keeps_the_dialog(
    database: Database, staff: Staff
) -> None:
    staff["boss"].count(database.table_id("BJ-01"), "close")
    async with at_the_podium(database, staff) as boss:
        await skips_the_rundown(boss)
        await boss.press("enter", "enter", *"x", "enter")
        await boss.sees(Confirm)
        await boss.press("enter")
        await boss.sees(CloseDialog)
        assert boss.standing("notes") == "x"
        assert boss.session()["status"] == "ACTIVE"


@pytest.mark.usefixtures("playing")
async def test_a_drop_alone_closes_where_the_house_allows_it(
    database: Database, staff: Staff, house: House
) -> None:
    with house.setting(closing_count_required=False):
        staff["boss"].drop(database.table_id("BJ-01"))
        async with at_the_podium(database, staff) as boss:
            await skips_the_rundown(boss)
            await boss.press("tab", "enter", "enter")
            await boss.says_yes()
            await boss.hears("it owes a count")
            await boss.until(lambda: boss.painted.owes_count)
            await boss.press("n")
            await boss.sees(Choice)
            await boss.press("w")
            await boss.counts("12")
            await boss.hears("Recorded the closing count of BJ-01: $1,200")
            assert boss.session()["closing_inventory_snapshot_id"] is not None


@pytest.mark.usefixtures("playing")
async def test_a_close_that_came_too_late_says_so_and_keeps_what_was_typed(
    database: Database, staff: Staff
) -> None:
    pit, table = staff["boss"], database.table_id("BJ-01")
    count = pit.count(table, "close")
    async with at_the_podium(database, staff) as boss:
        await skips_the_rundown(boss)
        await boss.press("enter", "enter", *"mine", "enter")
        await boss.sees(Confirm)
        pit.close(boss.session(), count)
        await boss.says_yes()
        await boss.sees(CloseDialog)
        assert boss.standing("notes") == "mine"
        complaint = boss.screen.query_one("#complaint").render()
        assert "session" in str(complaint)
        await boss.press("escape")
        await boss.says_yes()
        await is_back(boss)


@pytest.mark.usefixtures("playing")
async def test_a_rundown_begun_elsewhere_makes_the_close_look_again(
    database: Database, staff: Staff
) -> None:
    pit, table = staff["boss"], database.table_id("BJ-01")
    pit.count(table, "close")
    async with at_the_podium(database, staff) as boss:
        await skips_the_rundown(boss)
        await boss.press("enter", "enter", "enter")
        await boss.sees(Confirm)
        pit.rundown(boss.session())
        await boss.says_yes()
        await boss.hears("has changed since you looked")
        await boss.sees(CloseDialog)
        assert "◐ RUNDOWN" in boss.text
        await boss.press("enter", "enter", "enter")
        await boss.says_yes()
        await boss.hears("BJ-01 is CLOSED")


async def test_a_session_in_which_nothing_happened_may_be_cancelled(
    database: Database, staff: Staff
) -> None:
    staff["boss"].open(database.table_id("BJ-01"))
    async with at_the_podium(database, staff) as boss:
        await boss.paints("ACTIVE")
        await boss.press("c")
        await boss.sees(Choice)
        await boss.press("2")
        await boss.sees(Reason)
        await boss.press(*"wrong table", "enter")
        await boss.says_yes()
        await boss.hears("The session of BJ-01 is cancelled")
        assert boss.session()["close_reason"] == "cancelled"


async def test_before_the_opening_count_c_offers_to_cancel(
    database: Database, staff: Staff, house: House
) -> None:
    with house.setting(opening_count_required=True):
        staff["boss"].open(database.table_id("BJ-01"))
        async with at_the_podium(database, staff) as boss:
            await boss.paints("OPEN")
            await boss.press("c")
            await boss.sees(Reason)
            await boss.press("escape")
            await is_back(boss)
            assert boss.session()["status"] == "OPEN"


@pytest.mark.usefixtures("playing")
async def test_a_spot_check_moves_no_state(database: Database, staff: Staff) -> None:
    async with at_the_podium(database, staff) as boss:
        await boss.paints("ACTIVE")
        await boss.press("n")
        await boss.counts("20")
        await boss.hears("Recorded the count of BJ-01: $2,000")
        assert boss.counted() == [("rundown", 200_000)]
        assert boss.session()["status"] == "ACTIVE"


@pytest.fixture
def local_time(house: House) -> Iterator[datetime]:
    """The casino's local time, between eleven and twelve: hours from every shift's start."""
    now = datetime.now(UTC)
    hours_ahead = 11 - now.hour
    with house.setting(time_zone=f"Etc/GMT{-hours_ahead:+d}"):
        yield now + timedelta(hours=hours_ahead)


@pytest.mark.parametrize("minutes", [-30, 30], ids=["begun", "to come"])
@pytest.mark.usefixtures("playing")
async def test_a_shift_change_count_stands_for_the_shift_the_server_knows(
    database: Database, staff: Staff, house: House, local_time: datetime, minutes: int
) -> None:
    change = local_time + timedelta(minutes=minutes)
    house.connection.execute(
        "update pit.shift set starts_at = %s where name = 'Swing' and casino_id = %s",
        (f"{change:%H:%M}", house.casino),
    )
    async with at_the_podium(database, staff) as boss:
        await boss.paints("ACTIVE")
        await boss.press("n")
        await boss.sees(ChipCount)
        tick = boss.screen.query_one("#shift-change", Tick)
        assert "Swing" in str(tick.label)
        tick.focus()
        await boss.pilot.pause()
        await boss.press("space")
        await boss.counts("20")
        await boss.hears("Recorded the count of BJ-01: $2,000")
        [count] = boss.pit.query("select shift_boundary from pit.table_inventory_snapshot")
        assert count["shift_boundary"] is not None


@pytest.mark.usefixtures("playing")
async def test_in_rundown_n_offers_the_closing_count(database: Database, staff: Staff) -> None:
    staff["boss"].rundown(staff["boss"].current(database.table_id("BJ-01"))[0])
    async with at_the_podium(database, staff) as boss:
        await boss.paints("RUNDOWN")
        await boss.press("n")
        await boss.sees(Choice)
        await boss.press("c")
        await boss.counts("20")
        await boss.hears("Recorded the closing count of BJ-01: $2,000")


async def test_a_drop_box_is_recorded_without_a_session(database: Database, staff: Staff) -> None:
    async with at_the_podium(database, staff) as boss:
        await boss.press("d")
        await boss.pulls_box()
        await boss.hears("Recorded drop box B-17 of BJ-01")
