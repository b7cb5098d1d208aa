"""Acknowledging an alert: who, when and why, once, and only while its cause lasts."""

from uuid import UUID, uuid4

import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused


@pytest.fixture
def alert(boss: Pit, table: UUID) -> Row:
    """The box of a closed table is not recorded."""
    boss.close(boss.open(table), count=boss.count(table, "close"))
    (found,) = boss.alerts(table)
    return found


def test_an_acknowledged_alert_stays_listed_with_who_when_and_why(
    boss: Pit, floor: Pit, table: UUID, alert: Row
) -> None:
    row = floor.acknowledge(alert, "the trolley is on its way")
    assert (row["alert_key"], row["gaming_table_id"]) == (alert["key"], table)
    (seen,) = boss.alerts(table)
    assert seen["acknowledged_by_name"] == "Marcus Webb"
    assert seen["note"] == "the trolley is on its way"
    assert seen["acknowledged_at"] is not None
    boss.drop(table, box=f"BOX-{table}")
    assert boss.alerts(table) == []


@pytest.mark.parametrize("login", ["floor", "boss", "shift", "admin"])
def test_supervisors_acknowledge(staff: Staff, alert: Row, login: str) -> None:
    assert staff[login].acknowledge(alert)["acknowledged_by_staff_id"] == staff[login].staff_id


def test_others_do_not(staff: Staff, alert: Row) -> None:
    for login in ("dealer", "security", "cashier", "count", "auditor"):
        with refused("forbidden"):
            staff[login].acknowledge(alert)


def test_nobody_acknowledges_twice(boss: Pit, floor: Pit, alert: Row) -> None:
    boss.acknowledge(alert)
    for pit in (boss, floor):
        with refused("artifact_already_used"):
            pit.acknowledge(alert)


def test_what_is_over_cannot_be_acknowledged(boss: Pit, table: UUID, alert: Row) -> None:
    boss.drop(table, box=f"BOX-{table}")
    with refused("artifact_not_found"):
        boss.acknowledge(alert)


def test_what_was_never_there_cannot_be_acknowledged(boss: Pit, table: UUID) -> None:
    for key in ("", "slip_late", f"slip_late:{table}:{uuid4()}", "a:b:c", "x" * 5_000):
        with refused("artifact_not_found"):
            boss.acknowledge(key)


def test_another_casino_does_not_acknowledge_it(boss2: Pit, alert: Row) -> None:
    with refused("artifact_not_found"):
        boss2.acknowledge(alert)


def test_the_alert_is_named_and_the_note_can_be_kept(boss: Pit, alert: Row) -> None:
    with refused("missing_argument"):
        boss.acknowledge(None)
    with refused("notes_too_long"):
        boss.acknowledge(alert, "x" * 1_001)
    with refused("invalid_text"):
        boss.acknowledge(alert, "bell\a")
    with refused("invalid_argument"):
        boss.acknowledge(alert, idempotency_key="two words")


def test_sending_it_again_returns_the_first_acknowledgement(boss: Pit, alert: Row) -> None:
    key = str(uuid4())
    first = boss.acknowledge(alert, idempotency_key=key)
    assert boss.acknowledge(alert, idempotency_key=key) == first
    with refused("idempotency_conflict"):
        boss.acknowledge(alert, "another note", idempotency_key=key)


def test_the_board_moves_on_for_everybody(house: House, boss: Pit, alert: Row) -> None:
    before = house.change_number()
    boss.acknowledge(alert)
    assert house.change_number() == before + 1


def test_who_sees_status_only_is_told_kinds_and_times(
    boss: Pit, floor: Pit, staff: Staff, table: UUID
) -> None:
    boss.open(table)
    boss.buy_in(table, 7_500)
    floor.buy_in(table, 7_500)
    (alert,) = boss.alerts(table)
    boss.acknowledge(alert, "$75 twice")
    for login in ("security", "cashier", "count"):
        (seen,) = staff[login].alerts(table)
        assert seen["kind"] == "possible_double"
        assert seen["acknowledged_by_name"] == "Rosa Delgado"
        assert (seen["amount_cents"], seen["note"]) == (None, None)


def test_a_display_is_told_neither_names_nor_notes(
    boss: Pit, floor: Pit, staff: Staff, table: UUID
) -> None:
    boss.open(table)
    boss.buy_in(table, 7_500)
    floor.buy_in(table, 7_500)
    boss.acknowledge(boss.alerts(table)[0], "asked the dealer")
    (seen,) = staff["wall"].alerts(table)
    assert seen["acknowledged_at"] is not None
    assert (seen["acknowledged_by_name"], seen["note"]) == (None, None)
    assert seen["amount_cents"] == 7_500
