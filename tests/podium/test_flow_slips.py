"""A fill and a credit at one podium, on a real PostgreSQL: every step by whom it belongs to."""

from textual.widgets import Button

from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.close import CloseDialog
from pitterm.podium.dialogs.slip_request import SlipRequest
from pitterm.podium.dialogs.slip_step import SlipStepForm
from pitterm.podium.screens.slips import SlipsScreen
from tests.databases import Database
from tests.podium.person import Person, at_the_podium, is_back
from tests.rules.pit import Row, Staff


def slips(person: Person) -> list[Row]:
    """Every slip of the table, oldest first."""
    return person.pit.query(
        "select kind, status, slip_label, amount_cents, drop_box_id, carried_at"
        " from pit.fill_credit_slip where gaming_table_id = %s order by requested_at",
        person.table_id,
    )


async def requests(person: Person, key: str, amount: str) -> None:
    """Ask for this amount in the usual mix."""
    await person.press(key)
    await person.sees(SlipRequest)
    await person.press(*amount, "enter")
    await person.until(lambda: isinstance(person.screen.focused, Button))
    await person.press("enter")
    await person.says_yes()
    await person.hears("Requested a")


def is_carried(person: Person) -> bool:
    """Whether the list shows the runner's signature."""
    screen = person.screen
    if not isinstance(screen, SlipsScreen) or screen.selected is None:
        return False
    return screen.selected.carried_at is not None


async def lists(person: Person, status: str) -> None:
    """Wait until the list shows the slip in this status."""
    await person.sees(SlipsScreen)

    def is_listed() -> bool:
        screen = person.screen
        if not isinstance(screen, SlipsScreen):
            return False
        return screen.selected is not None and screen.selected.status == status

    await person.until(is_listed)


async def test_a_fill_goes_from_request_to_drop_box_at_one_podium(
    database: Database, staff: Staff
) -> None:
    staff["boss"].open(database.table_id("BJ-01"))
    async with at_the_podium(database, staff, "floor") as floor:
        await floor.paints("ACTIVE")
        await requests(floor, "f", "8500")
        await floor.until(lambda: floor.painted.slips_in_flight == 1)
        await floor.press("v")
        await lists(floor, "REQUESTED")
        await floor.press("i")
        await floor.signs("cashier")
        await floor.hears("Issued FILL-")
        await lists(floor, "ISSUED")
        await floor.press("k")
        await floor.signs("security")
        await floor.hears("The runner signed for FILL-")
        await floor.until(lambda: slips(floor)[0]["carried_at"] is not None)
        await floor.pilot.pause(1.2)
        await lists(floor, "ISSUED")
        await floor.press("v")
        await floor.signs("dealer")
        await floor.hears("Verified FILL-")
        await lists(floor, "VERIFIED_AT_TABLE")
        await floor.press("d")
        await floor.sees(SlipStepForm)
        await floor.press(*"B-17", "enter")
        await floor.says_yes()
        await floor.hears("Deposited FILL-")
        (slip,) = slips(floor)
        assert (slip["status"], slip["amount_cents"]) == ("DEPOSITED_IN_DROPBOX", 850_000)
        assert slip["drop_box_id"] == "B-17"
        await floor.until(lambda: floor.painted.slips_in_flight == 0)


async def test_the_requester_cannot_sign_again_as_somebody_else_under_the_own_login(
    database: Database, staff: Staff
) -> None:
    staff["boss"].open(database.table_id("BJ-01"))
    async with at_the_podium(database, staff, "floor") as floor:
        await floor.paints("ACTIVE")
        await requests(floor, "f", "500")
        await floor.press("v")
        await lists(floor, "REQUESTED")
        await floor.press("i")
        await floor.signs("floor")
        await floor.hears("The role floor supervisor may not do this")
        assert slips(floor)[0]["status"] == "REQUESTED"


async def test_the_cashier_issues_at_a_terminal_without_figures(
    database: Database, staff: Staff
) -> None:
    staff["boss"].open(database.table_id("BJ-01"))
    async with at_the_podium(database, staff, "floor") as floor:
        await floor.paints("ACTIVE")
        await requests(floor, "t", "500")
    async with at_the_podium(database, staff, "cashier") as cashier:
        await cashier.press("v")
        await lists(cashier, "REQUESTED")
        await cashier.press("i")
        await cashier.says_yes()
        await cashier.hears("Issued CREDIT-")


async def test_a_close_names_the_slips_on_their_way_and_leads_to_them(
    database: Database, staff: Staff
) -> None:
    staff["boss"].open(database.table_id("BJ-01"))
    async with at_the_podium(database, staff) as boss:
        await boss.paints("ACTIVE")
        await requests(boss, "f", "500")
        await boss.until(lambda: boss.painted.slips_in_flight == 1)
        await boss.press("c")
        await boss.sees(Choice)
        await boss.press("k")
        await boss.until(lambda: "One slip is on the way" in boss.text)
        assert "→ fill" in boss.text
        await boss.press("v")
        await lists(boss, "REQUESTED")
        await boss.press("escape")
        await is_back(boss)
        await boss.press("c")
        await boss.sees(Choice)
        await boss.press("k")
        await boss.until(lambda: "One slip is on the way" in boss.text)
        await boss.press("k")
        await boss.sees(CloseDialog)
