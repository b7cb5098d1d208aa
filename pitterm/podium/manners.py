"""What a terminal is allowed and able to, as its settings say: copies, pictures, colours."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pitterm import places
from pitterm.podium.widgets.rows import row_cells
from pitterm.terminal.kept import keep_theme
from pitterm.terminal.plain_signs import PlainSigns
from pitterm.terminal.theme import why_not_theme

if TYPE_CHECKING:
    from rich.text import Text
    from textual.widgets import DataTable

    from pitterm.podium.app import Podium


@dataclass(frozen=True, slots=True)
class Manners:
    """The terminal's own settings; without any it copies nothing and takes no picture."""

    plain_signs: PlainSigns | None = None
    may_copy: bool = False
    may_picture: bool = False


def copy_row(app: "Podium", table: "DataTable[Text]") -> None:
    """Copy the row under the cursor, or say that this terminal copies nothing."""
    cells = row_cells(table)
    if not app.manners.may_copy:
        reason = "Nothing is copied here; the setting clipboard allows it."
        app.flash(reason, severity="refused")
    elif cells:
        app.copy_to_clipboard("\t".join(cells))
        app.flash("The row is copied.", severity="notice")


def wear(app: "Podium", theme: str) -> None:
    """Change the colours and keep them for this terminal, or say why they cannot be shown."""
    fault = why_not_theme(theme)
    if fault is not None:
        app.flash(fault, severity="refused")
        return
    app.theme = theme
    kept = keep_theme(places.terminal_file(), theme)
    app.flash(f"Theme {theme}{'' if kept else ', for this run only'}.", severity="notice")
