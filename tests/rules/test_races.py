"""Two people at one table at once: one wins, the other is told in the pit's own words."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import psycopg
import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, outcome, refused

CROWD = 32


@pytest.fixture(scope="module")
def crowd(staff: Staff) -> Iterator[list[Pit]]:
    """Harbor's pit boss at many podiums."""
    with ThreadPoolExecutor(8) as pool:
        people = list(pool.map(lambda _: staff.sign_in("boss"), range(CROWD)))
    yield people
    for person in people:
        person.connection.close()


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


@pytest.fixture
def other(staff: Staff) -> Iterator[Pit]:
    """The same pit boss at a second podium."""
    person = staff.sign_in("boss")
    yield person
    person.connection.close()


def at_once(pool: ThreadPoolExecutor, calls: list[Callable[[], Row]]) -> list[Row | str]:
    """Each call's row or refusal, all begun together."""
    start = Barrier(len(calls))

    def begin(call: Callable[[], Row]) -> Row | str:
        start.wait(10)
        try:
            return call()
        except psycopg.Error as error:
            return outcome(error)

    return list(pool.map(begin, calls))


@pytest.fixture
def behind(
    house: House, boss: Pit, other: Pit, pool: ThreadPoolExecutor
) -> Callable[[Callable[[], object], Callable[[], Row]], Future[Row]]:
    """Runs the second call while the first is done but not committed; the second's outcome."""

    def run(first: Callable[[], object], second: Callable[[], Row]) -> Future[Row]:
        with boss.connection.transaction():
            first()
            future = pool.submit(second)
            house.wait_until_blocked(other)
        return future

    return run


Behind = Callable[[Callable[[], object], Callable[[], Row]], "Future[Row]"]


def test_of_many_racing_opens_one_wins(
    crowd: list[Pit], pool: ThreadPoolExecutor, house: House, table: UUID
) -> None:
    results = at_once(pool, [lambda one=one: one.open(table) for one in crowd[:25]])  # type: ignore[misc]
    won = [result for result in results if isinstance(result, dict)]
    assert len(won) == 1
    assert Counter(result for result in results if isinstance(result, str)) == {
        "active_session_exists": 24
    }
    assert (
        house.value("select count(*) from pit.table_session where gaming_table_id = %s", table) == 1
    )


def test_one_key_sent_by_many_is_one_entry_and_one_answer(
    crowd: list[Pit], pool: ThreadPoolExecutor, house: House, boss: Pit, table: UUID
) -> None:
    boss.open(table)
    before = house.change_number()
    key = f"same-{table}"
    results = at_once(
        pool,
        [lambda one=one: one.buy_in(table, idempotency_key=key) for one in crowd],  # type: ignore[misc]
    )
    assert all(result == results[0] for result in results)
    assert isinstance(results[0], dict)
    assert (
        house.value(
            "select count(*) from pit.table_buyin_telemetry where gaming_table_id = %s", table
        )
        == 1
    )
    assert house.change_number() == before + 1


def test_many_tables_at_once_do_not_wait_for_each_other_in_a_circle(
    crowd: list[Pit], pool: ThreadPoolExecutor, house: House
) -> None:
    before = house.change_number()
    tables = [house.new_table() for _ in crowd]
    results = at_once(
        pool,
        [lambda one=one, at=at: one.open(at) for one, at in zip(crowd, tables, strict=True)],  # type: ignore[misc]
    )
    assert all(isinstance(result, dict) for result in results)
    assert house.change_number() == before + CROWD


def test_an_open_behind_an_open_finds_the_table_open(
    behind: Behind, boss: Pit, other: Pit, table: UUID
) -> None:
    second = behind(lambda: boss.open(table), lambda: other.open(table))
    with refused("active_session_exists"):
        second.result()


def test_an_open_behind_a_cancel_opens(behind: Behind, boss: Pit, other: Pit, table: UUID) -> None:
    session = boss.open(table)
    second = behind(lambda: boss.cancel(session), lambda: other.open(table))
    assert second.result()["status"] == "ACTIVE"


def test_a_close_behind_a_close_finds_the_session_closed(
    behind: Behind, boss: Pit, other: Pit, table: UUID
) -> None:
    session = boss.open(table)
    one, two = boss.count(table, "close"), boss.count(table, "close")
    second = behind(lambda: boss.close(session, one), lambda: other.close(session, two))
    with refused("invalid_state_transition"):
        second.result()


def test_a_stale_version_behind_a_rundown_is_noticed(
    behind: Behind, boss: Pit, other: Pit, table: UUID
) -> None:
    session = boss.open(table)
    count = boss.count(table, "close")
    second = behind(
        lambda: boss.rundown(session), lambda: other.close(session, count, expected_version=1)
    )
    with refused("stale_version"):
        second.result()


def test_a_cancel_behind_a_buy_in_finds_it(
    behind: Behind, boss: Pit, other: Pit, table: UUID
) -> None:
    session = boss.open(table)
    second = behind(lambda: boss.buy_in(table), lambda: other.cancel(session))
    with refused("session_not_empty"):
        second.result()


def test_a_buy_in_behind_a_close_finds_no_session(
    behind: Behind, boss: Pit, other: Pit, table: UUID
) -> None:
    session = boss.open(table)
    count = boss.count(table, "close")
    second = behind(lambda: boss.close(session, count), lambda: other.buy_in(table))
    with refused("no_live_session"):
        second.result()


def test_a_buy_in_behind_an_open_is_of_the_new_session(
    behind: Behind, boss: Pit, other: Pit, table: UUID
) -> None:
    second = behind(lambda: boss.open(table), lambda: other.buy_in(table))
    assert second.result()["occurred_at"] >= boss.current(table)[0]["opened_at"]


def test_a_count_and_a_drop_behind_a_close_are_of_no_session(
    behind: Behind, boss: Pit, other: Pit, house: House, table: UUID
) -> None:
    session = boss.open(table)
    count = boss.count(table, "close")
    second = behind(lambda: boss.close(session, count), lambda: other.count(table))
    with refused("no_live_session"):
        second.result()
    session = boss.open(table)
    last = boss.count(table, "close")
    drop = behind(lambda: boss.close(session, last), lambda: other.drop(table))
    assert drop.result()["table_session_id"] is None


def test_a_reversal_behind_a_reversal_finds_it_done(
    behind: Behind, boss: Pit, other: Pit, table: UUID
) -> None:
    boss.open(table)
    entry = boss.buy_in(table)
    second = behind(lambda: boss.reverse(entry), lambda: other.reverse(entry))
    with refused("already_reversed"):
        second.result()


def test_a_first_attempt_that_fails_leaves_its_key_to_the_second(
    house: House, boss: Pit, other: Pit, pool: ThreadPoolExecutor, table: UUID
) -> None:
    boss.open(table)
    key = f"retry-{table}"
    with boss.connection.transaction(force_rollback=True):
        lost = boss.buy_in(table, idempotency_key=key)
        second = pool.submit(lambda: other.buy_in(table, idempotency_key=key))
        house.wait_until_blocked(other)
    assert second.result()["id"] != lost["id"]


def test_sessions_of_a_table_never_overlap(
    behind: Behind, boss: Pit, other: Pit, table: UUID
) -> None:
    session = boss.open(table)
    count = boss.count(table, "close")
    opened = behind(lambda: boss.close(session, count), lambda: other.open(table)).result()
    (closed,) = boss.query("select closed_at from pit.table_session where id = %s", session["id"])
    assert closed["closed_at"] < opened["opened_at"]


def test_a_command_that_waited_has_the_time_after_its_wait(
    house: House, boss: Pit, other: Pit, pool: ThreadPoolExecutor
) -> None:
    for what, moment in (("buy_in", "occurred_at"), ("open", "opened_at")):
        table = house.new_table()
        if what == "buy_in":
            boss.open(table)
        with boss.connection.transaction():
            boss.count(table, "rundown" if what == "buy_in" else "open")
            waiting = pool.submit(getattr(other, what), table)
            house.wait_until_blocked(other)
            still_waiting = house.value("select to_jsonb(clock_timestamp()) #>> '{}'")
        made = str(waiting.result(10)[moment])
        assert house.value("select %s::timestamptz > %s::timestamptz", made, still_waiting)
