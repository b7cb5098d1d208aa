"""How entering from paper looks: nobody is in the mode without seeing it."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from pitterm.domain.paper import OnPaper
from pitterm.domain.slips import SlipKind
from pitterm.domain.times import zone
from pitterm.podium.dialogs.paper_slip import PaperSlip
from pitterm.podium.dialogs.time_line import HouseClock
from tests.podium.dialog_host import Host
from tests.podium.recorded import RecordedPit, settled
from tests.podium.test_looks import SIZES, SMALL, SnapCompare, _floor
from tests.podium.test_paper import REASON, SLIP, at, begins
from tests.podium.values import CASHIER, NOW, STAFF, make_house, make_table

PAPER = OnPaper(occurred_at=at(21, 25), reason=REASON)


@pytest.fixture(autouse=True)
def _still_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blinking cursor would make two pictures of one screen."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _self: None)


def _after(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """In the mode, once these keys are pressed."""

    async def press(pilot: Pilot[None]) -> None:
        await begins(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        await settled(pilot)

    return press


@SIZES
def test_the_board_while_keys_enter_from_paper(
    snap_compare: SnapCompare, size: tuple[int, int]
) -> None:
    podium = RecordedPit(_floor()).podium()
    assert snap_compare(podium, terminal_size=size, run_before=_after())


def test_when_it_happened(snap_compare: SnapCompare) -> None:
    podium = RecordedPit(_floor()).podium()
    assert snap_compare(podium, terminal_size=SMALL, run_before=_after("b", "1"))


def test_a_question_about_something_on_paper(snap_compare: SnapCompare) -> None:
    podium = RecordedPit(_floor()).podium()
    run_before = _after("r", "enter", "enter")
    assert snap_compare(podium, terminal_size=SMALL, run_before=run_before)


def test_a_slip_from_paper(snap_compare: SnapCompare) -> None:
    clock = HouseClock(zone("America/Los_Angeles"), NOW)
    typed = {field.replace("_", "-"): value for field, value in SLIP.items()}
    house = make_house(staff=(*STAFF, CASHIER))
    dialog = PaperSlip(make_table(), SlipKind.FILL, house, clock, PAPER, key="k", typed=typed)
    assert snap_compare(Host(dialog), terminal_size=(80, 40))
