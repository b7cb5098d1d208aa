"""What leaves the screen for a file: a list as it is shown, or a picture of the board.

The audit is told before anything is written, and what it cannot be told stays on the screen.
"""

import csv
import io
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from pitterm.domain.link import LinkState
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.flows.files import write_file
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.wording import zone
from pitterm.reporting.spreadsheet import BYTE_ORDER_MARK, disarmed

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

_FORMS = (("t", "text", "to read and to print"), ("c", "CSV", "for a spreadsheet, as shown"))
_UNTOLD = "The database does not answer; the audit cannot be told what leaves the screen."
_NO_PICTURE = "No screenshot is taken here; the setting screenshots allows it."


class Listed(NamedTuple):
    """What a screen lists: headings, then every row as filtered and sorted at this moment."""

    what: str
    """The audit's word for it, one of those rpc_note_export takes."""
    rows: list[list[str]]
    name: str = ""
    """What of the floor it is about, for the file's name."""
    remark: str = ""
    """What of it is not there."""


async def save_list(app: "Podium", listed: Listed) -> None:
    """Write the listed rows."""
    if app.link is LinkState.OFFLINE:
        app.flash(_UNTOLD, severity="refused")
        return
    sitting = Sitting(app)
    several = len(listed.rows) - 1
    if not several:
        app.flash("Nothing is listed here.", severity="notice")
        return
    rows = "1 row, as it is shown" if several == 1 else f"{several} rows, as they are shown"
    words = f"{rows}.{listed.remark}"
    chosen: str | None = await app.push_screen_wait(Choice("Save this list", words, _FORMS))
    if chosen is None:
        return
    write, ending = (as_csv, "csv") if chosen == "c" else (as_text, "txt")
    text = told(sitting, listed.what, lambda: write(listed.rows))
    offered = _name(sitting, listed.name or listed.what, ending)
    await write_file(app, "Save the list", offered, text, "the list")


async def save_screenshot(app: "Podium") -> None:
    """Write the board as it stands at this moment as a picture, where that is allowed."""
    if not app.manners.may_picture:
        app.flash(_NO_PICTURE, severity="refused")
        return
    sitting = Sitting(app)
    picture = app.export_screenshot()
    text, offered = told(sitting, "screenshot", lambda: picture), _name(sitting, "board", "svg")
    await write_file(app, "Save the screenshot", offered, text, "the screenshot")


def told(sitting: Sitting, what: str, text: Callable[[], str]) -> Callable[[], Awaitable[str]]:
    """The text, which nobody has before the audit was told."""

    async def tell_first() -> str:
        conversations = sitting.app.conversations
        with conversations.keeping("no file is written, though the audit may name one"):
            await sitting.app.wiring.note_export(sitting.desk, what)
        return text()

    return tell_first


def _name(sitting: Sitting, what: str, ending: str) -> str:
    """A name that says when, so that the next one is another."""
    now = sitting.app.picture.now()
    moment = f"-{now.astimezone(zone(sitting.house.time_zone)):%Y-%m-%d-%H%M%S}" if now else ""
    kept = "".join(each if each.isalnum() or each in "-_" else "-" for each in what)
    return f"pit-{kept}{moment}.{ending}"


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
