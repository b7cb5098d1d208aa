"""The books by hand: worked cases whose answers anybody can add up."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from pitterm.simulation.books import Books, Box, Entry, Movement, Reading, Run, percent, summed

TEN = datetime(2026, 1, 15, 10, tzinfo=UTC)


def at(hours: float) -> datetime:
    return TEN + timedelta(hours=hours)


def books(*readings: Reading, closed: bool = True) -> Books:
    run = Run(uuid4(), at(0), readings=list(readings), is_counted_out=closed)
    run.closed_at = at(8) if closed else None
    return Books("BJ-02", uuid4(), None, "Blackjack", runs=[run])


def test_a_counted_win_is_what_the_bets_brought_over_the_drop_in_the_box() -> None:
    # Opener 20,000, fill 5,000, credit 2,000, closer 18,000, counted drop 9,000.
    book = books(Reading(at(0), 2_000_000, 0, 0), Reading(at(7), 1_800_000, 400_000, 900_000))
    book.movements = [Movement(at(1), 500_000), Movement(at(2), -200_000)]
    book.boxes = [Box(at(7.5), 900_000, is_released=True)]
    figures = book.figures(at(0), at(8))
    assert (figures["counted_win_cents"], figures["hold_percent"]) == (400_000, "44.44")
    assert figures["win_loss_inventory_cents"] == -500_000
    assert (figures["fills_total_cents"], figures["credits_total_cents"]) == (500_000, 200_000)


def test_what_comes_after_the_last_count_stands_beside_the_win() -> None:
    book = books(
        Reading(at(0), 2_000_000, 0, 0), Reading(at(2), 1_950_000, 50_000, 100_000), closed=False
    )
    book.entries = [Entry(at(1), 100_000, False, True), Entry(at(3), 200_000, False, True)]
    book.movements = [Movement(at(3), 500_000)]
    figures = book.figures(at(0), at(8))
    assert figures["win_loss_estimated_cents"] == 50_000
    assert figures["since_count_buyins_cents"] == 200_000
    assert figures["since_count_fills_cents"] == 500_000
    assert figures["counted_win_cents"] is None


def test_a_box_that_served_two_sessions_gives_one_win_over_both() -> None:
    book = books(Reading(at(0), 100, 0, 0), Reading(at(1), 100, 30, 40))
    second = Run(uuid4(), at(2), at(4), is_counted_out=True)
    second.readings = [Reading(at(2), 100, 30, 40), Reading(at(3), 100, 50, 90)]
    book.runs[0].closed_at = at(1.5)
    book.runs.append(second)
    book.boxes = [Box(at(3.5), 90, is_released=True)]
    assert book.figures(at(0), at(2))["counted_win_cents"] is None
    assert book.figures(at(2), at(8))["counted_win_cents"] == 50
    assert book.figures(at(0), at(8))["counted_drop_cents"] == 90


def test_an_unreleased_box_makes_a_period_unknown() -> None:
    book = books(Reading(at(0), 100, 0, 0), Reading(at(1), 100, 30, 40))
    book.boxes = [Box(at(0.5), 10, is_released=True), Box(at(2), 30)]
    assert book.figures(at(0), at(8))["counted_win_cents"] is None


def test_a_mistake_and_its_reversal_count_at_the_same_time() -> None:
    book = books(Reading(at(0), 100, 0, 0), closed=False)
    mistake = Entry(at(1), 10_000, False, True)
    book.entries = [mistake, mistake.taken_back()]
    figures = book.figures(at(0), at(2))
    assert figures["estimated_drop_grind_cents"] == 0
    assert figures["estimated_drop_rated_cents"] is None
    assert book.figures(at(2), at(3))["telemetry_quality"] == "NONE"


def test_a_sum_leaves_out_what_is_unknown_and_says_how_many_are_in_it() -> None:
    known = books(Reading(at(0), 100, 0, 0), Reading(at(1), 100, 30, 40))
    known.boxes = [Box(at(2), 40, is_released=True)]
    unknown = books(Reading(at(0), 100, 0, 0), closed=False)
    total = summed([each.figures(at(0), at(8)) for each in (known, unknown)])
    assert (total["tables"], total["tables_counted"]) == (2, 1)
    assert (total["counted_win_total_cents"], total["hold_percent"]) == (30, "75.00")


@pytest.mark.parametrize(
    ("won", "drop", "shown"),
    [(1, 3, "33.33"), (-1, 3, "-33.33"), (1, 16, "6.25"), (-1, 800, "-0.13"), (0, 5, "0.00")],
)
def test_a_hold_is_rounded_away_from_zero(won: int, drop: int, shown: str) -> None:
    assert percent(won, drop) == shown


def test_nothing_dropped_has_no_hold() -> None:
    assert percent(500, 0) is None
