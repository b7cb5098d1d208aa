"""A fill or credit that went its whole way on paper, under the form's own number."""

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from tests.rules.hands import Hands
from tests.rules.house import House
from tests.rules.paper import Arguments, minutes_ago, on_a_slip, on_paper
from tests.rules.pit import MOVED_CENTS, Pit, Row, refused

MINUTE = timedelta(minutes=1)


def enter(person: Pit, form: Arguments, **other: object) -> Row:
    return person.call("rpc_enter_paper_slip", **{**form, **other})


@pytest.fixture
def opened(boss: Pit, house: House, table: UUID) -> Row:
    """An hour ago, on paper."""
    return boss.open(table, **on_paper(minutes_ago(house, 60)))


def test_a_form_is_a_whole_slip_at_its_own_times_and_draws_no_number(
    boss: Pit, floor: Pit, house: House, hands: Hands, opened: Row
) -> None:
    table, live_table = opened["gaming_table_id"], house.new_table()
    boss.open(live_table)
    before = hands.deposited("fill", live_table)
    at = opened["opened_at"] + 10 * MINUTE
    slip = enter(floor, on_a_slip(house, table, at, number="2026-000123"))
    assert slip["status"] == "DEPOSITED_IN_DROPBOX"
    assert slip["amount_cents"] == MOVED_CENTS
    assert (slip["effective_at"], slip["carried_at"]) == (at, None)
    assert (slip["slip_label"], slip["slip_number"]) == ("paper fill 2026-000123", None)
    assert slip["table_session_id"] == opened["id"]
    after = hands.deposited("fill", live_table)
    assert after["slip_number"] == before["slip_number"] + 1
    credit = enter(floor, on_a_slip(house, table, at + MINUTE, "credit", "2026-000123"))
    assert credit["slip_label"] == "paper credit 2026-000123"
    assert credit["effective_at"] == at + MINUTE
    marks = house.connection.execute(
        "select record_kind, occurred_at from pit.late_entry where record_id = any (%s)"
        " order by occurred_at",
        [[slip["id"], credit["id"]]],
    ).fetchall()
    assert marks == [("fill", at), ("credit", at + MINUTE)]


@pytest.mark.parametrize(
    ("step", "wrong"),
    [
        ("requested_by", "dealer"),
        ("issued_by", "floor"),
        ("carried_by", "dealer"),
        ("verified_by", "cashier"),
        ("deposited_by", "security"),
    ],
)
def test_each_step_was_taken_by_somebody_who_may(
    boss: Pit, house: House, opened: Row, step: str, wrong: str
) -> None:
    form = on_a_slip(house, opened["gaming_table_id"], opened["opened_at"] + 10 * MINUTE)
    for nobody in (house.staff_id(wrong), house.staff_id("boss2"), UUID(int=0)):
        with refused("invalid_argument"):
            enter(boss, form, **{step: nobody})
    with refused("missing_argument"):
        enter(boss, form, **{step: None})


def test_four_of_the_people_are_different_and_the_requester_may_deposit(
    boss: Pit, house: House, opened: Row
) -> None:
    form = on_a_slip(house, opened["gaming_table_id"], opened["opened_at"] + 10 * MINUTE)
    with refused("same_person"):
        enter(boss, form, verified_by=form["requested_by"])
    assert enter(boss, {**form, "deposited_by": form["requested_by"], "paper_number": "F-1"})


def test_the_steps_follow_each_other_and_are_past(boss: Pit, house: House, opened: Row) -> None:
    at = opened["opened_at"] + 10 * MINUTE
    form = on_a_slip(house, opened["gaming_table_id"], at)
    for wrong in (
        {"requested_at": at + MINUTE},
        {"issued_at": at - 6 * MINUTE},
        {"issued_at": at + MINUTE},
        {"deposited_at": at - MINUTE},
        {"deposited_at": minutes_ago(house, -5)},
    ):
        with refused("invalid_argument"):
            enter(boss, form, **wrong)
    with refused("missing_argument"):
        enter(boss, form, verified_at=None)


def test_a_form_lies_inside_the_session_that_ran(
    boss: Pit, house: House, table: UUID, opened: Row
) -> None:
    with refused("no_live_session"):
        enter(boss, on_a_slip(house, house.new_table(), minutes_ago(house, 10)))
    with refused("invalid_argument"):
        enter(boss, on_a_slip(house, table, opened["opened_at"] + MINUTE))
    closer = boss.count(table, "close", **on_paper(opened["opened_at"] + 20 * MINUTE))
    boss.close(opened, closer, **on_paper(opened["opened_at"] + 21 * MINUTE))
    with refused("no_live_session"):
        enter(boss, on_a_slip(house, table, opened["opened_at"] + 10 * MINUTE))


def test_two_forms_may_overlap_and_a_count_between_them_is_in_order(
    boss: Pit, house: House, table: UUID, opened: Row
) -> None:
    at = opened["opened_at"] + 10 * MINUTE
    enter(boss, on_a_slip(house, table, at, number="F-10"))
    boss.count(table, **on_paper(at))
    enter(boss, on_a_slip(house, table, at + 2 * MINUTE, number="F-11"))
    with refused("invalid_argument"):
        enter(boss, on_a_slip(house, table, at + MINUTE, number="F-12"))


def test_nothing_from_paper_precedes_a_step_taken_on_a_screen(
    boss: Pit, house: House, hands: Hands, table: UUID, opened: Row
) -> None:
    hands.issued("fill", table)
    with refused("invalid_argument"):
        boss.count(table, **on_paper(minutes_ago(house, 5)))


def test_a_form_goes_into_the_box_that_was_at_the_table(
    boss: Pit, house: House, table: UUID, opened: Row
) -> None:
    at = opened["opened_at"] + 10 * MINUTE
    boss.drop(table, "K-1", box_in_id="K-2", box_in_seal_no="S", **on_paper(at))
    form = on_a_slip(house, table, at + 10 * MINUTE, number="F-20")
    with refused("invalid_argument"):
        enter(boss, form)
    assert enter(boss, form, drop_box_id="K-2")["drop_box_id"] == "K-2"


def test_the_chips_of_a_form_are_the_tables(boss: Pit, house: House, opened: Row) -> None:
    form = on_a_slip(house, opened["gaming_table_id"], opened["opened_at"] + 10 * MINUTE)
    for chips, code in (
        ('{"7": 1}', "invalid_chipset"),
        ('{"10000": 0}', "invalid_amount"),
        (None, "missing_argument"),
    ):
        with refused(code):
            enter(boss, form, chipset=chips)
    with refused("invalid_argument"):
        enter(boss, form, kind="loan")
    with refused("table_not_found"):
        enter(boss, form, table_id=UUID(int=0))


def test_no_credit_leaves_a_table_that_waited_for_its_opening_count(
    boss: Pit, house: House, table: UUID, count_before_play: None
) -> None:
    boss.open(table, **on_paper(minutes_ago(house, 60)))
    with refused("missing_opening_count"):
        enter(boss, on_a_slip(house, table, minutes_ago(house, 30), "credit"))
    assert enter(boss, on_a_slip(house, table, minutes_ago(house, 30), number="F-30"))


def test_a_form_is_entered_once_a_year_and_kind(boss: Pit, house: House, opened: Row) -> None:
    table, at = opened["gaming_table_id"], opened["opened_at"] + 10 * MINUTE
    first = enter(boss, on_a_slip(house, table, at, number="F-40"), idempotency_key=f"F-{table}")
    again = on_a_slip(house, table, at, number="F-40")
    assert enter(boss, again, idempotency_key=f"F-{table}") == first
    with refused("idempotency_conflict"):
        enter(boss, again, idempotency_key=f"F-{table}", deposited_by=house.staff_id("floor"))
    with refused("invalid_argument"):
        enter(boss, on_a_slip(house, table, at + MINUTE, number="F-40"))


@pytest.mark.parametrize("spelt", ["f-41", "F-41\u00a0", "\u3000F-41", "F -41", "\uff26-41"])
def test_a_forms_number_is_the_same_however_it_is_typed(
    boss: Pit, house: House, opened: Row, spelt: str
) -> None:
    table, at = opened["gaming_table_id"], opened["opened_at"] + 10 * MINUTE
    number = f"F-41{table}".upper()
    enter(boss, on_a_slip(house, table, at, number=number))
    again = on_a_slip(house, table, at + MINUTE, number=number.replace("F-41", spelt))
    with refused("invalid_argument"):
        enter(boss, again)
    assert enter(boss, {**again, "paper_number": f"{number}.1"})


def test_a_box_does_not_leave_before_the_form_that_went_into_it(
    boss: Pit, house: House, opened: Row
) -> None:
    table, at = opened["gaming_table_id"], opened["opened_at"] + 10 * MINUTE
    late = {"deposited_at": at + 30 * MINUTE, "drop_box_id": f"L-{table}"}
    enter(boss, on_a_slip(house, table, at, number=f"F-50{table}"), **late)
    with refused("invalid_argument"):
        boss.drop(table, f"L-{table}", **on_paper(at + 29 * MINUTE))
    assert boss.drop(table, f"L-{table}", **on_paper(at + 30 * MINUTE))


def test_the_table_itself_takes_no_form_with_a_number_of_the_series_or_half_done(
    boss: Pit, house: House, opened: Row
) -> None:
    form = on_a_slip(house, opened["gaming_table_id"], opened["opened_at"] + 10 * MINUTE)
    slip = enter(boss, {**form, "paper_number": "F-50"})["id"]
    for wrong in (
        {"slip_year": 2026, "slip_number": 999_999},
        {"paper_number": None},
        {"status": "VERIFIED_AT_TABLE", "deposited_at": None, "deposited_by_staff_id": None}
        | {"drop_box_id": None},
    ):
        with pytest.raises(psycopg.errors.CheckViolation):
            house.change("fill_credit_slip", slip, **wrong)
