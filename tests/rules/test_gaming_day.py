"""The gaming day is the casino's own, whatever the season and whatever the caller has set."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import Pit, Staff

VECTORS = [
    ("2026-01-15T13:50Z", "2026-01-14"),
    ("2026-01-15T14:10Z", "2026-01-15"),
    ("2026-01-16T00:10Z", "2026-01-15"),
    ("2026-03-08T10:30Z", "2026-03-07"),
    ("2026-03-08T13:10Z", "2026-03-08"),
    ("2026-11-01T08:30Z", "2026-10-31"),
    ("2026-11-01T09:30Z", "2026-10-31"),
    ("2026-01-15T13:59:59.9Z", "2026-01-14"),
    ("2026-01-15T14:00:00Z", "2026-01-15"),
    ("2026-01-15T08:00:00Z", "2026-01-14"),
    ("2026-03-08T12:59:59.999999Z", "2026-03-07"),
    ("2026-11-01T13:59:59.999999Z", "2026-10-31"),
    ("2026-11-01T14:00:00Z", "2026-11-01"),
]

HOSTILE = {
    "TimeZone": "Asia/Tokyo",
    "DateStyle": "ISO, DMY",
    "IntervalStyle": "sql_standard",
    "search_path": "pg_temp",
    "transform_null_equals": "on",
    "standard_conforming_strings": "off",
    "quote_all_identifiers": "on",
    "array_nulls": "off",
    "bytea_output": "escape",
    "extra_float_digits": "-15",
    "enable_seqscan": "off",
    "default_transaction_deferrable": "on",
    "lock_timeout": "1ms",
}


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


@pytest.fixture(params=["as it is", *HOSTILE])
def hostile(request: pytest.FixtureRequest, staff: Staff) -> Iterator[Pit]:
    """The pit boss on a connection with one setting turned against the pit."""
    person = staff.sign_in("boss")
    if request.param in HOSTILE:
        person.query("select set_config(%s, %s, false)", request.param, HOSTILE[request.param])
    yield person
    person.connection.close()


@pytest.mark.parametrize(("at", "day"), VECTORS)
def test_an_instant_has_its_gaming_day(house: House, at: str, day: str) -> None:
    history = History(house)
    entry = history.buy_in(moment(at), 100)
    count = history.count(moment(at), 100)
    for table, row in (("table_buyin_telemetry", entry), ("table_inventory_snapshot", count)):
        found = house.value(f"select gaming_day from pit.{table} where id = %s", row)
        assert found == date.fromisoformat(day)


def test_a_session_keeps_the_day_it_opened(house: House) -> None:
    history = History(house)
    session = history.open(moment("2026-01-15T13:00Z"))
    house.change("table_session", session, gaming_day=date(2020, 1, 1), notes="still open")
    history.close(session, moment("2026-01-16T20:00Z"), 100)
    day = house.value("select gaming_day from pit.table_session where id = %s", session)
    assert day == date(2026, 1, 14)


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-07", 23), ("2026-10-31", 25), ("2026-01-15", 24)]
)
def test_a_gaming_day_is_as_long_as_the_night_makes_it(house: House, day: str, hours: int) -> None:
    start, end = (
        house.value(
            "select pit_private.gaming_day_started_at(%s, %s::date + %s)", house.casino, day, more
        )
        for more in (0, 1)
    )
    assert end - start == timedelta(hours=hours)
    for at, expected in ((start, 0), (end - timedelta(microseconds=1), 0), (end, 1)):
        found = house.value("select pit_private.gaming_day_of(%s, %s)", house.casino, at)
        assert found == date.fromisoformat(day) + timedelta(days=expected)


@pytest.mark.parametrize("night", ["2026-03-08", "2026-11-01", "2026-06-01"])
def test_every_instant_of_a_night_is_in_one_shift_that_holds_it(house: House, night: str) -> None:
    shifts = house.connection.execute(
        "select at, h.name, h.started_at, h.ends_at"
        " from generate_series(%s::timestamptz, %s::timestamptz + interval '24 hours', '30 min') at"
        " cross join lateral pit_private.shift_at(%s, at) h",
        [f"{night} 00:00Z", f"{night} 00:00Z", house.casino],
    ).fetchall()
    assert len(shifts) == 49
    assert all(start <= at < end for at, _, start, end in shifts)
    assert {name for _, name, _, _ in shifts} == {"Day", "Swing", "Grave"}


def test_a_run_of_a_table_is_the_same_whatever_the_caller_has_set(
    hostile: Pit, house: House
) -> None:
    table = house.new_table()
    session = hostile.open(table, idempotency_key=f"open-{table}")
    count = hostile.count(table, "close")
    entry = hostile.buy_in(table, occurred_at=session["opened_at"])
    reversal = hostile.reverse(entry)
    row = hostile.view(table)
    closed = hostile.close(session, count, hostile.drop(table))
    assert hostile.open(table, idempotency_key=f"open-{table}") == session
    today = house.value(
        "select ((%s::timestamptz at time zone 'America/Los_Angeles') - time '06:00')::date",
        session["opened_at"],
    )
    assert {row["gaming_day"], closed["gaming_day"], reversal["gaming_day"]} == {today}
    assert (row["day"]["est_drop_cents"], row["session_status"]) == (0, "ACTIVE")
    assert closed["closed_at"] > session["opened_at"]


@pytest.mark.parametrize("style", ["German", "SQL, DMY", "Postgres, MDY"])
def test_a_date_style_changes_no_date(staff: Staff, boss: Pit, house: House, style: str) -> None:
    table = house.new_table()
    person = staff.sign_in("boss")
    person.query("select set_config('DateStyle', %s, false)", style)
    sent = ("select id from pit.rpc_open_table_session(%s, %s)", table, f"open-{table}")
    first, again = person.query(*sent), person.query(*sent)
    person.query("select set_config('DateStyle', 'ISO', false)")
    assert first == again == [{"id": boss.current(table)[0]["id"]}]
    assert person.open(table, idempotency_key=f"open-{table}") == boss.current(table)[0]
    person.connection.close()
