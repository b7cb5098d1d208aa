"""What stands above the list: the status bar's parts and the heading of the figures."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from pitterm.domain.actions import Action
from pitterm.domain.arranging import SortOrder
from pitterm.domain.house import House
from pitterm.podium.paper.catch_up import SIGN, Catching
from pitterm.podium.rounds import MARK, WALKED
from pitterm.podium.widgets.lines import link_words
from pitterm.podium.wording import harmless, show_day, show_stopwatch, zone
from pitterm.terminal.quiet import QUIET

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.podium.view import BoardView

_NO_TABLES = "This pit has no tables; {previous-pit} and {next-pit} show the other pits."


class Status(NamedTuple):
    """The status bar's words: the link, the parts after it, and who is signed in."""

    link: str
    parts: list[str]
    who: str


def status(podium: "Podium", view: "BoardView", zone_name: str) -> Status:
    """Everything the board's status bar says at this moment."""
    snapshot, parts = podium.snapshot, []
    if view.typed and snapshot is not None:
        matching = len(view.rows(snapshot))
        parts.append(f"/{view.typed} {matching} of {view.size(snapshot)}")
    return status_beside(podium, [*parts, view.pit_words], zone_name)


def status_beside(podium: "Podium", parts: list[str], zone_name: str) -> Status:
    """Everything the status bar of a screen says, with the screen's own parts in its middle."""
    picture, who = podium.picture, podium.signed_in
    pulse = picture.pulse
    shown = pulse.as_of if pulse is not None and picture.is_old else picture.now()
    words = link_words(podium.link, _clock(shown, zone_name), show_stopwatch(picture.silent_for))
    if pulse is not None:
        shift = f" · {pulse.shift_name}" if pulse.shift_name else ""
        parts = [*parts, f"{show_day(pulse.gaming_day)}{shift}"]
    name = f"{harmless(who.name)} · {who.role.words}" if who else ""
    return Status(words, parts, name)


def heading(podium: "Podium", view: "BoardView", house: House, marked: int, room: int) -> Content:
    """Whose figures these are, of which period, in which order, and how many tables are marked.

    While keys enter from paper it says that instead, in as many cells as there are.
    """
    if podium.catching_up is not None:
        return _from_paper(podium, podium.catching_up, house.time_zone, room)
    pulse = podium.picture.pulse
    day = f", {show_day(pulse.gaming_day)}" if pulse else ""
    order = "" if view.order is SortOrder.SPOT else f" · sorted by {view.order}"
    walking = " ".join(podium.commands.key(action) for action in WALKED)
    return Content.assemble(
        (harmless(house.casino_name), "bold"),
        (f"   {MARK} {marked} marked: {walking}" if marked else "", "bold $accent"),
        (f"   figures: gaming day so far{day}{order}", QUIET),
    )


def _from_paper(podium: "Podium", catching: Catching, zone_name: str, room: int) -> Content:
    """Why the keys enter what is on paper, and where the next form begins."""
    house_zone, now = zone(zone_name), podium.picture.now() or catching.next_at
    at = catching.next_words(house_zone, now.astimezone(house_zone).date())
    end = f" · {at} · {podium.commands.key(Action.PAPER)} ends"
    left = max(room - len(SIGN) - len(" · ") - len(end), 4)
    reason = Content(f" · {harmless(catching.reason)}").truncate(left + 3, ellipsis=True)
    return Content.assemble((SIGN, "bold"), reason, end)


def loud(podium: "Podium") -> str:
    """What every screen's status bar says before anything else: the mode, and what waits."""
    sign = SIGN if podium.catching_up is not None else ""
    return " │ ".join(filter(None, (sign, podium.waiting.words())))


def emptiness(podium: "Podium", view: "BoardView") -> Content:
    """Why there is no row."""
    if view.typed:
        return Content("No table matches the filter; esc clears it.")
    return Content(podium.commands.worded(_NO_TABLES))


def _clock(moment: datetime | None, zone_name: str) -> str:
    return f"{moment.astimezone(zone(zone_name)):%H:%M:%S}" if moment else ""
