"""A table's run from open to close, and the trace it leaves."""

from collections.abc import Callable
from uuid import UUID

import psycopg
import pytest

from tests.rules.house import House
from tests.rules.pit import CHIPS_CENTS, Pit, Row, refused


def test_a_session_runs_from_open_over_rundown_to_close(
    boss: Pit, house: House, table: UUID
) -> None:
    opened = boss.open(table)
    assert (opened["status"], opened["version"], opened["opened_by_staff_id"]) == (
        "ACTIVE",
        1,
        boss.staff_id,
    )
    running_down = boss.rundown(opened)
    assert (running_down["status"], running_down["version"]) == ("RUNDOWN", 2)
    closer = boss.count(table, "close")
    closed = boss.close(running_down, closer, notes="end of day")
    assert (closed["status"], closed["close_reason"], closed["version"]) == ("CLOSED", "counted", 3)
    assert closed["closing_inventory_snapshot_id"] == closer["id"]
    assert closed["notes"] == "end of day"
    assert opened["opened_at"] < closed["rundown_started_at"] < closed["closed_at"]
    assert closed["closed_by_staff_id"] == closed["rundown_started_by_staff_id"] == boss.staff_id
    assert house.events(closed) == [
        ("open", None, "ACTIVE", boss.staff_id, None),
        ("rundown", "ACTIVE", "RUNDOWN", boss.staff_id, None),
        ("close", "RUNDOWN", "CLOSED", boss.staff_id, "end of day"),
    ]


def test_an_active_session_closes_without_a_rundown(boss: Pit, house: House, table: UUID) -> None:
    session = boss.open(table)
    closed = boss.close(session, boss.count(table, "close"))
    assert (closed["status"], closed["rundown_started_at"]) == ("CLOSED", None)
    assert house.events(closed)[-1][:3] == ("close", "ACTIVE", "CLOSED")


def test_a_rundown_is_taken_back_with_a_reason(boss: Pit, house: House, table: UUID) -> None:
    session = boss.rundown(boss.open(table))
    with refused("reason_required"):
        boss.resume(session, "  ")
    resumed = boss.resume(session, "table filled again")
    assert (resumed["status"], resumed["rundown_started_at"]) == ("ACTIVE", None)
    assert house.events(resumed)[-1] == (
        "resume",
        "RUNDOWN",
        "ACTIVE",
        boss.staff_id,
        "table filled again",
    )


@pytest.mark.usefixtures("count_before_play")
def test_a_rundown_from_open_is_taken_back_to_open(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    assert session["status"] == "OPEN"
    assert boss.resume(boss.rundown(session))["status"] == "OPEN"


@pytest.mark.usefixtures("count_before_play")
def test_an_open_session_is_cancelled(boss: Pit, house: House, table: UUID) -> None:
    session = boss.open(table)
    with refused("reason_required"):
        boss.cancel(session, None)
    cancelled = boss.cancel(session, "wrong table")
    assert (cancelled["status"], cancelled["close_reason"]) == ("CLOSED", "cancelled")
    assert cancelled["closed_at"] > cancelled["opened_at"]
    assert house.events(cancelled)[-1] == (
        "cancel",
        "OPEN",
        "CLOSED",
        boss.staff_id,
        "wrong table",
    )
    assert boss.current(table) == []


def test_an_empty_active_session_is_cancelled_with_its_opening_count(
    boss: Pit, table: UUID
) -> None:
    opener = boss.count(table, "open")
    session = boss.open(table)
    assert session["opening_inventory_snapshot_id"] == opener["id"]
    assert boss.cancel(session)["close_reason"] == "cancelled"


def test_a_session_with_anything_recorded_is_not_cancelled(boss: Pit, house: House) -> None:
    def with_drop(table: UUID) -> None:
        boss.drop(table)

    def with_count(table: UUID) -> None:
        boss.count(table)

    def with_reversed_entry(table: UUID) -> None:
        boss.reverse(boss.buy_in(table))

    for record in (with_drop, with_count, with_reversed_entry):
        table = house.new_table()
        session = boss.open(table)
        record(table)
        with refused("session_not_empty"):
            boss.cancel(session)


def test_an_entry_before_the_open_does_not_fill_the_session(boss: Pit, table: UUID) -> None:
    boss.buy_in(table, outside_session=True)
    boss.drop(table)
    assert boss.cancel(boss.open(table))["close_reason"] == "cancelled"


def test_a_closed_table_opens_again_with_its_closer_expected(boss: Pit, table: UUID) -> None:
    first = boss.open(table)
    closer = boss.count(table, "close")
    boss.close(first, closer)
    second = boss.open(table)
    assert second["id"] != first["id"]
    assert second["expected_inventory_snapshot_id"] == closer["id"]
    assert second["opening_inventory_snapshot_id"] is None
    assert [row["id"] for row in boss.current(table)] == [second["id"]]


def test_a_cancelled_session_is_skipped_when_the_opener_is_expected(boss: Pit, table: UUID) -> None:
    first = boss.open(table)
    closer = boss.count(table, "close")
    boss.close(first, closer)
    boss.cancel(boss.open(table))
    assert boss.view(table)["expected_opener_cents"] == CHIPS_CENTS
    assert boss.open(table)["expected_inventory_snapshot_id"] == closer["id"]


def test_one_live_session_at_a_table(boss: Pit, table: UUID) -> None:
    boss.open(table)
    with refused("active_session_exists"):
        boss.open(table)


def test_a_table_off_the_floor_does_not_open(boss: Pit, house: House) -> None:
    for status in ("inactive", "closed"):
        with refused("table_not_available"):
            boss.open(house.new_table(status=status))


def test_a_table_without_a_session_has_no_current_row(boss: Pit, table: UUID) -> None:
    assert boss.current(table) == []
    session = boss.open(table)
    assert boss.current(table) == [session]


def test_a_stale_version_moves_nothing(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    moves: dict[str, Callable[[], Row]] = {
        "rundown": lambda: boss.rundown(session, expected_version=2),
        "cancel": lambda: boss.cancel(session, expected_version=2),
        "close": lambda: boss.close(session, expected_version=2),
        "resume": lambda: boss.resume(session, expected_version=0),
        "activate": lambda: boss.activate(session, None, expected_version=2),
    }
    for move in moves.values():
        with refused("stale_version"):
            move()
    assert boss.current(table) == [session]
    assert boss.rundown(session, expected_version=1)["version"] == 2


def test_every_event_of_a_session_is_in_order_and_stays(
    boss: Pit, house: House, table: UUID
) -> None:
    session = boss.rundown(boss.open(table))
    session = boss.rundown(boss.resume(session))
    boss.close(session, boss.count(table, "close"))
    assert [event[0] for event in house.events(session)] == [
        "open",
        "rundown",
        "resume",
        "rundown",
        "close",
    ]
    for statement in (
        "update pit.table_session_event set reason = 'x'",
        "delete from pit.table_session_event",
        "truncate pit.table_session_event",
        "delete from pit.table_session",
        "update pit.table_buyin_telemetry set note = 'x'",
        "delete from pit.table_inventory_snapshot",
        "update pit.table_drop_event set note = 'x'",
        "delete from pit.command_log",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            house.value(statement)
