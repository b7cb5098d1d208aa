"""What takes longer than a second says so, and escape stops waiting for what was only asked."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from pitterm.domain.errors import OutcomeLost, PitError, Refused, Unreachable
from pitterm.domain.telemetry import LogBuyIn
from pitterm.podium.conversations import NOBODY_KNOWS
from pitterm.podium.flows import files
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.login import SignInForm
from pitterm.podium.screens.shift import ShiftScreen
from pitterm.reporting import write_new
from pitterm.repository.credentials import Credentials
from pitterm.repository.desk import Desk
from pitterm.repository.feed import Lost
from pitterm.repository.keys import new_key
from tests.podium.recorded import (
    RecordedPit,
    prose,
    said,
    settled,
    sign_in,
    until,
)
from tests.podium.shift_values import RecordedShift, make_windows
from tests.podium.test_alerts import floor_of
from tests.podium.values import make_pulse


async def test_a_slow_read_says_its_seconds_and_escape_lets_go_of_it(
    pit: RecordedPit,
) -> None:
    shift = RecordedShift(pit)
    asked = asyncio.Event()

    async def hold(*_: object) -> object:
        asked.set()
        await may_answer.wait()
        return make_windows()

    may_answer = asyncio.Event()
    podium = shift.podium()
    async with podium.run_test(size=(120, 36)) as pilot:
        await sign_in(pilot)
        wiring, podium.wiring = podium.wiring, replace(podium.wiring, read=hold)
        await pilot.press("ctrl+p", *"write a report")
        await until(pilot, lambda: "Write a report" in prose(pilot))
        await pilot.press("down", "enter")
        await asked.wait()
        pit.clock.seconds += 3
        words = "Waiting for the database… 3 s · esc stops waiting for it"
        await until(pilot, lambda: said(pilot) == words)
        await pilot.press("escape")
        assert said(pilot) == "Not waited for any longer; nothing of it was done."
        podium.wiring = wiring
        may_answer.set()
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen), "what was let go of asks nothing more"


async def test_what_was_sent_before_a_slow_read_is_not_called_nothing_and_its_failure_is_no_news(
    pit: RecordedPit,
) -> None:
    podium, asks, answer = pit.podium(), asyncio.Event(), asyncio.Event()

    async def converse() -> None:
        table = floor_of().tables[0].id
        entry = LogBuyIn(gaming_table_id=table, amount_cents=2_500, key=new_key())
        await podium.write(entry, lambda _: "Logged")
        asks.set()
        await answer.wait()
        raise Unreachable

    async with podium.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        podium.run_flow(converse())
        await asks.wait()
        await pilot.press("escape")
        words = "Not waited for any longer; what was sent before stands."
        assert said(pilot) == words
        answer.set()
        await settled(pilot)
        assert said(pilot) == words


@pytest.mark.parametrize(
    ("fault", "words"),
    [(OutcomeLost(), NOBODY_KNOWS), (Refused("same_person"), "nothing of it was done")],
    ids=["lost", "refused"],
)
async def test_what_may_stand_is_not_called_nothing(
    pit: RecordedPit, fault: PitError, words: str
) -> None:
    podium, asks = pit.podium(), asyncio.Event()

    async def converse() -> None:
        entry = LogBuyIn(gaming_table_id=pit.snapshot.tables[0].id, amount_cents=1, key=new_key())
        await podium.write(entry, lambda _: "Logged")
        asks.set()
        await asyncio.Event().wait()

    async with podium.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        pit.refuses_with = fault
        podium.run_flow(converse())
        await asks.wait()
        await pilot.press("escape")
        assert said(pilot) == f"Not waited for any longer; {words}."


async def test_a_file_under_way_is_written_whoever_waits_for_it(
    pit: RecordedPit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun, disk_is_back = threading.Event(), threading.Event()

    def write_slowly(path: Path, text: str) -> Path:
        has_begun.set()
        disk_is_back.wait(30)
        return write_new(path, text)

    monkeypatch.setattr(files, "write_new", write_slowly)
    async with pit.podium().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.press("ctrl+e", "t")
        await settled(pilot)
        path = tmp_path / "list.txt"
        pilot.app.screen.query_one("#path", Input).value = str(path)
        try:
            await pilot.press("enter")
            await until(pilot, has_begun.is_set)
            await pilot.press("escape")
            assert said(pilot) == "Not waited for any longer; the file is written all the same."
        finally:
            disk_is_back.set()
        await until(pilot, lambda: said(pilot) == f"Wrote the list to {path}")
        assert path.exists()


async def test_the_shift_screen_lets_go_too_before_it_is_left(pit: RecordedPit) -> None:
    async def wait() -> None:
        await may_answer.wait()

    may_answer = asyncio.Event()
    podium = RecordedShift(pit).podium()
    async with podium.run_test(size=(120, 36)) as pilot:
        await sign_in(pilot)
        podium.run_flow(wait())
        await pilot.press("f2", "escape")
        assert said(pilot) == "Not waited for any longer; nothing of it was done."
        assert isinstance(pilot.app.screen, ShiftScreen)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, BoardScreen)
        may_answer.set()


async def test_what_is_being_sent_says_its_seconds_over_nothing_unread_and_escape_changes_nothing(
    pit: RecordedPit,
) -> None:
    pit.may_answer.clear()
    podium = pit.podium()
    async with podium.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.press("b", "1")
        await until(pilot, lambda: bool(pit.sent))
        pit.clock.seconds += 2
        await until(pilot, lambda: "2 s · it is sent, whatever is pressed" in said(pilot))
        others = (3_000, *pit.house.quick_amounts_cents[1:])
        pit.house = pit.house.model_copy(update={"quick_amounts_cents": others})
        pit.send(make_pulse(house_version="2"))
        await until(pilot, lambda: said(pilot).startswith("The quick amounts were changed"))
        podium.progress.tick()
        assert said(pilot).startswith("The quick amounts were changed")
        await pilot.press("escape")
        pit.may_answer.set()
        await until(pilot, lambda: said(pilot).startswith("Logged $25"))


async def test_escape_stops_a_slow_sign_in_and_whoever_is_let_in_later_is_let_out(
    pit: RecordedPit,
) -> None:
    podium = pit.podium()
    connect, may_answer = podium.wiring.connect, asyncio.Event()

    async def slowly(credentials: Credentials) -> Desk:
        await may_answer.wait()
        return await connect(credentials)

    podium.wiring = replace(podium.wiring, connect=slowly)
    async with podium.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await until(pilot, lambda: "s · esc stops" in prose(pilot))
        await pilot.press("escape")
        await settled(pilot)
        assert "Signing in" not in prose(pilot)
        may_answer.set()
        await until(pilot, lambda: bool(pit.desks) and pit.desks[0].is_closed)
        assert isinstance(pilot.app.screen.query_one(SignInForm), SignInForm)


async def test_while_the_server_is_away_dialogs_and_lists_say_so_and_nothing_is_saved(
    pit: RecordedPit,
) -> None:
    pit.snapshot = floor_of()
    async with pit.podium().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        await pilot.press("f")
        await settled(pilot)
        pit.send(Lost(reason="gone", is_refused=False))
        await until(pilot, lambda: "✕ OFFLINE enter next" in prose(pilot))
        await pilot.press("escape", "ctrl+e")
        assert said(pilot).startswith("The database does not answer; the audit cannot be told")
        await pilot.press("a")
        await settled(pilot)
        assert "No alert when the database last answered" in prose(pilot)
