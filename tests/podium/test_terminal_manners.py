"""The mouse, the clipboard, files and colours of one terminal."""

import csv
import stat
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot

from pitterm import places
from pitterm.domain.errors import Unreachable
from pitterm.podium.app import Podium
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.manners import Manners
from pitterm.podium.screens.detail import DetailScreen
from pitterm.podium.widgets.board_table import BoardTable
from pitterm.podium.widgets.lines import KeyLine
from pitterm.reporting import Format, Listing, offered_list_name, render_list
from pitterm.reporting.layout import Column
from pitterm.terminal.kept import keep_theme, kept_theme
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
from tests.podium.records import read_detail
from tests.podium.test_buy_in import amounts

SIZE = (120, 36)


async def _click_word(pilot: Pilot[None], word: str) -> None:
    """Click a word of the footer."""
    line = the_board(pilot).query_one(KeyLine)
    rows = str(line.visual).splitlines()
    row = next(number for number, text in enumerate(rows) if word in text)
    await pilot.click(KeyLine, offset=(rows[row].index(word) + 1, row))
    await settled(pilot)


async def test_a_click_selects_a_table_and_a_second_one_opens_its_detail(pit: RecordedPit) -> None:
    pit.reads["read_table_detail"] = read_detail
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.click(BoardTable, offset=(6, 3))
        await settled(pilot)
        assert selected_label(pilot) == "BJ-03"
        await pilot.click(BoardTable, offset=(30, 3))
        await settled(pilot)
        assert isinstance(pilot.app.screen, DetailScreen)
    assert pit.sent == []


async def test_a_clicked_key_does_what_pressing_it_does(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await _click_word(pilot, "o open")
        assert "already open" in said(pilot)
        await _click_word(pilot, "b buy-in")
        assert the_board(pilot).bar.is_open
        await _click_word(pilot, "4 $100")
        assert amounts(pit) == [10_000]
        await _click_word(pilot, "r rundown")
        assert isinstance(pilot.app.screen, Confirm)
        await pilot.click("#yes")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Confirm), "a Yes is deaf at first, to the mouse too"
        assert len(pit.sent) == 1


async def test_a_row_is_copied_only_where_the_settings_allow_it(
    pit: RecordedPit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+y")
        assert said(pilot) == "Nothing is copied here; the setting clipboard allows it."
        pilot.app.copy_to_clipboard("a selection of the mouse")
        assert pilot.app.clipboard == ""
    async with pit.podium(manners=Manners(may_copy=True)).run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+y")
        assert pilot.app.clipboard.startswith("1\tBJ-01\t● ACTIVE\t2:14")


async def _write_to(pilot: Pilot[None], path: Path, *keys: str, answer: str = "Wrote the ") -> None:
    await pilot.press(*keys)
    await settled(pilot)
    field = pilot.app.screen.query_one("#path")
    field.value = str(path)  # type: ignore[attr-defined]
    await pilot.press("enter")
    await until(pilot, lambda: said(pilot).startswith(answer))


def _give(pilot: Pilot[None], command_id: str) -> None:
    the_board(pilot).action_command(command_id)


async def test_the_list_is_written_as_it_is_filtered_and_the_audit_knows(
    pit: RecordedPit, tmp_path: Path
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("slash", *"rundown", "enter")
        _give(pilot, "save-list")
        await settled(pilot)
        await _write_to(pilot, tmp_path / "list.csv", "c")
        assert said(pilot) == f"Wrote the list to {tmp_path / 'list.csv'}"
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, row = csv.reader(file)
    assert heading[:3] == ["casino", "list", "of"]
    assert row[:3] == ["Harbor", "board", "Main, filter rundown"]
    assert heading[6:9] == ["#", "table", "status"]
    assert row[6:9] == ["3", "BJ-03", "◐ RUNDOWN"]
    assert stat.S_IMODE((tmp_path / "list.csv").stat().st_mode) == 0o600
    assert pit.exported == ["list"]


def test_a_list_is_headed_as_reports_are_aligned_as_on_the_screen_and_disarmed() -> None:
    listing = Listing(
        casino="Harbor",
        name="board",
        about=("Main", "filter bj"),
        period="gaming day 2026-01-15, so far",
        written_at=datetime(2026, 1, 15, 14, 5, 1, tzinfo=ZoneInfo("America/Los_Angeles")),
        written_by="Ben Boss",
        login="boss",
        columns=[Column("table"), Column("drop", is_amount=True), Column("note")],
        rows=[["BJ-1", "$25", "=1+1"], ["卓", "$1,000", "x\x1b"]],
        remark="Older ones are not read yet.",
    )
    assert render_list(listing, Format.TEXT).splitlines() == [
        "Harbor · board · Main · filter bj · gaming day 2026-01-15, so far",
        "written Thu 2026-01-15 14:05:01 PST · by Ben Boss (boss)",
        "Older ones are not read yet.",
        "",
        "table    drop  note",
        "BJ-1      $25  =1+1",
        "卓     $1,000  x\N{REPLACEMENT CHARACTER}",
    ]
    heading, row, _ = csv.reader(render_list(listing, Format.CSV).splitlines())
    assert heading[-3:] == ["table", "drop", "note"]
    assert dict(zip(heading, row, strict=True))["written_by"] == "Ben Boss (boss)"
    assert row[-1] == "'=1+1"
    offered = offered_list_name(listing, Format.CSV)
    assert offered == "harbor-board-main-filter-bj-2026-01-15-140501.csv"
    for letter in "xß":
        many = listing._replace(casino=letter * 64, about=(letter * 64,) * 2, login="b" * 63)
        assert len(offered_list_name(many, Format.CSV)) < 255


async def test_a_screenshot_is_taken_where_it_is_allowed_and_never_untold(
    pit: RecordedPit, tmp_path: Path
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        _give(pilot, "screenshot")
        await settled(pilot)
        assert said(pilot) == "No screenshot is taken here; the setting screenshots allows it."
    async with pit.podium(manners=Manners(may_picture=True)).run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        pit.refuses_with = Unreachable()
        _give(pilot, "screenshot")
        await settled(pilot)
        await _write_to(pilot, tmp_path / "untold.svg", answer=str(Unreachable()))
        assert not (tmp_path / "untold.svg").exists()
        pit.refuses_with = None
        _give(pilot, "screenshot")
        await settled(pilot)
        await _write_to(pilot, tmp_path / "board.svg")
    assert "BJ-01" in (tmp_path / "board.svg").read_text()
    assert pit.exported == ["screenshot"]


async def test_textuals_own_commands_stay_out_of_the_palette(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+p", *"screenshot")
        await until(pilot, lambda: "Save a screenshot" in screen_text(pilot))
        shown = screen_text(pilot)
        assert "Save an SVG" not in shown
        assert shown.count("screenshot") <= 3


async def test_a_theme_chosen_in_the_palette_is_worn_at_once_and_kept(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        before = the_board(pilot).tables.get_row_at(0)[2].style
        _give(pilot, "theme-light")
        await settled(pilot)
        assert pilot.app.theme == "pit-light"
        assert the_board(pilot).tables.get_row_at(0)[2].style != before
    assert kept_theme(places.terminal_file()) == "pit-light"
    assert stat.S_IMODE(places.terminal_file().stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "[]", '{"theme": 5}', "\xff", '{"theme"'])
def test_a_terminals_file_that_says_nothing_is_passed_over(tmp_path: Path, text: str) -> None:
    file = tmp_path / "terminal.json"
    file.write_text(text, encoding="latin-1")
    assert kept_theme(file) is None
    assert keep_theme(file, "pit")
    assert kept_theme(file) == "pit"


def test_a_theme_that_cannot_be_kept_is_worn_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not keep_theme(tmp_path / "file" / "terminal.json", "pit")


def test_a_podium_without_settings_copies_nothing_and_takes_no_picture() -> None:
    podium = Podium("host=nowhere")
    assert not podium.manners.may_copy
    assert not podium.manners.may_picture
    assert podium.ENABLE_COMMAND_PALETTE is False
