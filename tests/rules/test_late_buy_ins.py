"""Buy-ins that waited on a terminal while the server was away go to their own time."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import Pit, Row, refused
from tests.rules.winter_day import at


@pytest.fixture
def history(house: House) -> History:
    return History(house)


def minutes_ago(house: House, minutes: int) -> datetime:
    moment = house.value("select clock_timestamp() - make_interval(mins => %s)", minutes)
    assert isinstance(moment, datetime)
    return moment


def late(person: Pit, table: UUID, occurred_at: datetime, **more: Any) -> Row:
    return person.buy_in(table, occurred_at=occurred_at, is_late=True, **more)


def test_a_late_buy_in_counts_at_the_terminals_time_in_the_running_session(
    boss: Pit, table: UUID
) -> None:
    opened_at = boss.open(table)["opened_at"]
    entry = late(boss, table, opened_at)
    assert entry["occurred_at"] == opened_at
    assert entry["created_at"] > opened_at


def test_a_late_buy_in_of_a_closed_session_is_taken_and_counted_as_late(
    boss: Pit, house: House, history: History
) -> None:
    session = history.open(minutes_ago(house, 50), 1_000_000)
    history.close(session, minutes_ago(house, 10), 1_000_000)
    late_events = "select late_events from pit.table_rundown where table_session_id = %s"
    late(boss, history.table, minutes_ago(house, 40))
    before = house.value(late_events, session)
    late(boss, history.table, minutes_ago(house, 30))
    assert house.value(late_events, session) == before + 1
    drop = "select estimated_drop_buyins_cents from pit.table_rundown where table_session_id = %s"
    assert house.value(drop, session) == 5_000


def test_a_late_buy_in_is_of_the_session_that_ran_though_another_runs(
    boss: Pit, house: House, history: History
) -> None:
    first = history.open(minutes_ago(house, 50), 1_000_000)
    closer = history.close(first, minutes_ago(house, 20), 1_000_000)
    history.open(minutes_ago(house, 10), 1_000_000, expected=closer)
    late(boss, history.table, minutes_ago(house, 30))
    with refused("no_live_session"):
        late(boss, history.table, minutes_ago(house, 15))
    late(boss, history.table, minutes_ago(house, 15), outside_session=True)


def test_nothing_comes_late_into_a_final_session(boss: Pit, house: House, history: History) -> None:
    session = history.open(minutes_ago(house, 50), 1_000_000)
    history.close(session, minutes_ago(house, 10), 1_000_000)
    late(boss, history.table, minutes_ago(house, 30))
    rundown = house.value("select id from pit.table_rundown where table_session_id = %s", session)
    house.change(
        "table_rundown",
        rundown,
        finalized_at=minutes_ago(house, 1),
        finalized_by_staff_id=house.boss,
        metric_grade="FINAL",
    )
    with refused("already_final"):
        late(boss, history.table, minutes_ago(house, 30))


def test_a_late_buy_in_names_a_time_that_was(boss: Pit, house: House, table: UUID) -> None:
    boss.open(table)
    with refused("missing_argument"):
        boss.buy_in(table, is_late=True)
    for moment in (minutes_ago(house, -5), minutes_ago(house, 32 * 24 * 60)):
        with refused("invalid_argument"):
            late(boss, table, moment)


def test_a_table_that_left_the_floor_takes_nothing_outside_a_session(
    boss: Pit, house: House
) -> None:
    table = house.new_table(status="inactive")
    with refused("table_not_available"):
        late(boss, table, minutes_ago(house, 5), outside_session=True)


def test_a_table_waiting_for_its_opening_count_takes_no_late_buy_in(
    boss: Pit, table: UUID, count_before_play: None
) -> None:
    opened_at = boss.open(table)["opened_at"]
    with refused("missing_opening_count"):
        late(boss, table, opened_at)


def test_the_key_of_a_late_buy_in_brings_its_first_result_after_the_close(
    boss: Pit, house: House, history: History
) -> None:
    session = history.open(minutes_ago(house, 50), 1_000_000)
    moment = minutes_ago(house, 30)
    first = late(boss, history.table, moment, idempotency_key=f"late-{session}")
    history.close(session, minutes_ago(house, 10), 1_000_000)
    again = late(boss, history.table, moment, idempotency_key=f"late-{session}")
    assert again["id"] == first["id"]
    with refused("idempotency_conflict"):
        boss.buy_in(history.table, occurred_at=moment, idempotency_key=f"late-{session}")


def test_a_cancelled_session_is_no_session_for_a_late_buy_in(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    boss.cancel(session, "opened by mistake")
    with refused("no_live_session"):
        late(boss, table, session["opened_at"])


def test_days_later_a_late_buy_in_is_refused_with_its_age(boss: Pit, history: History) -> None:
    with refused("invalid_argument"):
        late(boss, history.table, at(9), outside_session=True)
