"""A table does not close over chips on their way; a request that lies about is withdrawn."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import psycopg
import pytest

from tests.rules.hands import Hands
from tests.rules.pit import Pit, Row, refused

KINDS = ["fill", "credit"]


def kept(boss: Pit, slip: Row) -> Row:
    (row,) = boss.query("select * from pit.fill_credit_slip where id = %s", slip["id"])
    return row


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("so_far", ["issued", "carried", "verified"])
def test_a_close_waits_for_a_slip_in_flight_and_names_it(
    hands: Hands, boss: Pit, table: UUID, kind: str, so_far: str
) -> None:
    session = boss.open(table)
    slip = getattr(hands, so_far)(kind, table)
    count = boss.count(table, "close")
    with pytest.raises(psycopg.Error) as caught:
        boss.close(session, count)
    assert caught.value.diag.message_primary == "slips_in_flight"
    assert str(caught.value.diag.message_hint).startswith(f"{slip['slip_label']} is ")
    if so_far != "verified":
        slip = hands.dealer.verify(slip, runner_id=hands.security.staff_id)
    hands.floor.deposit(slip)
    assert boss.close(session, count)["status"] == "CLOSED"


def test_a_close_waits_for_a_credit_whose_chips_the_runner_took(
    hands: Hands, boss: Pit, table: UUID
) -> None:
    session = boss.open(table)
    hands.taken(table)
    with refused("slips_in_flight"):
        boss.close(session, boss.count(table, "close"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_close_withdraws_what_was_only_requested(
    hands: Hands, boss: Pit, table: UUID, kind: str
) -> None:
    session = boss.open(table)
    slip = hands.requested(kind, table)
    closed = boss.close(session, boss.count(table, "close"))
    left = kept(boss, slip)
    assert (left["status"], left["withdrawn_by_staff_id"]) == ("WITHDRAWN", boss.staff_id)
    assert left["effective_at"] is None
    assert left["withdrawn_at"] <= closed["closed_at"]


def test_a_refused_close_withdraws_nothing(hands: Hands, boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    slip = hands.requested("fill", table)
    with refused("missing_closing_artifact"):
        boss.close(session)
    assert kept(boss, slip) == slip


@pytest.mark.parametrize("so_far", ["voided", "withdrawn", "deposited"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_finished_slip_holds_up_no_close(
    hands: Hands, boss: Pit, table: UUID, kind: str, so_far: str
) -> None:
    session = boss.open(table)
    slip = getattr(hands, so_far)(kind, table)
    boss.close(session, boss.count(table, "close"))
    assert kept(boss, slip) == slip


def test_another_tables_slip_holds_up_no_close(hands: Hands, boss: Pit, table: UUID) -> None:
    elsewhere = hands.house.new_table()
    boss.open(elsewhere)
    slip = hands.issued("fill", elsewhere)
    session = boss.open(table)
    boss.close(session, boss.count(table, "close"))
    assert kept(boss, slip) == slip


def test_an_issue_behind_a_close_finds_the_request_withdrawn(
    hands: Hands, boss: Pit, table: UUID
) -> None:
    session = boss.open(table)
    count = boss.count(table, "close")
    slip = hands.requested("fill", table)
    with ThreadPoolExecutor(1) as pool:
        with boss.connection.transaction():
            boss.close(session, count)
            issue = pool.submit(hands.cashier.issue, slip)
            hands.house.wait_until_blocked(hands.cashier)
        with refused("invalid_state_transition"):
            issue.result()


def test_a_close_behind_an_issue_waits_for_the_slip(hands: Hands, boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    count = boss.count(table, "close")
    slip = hands.requested("fill", table)
    with ThreadPoolExecutor(1) as pool:
        with hands.cashier.connection.transaction():
            hands.cashier.issue(slip)
            close = pool.submit(boss.close, session, count)
            hands.house.wait_until_blocked(boss)
        with refused("slips_in_flight"):
            close.result()


def test_a_request_behind_a_close_finds_no_session(hands: Hands, boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    count = boss.count(table, "close")
    with ThreadPoolExecutor(1) as pool:
        with boss.connection.transaction():
            boss.close(session, count)
            request = pool.submit(hands.requested, "credit", table)
            hands.house.wait_until_blocked(hands.floor)
        with refused("no_live_session"):
            request.result()


@pytest.mark.parametrize("so_far", ["requested", "withdrawn", "voided"])
def test_a_session_that_had_a_slip_is_not_cancelled(
    hands: Hands, boss: Pit, table: UUID, so_far: str
) -> None:
    session = boss.open(table)
    getattr(hands, so_far)("fill", table)
    with refused("session_not_empty"):
        boss.cancel(session)
