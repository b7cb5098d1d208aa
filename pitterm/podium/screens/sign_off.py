"""The sign-off: a shift's sheet, the two signatures under it, and what came after them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from pitterm.domain import sheet_text, sheets
from pitterm.domain.metrics import ShiftSheet, ShiftWindow
from pitterm.domain.sheet_lines import LineTone, SheetText
from pitterm.domain.sheet_text import Frame
from pitterm.domain.sheets import Sheet
from pitterm.podium.screens.beside import BesideScreen, ScreenKey
from pitterm.podium.widgets.shift_text import title
from pitterm.podium.wording import harmless
from pitterm.terminal.quiet import QUIET
from pitterm.terminal.said import Said

if TYPE_CHECKING:
    from pitterm.repository.desk import Desk

_STYLES = {
    LineTone.HEADING: "bold $text-primary",
    LineTone.PLAIN: "$foreground",
    LineTone.QUIET: QUIET,
    LineTone.ALERT: "bold $text-warning",
}
_NOT_READ = "The sheet is not here yet."


class SignOffScreen(BesideScreen):
    """What is signed stands on it line by line, as it is written to a file."""

    DEEDS: ClassVar[dict[str, str]] = {
        "sign-as-outgoing": "sign_off",
        "sign-as-incoming": "sign_on",
        "write-sheet": "write",
    }
    AUTO_FOCUS = "#body"

    def __init__(self, window: ShiftWindow, pit_id: UUID | None, pit_name: str | None) -> None:
        super().__init__()
        self._window = window
        self._pit_id = pit_id
        self._pit_name = pit_name
        self._sheet: Sheet | None = None

    def compose_body(self) -> Iterable[Widget]:
        with VerticalScroll(id="body", can_focus=True):
            yield Said(id="sheet")

    async def fetch(self, desk: "Desk") -> Sheet:
        """The sheet as it stands, or as it was signed."""
        window = self._window
        row: ShiftSheet = await self.podium.wiring.read(
            desk, "read_shift_sheet", window.window_start, window.window_end, self._pit_id
        )
        return sheets.read(row)

    def take(self, found: Sheet) -> None:
        """Keep the sheet."""
        self._sheet = found

    def title_words(self) -> Content:
        """Which shift is signed over, and for which tables."""
        pieces: list[tuple[str, str] | str] = [(f"Sign-off of {self._title}", "bold")]
        if self._sheet is not None and not self._sheet.is_signed:
            items = self._sheet.body.open_items + self.podium.unbooked
            words = f"   ▲ {items} left open" if items else "   nothing left open"
            pieces.append((words, _STYLES[LineTone.ALERT if items else LineTone.QUIET]))
        return Content.assemble(*pieces)

    def paint(self) -> None:
        """Draw the sheet; the scroll stays where it is."""
        lines = [(line.text, _STYLES[line.tone]) for line in self._lines()]
        pieces: list[tuple[str, str] | str] = []
        for line in lines:
            pieces += [line, "\n"]
        self.query_one("#sheet", Said).say(Content.assemble(*pieces[:-1]), may_grow=True)

    def keys(self) -> Sequence[ScreenKey]:
        """The signatures and the file."""
        return (
            (self.key("sign-as-outgoing"), "sign off", self._why_not_sign_off()),
            (self.key("sign-as-incoming"), "incoming signs", self._why_not_sign_on()),
            (self.key("write-sheet"), "write to a file", None if self._sheet else _NOT_READ),
        )

    @property
    def _title(self) -> str:
        where = self._pit_name or (self.house.casino_name if self.house else "")
        return f"{harmless(where)}, {title(self._window)}"

    def _lines(self) -> tuple[SheetText, ...]:
        house, sheet = self.house, self._sheet
        if house is None or sheet is None:
            return ()
        frame = Frame(
            casino_name=house.casino_name,
            zone_name=house.time_zone,
            title=title(self._window),
            pit_name=self._pit_name,
            as_of=self.podium.picture.now(),
            people={colleague.id: colleague.name for colleague in house.staff},
            waiting=self.podium.unbooked,
        )
        return sheet_text.lines(sheet, frame)

    def _why_not_sign_off(self) -> str | None:
        if self._sheet is None or self.role is None:
            return _NOT_READ
        reason = sheets.why_not_sign_off(self.role, self._sheet)
        if reason is None and (self.podium.outgoing.waiting or self.podium.waiting.to_send):
            return "An entry of this terminal is not in the books yet; wait for it."
        return reason

    def _why_not_sign_on(self) -> str | None:
        return sheets.why_not_sign_on(self._sheet) if self._sheet is not None else _NOT_READ

    # Keys

    def action_sign_off(self) -> None:
        """Sign as the one who goes."""
        from pitterm.podium.flows.shift_signing import sign_off

        if not self.refuses(self._why_not_sign_off()) and self._sheet is not None:
            self.podium.run_flow(sign_off(self.podium, self._sheet, self._window, self._title))

    def action_sign_on(self) -> None:
        """Let the one who comes sign."""
        from pitterm.podium.flows.shift_signing import sign_on

        if not self.refuses(self._why_not_sign_on()) and self._sheet is not None:
            self.podium.run_flow(sign_on(self.podium, self._sheet, self._title))

    def action_write(self) -> None:
        """Write the sheet as it stands on the screen to a file."""
        from pitterm.podium.flows.exports import told
        from pitterm.podium.flows.files import write_file
        from pitterm.podium.flows.sitting import Sitting
        from pitterm.reporting import Format, offered_name

        if self._sheet is None:
            self.podium.flash(_NOT_READ, severity="refused")
            return
        written = sheet_text.as_text(self._lines())

        text = told(Sitting(self.podium), "sheet", lambda: written)
        about = f"sheet {self._pit_name or ''} {self._window.shift_name or 'day'}"
        offered = offered_name(about, self._window.gaming_day.isoformat(), Format.TEXT)
        title = "Write the sheet to a file"
        self.podium.run_flow(write_file(self.podium, title, offered, text, "the sheet"))
