"""Slips in flight: every fill and credit somebody still has something to do about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable

from pitterm.domain.board import TableView
from pitterm.domain.slip_steps import SlipStep, steps, why_not_oneself, why_not_seen
from pitterm.domain.slips import Slip
from pitterm.podium.dialogs.choice import Choice, Way
from pitterm.podium.flows.slips import take_step
from pitterm.podium.screen_commands import STEPS
from pitterm.podium.screens.beside import BesideScreen
from pitterm.podium.slip_words import in_flight_word, number_word
from pitterm.podium.widgets import slip_text
from pitterm.podium.widgets.cells import late_tone
from pitterm.podium.widgets.pressed import Keys
from pitterm.podium.widgets.rows import all_rows
from pitterm.podium.widgets.slip_table import SlipLine, SlipTable
from pitterm.podium.wording import harmless
from pitterm.terminal.quiet import QUIET
from pitterm.terminal.said import Said

if TYPE_CHECKING:
    from pitterm.podium.flows.exports import Listed
    from pitterm.repository.desk import Desk

_NOTHING = (
    "No fill and no credit is on its way; {request-fill} and {request-credit} on the board"
    " request one."
)
_NO_SLIP = "There is no slip to take a step of."


class SlipsScreen(BesideScreen):
    """The oldest slip on top; a small letter takes a step oneself, a capital hands it over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "ask", "What next", show=False),
    ]
    AUTO_FOCUS = "SlipTable"

    listed = getters.query_one(SlipTable)

    def __init__(self, selected: TableView | None) -> None:
        super().__init__()
        self._table_id = selected.id if selected else None
        self._slips: tuple[Slip, ...] = ()

    def own_bindings(self) -> list[Binding]:
        """Each step under its letter and, for somebody else, under the capital."""
        return [
            Binding(name, f"step('{step}', {by_second})", step, show=False)
            for step, command_id in STEPS.items()
            for key in self.podium.commands[command_id].keys
            for name, by_second in ((key, False), (key.upper(), True))
        ]

    def _step_keys(self) -> dict[SlipStep, str]:
        return {step: self.key(command_id) for step, command_id in STEPS.items()}

    def compose_body(self) -> Iterable[Widget]:
        with Vertical(id="body"):
            yield SlipTable()
            yield Said(id="about")

    # Reading and painting

    @property
    def why_not(self) -> str | None:
        """Why this person is shown no slips."""
        return why_not_seen(self.role) if self.role else "Nobody is signed in."

    async def fetch(self, desk: "Desk") -> tuple[Slip, ...]:
        """Read the slips, unless this person may not see them."""
        if self.why_not is not None:
            return ()
        return tuple(await self.podium.wiring.read(desk, "read_slips_in_flight"))

    def take(self, found: tuple[Slip, ...]) -> None:
        """Keep the slips."""
        self._slips = found

    @property
    def selected(self) -> Slip | None:
        """The slip under the cursor."""
        chosen = self.listed.selected_id
        return next((slip for slip in self._slips if slip.id == chosen), None)

    def title_words(self) -> Content:
        """How many there are, and how old the oldest is."""
        now, title = self.podium.picture.now(), ("Slips in flight", "bold")
        if not self._slips or now is None or self.house is None:
            return Content.assemble(title)
        age, late_after = now - self._slips[0].requested_at, self.house.slip_late_after
        words = in_flight_word(len(self._slips), age, late_after)
        many = (f"   {words}", late_tone(age, late_after).style)
        return Content.assemble(title, many, ("   oldest first", QUIET))

    def emptiness(self) -> str:
        """Why no slip is listed."""
        if self._slips:
            return ""
        return self.why_not or self.podium.commands.worded(_NOTHING)

    def paint(self) -> None:
        """Draw the slips as they were read, with their ages as they are now."""
        now, house = self.podium.picture.now(), self.house
        if now is None or house is None:
            return
        self.set_class(not self._slips, "-empty")
        if self.podium.screen is self:
            lines = [SlipLine(slip, self._label(slip), now, house) for slip in self._slips]
            self.listed.paint(lines, self._first_of_table())
        self._paint_selected()

    def _paint_selected(self) -> None:
        slip, house = self.selected, self.house
        if house is not None:
            about = slip_text.about(slip, self._label(slip), house) if slip else Content()
            self.query_one("#about", Said).say(about, may_grow=True)
            self.paint_keys()

    def paint_keys(self) -> None:
        """Draw the steps and the way around."""
        around = (
            ("enter", "what next"),
            ("shift + key", "somebody else signs here"),
            (self.key("help"), "help"),
            ("esc", "back"),
        )
        steps = self._step_keys()
        keys = [(key, str(step)) for step, key in steps.items()]
        keys += [each for each in around if "+" not in each[0]]
        words = slip_text.keys(self.selected, steps, around)
        self.query_one("#screen-keys", Keys).offer(words, keys)

    def to_save(self) -> "Listed":
        """The slips as they are shown."""
        from pitterm.podium.flows.exports import Listed

        return Listed("slips", all_rows(self.listed))

    def _label(self, slip: Slip) -> str:
        snapshot = self.podium.snapshot
        table = snapshot.table(slip.gaming_table_id) if snapshot else None
        return harmless(table.label) if table else "—"

    def _first_of_table(self) -> UUID | None:
        """The slip to begin with: the oldest of the table the board had selected."""
        if not self._slips or self._table_id is None:
            return None
        table_id, self._table_id = self._table_id, None
        return next((slip.id for slip in self._slips if slip.gaming_table_id == table_id), None)

    def on_slip_table_refitted(self) -> None:
        self.repaint()

    def on_data_table_row_highlighted(self, message: DataTable.RowHighlighted) -> None:
        message.stop()
        self._paint_selected()

    def on_data_table_row_selected(self, message: DataTable.RowSelected) -> None:
        message.stop()
        self.action_ask()

    # Acting

    def action_step(self, step: str, by_second: bool) -> None:
        """Take a step of the selected slip."""
        slip = self.selected
        if not self.refuses(None if slip else _NO_SLIP) and slip is not None:
            self.podium.run_flow(self._take(slip, SlipStep(step), by_second))

    def action_ask(self) -> None:
        """Offer what may be done about the selected slip."""
        slip = self.selected
        if not self.refuses(None if slip else _NO_SLIP) and slip is not None:
            self.podium.run_flow(self._ask(slip))

    async def _take(self, slip: Slip, step: SlipStep, by_second: bool) -> None:
        await take_step(self.podium, slip, step, by_second=by_second)
        self.read_again()

    async def _ask(self, slip: Slip) -> None:
        title = f"{self._label(slip)} · {slip.kind} · {number_word(slip)}"
        chosen: str | None = await self.podium.push_screen_wait(Choice(title, "", self._ways(slip)))
        if chosen is None:
            return
        step = next(step for step, key in self._step_keys().items() if key == chosen.lower())
        await self._take(slip, step, chosen.isupper())

    def _ways(self, slip: Slip) -> list[Way]:
        """Every open step: as oneself where the house allows it, and always by somebody else."""
        signed_in = self.podium.signed_in
        ways: list[Way] = []
        for step in steps(slip):
            key = self.key(STEPS[step])
            reason = why_not_oneself(step, slip, signed_in) if signed_in else ""
            if reason is None:
                ways.append((key, f"{step}, as yourself", "over your own sign-in"))
            meaning = reason or "you stay signed in"
            ways.append((key.upper(), f"{step}, somebody else signs here", meaning))
        return ways
