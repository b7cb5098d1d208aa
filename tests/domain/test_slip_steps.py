"""What a slip waits for, and who may do it."""

import pytest

from pitterm.domain.slip_steps import (
    SlipStep,
    steps,
    waits_for,
    why_not_oneself,
    why_not_seen,
    why_not_step,
)
from pitterm.domain.slips import SlipKind, SlipStatus
from pitterm.domain.staff import Role
from tests.podium.slip_values import make_slip
from tests.podium.values import BOSS, CASHIER, DEALER, FLOOR, SECURITY, make_signed_in

FILL, CREDIT = SlipKind.FILL, SlipKind.CREDIT
CARRY, ISSUE, VERIFY = SlipStep.CARRY, SlipStep.ISSUE, SlipStep.VERIFY
DEPOSIT, WITHDRAW, VOID = SlipStep.DEPOSIT, SlipStep.WITHDRAW, SlipStep.VOID


@pytest.mark.parametrize(
    ("kind", "status", "is_carried", "expected"),
    [
        (FILL, SlipStatus.REQUESTED, False, (ISSUE, WITHDRAW)),
        (FILL, SlipStatus.ISSUED, False, (CARRY, VERIFY, VOID)),
        (FILL, SlipStatus.ISSUED, True, (VERIFY, VOID)),
        (FILL, SlipStatus.VERIFIED, True, (DEPOSIT,)),
        (FILL, SlipStatus.DEPOSITED, True, ()),
        (CREDIT, SlipStatus.REQUESTED, False, (CARRY, ISSUE, WITHDRAW)),
        (CREDIT, SlipStatus.REQUESTED, True, (ISSUE,)),
        (CREDIT, SlipStatus.ISSUED, False, (CARRY, VERIFY, VOID)),
        (CREDIT, SlipStatus.ISSUED, True, (VERIFY,)),
        (CREDIT, SlipStatus.VERIFIED, True, (DEPOSIT,)),
        (CREDIT, SlipStatus.WITHDRAWN, False, ()),
    ],
)
def test_the_step_follows_from_the_slip(
    kind: SlipKind, status: SlipStatus, is_carried: bool, expected: tuple[SlipStep, ...]
) -> None:
    slip = make_slip(kind, status, is_carried=is_carried)
    assert steps(slip) == expected
    assert {step for step in SlipStep if why_not_step(step, slip) is None} == set(expected)


def test_what_a_slip_waits_for_names_whose_step_it_is() -> None:
    assert waits_for(make_slip(FILL)) == "its issue · the cage"
    assert waits_for(make_slip(CREDIT)) == "the runner's signature · security"


def test_a_verified_fill_goes_back_by_a_credit() -> None:
    reason = why_not_step(VOID, make_slip(FILL, SlipStatus.VERIFIED))
    assert reason == "The chips have arrived; send them back by a credit."


def test_a_request_is_withdrawn_and_not_voided() -> None:
    assert why_not_step(VOID, make_slip(FILL)) == "It has no number yet; withdraw it instead."


@pytest.mark.parametrize(
    ("step", "who"),
    [(CARRY, SECURITY), (ISSUE, CASHIER), (VERIFY, DEALER), (DEPOSIT, BOSS), (VOID, CASHIER)],
)
def test_each_step_is_taken_by_its_role(step: SlipStep, who: object) -> None:
    slip = make_slip(FILL)
    for colleague in (SECURITY, CASHIER, DEALER, BOSS):
        is_theirs = colleague is who
        assert (why_not_oneself(step, slip, make_signed_in(colleague)) is None) == is_theirs


def test_whoever_requested_a_slip_may_deposit_but_not_verify_it() -> None:
    floor = make_signed_in(FLOOR)
    slip = make_slip(FILL, SlipStatus.ISSUED)
    assert why_not_oneself(DEPOSIT, slip, floor) is None
    reason = why_not_oneself(VERIFY, slip, floor)
    assert reason == "You requested it; somebody else must verify it."


def test_the_count_team_and_the_wall_are_shown_no_slips() -> None:
    unseeing = {role for role in Role if why_not_seen(role) is not None}
    assert unseeing == {Role.COUNT_TEAM, Role.DISPLAY}
