"""A reversal takes one entry back, once, at the entry's own time."""

from datetime import timedelta
from uuid import UUID

from tests.rules.house import House
from tests.rules.pit import Pit, refused


def test_a_reversal_is_negative_linked_and_at_the_entrys_time(
    boss: Pit, house: House, table: UUID
) -> None:
    boss.open(table)
    entry = boss.buy_in(table, 10_000, "RATED_BUYIN", tender_type="marker", **house.new_slip(table))
    reversal = boss.reverse(entry)
    assert (reversal["amount_cents"], reversal["telemetry_kind"]) == (-10_000, "REVERSAL")
    for same in ("tender_type", "visit_id", "rating_slip_id", "occurred_at", "gaming_day"):
        assert reversal[same] == entry[same]
    assert reversal["reverses_id"] == entry["id"]
    assert reversal["created_at"] > entry["created_at"]


def test_an_entry_is_reversed_once(boss: Pit, floor: Pit, table: UUID) -> None:
    boss.open(table)
    entry = boss.buy_in(table)
    boss.reverse(entry)
    for person in (boss, floor):
        with refused("already_reversed"):
            person.reverse(entry, "again")


def test_a_reversal_is_not_reversed(boss: Pit, table: UUID) -> None:
    boss.open(table)
    reversal = boss.reverse(boss.buy_in(table))
    with refused("invalid_argument"):
        boss.reverse(reversal, "changed my mind")


def test_only_the_last_own_entry_of_the_table_needs_no_reason(
    boss: Pit, floor: Pit, house: House, table: UUID
) -> None:
    other = house.new_table()
    for place in (table, other):
        boss.open(place)
    first, second = boss.buy_in(table), boss.buy_in(table)
    floor.buy_in(table)
    boss.buy_in(other)
    for blank in (None, "  "):
        with refused("reason_required"):
            boss.reverse(first, blank)
    boss.reverse(second)
    assert boss.reverse(first)["note"] is None


def test_a_backdated_entry_is_the_last_one_when_it_was_entered_last(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    earlier = boss.buy_in(table)
    backdated = boss.buy_in(table, occurred_at=session["opened_at"])
    with refused("reason_required"):
        boss.reverse(earlier)
    assert boss.reverse(backdated)["occurred_at"] == session["opened_at"]


def test_somebody_elses_entry_is_reversed_with_a_reason(boss: Pit, floor: Pit, table: UUID) -> None:
    boss.open(table)
    entry = floor.buy_in(table)
    with refused("reason_required"):
        boss.reverse(entry)
    reversal = boss.reverse(entry, " hit the wrong table ")
    assert (reversal["note"], reversal["actor_id"]) == ("hit the wrong table", boss.staff_id)


def test_an_entry_is_reversed_also_after_the_close(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    entry = boss.buy_in(table)
    closed = boss.close(session, boss.count(table, "close"))
    reversal = boss.reverse(entry)
    assert reversal["occurred_at"] < closed["closed_at"] < reversal["created_at"]


def test_an_unknown_or_foreign_entry_is_not_found(
    boss: Pit, boss2: Pit, house: House, table: UUID
) -> None:
    lakeside = house.new_table("lakeside")
    boss2.open(lakeside)
    for entry in (UUID(int=0), boss2.buy_in(lakeside)["id"], boss.open(table)["id"]):
        with refused("entry_not_found"):
            boss.reverse(entry, "wrong")


def test_reasons_are_bounded_and_printable(boss: Pit, table: UUID) -> None:
    boss.open(table)
    entry = boss.buy_in(table)
    with refused("notes_too_long"):
        boss.reverse(entry, "n" * 1_001)
    with refused("invalid_text"):
        boss.reverse(entry, "\x1b]0;title\x07")


def test_a_reversal_leaves_the_session_of_today_empty(boss: Pit, table: UUID) -> None:
    yesterday = boss.open(table)
    entry = boss.buy_in(table)
    boss.close(yesterday, boss.count(table, "close"))
    today = boss.open(table)
    boss.reverse(entry)
    assert today["opened_at"] - entry["occurred_at"] > timedelta(0)
    assert boss.cancel(today)["close_reason"] == "cancelled"
