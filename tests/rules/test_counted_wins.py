"""Counted wins over whole drop periods, against components of overlapping spans in plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import Row
from tests.rules.winter_day import DAY, GRAVE, SWING

MINUTE = timedelta(minutes=1)
LONG_AGO, NEVER = DAY - timedelta(days=1), DAY + timedelta(days=9)


@dataclass(frozen=True)
class Session:
    opened: datetime
    ended: datetime
    opener: int
    closer: int

    @property
    def tray_result(self) -> int:
        return self.closer - self.opener


@dataclass(frozen=True)
class Box:
    removed: datetime
    cents: int | None
    """None while its count is not released."""


@dataclass(frozen=True)
class Period:
    began: datetime
    removed: datetime
    box: Box | None


_GAPS = st.integers(2, 240)
_MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("session"), _GAPS, st.integers(0, 1_000_000)),
        st.tuples(st.just("box"), _GAPS, st.integers(0, 1_000_000)),
        st.tuples(st.just("unreleased"), _GAPS, st.just(0)),
    ),
    min_size=2,
    max_size=9,
)


def _past(moves: list[tuple[str, int, int]]) -> tuple[list[Session], list[Box]]:
    """Sessions one after the other, boxes pulled whenever it was."""
    sessions: list[Session] = []
    boxes: list[Box] = []
    free_from = pulled = DAY
    for kind, minutes, cents in moves:
        if kind == "session":
            opened = free_from + MINUTE
            sessions.append(Session(opened, opened + minutes * MINUTE, 500_000, cents))
            free_from = sessions[-1].ended + 20 * MINUTE
        else:
            pulled += minutes * MINUTE + timedelta(seconds=30)
            boxes.append(Box(pulled, cents if kind == "box" else None))
    return sessions, boxes


def _components(
    sessions: list[Session], boxes: list[Box]
) -> list[tuple[list[Session], list[Period]]]:
    """Sessions and drop periods that overlap, joined until nothing joins any more."""
    ends = [LONG_AGO, *(box.removed for box in boxes), NEVER]
    periods = [
        Period(began, removed, box)
        for (began, removed), box in zip(pairwise(ends), [*boxes, None], strict=True)
    ]
    groups = [([session], set[Period]()) for session in sessions]
    for members, served in groups:
        served |= {
            p for p in periods if any(p.began < s.ended and s.opened < p.removed for s in members)
        }
    joined: list[tuple[list[Session], set[Period]]] = []
    for members, served in groups:
        for other, others_periods in list(joined):
            if served & others_periods:
                joined.remove((other, others_periods))
                members, served = [*other, *members], served | others_periods
        joined.append((members, served))
    return [(members, list(served)) for members, served in joined]


def _expected(
    sessions: list[Session], boxes: list[Box], start: datetime, end: datetime
) -> tuple[int | None, int | None]:
    """(counted drop, counted win) of a window."""
    drops, wins = [], []
    for members, periods in _components(sessions, boxes):
        if not start <= max(session.ended for session in members) < end:
            continue
        counts = [period.box.cents if period.box else None for period in periods]
        known = [cents for cents in counts if cents is not None]
        if len(known) < len(counts):
            return None, None
        drops.append(sum(known))
        wins.append(sum(known) + sum(session.tray_result for session in members))
    return (sum(drops), sum(wins)) if drops else (None, None)


def _written(house: House, sessions: list[Session], boxes: list[Box]) -> History:
    history = History(house)
    for session in sessions:
        opened = history.open(session.opened, session.opener)
        history.close(opened, session.ended, session.closer)
    for box in boxes:
        history.drop(box.removed, counted_cents=box.cents)
    return history


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moves=_MOVES)
def test_counted_wins_equal_the_components_of_sessions_and_periods(
    house: House, moves: list[tuple[str, int, int]]
) -> None:
    sessions, boxes = _past(moves)
    with house.connection.transaction(force_rollback=True):
        history = _written(house, sessions, boxes)
        for start, end in ((DAY, SWING), (SWING, GRAVE), (DAY, NEVER)):
            row = _counted(house, history, start, end)
            assert (row["counted_drop_cents"], row["counted_win_cents"]) == _expected(
                sessions, boxes, start, end
            )


def _counted(house: House, history: History, start: datetime, end: datetime) -> Row:
    row = house.value(
        "select to_jsonb(w) from pit_private.counted_wins(%s, %s::uuid[], %s::timestamptz[],"
        " %s::timestamptz[], true) w",
        house.casino,
        [history.table],
        [start],
        [end],
    )
    assert isinstance(row, dict)
    return row
