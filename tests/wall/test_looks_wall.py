"""How the wall looks in every look; a change is seen and accepted, never slipped in."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from pitterm.domain.alerts import AlertKind
from pitterm.domain.sessions import SessionStatus
from pitterm.repository.feed import Lost
from pitterm.terminal.plain_signs import PlainSigns
from pitterm.wall.app import Wall
from tests.podium.looks.pictures import TextExtension, take_all, written
from tests.podium.looks.rules import faults
from tests.podium.recorded import screen_text, until
from tests.podium.test_looks import SnapCompare
from tests.podium.values import NOW, make_table
from tests.wall.recorded import RecordedFloor, make_alert, make_picture, text_of

LOST = Lost(reason="The database does not answer.", is_refused=False)
MIDDLE = (120, 36)
Doing = Callable[[Pilot[None], RecordedFloor], Awaitable[None]]


class Shot(NamedTuple):
    """A floor, how its wall is set, and what happens before the picture."""

    floor: Callable[[], RecordedFloor] = RecordedFloor
    options: Mapping[str, Any] = MappingProxyType({})
    then: Doing | None = None


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """What blinks would make two pictures of one wall."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Wall, "is_dark_phase", False)


async def _settled(pilot: Pilot[None]) -> None:
    await until(
        pilot, lambda: any(word in text_of(pilot.app) for word in ("BJ-01", "OFFLINE", "×24"))
    )


def _loud_floor() -> RecordedFloor:
    return RecordedFloor(
        make_picture(
            *[
                make_table(
                    f"BJ-{spot:02}",
                    spot,
                    SessionStatus.ACTIVE,
                    alerts=(make_alert(kind, spot),),
                    last_count_at=NOW - timedelta(hours=3),
                )
                for spot, kind in enumerate(AlertKind, start=1)
            ]
        )
    )


async def _grow_stale(pilot: Pilot[None], floor: RecordedFloor) -> None:
    floor.clock.seconds += 7
    await until(pilot, lambda: "STALE" in text_of(pilot.app))


async def _lose(pilot: Pilot[None], floor: RecordedFloor) -> None:
    floor.send(LOST)
    floor.clock.seconds += 7
    await until(pilot, lambda: "OFFLINE" in text_of(pilot.app))


SHOTS = {
    "wall": Shot(),
    "masked": Shot(options={"mask_money": True}),
    "more-alerts-than-lines": Shot(_loud_floor),
    "stale": Shot(then=_grow_stale),
    "offline": Shot(then=_lose),
    "never-saw-a-picture": Shot(lambda: RecordedFloor(LOST)),
}


@pytest.mark.parametrize("name", SHOTS)
async def test_a_wall_in_every_look(snapshot: SnapshotAssertion, name: str) -> None:
    shot = SHOTS[name]
    floor = shot.floor()
    async with floor.wall(**shot.options).run_test(size=(80, 24)) as pilot:
        await _settled(pilot)
        if shot.then is not None:
            await shot.then(pilot, floor)
        pictures = await take_all(pilot)
    complaints = faults(pictures, is_old=name in ("stale", "offline"))
    assert not complaints, "\n".join(dict.fromkeys(complaints))
    assert written(pictures) == snapshot.use_extension(TextExtension)


@pytest.mark.parametrize("size", [(80, 24), MIDDLE, (300, 80)], ids=["80x24", "120x36", "300x80"])
def test_the_wall(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    assert snap_compare(RecordedFloor().wall(), terminal_size=size, run_before=_settled)


def test_the_wall_in_another_theme(snap_compare: SnapCompare) -> None:
    wall = RecordedFloor().wall(theme="nord")
    assert snap_compare(wall, terminal_size=MIDDLE, run_before=_settled)


def test_the_wall_in_ascii(snap_compare: SnapCompare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await _settled(pilot)
        assert screen_text(pilot).isascii()

    wall = RecordedFloor().wall(plain_signs=PlainSigns("utf-8"))
    assert snap_compare(wall, terminal_size=MIDDLE, run_before=look)


def test_a_terminal_that_is_too_small(snap_compare: SnapCompare) -> None:
    assert snap_compare(RecordedFloor().wall(), terminal_size=(60, 18), run_before=_settled)
