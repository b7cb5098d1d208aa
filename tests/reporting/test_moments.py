"""Times people type for a report."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pitterm.reporting.moments import NoSuchTime, noon_of, on_house_clock, parse_day, parse_moment

HARBOR = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2026-01-15T14:00", datetime(2026, 1, 15, 22, tzinfo=UTC)),
        (" 2026-01-15 14:00:30 ", datetime(2026, 1, 15, 22, 0, 30, tzinfo=UTC)),
        ("2026-01-15T14:00-05:00", datetime(2026, 1, 15, 19, tzinfo=UTC)),
        ("2026-11-01T01:30-07:00", datetime(2026, 11, 1, 8, 30, tzinfo=UTC)),
        ("2026-11-01T01:30-08:00", datetime(2026, 11, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_the_casinos_own_unless_it_says_otherwise(typed: str, instant: datetime) -> None:
    assert on_house_clock(parse_moment(typed), HARBOR) == instant


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-11-01T01:30", "comes twice that night. Put -07:00 or -08:00 behind it."),
        ("2026-03-08T02:30", "The clock skips 2026-03-08 02:30 that night."),
        ("noon", "'noon' is no time."),
        ("0001-01-01T00:00", "no day of a casino"),
        ("9999-12-31T23:00", "no day of a casino"),
    ],
)
def test_a_time_that_cannot_be_placed_is_asked_about_never_guessed(
    typed: str, sentence: str
) -> None:
    with pytest.raises(NoSuchTime) as refused:
        on_house_clock(parse_moment(typed), HARBOR)
    assert sentence in str(refused.value)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("day", ["2026-03-08", "2026-10-31", "2026-01-15"])
def test_a_gaming_day_is_found_by_an_instant_inside_it(day: str) -> None:
    local = noon_of(parse_day(day), "06:00", HARBOR).astimezone(HARBOR)
    assert local.date() == date.fromisoformat(day)
    assert 17 <= local.hour <= 19


@pytest.mark.parametrize("typed", ["2026-02-30", "15.1.2026", ""])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(NoSuchTime, match="is no date"):
        parse_day(typed)
