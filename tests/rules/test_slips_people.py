"""Requester, issuer, runner and verifier are four people, whatever their roles became."""

from uuid import UUID

import psycopg
import pytest

from tests.rules.hands import Hands
from tests.rules.house import House
from tests.rules.pit import Pit, refused

KINDS = ["fill", "credit"]


@pytest.fixture(autouse=True)
def _in_play(boss: Pit, table: UUID) -> None:
    boss.open(table)


@pytest.mark.parametrize("kind", KINDS)
def test_the_requester_does_not_verify(hands: Hands, table: UUID, kind: str) -> None:
    with pytest.raises(psycopg.Error) as caught:
        hands.floor.verify(hands.carried(kind, table))
    assert caught.value.diag.message_primary == "same_person"
    assert caught.value.diag.message_hint == (
        f"You already requested this {kind}; it takes somebody else."
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_requester_does_not_issue_in_another_role(hands: Hands, table: UUID, kind: str) -> None:
    slip = hands.requested(kind, table)
    with hands.working_as(hands.floor, "cashier"), refused("same_person"):
        hands.floor.issue(slip)


@pytest.mark.parametrize("kind", KINDS)
def test_neither_requester_nor_issuer_carries(hands: Hands, table: UUID, kind: str) -> None:
    slip = hands.issued(kind, table)
    for person in (hands.floor, hands.cashier):
        with hands.working_as(person, "security"), refused("same_person"):
            person.carry(slip)


def test_the_requester_does_not_take_a_credits_chips(hands: Hands, table: UUID) -> None:
    slip = hands.requested("credit", table)
    with hands.working_as(hands.floor, "security"), refused("same_person"):
        hands.floor.carry(slip)


def test_who_took_a_credits_chips_does_not_issue_it(hands: Hands, table: UUID) -> None:
    slip = hands.taken(table)
    with hands.working_as(hands.security, "cashier"), refused("same_person"):
        hands.security.issue(slip)


@pytest.mark.parametrize("kind", KINDS)
def test_neither_issuer_nor_runner_verifies(hands: Hands, table: UUID, kind: str) -> None:
    slip = hands.carried(kind, table)
    for person in (hands.cashier, hands.security):
        with hands.working_as(person, "dealer"), refused("same_person"):
            person.verify(slip)


@pytest.mark.parametrize("kind", KINDS)
def test_a_named_runner_is_active_security_of_the_casino(
    hands: Hands, house: House, table: UUID, kind: str
) -> None:
    slip = hands.issued(kind, table)
    gone = house.new_colleague("security")
    house.change("staff", gone, is_active=False)
    with refused("missing_argument"):
        hands.dealer.verify(slip)
    for nobody in (
        gone,
        house.new_colleague("dealer"),
        house.new_colleague("security", "lakeside"),
        hands.dealer.staff_id,
        UUID(int=0),
    ):
        with refused("invalid_argument"):
            hands.dealer.verify(slip, runner_id=nobody)


@pytest.mark.parametrize("kind", KINDS)
def test_a_named_runner_has_no_other_part_in_the_slip(hands: Hands, table: UUID, kind: str) -> None:
    slip = hands.issued(kind, table)
    for person in (hands.floor, hands.cashier):
        with hands.working_as(person, "security"), refused("same_person"):
            hands.dealer.verify(slip, runner_id=person.staff_id)


@pytest.mark.parametrize("kind", KINDS)
def test_a_runner_who_signed_is_not_renamed(
    hands: Hands, house: House, table: UUID, kind: str
) -> None:
    slip = hands.carried(kind, table)
    with refused("invalid_argument"):
        hands.dealer.verify(slip, runner_id=house.new_colleague("security"))
    verified = hands.dealer.verify(slip, runner_id=hands.security.staff_id)
    assert verified["carried_at"] == slip["carried_at"]


def test_a_runner_who_signed_and_left_has_still_carried_it(
    hands: Hands, house: House, table: UUID
) -> None:
    slip = hands.carried("fill", table)
    with house.inactive_staff("security"):
        assert hands.dealer.verify(slip)["runner_staff_id"] == hands.security.staff_id


@pytest.mark.parametrize("kind", KINDS)
def test_a_void_has_an_independent_witness(
    hands: Hands, house: House, boss: Pit, table: UUID, kind: str
) -> None:
    slip = hands.issued(kind, table)
    with refused("missing_argument"):
        hands.cashier.void(slip, witnessed_by=None)
    for already in (hands.cashier, hands.floor):
        with refused("same_person"):
            hands.cashier.void(slip, witnessed_by=already.staff_id)
    gone = house.new_colleague()
    house.change("staff", gone, is_active=False)
    for nobody in (
        gone,
        house.new_colleague("count_team"),
        house.new_colleague("dealer", "lakeside"),
        UUID(int=0),
    ):
        with refused("invalid_argument"):
            hands.cashier.void(slip, witnessed_by=nobody)
    void = hands.cashier.void(slip, witnessed_by=boss.staff_id)
    assert (void["status"], void["voided_by_staff_id"]) == ("VOID", hands.cashier.staff_id)
    assert void["void_witnessed_by_staff_id"] == boss.staff_id


def test_the_runner_of_a_fill_does_not_witness_its_void(hands: Hands, table: UUID) -> None:
    slip = hands.carried("fill", table)
    with refused("same_person"):
        hands.cashier.void(slip, witnessed_by=hands.security.staff_id)


def test_another_cashier_does_not_need_the_issuer_and_does_not_name_them(
    hands: Hands, house: House, boss: Pit, table: UUID
) -> None:
    slip = hands.issued("fill", table)
    with hands.working_as(boss, "cashier"):
        with refused("same_person"):
            boss.void(slip, witnessed_by=hands.cashier.staff_id)
        assert boss.void(slip)["voided_by_staff_id"] == boss.staff_id


@pytest.mark.parametrize("kind", KINDS)
def test_a_void_says_why(hands: Hands, table: UUID, kind: str) -> None:
    slip = hands.issued(kind, table)
    for blank in (None, "", "  "):
        with refused("reason_required"):
            hands.cashier.void(slip, blank)
    assert hands.cashier.void(slip, " short a stack ")["void_reason"] == "short a stack"


@pytest.mark.parametrize(("kind", "other"), [("fill", "credit"), ("credit", "fill")])
def test_what_was_verified_goes_back_by_a_slip_of_the_other_kind(
    hands: Hands, table: UUID, kind: str, other: str
) -> None:
    with pytest.raises(psycopg.Error) as caught:
        hands.cashier.void(hands.verified(kind, table))
    assert caught.value.diag.message_hint == (
        f"The {kind} is verified at table; send the chips back by a {other}."
    )
