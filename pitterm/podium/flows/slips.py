"""Taking a slip one step on, as oneself or as a second person at this podium."""

from typing import TYPE_CHECKING

from pitterm.domain import money
from pitterm.domain.errors import PitError
from pitterm.domain.slip_steps import TAKEN_BY, SlipStep, why_not_oneself, why_not_step
from pitterm.domain.slips import (
    CarrySlip,
    DepositSlip,
    IssueSlip,
    Slip,
    VerifySlip,
    VoidSlip,
    WithdrawSlip,
)
from pitterm.domain.staff import SIGNS_SECOND, StaffMember
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.dialogs.slip_step import SlipStepForm, StepDetails
from pitterm.podium.flows.signing import sign_as, sign_void
from pitterm.podium.flows.sitting import Intent, Sitting
from pitterm.podium.slip_words import chip_figures, runner_word
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed
    from pitterm.repository.slips import SlipStep as StepRequest

_SIGNED_BY = {
    SlipStep.CARRY: "The runner signs for these chips",
    SlipStep.ISSUE: "The cashier issues the slip",
    SlipStep.VERIFY: "The dealer or a floor supervisor verifies the chips at the table",
    SlipStep.DEPOSIT: "Whoever deposits the slip signs",
    SlipStep.WITHDRAW: "Whoever takes the request back signs",
    SlipStep.VOID: "The cashier voids the slip",
}
_DONE = {
    SlipStep.CARRY: "The runner signed for {slip}",
    SlipStep.ISSUE: "Issued {slip}",
    SlipStep.VERIFY: "Verified {slip} at the table",
    SlipStep.DEPOSIT: "Deposited {slip}",
    SlipStep.WITHDRAW: "Withdrew {slip}",
    SlipStep.VOID: "Voided {slip}",
}

_LIVE = (
    "Steps are taken as they happen; leave paper with {enter-from-paper} first. A slip that went"
    " its whole way on paper is entered on the board, with {request-fill} or {request-credit}."
)


async def take_step(app: "Podium", slip: Slip, step: SlipStep, *, by_second: bool) -> None:
    """Take this step; whoever may not take it themselves hands the keyboard to whoever may."""
    reason = why_not_step(step, slip)
    if reason is not None:
        app.flash(reason, severity="refused")
        return
    if app.catching_up is not None:
        app.flash(app.commands.worded(_LIVE), severity="refused")
        return
    sitting = Sitting(app)
    is_own_step = not by_second and why_not_oneself(step, slip, sitting.signed_in) is None
    taken = await _Taking(sitting, slip, step, is_own_step=is_own_step).run()
    if taken is not None and step is SlipStep.VOID:
        await sign_void(sitting, taken)


class _Taking:
    """One step of one slip, asked again with everything typed until it is done or left."""

    def __init__(self, sitting: Sitting, slip: Slip, step: SlipStep, *, is_own_step: bool) -> None:
        self._sitting = sitting
        self._slip = slip
        self._step = step
        self._is_own_step = is_own_step
        self._intent = Intent(sitting.app)

    async def run(self) -> Slip | None:
        """The slip as it stands after the step; None when it was not taken."""
        if not self._has_details:
            return await self._take(StepDetails())
        typed: Typed = await self._known()
        while True:
            dialog = SlipStepForm(
                self._step,
                self._question,
                self._figures,
                self._colleagues(),
                is_own_step=self._is_own_step,
                typed=typed,
                complaint=self._intent.complaint,
            )
            details = await self._sitting.app.push_screen_wait(dialog)
            if details is None:
                return None
            typed = dialog.typed
            taken = await self._take(details)
            if taken is not None:
                return taken

    async def _take(self, details: StepDetails) -> Slip | None:
        app = self._sitting.app
        if not self._is_own_step:
            sentence = f"{_SIGNED_BY[self._step]}, with their own login and password."
            named = [("drop box", details.drop_box_id)] if details.drop_box_id else []
            return await sign_as(
                self._sitting,
                self._question,
                sentence,
                [*self._figures, *named],
                lambda key: self._request(details, key),
                Slip,
                self._said,
            )
        if not self._has_details:
            question = Confirm(self._question, "", self._figures)
            if not await app.push_screen_wait(question):
                return None
        return await self._intent.send(self._request(details, self._intent.key), Slip, self._said)

    @property
    def _has_details(self) -> bool:
        if self._step is SlipStep.VERIFY:
            return self._slip.carried_at is None
        return self._step in (SlipStep.DEPOSIT, SlipStep.VOID)

    async def _known(self) -> Typed:
        """What the form begins with: the box that is known to be in the table."""
        if self._step is not SlipStep.DEPOSIT:
            return {}
        sitting = self._sitting
        try:
            box: str | None = await sitting.app.wiring.read(
                sitting.desk, "read_box_in_place", self._slip.gaming_table_id
            )
        except PitError:
            return {}
        return {"box": box} if box else {}

    def _colleagues(self) -> tuple[StaffMember, ...]:
        """Who may be named: security as runner, a void's witness took no part in the slip."""
        staff, slip = self._sitting.house.staff, self._slip
        took_part = {
            slip.requested_by_staff_id,
            slip.issued_by_staff_id,
            slip.runner_staff_id,
        }
        if self._is_own_step:
            took_part.add(self._sitting.signed_in.staff_id)
        roles = TAKEN_BY[SlipStep.CARRY] if self._step is SlipStep.VERIFY else SIGNS_SECOND
        return tuple(
            each
            for each in staff
            if each.is_active and each.role in roles and each.id not in took_part
        )

    # Its words and its request

    @property
    def _name(self) -> str:
        slip = self._slip
        return harmless(slip.slip_label) if slip.slip_label else f"the {slip.kind}"

    @property
    def _label(self) -> str:
        snapshot = self._sitting.app.snapshot
        table = snapshot.table(self._slip.gaming_table_id) if snapshot else None
        return harmless(table.label) if table else "the table"

    @property
    def _question(self) -> str:
        if self._step is SlipStep.CARRY:
            return f"Sign for the chips of {self._name} of {self._label}?"
        return f"{self._step.capitalize()} {self._name} of {self._label}?"

    @property
    def _figures(self) -> list[tuple[str, str]]:
        slip = self._slip
        figures = [*chip_figures(slip.chipset), ("amount", money.show(slip.amount_cents))]
        if slip.runner_staff_id is not None:
            figures.append(("runner", runner_word(slip, self._sitting.house)))
        return figures

    def _said(self, row: "Committed") -> str:
        name = self._name
        if isinstance(row, Slip) and row.slip_label:
            name = harmless(row.slip_label)
        return f"{_DONE[self._step].format(slip=name)} · {self._label}"

    def _request(self, details: StepDetails, key: str) -> "StepRequest":
        kind, slip_id = self._slip.kind, self._slip.id
        match self._step:
            case SlipStep.CARRY:
                return CarrySlip(kind=kind, slip_id=slip_id, key=key)
            case SlipStep.ISSUE:
                return IssueSlip(kind=kind, slip_id=slip_id, key=key)
            case SlipStep.WITHDRAW:
                return WithdrawSlip(kind=kind, slip_id=slip_id, key=key)
            case SlipStep.VERIFY:
                runner_id = details.runner_id
                return VerifySlip(kind=kind, slip_id=slip_id, runner_id=runner_id, key=key)
            case SlipStep.DEPOSIT:
                box = details.drop_box_id
                return DepositSlip(kind=kind, slip_id=slip_id, drop_box_id=box, key=key)
        if details.witness_id is None:
            raise ValueError("a void has a witness")
        return VoidSlip(
            kind=kind,
            slip_id=slip_id,
            reason=details.reason,
            witnessed_by=details.witness_id,
            key=key,
        )
