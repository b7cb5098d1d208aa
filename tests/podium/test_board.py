"""The board: what stands still, what moves, and what the keys around it do."""

from datetime import timedelta

import pytest

from pitterm.domain.currency import Currency
from pitterm.domain.house import Pit
from pitterm.domain.sessions import SessionStatus
from pitterm.repository.feed import Lost
from tests.podium.recorded import (
    RecordedPit,
    said,
    screen_text,
    selected_label,
    settled,
    sign_in,
    the_board,
    until,
)
from tests.podium.values import (
    MAIN,
    NOW,
    SALON,
    make_floor,
    make_house,
    make_id,
    make_pulse,
    make_snapshot,
    make_table,
)

WIDE = (120, 36)
SMALL = (80, 24)


async def test_the_board_says_status_and_label_on_one_line(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        lines = screen_text(pilot).splitlines()
        assert any("BJ-01" in line and "● ACTIVE" in line for line in lines)
        assert any("BJ-04" in line and "○ CLOSED" in line for line in lines)
        assert any("gaming day so far, Thu 15 Jan" in line for line in lines)
        assert "Mira Boss · pit boss" in lines[0]
        assert "● LIVE 22:14:0" in lines[0]


@pytest.mark.usefixtures("another_currency")
async def test_a_house_paid_in_yen_reads_and_types_yen(pit: RecordedPit) -> None:
    pit.house = make_house(currency=Currency(code="JPY", symbol="¥", minor_units=0))
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("b")
        await settled(pilot)
        assert "$" not in screen_text(pilot)
        assert "1 ¥2,500" in screen_text(pilot)
        await pilot.press("5", *"1250", "enter")
        await settled(pilot)
        assert "¥1,250" in said(pilot)


async def test_the_small_terminal_keeps_the_columns_that_matter(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SMALL) as pilot:
        await sign_in(pilot)
        text = screen_text(pilot)
        for heading in ("#", "table", "status", "age", "est. drop"):
            assert heading in text
        assert "opened" not in text
        assert "BJ-01  ● ACTIVE  2:14" in text


async def test_below_its_least_size_one_line_says_what_is_needed(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=(79, 24)) as pilot:
        await sign_in(pilot)
        text = screen_text(pilot)
        assert "80×24" in text
        assert "BJ-01" not in text


async def test_a_change_draws_its_own_cells_and_no_others(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        board = the_board(pilot)
        before = board.tables.cells_drawn
        tables = [
            table.model_copy(update={"label": "NEW"}) if table.spot == 3 else table
            for table in pit.snapshot.tables
        ]
        pit.send(make_snapshot(*tables, change_number=2))
        await settled(pilot)
        assert "NEW" in screen_text(pilot)
        assert board.tables.cells_drawn == before + 1


async def test_cursor_and_filter_survive_fifty_refreshes(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("slash", *"bj-1", "enter", "down")
        assert selected_label(pilot) == "BJ-11"
        for number in range(2, 52):
            pit.send(make_snapshot(change_number=number, as_of=NOW + timedelta(minutes=number)))
            await pilot.pause()
        await settled(pilot)
        assert selected_label(pilot) == "BJ-11"
        assert the_board(pilot).view.typed == "bj-1"
        assert len(the_board(pilot).tables.shown_ids) == 3


async def test_the_cursor_stays_on_its_table_when_rows_change_places(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("s", "9")
        assert selected_label(pilot) == "BJ-09"
        changed = [
            make_table("BJ-09", 9, SessionStatus.RUNDOWN) if table.label == "BJ-09" else table
            for table in make_floor()
        ]
        pit.send(make_snapshot(*changed, change_number=2))
        await settled(pilot)
        assert selected_label(pilot) == "BJ-09"
        assert the_board(pilot).tables.cursor_row < 2


async def test_rows_stand_still_while_the_quick_bar_is_open(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        board = the_board(pilot)
        await pilot.press("s", "5", "b")
        before = board.tables.shown_ids
        changed = [
            make_table("BJ-09", 9, SessionStatus.RUNDOWN) if table.label == "BJ-09" else table
            for table in make_floor()
        ]
        pit.send(make_snapshot(*changed, change_number=2))
        await settled(pilot)
        assert board.tables.shown_ids == before
        assert "◐ RUNDOWN" in screen_text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert board.tables.shown_ids != before
        assert selected_label(pilot) == "BJ-05"


async def test_the_selected_table_stays_although_it_stops_matching(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("slash", *"rundown", "enter")
        assert selected_label(pilot) == "BJ-03"
        pit.send(
            make_snapshot(
                *(
                    make_table("BJ-03", 3, SessionStatus.ACTIVE) if t.label == "BJ-03" else t
                    for t in make_floor()
                ),
                change_number=2,
            )
        )
        await settled(pilot)
        assert selected_label(pilot) == "BJ-03"


async def test_another_terminals_change_is_painted_without_a_key(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        pit.send(make_snapshot(make_table("BJ-01", 1, SessionStatus.RUNDOWN), change_number=2))
        await settled(pilot)
        assert "◐ RUNDOWN" in screen_text(pilot)
        assert "BJ-02" not in screen_text(pilot)


async def test_digits_jump_to_the_spot(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("3")
        assert selected_label(pilot) == "BJ-03"
        pit.clock.seconds += 0.7
        await pilot.press("1", "2")
        assert selected_label(pilot) == "BJ-12"


async def test_a_spot_that_does_not_exist_keeps_the_next_buy_in_from_the_old_table(
    pit: RecordedPit,
) -> None:
    pit.snapshot = make_snapshot(make_table("BJ-01", 1, SessionStatus.ACTIVE))
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("9", "b", "1")
        await settled(pilot)
        assert pit.sent == []
        assert "no spot 9" in said(pilot)


async def test_enter_in_the_filter_selects_the_first_match_and_escape_clears(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("slash", *"bj-05", "enter")
        assert selected_label(pilot) == "BJ-05"
        assert "/bj-05 1 of 12" in screen_text(pilot).splitlines()[0]
        await pilot.press("escape")
        assert len(the_board(pilot).tables.shown_ids) == 12
        assert selected_label(pilot) == "BJ-05"


async def test_brackets_walk_through_the_pits_and_all_of_them(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("]")
        await settled(pilot)
        assert selected_label(pilot) == "BA-01"
        await pilot.press("2")
        assert selected_label(pilot) == "BA-02"
        await pilot.press("]")
        assert len(the_board(pilot).tables.shown_ids) == 14
        assert "all pits" in screen_text(pilot).splitlines()[0]
        await pilot.press("[", "[")
        assert len(the_board(pilot).tables.shown_ids) == 12


async def test_a_pit_that_is_built_while_the_podium_runs_is_there_to_walk_to(
    pit: RecordedPit,
) -> None:
    terrace = Pit(id=make_id("pit Terrace"), name="Terrace", position=3)
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        pit.house = make_house(pits=(MAIN, SALON, terrace))
        table = make_table("TE-01", 1, pit_id=terrace.id, pit_name=terrace.name)
        pit.send(make_snapshot(*pit.snapshot.tables, table, change_number=2))
        for _ in range(200):
            await settled(pilot)
            if terrace in the_board(pilot).house.pits:
                break
        await pilot.press("]", "]")
        await settled(pilot)
        assert "Terrace (3 of 3)" in screen_text(pilot).splitlines()[0]
        assert selected_label(pilot) == "TE-01"


async def test_a_selected_table_that_moves_to_another_pit_stays_under_the_cursor(
    pit: RecordedPit,
) -> None:
    """The next key was meant for it, and for no neighbour; whoever leaves it sees it gone."""
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("3")
        there = {"pit_id": SALON.id, "pit_name": SALON.name}
        tables = tuple(
            table.model_copy(update=there) if table.label == "BJ-03" else table
            for table in pit.snapshot.tables
        )
        for number in (2, 3):
            pit.send(make_snapshot(*tables, change_number=number))
            await settled(pilot)
        assert selected_label(pilot) == "BJ-03"
        assert len(the_board(pilot).tables.shown_ids) == 12
        pit.clock.seconds += 0.7
        await pilot.press("4")
        pit.send(make_snapshot(*tables, change_number=4))
        await settled(pilot)
        assert selected_label(pilot) == "BJ-04"
        assert len(the_board(pilot).tables.shown_ids) == 11


async def test_behind_a_question_over_a_dialog_the_picture_still_tells_its_age(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("n", "1", "escape")
        await settled(pilot)
        assert "Discard what is typed?" in screen_text(pilot)
        pit.send(Lost(reason="gone", is_refused=False))
        await until(pilot, lambda: "✕ OFFLINE" in screen_text(pilot))


async def test_an_empty_pit_says_so(pit: RecordedPit) -> None:
    pit.snapshot = make_snapshot(make_table())
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("]")
        await settled(pilot)
        assert "This pit has no tables" in screen_text(pilot)
        await pilot.press("b")
        assert said(pilot) == "No table is selected."


async def test_offline_keeps_the_picture_and_greys_what_writes(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        pit.send(Lost(reason="gone", is_refused=False))
        await settled(pilot)
        text = screen_text(pilot)
        assert "✕ OFFLINE 00:0" in text
        assert "as of 22:14:05 · retrying" in text
        assert "BJ-01" in text
        assert the_board(pilot).has_class("-old")
        await pilot.press("r")
        assert said(pilot).startswith("The database does not answer")
        await pilot.press("b", "1")
        await settled(pilot)
        assert pit.sent == []
        pit.send(make_pulse(1))
        await settled(pilot)
        assert "OFFLINE" in screen_text(pilot)
        pit.send(make_snapshot(change_number=1))
        await settled(pilot)
        assert "● LIVE" in screen_text(pilot)


async def test_a_refusal_while_reconnecting_leads_to_the_login_with_the_reason(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        pit.send(Lost(reason="Your login was disabled.", is_refused=True))
        await settled(pilot)
        text = screen_text(pilot)
        assert "Your login was disabled." in text
        assert "BJ-01" not in text
        assert pit.desks[0].is_closed


async def test_a_grey_key_flashes_its_reason(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        await pilot.press("4", "c")
        assert said(pilot) == "BJ-04 has no session to close."
        binding = the_board(pilot).active_bindings["c"]
        assert not binding.enabled


async def test_names_that_a_terminal_would_obey_are_printed_harmlessly(pit: RecordedPit) -> None:
    evil = make_table("\x1b[2JBJ", 1, SessionStatus.ACTIVE, opened_by_name="[red]\x07Eve[/]")
    pit.snapshot = make_snapshot(evil)
    async with pit.podium().run_test(size=WIDE) as pilot:
        await sign_in(pilot)
        text = screen_text(pilot)
        assert "\x1b" not in text
        assert "\x07" not in text
        assert "[red]\N{REPLACEMENT CHARACTER}Eve[/]" in text
