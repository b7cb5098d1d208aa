"""Opening a table at the podium, on a real PostgreSQL."""

from pitterm.podium.dialogs.chip_count import ChipCount
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.confirm import Confirm
from tests.databases import Database
from tests.podium.person import at_the_podium, is_back
from tests.rules.house import House
from tests.rules.pit import Staff


async def test_o_and_a_deliberate_y_open_a_table(database: Database, staff: Staff) -> None:
    async with at_the_podium(database, staff) as boss:
        await boss.press("o")
        await boss.sees(Confirm)
        assert "Open BJ-01?" in boss.text
        assert "Play begins at once" in boss.text
        await boss.says_yes()
        await boss.hears("BJ-01 is ACTIVE")
        assert boss.session()["status"] == "ACTIVE"


async def test_enter_at_the_opening_question_opens_nothing(
    database: Database, staff: Staff
) -> None:
    async with at_the_podium(database, staff) as boss:
        await boss.press("o")
        await boss.sees(Confirm)
        await boss.press("enter")
        await is_back(boss)
        assert staff["boss"].current(boss.table_id) == []


async def test_another_terminals_opening_is_told_to_the_loser(
    database: Database, staff: Staff
) -> None:
    async with at_the_podium(database, staff) as boss:
        await boss.press("o")
        await boss.sees(Confirm)
        staff["boss"].open(boss.table_id)
        await boss.says_yes()
        await boss.hears("BJ-01 is already open")


async def test_a_table_that_needs_its_count_opens_counts_and_plays(
    database: Database, staff: Staff, house: House
) -> None:
    with house.setting(opening_count_required=True):
        async with at_the_podium(database, staff) as boss:
            await boss.press("o")
            await boss.sees(Confirm)
            assert "OPEN · COUNT DUE" in boss.text
            await boss.says_yes()
            await boss.hears("count due")
            await boss.paints("OPEN")
            await boss.press("o")
            await boss.counts("20+20+7")
            await boss.sees(Confirm)
            assert "Begin play on BJ-01?" in boss.text
            assert "$4,700" in boss.text
            await boss.says_yes()
            await boss.hears("BJ-01 is ACTIVE")
            assert boss.counted() == [("open", 470_000)]


async def test_where_counts_are_signed_the_second_person_signs_before_play(
    database: Database, staff: Staff, house: House
) -> None:
    with house.setting(opening_count_required=True, count_signature=True):
        staff["boss"].open(database.table_id("BJ-01"))
        async with at_the_podium(database, staff) as boss:
            await boss.paints("OPEN")
            await boss.press("o")
            await boss.counts("40")
            await boss.signs("dealer")
            await boss.sees(Confirm)
            assert "Begin play on BJ-01?" in boss.text
            await boss.says_yes()
            await boss.hears("BJ-01 is ACTIVE")


async def test_an_unsigned_opening_count_is_signed_when_play_wants_to_begin(
    database: Database, staff: Staff, house: House
) -> None:
    with house.setting(opening_count_required=True, count_signature=True):
        staff["boss"].open(database.table_id("BJ-01"))
        async with at_the_podium(database, staff) as boss:
            await boss.paints("OPEN")
            await boss.press("n")
            await boss.counts("40")
            await is_back(boss)
            assert boss.session()["status"] == "OPEN"
            await boss.press("o")
            await boss.signs("dealer")
            await boss.says_yes()
            await boss.hears("BJ-01 is ACTIVE")


async def test_an_opening_count_taken_with_n_is_put_into_play_with_o(
    database: Database, staff: Staff, house: House
) -> None:
    with house.setting(opening_count_required=True):
        staff["boss"].open(database.table_id("BJ-01"))
        async with at_the_podium(database, staff) as boss:
            await boss.paints("OPEN")
            await boss.press("n")
            await boss.counts("10")
            await boss.sees(Confirm)
            await boss.press("enter")
            await is_back(boss)
            assert boss.session()["status"] == "OPEN"
            await boss.press("o")
            await boss.sees(Confirm)
            assert "$1,000" in boss.text
            await boss.says_yes()
            await boss.hears("BJ-01 is ACTIVE")


async def test_a_count_taken_before_opening_is_named_in_the_question(
    database: Database, staff: Staff
) -> None:
    async with at_the_podium(database, staff) as boss:
        await boss.press("n")
        await boss.counts("30")
        await boss.hears("Recorded the opening count of BJ-01: $3,000")
        await is_back(boss)
        await boss.press("o")
        await boss.sees(Confirm)
        assert "Play begins with the opening count that was taken." in boss.text
        assert "$3,000" in boss.text
        await boss.says_yes()
        await boss.hears("BJ-01 is ACTIVE")
        assert boss.session()["opening_inventory_snapshot_id"] is not None


async def test_the_previous_closer_is_what_the_opener_is_held_against(
    database: Database, staff: Staff
) -> None:
    pit, table = staff["boss"], database.table_id("BJ-01")
    session = pit.open(table)
    pit.close(session, pit.count(table, "close", {"10000": 40}))
    async with at_the_podium(database, staff) as boss:
        await boss.press("n")
        await boss.sees(ChipCount)
        await boss.press("=", *"linh", "enter", "enter")
        await boss.says_yes()
        await boss.hears("Recorded the opening count of BJ-01: $4,000")


async def test_a_table_that_owes_a_count_is_counted_before_it_opens(
    database: Database, staff: Staff, house: House
) -> None:
    pit, table = staff["boss"], database.table_id("BJ-01")
    with house.setting(closing_count_required=False):
        pit.close(pit.open(table), drop=pit.drop(table))
    async with at_the_podium(database, staff) as boss:
        await boss.until(lambda: boss.painted.owes_count)
        await boss.press("o")
        await boss.sees(Choice)
        assert "BJ-01 owes a count" in boss.text
        await boss.press("w")
        await boss.counts("40")
        await boss.says_yes()
        await boss.hears("BJ-01 is ACTIVE")
        assert boss.counted() == [("close", 400_000)]


async def test_a_floor_supervisor_counts_and_is_not_asked_to_begin_play(
    database: Database, staff: Staff, house: House
) -> None:
    with house.setting(opening_count_required=True):
        staff["boss"].open(database.table_id("BJ-01"))
        async with at_the_podium(database, staff, "floor") as floor:
            await floor.paints("OPEN")
            await floor.press("n")
            await floor.counts("10")
            await floor.hears("Recorded the opening count")
            await is_back(floor)
