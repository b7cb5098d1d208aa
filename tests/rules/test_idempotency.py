"""One key is one command: sent again it answers as the first time, and nothing happens twice."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused


def test_a_replay_answers_as_the_first_time_whatever_happened_since(
    boss: Pit, house: House, table: UUID
) -> None:
    keys = {name: f"{name}-{table}" for name in ("open", "rundown", "resume", "count", "close")}
    session = boss.open(table, idempotency_key=keys["open"])
    down = boss.rundown(session, idempotency_key=keys["rundown"])
    back = boss.resume(session, idempotency_key=keys["resume"])
    count = boss.count(table, "close", idempotency_key=keys["count"])
    closed = boss.close(session, count, idempotency_key=keys["close"])
    again = boss.open(table)
    before = house.change_number(), house.logged_commands()
    assert boss.open(table, idempotency_key=keys["open"]) == session
    assert boss.rundown(session, idempotency_key=keys["rundown"]) == down
    assert boss.resume(session, idempotency_key=keys["resume"]) == back
    assert boss.count(table, "close", idempotency_key=keys["count"]) == count
    assert boss.close(session, count, idempotency_key=keys["close"]) == closed
    assert (house.change_number(), house.logged_commands()) == before
    assert boss.current(table) == [again]


def test_entries_drops_and_reversals_are_replayed_too(boss: Pit, house: House, table: UUID) -> None:
    session = boss.open(table)
    entry = boss.buy_in(table, idempotency_key=f"entry-{table}")
    reversal = boss.reverse(entry, idempotency_key=f"reversal-{table}")
    drop = boss.drop(table, idempotency_key=f"drop-{table}")
    boss.close(session, boss.count(table, "close"))
    assert boss.buy_in(table, idempotency_key=f"entry-{table}") == entry
    assert boss.buy_in(table, tender_type="cash", idempotency_key=f"entry-{table}") == entry
    assert boss.reverse(entry, idempotency_key=f"reversal-{table}") == reversal
    assert boss.drop(table, idempotency_key=f"drop-{table}") == drop
    kept = house.value(
        "select count(*) from pit.table_buyin_telemetry where gaming_table_id = %s", table
    )
    assert kept == 2


@pytest.mark.usefixtures("count_before_play")
def test_an_activation_and_a_cancellation_are_replayed(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    opener = boss.count(table, "open")
    active = boss.activate(session, opener, idempotency_key=f"activate-{table}")
    cancelled = boss.cancel(session, idempotency_key=f"cancel-{table}")
    assert boss.activate(session, opener, idempotency_key=f"activate-{table}") == active
    assert boss.cancel(session, idempotency_key=f"cancel-{table}") == cancelled


def test_a_replay_does_not_look_at_the_version_it_was_sent_with(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    first = boss.rundown(session, idempotency_key=f"down-{table}", expected_version=1)
    again = boss.rundown(session, idempotency_key=f"down-{table}", expected_version=1)
    assert again == first


_OTHER_REQUESTS: dict[str, Callable[[Pit, UUID, str], Row]] = {
    "another amount": lambda boss, table, key: boss.buy_in(table, 5_000, idempotency_key=key),
    "another tender": lambda boss, table, key: boss.buy_in(
        table, tender_type="chips", idempotency_key=key
    ),
    "another note": lambda boss, table, key: boss.buy_in(table, note="x", idempotency_key=key),
    "another time": lambda boss, table, key: boss.buy_in(
        table, occurred_at=boss.current(table)[0]["opened_at"], idempotency_key=key
    ),
    "another table": lambda boss, table, key: boss.buy_in(UUID(int=0), idempotency_key=key),
    "outside": lambda boss, table, key: boss.buy_in(
        table, outside_session=True, idempotency_key=key
    ),
    "another function": lambda boss, table, key: boss.drop(table, idempotency_key=key),
}


@pytest.mark.parametrize("other", _OTHER_REQUESTS)
def test_another_request_under_a_used_key_is_a_conflict(boss: Pit, table: UUID, other: str) -> None:
    boss.open(table)
    key = f"used-{table}"
    boss.buy_in(table, idempotency_key=key)
    with refused("idempotency_conflict"):
        _OTHER_REQUESTS[other](boss, table, key)


def test_another_author_under_a_used_key_is_a_conflict(boss: Pit, floor: Pit, table: UUID) -> None:
    boss.open(table)
    boss.buy_in(table, idempotency_key=f"mine-{table}")
    with refused("idempotency_conflict"):
        floor.buy_in(table, idempotency_key=f"mine-{table}")


def test_a_key_belongs_to_its_casino(boss: Pit, boss2: Pit, house: House, table: UUID) -> None:
    lakeside = house.new_table("lakeside")
    here = boss.open(table, idempotency_key="open-both")
    there = boss2.open(lakeside, idempotency_key="open-both")
    assert here["id"] != there["id"]
    assert boss.open(table, idempotency_key="open-both") == here
    with refused("idempotency_conflict"):
        boss.open(lakeside, idempotency_key="open-both")


def test_a_command_without_a_key_is_done_every_time(boss: Pit, table: UUID) -> None:
    boss.open(table)
    assert boss.buy_in(table)["id"] != boss.buy_in(table)["id"]


@pytest.mark.parametrize(
    "key",
    ["", " ", "a b", "k\n", "k\t", "ключ", "k" * 129, "k" * 2_000_000, "pft:", "pft:1", "\x7f"],
    ids=lambda key: ascii(key[:10]),
)
def test_what_is_no_key_is_refused(boss: Pit, table: UUID, key: str) -> None:
    with refused("invalid_argument"):
        boss.open(table, idempotency_key=key)
    with refused("invalid_argument"):
        boss.resolve(key)


@pytest.mark.parametrize("key", ["!", "~" * 128, "PFT:1", "'; drop table x; --".replace(" ", "")])
def test_any_other_printable_key_will_do(boss: Pit, house: House, key: str) -> None:
    table = house.new_table()
    assert boss.open(table, idempotency_key=key) == boss.open(table, idempotency_key=key)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "UTC", "<+23:59>-23:59"])
def test_a_replay_from_a_podium_in_another_time_zone_is_the_same_request(
    staff: Staff, boss: Pit, table: UUID, zone: str
) -> None:
    session = boss.open(table)
    key = f"zone-{table}"
    first = boss.buy_in(table, occurred_at=session["opened_at"], idempotency_key=key)
    elsewhere = staff.sign_in("boss")
    elsewhere.query("select set_config('TimeZone', %s, false)", zone)
    assert (
        elsewhere.buy_in(table, occurred_at=session["opened_at"], idempotency_key=key)["id"]
        == first["id"]
    )
    elsewhere.connection.close()


def test_a_shift_change_count_is_replayed_from_another_time_zone(
    staff: Staff, boss: Pit, house: House, table: UUID
) -> None:
    begins = house.value("select date_trunc('second', clock_timestamp()) - interval '0.25 s'")
    house.insert("shift", casino_id=house.casino, name="Relief", starts_at=begins.time())
    boss.open(table)
    elsewhere = staff.sign_in("boss")
    elsewhere.query("select set_config('TimeZone', 'Asia/Tokyo', false)")
    with house.setting(time_zone="UTC"):
        counts = [
            person.count(table, shift_boundary=begins, idempotency_key=f"edge-{table}")["id"]
            for person in (boss, elsewhere)
        ]
    assert counts[0] == counts[1]
    elsewhere.connection.close()


def test_another_function_under_a_used_key_is_a_conflict(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    boss.rundown(session)
    key = f"same-{table}"
    boss.resume(session, "a reason", idempotency_key=key)
    with refused("idempotency_conflict"):
        boss.cancel(session, "a reason", idempotency_key=key)
