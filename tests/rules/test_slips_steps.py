"""Fills and credits step by step: who takes which step, from where, and what it leaves behind."""

from uuid import UUID

import pytest

from tests.rules.hands import Hands
from tests.rules.house import House
from tests.rules.pit import MOVED, MOVED_CENTS, Pit, Row, Staff, refused

KINDS = ["fill", "credit"]


@pytest.fixture
def open_table(boss: Pit, table: UUID) -> UUID:
    """A table in play."""
    boss.open(table)
    return table


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_goes_from_request_to_drop_box_and_every_step_has_its_person(
    hands: Hands, boss: Pit, open_table: UUID, kind: str
) -> None:
    slip = hands.floor.request(kind, open_table, {**MOVED, "500": 0}, note=" for seat 3 ")
    (session,) = boss.current(open_table)
    assert (slip["kind"], slip["status"], slip["amount_cents"]) == (kind, "REQUESTED", MOVED_CENTS)
    assert (slip["chipset"], slip["note"]) == (MOVED, "for seat 3")
    assert slip["table_session_id"] == session["id"]
    assert slip["requested_at"] > session["opened_at"]
    assert slip["slip_label"] is None
    issued = hands.cashier.issue(slip)
    assert (issued["status"], issued["issued_by_staff_id"]) == ("ISSUED", hands.cashier.staff_id)
    carried = hands.security.carry(issued)
    assert (carried["status"], carried["runner_staff_id"]) == ("ISSUED", hands.security.staff_id)
    verified = hands.dealer.verify(carried)
    assert verified["status"] == "VERIFIED_AT_TABLE"
    assert verified["verified_by_staff_id"] == hands.dealer.staff_id
    done = hands.floor.deposit(verified, " BOX-4 ")
    assert (done["status"], done["drop_box_id"]) == ("DEPOSITED_IN_DROPBOX", "BOX-4")
    assert done["deposited_by_staff_id"] == hands.floor.staff_id
    steps = ("requested_at", "issued_at", "carried_at", "verified_at", "deposited_at")
    assert [done[step] for step in steps] == sorted(done[step] for step in steps)
    assert done["version"] == 5
    assert done["effective_at"] == done["verified_at" if kind == "fill" else "requested_at"]


def test_the_runner_takes_a_credits_chips_before_its_slip_exists(
    hands: Hands, open_table: UUID
) -> None:
    taken = hands.taken(open_table)
    assert (taken["status"], taken["runner_staff_id"]) == ("REQUESTED", hands.security.staff_id)
    issued = hands.cashier.issue(taken)
    assert issued["carried_at"] == taken["carried_at"] < issued["issued_at"]
    assert hands.dealer.verify(issued)["status"] == "VERIFIED_AT_TABLE"


@pytest.mark.parametrize("kind", KINDS)
def test_a_runner_who_did_not_sign_is_only_named(hands: Hands, open_table: UUID, kind: str) -> None:
    slip = hands.issued(kind, open_table)
    verified = hands.dealer.verify(slip, runner_id=hands.security.staff_id)
    assert verified["runner_staff_id"] == hands.security.staff_id
    assert verified["carried_at"] is None


def test_a_pit_boss_and_an_admin_request_and_deposit_and_a_floor_supervisor_verifies(
    hands: Hands, staff: Staff, boss: Pit, open_table: UUID
) -> None:
    for requester in (boss, staff["admin"]):
        slip = hands.security.carry(hands.cashier.issue(requester.request("fill", open_table)))
        verified = hands.floor.verify(slip)
        assert verified["verified_by_staff_id"] == hands.floor.staff_id
        assert requester.deposit(verified)["deposited_by_staff_id"] == requester.staff_id
        assert requester.withdraw(hands.requested("credit", open_table))


MAY_TAKE = {
    "request": {"floor", "boss", "admin"},
    "withdraw": {"floor", "boss", "admin"},
    "issue": {"cashier"},
    "carry": {"security"},
    "verify": {"dealer", "floor"},
    "deposit": {"floor", "boss", "admin"},
    "void": {"cashier"},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("step", MAY_TAKE)
def test_a_step_is_refused_to_every_other_role(
    staff: Staff, open_table: UUID, kind: str, step: str
) -> None:
    others = {"floor", "boss", "admin", "cashier", "security", "dealer", "shift", "count"}
    for login in (others | {"auditor"}) - MAY_TAKE[step]:
        with refused("forbidden"):
            if step == "request":
                staff[login].request(kind, open_table)
            else:
                take(staff[login], step, {"id": UUID(int=0), "kind": kind}, staff["dealer"])


def take(person: Pit, step: str, slip: Row, security: Pit) -> Row:
    if step == "verify" and slip.get("runner_staff_id") is None:
        return person.verify(slip, runner_id=security.staff_id)
    answer = getattr(person, step)(slip)
    assert isinstance(answer, dict)
    return answer


NEXT = {
    ("fill", "requested"): {"withdraw", "issue"},
    ("fill", "issued"): {"carry", "verify", "void"},
    ("fill", "carried"): {"verify", "void"},
    ("fill", "verified"): {"deposit"},
    ("fill", "deposited"): set[str](),
    ("fill", "voided"): set[str](),
    ("fill", "withdrawn"): set[str](),
    ("credit", "requested"): {"withdraw", "issue", "carry"},
    ("credit", "taken"): {"issue"},
    ("credit", "issued"): {"carry", "verify", "void"},
    ("credit", "carried"): {"verify"},
    ("credit", "verified"): {"deposit"},
    ("credit", "deposited"): set[str](),
    ("credit", "voided"): set[str](),
    ("credit", "withdrawn"): set[str](),
}
"""What may be done with a slip of a kind that got so far."""


@pytest.mark.parametrize("step", [step for step in MAY_TAKE if step != "request"])
@pytest.mark.parametrize(("kind", "so_far"), NEXT)
def test_a_step_is_taken_from_where_it_may_and_nowhere_else(
    hands: Hands, open_table: UUID, kind: str, so_far: str, step: str
) -> None:
    slip = (
        hands.taken(open_table) if so_far == "taken" else getattr(hands, so_far)(kind, open_table)
    )
    person = {
        "issue": hands.cashier,
        "void": hands.cashier,
        "carry": hands.security,
        "verify": hands.dealer,
    }.get(step, hands.floor)
    if step in NEXT[kind, so_far]:
        assert take(person, step, slip, hands.security)["version"] == slip["version"] + 1
    else:
        with refused("invalid_state_transition"):
            take(person, step, slip, hands.security)
        kept = hands.floor.query("select * from pit.fill_credit_slip where id = %s", slip["id"])
        assert kept == [slip]


@pytest.mark.parametrize("step", [step for step in MAY_TAKE if step != "request"])
def test_a_slip_of_the_other_kind_of_another_casino_or_of_nowhere_is_not_found(
    hands: Hands, staff: Staff, boss2: Pit, house: House, open_table: UUID, step: str
) -> None:
    (login, *_) = sorted(MAY_TAKE[step])
    elsewhere = house.new_table("lakeside")
    boss2.open(elsewhere)
    foreign = boss2.request("fill", elsewhere)
    credit = hands.requested("credit", open_table)
    fill = hands.requested("fill", open_table)
    for nobodys in (
        foreign,
        {"id": credit["id"], "kind": "fill"},
        {"id": fill["id"], "kind": "credit"},
        {"id": UUID(int=0), "kind": "fill"},
    ):
        with refused("slip_not_found"):
            take(staff[login], step, nobodys, hands.security)


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_is_replayed_and_happens_once(
    hands: Hands, house: House, open_table: UUID, kind: str
) -> None:
    def twice(step: str, person: Pit, slip: Row, **more: object) -> Row:
        key = f"{step}-{slip['id']}"
        first = getattr(person, step)(slip, idempotency_key=key, **more)
        before = house.change_number(), house.logged_commands()
        assert getattr(person, step)(slip, idempotency_key=key, **more) == first
        assert (house.change_number(), house.logged_commands()) == before
        assert isinstance(first, dict)
        return first

    key = f"request-{open_table}"
    slip = hands.floor.request(kind, open_table, idempotency_key=key)
    again = hands.floor.request(kind, open_table, {**MOVED, "500": 0}, idempotency_key=key)
    assert again == slip
    slip = twice("issue", hands.cashier, slip)
    slip = twice("carry", hands.security, slip)
    slip = twice("verify", hands.dealer, slip)
    twice("deposit", hands.floor, slip, box="BOX-2")
    twice("withdraw", hands.floor, hands.requested(kind, open_table))
    twice("void", hands.cashier, hands.issued(kind, open_table))
    with refused("idempotency_conflict"):
        hands.floor.request(kind, open_table, {"500": 1}, idempotency_key=key)


def test_fills_and_credits_never_share_a_key(hands: Hands, open_table: UUID) -> None:
    hands.floor.request("fill", open_table, idempotency_key=f"one-{open_table}")
    with refused("idempotency_conflict"):
        hands.floor.request("credit", open_table, idempotency_key=f"one-{open_table}")


def test_who_handles_slips_reads_them_and_the_count_room_reads_none(
    hands: Hands, staff: Staff, boss2: Pit, open_table: UUID
) -> None:
    slip = hands.requested("fill", open_table)
    query = "select id from pit.fill_credit_slip where id = %s"
    for login in ("dealer", "security", "floor", "boss", "shift", "cashier", "auditor", "admin"):
        assert staff[login].query(query, slip["id"]) == [{"id": slip["id"]}]
    assert staff["count"].query("select id from pit.fill_credit_slip") == []
    assert boss2.query(query, slip["id"]) == []
