"""What a step of a slip has to name: the runner, the drop box, or why it is void and who saw it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from pitterm.domain import text
from pitterm.domain.slip_steps import SlipStep
from pitterm.domain.staff import StaffMember
from pitterm.domain.text import LABEL_LIMIT, NOTES_LIMIT
from pitterm.podium.dialogs.colleague import ColleaguePicker
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Line, Note
from pitterm.podium.dialogs.form import Form, Typed
from pitterm.podium.dialogs.sheet import Figures, figure_lines


class StepDetails(NamedTuple):
    """What was named; each step has its own part of it."""

    runner_id: UUID | None = None
    drop_box_id: str = ""
    reason: str = ""
    witness_id: UUID | None = None


class SlipStepForm(Form[StepDetails]):
    """Asks the question itself where the person at the podium takes the step."""

    def __init__(
        self,
        step: SlipStep,
        title: str,
        figures: Figures,
        colleagues: Sequence[StaffMember],
        *,
        is_own_step: bool,
        typed: Typed | None = None,
        complaint: str = "",
    ) -> None:
        super().__init__(
            title.rstrip("?"),
            (("enter", "next"), ("esc", "back")),
            submit_words="Go on…",
            typed=typed,
            complaint=complaint,
        )
        self._step = step
        self._question = title
        self._figures = figures
        self._colleagues = colleagues
        self._is_own_step = is_own_step

    def compose_body(self) -> Iterable[Widget]:
        yield Static(figure_lines(self._figures), classes="sentence")
        if self._step is SlipStep.VERIFY:
            words = "No runner has signed for these chips; whoever is named here is named only."
            yield Static(Content(words), classes="sentence")
            yield ColleaguePicker("runner", self._colleagues, id="colleague")
        elif self._step is SlipStep.DEPOSIT:
            box = Line(id="box", placeholder="number of the box it went into")
            yield Horizontal(Static("drop box", classes="caption"), box, classes="field")
        else:
            words = "The number is kept; the chips go back where they came from."
            yield Static(Content(words), classes="sentence")
            yield Note("reason", NOTES_LIMIT, id="reason", placeholder="in a few words")
            yield ColleaguePicker("witness", self._colleagues, id="colleague")

    def on_mount(self) -> None:
        self.query(Input).first().focus()

    def submit(self) -> None:
        """Go on with what is named, or say what is missing."""
        complaint, field = self._complaint()
        if complaint:
            self.refuse(complaint, field)
            return
        details = self._details()
        if self._is_own_step:
            self.ask(Confirm(self._question, "", [*self._figures, *self._named()]), details)
        else:
            self.leave(details)

    def _details(self) -> StepDetails:
        picked = self._picked
        if self._step is SlipStep.VERIFY:
            return StepDetails(runner_id=picked.id if picked else None)
        if self._step is SlipStep.DEPOSIT:
            return StepDetails(drop_box_id=self._written("box"))
        return StepDetails(reason=self._written("reason"), witness_id=picked.id if picked else None)

    def _named(self) -> list[tuple[str, str]]:
        name = self._picked.name if self._picked else ""
        if self._step is SlipStep.VERIFY:
            return [("runner", f"{name}, named only")]
        if self._step is SlipStep.DEPOSIT:
            return [("drop box", self._written("box"))]
        return [("reason", self._written("reason")), ("witness", name)]

    def _written(self, field: str) -> str:
        return self.standing().get(field, "").strip()

    @property
    def _picked(self) -> StaffMember | None:
        pickers = self.query(ColleaguePicker)
        return pickers.first().picked if pickers else None

    def _complaint(self) -> tuple[str, str]:
        """The first thing that is missing and the field it is missing in; empty when none is."""
        if self._step is SlipStep.DEPOSIT:
            box = self._written("box")
            fault = text.fault(box, "drop box", LABEL_LIMIT)
            return (
                (fault or "", "box") if box else ("The number of the drop box is missing.", "box")
            )
        if self._step is SlipStep.VOID:
            reason = self._written("reason")
            fault = text.fault(reason, "reason", NOTES_LIMIT)
            if not reason:
                fault = "A reason is needed; say in a few words why."
            if fault:
                return fault, "reason"
        if self._picked is None:
            return self.query_one(ColleaguePicker).fault(), "colleague"
        return "", ""
