"""Alerts: each begins and ends with its cause, and an acknowledgement hides no other."""

from collections.abc import Iterator
from datetime import time, timedelta
from uuid import UUID

import pytest

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import CHIPS, Pit, Row, Staff

AN_HOUR = timedelta(hours=1)
MORE = {"10000": 101, "2500": 40}
"""$100 above the usual tray."""


def ago(house: House, table: str, row: Row, *columns: str) -> None:
    """Puts these times of a row an hour back."""
    house.change(table, row["id"], **{column: row[column] - AN_HOUR for column in columns})


def put_back(house: House, session: Row, *columns: str) -> None:
    ago(house, "table_session", session, "opened_at", *columns)


def only(pit: Pit, table: UUID, kind: str) -> Row:
    (alert,) = pit.alerts(table, kind)
    return alert


@pytest.fixture
def half_an_hour_ago(house: House) -> time:
    """On Harbor's clock, to the minute."""
    local = house.value(
        "select date_trunc('minute', (clock_timestamp() - interval '30 minutes')"
        " at time zone s.time_zone)::time from pit.casino_settings s where s.casino_id = %s",
        house.casino,
    )
    assert isinstance(local, time)
    return local


@pytest.fixture
def shift_change(house: House, half_an_hour_ago: time) -> Iterator[None]:
    """A shift of Harbor's began half an hour ago, and no other is near."""
    before = house.connection.execute(
        "select id, starts_at from pit.shift where casino_id = %s order by starts_at",
        [house.casino],
    ).fetchall()
    for hours, (shift, _) in enumerate(before):
        house.connection.execute(
            "update pit.shift set starts_at = %s::time + make_interval(hours => %s) where id = %s",
            [half_an_hour_ago, 8 * hours, shift],
        )
    with house.setting(alert_change_count_seconds=0):
        yield
    for shift, starts_at in before:
        house.change("shift", shift, starts_at=starts_at)


@pytest.fixture
def day_change(house: House, half_an_hour_ago: time) -> Iterator[None]:
    """Harbor's gaming day began half an hour ago."""
    start = half_an_hour_ago.isoformat()
    with house.setting(alert_change_count_seconds=0, gaming_day_start=start):
        yield


def test_a_quiet_table_has_no_alert(boss: Pit, table: UUID) -> None:
    assert boss.alerts(table) == []
    boss.open(table)
    boss.buy_in(table)
    boss.count(table)
    assert [alert["kind"] for alert in boss.alerts(table)] == []


def test_a_slip_is_late_from_its_limit_until_it_is_settled(
    house: House, boss: Pit, table: UUID
) -> None:
    boss.open(table)
    slip = boss.request("fill", table)
    assert boss.alerts(table, "slip_late") == []
    ago(house, "fill_credit_slip", slip, "requested_at")
    alert = only(boss, table, "slip_late")
    assert alert["alert_class"] == "custody"
    assert alert["key"] == f"slip_late:{table}:{slip['id']}"
    with house.setting(alert_slip_seconds=7_200):
        assert boss.alerts(table, "slip_late") == []
    boss.withdraw(slip)
    assert boss.alerts(table, "slip_late") == []


def test_each_late_slip_is_an_alert_of_its_own(house: House, boss: Pit, table: UUID) -> None:
    boss.open(table)
    first, second = boss.request("fill", table), boss.request("fill", table)
    ago(house, "fill_credit_slip", first, "requested_at")
    boss.acknowledge(only(boss, table, "slip_late"))
    ago(house, "fill_credit_slip", second, "requested_at")
    seen = [alert["acknowledged_at"] is not None for alert in boss.alerts(table, "slip_late")]
    assert sorted(seen) == [False, True]


def test_an_opener_that_differs_is_an_alert_until_the_right_count_replaces_it(
    boss: Pit, table: UUID
) -> None:
    closed_counted(boss, table)
    opener = boss.count(table, "open", MORE, note="a green too many")
    boss.open(table)
    alert = only(boss, table, "opener_differs")
    assert alert["amount_cents"] == 10_000
    boss.void_count(opener, CHIPS)
    assert boss.alerts(table, "opener_differs") == []


def test_a_corrected_opener_that_still_differs_is_another_cause(boss: Pit, table: UUID) -> None:
    closed_counted(boss, table)
    opener = boss.count(table, "open", MORE, note="a green too many")
    boss.open(table)
    before = only(boss, table, "opener_differs")
    boss.acknowledge(before)
    boss.void_count(opener, {"10000": 105, "2500": 40})
    after = only(boss, table, "opener_differs")
    assert after["amount_cents"] == 50_000
    assert after["acknowledged_at"] is None
    assert after["key"] != before["key"]


def test_the_difference_of_an_opener_ends_with_its_session(boss: Pit, table: UUID) -> None:
    closed_counted(boss, table)
    boss.count(table, "open", MORE, note="a green too many")
    session = boss.open(table)
    boss.close(session, count=boss.count(table, "close"))
    assert boss.alerts(table, "opener_differs") == []


def closed_counted(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    boss.close(session, count=boss.count(table, "close"))
    boss.drop(table, box=f"BOX-{table}")


@pytest.mark.usefixtures("drop_alone_closes")
def test_a_count_is_owed_until_it_is_taken(boss: Pit, table: UUID) -> None:
    session = boss.close(boss.open(table), drop=boss.drop(table, box=f"BOX-{table}"))
    alert = only(boss, table, "count_owed")
    assert alert["key"] == f"count_owed:{table}:{session['id']}"
    boss.count(table, "close")
    assert boss.alerts(table) == []


@pytest.mark.usefixtures("drop_alone_closes")
def test_a_count_is_no_longer_owed_once_the_table_opens(boss: Pit, table: UUID) -> None:
    boss.close(boss.open(table), drop=boss.drop(table, box=f"BOX-{table}"))
    boss.count(table, "open", note="opened without the closer")
    boss.open(table)
    assert boss.alerts(table, "count_owed") == []


@pytest.mark.usefixtures("shift_change")
def test_a_table_that_ran_over_a_shift_change_misses_its_count_until_it_is_taken(
    house: House, boss: Pit, table: UUID
) -> None:
    session = boss.open(table)
    assert boss.alerts(table, "change_count_missing") == []
    put_back(house, session)
    began = boss.view(table)["shift_started_at"]
    assert only(boss, table, "change_count_missing")["alert_class"] == "custody"
    boss.count(table)
    assert len(boss.alerts(table, "change_count_missing")) == 1
    boss.count(table, shift_boundary=began)
    assert boss.alerts(table, "change_count_missing") == []
    assert boss.view(table)["change_counted_for"] == began


@pytest.mark.usefixtures("shift_change")
def test_the_walk_from_table_to_table_may_take_its_time(
    house: House, boss: Pit, table: UUID
) -> None:
    put_back(house, boss.open(table))
    with house.setting(alert_change_count_seconds=3_600):
        assert boss.alerts(table, "change_count_missing") == []


@pytest.mark.usefixtures("shift_change")
def test_a_change_count_nobody_signed_is_still_missing(
    house: House, boss: Pit, staff: Staff, table: UUID
) -> None:
    put_back(house, boss.open(table))
    with house.setting(count_signature=True):
        count = boss.count(table, shift_boundary=boss.view(table)["shift_started_at"])
        assert len(boss.alerts(table, "change_count_missing")) == 1
        staff["dealer"].sign(count)
        assert boss.alerts(table, "change_count_missing") == []


@pytest.mark.usefixtures("shift_change")
def test_a_voided_change_count_is_missing_again(house: House, boss: Pit, table: UUID) -> None:
    put_back(house, boss.open(table))
    count = boss.count(table, shift_boundary=boss.view(table)["shift_started_at"])
    boss.void_count(count)
    assert len(boss.alerts(table, "change_count_missing")) == 1


@pytest.mark.usefixtures("day_change")
def test_a_session_past_the_day_change_is_uncounted_until_its_count(
    house: House, boss: Pit, table: UUID
) -> None:
    put_back(house, boss.open(table))
    assert len(boss.alerts(table, "day_change_uncounted")) == 1
    boss.count(table, shift_boundary=boss.view(table)["gaming_day_started_at"])
    assert boss.alerts(table, "day_change_uncounted") == []


@pytest.mark.usefixtures("shift_change", "day_change")
def test_a_day_that_begins_with_a_shift_is_one_alert(house: House, boss: Pit, table: UUID) -> None:
    put_back(house, boss.open(table))
    assert [alert["kind"] for alert in boss.alerts(table)] == ["day_change_uncounted"]


@pytest.mark.usefixtures("count_before_play")
def test_an_opening_count_is_late_until_it_opens_the_table(
    house: House, boss: Pit, table: UUID
) -> None:
    session = boss.open(table)
    assert boss.alerts(table) == []
    put_back(house, session)
    assert [alert["kind"] for alert in boss.alerts(table)] == ["opening_count_late"]
    boss.activate(session, boss.count(table, "open"))
    assert boss.alerts(table, "opening_count_late") == []


def test_each_rundown_is_too_long_by_itself(house: House, boss: Pit, table: UUID) -> None:
    session = boss.rundown(boss.open(table))
    assert boss.alerts(table, "rundown_long") == []
    put_back(house, session, "rundown_started_at")
    first = only(boss, table, "rundown_long")
    boss.acknowledge(first, "the cage is slow")
    boss.resume(session)
    assert boss.alerts(table, "rundown_long") == []
    put_back(house, boss.rundown(session), "rundown_started_at")
    second = only(boss, table, "rundown_long")
    assert second["acknowledged_at"] is None
    assert second["key"] != first["key"]


def test_a_box_is_missing_from_the_close_until_its_drop_is_recorded(boss: Pit, table: UUID) -> None:
    boss.close(boss.open(table), count=boss.count(table, "close"))
    assert [alert["kind"] for alert in boss.alerts(table)] == ["box_not_recorded"]
    drop = boss.drop(table, box=f"BOX-{table}")
    assert boss.alerts(table) == []
    boss.void_drop(drop)
    assert len(boss.alerts(table, "box_not_recorded")) == 1


def test_opening_the_table_again_does_not_hide_the_box(boss: Pit, table: UUID) -> None:
    boss.close(boss.open(table), count=boss.count(table, "close"))
    boss.open(table)
    assert len(boss.alerts(table, "box_not_recorded")) == 1


def test_a_cancelled_session_leaves_no_alert(boss: Pit, table: UUID) -> None:
    boss.cancel(boss.open(table))
    assert boss.alerts(table) == []


def test_silence_is_an_alert_only_where_the_house_says_so(
    house: House, boss: Pit, table: UUID
) -> None:
    put_back(house, boss.open(table))
    assert boss.alerts(table, "no_entry") == []
    with house.setting(alert_no_entry_seconds=600):
        quiet = only(boss, table, "no_entry")
        assert quiet["alert_class"] == "attention"
        boss.buy_in(table)
        assert boss.alerts(table, "no_entry") == []


def test_a_need_above_the_limit_ends_with_a_fuller_tray(
    house: House, boss: Pit, table: UUID
) -> None:
    boss.open(table)
    boss.count(table, chips={"10000": 10})
    alert = only(boss, table, "need_high")
    assert (alert["alert_class"], alert["amount_cents"]) == ("attention", 1_900_000)
    with house.setting(alert_need_cents=0):
        assert boss.alerts(table, "need_high") == []
    boss.count(table, chips={"10000": 100})
    assert boss.alerts(table, "need_high") == []


def test_two_people_who_log_the_same_amount_are_a_possible_double_until_one_is_undone(
    boss: Pit, floor: Pit, table: UUID
) -> None:
    boss.open(table)
    boss.buy_in(table, 7_500)
    boss.buy_in(table, 7_500)
    assert boss.alerts(table) == []
    entry = floor.buy_in(table, 7_500)
    alert = only(boss, table, "possible_double")
    assert alert["key"] == f"possible_double:{table}:{entry['id']}"
    assert alert["amount_cents"] == 7_500
    floor.reverse(entry)
    assert boss.alerts(table, "possible_double") == []


def test_the_same_amount_much_later_is_no_double(house: House, boss: Pit, floor: Pit) -> None:
    past = History(house)
    session = boss.open(past.table)
    put_back(house, session)
    house.insert(
        "table_buyin_telemetry",
        casino_id=house.casino,
        gaming_table_id=past.table,
        amount_cents=7_500,
        telemetry_kind="GRIND_BUYIN",
        tender_type="cash",
        occurred_at=session["opened_at"],
        created_at=session["opened_at"] - timedelta(minutes=2),
        actor_id=house.boss,
        idempotency_key=f"early:{past.table}",
    )
    floor.buy_in(past.table, 7_500)
    assert boss.alerts(past.table, "possible_double") == []


def test_custody_comes_before_attention_and_the_oldest_first(
    house: House, boss: Pit, table: UUID
) -> None:
    session = boss.open(table)
    boss.count(table, chips={"10000": 1})
    slip = boss.request("fill", table)
    put_back(house, boss.rundown(session), "rundown_started_at")
    house.change("fill_credit_slip", slip["id"], requested_at=slip["requested_at"] - 2 * AN_HOUR)
    with house.setting(alert_change_count_seconds=14_400):
        kinds = [alert["kind"] for alert in boss.alerts(table)]
    assert kinds == ["slip_late", "rundown_long", "need_high"]


def test_the_sheet_of_a_shift_lists_the_alerts_that_are_open(boss: Pit, table: UUID) -> None:
    boss.close(boss.open(table), count=boss.count(table, "close"))
    boss.acknowledge(only(boss, table, "box_not_recorded"))
    view = boss.view(table)
    (now,) = boss.rows("rpc_get_shift_windows")[:1]
    sheet = boss.sheet(now["window_start"], now["window_end"])["sheet"]
    (listed,) = [each for each in sheet["alerts"] if each["table_label"] == view["label"]]
    assert listed.keys() == {"table_label", "kind", "since", "acknowledged_at"}
    assert listed["kind"] == "box_not_recorded"
    assert listed["acknowledged_at"] is not None
