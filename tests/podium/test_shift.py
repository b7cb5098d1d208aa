"""The shift screen on a recorded pit: periods, drill-down, comparison, checkpoints."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import cast

import pytest
from textual.pilot import Pilot

from pitterm.domain.errors import Unreachable
from pitterm.domain.metrics import MarkCheckpoint
from pitterm.domain.staff import Role
from pitterm.podium.app import Podium
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.detail import DetailScreen
from pitterm.podium.screens.login import LockScreen
from pitterm.podium.screens.shift import ShiftScreen
from pitterm.podium.screens.sign_off import SignOffScreen
from pitterm.repository.feed import Lost
from tests.podium import recorded
from tests.podium.recorded import RecordedPit, prose, said, screen_text, settled, sign_in, until
from tests.podium.records import make_detail
from tests.podium.shift_values import SHIFT_END, RecordedShift, make_checkpoint, make_pit_metrics
from tests.podium.values import DAY_START, NOW, SHIFT_START, make_colleague, make_snapshot

SMALL = (80, 24)


@pytest.fixture
def shift(pit: RecordedPit) -> RecordedShift:
    return RecordedShift(pit)


@asynccontextmanager
async def on_the_shift(
    shift: RecordedShift, *keys: str, size: tuple[int, int] = SMALL, login: str = "boss"
) -> AsyncIterator[Pilot[None]]:
    async with shift.podium().run_test(size=size) as pilot:
        await sign_in(pilot, login)
        for key in ("f2", *keys):
            await pilot.press(key)
            await settled(pilot)
        yield pilot


def screen(pilot: Pilot[None]) -> ShiftScreen:
    return cast(ShiftScreen, pilot.app.screen)


async def test_f2_shows_casino_and_pits_with_the_period_and_what_is_missing(
    shift: RecordedShift,
) -> None:
    async with on_the_shift(shift) as pilot:
        text = screen_text(pilot)
        assert "swing shift, Thu 15 Jan, 14:00 → 23:00 · so far, 22:14" in text
        assert "$17,750  ▼ \N{MINUS SIGN}150 · 3 of 5" in text
        assert "est. drop from 3 of 4 tables" in prose(pilot)
        assert "BJ-01" not in text


async def test_the_cursor_begins_on_the_boards_pit(shift: RecordedShift) -> None:
    async with on_the_shift(shift) as pilot:
        selected = screen(pilot).selected
        assert selected is not None
        assert selected.name == "Main"


async def test_enter_goes_into_a_pit_and_escape_out_of_it_and_back(shift: RecordedShift) -> None:
    async with on_the_shift(shift, "enter") as pilot:
        text = screen_text(pilot)
        assert "BJ-01          $5,250  ▲ +500 · 14:02 → 18:00" in text
        assert "— no count since 14:02" in text
        assert "BA-01" not in text
        await pilot.press("escape")
        await settled(pilot)
        assert "BJ-01" not in screen_text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_a_table_without_any_entry_shows_its_tray_and_no_zero(shift: RecordedShift) -> None:
    async with on_the_shift(shift, "enter", "down", "down", "down") as pilot:
        assert "BJ-03               —  — tray ▼ \N{MINUS SIGN}500" in screen_text(pilot)
        assert "coverage: nothing logged" in prose(pilot)


async def test_what_stands_beside_a_result_is_said_under_the_list(shift: RecordedShift) -> None:
    async with on_the_shift(shift, "enter", "down", "down", "down", "down") as pilot:
        words = prose(pilot)
        assert "since the count: buy-ins $2,000, fills $5,000" in words
        assert "discrepancy ▼ \N{MINUS SIGN}100" in words
        assert "outside any session $25" in words
        assert "rated only (at least)" in words


async def test_a_released_count_shows_drop_win_and_hold(shift: RecordedShift) -> None:
    async with on_the_shift(shift, "down", "enter", "down") as pilot:
        words = prose(pilot)
        assert "counted drop $9,000 · counted win ▲ +4,000 · hold 44.44 %" in words
        assert "COUNTED" in screen_text(pilot)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("]",), "day shift, Thu 15 Jan, 06:00 → 14:00"),
        (("right", "right"), "swing shift, Thu 8 Jan, 14:00 → 23:00"),
        (("[",), "gaming day Thu 15 Jan, 06:00 → 06:00"),
        (("left", "right"), "swing shift, Thu 15 Jan, 14:00 → 23:00"),
    ],
)
async def test_brackets_and_arrows_go_from_period_to_period(
    shift: RecordedShift, keys: tuple[str, ...], words: str
) -> None:
    async with on_the_shift(shift, *keys) as pilot:
        assert words in screen_text(pilot)


async def test_the_day_gathers_hours_under_one_mark_and_says_so(shift: RecordedShift) -> None:
    async with on_the_shift(shift, "[") as pilot:
        assert "marks: buy-ins by 2 hours" in screen_text(pilot)


async def test_earlier_periods_stand_beside_the_selected_line(shift: RecordedShift) -> None:
    async with on_the_shift(shift) as pilot:
        text = screen_text(pilot)
        assert "previous   last week" in text
        asked = [arguments for name, arguments in shift.asked if name == "read_table_metrics"]
        week = timedelta(days=7)
        assert (DAY_START, SHIFT_START) in asked
        assert (SHIFT_START - week, SHIFT_END - week) in asked


async def test_m_marks_this_moment_with_one_key(shift: RecordedShift) -> None:
    async with on_the_shift(shift, "m") as pilot:
        assert [type(request) for request in shift.pit.sent] == [MarkCheckpoint]
        assert said(pilot).startswith("Checkpoint 22:14 · est. drop $")
        assert said(pilot).endswith("so far this gaming day")


async def test_m_on_the_board_marks_it_too(shift: RecordedShift) -> None:
    async with shift.podium().run_test(size=SMALL) as pilot:
        await sign_in(pilot)
        await pilot.press("m")
        await settled(pilot)
        assert said(pilot).startswith("Checkpoint 22:14")


async def test_changes_since_the_newest_checkpoint_are_shown_until_another_is_chosen(
    shift: RecordedShift,
) -> None:
    shift.checkpoints = [make_checkpoint(1), make_checkpoint(3, note="walk done")]
    async with on_the_shift(shift) as pilot:
        assert "since 21:14" in screen_text(pilot)
        await pilot.press("k")
        await settled(pilot)
        assert "walk done" in prose(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert "since 19:14" in screen_text(pilot)
        await pilot.press("k", "0")
        await settled(pilot)
        assert "since 19:14" not in screen_text(pilot)
        starts = [arguments[0] for name, arguments in shift.asked if name == "read_casino_metrics"]
        assert NOW - timedelta(hours=3) in starts


async def test_k_without_a_checkpoint_says_how_to_make_one(shift: RecordedShift) -> None:
    async with on_the_shift(shift, "k") as pilot:
        assert "No checkpoint today" in said(pilot)


async def test_a_change_in_the_books_is_read_again_and_keeps_the_cursor(
    shift: RecordedShift,
) -> None:
    async with on_the_shift(shift, "enter", "down", "down") as pilot:
        shift.tables[0] = shift.tables[0].model_copy(
            update={"estimated_drop_buyins_cents": 987_600}
        )
        shift.pit.send(make_snapshot(change_number=2))
        await until(pilot, lambda: "$9,876" in screen_text(pilot))
        selected = screen(pilot).selected
        assert selected is not None
        assert selected.name == "BJ-02"


async def test_an_unchanged_picture_is_not_read_again(shift: RecordedShift) -> None:
    async with on_the_shift(shift) as pilot:
        await pilot.pause(1.5)
        before = len(shift.asked)
        shift.pit.send(make_snapshot(change_number=1))
        await pilot.pause(1.5)
        assert len(shift.asked) == before


async def test_a_reading_that_fails_says_why(shift: RecordedShift) -> None:
    shift.fails_with = Unreachable()
    async with on_the_shift(shift) as pilot:
        assert "✕ The database does not answer" in prose(pilot)


async def test_a_server_that_answers_again_is_read_without_a_change_in_the_books(
    shift: RecordedShift,
) -> None:
    shift.fails_with = Unreachable()
    async with on_the_shift(shift) as pilot:
        shift.fails_with = None
        await until(pilot, lambda: "$17,750" in screen_text(pilot))


async def test_enter_on_a_table_opens_its_detail_and_escape_comes_back(
    shift: RecordedShift,
) -> None:
    shift.pit.reads["read_table_detail"] = make_detail()
    async with on_the_shift(shift, "enter", "down", "enter") as pilot:
        assert isinstance(pilot.app.screen, DetailScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ShiftScreen)
        selected = screen(pilot).selected
        assert selected is not None
        assert selected.name == "BJ-01"


async def test_offline_keeps_the_numbers_and_says_so(shift: RecordedShift) -> None:
    async with on_the_shift(shift) as pilot:
        shift.pit.send(Lost(reason="gone", is_refused=False))
        await settled(pilot)
        assert "OFFLINE" in screen_text(pilot)
        assert "$17,750" in screen_text(pilot)


async def test_a_period_without_tables_says_so(shift: RecordedShift) -> None:
    shift.tables, shift.pits = [], []
    async with on_the_shift(shift) as pilot:
        assert "No table was on the floor in this period" in prose(pilot)


async def test_a_role_without_figures_gets_the_reason_and_nothing_is_read(
    shift: RecordedShift, monkeypatch: pytest.MonkeyPatch
) -> None:
    cashier = make_colleague("Cora Cage", Role.CASHIER)
    monkeypatch.setitem(recorded.PEOPLE, "cashier", cashier)
    async with on_the_shift(shift, login="cashier") as pilot:
        assert "Your role sees the status only" in prose(pilot)
        assert shift.asked == []
        await pilot.press("g", "m", "k", "]", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ShiftScreen)
        assert shift.pit.sent == []


async def test_the_lock_covers_the_numbers_in_its_first_frame(shift: RecordedShift) -> None:
    async with on_the_shift(shift) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LockScreen)
        assert "$17,750" not in screen_text(pilot)


async def test_marks_are_plain_letters_without_colour(
    shift: RecordedShift, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_the_shift(shift) as pilot:
        text = screen_text(pilot)
        assert not set("▁▂▃▄▅▆▇█") & set(text)
        assert "-.*~_.=#." in text


async def test_g_opens_the_selected_pits_sheet(shift: RecordedShift) -> None:
    async with on_the_shift(shift, "g") as pilot:
        assert isinstance(pilot.app.screen, SignOffScreen)
        assert "Sign-off of Main, swing shift, Thu 15 Jan" in screen_text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ShiftScreen)


async def test_nothing_of_the_screen_reads_after_its_person_left(shift: RecordedShift) -> None:
    podium: Podium = shift.podium()
    async with podium.run_test(size=SMALL) as pilot:
        await sign_in(pilot)
        await pilot.press("f2")
        await settled(pilot)
        await podium.door.leave("Gone.")
        before = len(shift.asked)
        await pilot.pause(1.5)
        assert len(shift.asked) == before


async def test_tables_in_no_pit_are_signed_with_the_casino(shift: RecordedShift) -> None:
    shift.pits.append(make_pit_metrics(None))
    async with on_the_shift(shift, "down", "down", "g") as pilot:
        assert isinstance(pilot.app.screen, ShiftScreen)
        assert "signed with the casino" in said(pilot)


async def test_a_screen_too_small_says_what_size_it_needs(shift: RecordedShift) -> None:
    async with on_the_shift(shift, size=(70, 20)) as pilot:
        assert "$17,750" not in screen_text(pilot)
        assert "pitterm needs 80" in screen_text(pilot)
