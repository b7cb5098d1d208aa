"""What became of a command whose reply was lost: applied or fenced for ever, never both."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import psycopg
import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Staff, refused

_SEND = (
    "select id from pit.rpc_log_table_buyin_telemetry(p_table_id => $1, p_amount_cents => 2500,"
    " p_telemetry_kind => 'GRIND_BUYIN', p_idempotency_key => $2)"
)


@pytest.fixture
def lost(staff: Staff) -> Iterator[Pit]:
    """A podium whose line will break."""
    person = staff.sign_in("boss")
    yield person
    person.connection.close()


def send(podium: Pit, table: UUID, key: str) -> None:
    """Sends a buy-in and does not wait for its answer."""
    podium.connection.pgconn.send_query_params(_SEND.encode(), [str(table).encode(), key.encode()])
    podium.connection.pgconn.flush()


def entries(house: House, key: str) -> int:
    found = house.value(
        "select count(*) from pit.table_buyin_telemetry where idempotency_key = %s", key
    )
    assert isinstance(found, int)
    return found


def test_an_applied_command_shows_its_first_result(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    entry = boss.buy_in(table, idempotency_key=f"a-{table}")
    boss.close(session, boss.count(table, "close"))
    answer = boss.resolve(f"a-{table}")
    assert answer["is_applied"] is True
    assert answer["function_name"] == "rpc_log_table_buyin_telemetry"
    assert answer["id"] == entry["id"]
    assert answer["result"]["amount_cents"] == entry["amount_cents"]


def test_a_command_nobody_saw_is_fenced_for_ever(boss: Pit, house: House, table: UUID) -> None:
    boss.open(table)
    key = f"never-{table}"
    before = house.change_number()
    for _ in range(2):
        answer = boss.resolve(key)
        assert (answer["is_applied"], answer["result"], answer["function_name"]) == (
            False,
            None,
            None,
        )
    with refused("idempotency_conflict"):
        boss.buy_in(table, idempotency_key=key)
    with pytest.raises(psycopg.Error, match="idempotency_conflict") as caught:
        boss.open(table, idempotency_key=key)
    hint = caught.value.diag.message_hint
    assert hint == "This command was given up and can never apply."
    assert (entries(house, key), house.change_number()) == (0, before)


def test_nobody_resolves_somebody_elses_command(boss: Pit, floor: Pit, table: UUID) -> None:
    boss.open(table)
    boss.buy_in(table, idempotency_key=f"mine-{table}")
    boss.resolve(f"fenced-{table}")
    for key in (f"mine-{table}", f"fenced-{table}"):
        with refused("idempotency_conflict"):
            floor.resolve(key)


def test_a_fence_of_another_casino_stands_in_nobodys_way(
    boss: Pit, boss2: Pit, table: UUID
) -> None:
    boss2.resolve(f"shared-{table}")
    assert boss.open(table, idempotency_key=f"shared-{table}")["status"] == "ACTIVE"
    assert boss2.resolve(f"shared-{table}")["is_applied"] is False


def test_a_key_must_be_named(boss: Pit) -> None:
    with refused("missing_argument"):
        boss.resolve(None)


def test_a_command_in_flight_that_goes_through_is_reported_as_applied(
    boss: Pit, lost: Pit, house: House, table: UUID
) -> None:
    boss.open(table)
    key = f"through-{table}"
    with ThreadPoolExecutor(1) as pool, house.connection.transaction():
        house.value("select id from pit.gaming_table where id = %s for update", table)
        send(lost, table, key)
        house.wait_until_blocked(lost)
        lost.connection.close()
        answer = pool.submit(boss.resolve, key)
        house.wait_until_blocked(boss)
        assert not answer.done()
        house.connection.execute("commit")
        house.connection.execute("begin")
        assert answer.result()["is_applied"] is True
    assert entries(house, key) == 1
    assert boss.buy_in(table, idempotency_key=key)["id"] == answer.result()["id"]


def test_a_command_in_flight_that_dies_is_fenced(
    boss: Pit, lost: Pit, house: House, table: UUID
) -> None:
    boss.open(table)
    key = f"dies-{table}"
    with ThreadPoolExecutor(1) as pool, house.connection.transaction():
        house.value("select id from pit.gaming_table where id = %s for update", table)
        send(lost, table, key)
        house.wait_until_blocked(lost)
        answer = pool.submit(boss.resolve, key)
        house.wait_until_blocked(boss)
        house.value("select pg_terminate_backend(%s)", lost.connection.info.backend_pid)
        assert answer.result()["is_applied"] is False
    with refused("idempotency_conflict"):
        boss.buy_in(table, idempotency_key=key)
    assert entries(house, key) == 0


def test_a_late_first_attempt_behind_a_fence_never_applies(
    boss: Pit, lost: Pit, house: House, table: UUID
) -> None:
    boss.open(table)
    key = f"late-{table}"
    with boss.connection.transaction():
        assert boss.resolve(key)["is_applied"] is False
        send(lost, table, key)
        house.wait_until_blocked(lost)
    assert boss.resolve(key)["is_applied"] is False
    assert entries(house, key) == 0
    result = lost.connection.pgconn.get_result()
    assert result is not None
    assert b"idempotency_conflict" in result.error_message
