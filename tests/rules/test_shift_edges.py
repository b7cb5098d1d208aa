"""A count that stands for a shift change moves the table's edge to its own time."""

from datetime import timedelta

import pytest

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.winter_day import DAY, GRAVE, SWING, at


@pytest.fixture
def history(house: House) -> History:
    return History(house)


@pytest.mark.parametrize("minutes", [-10, 25])
def test_a_shift_change_count_moves_the_tables_edge_to_its_own_time(
    history: History, minutes: int
) -> None:
    session = history.open(at(10), 1_000_000)
    edge = SWING + timedelta(minutes=minutes)
    for moment, cents in ((at(12), 1), (edge, 10), (edge + timedelta(seconds=1), 100)):
        history.buy_in(moment, cents)
    history.count(edge, 990_000, session=session, boundary=SWING)
    history.count(at(20), 980_000, session=session)
    day, swing = history.figures(DAY, SWING), history.figures(SWING, GRAVE)
    assert (day["est_drop_cents"], day["tray_cents"], day["est_win_cents"]) == (11, -10_000, -9_989)
    assert (swing["est_drop_cents"], swing["est_win_cents"]) == (100, -9_900)
    whole = history.figures(DAY, GRAVE)
    assert whole["est_win_cents"] == day["est_win_cents"] + swing["est_win_cents"]


@pytest.mark.parametrize(
    ("spot_check", "edge"),
    [(5, 25), (-10, -20)],
    ids=["a late walk", "an early walk"],
)
def test_a_spot_check_beside_a_moved_edge_belongs_to_its_own_side(
    history: History, spot_check: int, edge: int
) -> None:
    session = history.open(at(10), 1_000_000)
    history.buy_in(at(11), 10_000)
    history.count(at(12), 1_000_000, session=session)
    history.buy_in(at(13), 5_000)
    for minutes, boundary in sorted([(spot_check, None), (edge, SWING)], key=lambda one: one[0]):
        moment = SWING + timedelta(minutes=minutes)
        history.buy_in(moment - timedelta(minutes=1), 1_000)
        history.count(moment, 1_000_000, session=session, boundary=boundary)
    history.count(at(20), 1_000_000, session=session)
    day, swing = history.figures(DAY, SWING), history.figures(SWING, GRAVE)
    assert day["est_win_cents"] == day["est_drop_cents"]
    assert day["est_win_cents"] + (swing["est_win_cents"] or 0) == 17_000
    assert swing["est_drop_cents"] == (None if spot_check > 0 else 1_000)


def test_of_two_counts_for_one_change_the_later_is_the_edge(history: History) -> None:
    session = history.open(at(10), 1_000)
    for minutes in (5, 15):
        history.count(SWING + timedelta(minutes=minutes), 1_000, session=session, boundary=SWING)
        history.buy_in(SWING + timedelta(minutes=minutes - 1), 100)
    assert history.figures(DAY, SWING)["est_win_cents"] == 200
    assert history.figures(SWING, GRAVE)["est_drop_cents"] is None
