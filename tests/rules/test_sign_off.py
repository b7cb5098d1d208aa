"""Outgoing and incoming sign one sheet; what comes later stands under it as late."""

from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import pytest

from tests.rules.history import History
from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused
from tests.rules.winter_day import DAY, GRAVE, SWING, at

_positions = count(200)


@pytest.fixture
def pit(house: House) -> UUID:
    """A pit of the test's own."""
    position = next(_positions)
    return house.insert("pit", casino_id=house.casino, name=f"Pit {position}", position=position)


@pytest.fixture
def history(house: House, pit: UUID) -> History:
    history = History(house)
    house.change("gaming_table", history.table, pit_id=pit)
    return history


def sheet(person: Pit, pit: UUID, start: datetime = DAY, end: datetime = SWING) -> Row:
    found = person.sheet(start, end, pit)["sheet"]
    assert isinstance(found, dict)
    return found


def test_the_sheet_lists_what_the_next_shift_must_know(
    boss: Pit, house: House, history: History, pit: UUID
) -> None:
    closer = history.close(history.open(at(7), 1_000_000), at(8), 1_000_000)
    session = history.open(at(9), 980_000, expected=closer)
    history.buy_in(at(10), 2_000_000)
    found = sheet(boss, pit)
    assert [live["table_id"] for live in found["live"]] == [str(history.table)]
    assert found["live"][0]["change_count_at"] is None
    (discrepancy,) = found["discrepancies"]
    assert discrepancy["discrepancy_cents"] == -20_000
    assert (discrepancy["is_reportable"], discrepancy["is_regulatory"]) == (True, True)
    assert [entry["amount_cents"] for entry in found["big_entries"]] == [2_000_000]
    assert found["pit"]["tables"] == 1
    assert found["casino"] is None
    history.count(at(14), 970_000, session=session, boundary=SWING)
    assert sheet(boss, pit)["live"][0]["change_count_cents"] == 970_000


def test_a_box_not_recorded_and_a_count_owed_are_on_the_sheet(
    boss: Pit, house: House, history: History, pit: UUID
) -> None:
    history.close(history.open(at(7), 100), at(8), 100)
    assert [box["table_label"] for box in sheet(boss, pit)["boxes_not_recorded"]] != []
    history.drop(at(8, 5))
    assert sheet(boss, pit)["boxes_not_recorded"] == []
    session = history.open(at(9), 100)
    drop = history.drop(at(10), session)
    house.change(
        "table_session",
        session,
        status="CLOSED",
        close_reason="drop_only",
        closed_at=at(10, 1),
        closed_by_staff_id=house.boss,
        drop_event_id=drop,
    )
    assert [owed["table_id"] for owed in sheet(boss, pit)["counts_owed"]] == [str(history.table)]


def test_what_began_after_the_shift_is_not_on_its_sheet(
    boss: Pit, house: House, history: History, pit: UUID
) -> None:
    history.close(history.open(at(15), 100), at(16), 100)
    assert sheet(boss, pit)["boxes_not_recorded"] == []
    assert len(sheet(boss, pit, SWING, GRAVE)["boxes_not_recorded"]) == 1
    session = history.open(at(17), 100)
    slip = house.new_moved_chips(history.table, "fill")
    found = sheet(boss, pit)
    assert (found["live"], found["slips_in_flight"]) == ([], [])
    house.value(
        "update pit.fill_credit_slip set requested_at = %s where id = %s returning 1", at(18), slip
    )
    found = sheet(boss, pit, SWING, GRAVE)
    assert (len(found["live"]), len(found["slips_in_flight"])) == (1, 1)
    drop = history.drop(at(19), session)
    house.change(
        "table_session",
        session,
        status="CLOSED",
        close_reason="drop_only",
        closed_at=at(19, 1),
        closed_by_staff_id=house.boss,
        drop_event_id=drop,
    )
    assert sheet(boss, pit)["counts_owed"] == []
    assert len(sheet(boss, pit, SWING, GRAVE)["counts_owed"]) == 1


def test_the_sheet_has_the_tables_own_edges(
    boss: Pit, staff: Staff, history: History, pit: UUID
) -> None:
    closer = history.close(history.open(at(7), 1_000_000), at(13), 1_000_000)
    session = history.open(at(14, 10), 980_000, expected=closer)
    history.buy_in(at(14, 20), 2_000_000)
    walked = history.count(at(14, 25), 970_000, session=session, boundary=SWING)
    for start, end, expected in ((DAY, SWING, [-20_000]), (SWING, GRAVE, [])):
        found = sheet(boss, pit, start, end)
        listed = [each["discrepancy_cents"] for each in found["discrepancies"]]
        assert listed == expected
        row = boss.metrics(start, end)[history.table]
        assert row["discrepancy_cents"] == (sum(expected) if expected else None)
        assert len(found["big_entries"]) == len(expected)
    boss.sign_off(DAY, SWING, pit)
    boss.sign_off(SWING, GRAVE, pit)
    history.buy_in(at(14, 22), 700)
    assert [late["amount_cents"] for late in boss.sheet(DAY, SWING, pit)["late"]] == [700]
    assert boss.sheet(SWING, GRAVE, pit)["late"] == []
    boss.void_count(walked, witnessed_by=staff["floor"].staff_id)
    for start, end in ((DAY, SWING), (SWING, GRAVE)):
        assert "void" in [late["kind"] for late in boss.sheet(start, end, pit)["late"]]


def test_figures_are_frozen_as_signed_and_later_ones_are_late(
    boss: Pit, staff: Staff, house: House, history: History, pit: UUID
) -> None:
    history.open(at(7), 1_000_000)
    entry = history.buy_in(at(8), 100)
    signed = boss.sign_off(DAY, SWING, pit, note="quiet")
    assert signed["sheet"]["pit"]["estimated_drop_buyins_total_cents"] == 100
    history.reverse(entry)
    history.buy_in(at(9), 7_000)
    row = boss.sheet(DAY, SWING, pit)
    assert row["signed_sheet"] == signed["sheet"]
    assert row["sheet"]["pit"]["estimated_drop_buyins_total_cents"] == 7_000
    assert [(late["kind"], late["amount_cents"]) for late in row["late"]] == [
        ("reversal", -100),
        ("buy-in", 7_000),
    ]
    assert (row["outgoing_staff_id"], row["incoming_staff_id"]) == (boss.staff_id, None)


def test_the_incoming_person_signs_the_same_sheet(
    boss: Pit, staff: Staff, history: History, pit: UUID
) -> None:
    signed = boss.sign_off(DAY, SWING, pit)
    came = staff["shift"].sign_on(signed)
    assert came["shift_sign_off_id"] == signed["id"]
    assert boss.sheet(DAY, SWING, pit)["incoming_staff_id"] == staff["shift"].staff_id
    with refused("already_final"):
        staff["admin"].sign_on(signed)


def test_nobody_signs_for_both(boss: Pit, pit: UUID) -> None:
    signed = boss.sign_off(DAY, SWING, pit)
    with refused("same_person"):
        boss.sign_on(signed)


def test_a_sheet_is_signed_once(boss: Pit, staff: Staff, pit: UUID) -> None:
    boss.sign_off(DAY, SWING, pit)
    with refused("already_final"):
        staff["shift"].sign_off(DAY, SWING, pit)


def test_a_pit_boss_signs_a_pit_and_a_shift_manager_the_casino(boss: Pit, staff: Staff) -> None:
    with refused("forbidden"):
        boss.sign_off(DAY, SWING)
    signed = staff["shift"].sign_off(DAY, SWING)
    assert signed["sheet"]["casino"]["tables"] > 0
    with refused("forbidden"):
        boss.sign_on(signed)
    assert staff["admin"].sign_on(signed)["incoming_staff_id"] == staff["admin"].staff_id


@pytest.mark.parametrize("login", ["floor", "dealer", "auditor", "cashier"])
def test_others_sign_no_shift(staff: Staff, pit: UUID, login: str) -> None:
    with refused("forbidden"):
        staff[login].sign_off(DAY, SWING, pit)
    with refused("forbidden"):
        staff[login].sign_on(UUID(int=1))


def test_only_a_whole_shift_or_day_that_has_begun_is_signed(boss: Pit, pit: UUID) -> None:
    with refused("invalid_window"):
        boss.sign_off(DAY, SWING + timedelta(hours=1), pit)
    (shift,) = [
        row
        for row in boss.rows(
            "rpc_get_shift_windows", at=datetime.now(DAY.tzinfo) + timedelta(days=2)
        )
        if row["name"] == "shift"
    ]
    with refused("invalid_window"):
        boss.sign_off(shift["window_start"], shift["window_end"], pit)
    assert boss.sign_off(DAY, DAY + timedelta(days=1), pit)["shift_name"] is None


def test_a_pit_or_sheet_of_another_casino_is_not_found(boss2: Pit, boss: Pit, pit: UUID) -> None:
    with refused("entry_not_found"):
        boss2.sheet(DAY, SWING, pit)
    with refused("entry_not_found"):
        boss2.sign_off(DAY, SWING, pit)
    signed = boss.sign_off(DAY, SWING, pit)
    with refused("entry_not_found"):
        boss2.sign_on(signed)
    with refused("missing_argument"):
        boss2.sign_on(None)


def test_the_same_key_signs_once(boss: Pit, staff: Staff, pit: UUID) -> None:
    first = boss.sign_off(DAY, SWING, pit, idempotency_key=f"off-{pit}")
    assert boss.sign_off(DAY, SWING, pit, idempotency_key=f"off-{pit}")["id"] == first["id"]
    with refused("idempotency_conflict"):
        boss.sign_off(DAY, SWING, None, idempotency_key=f"off-{pit}")
    came = staff["shift"].sign_on(first, idempotency_key=f"on-{pit}")
    assert staff["shift"].sign_on(first, idempotency_key=f"on-{pit}") == came
    with refused("idempotency_conflict"):
        staff["shift"].sign_on(UUID(int=9), idempotency_key=f"on-{pit}")


def test_a_checkpoint_is_a_moment_with_a_name(staff: Staff) -> None:
    mark = staff["dealer"].call("rpc_mark_shift_checkpoint", note="break", idempotency_key="mark-1")
    assert (mark["made_by_staff_id"], mark["note"]) == (staff["dealer"].staff_id, "break")
    assert (
        staff["dealer"].call("rpc_mark_shift_checkpoint", note="break", idempotency_key="mark-1")
        == mark
    )
    with refused("idempotency_conflict"):
        staff["dealer"].call("rpc_mark_shift_checkpoint", idempotency_key="mark-1")
    with refused("notes_too_long"):
        staff["dealer"].call("rpc_mark_shift_checkpoint", note="x" * 1001)
    with refused("invalid_text"):
        staff["dealer"].call("rpc_mark_shift_checkpoint", note="a\x07b")
    with refused("invalid_argument"):
        staff["dealer"].call("rpc_mark_shift_checkpoint", idempotency_key="pft:1")
