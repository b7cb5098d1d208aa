"""Counting the tray, denomination by denomination."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from textual.content import Content
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import money, text
from pitterm.domain.board import TableView
from pitterm.domain.custody import CountType, InventorySnapshot, LogCount
from pitterm.domain.house import House, ShiftChange
from pitterm.domain.staff import second_people
from pitterm.domain.text import NOTES_LIMIT
from pitterm.podium.dialogs.chip_form import NO_DENOMINATIONS, ChipForm
from pitterm.podium.dialogs.chip_row import AsExpected, ChipRow, TrayHeading
from pitterm.podium.dialogs.colleague import ColleaguePicker
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Note, Tick
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.wording import harmless, show_time, zone

TITLES = {
    CountType.OPEN: "Opening count",
    CountType.CLOSE: "Closing count",
    CountType.RUNDOWN: "Count",
}


class ChipCount(ChipForm[LogCount]):
    """Rows take pieces or value; only an opener is held against what is expected."""

    def __init__(
        self,
        table: TableView,
        count_type: CountType,
        expected: InventorySnapshot | None,
        house: House,
        *,
        oneself: UUID,
        key: str,
        shift_change: ShiftChange | None = None,
        typed: Typed | None = None,
        complaint: str = "",
        place: str = "",
    ) -> None:
        self._expected = expected if count_type is CountType.OPEN else None
        self._table = table
        as_expected = [("{as-expected}", "as expected")] if self._expected else []
        super().__init__(
            f"{TITLES[count_type]} · {harmless(table.label)}{f' · {place}' if place else ''}",
            (("enter", "next"), *as_expected, ("esc", "back")),
            [ChipRow(cents, self._pieces_expected(cents)) for cents in self._denominations()],
            expected_cents=self._expected.total_cents if self._expected else None,
            submit_words="Record…",
            typed=typed,
            complaint=complaint,
        )
        self._is_in_round = bool(place)
        self._count_type = count_type
        self._house = house
        self._colleagues = second_people(house.staff, oneself)
        self._key = key
        self._shift_change = shift_change if count_type is CountType.RUNDOWN else None

    def _denominations(self) -> list[int]:
        expected = self._expected.chipset if self._expected else {}
        listed = self._table.denominations_cents
        left_over = {cents for cents, pieces in expected.items() if pieces}
        return sorted({*listed, *left_over}, reverse=True) if listed else []

    def _pieces_expected(self, cents: int) -> int | None:
        return self._expected.chipset.get(cents, 0) if self._expected else None

    # What is seen

    @property
    def has_typed(self) -> bool:
        """Whether leaving would lose something; a round's second person was named before it."""
        given = {"counted-with", "shift-change"} if self._is_in_round else set()
        return bool(self.standing().keys() - given)

    def compose_body(self) -> Iterable[Widget]:
        if not self.rows:
            yield Static(Content(NO_DENOMINATIONS), classes="sentence")
            return
        if self._expected is not None:
            counted = self._time(self._expected.counted_at)
            words = f"Expected: the previous closer, counted {counted}."
            yield Static(Content(words), classes="sentence")
        yield from self.compose_rows()
        if self._count_type is CountType.CLOSE:
            yield Static(id="change", classes="sentence")
        if self._shift_change is not None:
            words = f"shift change · {harmless(self._shift_change.name)} {self._at_change()}"
            yield Tick(Content(words), id="shift-change", compact=True)
        yield ColleaguePicker("counted with", self._colleagues, id="counted-with")
        yield Note("note", NOTES_LIMIT, id="note")

    def on_mount(self) -> None:
        if not self.rows:
            self.query_one("#submit").display = False
            return
        self.draw_total()
        first = self.query_one(TrayHeading) if self._expected else self.rows[0].line
        first.focus()

    def draw_total(self) -> None:
        """Draw the running total, and under a closing count what changed since the opener."""
        super().draw_total()
        if self._count_type is CountType.CLOSE:
            self.query_one("#change", Static).update(Content("   ".join(self._change_words())))

    def _change_words(self) -> tuple[str, ...]:
        opener, total = self._table.opener_total_cents, self.total_cents if self.is_begun else None
        change = None if opener is None or total is None else total - opener
        return (
            f"opener {money.show(opener)}",
            f"counted {money.show(total)}",
            f"change {money.show_change(change)}",
        )

    def _time(self, moment: datetime) -> str:
        return show_time(moment, zone(self._house.time_zone))

    def _at_change(self) -> str:
        return self._time(self._shift_change.at) if self._shift_change else ""

    # What is typed

    @property
    def _is_shift_change(self) -> bool:
        try:
            return self.query_one("#shift-change", Tick).value
        except NoMatches:
            return False

    def standing(self) -> dict[str, str]:
        """What stands in the fields, the box for the shift change included."""
        ticked = {"shift-change": "yes"} if self._is_shift_change else {}
        return super().standing() | ticked

    def put_back(self, typed: Typed) -> None:
        """Fill the fields with what stood in them before."""
        super().put_back(typed)
        if "shift-change" in typed and self._shift_change is not None:
            self.query_one("#shift-change", Tick).value = True

    def on_as_expected(self, message: AsExpected) -> None:
        message.stop()
        if self._expected is None:
            self.refuse("Only an opening count has something to expect.")
            return
        focused = self.focused
        row = next((each for each in self.rows if each.line is focused), None)
        for each in (row,) if row else self.rows:
            each.take_expected()
        if row:
            self.focus_next()
        else:
            self.query_one("#counted-with").focus()

    # What comes of it

    def submit(self) -> None:
        """Ask whether this is the count, or say what is missing."""
        complaint, field = self._complaint()
        if complaint:
            self.refuse(complaint, field)
            return
        colleague = self.query_one(ColleaguePicker).picked
        request = LogCount(
            gaming_table_id=self._table.id,
            snapshot_type=self._count_type,
            chipset=self.chipset,
            note=self._note() or None,
            counted_with=colleague.id if colleague else None,
            shift_boundary=(
                self._shift_change.at if self._shift_change and self._is_shift_change else None
            ),
            key=self._key,
        )
        title = f"Record the {TITLES[self._count_type].lower()} of {harmless(self._table.label)}?"
        self.ask(Confirm(title, "", self._figures()), request)

    def _note(self) -> str:
        return self.standing().get("note", "").strip()

    def _difference_cents(self) -> int:
        return self.total_cents - self._expected.total_cents if self._expected else 0

    def _complaint(self) -> tuple[str, str]:
        """The first thing that is missing and the field it is missing in; empty when none is."""
        complaint, field = self.chips_complaint("Nothing is counted yet.")
        if complaint:
            return complaint, field
        picker = self.query_one(ColleaguePicker)
        is_two_people = self._count_type is not CountType.RUNDOWN or self._is_shift_change
        if picker.picked is None and (is_two_people or picker.line.value):
            return picker.fault(), "counted-with"
        fault = text.fault(self._note(), "note", NOTES_LIMIT) or self._note_missing()
        return (fault, "note") if fault else ("", "")

    def _note_missing(self) -> str | None:
        if self._note() or self._count_type is not CountType.OPEN:
            return None
        if self._table.owes_count:
            return "The table last closed without a count; note what is known about the tray."
        difference = self._difference_cents()
        if difference:
            return f"The tray is off by {money.show_change(difference)}; note why."
        return None

    def _figures(self) -> list[tuple[str, str]]:
        figures = [("counted", money.show(self.total_cents))]
        if self._count_type is CountType.CLOSE:
            opener = self._table.opener_total_cents
            change = None if opener is None else self.total_cents - opener
            figures = [
                ("opener", money.show(opener)),
                *figures,
                ("change", money.show_change(change)),
            ]
        if self._expected is not None:
            figures.append(("expected", money.show(self._expected.total_cents)))
            if self._difference_cents():
                figures.append(("off by", money.show_change(self._difference_cents())))
        if self._shift_change and self._is_shift_change:
            figures.append(("shift change", f"{self._shift_change.name} · {self._at_change()}"))
        picked = self.query_one(ColleaguePicker).picked
        figures.append(("counted with", picked.name if picked else "nobody, a spot check"))
        blank = [money.show(row.denomination_cents) for row in self.rows if row.is_blank]
        if blank:
            figures.append(("left blank", f"{' '.join(blank)} · recorded as none"))
        return [*figures, ("note", self._note())] if self._note() else figures
