"""A time read off a form, typed into a dialog; what the clock showed twice is asked."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from pitterm.domain.paper_times import Reading, read_time, type_time, write_time
from pitterm.domain.times import show_ago, show_day
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.fields import Line
from pitterm.terminal.quiet import QUIET

_ALLOWED = r"[0-9A-Za-z:., -]{0,20}"


class HouseClock(NamedTuple):
    """The house's zone, and the moment everything typed lies before."""

    zone: ZoneInfo
    now: datetime

    def read(self, typed: str) -> Reading:
        """What a typed time can mean."""
        return read_time(typed, self.now, self.zone)

    def write(self, moment: datetime) -> str:
        """The moment, with the zone's name behind an hour that came twice."""
        return write_time(moment, self.zone, self._today)

    def prefill(self, moment: datetime) -> str:
        """The moment as a line begins with it."""
        return type_time(moment, self.zone, self._today)

    @property
    def _today(self) -> date:
        return self.now.astimezone(self.zone).date()


class TimeLine(Line):
    """What stands there is typed over; Enter or an arrow keeps it."""

    def __init__(self, *, id: str, placeholder: str = "hh:mm") -> None:
        super().__init__(id=id, placeholder=placeholder, restrict=_ALLOWED)
        self.select_on_focus = True


class Understood(Static):
    """Under a time, the day it was taken for."""

    def show(self, typed: str, clock: HouseClock) -> None:
        """Draw what the typed time means, or nothing while it means none."""
        reading = clock.read(typed)
        self.update(Content.styled(_understood(reading, clock), QUIET))


def _understood(reading: Reading, clock: HouseClock) -> str:
    if reading.is_ambiguous:
        return "this hour came twice that night; which it was is asked"
    if not reading.instants:
        return ""
    (at,) = reading.instants
    return f"{show_day(at.astimezone(clock.zone).date())}, {show_ago(clock.now - at)} ago"


class Which(NamedTuple):
    """A time that was read, and whose it is."""

    name: str
    reading: Reading


def ask_which(
    dialog: Screen[Any],
    clock: HouseClock,
    times: Sequence[Which],
    done: Callable[[list[datetime]], None],
) -> None:
    """Ask above the dialog about each time that came twice, then go on with all of them."""
    known: list[datetime] = []

    def go_on() -> None:
        for each in times[len(known) :]:
            if each.reading.is_ambiguous:
                _put(dialog, clock, each, answer)
                return
            known.append(each.reading.instants[0])
        done(known)

    def answer(chosen: str | None) -> None:
        if chosen is not None:
            known.append(times[len(known)].reading.instants[int(chosen) - 1])
            go_on()

    go_on()


def _put(
    dialog: Screen[Any], clock: HouseClock, which: Which, answer: Callable[[str | None], None]
) -> None:
    ways = [
        (key, f"the {order} {_clock(at, clock)}", f"{_offset(at, clock)}, {_ago(at, clock)}")
        for key, order, at in zip("12", ("first", "second"), which.reading.instants, strict=True)
    ]
    sentence = "The clock was put back that night, so that this hour came twice."
    if dialog.app.screen is dialog:
        dialog.app.push_screen(Choice(which.name, sentence, ways), answer)


def _clock(at: datetime, clock: HouseClock) -> str:
    return f"{at.astimezone(clock.zone):%H:%M}"


def _offset(at: datetime, clock: HouseClock) -> str:
    local = at.astimezone(clock.zone)
    return f"{local:%Z}, UTC{local.isoformat()[-6:]}".replace("-", "\N{MINUS SIGN}")


def _ago(at: datetime, clock: HouseClock) -> str:
    return f"{show_ago(clock.now - at)} ago"
