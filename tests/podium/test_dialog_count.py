"""Counting the tray in a dialog."""

from typing import Any

import pytest
from textual.widgets import Input, Static

from pitterm.domain.custody import CountType, LogCount
from pitterm.domain.house import ShiftChange
from pitterm.domain.sessions import SessionStatus
from pitterm.podium.dialogs.chip_count import ChipCount
from pitterm.podium.dialogs.chip_row import TotalRow, TrayHeading
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Tick
from tests.podium.dialog_host import Host, say_yes, shown
from tests.podium.values import (
    AUDITOR,
    BOSS,
    DEALER,
    FLOOR,
    NOW,
    TRAY,
    make_colleague,
    make_count,
    make_house,
    make_table,
)

DEALT = {"counted-with": "Dan Dealer · dealer"}


def opening(**options: Any) -> ChipCount:
    return ChipCount(
        options.pop("table", make_table("BJ-02", 2, SessionStatus.OPEN)),
        CountType.OPEN,
        options.pop("expected", make_count(CountType.CLOSE, label="BJ-02")),
        options.pop("house", make_house()),
        oneself=BOSS.id,
        key="key",
        **options,
    )


def closing(**options: Any) -> ChipCount:
    table = options.pop("table", make_table("BJ-01", 1, SessionStatus.RUNDOWN))
    return ChipCount(
        table, CountType.CLOSE, None, make_house(), oneself=BOSS.id, key="key", **options
    )


def spot_check(**options: Any) -> ChipCount:
    table = make_table("BJ-01", 1, SessionStatus.ACTIVE)
    return ChipCount(
        table, CountType.RUNDOWN, None, make_house(), oneself=BOSS.id, key="key", **options
    )


def total(host: Host) -> str:
    return str(host.screen.query_one(TotalRow).query_one(".value", Static).content)


def standing(host: Host, field: str) -> str:
    return host.screen.query_one(f"#{field}", Input).value


async def test_rows_are_the_tables_denominations_largest_first() -> None:
    async with shown(closing()) as (host, _):
        chips = [str(each.content) for each in host.screen.query("ChipRow .chip").results(Static)]
        assert chips == ["$5,000", "$1,000", "$500", "$100", "$25", "$5", "$1"]


async def test_the_running_total_follows_every_key() -> None:
    async with shown(closing()) as (host, pilot):
        assert total(host) == "—"
        assert "counted —   change —" in host.text
        await pilot.press("2")
        assert total(host) == "$10,000"
        await pilot.press("enter", "3")
        assert total(host) == "$13,000"
        assert "change ▼ \N{MINUS SIGN}5,000" in host.text


async def test_pieces_may_be_added_up_as_they_are_counted() -> None:
    async with shown(closing()) as (host, pilot):
        await pilot.press(*["enter"] * 4, *"20+20+7")
        assert total(host) == "$1,175"


async def test_a_dollar_sign_means_value() -> None:
    async with shown(closing()) as (host, pilot):
        await pilot.press(*["enter"] * 4, *"$500")
        assert total(host) == "$500"


async def test_a_value_that_is_no_whole_number_of_chips_is_refused() -> None:
    async with shown(closing(typed=DEALT)) as (host, pilot):
        await pilot.press(*"$700")
        await pilot.click("#submit")
        assert host.complaint == "$700 is not a whole number of $5,000 chips."
        assert host.focused is host.screen.query_one("#chip-500000")


async def test_letters_do_not_get_into_a_row() -> None:
    async with shown(closing()) as (host, pilot):
        await pilot.press(*"a4b")
        assert standing(host, "chip-500000") == "4"


async def test_a_closing_count_shows_no_expected_pieces() -> None:
    async with shown(closing()) as (host, pilot):
        assert "expected" not in host.text.lower()
        assert "opener $18,000" in host.text
        await pilot.press("=")
        assert host.complaint == "Only an opening count has something to expect."


async def test_equals_confirms_one_row() -> None:
    async with shown(opening()) as (host, pilot):
        await pilot.press("down", "down", "=")
        assert standing(host, "chip-100000") == str(TRAY[100_000])
        assert standing(host, "chip-500000") == ""
        assert host.focused is host.screen.query_one("#chip-50000")


async def test_equals_on_the_heading_confirms_the_tray() -> None:
    async with shown(opening()) as (host, pilot):
        assert isinstance(host.focused, TrayHeading)
        await pilot.press("=")
        assert total(host) == "$19,550"
        assert host.focused is host.screen.query_one("#counted-with")


async def test_a_digit_on_the_heading_goes_to_the_first_row() -> None:
    async with shown(opening()) as (host, pilot):
        await pilot.press("1", "2")
        assert standing(host, "chip-500000") == "12"


async def test_a_denomination_only_the_closer_had_is_counted_too() -> None:
    expected = make_count(CountType.CLOSE, {**TRAY, 50: 10}, label="BJ-02")
    async with shown(opening(expected=expected)) as (host, pilot):
        await pilot.press("=")
        assert standing(host, "chip-50") == "10"


async def test_the_difference_demands_a_note() -> None:
    async with shown(opening(typed=DEALT)) as (host, pilot):
        await pilot.press("=", "shift+tab", "shift+tab")
        assert host.focused is host.screen.query_one("#chip-500")
        await pilot.press("backspace", "backspace", "backspace", "9", "0")
        await pilot.click("#submit")
        assert host.complaint == "The tray is off by ▼ \N{MINUS SIGN}50; note why."
        assert host.focused is host.screen.query_one("#note")
        await pilot.press(*"spilled", "enter")
        assert isinstance(host.screen, Confirm)
        assert "off by" in host.text
        await say_yes(host, pilot)
        request = host.outcomes[0]
        assert request == LogCount(
            gaming_table_id=make_table("BJ-02").id,
            snapshot_type=CountType.OPEN,
            chipset={**TRAY, 500: 90},
            note="spilled",
            counted_with=DEALER.id,
            key="key",
        )


async def test_a_count_as_expected_needs_no_note() -> None:
    async with shown(opening()) as (host, pilot):
        await pilot.press("=", *"dan", "enter", "enter")
        assert isinstance(host.screen, Confirm)
        await say_yes(host, pilot)
        assert host.outcomes[0].chipset == TRAY


async def test_opening_over_an_owed_count_demands_a_note() -> None:
    table = make_table("BJ-02", 2, owes_count=True)
    typed = {**DEALT, "chip-500000": "1"}
    async with shown(opening(table=table, expected=None, typed=typed)) as (host, pilot):
        await pilot.click("#submit")
        assert "closed without a count" in host.complaint


async def test_a_closing_count_needs_a_second_person() -> None:
    async with shown(closing(typed={"chip-500000": "1"})) as (host, pilot):
        await pilot.click("#submit")
        assert host.complaint == ("Name the second person: type part of the name and press Enter.")
        assert host.focused is host.screen.query_one("#counted-with")


async def test_only_colleagues_who_may_sign_are_offered() -> None:
    async with shown(closing()) as (host, pilot):
        offered = host.screen.query_one("#counted-with", Input)
        for part, is_found in (("flo", True), ("mira", False), ("ada", False), ("gil", False)):
            offered.value = part
            offered.focus()
            await pilot.press("enter")
            assert offered.value.startswith(FLOOR.name) is is_found, part
        assert AUDITOR.name not in host.text


async def test_arrows_walk_through_the_matches() -> None:
    async with shown(closing()) as (host, pilot):
        host.screen.query_one("#counted-with").focus()
        await pilot.press("s", "down", "enter")
        assert standing(host, "counted-with") == "Flo Floor · floor supervisor"


async def test_namesakes_can_be_told_apart() -> None:
    twins = (
        make_colleague("Lee", DEALER.role),
        make_colleague("Lee", DEALER.role).model_copy(update={"id": FLOOR.id}),
    )
    async with shown(opening(house=make_house(staff=twins))) as (host, pilot):
        await pilot.press("=", *"lee", "enter", "enter")
        await say_yes(host, pilot)
        assert host.outcomes[0].counted_with == twins[0].id


async def test_a_spot_check_needs_nobody() -> None:
    async with shown(spot_check()) as (host, pilot):
        await pilot.press("3", *["enter"] * 9)
        assert isinstance(host.screen, Confirm)
        assert "nobody, a spot check" in host.text
        assert "$1,000 $500 $100 $25 $5 $1 · recorded as none" in host.text
        await say_yes(host, pilot)
        assert host.outcomes[0].shift_boundary is None


async def test_a_shift_change_names_the_shift_and_needs_two_people() -> None:
    change = ShiftChange(name="grave", at=NOW)
    async with shown(spot_check(shift_change=change)) as (host, pilot):
        await pilot.press("3")
        tick = host.screen.query_one("#shift-change", Tick)
        tick.focus()
        await pilot.press("space")
        assert str(tick.label) == "shift change · grave 22:14"
        await pilot.click("#submit")
        assert "second person" in host.complaint
        await pilot.press(*"dan", "enter", "enter")
        await say_yes(host, pilot)
        assert host.outcomes[0].shift_boundary == NOW


async def test_nothing_counted_is_not_a_count() -> None:
    async with shown(closing(typed=DEALT)) as (host, pilot):
        await pilot.click("#submit")
        assert host.complaint == "Nothing is counted yet."


async def test_a_table_without_denominations_says_so() -> None:
    table = make_table("BJ-02", 2, SessionStatus.OPEN, denominations_cents=())
    async with shown(opening(table=table)) as (host, pilot):
        assert "No denominations are set for this table" in host.text
        await pilot.press("enter", "escape")
        assert host.outcomes == [None]


async def test_no_at_the_question_keeps_everything_typed() -> None:
    async with shown(closing(typed={**DEALT, "chip-2500": "20+20+7", "note": "late"})) as (
        host,
        pilot,
    ):
        await pilot.click("#submit")
        await pilot.press("enter")
        assert host.screen is host.dialog
        assert (standing(host, "chip-2500"), standing(host, "note")) == ("20+20+7", "late")
        assert standing(host, "counted-with") == DEALT["counted-with"]


async def test_escape_asks_before_anything_typed_is_discarded() -> None:
    async with shown(closing()) as (host, pilot):
        await pilot.press("7", "escape")
        assert isinstance(host.screen, Confirm)
        await pilot.press("escape")
        assert standing(host, "chip-500000") == "7"
        await pilot.press("escape")
        await say_yes(host, pilot)
        assert host.outcomes == [None]


async def test_escape_leaves_an_empty_count_at_once() -> None:
    async with shown(closing()) as (host, pilot):
        await pilot.press("escape")
        assert host.outcomes == [None]


async def test_a_count_that_was_refused_comes_back_with_its_complaint() -> None:
    typed = {**DEALT, "chip-500000": "3"}
    async with shown(closing(typed=typed, complaint="The table is busy.")) as (host, pilot):
        assert host.complaint == "The table is busy."
        assert total(host) == "$15,000"
        await pilot.press("1")
        assert host.complaint == ""


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_whole_form_is_on_the_screen(size: tuple[int, int]) -> None:
    async with shown(opening(), size) as (host, _):
        for widget in (host.screen.query_one("#note"), host.screen.query_one(".keys")):
            assert widget.region.height == 1
            assert widget.region.bottom <= size[1]
