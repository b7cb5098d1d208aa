"""Which shift change a count can stand for."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from pitterm.domain.house import Shift, ShiftChange
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.shifts import change_counts, nearest_change
from tests.podium.values import make_pulse, make_table

ZONE = ZoneInfo("America/Los_Angeles")
SOME = UUID(int=1)
SHIFTS = [
    Shift(id=SOME, name=name, starts_at=starts_at)
    for name, starts_at in (("day", "06:00"), ("swing", "14:00"), ("grave", "22:00"))
]


def change_at(now: datetime, started_at: datetime | None = None) -> tuple[str, datetime] | None:
    name = "swing" if started_at else None
    pulse = make_pulse(as_of=now, shift_name=name, shift_started_at=started_at)
    change = nearest_change(pulse, SHIFTS, ZONE, now)
    return (change.name, change.at) if change else None


def local(hour: int, minute: int = 0, day: int = 15, month: int = 1) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def test_a_shift_that_began_within_four_hours_is_in_reach() -> None:
    assert change_at(local(17, 59), local(14)) == ("swing", local(14))
    assert change_at(local(18, 1), local(14)) is None


def test_a_shift_that_begins_within_the_hour_is_in_reach() -> None:
    assert change_at(local(21, 0), local(14)) == ("grave", local(22))
    assert change_at(local(20, 59), local(14)) is None


def test_the_nearer_of_two_changes_is_meant() -> None:
    late = local(21, 30) - timedelta(hours=3)
    assert change_at(local(21, 30), late) == ("grave", local(22))


def test_the_next_start_may_be_tomorrow() -> None:
    assert change_at(local(5, 30, day=16)) == ("day", local(6, day=16))


def test_where_other_hours_begin_the_starts_of_these_are_over() -> None:
    early = ShiftChange(name="dawn", at=local(4, day=16))
    for now, change in ((local(3, 30, day=16), early), (local(20, day=15), None)):
        pulse = make_pulse(as_of=now, shift_name=None, shift_started_at=None)
        assert nearest_change(pulse, SHIFTS, ZONE, now, early) == change
        coming = change_counts(pulse, SHIFTS, ZONE, now, [], early)
        first = early if change else ShiftChange(name="grave", at=local(22))
        assert [(one.name, one.at) for one in coming] == [(first.name, first.at)]


def test_a_start_after_the_clocks_went_forward_is_the_house_clocks() -> None:
    assert change_at(local(5, 30, day=8, month=3)) == ("day", datetime(2026, 3, 8, 13, tzinfo=UTC))


def missing_at(now: datetime, **changes: object) -> list[tuple[str, tuple[str, ...]]]:
    """Each change with the tables that miss its count; the swing shift began at 14:00."""
    pulse = make_pulse(as_of=now, shift_name="swing", shift_started_at=local(14))
    table = make_table("BJ-01", 1, SessionStatus.ACTIVE, **{"opened_at": local(13), **changes})
    counts = change_counts(pulse, SHIFTS, ZONE, now, [table, make_table("BJ-02", 2)])
    return [(each.name, each.missing) for each in counts]


def test_a_table_that_ran_over_the_change_misses_its_count_until_it_is_made() -> None:
    assert missing_at(local(15)) == [("swing", ("BJ-01",)), ("grave", ())]
    assert missing_at(local(15), change_counted_for=local(14)) == [("grave", ())]
    assert missing_at(local(15), opened_at=local(14, 30)) == [("grave", ())]
    assert missing_at(local(15), opening_count_due=True) == [("grave", ())]


def test_who_misses_the_next_change_is_told_from_an_hour_before_it() -> None:
    counted = {"change_counted_for": local(14)}
    assert missing_at(local(20, 59), **counted) == [("grave", ())]
    assert missing_at(local(21), **counted) == [("grave", ("BJ-01",))]
