"""The shift's numbers: one row a table, sums that add up, and never a zero for the unknown."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused
from tests.rules.winter_day import DAY, GRAVE, SWING, at

NEXT_DAY = DAY + timedelta(days=1)


@pytest.fixture
def history(house: House) -> History:
    return History(house)


def row(boss: Pit, history: History, start: datetime = DAY, end: datetime = SWING) -> Row:
    return boss.metrics(start, end)[history.table]


def worked_session(history: History) -> UUID:
    """Opener 20,000, fill 5,000, credit 2,000, closer 18,000."""
    session = history.open(at(7), 2_000_000)
    history.fill(session, at(8), 500_000)
    history.credit(session, at(9), 200_000)
    history.close(session, at(12), 1_800_000)
    return session


def test_the_counted_win_is_closer_credits_and_drop_less_opener_and_fills(
    boss: Pit, history: History
) -> None:
    session = worked_session(history)
    history.drop(at(12, 5), session, counted_cents=900_000)
    counted = row(boss, history)
    assert counted["counted_win_cents"] == 400_000
    assert counted["counted_drop_cents"] == 900_000
    assert counted["hold_percent"] == Decimal("44.44")
    assert counted["metric_grade"] == "COUNTED"
    assert (counted["counted_from"], counted["counted_to"]) == (at(7), at(12))


def test_an_unreleased_box_leaves_the_counted_win_unknown(boss: Pit, history: History) -> None:
    session = worked_session(history)
    drop = history.drop(at(12, 5), session)
    estimate = row(boss, history)
    assert estimate["drop_custody_present"]
    for unknown in ("counted_win_cents", "counted_drop_cents", "hold_percent", "counted_to"):
        assert estimate[unknown] is None
    assert estimate["metric_grade"] == "ESTIMATE"
    history.release(drop, 900_000)
    assert row(boss, history)["counted_win_cents"] == 400_000


def test_without_a_box_removed_there_is_no_counted_win(boss: Pit, history: History) -> None:
    worked_session(history)
    assert row(boss, history)["counted_win_cents"] is None
    assert not row(boss, history)["drop_custody_present"]


def test_a_box_that_served_two_sessions_gives_one_win_over_both(
    boss: Pit, history: History
) -> None:
    worked_session(history)
    second = history.open(at(15), 1_800_000)
    history.close(second, at(20), 1_750_000)
    history.drop(at(20, 5), second, counted_cents=1_000_000)
    assert row(boss, history)["counted_win_cents"] is None
    swing = row(boss, history, SWING, GRAVE)
    assert swing["counted_win_cents"] == -500_000 + -50_000 + 1_000_000
    assert (swing["counted_from"], swing["counted_to"]) == (at(7), at(20))
    assert row(boss, history, DAY, GRAVE)["counted_win_cents"] == 450_000


def test_a_box_pulled_in_the_middle_of_a_session_counts_with_the_one_at_its_end(
    boss: Pit, history: History
) -> None:
    session = history.open(at(7), 2_000_000)
    middle = history.drop(at(9), session, counted_cents=300_000)
    history.close(session, at(12), 1_800_000)
    last = history.drop(at(12, 5), session)
    assert row(boss, history)["counted_win_cents"] is None
    history.release(last, 100_000)
    assert row(boss, history)["counted_win_cents"] == -200_000 + 400_000
    assert middle != last


def test_a_period_is_counted_when_each_of_its_sessions_is(boss: Pit, history: History) -> None:
    history.close(history.open(at(7), 1_000), at(12), 1_000)
    second = history.open(at(15), 1_000)
    history.close(second, at(16), 1_000)
    history.drop(at(16, 5), second, counted_cents=10)
    assert row(boss, history, SWING, GRAVE)["metric_grade"] == "COUNTED"
    third = history.open(at(17), 1_000)
    history.close(third, at(23), 1_000)
    history.drop(at(23, 5), third, counted_cents=20)
    swing = row(boss, history, SWING, GRAVE)
    assert (swing["metric_grade"], swing["counted_win_cents"]) == ("ESTIMATE", 10)
    assert row(boss, history, GRAVE, NEXT_DAY)["metric_grade"] == "COUNTED"
    assert row(boss, history, DAY, NEXT_DAY)["metric_grade"] == "COUNTED"


def test_a_session_belongs_to_the_shift_its_play_ended_in(
    boss: Pit, house: House, history: History
) -> None:
    session = history.open(at(7), 1_000)
    closer = history.count(at(13, 58), 1_000, "close", session)
    house.change(
        "table_session",
        session,
        status="CLOSED",
        close_reason="counted",
        closed_at=at(14, 2),
        closed_by_staff_id=house.boss,
        closing_inventory_snapshot_id=closer,
    )
    history.drop(at(14, 5), session, counted_cents=10)
    assert row(boss, history)["metric_grade"] == "COUNTED"
    assert row(boss, history, SWING, GRAVE)["sessions"] == 0
    second = history.open(at(15), 1_000)
    history.close(second, at(16), 1_000)
    history.drop(at(16, 5), second, counted_cents=10)
    assert row(boss, history, SWING, GRAVE)["metric_grade"] == "COUNTED"


def test_a_hold_over_nothing_dropped_is_unknown(boss: Pit, history: History) -> None:
    session = history.open(at(7), 2_000_000)
    history.close(session, at(12), 2_000_000)
    history.drop(at(12, 5), session, counted_cents=0)
    counted = row(boss, history)
    assert (counted["counted_win_cents"], counted["counted_drop_cents"]) == (0, 0)
    assert counted["hold_percent"] is None


def test_a_fill_counts_when_it_is_verified_and_a_credit_when_it_is_counted_out(
    boss: Pit, history: History
) -> None:
    session = history.open(at(7), 1_000_000)
    history.fill(session, at(9), 300_000)
    history.credit(session, at(9, 30), 100_000)
    early, late = at(9) - timedelta(minutes=1), at(9, 1)
    assert row(boss, history, DAY, early)["fills_total_cents"] == 0
    assert row(boss, history, DAY, late)["fills_total_cents"] == 300_000
    assert row(boss, history, DAY, at(9, 30))["credits_total_cents"] == 0
    assert row(boss, history, DAY, at(9, 31))["credits_total_cents"] == 100_000


def test_a_fill_after_the_last_count_stands_beside_the_win(boss: Pit, history: History) -> None:
    session = history.open(at(7), 2_000_000)
    history.buy_in(at(8), 100_000)
    history.count(at(12), 1_950_000, session=session)
    history.buy_in(at(12, 30), 200_000)
    history.fill(session, at(13), 500_000)
    figures = row(boss, history)
    assert figures["win_loss_estimated_cents"] == 50_000
    assert figures["since_count_buyins_cents"] == 200_000
    assert figures["since_count_fills_cents"] == 500_000
    assert (figures["win_from"], figures["win_to"]) == (at(7), at(12))


def test_a_fill_and_a_credit_leave_the_win_as_it_was(boss: Pit, history: History) -> None:
    session = history.open(at(7), 2_000_000)
    history.buy_in(at(8), 100_000)
    history.fill(session, at(9), 500_000)
    history.credit(session, at(10), 300_000)
    history.count(at(12), 2_100_000, session=session)
    figures = row(boss, history)
    assert figures["win_loss_inventory_cents"] == -100_000
    assert figures["win_loss_estimated_cents"] == 0


def test_a_difference_between_runs_has_its_own_line(boss: Pit, history: History) -> None:
    first = history.open(at(7), 1_800_000)
    closer = history.close(first, at(9), 1_800_000)
    history.drop(at(9, 5), first, counted_cents=0)
    second = history.open(at(10), 1_790_000, expected=closer)
    history.close(second, at(12), 1_740_000)
    history.drop(at(12, 5), second, counted_cents=150_000)
    figures = row(boss, history, at(9, 30), SWING)
    assert figures["counted_win_cents"] == 100_000
    assert figures["discrepancy_cents"] == -10_000


def test_a_difference_over_a_cancelled_session_is_one_difference(boss: Pit, table: UUID) -> None:
    boss.count(table, "open", {"10000": 10})
    session = boss.open(table)
    boss.close(session, boss.count(table, "close", {"10000": 10}))
    boss.count(table, "open", {"10000": 9}, note="one short")
    boss.cancel(boss.open(table))
    boss.count(table, "open", {"10000": 9}, note="still one short")
    opened = boss.open(table)["opened_at"]
    start, end = opened - timedelta(hours=1), opened + timedelta(hours=1)
    assert boss.metrics(start, end)[table]["discrepancy_cents"] == -10_000
    label = boss.view(table)["label"]
    listed = boss.sheet(start, end)["sheet"]["discrepancies"]
    assert [d["discrepancy_cents"] for d in listed if d["table_label"] == label] == [-10_000]


def test_a_replaced_closer_changes_the_difference_between_runs(
    boss: Pit, staff: Staff, table: UUID
) -> None:
    boss.count(table, "open", {"10000": 10})
    session = boss.open(table)
    closer = boss.count(table, "close", {"10000": 10})
    boss.close(session, closer)
    boss.count(table, "open", {"10000": 9}, note="one short")
    opened = boss.open(table)["opened_at"]
    start, end = opened - timedelta(hours=1), opened + timedelta(hours=1)
    assert boss.metrics(start, end)[table]["discrepancy_cents"] == -10_000
    boss.void_count(closer, {"10000": 9}, witnessed_by=staff["floor"].staff_id)
    assert boss.metrics(start, end)[table]["discrepancy_cents"] == 0


def test_entries_outside_any_session_have_their_own_line(boss: Pit, history: History) -> None:
    history.close(history.open(at(7), 100), at(8), 100)
    history.buy_in(at(9), 7_500)
    figures = row(boss, history)
    assert figures["outside_session_cents"] == 7_500
    assert figures["estimated_drop_buyins_cents"] == 7_500


@pytest.mark.parametrize(
    ("opener", "source", "coverage"),
    [(500_000, "opening_count", "full"), (None, "earliest_in_window", "partial")],
)
def test_a_row_says_what_its_first_count_is(
    boss: Pit, history: History, opener: int | None, source: str, coverage: str
) -> None:
    session = history.open(at(7), opener)
    history.count(at(8), 490_000, session=session)
    history.count(at(9), 480_000, session=session)
    figures = row(boss, history)
    assert (figures["opening_source"], figures["coverage_type"]) == (source, coverage)
    assert figures["opening_bankroll_total_cents"] == (opener or 490_000)
    assert figures["closing_bankroll_total_cents"] == 480_000
    assert not figures["missing_opening_snapshot"]


def test_a_previous_closer_that_was_not_counted_again_is_said(boss: Pit, history: History) -> None:
    closer = history.close(history.open(at(7), 100), at(8), 100)
    session = history.open(at(9), expected=closer)
    history.count(at(10), 90, session=session)
    figures = row(boss, history, at(8, 30), SWING)
    assert figures["opening_source"] == "prior_count"
    assert (figures["opening_snapshot_id"], figures["opening_snapshot_at"]) == (closer, at(8))


def test_the_first_count_is_that_of_the_session_the_win_begins_in(
    boss: Pit, house: House, history: History
) -> None:
    uncounted = history.open(at(7))
    house.change(
        "table_session",
        uncounted,
        status="CLOSED",
        close_reason="drop_only",
        closed_at=at(9),
        closed_by_staff_id=house.boss,
        drop_event_id=history.drop(at(8, 55), uncounted),
    )
    second = history.open(at(10), 1_000_000)
    history.count(at(12), 990_000, session=second)
    figures = row(boss, history)
    assert figures["win_from"] == figures["opening_snapshot_at"] == at(10)
    assert (figures["opening_source"], figures["coverage_type"]) == ("opening_count", "full")


def test_a_shift_that_begins_with_a_change_count_is_whole(boss: Pit, history: History) -> None:
    session = history.open(at(7))
    history.count(at(8), 500_000, session=session)
    history.count(at(14), 490_000, session=session, boundary=SWING)
    history.count(at(20), 480_000, session=session)
    assert row(boss, history)["coverage_type"] == "partial"
    swing = row(boss, history, SWING, GRAVE)
    assert (swing["opening_source"], swing["coverage_type"]) == ("opening_count", "full")
    assert swing["opening_snapshot_at"] == swing["win_from"] == at(14)


def test_par_stands_for_no_count_and_is_in_no_sum(boss: Pit, history: History) -> None:
    history.open(at(7))
    figures = row(boss, history)
    assert (figures["opening_source"], figures["missing_opening_snapshot"]) == ("par", True)
    assert figures["opening_bankroll_total_cents"] == 2_000_000
    assert figures["win_loss_inventory_cents"] is None
    assert figures["coverage_type"] == "none"


def test_a_table_without_a_session_has_a_row_that_knows_nothing(
    boss: Pit, history: History
) -> None:
    figures = row(boss, history)
    assert figures["opening_source"] == "none"
    assert (figures["telemetry_quality"], figures["telemetry_notes"]) == ("NONE", "nothing logged")
    for unknown in (
        "opening_bankroll_total_cents",
        "closing_bankroll_total_cents",
        "estimated_drop_buyins_cents",
        "win_loss_inventory_cents",
        "win_loss_estimated_cents",
        "discrepancy_cents",
        "outside_session_cents",
    ):
        assert figures[unknown] is None


def test_a_table_that_went_off_the_floor_keeps_its_row_where_it_was_in_play(
    boss: Pit, house: House, history: History
) -> None:
    worked_session(history)
    house.change("gaming_table", history.table, status="inactive")
    assert history.table in boss.metrics(DAY, SWING)
    assert history.table not in boss.metrics(GRAVE, NEXT_DAY)


ADDED_UP = (
    "fills_total_cents",
    "credits_total_cents",
    "estimated_drop_rated_cents",
    "estimated_drop_grind_cents",
    "estimated_drop_buyins_cents",
    "win_loss_inventory_cents",
    "win_loss_estimated_cents",
    "discrepancy_cents",
    "outside_session_cents",
    "counted_drop_cents",
    "counted_win_cents",
)
SINCE_THE_COUNT = (
    "since_count_buyins_cents",
    "since_count_fills_cents",
    "since_count_credits_cents",
)
"""Stands beside the last count of a window, so that it adds up over tables and not over shifts."""


def test_shifts_add_up_to_the_day(boss: Pit, history: History) -> None:
    session = history.open(at(7), 1_000_000)
    for hour, cents in ((8, 1_000), (15, 20_000), (20, 300_000)):
        history.buy_in(at(hour), cents)
        history.buy_in(at(hour, 5), 3 * cents, rated=True)
        history.buy_in(at(hour, 6), 7 * cents, tender="chips")
        history.fill(session, at(hour, 20), cents)
        history.credit(session, at(hour, 30), 5 * cents)
    history.count(at(14, 10), 999_000, session=session, boundary=SWING)
    closer = history.close(session, at(21), 980_000)
    history.drop(at(21, 5), session, counted_cents=320_000)
    history.buy_in(at(21, 30), 11)
    second = history.open(at(21, 50), 979_000, expected=closer)
    history.buy_in(at(21, 55), 9_000)
    history.count(at(22, 20), 970_000, session=second, boundary=GRAVE)
    history.buy_in(at(23), 4_000)
    last = history.close(second, at(26), 700_000)
    history.drop(at(26, 5), second, counted_cents=5_000)
    third = history.open(at(27), 700_500, expected=last)
    history.buy_in(at(28), 6_000)
    history.close(third, at(29), 700_000)
    history.drop(at(29, 5), third, counted_cents=7_000)
    shifts = [row(boss, history, *w) for w in ((DAY, SWING), (SWING, GRAVE), (GRAVE, NEXT_DAY))]
    day = row(boss, history, DAY, NEXT_DAY)
    for name in ADDED_UP:
        assert day[name] is not None, name
        assert day[name] == sum(shift[name] or 0 for shift in shifts), name
    assert day["counted_win_cents"] == 1_584_000 - 274_000 + 6_500


def test_tables_add_up_to_their_pit_and_pits_to_the_casino(boss: Pit, house: House) -> None:
    pit = house.insert("pit", casino_id=house.casino, name="Sums", position=77)
    walked = [History(house) for _ in range(3)]
    for number, history in enumerate(walked, start=1):
        house.change("gaming_table", history.table, pit_id=pit)
        session = history.open(at(7), 1_000_000)
        history.buy_in(at(8), 1_000 * number, rated=number == 1)
        if number < 3:
            history.close(session, at(12), 1_000_000 - 700 * number)
            history.drop(at(12, 5), session, counted_cents=1_000 * number)
    tables = boss.metrics(DAY, SWING)
    (summed,) = boss.pit_metrics(DAY, SWING, pit)
    mine = [tables[history.table] for history in walked]
    assert summed["pit_name"] == "Sums"
    assert (summed["tables"], summed["tables_with_estimate"], summed["tables_counted"]) == (3, 2, 2)
    assert (summed["tables_with_opening"], summed["tables_with_closing"]) == (3, 2)
    assert (summed["tables_with_telemetry"], summed["tables_with_good_coverage"]) == (3, 2)
    assert summed["win_loss_estimated_total_cents"] == 300 + 600
    assert summed["counted_win_total_cents"] == 300 + 600
    assert summed["hold_percent"] == Decimal("30.00")
    assert summed["estimated_drop_buyins_total_cents"] == sum(
        each["estimated_drop_buyins_cents"] for each in mine
    )
    casino, pits = boss.casino_metrics(DAY, SWING), boss.pit_metrics(DAY, SWING)
    assert casino["tables"] == len(tables) == sum(each["tables"] for each in pits)
    for own in (*ADDED_UP, *SINCE_THE_COUNT):
        name = own.replace("_total_cents", "_cents").replace("_cents", "_total_cents")
        total = casino[name] or 0
        assert total == sum(each[name] or 0 for each in pits), name
        assert total == sum(each[own] or 0 for each in tables.values()), name


def test_hold_is_the_sum_of_wins_over_the_sum_of_drops_and_never_a_mean(
    boss: Pit, house: House
) -> None:
    pit = house.insert("pit", casino_id=house.casino, name="Holds", position=78)
    for closer, drop in ((1_000_000, 1_000_000), (999_000, 2_000)):
        history = History(house)
        house.change("gaming_table", history.table, pit_id=pit)
        session = history.open(at(7), 1_000_000)
        history.close(session, at(12), closer)
        history.drop(at(12, 5), session, counted_cents=drop)
    (summed,) = boss.pit_metrics(DAY, SWING, pit)
    assert summed["hold_percent"] == round(Decimal(100 * 1_001_000) / 1_002_000, 2)


def test_sessions_and_outside_add_up_to_the_shift_row(boss: Pit, history: History) -> None:
    first = history.open(at(7), 1_000_000)
    history.buy_in(at(8), 10_000)
    history.fill(first, at(8, 30), 50_000)
    history.close(first, at(10), 1_040_000)
    history.buy_in(at(11), 777)
    second = history.open(at(12), 1_040_000)
    history.buy_in(at(13), 20_000, rated=True)
    history.credit(second, at(13, 30), 30_000)
    history.count(at(14, 15), 980_000, session=second, boundary=SWING)
    history.buy_in(at(14, 10), 1_000)
    history.buy_in(at(16), 5_000)
    table = row(boss, history)
    parts = boss.session_metrics(DAY, SWING, history.table)
    assert [part["table_session_id"] for part in parts] == [first, second, None]
    for name in (
        "fills_total_cents",
        "credits_total_cents",
        "estimated_drop_buyins_cents",
        "win_loss_inventory_cents",
        "win_loss_estimated_cents",
    ):
        assert table[name] == sum(part[name] or 0 for part in parts), name
    assert parts[2]["estimated_drop_buyins_cents"] == table["outside_session_cents"] == 777


def test_an_owed_count_of_the_next_shift_brings_the_sessions_win_there(
    boss: Pit, house: House, history: History
) -> None:
    session = history.open(at(7), 1_000_000)
    history.buy_in(at(8), 10_000)
    house.change(
        "table_session",
        session,
        status="CLOSED",
        close_reason="drop_only",
        closed_at=at(9),
        closed_by_staff_id=house.boss,
        drop_event_id=history.drop(at(8, 55), session),
    )
    owed = history.count(at(14, 30), 995_000, "close", session)
    house.change("table_session", session, closing_inventory_snapshot_id=owed)
    swing = row(boss, history, SWING, GRAVE)
    (part,) = boss.session_metrics(SWING, GRAVE, history.table)
    assert part["table_session_id"] == session
    for name in ("win_loss_inventory_cents", "win_loss_estimated_cents"):
        assert part[name] == swing[name] == {"i": -5_000, "e": 5_000}[name[9]], name
    assert (swing["opening_source"], swing["coverage_type"]) == ("opening_count", "full")
    assert row(boss, history)["win_loss_estimated_cents"] is None
    assert row(boss, history, DAY, GRAVE)["win_loss_estimated_cents"] == 5_000


def test_buy_ins_by_the_hour_of_the_clock(boss: Pit, history: History) -> None:
    for minutes, cents, tender in ((5, 100, "cash"), (50, 1_000, "cash"), (51, 9, "chips")):
        history.buy_in(at(9, minutes), cents, tender=tender)
    history.buy_in(at(11), 70)
    rows = boss.rows("rpc_get_hourly_buyins", window_start=DAY, window_end=SWING)
    mine = [
        (r["hour_start"], r["amount_cents"], r["entries"])
        for r in rows
        if r["table_id"] == history.table
    ]
    assert mine == [(at(9), 1_100, 3), (at(11), 70, 1)]


def test_the_windows_beside_a_shift(boss: Pit) -> None:
    rows = boss.rows("rpc_get_shift_windows", at=at(15))
    windows = {r["name"]: (r["shift_name"], r["window_start"], r["window_end"]) for r in rows}
    week = timedelta(days=7)
    assert windows == {
        "shift": ("Swing", SWING, GRAVE),
        "previous": ("Day", DAY, SWING),
        "last_week": ("Swing", SWING - week, GRAVE - week),
        "day": (None, DAY, NEXT_DAY),
    }


def test_last_weeks_shift_keeps_its_clock_over_a_clock_change(boss: Pit) -> None:
    after = datetime(2026, 3, 10, 18, tzinfo=UTC)
    rows = boss.rows("rpc_get_shift_windows", at=after)
    windows = {r["name"]: (r["window_start"], r["window_end"]) for r in rows}
    assert windows["shift"] == (
        datetime(2026, 3, 10, 13, tzinfo=UTC),
        datetime(2026, 3, 10, 21, tzinfo=UTC),
    )
    assert windows["last_week"] == (
        datetime(2026, 3, 3, 14, tzinfo=UTC),
        datetime(2026, 3, 3, 22, tzinfo=UTC),
    )


@pytest.mark.parametrize("call", ["metrics", "pit_metrics", "casino_metrics", "sheet", "sign_off"])
def test_a_window_must_be_one(boss: Pit, call: str) -> None:
    ask = getattr(boss, call)
    with refused("invalid_window"):
        ask(SWING, DAY)
    with refused("invalid_window"):
        ask(DAY, DAY)
    with refused("invalid_window"):
        ask(DAY, DAY + timedelta(days=401))
    with refused("missing_argument"):
        ask(DAY, None)


def test_the_other_readers_want_a_window_too(boss: Pit) -> None:
    with refused("invalid_window"):
        boss.session_metrics(SWING, DAY, None)
    with refused("missing_argument"):
        boss.session_metrics(SWING, None, None)  # type: ignore[arg-type]
    with refused("table_not_found"):
        boss.session_metrics(DAY, SWING, UUID(int=1))
    with refused("invalid_window"):
        boss.rows("rpc_get_hourly_buyins", window_start=SWING, window_end=DAY)
    with refused("missing_argument"):
        boss.rows("rpc_get_hourly_buyins", window_start=SWING, window_end=None)
    with refused("invalid_window"):
        boss.rows("rpc_get_shift_windows", at="infinity")


def test_a_window_over_a_clock_change_is_as_long_as_it_is(boss: Pit, house: House) -> None:
    history = History(house)
    spring = datetime(2026, 3, 8, 14, tzinfo=UTC)
    windows = boss.rows("rpc_get_shift_windows", at=spring - timedelta(hours=2))
    (day,) = [r for r in windows if r["name"] == "day"]
    assert day["window_end"] - day["window_start"] == timedelta(hours=23)
    history.buy_in(day["window_end"] - timedelta(microseconds=1), 1)
    history.buy_in(day["window_end"], 10)
    assert (
        row(boss, history, day["window_start"], day["window_end"])["estimated_drop_buyins_cents"]
        == 1
    )


@pytest.mark.parametrize("login", ["count", "cashier", "security"])
def test_who_counts_or_pays_is_told_no_estimate(staff: Staff, login: str) -> None:
    person = staff[login]
    with refused("forbidden"):
        person.metrics(DAY, SWING)
    with refused("forbidden"):
        person.pit_metrics(DAY, SWING)
    with refused("forbidden"):
        person.casino_metrics(DAY, SWING)
    with refused("forbidden"):
        person.session_metrics(DAY, SWING, None)
    with refused("forbidden"):
        person.sheet(DAY, SWING)
    with refused("forbidden"):
        person.rows("rpc_get_hourly_buyins", window_start=DAY, window_end=SWING)
    with refused("forbidden"):
        person.call("rpc_mark_shift_checkpoint")


def test_one_casino_is_not_told_of_another(staff: Staff, history: History) -> None:
    assert history.table not in staff["boss2"].metrics(DAY, SWING)
