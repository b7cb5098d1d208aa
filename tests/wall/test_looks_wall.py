"""How the wall looks; a change of looks is seen and accepted, never slipped in."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from pitterm.domain.alerts import AlertKind
from pitterm.domain.sessions import SessionStatus
from pitterm.repository.feed import Lost
from pitterm.terminal.plain_signs import PlainSigns
from pitterm.wall.app import Wall
from tests.podium.recorded import screen_text, until
from tests.podium.test_looks import SnapCompare
from tests.podium.values import NOW, make_table
from tests.wall.recorded import RecordedFloor, make_alert, make_picture, text_of

SIZES = [(80, 24), (120, 36), (160, 45), (200, 60), (300, 80)]
MIDDLE = (120, 36)


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """What blinks would make two pictures of one wall."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Wall, "is_dark_phase", False)


async def _settled(pilot: Pilot[None]) -> None:
    await pilot.pause(0.2)


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
def test_the_wall(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    assert snap_compare(RecordedFloor().wall(), terminal_size=size, run_before=_settled)


def test_the_wall_without_colour(
    snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(RecordedFloor().wall(), terminal_size=MIDDLE, run_before=_settled)


@pytest.mark.parametrize("theme", ["pit-light", "nord"])
def test_the_wall_in_other_colours(snap_compare: SnapCompare, theme: str) -> None:
    wall = RecordedFloor().wall(theme=theme)
    assert snap_compare(wall, terminal_size=MIDDLE, run_before=_settled)


@pytest.mark.parametrize("size", [(80, 24), MIDDLE, (200, 60)], ids=["80x24", "120x36", "200x60"])
def test_the_wall_in_ascii(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await _settled(pilot)
        assert screen_text(pilot).isascii()

    wall = RecordedFloor().wall(plain_signs=PlainSigns("utf-8"))
    assert snap_compare(wall, terminal_size=size, run_before=look)


def test_a_wall_without_money(snap_compare: SnapCompare) -> None:
    wall = RecordedFloor().wall(mask_money=True)
    assert snap_compare(wall, terminal_size=(80, 24), run_before=_settled)


def test_more_alerts_than_the_strip_has_lines(snap_compare: SnapCompare) -> None:
    floor = [
        make_table(
            f"BJ-{spot:02}",
            spot,
            SessionStatus.ACTIVE,
            alerts=(make_alert(kind, spot),),
            last_count_at=NOW - timedelta(hours=3),
        )
        for spot, kind in enumerate(AlertKind, start=1)
    ]
    wall = RecordedFloor(make_picture(*floor)).wall()
    assert snap_compare(wall, terminal_size=(80, 24), run_before=_settled)


@pytest.mark.parametrize("size", [(80, 24), MIDDLE], ids=["80x24", "120x36"])
@pytest.mark.parametrize("is_lost", [False, True], ids=["stale", "offline"])
def test_an_old_picture(snap_compare: SnapCompare, is_lost: bool, size: tuple[int, int]) -> None:
    floor = RecordedFloor()

    async def grow_old(pilot: Pilot[None]) -> None:
        await _settled(pilot)
        if is_lost:
            floor.send(Lost(reason="The database does not answer.", is_refused=False))
        floor.clock.seconds += 7
        await until(pilot, lambda: ("OFFLINE" if is_lost else "STALE") in text_of(pilot.app))

    assert snap_compare(floor.wall(), terminal_size=size, run_before=grow_old)


def test_a_wall_that_never_saw_a_picture(snap_compare: SnapCompare) -> None:
    lost = Lost(reason="The database does not answer.", is_refused=False)
    floor = RecordedFloor(lost)
    assert snap_compare(floor.wall(), terminal_size=(80, 24), run_before=_settled)


def test_a_terminal_that_is_too_small(snap_compare: SnapCompare) -> None:
    assert snap_compare(RecordedFloor().wall(), terminal_size=(60, 18), run_before=_settled)
