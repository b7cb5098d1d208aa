"""Which tables the board shows, in which order, and how it names them."""

from datetime import timedelta

import pytest

from pitterm.domain.arranging import SortOrder, arrange, matches
from pitterm.domain.board import show_age, status_word
from pitterm.domain.sessions import SessionStatus
from tests.podium.values import NOW, make_figures, make_table

LIVE = [SessionStatus.OPEN, SessionStatus.ACTIVE, SessionStatus.RUNDOWN]


def test_the_status_word_needs_no_colour() -> None:
    words = {status: status_word(make_table("BJ-01", status=status)) for status in LIVE}
    assert words[SessionStatus.OPEN] == "◌ OPEN · COUNT DUE"
    assert words[SessionStatus.ACTIVE] == "● ACTIVE"
    assert words[SessionStatus.RUNDOWN] == "◐ RUNDOWN"
    closed = make_table("BJ-01", status=None)
    assert status_word(closed) == "○ CLOSED"
    owing = make_table("BJ-01", status=None, owes_count=True)
    assert status_word(owing) == "○ CLOSED ▲ count owed"


@pytest.mark.parametrize(("typed", "is_shown"), [("bj", True), ("BLACK 01", True), ("rl", False)])
def test_every_typed_word_has_to_occur(typed: str, is_shown: bool) -> None:
    assert matches(make_table("BJ-01", status=None), typed) is is_shown


def test_the_oldest_count_and_the_highest_drop_come_first_and_the_unknown_last() -> None:
    busy = make_table("BJ-01", status=SessionStatus.ACTIVE, spot=1, last_count_at=NOW)
    stale = make_table(
        "BJ-02",
        spot=2,
        status=SessionStatus.ACTIVE,
        last_count_at=NOW - timedelta(hours=3),
        day=make_figures(est_drop_cents=None),
    )
    closed = make_table("BJ-03", status=None, spot=3, day=None)
    tables = (closed, stale, busy)
    orders = {
        SortOrder.SPOT: ["BJ-01", "BJ-02", "BJ-03"],
        SortOrder.EST_DROP: ["BJ-01", "BJ-02", "BJ-03"],
        SortOrder.LAST_COUNT: ["BJ-02", "BJ-01", "BJ-03"],
        SortOrder.STATUS: ["BJ-01", "BJ-02", "BJ-03"],
    }
    for order, labels in orders.items():
        assert [table.label for table in arrange(tables, None, "", order)] == labels


def test_a_clock_that_jumped_back_shows_no_negative_age() -> None:
    assert show_age(timedelta(hours=2, minutes=14)) == "2:14"
    assert show_age(timedelta(minutes=-5)) == "0:00"
