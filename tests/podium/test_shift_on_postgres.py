"""A shift on a real PostgreSQL: what is counted is shown, what is signed is in the books."""

from textual.widgets import Input

from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.screens.shift import ShiftScreen
from pitterm.podium.screens.sign_off import SignOffScreen
from tests.databases import Database
from tests.podium.person import Person, at_the_podium
from tests.podium.recorded import PASSWORD, prose, screen_text
from tests.rules.pit import Staff


async def on_the_shift(person: Person) -> None:
    await person.press("f2")
    await person.sees(ShiftScreen)
    await person.until(lambda: "est. drop from" in prose(person.pilot))


async def test_a_shift_is_shown_signed_off_and_taken_over(database: Database, staff: Staff) -> None:
    boss, table = staff["boss"], database.table_id("BJ-01")
    boss.count(table, "open", {"10000": 40})
    boss.open(table)
    boss.buy_in(table, 2_500)
    async with at_the_podium(database, staff) as person:
        await person.press("m")
        await person.hears("est. drop $25 so far this gaming day")
        await on_the_shift(person)
        await person.press("enter")
        await person.until(lambda: "BJ-01" in screen_text(person.pilot))
        assert "— no count since" in prose(person.pilot)
        boss.count(table, "rundown", {"10000": 39})
        await person.until(lambda: "▼ \N{MINUS SIGN}75 · " in prose(person.pilot))
        await person.press("g")
        await person.sees(SignOffScreen)
        await person.until(lambda: "▲ no change count" in prose(person.pilot))
        await person.press("s")
        await person.sees(Signature)
        await person.press(*PASSWORD, "enter")
        await person.hears("Signed off ")
        await person.until(lambda: "figures frozen" in prose(person.pilot))
        await person.press("i")
        await person.sees(Signature)
        await person.press(*"boss", "enter", *PASSWORD, "enter")
        await person.until(lambda: "two people" in prose(person.pilot))
        await person.sees(Signature)
        person.screen.query_one("#login", Input).clear()
        await person.types("login", "shift")
        await person.press("enter", *PASSWORD, "enter")
        await person.hears("Took over ")
        boss.buy_in(table, 10_000)
        await person.until(lambda: "▲ buy-in $100" in person.text)
    signed = boss.query(
        "select o.sheet -> 'pit' ->> 'estimated_drop_buyins_total_cents' as est_drop,"
        " i.name from pit.shift_sign_off o"
        " join pit.shift_sign_on n on n.shift_sign_off_id = o.id"
        " join pit.staff i on i.id = n.incoming_staff_id"
    )
    assert [row["est_drop"] for row in signed] == ["2500"]


async def test_another_persons_password_signs_nothing(database: Database, staff: Staff) -> None:
    staff["boss"].open(database.table_id("BJ-01"))
    async with at_the_podium(database, staff) as person:
        await on_the_shift(person)
        await person.press("g")
        await person.sees(SignOffScreen)
        await person.until(lambda: "Tables live" in prose(person.pilot))
        await person.press("s")
        await person.sees(Signature)
        await person.press(*"wrong", "enter")
        await person.until(lambda: "The login or password is not right" in prose(person.pilot))
        assert staff["boss"].query("select id from pit.shift_sign_off") == []


async def test_periods_and_checkpoints_are_the_servers_own(
    database: Database, staff: Staff
) -> None:
    async with at_the_podium(database, staff, "auditor") as person:
        await on_the_shift(person)
        for words in ("day so far", "previous", "last week"):
            assert words.split()[0] in prose(person.pilot)
        for _ in range(4):
            await person.press("]")
            await person.until(lambda: "est. drop from" in prose(person.pilot))
        await person.press("k")
        await person.hears("No checkpoint today")


async def test_a_cashier_is_told_no_figure(database: Database, staff: Staff) -> None:
    async with at_the_podium(database, staff, "cashier") as person:
        await person.press("f2")
        await person.sees(ShiftScreen)
        await person.until(lambda: "Your role sees the status only" in prose(person.pilot))
