"""Signing a shift over: who may, with which password, and what is written to a file."""

import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from pitterm.domain.errors import LoginRefused, Refused
from pitterm.domain.metrics import SignOffShift, SignOnShift
from pitterm.domain.staff import Role
from pitterm.podium.dialogs.file_path import FilePath
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.screens.sign_off import SignOffScreen
from tests.podium import recorded
from tests.podium.recorded import PASSWORD, RecordedPit, prose, said, settled, sign_in, until
from tests.podium.shift_values import (
    LATE,
    SHIFT_END,
    RecordedShift,
    make_sheet,
    signed,
)
from tests.podium.values import MAIN, SHIFT_START, make_colleague, make_snapshot

TALL = (80, 60)


@pytest.fixture
def shift(pit: RecordedPit) -> RecordedShift:
    return RecordedShift(pit)


@asynccontextmanager
async def on_the_sheet(
    shift: RecordedShift, *keys: str, casino: bool = False, login: str = "boss"
) -> AsyncIterator[Pilot[None]]:
    async with shift.podium().run_test(size=TALL) as pilot:
        await sign_in(pilot, login)
        for key in ("f2", *(("up",) if casino else ()), "g", *keys):
            await pilot.press(key)
            await settled(pilot)
        yield pilot


async def reread(shift: RecordedShift, pilot: Pilot[None]) -> None:
    """Let the books' change reach the screen."""
    before = len(shift.asked)
    shift.pit.send(make_snapshot(change_number=7))
    await until(pilot, lambda: len(shift.asked) > before)
    await settled(pilot)


async def test_the_sheet_lists_what_is_open_before_the_figures(shift: RecordedShift) -> None:
    async with on_the_sheet(shift) as pilot:
        words = prose(pilot)
        assert "▲ 4 left open" in words
        for each in (
            "BJ-02 RUNDOWN since 15 Jan 14:00 ▲ no change count",
            "▲ fill $8,500 issued",
            "▲ closed 15 Jan 14:00 without a count",
            "▲ closed 15 Jan 14:00, no box since",
            "▲ regulator · note: one black chip under the tray [b]",
            "$12,000 cash",
            "Not signed, as of 15 Jan 22:14",
        ):
            assert each in words


async def test_a_pit_boss_signs_their_pit_with_their_own_password(shift: RecordedShift) -> None:
    async with on_the_sheet(shift, "s") as pilot:
        assert isinstance(pilot.app.screen, Signature)
        assert "It runs until 23:00" in prose(pilot)
        await pilot.press(*PASSWORD, "enter")
        await settled(pilot)
        (request,) = shift.pit.sent
        assert isinstance(request, SignOffShift)
        assert (request.pit_id, request.window_start, request.window_end) == (
            MAIN.id,
            SHIFT_START,
            SHIFT_END,
        )
        assert said(pilot) == "Signed off Main, swing shift, Thu 15 Jan"


async def test_a_wrong_password_signs_nothing_and_says_so(shift: RecordedShift) -> None:
    async with on_the_sheet(shift, "s") as pilot:
        await pilot.press(*"wrong", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Signature)
        assert "The login or password is not right" in prose(pilot)
        assert shift.pit.sent == []


async def test_nobody_signs_off_in_the_name_of_whoever_is_signed_in(shift: RecordedShift) -> None:
    async with on_the_sheet(shift, "s") as pilot:
        login = pilot.app.screen.query_one("#login", Input)
        login.clear()
        login.focus()
        await pilot.press(*"floor", "enter", *PASSWORD, "enter")
        await settled(pilot)
        assert "The one who goes signs as themselves, boss" in prose(pilot)
        assert shift.pit.sent == []


async def test_a_pit_boss_does_not_sign_the_casino(shift: RecordedShift) -> None:
    async with on_the_sheet(shift, "s", casino=True) as pilot:
        assert isinstance(pilot.app.screen, SignOffScreen)
        assert "A pit boss signs a pit, not the casino" in said(pilot)


async def test_a_shift_manager_signs_the_casino(
    shift: RecordedShift, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = make_colleague("Sue Shift", Role.SHIFT_MANAGER)
    monkeypatch.setitem(recorded.PEOPLE, "shift", manager)
    async with on_the_sheet(shift, "s", casino=True, login="shift") as pilot:
        await pilot.press(*PASSWORD, "enter")
        await settled(pilot)
        (request,) = shift.pit.sent
        assert isinstance(request, SignOffShift)
        assert request.pit_id is None


async def test_a_floor_supervisor_gets_the_reason(shift: RecordedShift) -> None:
    async with on_the_sheet(shift, "s", login="floor") as pilot:
        assert "A pit boss signs a pit" in said(pilot)
        assert isinstance(pilot.app.screen, SignOffScreen)


async def test_the_incoming_one_signs_after_the_outgoing_one(shift: RecordedShift) -> None:
    async with on_the_sheet(shift, "i") as pilot:
        assert said(pilot) == "The outgoing supervisor signs first."
        await pilot.press("ctrl+e")
        assert said(pilot) == "Nothing is listed here."


async def test_the_incoming_one_signs_without_ending_the_first_ones_sign_in(
    shift: RecordedShift,
) -> None:
    shift.sheet = make_sheet(**signed())
    async with on_the_sheet(shift, "i") as pilot:
        assert isinstance(pilot.app.screen, Signature)
        await pilot.press(*"shift", "enter", *PASSWORD, "enter")
        await settled(pilot)
        assert shift.signers == ["shift"]
        assert isinstance(shift.pit.sent[0], SignOnShift)
        assert said(pilot) == "Took over Main, swing shift, Thu 15 Jan"
        await reread(shift, pilot)
        assert "Incoming signed 15 Jan 23:00 by Flo Floor" in prose(pilot)
        assert "Mira Boss · pit boss" in prose(pilot)


@pytest.mark.parametrize("refusal", [LoginRefused(), Refused("same_person")])
async def test_a_refused_incoming_signature_keeps_the_login_and_says_why(
    shift: RecordedShift, refusal: Exception
) -> None:
    shift.sheet = make_sheet(**signed())
    shift.refuses_signer_with = refusal  # type: ignore[assignment]
    async with on_the_sheet(shift, "i") as pilot:
        await pilot.press(*"boss", "enter", *PASSWORD, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Signature)
        assert pilot.app.screen.standing() == {"login": "boss"}
        assert str(refusal).split(".")[0] in prose(pilot)


async def test_a_signed_sheet_shows_its_frozen_figures_and_what_came_late(
    shift: RecordedShift,
) -> None:
    body = dict(make_sheet().sheet, tables=[], live=[])
    shift.sheet = make_sheet(**signed(), sheet=body, late=[LATE])
    async with on_the_sheet(shift, "end") as pilot:
        words = prose(pilot)
        assert "BJ-01 ACTIVE" in words
        assert "figures frozen" in words
        assert "Incoming ▲ not signed yet" in words
        assert "Late: recorded after the signature" in words
        assert "▲ reversal \N{MINUS SIGN}$100 of 15 Jan 22:50" in words
        await pilot.press("s")
        assert said(pilot) == "This shift is signed already."


async def test_nothing_is_signed_while_an_entry_of_this_terminal_is_not_in_the_books(
    shift: RecordedShift,
) -> None:
    shift.pit.may_answer.clear()
    async with shift.podium().run_test(size=TALL) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("g")
        await settled(pilot)
        assert "▲ 1 entry is not in the books yet" in prose(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert "not in the books yet; wait for it" in said(pilot)
        shift.pit.may_answer.set()


async def test_w_writes_what_the_screen_shows_for_its_owner_alone(
    shift: RecordedShift, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with on_the_sheet(shift, "w") as pilot:
        assert isinstance(pilot.app.screen, FilePath)
        await pilot.press("enter")
        path = tmp_path / "sheet-main-swing-2026-01-15.txt"
        words = "Wrote the sheet to sheet-main-swing-2026-01-15.txt"
        await until(pilot, lambda: said(pilot) == words)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        written = path.read_text(encoding="utf-8").splitlines()
        assert written[0] == "SHIFT SHEET  Harbor · pit Main"
        assert max(map(len, written)) <= 80


async def test_a_file_that_is_there_is_left_alone(
    shift: RecordedShift, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "sheet-main-swing-2026-01-15.txt"
    path.write_text("mine")
    async with on_the_sheet(shift, "w", "enter") as pilot:
        await until(pilot, lambda: "is there already" in prose(pilot))
        assert isinstance(pilot.app.screen, FilePath)
        assert path.read_text() == "mine"
