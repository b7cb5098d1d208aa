"""The selected table, beside the list."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pitterm.domain.actions import Action
from pitterm.domain.board import TableView
from pitterm.domain.house import House
from pitterm.outbox.entries import Kept
from pitterm.podium.commands import Command
from pitterm.podium.keymap import Keymap
from pitterm.podium.widgets import alert_text, panel_text
from pitterm.podium.widgets.cells import Moment
from pitterm.podium.widgets.lines import KeyLine
from pitterm.terminal.said import Said

_SECTIONS = {
    "actions": "Actions",
    "amounts": "",
    "entries": "Last entries",
    "figures": "Figures",
}


class TablePanel(VerticalScroll, can_focus=False):
    """Banner, actions, quick amounts, last entries and figures of one table."""

    def compose(self) -> ComposeResult:
        yield Said(id="banner")
        yield Said(id="about")
        for section, caption in _SECTIONS.items():
            if caption:
                yield Static(caption, classes="caption")
            else:
                yield Said(id=f"{section}-caption", classes="caption")
            yield Said(id=section)

    def show(
        self,
        table: TableView,
        house: House,
        moment: Moment,
        rows: list[tuple[Command, str | None]],
        commands: Keymap,
        waiting: Sequence[Kept] = (),
    ) -> None:
        """Draw this table, with what waits on this terminal for it."""
        about = [
            panel_text.place(table, self.query_one("#about").content_size.width),
            panel_text.opening(table, moment),
            panel_text.last_count(table, moment),
        ]
        amounts = f"Log unrated buy-in: {commands.key(Action.BUY_IN)}, then"
        self.query_one("#amounts-caption", Said).say(Content(amounts))
        self._say("banner", panel_text.banner(table, moment))
        if table.slips_in_flight:
            about.append(panel_text.slips(table, moment, commands.key("slips")))
        if table.alerts:
            about.append(alert_text.in_the_panel(table, moment, commands.key("alerts")))
        self._say("about", Content("\n").join(about))
        self._say("actions", panel_text.actions(rows))
        self._say("amounts", panel_text.quick_amounts(house))
        self._say("entries", panel_text.entries(table, moment, waiting))
        self._say("figures", panel_text.figures(table, moment))

    def on_click(self, event: events.Click) -> None:
        """Press the key of the action that was clicked; a double click is one."""
        command_id = event.style.meta.get(panel_text.COMMAND)
        if command_id is not None and event.chain == 1:
            event.stop()
            self.post_message(KeyLine.Pressed(command_id))

    def _say(self, widget_id: str, content: Content) -> None:
        self.query_one(f"#{widget_id}", Said).say(content, may_grow=True)
