"""Which instants a time typed on the house's clock may mean."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pitterm.domain.times import instants_at

HARBOR = ZoneInfo("America/Los_Angeles")


def test_a_time_of_an_ordinary_night_is_one_instant() -> None:
    assert instants_at(datetime.fromisoformat("2026-01-15T05:50"), HARBOR) == (
        datetime(2026, 1, 15, 13, 50, tzinfo=UTC),
    )


def test_an_hour_the_autumn_night_has_twice_is_two_instants() -> None:
    assert instants_at(datetime.fromisoformat("2026-11-01T01:30"), HARBOR) == (
        datetime(2026, 11, 1, 8, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 9, 30, tzinfo=UTC),
    )


def test_an_hour_the_spring_night_skips_is_none() -> None:
    assert instants_at(datetime.fromisoformat("2026-03-08T02:30"), HARBOR) == ()


@pytest.mark.parametrize("day", ["2026-03-08", "2026-11-01"])
def test_every_instant_of_a_changing_night_is_reached_by_its_own_time(day: str) -> None:
    midnight = datetime.fromisoformat(day).replace(tzinfo=HARBOR).astimezone(UTC)
    for minutes in range(0, 6 * 60, 30):
        instant = midnight + timedelta(minutes=minutes)
        assert instant in instants_at(instant.astimezone(HARBOR).replace(tzinfo=None), HARBOR)


def test_half_an_hour_is_skipped_where_the_clock_moves_by_half_an_hour() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    assert instants_at(datetime.fromisoformat("2026-10-04T02:15"), lord_howe) == ()
    assert len(instants_at(datetime.fromisoformat("2026-04-05T01:45"), lord_howe)) == 2
