"""The pits behind the pictures: floors on which there is something to see."""

from datetime import timedelta
from typing import Any

from pitterm.domain.alerts import AlertKind
from pitterm.domain.board import Snapshot
from pitterm.domain.custody import CountType
from pitterm.domain.errors import Unreachable
from pitterm.domain.sessions import SessionStatus
from tests.podium.recorded import RecordedPit
from tests.podium.records import read_detail
from tests.podium.shift_values import LATE, RecordedShift, make_checkpoint, make_sheet, signed
from tests.podium.slip_values import MIXES, SLIPS
from tests.podium.test_boxes import BOXES
from tests.podium.values import (
    BOSS,
    NOW,
    make_alert,
    make_entry,
    make_figures,
    make_house,
    make_pulse,
    make_snapshot,
    make_table,
)


def floor() -> Snapshot:
    """The small floor with entries, figures and a table that owes its count."""
    recent = (
        make_entry(2_500, number=1),
        make_entry(10_000, number=2, actor_name="Flo Floor", created_at=NOW - timedelta(minutes=4)),
    )
    figures = make_figures()
    first = make_table(
        "BJ-01",
        1,
        SessionStatus.ACTIVE,
        recent_entries=recent,
        session=figures,
        shift=figures.model_copy(update={"est_win_cents": None, "win_from": None, "win_to": None}),
        last_count_type=CountType.RUNDOWN,
        last_count_at=NOW - timedelta(minutes=30),
        last_count_total_cents=1_850_000,
    )
    owing = make_table("BJ-06", 6, owes_count=True, day=make_figures(est_win_cents=-115_000))
    others = [table for table in make_snapshot().tables if table.label not in ("BJ-01", "BJ-06")]
    return make_snapshot(first, *others, owing)


def busy() -> RecordedPit:
    """That floor, with what its tables' records and boxes are read from."""
    pit = RecordedPit(floor())
    pit.reads = {"read_table_detail": read_detail, "read_boxes_to_count": BOXES}
    return pit


def empty() -> RecordedPit:
    """A house that has no table yet."""
    return RecordedPit(Snapshot(pulse=make_pulse(), tables=()))


def alarmed() -> RecordedPit:
    """Two tables with alerts of both classes, one of them acknowledged."""
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
    loud = make_table(
        "BJ-01", 1, SessionStatus.ACTIVE, alerts=first, opened_at=NOW - timedelta(hours=9)
    )
    shut = make_table("BJ-02", 2, alerts=(closed,), last_closed_at=NOW - timedelta(hours=26))
    others = [t for t in make_snapshot().tables if t.label not in ("BJ-01", "BJ-02")]
    return RecordedPit(make_snapshot(loud, shut, *others))


def filled() -> RecordedPit:
    """A table with two slips in flight, one of them late."""
    waiting = make_table(
        "BJ-01",
        1,
        SessionStatus.ACTIVE,
        slips_in_flight=2,
        oldest_slip_at=NOW - timedelta(minutes=18),
    )
    others = [table for table in make_snapshot().tables if table.label != "BJ-01"]
    pit = RecordedPit(make_snapshot(waiting, *others), make_house(mixes=MIXES))
    pit.reads["read_slips_in_flight"] = list(SLIPS)
    return pit


def without_slips() -> RecordedPit:
    """Nothing is under way."""
    pit = filled()
    pit.reads["read_slips_in_flight"] = []
    return pit


def unread_slips() -> RecordedPit:
    """The slips cannot be read."""
    pit = filled()
    pit.reads["read_slips_in_flight"] = Unreachable()
    return pit


def shift() -> RecordedShift:
    """A shift with one checkpoint."""
    shift = RecordedShift(RecordedPit())
    shift.checkpoints = [make_checkpoint(1)]
    return shift


def signed_shift() -> RecordedShift:
    """A shift whose sheet is signed, and an entry that came after it."""
    recorded = shift()
    recorded.sheet = make_sheet(**signed(), late=[LATE])
    return recorded
