"""How table detail, the count room, corrections and rounds look."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from pitterm.podium.dialogs.round_page import Companion, RoundReport
from pitterm.podium.dialogs.void_count import VoidCountForm
from pitterm.podium.dialogs.void_drop import VoidDropForm
from tests.podium.dialog_host import Host
from tests.podium.recorded import RecordedPit, settled, sign_in
from tests.podium.records import BOX, OPENER, read_detail
from tests.podium.test_boxes import BOXES
from tests.podium.test_looks import MIDDLE, SMALL, SnapCompare, _floor
from tests.podium.test_rounds import closed_tables, make_pit
from tests.podium.values import BOSS, DEALER, SECURITY, make_house, make_table

SIZES = pytest.mark.parametrize("size", [SMALL, MIDDLE], ids=["80x24", "120x36"])
_BJ = make_table()


@pytest.fixture(autouse=True)
def _still_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blinking cursor would make two pictures of one screen."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _self: None)


def _pit() -> RecordedPit:
    pit = RecordedPit(_floor())
    pit.reads = {"read_table_detail": read_detail, "read_boxes_to_count": BOXES}
    return pit


def _after(login: str, *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def press(pilot: Pilot[None]) -> None:
        await sign_in(pilot, login)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    return press


@SIZES
def test_a_tables_records(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    run_before = _after("boss", "1", "enter")
    assert snap_compare(_pit().podium(), terminal_size=size, run_before=run_before)


@SIZES
def test_a_closed_session(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    run_before = _after("auditor", "1", "enter", "right")
    assert snap_compare(_pit().podium(), terminal_size=size, run_before=run_before)


def test_a_record_in_full(snap_compare: SnapCompare) -> None:
    run_before = _after("boss", "1", "enter", "down", "down", "down", "down", "enter")
    assert snap_compare(_pit().podium(), terminal_size=SMALL, run_before=run_before)


@SIZES
def test_the_boxes(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    run_before = _after("count", "e")
    assert snap_compare(_pit().podium(), terminal_size=size, run_before=run_before)


def test_what_was_found(snap_compare: SnapCompare) -> None:
    run_before = _after("count", "e", "enter", *"12345.50")
    assert snap_compare(_pit().podium(), terminal_size=SMALL, run_before=run_before)


@SIZES
def test_marked_tables(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    run_before = _after("boss", "4", "space", "7", "space")
    assert snap_compare(_pit().podium(), terminal_size=size, run_before=run_before)


@SIZES
def test_a_page_of_an_opening_round(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    podium = make_pit(*closed_tables(10)).podium()
    run_before = _after("boss", "p", "o", *"dan", "enter", "enter")
    assert snap_compare(podium, terminal_size=size, run_before=run_before)


def test_a_void_of_a_count(snap_compare: SnapCompare) -> None:
    dialog = VoidCountForm(_BJ, OPENER, make_house(), oneself=BOSS.id, key="k")
    assert snap_compare(Host(dialog), terminal_size=SMALL)


def test_a_void_of_a_drop_record(snap_compare: SnapCompare) -> None:
    dialog = VoidDropForm(_BJ, BOX, make_house(), oneself=BOSS.id, key="k")
    assert snap_compare(Host(dialog), terminal_size=SMALL)


def test_who_walks_along(snap_compare: SnapCompare) -> None:
    dialog = Companion("Round · count", "5 marked tables", (DEALER, SECURITY), "swing 14:00")
    assert snap_compare(Host(dialog), terminal_size=SMALL)


def test_what_came_of_a_round(snap_compare: SnapCompare) -> None:
    lines = [
        ("BJ-02", "BJ-02 is already open (ACTIVE)."),
        ("BJ-05", "skipped, stays marked"),
        ("BJ-09", "stopped here; 2 tables not done stay marked"),
    ]
    assert snap_compare(Host(RoundReport("Round ended · 6 tables opened", lines)))
