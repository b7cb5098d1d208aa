"""How alerts look, on the board and on their list."""

from datetime import timedelta
from typing import Any

from textual.pilot import Pilot

from pitterm.domain.alerts import AlertKind
from pitterm.domain.sessions import SessionStatus
from tests.podium.recorded import RecordedPit, settled, sign_in
from tests.podium.test_looks import SIZES, SMALL, SnapCompare, _still_cursor
from tests.podium.values import BOSS, NOW, make_alert, make_snapshot, make_table

__all__ = ["_still_cursor"]


def _pit() -> RecordedPit:
    seen: dict[str, Any] = {
        "acknowledged_at": NOW - timedelta(minutes=3),
        "acknowledged_by_name": BOSS.name,
        "note": "runner is on the way",
    }
    first = (
        make_alert(AlertKind.OPENER_DIFFERS, amount_cents=-12_500, **seen),
        make_alert(AlertKind.SLIP_LATE),
        make_alert(AlertKind.NEED_HIGH, amount_cents=1_150_000),
    )
    closed = make_alert(AlertKind.BOX_NOT_RECORDED, "BJ-02", since=NOW - timedelta(hours=26))
    busy = make_table(
        "BJ-01", 1, SessionStatus.ACTIVE, alerts=first, opened_at=NOW - timedelta(hours=9)
    )
    shut = make_table("BJ-02", 2, alerts=(closed,), last_closed_at=NOW - timedelta(hours=26))
    others = [t for t in make_snapshot().tables if t.label not in ("BJ-01", "BJ-02")]
    return RecordedPit(make_snapshot(busy, shut, *others))


async def _press_a(pilot: Pilot[None]) -> None:
    await sign_in(pilot)
    await pilot.press("a")
    await settled(pilot)
    await pilot.pause(0.1)


@SIZES
def test_the_alerts(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    assert snap_compare(_pit().podium(), terminal_size=size, run_before=_press_a)


@SIZES
def test_alerts_on_the_board(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        await pilot.pause(0.1)

    assert snap_compare(_pit().podium(), terminal_size=size, run_before=look)


def test_acknowledging(snap_compare: SnapCompare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await _press_a(pilot)
        await pilot.press("k")
        await settled(pilot)

    assert snap_compare(_pit().podium(), terminal_size=SMALL, run_before=look)
