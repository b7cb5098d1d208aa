"""What comes next for a slip, who may do it, and why somebody may not."""

from enum import StrEnum

from pitterm.domain.slips import Slip, SlipKind, SlipStatus
from pitterm.domain.staff import (
    CARRIES_SLIPS,
    ISSUES_SLIPS,
    REQUESTS_SLIPS,
    SEES_SLIPS,
    VERIFIES_SLIPS,
    Role,
    SignedIn,
)


class SlipStep(StrEnum):
    """One thing somebody does about a slip, as the verb of it."""

    CARRY = "carry"
    ISSUE = "issue"
    VERIFY = "verify"
    DEPOSIT = "deposit"
    WITHDRAW = "withdraw"
    VOID = "void"


TAKEN_BY: dict[SlipStep, frozenset[Role]] = {
    SlipStep.CARRY: CARRIES_SLIPS,
    SlipStep.ISSUE: ISSUES_SLIPS,
    SlipStep.VERIFY: VERIFIES_SLIPS,
    SlipStep.DEPOSIT: REQUESTS_SLIPS,
    SlipStep.WITHDRAW: REQUESTS_SLIPS,
    SlipStep.VOID: ISSUES_SLIPS,
}
_WHO = {
    SlipStep.CARRY: "security",
    SlipStep.ISSUE: "the cage",
    SlipStep.VERIFY: "a dealer or floor supervisor",
    SlipStep.DEPOSIT: "a floor supervisor or pit boss",
    SlipStep.WITHDRAW: "a floor supervisor or pit boss",
    SlipStep.VOID: "the cage",
}
_NEXT = {
    SlipStep.CARRY: "the runner's signature",
    SlipStep.ISSUE: "its issue",
    SlipStep.VERIFY: "its verification",
    SlipStep.DEPOSIT: "its deposit",
}


def why_not_seen(role: Role) -> str | None:
    """Why this person is shown no slips; None when they are."""
    if role in SEES_SLIPS:
        return None
    return "Whoever counts the drop is not told of fills and credits."


def steps(slip: Slip) -> tuple[SlipStep, ...]:
    """What may be done about the slip; the first is what it waits for."""
    carry = () if slip.carried_at else (SlipStep.CARRY,)
    is_fill = slip.kind is SlipKind.FILL
    match slip.status:
        case SlipStatus.REQUESTED if is_fill:
            return (SlipStep.ISSUE, SlipStep.WITHDRAW)
        case SlipStatus.REQUESTED:
            withdraw = (SlipStep.WITHDRAW,) if carry else ()
            return (*carry, SlipStep.ISSUE, *withdraw)
        case SlipStatus.ISSUED:
            may_void = is_fill or bool(carry)
            return (*carry, SlipStep.VERIFY, *((SlipStep.VOID,) if may_void else ()))
        case SlipStatus.VERIFIED:
            return (SlipStep.DEPOSIT,)
        case _:
            return ()


def waits_for(slip: Slip) -> str:
    """`its issue · the cage`: the next step and whose it is."""
    coming = steps(slip)
    return f"{_NEXT[coming[0]]} · {_WHO[coming[0]]}" if coming else "nothing"


def why_not_step(step: SlipStep, slip: Slip) -> str | None:
    """Why nobody may take this step now, as a sentence; None when somebody may."""
    if step in steps(slip):
        return None
    if step is SlipStep.CARRY and slip.carried_at is not None:
        return "The runner has signed for these chips."
    if step in (SlipStep.WITHDRAW, SlipStep.VOID):
        return _why_not_undone(step, slip)
    coming = steps(slip)
    return f"The {slip.kind} waits for its next step: {coming[0]}." if coming else "It is done."


def _why_not_undone(step: SlipStep, slip: Slip) -> str:
    if step is SlipStep.VOID and slip.status is SlipStatus.REQUESTED:
        return "It has no number yet; withdraw it instead."
    if slip.status is SlipStatus.VERIFIED:
        back = "a credit" if slip.kind is SlipKind.FILL else "a fill"
        return f"The chips have arrived; send them back by {back}."
    if slip.carried_at is not None:
        return "The runner has taken these chips; they come back by a fill."
    return "It has its number; the cage voids it."


def why_not_oneself(step: SlipStep, slip: Slip, who: SignedIn) -> str | None:
    """Why this person may not take this step themselves; None when they may."""
    if who.role not in TAKEN_BY[step]:
        return f"Only {_WHO[step]} may {step} it."
    if step in (SlipStep.CARRY, SlipStep.ISSUE, SlipStep.VERIFY):
        done = {
            slip.requested_by_staff_id: "requested it",
            slip.issued_by_staff_id: "issued it",
            slip.verified_by_staff_id: "verified it",
        }
        if slip.carried_at is not None:
            done[slip.runner_staff_id] = "carried it"
        if who.staff_id in done:
            return f"You {done[who.staff_id]}; somebody else must {step} it."
    return None
