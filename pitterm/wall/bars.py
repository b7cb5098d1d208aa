"""The wall's bars: title, banner and the heading of the page, as one line each."""

from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from pitterm.domain.board import Pulse
from pitterm.domain.link import LinkState
from pitterm.domain.text import harmless
from pitterm.domain.times import show_day, show_stopwatch, show_time, zone
from pitterm.terminal.quiet import QUIET
from pitterm.wall.distance import reading_distance_m
from pitterm.wall.fitting import fit

if TYPE_CHECKING:
    from pitterm.wall.app import Wall
    from pitterm.wall.pages import Page

_SHORTEST_NAME = 6
_LINKS = {
    LinkState.CONNECTING: ("◌ CONNECTING", QUIET),
    LinkState.LIVE: ("● LIVE", "bold $text-primary"),
    LinkState.STALE: ("▲ STALE", "bold reverse $text-warning"),
    LinkState.OFFLINE: ("✕ OFFLINE", "bold reverse $text-error"),
}


def title_of(pulse: Pulse | None, now: datetime | None, link: LinkState, width: int) -> Content:
    """Casino and gaming day on the left; clock, as-of and link on the right, which give way last.

    The clock names its zone, because one night a year has an hour twice.
    """
    word, style = _LINKS[link]
    if pulse is None or now is None:
        return Content.assemble((fit("pitterm wall", width - len(word)), "bold"), (word, style))
    house = zone(pulse.time_zone)
    clock = f"{now.astimezone(house):%H:%M:%S %Z}"
    as_of = f"  as of {pulse.as_of.astimezone(house):%H:%M:%S}  "
    day = f"  gaming day {show_day(pulse.gaming_day)}"
    room = width - len(clock) - len(word) - 1
    if room < _SHORTEST_NAME + len(as_of) + len(day):
        day = ""
    if room < _SHORTEST_NAME + len(as_of):
        as_of = "  "
    room = max(0, room - len(as_of) - len(day))
    name = fit(harmless(pulse.casino_name), room).rstrip()
    return Content.assemble(
        (name, "bold"),
        (day, QUIET),
        " " * (room - cell_len(name) + 1),
        (clock, "bold"),
        (as_of, QUIET),
        (word, style),
    )


def banner_of(wall: "Wall", width: int) -> str:
    """What must not be overlooked: an old picture, a replay, a recording that stopped."""
    parts = []
    if wall.replay_speed is not None:
        parts.append("REPLAY ENDED" if wall.ear.has_ended else f"REPLAY ×{wall.replay_speed:g}")
    pulse, silence = wall.picture.pulse, show_stopwatch(wall.picture.silent_for)
    if wall.link in (LinkState.STALE, LinkState.OFFLINE):
        as_of = f" {silence}" if pulse is not None else ""
        if pulse is not None:
            as_of += f" · as of {_moment(pulse)}"
        parts.append(f"{_LINKS[wall.link][0]}{as_of}")
    if wall.link is LinkState.STALE:
        parts.append("the database is silent")
    if wall.link is not LinkState.LIVE and wall.ear.trouble:
        parts.append(harmless(wall.ear.trouble))
    if wall.recorder is not None and wall.recorder.fault:
        parts.append(f"▲ no longer recorded: {harmless(wall.recorder.fault)}")
    return fit(" · ".join(parts), width).rstrip()


def heading_of(
    wall: "Wall", page: "Page", number: int, pages: int, width: int, rows: int
) -> Content:
    """Which pit and page this is, and from how far it reads."""
    distance = f"reads to {reading_distance_m(wall.height_cm, rows):.1f} m"
    place = f"  page {number + 1} of {pages}"
    only = "  this pit only" if wall.pit is not None else ""
    room = max(1, width - len(place) - len(only) - len(distance) - 2)
    name = fit(harmless(page.pit_name), room).rstrip() or "—"
    line = Content.assemble((name, "bold $text-primary"), (place, "bold"), (only, QUIET))
    padding = " " * max(2, width - line.cell_length - len(distance))
    return Content.assemble(line, padding, (distance, QUIET))


def _moment(pulse: Pulse) -> str:
    house = zone(pulse.time_zone)
    return f"{show_time(pulse.as_of, house)}:{pulse.as_of:%S}"
