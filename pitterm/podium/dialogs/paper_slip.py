"""A fill or credit that went its whole way on paper: its chips, its times and its people."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import money, text
from pitterm.domain.board import TableView
from pitterm.domain.house import House
from pitterm.domain.money import MAX_AMOUNT_CENTS
from pitterm.domain.paper import OnPaper
from pitterm.domain.slips import EnterPaperSlip, SlipKind
from pitterm.domain.staff import (
    CARRIES_SLIPS,
    ISSUES_SLIPS,
    REQUESTS_SLIPS,
    VERIFIES_SLIPS,
    Role,
    StaffMember,
)
from pitterm.domain.text import LABEL_LIMIT
from pitterm.podium.dialogs.chip_form import NO_DENOMINATIONS, ChipForm
from pitterm.podium.dialogs.chip_row import AsExpected, ChipRow
from pitterm.podium.dialogs.colleague import ColleaguePicker
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Line
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.dialogs.time_line import HouseClock, TimeLine, Which, ask_which
from pitterm.podium.paper.late import MARK
from pitterm.podium.slip_words import chip_figures
from pitterm.podium.wording import harmless


class _Step(NamedTuple):
    """A step as the form names it, and who may have taken it."""

    id: str
    taken_by: frozenset[Role]
    has_time: bool = True


_STEPS = (
    _Step("requested", REQUESTS_SLIPS),
    _Step("issued", ISSUES_SLIPS),
    _Step("carried", CARRIES_SLIPS, has_time=False),
    _Step("verified", VERIFIES_SLIPS),
    _Step("deposited", REQUESTS_SLIPS),
)
_FOUR = ("requested", "issued", "carried", "verified")
"""Steps that are taken by as many different people."""


class StepLine(ColleaguePicker):
    """When a step was taken, and by whom."""

    def __init__(self, step: _Step, house: House) -> None:
        colleagues = [each for each in house.staff if each.is_active and each.role in step.taken_by]
        super().__init__(step.id, colleagues, id=f"{step.id}-by")
        self.step = step

    def compose_before(self) -> Iterable[Widget]:
        """The step's time; the runner's is nobody's to write."""
        if self.step.has_time:
            yield TimeLine(id=f"{self.step.id}-at")

    def fault(self) -> str:
        """Why nobody is picked, as a sentence."""
        if self.line.value and not self.found():
            return "No colleague who may do that has this in the name."
        return f"Name who {self.step.id} it: type part of the name and press Enter."


class PaperSlip(ChipForm[EnterPaperSlip]):
    """One form for the whole slip, in the order it is printed in."""

    AUTO_FOCUS = "#number"

    def __init__(
        self,
        table: TableView,
        kind: SlipKind,
        house: House,
        clock: HouseClock,
        paper: OnPaper,
        *,
        key: str,
        typed: Typed,
        complaint: str = "",
    ) -> None:
        super().__init__(
            f"{kind.capitalize()} · {harmless(table.label)} · from paper",
            (("enter", "next"), ("esc", "back")),
            [ChipRow(cents, None) for cents in sorted(table.denominations_cents, reverse=True)],
            submit_words="Record…",
            typed=typed,
            complaint=complaint,
        )
        self._table = table
        self._kind = kind
        self._house = house
        self._clock = clock
        self._paper = paper
        self._key = key
        self._begins_with = dict(typed)

    @property
    def has_typed(self) -> bool:
        """Whether anything stands there that was not there at first."""
        return self.standing() != self._begins_with

    def compose_body(self) -> Iterable[Widget]:
        if not self.rows:
            yield Static(Content(NO_DENOMINATIONS), classes="sentence")
            return
        yield _field("form number", "number", "as printed on the form")
        yield from self.compose_rows()
        for step in _STEPS:
            yield StepLine(step, self._house)
        yield _field("drop box", "box", "number of the box it went into")

    def on_mount(self) -> None:
        if not self.rows:
            self.query_one("#submit").display = False
            return
        self.draw_total()

    def on_as_expected(self, message: AsExpected) -> None:
        message.stop()

    # What is typed

    @property
    def _steps(self) -> list[StepLine]:
        return list(self.query(StepLine).results(StepLine))

    def _written(self, field: str) -> str:
        return self.standing().get(field, "").strip()

    def _complaint(self) -> tuple[str, str]:
        """The first thing that is wrong and the field it is wrong in; empty when nothing is."""
        for field, name in (("number", "form"), ("box", "drop box")):
            if field == "box":
                complaint = self._chips_wrong() or self._steps_wrong()
                if complaint:
                    return complaint
            fault = text.fault(self._written(field), f"number of the {name}", LABEL_LIMIT)
            if not self._written(field):
                fault = f"The number of the {name} is missing."
            if fault:
                return fault, field
        return "", ""

    def _chips_wrong(self) -> tuple[str, str] | None:
        complaint, field = self.chips_complaint("No chips are entered yet.")
        if complaint:
            return complaint, field
        if not 0 < self.total_cents <= MAX_AMOUNT_CENTS:
            most = money.show(MAX_AMOUNT_CENTS)
            return f"A slip is for more than nothing and at most {most}.", field
        return None

    def _steps_wrong(self) -> tuple[str, str] | None:
        seen: dict[StaffMember, str] = {}
        for line in self._steps:
            name = line.step.id
            if line.step.has_time:
                fault = self._clock.read(self._written(f"{name}-at")).fault
                if fault:
                    return f"{name.capitalize()}: {fault}", f"{name}-at"
            if line.picked is None:
                return line.fault(), f"{name}-by"
            if name in _FOUR and line.picked in seen:
                before = f"{harmless(line.picked.name)} has {seen[line.picked]} it"
                return f"{before}; somebody else {name} it.", f"{name}-by"
            seen[line.picked] = name
        return None

    # What comes of it

    def submit(self) -> None:
        """Ask whether this is the slip, its twofold times first, or say what is missing."""
        complaint, field = self._complaint()
        if complaint:
            self.refuse(complaint, field)
            return
        self.complain()
        times = [
            Which(f"When was it {name}?", self._clock.read(self._written(f"{name}-at")))
            for name in (line.step.id for line in self._steps if line.step.has_time)
        ]
        ask_which(self, self._clock, times, self._ask_whether)

    def _ask_whether(self, times: list[datetime]) -> None:
        named = [line.step.id for line in self._steps if line.step.has_time]
        for place in range(1, len(times)):
            if times[place] < times[place - 1]:
                at, before = self._clock.write(times[place - 1]), named[place - 1]
                words = f"It cannot have been {named[place]} before {at}, when it was {before}."
                self.refuse(words, f"{named[place]}-at")
                return
        request = self._request(dict(zip(named, times, strict=True)))
        amount, label = money.show(self.total_cents), harmless(self._table.label)
        at, form = self._clock.write(request.deposited_at), harmless(request.paper_number)
        sentence = f"{MARK} late entry {at} · form {form}"
        title = f"Record the {self._kind} of {amount} for {label}?"
        self.ask(Confirm(title, sentence, self._figures(request)), request)

    def _request(self, at: dict[str, datetime]) -> EnterPaperSlip:
        by = {line.step.id: line.picked.id for line in self._steps if line.picked is not None}
        return EnterPaperSlip(
            kind=self._kind,
            gaming_table_id=self._table.id,
            chipset={cents: pieces for cents, pieces in self.chipset.items() if pieces},
            paper_number=self._written("number"),
            reason=self._paper.reason,
            requested_by=by["requested"],
            requested_at=at["requested"],
            issued_by=by["issued"],
            issued_at=at["issued"],
            carried_by=by["carried"],
            verified_by=by["verified"],
            verified_at=at["verified"],
            deposited_by=by["deposited"],
            deposited_at=at["deposited"],
            drop_box_id=self._written("box"),
            key=self._key,
        )

    def _figures(self, request: EnterPaperSlip) -> list[tuple[str, str]]:
        figures = [*chip_figures(request.chipset), ("total", money.show(self.total_cents))]
        for line in self._steps:
            name = line.picked.name if line.picked else ""
            at = getattr(request, f"{line.step.id}_at", None)
            when = f"{self._clock.write(at)} · " if at else ""
            figures.append((line.step.id, f"{when}{name}"))
        return [*figures, ("drop box", request.drop_box_id)]


def _field(caption: str, field: str, placeholder: str) -> Widget:
    line = Line(id=field, placeholder=placeholder)
    return Horizontal(Static(caption, classes="caption"), line, classes="field")
