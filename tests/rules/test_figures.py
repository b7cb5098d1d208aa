"""What a table did: a win is known only between two counts, and silence is never a zero."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.winter_day import DAY, GRAVE, SWING, at


@pytest.fixture
def history(house: House) -> History:
    return History(house)


def win(history: History, start: datetime, end: datetime) -> object:
    return history.figures(start, end)["est_win_cents"]


def test_opener_to_closer_with_its_buy_ins_is_the_win(history: History) -> None:
    session = history.open(at(10), 2_000_000)
    history.buy_in(at(11), 900_000)
    history.close(session, at(13), 1_300_000)
    figures = history.figures(DAY, SWING)
    assert (figures["tray_cents"], figures["est_win_cents"]) == (-700_000, 200_000)
    assert datetime.fromisoformat(figures["win_from"]) == at(10)
    assert datetime.fromisoformat(figures["win_to"]) == at(13)
    assert figures["since_count_buyins_cents"] == 0


def test_a_win_stands_at_its_count_whatever_is_bought_in_after(history: History) -> None:
    session = history.open(at(10), 2_000_000)
    history.buy_in(at(11), 100_000)
    history.count(at(12), 1_950_000, session=session)
    history.buy_in(at(12, 30), 200_000)
    figures = history.figures(DAY, SWING)
    assert figures["est_win_cents"] == 50_000
    assert figures["since_count_buyins_cents"] == 200_000
    assert figures["est_drop_cents"] == 300_000


def test_without_a_later_count_there_is_no_win(history: History) -> None:
    history.open(at(10), 2_000_000)
    history.buy_in(at(11), 500_000)
    figures = history.figures(DAY, SWING)
    for unknown in ("tray_cents", "est_win_cents", "win_from", "win_to"):
        assert figures[unknown] is None
    assert (figures["est_drop_cents"], figures["since_count_buyins_cents"]) == (500_000, 500_000)


def test_the_win_of_an_uncounted_shift_falls_into_the_shift_of_the_count(history: History) -> None:
    session = history.open(at(10), 2_000_000)
    history.buy_in(at(11), 500_000)
    history.count(at(18), 1_700_000, session=session)
    assert win(history, DAY, SWING) is None
    swing = history.figures(SWING, GRAVE)
    assert (swing["est_win_cents"], swing["est_drop_cents"]) == (200_000, None)
    assert datetime.fromisoformat(swing["win_from"]) == at(10)
    assert win(history, DAY, GRAVE) == 200_000


def test_the_previous_closer_stands_in_for_an_opener(history: History) -> None:
    closer = history.close(history.open(at(7), 1_800_000), at(9), 1_800_000)
    session = history.open(at(10), expected=closer)
    history.buy_in(at(11), 150_000)
    history.close(session, at(12), 1_740_000)
    figures = history.figures(at(9, 30), SWING)
    assert figures["est_win_cents"] == -60_000 + 150_000
    assert datetime.fromisoformat(figures["win_from"]) == at(9)


def test_a_difference_between_closer_and_opener_is_in_no_win(history: History) -> None:
    first = history.open(at(7), 1_800_000)
    history.buy_in(at(8), 1)
    closer = history.close(first, at(9), 1_799_999)
    session = history.open(at(10), 1_790_000, expected=closer)
    history.buy_in(at(11), 150_000)
    history.close(session, at(12), 1_740_000)
    assert win(history, at(9, 30), SWING) == 100_000
    assert win(history, DAY, SWING) == 100_000


def test_without_opener_and_closer_the_earliest_count_begins(history: History) -> None:
    session = history.open(at(10))
    history.buy_in(at(10, 30), 70_000)
    history.count(at(11), 1_000_000, session=session)
    assert win(history, DAY, SWING) is None
    history.buy_in(at(12), 20_000)
    history.count(at(13), 990_000, session=session)
    figures = history.figures(DAY, SWING)
    assert (figures["est_win_cents"], figures["est_drop_cents"]) == (10_000, 90_000)
    assert datetime.fromisoformat(figures["win_from"]) == at(11)


def test_an_opening_count_is_never_a_closer(history: History) -> None:
    session = history.open(at(10), 500_000)
    history.buy_in(at(10, 10), 100)
    history.count(at(10, 20), 400_000, "open", session)
    assert history.figures(DAY, SWING)["tray_cents"] is None
    history.close(session, at(12), 300_000)
    figures = history.figures(DAY, SWING)
    assert (figures["tray_cents"], figures["est_win_cents"]) == (-200_000, -199_900)
    assert datetime.fromisoformat(figures["win_from"]) == at(10)


def test_a_count_made_before_the_opener_is_in_no_segment(house: House, history: History) -> None:
    closer = history.close(history.open(at(7), 1_000), at(8), 1_000)
    session = history.open(at(10), expected=closer)
    history.count(at(10, 10), 5_000, session=session)
    opener = history.count(at(10, 20), 7_000, "open", session)
    house.change("table_session", session, opening_inventory_snapshot_id=opener)
    history.close(session, at(12), 7_300)
    figures = history.figures(at(9), SWING)
    assert figures["tray_cents"] == 300
    assert datetime.fromisoformat(figures["win_from"]) == at(10, 20)


def test_coverage_says_which_kinds_were_logged(history: History) -> None:
    history.open(at(10), 1_000)
    assert history.figures(DAY, SWING)["coverage"] == "NONE"
    rated = history.buy_in(at(11), 30_000, rated=True)
    assert history.figures(DAY, SWING)["coverage"] == "LOW_COVERAGE"
    history.reverse(rated)
    assert history.figures(DAY, SWING)["coverage"] == "LOW_COVERAGE"
    history.buy_in(at(12), 2_500)
    figures = history.figures(DAY, SWING)
    assert figures["coverage"] == "GOOD_COVERAGE"
    assert (figures["rated_cents"], figures["unrated_cents"]) == (0, 2_500)


def test_nothing_logged_is_unknown_and_never_zero(history: History) -> None:
    session = history.open(at(10), 1_000_000)
    history.count(at(12), 990_000, session=session)
    figures = history.figures(DAY, SWING)
    assert figures["tray_cents"] == -10_000
    for unknown in (
        "rated_cents",
        "unrated_cents",
        "est_drop_cents",
        "est_win_cents",
        "since_count_buyins_cents",
    ):
        assert figures[unknown] is None


def test_a_reversed_entry_counts_nothing_at_its_own_time(history: History) -> None:
    session = history.open(at(10), 1_000_000)
    entry = history.buy_in(at(13, 50), 10_000)
    history.reverse(entry)
    history.close(session, at(13, 55), 1_000_000)
    figures = history.figures(DAY, SWING)
    assert (figures["est_drop_cents"], figures["est_win_cents"]) == (0, 0)
    assert history.figures(SWING, GRAVE)["est_drop_cents"] is None


def test_chips_are_stored_and_never_summed(history: History) -> None:
    session = history.open(at(10), 1_000_000)
    for number, tender in enumerate(("cash", "marker", "coupon", "chips")):
        history.buy_in(at(11, number), 10**number * 100, tender=tender)
        history.buy_in(at(11, number), 10**number * 200, tender=tender, rated=True)
    history.close(session, at(12), 1_000_000)
    figures = history.figures(DAY, SWING)
    assert (figures["rated_cents"], figures["unrated_cents"]) == (22_200, 11_100)
    assert figures["est_win_cents"] == figures["est_drop_cents"] == 33_300
    assert figures["since_count_buyins_cents"] == 0


def test_chips_alone_are_logged_and_nothing_for_the_box(history: History) -> None:
    history.open(at(10), 1_000_000)
    history.buy_in(at(11), 5_000, tender="chips", rated=True)
    figures = history.figures(DAY, SWING)
    assert (figures["est_drop_cents"], figures["coverage"]) == (0, "LOW_COVERAGE")
    assert figures["since_count_buyins_cents"] == 0


def test_the_casino_says_which_tenders_go_into_the_box(house: House, history: History) -> None:
    history.open(at(10), 1_000_000)
    for tender in ("cash", "coupon"):
        history.buy_in(at(11), 5_000, tender=tender)
    with house.setting(box_tenders=["cash"]):
        assert history.figures(DAY, SWING)["est_drop_cents"] == 5_000
    assert history.figures(DAY, SWING)["est_drop_cents"] == 10_000


def test_a_window_begins_with_its_start_and_ends_before_its_end(history: History) -> None:
    history.open(at(6), 1_000_000)
    before = timedelta(microseconds=1)
    for moment, cents in ((DAY - before, 1), (DAY, 10), (SWING - before, 100), (SWING, 1_000)):
        history.buy_in(moment, cents)
    assert history.figures(DAY, SWING)["est_drop_cents"] == 110
    assert history.figures(SWING, GRAVE)["est_drop_cents"] == 1_000


def test_a_count_at_a_windows_end_belongs_to_the_next(history: History) -> None:
    session = history.open(at(10), 1_000)
    history.buy_in(at(11), 100)
    history.count(SWING, 1_000, session=session)
    assert win(history, DAY, SWING) is None
    assert win(history, SWING, GRAVE) == 100


def test_an_entry_at_the_instant_of_the_first_count_is_before_it(history: History) -> None:
    session = history.open(at(10), 1_000)
    opened = history.house.value(
        "select c.counted_at from pit.table_session s join pit.table_inventory_snapshot c"
        " on c.id = s.opening_inventory_snapshot_id where s.id = %s",
        session,
    )
    history.buy_in(opened, 700)
    history.buy_in(at(11), 100)
    history.count(at(12), 1_000, session=session)
    assert win(history, DAY, SWING) == 100


def test_entries_outside_any_session_are_in_the_windows_drop(history: History) -> None:
    history.close(history.open(at(7), 1_000), at(8), 1_000)
    history.buy_in(at(9), 500)
    figures = history.figures(DAY, SWING)
    assert (figures["est_drop_cents"], figures["since_count_buyins_cents"]) == (500, 500)
    assert (figures["tray_cents"], figures["est_win_cents"]) == (0, None)


def test_a_session_that_logged_nothing_leaves_the_windows_win_unknown(history: History) -> None:
    first = history.open(at(7), 1_000)
    history.buy_in(at(8), 500)
    history.close(first, at(9), 500)
    history.close(history.open(at(10), 500), at(12), 400)
    figures = history.figures(DAY, SWING)
    assert (figures["tray_cents"], figures["est_win_cents"]) == (-600, None)


def test_shifts_add_up_to_the_day(history: History) -> None:
    session = history.open(at(8), 10_000)
    for hour in range(9, 30):
        history.buy_in(at(hour), hour)
        history.count(at(hour, 30), 10_000 - hour, session=session)
    shifts = [(DAY, SWING), (SWING, GRAVE), (GRAVE, DAY + timedelta(days=1))]
    parts = [history.figures(start, end) for start, end in shifts]
    day = history.figures(DAY, DAY + timedelta(days=1))
    for figure in ("est_drop_cents", "tray_cents", "est_win_cents"):
        assert sum(part[figure] for part in parts) == day[figure]


def test_figures_of_many_tables_do_not_mix(house: House) -> None:
    histories = [History(house) for _ in range(3)]
    for number, history in enumerate(histories, start=1):
        session = history.open(at(10), 1_000_000)
        history.buy_in(at(11), number * 100)
        history.close(session, at(12), 1_000_000)
    tables: list[UUID] = [history.table for history in histories]
    rows = house.connection.execute(
        "select gaming_table_id, est_win_cents from pit_private.table_figures(%s, %s::uuid[],"
        " %s::timestamptz[], %s::timestamptz[])",
        [house.casino, tables, [DAY] * 3, [SWING] * 3],
    ).fetchall()
    assert dict(rows) == dict(zip(tables, (100, 200, 300), strict=True))


def test_a_kind_nobody_logged_is_unknown_beside_one_that_was(history: History) -> None:
    history.open(at(10), 1_000)
    history.buy_in(at(11), 2_500)
    figures = history.figures(DAY, SWING)
    assert (figures["rated_cents"], figures["unrated_cents"]) == (None, 2_500)
    assert figures["est_drop_cents"] == 2_500
