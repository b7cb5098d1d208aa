"""Who, what role, which arguments, replay, existence, state, artifact: always in this order."""

from uuid import UUID

import psycopg
import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Staff, refused

NOWHERE = UUID(int=0)


def test_identity_comes_before_the_role(staff: Staff, house: House) -> None:
    with house.inactive_staff("dealer"), pytest.raises(psycopg.Error) as caught:
        staff["dealer"].open(NOWHERE)
    assert caught.value.diag.message_hint == "This login has no active staff member behind it."


def test_the_role_comes_before_the_arguments(staff: Staff) -> None:
    dealer = staff["dealer"]
    with refused("forbidden"):
        dealer.buy_in(NOWHERE, -1, "?", idempotency_key="")
    with refused("forbidden"):
        dealer.count(NOWHERE, "?", [])


def test_arguments_come_before_the_replay(boss: Pit, table: UUID) -> None:
    key = f"used-{table}"
    boss.open(table, idempotency_key=key)
    with refused("invalid_amount"):
        boss.buy_in(table, 0, idempotency_key=key)
    with refused("notes_too_long"):
        boss.drop(table, note="n" * 1_001, idempotency_key=key)


def test_the_replay_comes_before_existence(boss: Pit, table: UUID) -> None:
    key = f"used-{table}"
    boss.open(table, idempotency_key=key)
    with refused("idempotency_conflict"):
        boss.open(NOWHERE, idempotency_key=key)
    with refused("idempotency_conflict"):
        boss.reverse(NOWHERE, idempotency_key=key)


def test_the_replay_comes_before_the_second_person(boss: Pit, house: House, table: UUID) -> None:
    witness = house.new_colleague("security")
    key = f"drop-{table}"
    drop = boss.drop(table, witnessed_by=witness, idempotency_key=key)
    house.change("staff", witness, is_active=False)
    assert boss.drop(table, witnessed_by=witness, idempotency_key=key) == drop


def test_existence_comes_before_the_state_and_the_version(boss: Pit) -> None:
    session = {"id": NOWHERE}
    with refused("session_not_found"):
        boss.rundown(session, expected_version=7)
    with refused("session_not_found"):
        boss.close(session)


def test_the_state_comes_before_the_artifact(boss: Pit, table: UUID) -> None:
    session = boss.cancel(boss.open(table))
    with refused("invalid_state_transition"):
        boss.close(session, NOWHERE)
    with refused("invalid_state_transition"):
        boss.activate(session, NOWHERE)


def test_the_tables_state_comes_before_the_slip(boss: Pit, table: UUID) -> None:
    with refused("no_live_session"):
        boss.buy_in(table, kind="RATED_BUYIN", visit_id=NOWHERE, rating_slip_id=NOWHERE)
