"""Counts of the tray: which the state takes, who signs, and what a shift change is."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import CHIPS, CHIPS_CENTS, Pit, Staff, refused


def test_a_count_is_summed_signed_and_stamped(floor: Pit, table: UUID, boss: Pit) -> None:
    session = boss.open(table)
    count = floor.count(table, "rundown", CHIPS, note=" spot check ")
    assert count["total_cents"] == CHIPS_CENTS == 100 * 10_000 + 40 * 2_500
    assert count["table_session_id"] == session["id"]
    assert count["recorded_by_staff_id"] == floor.staff_id
    assert (count["counted_with_staff_id"], count["note"]) == (None, "spot check")
    assert count["counted_at"] > session["opened_at"]
    assert boss.current(table)[0]["version"] == 1


def test_without_a_session_only_an_opening_count_is_taken(floor: Pit, table: UUID) -> None:
    for kind in ("rundown", "close"):
        with refused("no_live_session"):
            floor.count(table, kind)
    assert floor.count(table, "open")["table_session_id"] is None


def test_play_and_rundown_take_spot_checks_and_closers(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    for _ in range(2):
        for kind in ("rundown", "close"):
            assert boss.count(table, kind)["table_session_id"] == session["id"]
        with refused("invalid_state_transition"):
            boss.count(table, "open")
        if session["status"] == "ACTIVE":
            session = boss.rundown(session)


def test_a_count_is_of_a_known_type(boss: Pit, table: UUID) -> None:
    for kind in ("", "CLOSE", "fill", "x" * 2_000_000):
        with refused("invalid_argument"):
            boss.count(table, kind)


def test_opening_and_closing_counts_have_two_people(boss: Pit, table: UUID) -> None:
    with refused("missing_argument"):
        boss.count(table, "open", counted_with=None)
    boss.open(table)
    with refused("missing_argument"):
        boss.count(table, "close", counted_with=None)
    assert boss.count(table, "rundown")["counted_with_staff_id"] is None
    assert boss.count(table, "close")["counted_with_staff_id"] == boss.dealer


def test_nobody_is_their_own_second_person(boss: Pit, table: UUID) -> None:
    with refused("same_person"):
        boss.count(table, "open", counted_with=boss.staff_id)


@pytest.mark.parametrize("role", ["count_team", "auditor", "admin", "display"])
def test_a_role_that_does_not_sign_is_no_second_person(
    boss: Pit, house: House, table: UUID, role: str
) -> None:
    with refused("invalid_argument"):
        boss.count(table, "open", counted_with=house.new_colleague(role))


@pytest.mark.parametrize(
    "role", ["dealer", "security", "floor_supervisor", "pit_boss", "shift_manager", "cashier"]
)
def test_a_role_that_signs_is_a_second_person(
    boss: Pit, house: House, table: UUID, role: str
) -> None:
    colleague = house.new_colleague(role)
    assert boss.count(table, "open", counted_with=colleague)["counted_with_staff_id"] == colleague


def test_foreign_inactive_and_unknown_people_do_not_sign(
    boss: Pit, house: House, table: UUID
) -> None:
    gone = house.new_colleague()
    house.change("staff", gone, is_active=False)
    foreign = house.new_colleague("dealer", "lakeside")
    boss.open(table)
    for nobody in (gone, foreign, UUID(int=0)):
        with refused("invalid_argument"):
            boss.count(table, "close", counted_with=nobody)
        with refused("invalid_argument"):
            boss.count(table, "rundown", counted_with=nobody)


def test_a_shift_change_count_stands_for_the_start_of_a_shift(
    boss: Pit, house: House, table: UUID
) -> None:
    with house.setting(time_zone="UTC", gaming_day_start="00:00"):
        begins = house.value(
            "select date_trunc('second', clock_timestamp()) - interval '90 minutes 0.25 s'"
        )
        house.insert("shift", casino_id=house.casino, name="Relief", starts_at=begins.time())
        boss.open(table)
        with refused("missing_argument"):
            boss.count(table, shift_boundary=begins, counted_with=None)
        with refused("invalid_argument"):
            boss.count(table, shift_boundary=begins + timedelta(seconds=1))
        for kind in ("open", "close"):
            with refused("invalid_argument"):
                boss.count(table, kind, shift_boundary=begins)
        count = boss.count(table, shift_boundary=begins)
        assert count["shift_boundary"] == begins
        assert count["counted_at"] > begins


def test_a_day_change_count_stands_for_the_start_of_the_day(
    boss: Pit, house: House, table: UUID
) -> None:
    now = house.value("select clock_timestamp() at time zone 'UTC'")
    boss.open(table)
    for hours_ago, is_in_reach in ((1, True), (3, True), (5, False)):
        start = (now - timedelta(hours=hours_ago)).replace(minute=30, second=0, microsecond=0)
        with house.setting(time_zone="UTC", gaming_day_start=start.time().isoformat()):
            begins = house.value("select %s::timestamp at time zone 'UTC'", start)
            if is_in_reach:
                assert boss.count(table, shift_boundary=begins)["shift_boundary"] == begins
            else:
                with refused("invalid_argument"):
                    boss.count(table, shift_boundary=begins)


@pytest.mark.parametrize("boundary", ["infinity", "-infinity", "4714-11-24 BC", "294276-12-31"])
def test_a_shift_change_out_of_reach_is_refused(boss: Pit, table: UUID, boundary: str) -> None:
    boss.open(table)
    with refused("invalid_argument"):
        boss.count(table, shift_boundary=boundary)


@pytest.mark.parametrize("login", ["dealer", "security", "shift", "cashier", "count", "auditor"])
def test_only_floor_boss_and_admin_record_counts_and_drops(
    staff: Staff, table: UUID, login: str
) -> None:
    with refused("forbidden"):
        staff[login].count(table, "open")
    with refused("forbidden"):
        staff[login].drop(table)


def test_a_count_at_an_unknown_or_foreign_table_is_refused(boss: Pit, house: House) -> None:
    for nowhere in (UUID(int=0), house.new_table("lakeside")):
        with refused("table_not_found"):
            boss.count(nowhere, "open")


def test_a_count_is_replayed_whatever_the_spelling_of_its_chips(boss: Pit, table: UUID) -> None:
    key = f"count-{table}"
    first = boss.count(table, "open", {"100": 1, "500": 2}, idempotency_key=key)
    again = boss.count(table, "open", {"500": 2, "100": 1}, idempotency_key=key)
    assert first == again
    with refused("idempotency_conflict"):
        boss.count(table, "open", {"500": 2, "100": 2}, idempotency_key=key)
