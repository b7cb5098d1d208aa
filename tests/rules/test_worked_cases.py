"""The worked cases of the numbers, as a pit boss and a shift manager read them from the calls."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff
from tests.rules.winter_day import DAY, GRAVE, SWING, at

NEXT_DAY = DAY + timedelta(days=1)


@pytest.fixture
def history(house: House) -> History:
    return History(house)


@pytest.fixture(params=["boss", "shift", "auditor"])
def reader(request: pytest.FixtureRequest, staff: Staff) -> Pit:
    """Everybody whose work the numbers are."""
    return staff[request.param]


def told(reader: Pit, history: History, start: object = DAY, end: object = SWING) -> Row:
    """The table's row, after the sheet was seen to say the same."""
    row = reader.metrics(start, end)[history.table]  # type: ignore[arg-type]
    sheet = reader.sheet(start, end)["sheet"]  # type: ignore[arg-type]
    (written,) = [each for each in sheet["tables"] if each["table_id"] == str(history.table)]
    for name, value in row.items():
        if name.endswith("_cents"):
            assert written[name] == value, name
    return row


def test_a_counted_win_is_4000_of_a_9000_drop_and_holds_44_44(
    reader: Pit, history: History
) -> None:
    session = history.open(at(7), 2_000_000)
    history.fill(session, at(8), 500_000)
    history.credit(session, at(9), 200_000)
    history.close(session, at(12), 1_800_000)
    history.drop(at(12, 5), session, counted_cents=900_000)
    row = told(reader, history)
    assert (row["counted_win_cents"], row["hold_percent"]) == (400_000, Decimal("44.44"))


def test_a_win_of_500_at_noon_is_500_until_somebody_counts_again(
    reader: Pit, history: History
) -> None:
    session = history.open(at(10, 2), 2_000_000)
    history.buy_in(at(11), 100_000)
    history.count(at(12), 1_950_000, session=session)
    history.buy_in(at(12, 30), 200_000)
    history.fill(session, at(13), 500_000)
    row = told(reader, history)
    assert row["win_loss_estimated_cents"] == 50_000
    assert (row["win_from"], row["win_to"]) == (at(10, 2), at(12))
    assert (row["since_count_buyins_cents"], row["since_count_fills_cents"]) == (200_000, 500_000)


def test_an_uncounted_days_play_is_the_win_of_the_swing_that_counted(
    reader: Pit, history: History
) -> None:
    session = history.open(at(10), 2_000_000)
    history.buy_in(at(12), 500_000)
    history.count(at(20), 1_700_000, session=session)
    day, swing = told(reader, history), told(reader, history, SWING, GRAVE)
    assert (day["win_loss_estimated_cents"], day["win_loss_inventory_cents"]) == (None, None)
    assert day["missing_closing_snapshot"]
    assert day["since_count_buyins_cents"] == 500_000
    assert (swing["win_loss_estimated_cents"], swing["win_from"]) == (200_000, at(10))
    whole = told(reader, history, DAY, NEXT_DAY)
    assert whole["win_loss_estimated_cents"] == 200_000


def test_a_short_opener_is_a_discrepancy_and_in_no_win(reader: Pit, history: History) -> None:
    closer = history.close(history.open(at(5), 1_800_000), at(5, 50), 1_800_000)
    history.drop(at(5, 55), counted_cents=0)
    session = history.open(at(10), 1_790_000, expected=closer)
    history.close(session, at(12), 1_740_000)
    history.drop(at(12, 5), session, counted_cents=150_000)
    row = told(reader, history)
    assert (row["counted_win_cents"], row["discrepancy_cents"]) == (100_000, -10_000)


def test_an_entry_undone_in_the_next_shift_counts_in_neither(reader: Pit, history: History) -> None:
    history.open(at(10), 2_000_000)
    history.reverse(history.buy_in(at(13, 50), 10_000))
    assert told(reader, history)["estimated_drop_buyins_cents"] == 0
    assert told(reader, history, SWING, GRAVE)["estimated_drop_buyins_cents"] is None


def test_a_day_begins_at_six_and_not_at_midnight(boss: Pit, history: History) -> None:
    history.open(at(20), 2_000_000)
    instants = {
        at(24) - timedelta(milliseconds=100): 1,
        at(24): 10,
        NEXT_DAY - timedelta(milliseconds=100): 100,
        NEXT_DAY: 1_000,
        NEXT_DAY + timedelta(milliseconds=100): 10_000,
    }
    for instant, cents in instants.items():
        history.buy_in(instant, cents)
    (day,) = [w for w in boss.rows("rpc_get_shift_windows", at=at(25)) if w["name"] == "day"]
    assert (day["window_start"], day["window_end"]) == (DAY, NEXT_DAY)
    after = told(boss, history, NEXT_DAY, NEXT_DAY + timedelta(days=1))
    assert told(boss, history, DAY, NEXT_DAY)["estimated_drop_buyins_cents"] == 111
    assert after["estimated_drop_buyins_cents"] == 11_000


@pytest.mark.parametrize(("night", "hours"), [("2026-03-07", 23), ("2026-10-31", 25)])
def test_a_day_of_a_clock_change_is_the_sum_of_its_shifts(
    boss: Pit, history: History, house: House, night: str, hours: int
) -> None:
    start = house.value(
        "select (%s || ' 06:00')::timestamp at time zone 'America/Los_Angeles'", night
    )
    end = start + timedelta(hours=hours)
    session = history.open(start, 1_000_000)
    for hour in range(hours):
        history.buy_in(start + timedelta(hours=hour, minutes=30), 2**hour)
    shifts, begins = [], start
    while begins < end:
        (shift,) = [
            w for w in boss.rows("rpc_get_shift_windows", at=begins) if w["name"] == "shift"
        ]
        begins = shift["window_end"]
        history.count(begins, 1_000_000, session=session, boundary=begins)
        shifts.append((shift["window_start"], begins))
    assert begins == end
    rows = [told(boss, history, *shift) for shift in shifts]
    day = told(boss, history, start, end)
    for name in ("estimated_drop_buyins_cents", "win_loss_estimated_cents"):
        assert day[name] == sum(row[name] for row in rows) == 2**hours - 1, name


def test_no_logging_is_null_in_every_place_that_says_a_number(boss: Pit, table: UUID) -> None:
    boss.count(table, "open")
    opened = boss.open(table)
    boss.count(table)
    windows = {w["name"]: w for w in boss.rows("rpc_get_shift_windows")}
    start, end = windows["day"]["window_start"], windows["day"]["window_end"]
    view = boss.view(table)
    for name in ("day", "shift", "session"):
        figures = view[name]
        unknown = ("est_drop_cents", "rated_cents", "unrated_cents", "est_win_cents")
        assert [figures[each] for each in unknown] == [None] * 4, name
        assert (figures["tray_cents"], figures["since_count_buyins_cents"]) == (0, None)
    row = boss.metrics(start, end)[table]
    written = [
        each for each in boss.sheet(start, end)["sheet"]["tables"] if each["table_id"] == str(table)
    ]
    (part,) = boss.session_metrics(start, end, table)
    assert part["table_session_id"] == opened["id"]
    for place in (row, *written, part):
        for name in (
            "estimated_drop_rated_cents",
            "estimated_drop_grind_cents",
            "estimated_drop_buyins_cents",
            "win_loss_estimated_cents",
        ):
            assert place[name] is None, name
        assert place["win_loss_inventory_cents"] == 0
    assert row["telemetry_quality"] == "NONE"


def test_a_pit_that_logged_nothing_has_no_sum_of_zero(boss: Pit, house: House) -> None:
    pit = house.insert("pit", casino_id=house.casino, name="Silent", position=79)
    quiet = History(house)
    house.change("gaming_table", quiet.table, pit_id=pit)
    session = quiet.open(at(7), 1_000)
    quiet.count(at(9), 900, session=session)
    (summed,) = boss.pit_metrics(DAY, SWING, pit)
    for name in (
        "estimated_drop_buyins_total_cents",
        "win_loss_estimated_total_cents",
        "counted_win_total_cents",
        "hold_percent",
        "since_count_buyins_total_cents",
    ):
        assert summed[name] is None, name
    assert (summed["tables"], summed["tables_with_estimate"]) == (1, 0)
    assert summed["win_loss_inventory_total_cents"] == -100
