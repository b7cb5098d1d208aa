"""Writing a report from the podium: found by its name, into a file of one's own."""

import stat
from pathlib import Path

import pytest

from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.file_path import FilePath
from pitterm.podium.flows import write_report
from pitterm.podium.screens.board import BoardScreen
from pitterm.reporting import Report
from pitterm.repository.metrics import read_shift_windows
from tests.databases import Database
from tests.podium.person import Person, at_the_podium, is_back
from tests.podium.recorded import found_first
from tests.rules.pit import Staff


@pytest.fixture(autouse=True)
def _started_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pitterm was started in a directory of the test's own."""
    monkeypatch.chdir(tmp_path)


async def asks_for(person: Person, *, period: str, form: str) -> None:
    """Find the command by its name and choose."""
    person.app.run_flow(write_report(person.app))
    await person.sees(Choice)
    await person.press(period)
    await person.until(lambda: "spreadsheet" in person.text)
    await person.press(form)
    await person.sees(FilePath)


async def test_the_offered_file_is_the_auditors_own(
    database: Database, staff: Staff, tmp_path: Path
) -> None:
    async with at_the_podium(database, staff, "auditor") as auditor:
        await asks_for(auditor, period="d", form="j")
        await auditor.press("enter")
        await auditor.hears("Wrote the report to gaming-day-")
        await is_back(auditor)
    [path] = tmp_path.glob("gaming-day-*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    report = Report.model_validate_json(path.read_text(encoding="utf-8"))
    assert (report.kind, report.casino) == ("day", "Harbor")


async def test_a_file_that_is_there_is_kept_and_the_name_stays_typed(
    database: Database, staff: Staff, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    async with at_the_podium(database, staff) as boss:
        await asks_for(boss, period="s", form="t")
        await boss.press("ctrl+u", *"mine.txt", "enter")
        await boss.until(lambda: "is there already" in boss.text)
        await boss.sees(FilePath)
        assert boss.standing("path") == "mine.txt"
        await boss.press("end", *["backspace"] * 4, *"2.txt", "enter")
        await boss.hears("Wrote the report to mine2.txt")
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert (tmp_path / "mine2.txt").read_text().startswith("Harbor · ")


async def test_a_period_that_is_given_is_not_asked_for(
    database: Database, staff: Staff, tmp_path: Path
) -> None:
    async with at_the_podium(database, staff) as boss:
        assert boss.app.desk is not None
        [previous] = [
            each for each in await read_shift_windows(boss.app.desk) if each.name == "previous"
        ]
        boss.app.run_flow(write_report(boss.app, previous))
        await boss.until(lambda: "spreadsheet" in boss.text)
        await boss.press("c")
        await boss.sees(FilePath)
        await boss.press("enter")
        await boss.hears("Wrote the report to")
    assert list(tmp_path.glob(f"*-shift-{previous.gaming_day}.csv"))


async def test_escape_writes_nothing(database: Database, staff: Staff, tmp_path: Path) -> None:
    async with at_the_podium(database, staff) as boss:
        await asks_for(boss, period="s", form="c")
        await boss.press("escape")
        await is_back(boss)
    assert not list(tmp_path.iterdir())


async def test_who_sees_status_only_is_told_so(database: Database, staff: Staff) -> None:
    async with at_the_podium(database, staff, "cashier") as cashier:
        cashier.app.run_flow(write_report(cashier.app))
        await cashier.hears("your role sees status only")
        assert isinstance(cashier.screen, BoardScreen)


async def test_the_palette_finds_it_by_its_name(database: Database, staff: Staff) -> None:
    async with at_the_podium(database, staff) as boss:
        await boss.press("ctrl+p", *"write a report")
        await boss.until(lambda: found_first(boss.pilot, "Write a report"))
        await boss.press("enter")
        await boss.until(lambda: isinstance(boss.screen, Choice))
        assert "Of which period?" in boss.text
