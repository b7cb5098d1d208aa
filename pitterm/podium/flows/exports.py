"""What leaves the screen for a file: the listed tables, or a picture of the board.

The audit is told before anything is written, and what it cannot be told stays on the screen.
"""

import csv
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len

from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.flows.files import write_file
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.widgets.rows import all_rows
from pitterm.podium.wording import zone
from pitterm.reporting.spreadsheet import BYTE_ORDER_MARK, disarmed

if TYPE_CHECKING:
    from pitterm.podium.screens.board import BoardScreen

_FORMS = (("t", "text", "to read and to print"), ("c", "CSV", "for a spreadsheet, as shown"))
_NO_PICTURE = "No screenshot is taken here; the setting screenshots allows it."


async def save_list(board: "BoardScreen") -> None:
    """Write the listed tables, as filtered and sorted at this moment."""
    sitting = Sitting(board.podium)
    rows = all_rows(board.tables)
    question = Choice("Save this list", f"{len(rows) - 1} tables, as they are shown.", _FORMS)
    chosen: str | None = await board.podium.push_screen_wait(question)
    if chosen is None:
        return
    write, ending = (as_csv, "csv") if chosen == "c" else (as_text, "txt")
    await _write(sitting, "list", _name(sitting, "list", ending), lambda: write(rows), "the list")


async def save_screenshot(board: "BoardScreen") -> None:
    """Write the board as it stands at this moment as a picture, where that is allowed."""
    app = board.podium
    if not app.manners.may_picture:
        app.flash(_NO_PICTURE, severity="refused")
        return
    sitting = Sitting(app)
    picture = app.export_screenshot()
    await _write(
        sitting, "screenshot", _name(sitting, "board", "svg"), lambda: picture, "the screenshot"
    )


async def _write(
    sitting: Sitting, what: str, offered: str, text: Callable[[], str], words: str
) -> None:
    async def told() -> str:
        await sitting.app.wiring.note_export(sitting.desk, what)
        return text()

    await write_file(sitting.app, f"Save {words}", offered, told, words)


def _name(sitting: Sitting, what: str, ending: str) -> str:
    """A name that says when, so that the next one is another."""
    now = sitting.app.picture.now()
    moment = f"-{now.astimezone(zone(sitting.house.time_zone)):%Y-%m-%d-%H%M%S}" if now else ""
    return f"pit-{what}{moment}.{ending}"


def as_csv(rows: list[list[str]]) -> str:
    """The rows for a spreadsheet, which takes none of them for a formula."""
    page = io.StringIO(newline="")
    csv.writer(page).writerows([[disarmed(cell) for cell in row] for row in rows])
    return BYTE_ORDER_MARK + page.getvalue()


def as_text(rows: list[list[str]]) -> str:
    """The rows below each other, aligned."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )
    return "\n".join(lines) + "\n"
