"""Table detail: sessions, the timeline, and what is corrected from there."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from pitterm.domain.custody import SignRecord, VoidCount, VoidDrop
from pitterm.domain.detail import TimelineKind, TimelineRow
from pitterm.domain.errors import Refused, Unreachable
from pitterm.domain.metrics import FinalizeRundown
from pitterm.domain.paper import LateEntry
from pitterm.domain.telemetry import ReverseBuyIn
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.reason import Reason
from pitterm.podium.dialogs.record_sheet import RecordSheet
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.dialogs.void_count import VoidCountForm
from pitterm.podium.dialogs.void_drop import VoidDropForm
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.detail import DetailScreen
from pitterm.podium.screens.login import LockScreen
from pitterm.podium.widgets.record_table import RecordTable
from pitterm.repository.feed import Lost
from tests.podium.recorded import (
    PASSWORD,
    RecordedPit,
    prose,
    said,
    screen_text,
    settled,
    sign_in,
    until,
)
from tests.podium.records import (
    BOX,
    ENTRY,
    OPENER,
    SPOT,
    TIMELINE,
    YESTERDAY,
    make_detail,
    make_row,
    read_detail,
)
from tests.podium.values import DEALER, FLOOR, NOW, SECURITY, TRAY, make_id, make_snapshot

SIZE = (80, 24)


@pytest.fixture
def pit() -> RecordedPit:
    """Harbor, whose BJ-01 has records."""
    pit = RecordedPit()
    pit.reads["read_table_detail"] = read_detail
    return pit


async def look(pilot: Pilot[None], login: str = "boss") -> DetailScreen:
    """Sign in and press Enter on BJ-01."""
    await sign_in(pilot, login)
    await pilot.press("1", "enter")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, DetailScreen)
    return screen


async def go_to(pilot: Pilot[None], row: TimelineRow) -> None:
    """Put the cursor on a record."""
    await pilot.press(*(["down"] * TIMELINE.index(row)))
    await settled(pilot)


async def says_yes(pit: RecordedPit, pilot: Pilot[None]) -> None:
    await settled(pilot)
    assert isinstance(pilot.app.screen, Confirm)
    pit.clock.seconds += 1.1
    await pilot.press("y")
    await settled(pilot)


def cursor(pilot: Pilot[None]) -> str | None:
    return pilot.app.screen.query_one(RecordTable).selected_key


async def test_enter_shows_the_newest_session_with_everything_recorded(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        text = screen_text(pilot)
        assert "session 1 of 2  ● ACTIVE" in text
        for words in (
            "FILL-2026-000123 verified · signed",
            "box B-17 out · B-18 in · named only",
            "unrated buy-in · ✕ reversed",
            "rated buy-in (marker)",
            "reversal · counts at 22:02",
        ):
            assert words in text
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_right_shows_the_session_before_with_what_it_came_to(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await pilot.press("right")
        await settled(pilot)
        text = prose(pilot)
        assert "session 2 of 2 ○ CLOSED · counted" in text
        assert "est. win/loss ▲ +3,500" in text
        assert "counted drop — · box not released" in text
        assert "ESTIMATE · ▲ 1 late" in text
        assert ("read_table_detail", make_id("table BJ-01"), YESTERDAY.id, 200) in pit.asked


async def test_a_record_opens_in_full_with_its_denominations(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await go_to(pilot, SPOT)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RecordSheet)
        assert "Dan Dealer · signed 21:55" in prose(pilot)
        assert "$100 × 50 $5,000" in prose(pilot)


async def test_the_cursor_stays_on_its_record_when_another_is_recorded(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        screen = await look(pilot)
        await go_to(pilot, BOX)
        newest = make_row(TimelineKind.MOVE, "rundown", 0)
        pit.reads["read_table_detail"] = make_detail(timeline=(newest, *TIMELINE))
        screen.read_again()
        await settled(pilot)
        assert "rundown began" in screen_text(pilot)
        assert cursor(pilot) == BOX.key


async def test_a_change_of_the_pit_is_read_again(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        before = len(pit.asked)
        pit.send(make_snapshot(change_number=2))
        await until(pilot, lambda: len(pit.asked) > before)
        await pilot.pause(1.2)
        assert len(pit.asked) == before + 1


async def test_a_busy_table_reads_its_older_records_on_demand(pit: RecordedPit) -> None:
    pit.reads["read_table_detail"] = make_detail(is_cut=True)
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await pilot.press("end", "enter")
        await settled(pilot)
        assert pit.asked[-1][-1] == 400


async def test_a_failed_read_says_why_and_a_first_one_that_it_reads(pit: RecordedPit) -> None:
    pit.reads["read_table_detail"] = Unreachable()
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        assert "✕ The database does not answer" in prose(pilot)


async def test_offline_nothing_is_corrected(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        pit.send(Lost(reason="The database does not answer.", is_refused=False))
        await settled(pilot)
        assert "OFFLINE" in screen_text(pilot)
        await go_to(pilot, SPOT)
        await pilot.press("w")
        await settled(pilot)
        assert "nothing can be recorded" in said(pilot)


async def test_the_lock_covers_the_records(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LockScreen)
        assert "B-17" not in screen_text(pilot)
        await pilot.press(*PASSWORD, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DetailScreen)


async def test_security_is_told_what_is_not_shown(pit: RecordedPit) -> None:
    pit.reads["read_table_detail"] = make_detail(timeline=(BOX,))
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot, "security")
        assert "Your role sees the status only" in prose(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert "Only a floor supervisor or pit boss voids" in said(pilot)


# Corrections


async def test_a_wrong_count_is_voided_replaced_and_signed(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await go_to(pilot, OPENER)
        await pilot.press("w")
        await settled(pilot)
        assert isinstance(pilot.app.screen, VoidCountForm)
        await pilot.press("equals_sign", "down", "down", "down", "backspace", "backspace", "4", "9")
        await pilot.press(*(["enter"] * 4), *"dan", "enter", *"two stacks", "enter")
        await says_yes(pit, pilot)
        (void,) = pit.sent
        assert isinstance(void, VoidCount)
        assert void.inventory_snapshot_id == OPENER.id
        assert void.replacement == TRAY | {10_000: 49}
        assert (void.reason, void.witnessed_by) == ("two stacks", DEALER.id)
        assert isinstance(pilot.app.screen, Signature)
        await pilot.press(*"dealer", "enter", *PASSWORD, "enter")
        await settled(pilot)
        ((login, signed),) = pit.signed
        assert login == "dealer"
        assert isinstance(signed, SignRecord)
        assert said(pilot) == "Dan Dealer signed the void of the opening count of BJ-01"
        assert isinstance(pilot.app.screen, DetailScreen)


async def test_a_count_a_session_uses_is_not_voided_without_the_right_one(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await go_to(pilot, OPENER)
        await pilot.press("w")
        await settled(pilot)
        await pilot.click("#submit")
        await settled(pilot)
        assert "A session opened or closed with it; type the right chips." in prose(pilot)


async def test_a_spot_count_is_voided_without_another_in_its_place(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await go_to(pilot, SPOT)
        await pilot.press("w")
        await settled(pilot)
        await pilot.press(*(["down"] * 8), *"dan", "enter", *"wrong table", "enter")
        await says_yes(pit, pilot)
        (void,) = pit.sent
        assert isinstance(void, VoidCount)
        assert void.replacement is None


async def test_a_wrong_drop_record_is_voided_and_replaced(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await go_to(pilot, BOX)
        await pilot.press("w")
        await settled(pilot)
        assert isinstance(pilot.app.screen, VoidDropForm)
        await pilot.press(*"B-71", "enter", *"S-1", "enter", *"sam", "enter", *"misread", "enter")
        await says_yes(pit, pilot)
        (void,) = pit.sent
        assert isinstance(void, VoidDrop)
        assert (void.replacement_box_id, void.replacement_seal_no) == ("B-71", "S-1")
        assert void.witnessed_by == SECURITY.id


async def test_a_refused_void_comes_back_with_everything_typed(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await go_to(pilot, BOX)
        await pilot.press("w")
        await settled(pilot)
        pit.refuses_with = Refused("already_final")
        await pilot.press("enter", "enter", *"sam", "enter", *"misread", "enter")
        await says_yes(pit, pilot)
        assert isinstance(pilot.app.screen, VoidDropForm)
        assert "The figures are final" in prose(pilot)
        assert pilot.app.screen.standing()["reason"] == "misread"


async def test_an_entry_is_reversed_with_a_reason(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await go_to(pilot, ENTRY)
        await pilot.press("u")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Reason)
        await pilot.press(*"other table", "enter")
        await says_yes(pit, pilot)
        (reversal,) = pit.sent
        assert isinstance(reversal, ReverseBuyIn)
        assert (reversal.telemetry_id, reversal.reason) == (ENTRY.id, "other table")
        assert said(pilot) == "Reversed $100 on BJ-01"


async def test_what_was_reversed_is_not_reversed_again(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await go_to(pilot, TIMELINE[2])
        await pilot.press("u")
        await settled(pilot)
        assert said(pilot) == "It was reversed already."
        await pilot.press("w")
        await settled(pilot)
        assert said(pilot).startswith("Select a count or a drop box")


async def test_the_auditor_makes_a_closed_session_final_and_nobody_else(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot, "auditor")
        await pilot.press("z")
        await settled(pilot)
        assert said(pilot) == "The session is not closed."
        await pilot.press("right")
        await settled(pilot)
        await pilot.press("z")
        await says_yes(pit, pilot)
        (final,) = pit.sent
        assert isinstance(final, FinalizeRundown)
        assert final.table_session_id == YESTERDAY.id


async def test_a_boss_is_told_who_makes_figures_final(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await look(pilot)
        await pilot.press("right")
        await settled(pilot)
        await pilot.press("z")
        await settled(pilot)
        assert said(pilot) == "The auditor makes figures final, not a pit boss."


async def test_what_came_from_paper_is_marked_with_its_form_and_who_entered_it(
    pit: RecordedPit,
) -> None:
    late = LateEntry(
        occurred_at=NOW - timedelta(minutes=49),
        reason="server away",
        paper_number="4471",
        entered_at=NOW - timedelta(minutes=4),
        entered_by=FLOOR.id,
    )
    count = make_row(TimelineKind.COUNT, "rundown", minutes=49, late=late)
    entry = make_row(
        TimelineKind.ENTRY, "GRIND_BUYIN", minutes=4, late=late, counts_at=late.occurred_at
    )
    pit.reads["read_table_detail"] = lambda *_: make_detail(timeline=(count, entry))
    async with pit.podium().run_test(size=(120, 36)) as pilot:
        await look(pilot)
        assert "spot count · ▲ late entry · form 4471" in prose(pilot)
        assert "unrated buy-in · ▲ late entry 21:25" in prose(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "happened 21:25 by Mira Boss" in prose(pilot)
        assert "from paper ▲ late entry · form 4471" in prose(pilot)
        assert "entered 22:10 by Flo Floor" in prose(pilot)
        assert "why on paper server away" in prose(pilot)
