"""Gaming days and shifts under hours that change, beside a calculation of their own."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg.types.json import Jsonb

from tests.databases import Database

TICK = timedelta(microseconds=1)


class Hours(NamedTuple):
    """From this gaming day on: the clock, and the shifts' starts by name."""

    day: date
    zone: str
    start: time
    shifts: dict[str, time]

    def instant(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, ZoneInfo(self.zone)).astimezone(UTC)


_ZONES = ["America/Los_Angeles", "America/Denver", "Europe/Vienna", "Asia/Tokyo"]
_STARTS = st.sampled_from([time(4), time(5, 30), time(6), time(9), time(13), time(23, 45)])
_SHIFTS = st.fixed_dictionaries(
    {
        "Day": st.sampled_from([time(4), time(6), time(7, 15)]),
        "Swing": st.sampled_from([time(12), time(14), time(15, 30)]),
        "Grave": st.sampled_from([time(20), time(22), time(23, 30)]),
    }
)


@st.composite
def histories(draw: st.DrawFn) -> list[Hours]:
    """The first hours, then others around the nights on which clocks are changed, in 2027."""
    days = draw(
        st.lists(
            st.dates(date(2027, 3, 10), date(2027, 3, 30))
            | st.dates(date(2027, 10, 28), date(2027, 11, 10)),
            min_size=1,
            max_size=4,
            unique=True,
        )
    )
    history = [Hours(date.min, "America/Los_Angeles", time(6), draw(_SHIFTS))]
    for day in sorted(days):
        hours = Hours(day, draw(st.sampled_from(_ZONES)), draw(_STARTS), draw(_SHIFTS))
        changes = hours[1:] != history[-1][1:]
        if changes and begins_at(hours, day) > begins_at(history[-1], day - timedelta(days=1)):
            history.append(hours)
    return history


def begins_at(hours: Hours, day: date) -> datetime:
    return hours.instant(day, hours.start)


def days_of(history: list[Hours], first: date, last: date) -> list[tuple[date, Hours, datetime]]:
    """Each gaming day with its hours and its first instant: its end is the next one's."""
    days = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        hours = [one for one in history if one.day <= day][-1]
        days.append((day, hours, begins_at(hours, day)))
    return days


def shifts_of(days: list[tuple[date, Hours, datetime]]) -> list[tuple[str, datetime]]:
    """Each run of a shift with its first instant; other hours cut the one that runs."""
    runs: list[tuple[str, datetime]] = []
    for number, (day, hours, start) in enumerate(days[:-1]):
        end = days[number + 1][2]
        starts = sorted(
            (hours.instant(day + timedelta(days=step), moment), name)
            for name, moment in hours.shifts.items()
            for step in (-2, -1, 0, 1, 2)
        )
        if number == 0 or days[number - 1][1] is not hours:
            runs.append((max(one for one in starts if one[0] <= start)[1], start))
        runs += [(name, at) for at, name in starts if start < at < end]
        if number and days[number - 1][1] is hours:
            runs += [(name, at) for at, name in starts if at == start]
    return sorted(runs, key=lambda run: run[1])


def installed(connection: Connection[TupleRow], casino: object, history: list[Hours]) -> None:
    for name, starts in history[0].shifts.items():
        connection.execute(
            "update pit.shift set starts_at = %s where casino_id = %s and name = %s",
            [starts, casino, name],
        )
    for hours in history[1:]:
        said = {"time_zone": hours.zone, "gaming_day_start": hours.start.isoformat()}
        said |= {f"shift {name}": moment.isoformat() for name, moment in hours.shifts.items()}
        connection.execute(
            "select pit_private.provision_hours(%s, %s, %s)", [casino, hours.day, Jsonb(said)]
        )


def test_no_instant_is_in_two_gaming_days_or_shifts_or_in_none(database: Database) -> None:
    """Whatever changes when: days and shifts follow each other without a gap, DST included."""
    casino = database.casino_id()
    connection = database.connect_admin()

    @given(histories(), st.data())
    @settings(
        max_examples=20,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def holds(history: list[Hours], data: st.DataObject) -> None:
        around = [hours.day for hours in history[1:]] or [date(2027, 3, 14)]
        with connection.transaction(force_rollback=True):
            installed(connection, casino, history)
            turn = data.draw(st.sampled_from(around))
            days = days_of(history, turn - timedelta(days=5), turn + timedelta(days=5))
            shifts = shifts_of(days)
            expected = []
            for at in {at for _, _, at in days[2:-2]} | {
                at for _, at in shifts if days[2][2] <= at < days[-2][2]
            }:
                for instant in (at - TICK, at, at + timedelta(minutes=31)):
                    day, _, _ = next(one for one in reversed(days) if one[2] <= instant)
                    number = max(i for i, run in enumerate(shifts) if run[1] <= instant)
                    expected.append((instant, day, *shifts[number], shifts[number + 1][1]))
            found = connection.execute(
                "select at, pit_private.gaming_day_of(%s, at), h.name, h.started_at, h.ends_at"
                " from unnest(%s::timestamptz[]) at"
                " cross join lateral pit_private.shift_at(%s, at) h",
                [casino, [row[0] for row in expected], casino],
            ).fetchall()
            assert sorted(found) == sorted(expected)
            starts = connection.execute(
                "select d, pit_private.gaming_day_started_at(%s, d) from unnest(%s::date[]) d",
                [casino, [day for day, _, _ in days]],
            ).fetchall()
            assert sorted(starts) == [(day, at) for day, _, at in days]

    with connection:
        holds()
