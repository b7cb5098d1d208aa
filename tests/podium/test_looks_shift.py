"""How the shift screen and the sign-off look."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.podium.recorded import RecordedPit, settled, sign_in
from tests.podium.shift_values import LATE, RecordedShift, make_checkpoint, make_sheet, signed
from tests.podium.test_looks import LARGE, MIDDLE, SMALL, SnapCompare

BOTH = pytest.mark.parametrize("size", [SMALL, MIDDLE], ids=["80x24", "120x36"])


@pytest.fixture(autouse=True)
def _still_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blinking cursor would make two pictures of one screen."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _self: None)


def _shift() -> RecordedShift:
    shift = RecordedShift(RecordedPit())
    shift.checkpoints = [make_checkpoint(1)]
    return shift


def _after(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def press(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    return press


@BOTH
def test_the_shift(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    assert snap_compare(_shift().podium(), terminal_size=size, run_before=_after("f2"))


def test_a_pit_of_the_shift_on_a_large_terminal(snap_compare: SnapCompare) -> None:
    keys = ("f2", "enter", "down", "down")
    assert snap_compare(_shift().podium(), terminal_size=LARGE, run_before=_after(*keys))


def test_a_pit_of_the_shift_without_colour(
    snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    keys = ("f2", "enter", "down", "down")
    assert snap_compare(_shift().podium(), terminal_size=SMALL, run_before=_after(*keys))


@BOTH
def test_the_sign_off(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    assert snap_compare(_shift().podium(), terminal_size=size, run_before=_after("f2", "g"))


def test_a_signed_sheet_with_what_came_late(snap_compare: SnapCompare) -> None:
    shift = _shift()
    shift.sheet = make_sheet(**signed(), late=[LATE])
    assert snap_compare(shift.podium(), terminal_size=MIDDLE, run_before=_after("f2", "g", "end"))


@BOTH
def test_the_outgoing_signature(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    keys = ("f2", "g", "s")
    assert snap_compare(_shift().podium(), terminal_size=size, run_before=_after(*keys))
