"""A time read off a form means the last moment the house's clock showed it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pitterm.domain.paper_times import read_time, type_time, write_time
from pitterm.domain.times import zone

HARBOR = zone("America/Los_Angeles")
NOW = datetime(2026, 1, 16, 11, 10, tzinfo=UTC)
"""Ten past three in the night of Friday, 16 January."""
AUTUMN = datetime(2026, 11, 1, 12, 10, tzinfo=UTC)
SPRING = datetime(2026, 3, 8, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("01:25", "2026-01-16 01:25"),
        ("0125", "2026-01-16 01:25"),
        ("1.25", "2026-01-16 01:25"),
        ("03:10", "2026-01-16 03:10"),
        ("23:50", "2026-01-15 23:50"),
        ("03:11", "2026-01-15 03:11"),
        ("Thu 23:50", "2026-01-15 23:50"),
        ("wednesday 2350", "2026-01-14 23:50"),
        ("Fri 01:25", "2026-01-16 01:25"),
        ("Fri 23:50", "2026-01-09 23:50"),
        ("2025-12-31 23:50", "2025-12-31 23:50"),
    ],
)
def test_the_day_is_understood(typed: str, meant: str) -> None:
    (instant,) = read_time(typed, NOW, HARBOR).instants
    assert f"{instant.astimezone(HARBOR):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    "typed", ["", "1", "125 pm", "24:00", "12:60", "foo 01:25", "2026-02-30 01:25", "12:3456"]
)
def test_what_is_no_time_is_told_how_to_type_one(typed: str) -> None:
    reading = read_time(typed, NOW, HARBOR)
    assert not reading.instants
    assert reading.fault.startswith("Type a time like 01:25")


def test_what_is_still_to_come_is_on_no_paper() -> None:
    reading = read_time("2026-01-16 03:11", NOW, HARBOR)
    assert reading.fault == "03:11 is still to come; only what has happened is on paper."


def test_an_hour_that_came_twice_has_two_meanings_until_only_one_is_past() -> None:
    reading = read_time("01:25", AUTUMN, HARBOR)
    assert reading.is_ambiguous
    assert [write_time(each, HARBOR, date(2026, 11, 1)) for each in reading.instants] == [
        "01:25 PDT",
        "01:25 PST",
    ]
    in_the_second = datetime(2026, 11, 1, 9, 10, tzinfo=UTC)
    assert read_time("01:25", in_the_second, HARBOR).instants == reading.instants[:1]


def test_a_time_that_the_clock_skipped_is_refused_once_the_night_is_over() -> None:
    assert read_time("02:30", SPRING, HARBOR).fault == "The clock skipped 02:30 on Sun 8 Mar."
    before = datetime(2026, 3, 8, 9, 30, tzinfo=UTC)
    (instant,) = read_time("02:30", before, HARBOR).instants
    assert type_time(instant, HARBOR, date(2026, 3, 8)) == "Sat 02:30"


@pytest.mark.parametrize("hours", [0, 5, 30, 150, 170, 700])
def test_what_a_line_begins_with_is_read_as_the_same_moment(hours: int) -> None:
    moment = NOW - timedelta(hours=hours)
    typed = type_time(moment, HARBOR, NOW.astimezone(HARBOR).date())
    assert read_time(typed, NOW, HARBOR).instants == (moment,)
