"""What leaves the screen for a file: a list as it is shown, or a picture of the board.

The audit is told before anything is written, and what it cannot be told stays on the screen.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple

from pitterm.domain.link import LinkState
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.flows.files import write_file
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.widgets.rows import Printed
from pitterm.podium.wording import zone
from pitterm.reporting import Format, Listing, offered_list_name, render_list
from pitterm.reporting.layout import Column

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

_FORMS = (("t", "text", "to read and to print"), ("c", "CSV", "for a spreadsheet, as shown"))
_NAMES = {
    "list": "board",
    "slips": "slips in flight",
    "alerts": "alerts",
    "records": "records",
    "boxes": "boxes to count",
    "shift": "figures",
}
_UNTOLD = "The database does not answer; the audit cannot be told what leaves the screen."
_NO_PICTURE = "No screenshot is taken here; the setting screenshots allows it."


class Listed(NamedTuple):
    """What a screen lists, as filtered and sorted at this moment."""

    what: str
    """The audit's word for it, one of those rpc_note_export takes."""
    printed: Printed
    about: tuple[str, ...] = ()
    """What of the floor it is about, with its filter and order."""
    period: str = ""
    """Whose records or figures they are; empty for what stands at this moment."""
    remark: str = ""
    """What of it is not there."""


async def save_list(app: "Podium", listed: Listed) -> None:
    """Write the listed rows."""
    if app.link is LinkState.OFFLINE:
        app.flash(_UNTOLD, severity="refused")
        return
    sitting, pulse = Sitting(app), app.picture.pulse
    printed, now = listed.printed, app.picture.now()
    several = len(printed.rows)
    if not several or pulse is None or now is None:
        app.flash("Nothing is listed here.", severity="notice")
        return
    shift = f", {pulse.shift_name} shift" if pulse.shift_name else ""
    listing = Listing(
        casino=sitting.house.casino_name,
        name=_NAMES[listed.what],
        about=listed.about,
        period=listed.period or f"gaming day {pulse.gaming_day}{shift}",
        written_at=now.astimezone(zone(sitting.house.time_zone)),
        written_by=sitting.signed_in.name,
        login=sitting.signed_in.login,
        columns=[
            Column(words, is_amount=is_figure)
            for words, is_figure in zip(printed.headings, printed.are_figures, strict=True)
        ],
        rows=printed.rows,
        remark=listed.remark,
    )
    rows = "1 row, as it is shown" if several == 1 else f"{several} rows, as they are shown"
    words = " ".join(filter(None, (f"{rows}.", listed.remark)))
    chosen: str | None = await app.push_screen_wait(Choice("Save this list", words, _FORMS))
    if chosen is None:
        return
    form = Format.CSV if chosen == "c" else Format.TEXT
    text = told(sitting, listed.what, lambda: render_list(listing, form))
    await write_file(app, "Save the list", offered_list_name(listing, form), text, "the list")


async def save_screenshot(app: "Podium") -> None:
    """Write the board as it stands at this moment as a picture, where that is allowed."""
    if not app.manners.may_picture:
        app.flash(_NO_PICTURE, severity="refused")
        return
    sitting = Sitting(app)
    picture = app.export_screenshot()
    text, offered = told(sitting, "screenshot", lambda: picture), _picture_name(sitting)
    await write_file(app, "Save the screenshot", offered, text, "the screenshot")


def told(sitting: Sitting, what: str, text: Callable[[], str]) -> Callable[[], Awaitable[str]]:
    """The text, which nobody has before the audit was told."""

    async def tell_first() -> str:
        conversations = sitting.app.conversations
        with conversations.keeping("no file is written, though the audit may name one"):
            await sitting.app.wiring.note_export(sitting.desk, what)
        return text()

    return tell_first


def _picture_name(sitting: Sitting) -> str:
    """A name that says when, so that the next one is another."""
    now = sitting.app.picture.now()
    moment = f"-{now.astimezone(zone(sitting.house.time_zone)):%Y-%m-%d-%H%M%S}" if now else ""
    return f"pit-board{moment}.svg"
