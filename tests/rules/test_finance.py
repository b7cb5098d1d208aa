"""Finance's record of a player's money, and how it is corrected."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused


@pytest.fixture
def cashier(staff: Staff) -> Pit:
    return staff["cashier"]


@pytest.fixture
def visit(floor: Pit) -> Row:
    return floor.start_visit()


def test_money_in_and_out_is_cash_now_unless_said_otherwise(cashier: Pit, visit: Row) -> None:
    brought = cashier.record(visit, 10_000, note=" at the cage ")
    assert (brought["amount_cents"], brought["direction"]) == (10_000, "in")
    assert (brought["tender_type"], brought["note"]) == ("cash", "at the cage")
    assert (brought["transaction_kind"], brought["corrects_id"]) == ("original", None)
    assert brought["actor_id"] == cashier.staff_id
    assert brought["occurred_at"] == brought["created_at"] > visit["started_at"]
    took = cashier.record(visit, 2_500, "out", tender_type="chips")
    assert (took["direction"], took["tender_type"]) == ("out", "chips")


def test_what_is_recorded_has_its_place_in_the_lists(cashier: Pit, visit: Row) -> None:
    for cents in (0, -1, 1_000_000_001):
        with refused("invalid_amount"):
            cashier.record(visit, cents)
    for direction in ("", "IN", "sideways"):
        with refused("invalid_argument"):
            cashier.record(visit, direction=direction)
    with refused("invalid_argument"):
        cashier.record(visit, tender_type="card")
    with refused("notes_too_long"):
        cashier.record(visit, note="n" * 1_001)
    with refused("invalid_text"):
        cashier.record(visit, note="\x1b[2J")
    for missing in ("visit_id", "direction", "amount_cents"):
        named = {"visit_id": visit["id"], "direction": "in", "amount_cents": 1, missing: None}
        with refused("missing_argument"):
            cashier.call("rpc_record_player_transaction", **named)


def test_a_slip_is_of_that_visit(cashier: Pit, house: House, visit: Row, table: UUID) -> None:
    player = house.new_slip(table)
    foreign = house.new_slip(house.new_table("lakeside"), "lakeside")
    taken = cashier.record(player["visit_id"], rating_slip_id=player["rating_slip_id"])
    assert taken["gaming_table_id"] == table
    for slip in (player["rating_slip_id"], foreign["rating_slip_id"], UUID(int=0)):
        with refused("invalid_linkage"):
            cashier.record(visit, rating_slip_id=slip)
    for stay in (foreign["visit_id"], UUID(int=0)):
        with refused("entry_not_found"):
            cashier.record(stay)


def test_its_time_is_past_within_the_month_and_of_the_slip(
    cashier: Pit, house: House, visit: Row, table: UUID
) -> None:
    now = house.value("select clock_timestamp()")
    for wrong in (now + timedelta(minutes=1), now - timedelta(days=31, minutes=1), "infinity"):
        with refused("invalid_argument"):
            cashier.record(visit, occurred_at=wrong)
    past = now - timedelta(days=30)
    assert cashier.record(visit, occurred_at=past)["occurred_at"] == past
    player = house.new_slip(table)
    with refused("invalid_argument"):
        cashier.record(player["visit_id"], rating_slip_id=player["rating_slip_id"], occurred_at=now)


def test_adjustments_change_what_stands_and_never_below_nothing(cashier: Pit, visit: Row) -> None:
    original = cashier.record(visit, 10_000, tender_type="marker")
    more = cashier.adjust(original, 2_000)
    assert (more["amount_cents"], more["transaction_kind"]) == (2_000, "adjustment")
    assert more["note"] == "recounted"
    for same in ("visit_id", "direction", "tender_type", "occurred_at"):
        assert more[same] == original[same]
    assert more["corrects_id"] == original["id"]
    with refused("invalid_amount"):
        cashier.adjust(original, -12_001)
    cashier.adjust(original, -12_000)
    with refused("invalid_amount"):
        cashier.take_back(original)
    with refused("invalid_amount"):
        cashier.adjust(original, 1_000_000_001)
    cashier.adjust(original, 1_000_000_000)
    with refused("invalid_amount"):
        cashier.adjust(original, 1)


def test_a_reversal_takes_back_what_stands_once_and_ends_the_corrections(
    cashier: Pit, visit: Row
) -> None:
    original = cashier.record(visit, 10_000)
    cashier.adjust(original, -1_500)
    assert cashier.take_back(original)["amount_cents"] == -8_500
    with refused("already_reversed"):
        cashier.take_back(original)
    with refused("already_reversed"):
        cashier.adjust(original, 500)


def test_a_correction_is_of_its_kind_and_has_its_reason(cashier: Pit, visit: Row) -> None:
    original = cashier.record(visit)
    for reason in (None, " "):
        with refused("reason_required"):
            cashier.adjust(original, 500, reason)
    with refused("notes_too_long"):
        cashier.adjust(original, 500, "n" * 1_001)
    with refused("invalid_text"):
        cashier.adjust(original, 500, "\x1b[2J")
    with refused("invalid_amount"):
        cashier.adjust(original, 0)
    with refused("invalid_argument"):
        cashier.take_back(original, amount_cents=-10_000)
    named = {"transaction_id": original["id"], "kind": "adjustment", "amount_cents": 1}
    with refused("invalid_argument"):
        cashier.call("rpc_correct_player_transaction", **{**named, "kind": "original"})
    for missing in named:
        with refused("missing_argument"):
            cashier.call("rpc_correct_player_transaction", **{**named, missing: None})


def test_only_an_original_of_the_casino_is_corrected(cashier: Pit, boss2: Pit, visit: Row) -> None:
    original = cashier.record(visit)
    with refused("invalid_argument"):
        cashier.take_back(cashier.adjust(original, 500))
    for unknown in (UUID(int=0), boss2.record(boss2.start_visit())):
        with refused("entry_not_found"):
            cashier.take_back(unknown)


def test_recording_and_correcting_apply_once_under_their_key(
    cashier: Pit, house: House, visit: Row
) -> None:
    before = house.change_number()
    key = {"idempotency_key": f"r-{visit['id']}"}
    original = cashier.record(visit, 10_000, **key)
    assert cashier.record(visit, 10_000, **key) == original
    with refused("idempotency_conflict"):
        cashier.record(visit, 10_001, **key)
    other = {"idempotency_key": f"a-{visit['id']}"}
    adjusted = cashier.adjust(original, -500, **other)
    assert cashier.adjust(original, -500, **other) == adjusted
    with refused("idempotency_conflict"):
        cashier.adjust(original, -501, **other)
    assert house.change_number() == before + 2


@pytest.mark.parametrize("login", ["dealer", "security", "shift", "count", "auditor"])
def test_only_the_cage_the_floor_and_the_boss_record(
    staff: Staff, cashier: Pit, visit: Row, login: str
) -> None:
    original = cashier.record(visit)
    with refused("forbidden"):
        staff[login].record(visit)
    with refused("forbidden"):
        staff[login].take_back(original)
    assert staff["floor"].record(visit)
    assert staff["boss"].adjust(original, 100)
    assert staff["admin"].take_back(original)
