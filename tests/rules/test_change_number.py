"""A change is counted once and announced without a word; a refusal leaves nothing behind."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused


def _every_command(boss: Pit, staff: Staff, table: UUID) -> list[Callable[[], object]]:
    """Every mutation once, in an order in which each succeeds."""
    kept: dict[str, Row] = {}

    def keep(name: str, row: Row) -> None:
        kept[name] = row

    return [
        lambda: keep("session", boss.open(table)),
        lambda: keep("opener", boss.count(table, "open")),
        lambda: boss.activate(kept["session"], kept["opener"]),
        lambda: keep("entry", boss.buy_in(table)),
        lambda: boss.reverse(kept["entry"]),
        lambda: boss.void_count(kept["opener"], {"100": 1}),
        lambda: keep("wrong", boss.drop(table)),
        lambda: boss.void_drop(kept["wrong"]),
        lambda: keep("drop", boss.drop(table)),
        lambda: staff["dealer"].sign(kept["drop"], "drop"),
        lambda: staff["count"].enter(kept["drop"], 100),
        lambda: staff["count2"].enter(kept["drop"], 100),
        lambda: staff["auditor"].release(kept["drop"]),
        lambda: boss.rundown(kept["session"]),
        lambda: boss.resume(kept["session"]),
        lambda: keep("closer", boss.count(table, "close")),
        lambda: boss.close(kept["session"], kept["closer"]),
        lambda: keep("session", boss.open(table)),
        lambda: boss.cancel(kept["session"]),
    ]


@pytest.mark.usefixtures("count_before_play")
def test_every_command_counts_once_and_is_announced_without_a_payload(
    boss: Pit, staff: Staff, house: House, table: UUID
) -> None:
    listener = staff.sign_in("dealer").connection
    listener.execute("listen pitterm")
    lakeside = house.change_number("lakeside")
    for command in _every_command(boss, staff, table):
        before = house.change_number()
        command()
        assert house.change_number() == before + 1
        (notice,) = listener.notifies(timeout=5, stop_after=1)
        assert (notice.channel, notice.payload) == ("pitterm", "")
    assert house.change_number("lakeside") == lakeside
    assert boss.heartbeat()["change_number"] == house.change_number()
    listener.close()


def test_the_heartbeat_marks_another_version_of_the_settings(
    boss: Pit, staff: Staff, house: House
) -> None:
    before = boss.heartbeat()["house_version"]
    assert staff["dealer"].heartbeat()["house_version"] == before
    with house.setting(idle_lock_seconds=60):
        assert boss.heartbeat()["house_version"] != before


def test_a_refused_command_leaves_no_trace(boss: Pit, staff: Staff, house: House) -> None:
    table = house.new_table()
    session = boss.open(table)
    before = house.change_number(), house.logged_commands()
    refusals: list[tuple[str, Callable[[], object]]] = [
        ("forbidden", lambda: staff["dealer"].open(table, idempotency_key="r1")),
        ("invalid_amount", lambda: boss.buy_in(table, 0, idempotency_key="r2")),
        ("table_not_found", lambda: boss.open(UUID(int=0), idempotency_key="r3")),
        ("active_session_exists", lambda: boss.open(table, idempotency_key="r4")),
        ("missing_closing_artifact", lambda: boss.close(session, idempotency_key="r5")),
        ("same_person", lambda: boss.drop(table, witnessed_by=boss.staff_id, idempotency_key="r6")),
    ]
    for code, command in refusals:
        with refused(code):
            command()
    assert (house.change_number(), house.logged_commands()) == before


def test_a_replay_and_a_question_are_no_change(boss: Pit, house: House, table: UUID) -> None:
    boss.open(table, idempotency_key=f"open-{table}")
    before = house.change_number()
    boss.open(table, idempotency_key=f"open-{table}")
    boss.resolve(f"open-{table}")
    boss.resolve(f"unknown-{table}")
    boss.board()
    boss.current(table)
    assert house.change_number() == before


def test_the_log_keeps_who_asked_for_what(boss: Pit, house: House, table: UUID) -> None:
    session = boss.open(table, idempotency_key=f"log-{table}")
    row = house.connection.execute(
        "select function_name, arguments, actor_id, result ->> 'id', is_fenced"
        " from pit.command_log where idempotency_key = %s",
        [f"log-{table}"],
    ).fetchone()
    assert row == (
        "rpc_open_table_session",
        {"p_gaming_table_id": str(table)},
        boss.staff_id,
        str(session["id"]),
        False,
    )
