"""Every screen of the podium in the states worth a picture, and how one gets there."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

from textual.app import App
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.screen import Screen

from pitterm.podium.dialogs.round_page import RoundPage
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.screens.alerts import AlertsScreen
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.boxes import BoxesScreen
from pitterm.podium.screens.detail import DetailScreen
from pitterm.podium.screens.help import HelpScreen
from pitterm.podium.screens.login import LockScreen, LoginScreen
from pitterm.podium.screens.shift import ShiftScreen
from pitterm.podium.screens.sign_off import SignOffScreen
from pitterm.podium.screens.slips import SlipsScreen
from pitterm.repository.feed import Lost
from tests.podium.dialog_host import Host
from tests.podium.looks import pits
from tests.podium.looks.dialogs import DIALOGS
from tests.podium.recorded import RecordedPit, screen_text, settled, sign_in, the_board, until
from tests.podium.test_paper import begins
from tests.podium.test_rounds import closed_tables, make_pit

LOGINS = (("boss", "pit boss, Harbor"), ("wall", "display, Harbor"))
Doing = Callable[[Pilot[Any], Any], Awaitable[None]]


class Shot(NamedTuple):
    """A screen: the pit behind it, who signs in, and the keys that lead there."""

    pit: Callable[[], Any] = pits.busy
    keys: Sequence[str] = ()
    login: str = "boss"
    then: Doing | None = None
    shows: type[Screen[Any]] = BoardScreen


async def _lose(pilot: Pilot[Any], pit: RecordedPit) -> None:
    pit.send(Lost(reason="The database does not answer.", is_refused=False))
    await settled(pilot)
    pit.clock.seconds += 42
    the_board(pilot).repaint()


async def _freeze(pilot: Pilot[Any], pit: RecordedPit) -> None:
    pit.clock.seconds += 12
    await until(pilot, lambda: "STALE" in screen_text(pilot))


async def _find(pilot: Pilot[Any], _pit: RecordedPit) -> None:
    await until(pilot, lambda: "Drop box" in screen_text(pilot))


async def _from_paper(pilot: Pilot[Any], _pit: RecordedPit) -> None:
    await begins(pilot)


SCREENS = {
    "login": Shot(login="", shows=LoginScreen),
    "lock": Shot(keys=("x",), shows=LockScreen),
    "board": Shot(),
    "board-alerts": Shot(pits.alarmed),
    "board-slips": Shot(pits.filled),
    "board-marked": Shot(keys=("4", "space", "7", "space")),
    "board-empty": Shot(pits.empty),
    "board-from-paper": Shot(login="", then=_from_paper),
    "board-offline": Shot(then=_lose),
    "board-stale": Shot(then=_freeze),
    "quick-bar": Shot(keys=("b",)),
    "quick-bar-amount": Shot(keys=("b", "5", "1", "2")),
    "refused-bar": Shot(keys=("2", "b")),
    "filter": Shot(keys=("slash", "z", "z")),
    "help": Shot(keys=("question_mark",), shows=HelpScreen),
    "palette": Shot(keys=("ctrl+p",), then=_find, shows=CommandPalette),
    "detail": Shot(keys=("1", "enter"), shows=DetailScreen),
    "detail-closed": Shot(keys=("1", "enter", "right"), login="auditor", shows=DetailScreen),
    "boxes": Shot(keys=("e",), login="count", shows=BoxesScreen),
    "slips": Shot(pits.filled, ("v",), shows=SlipsScreen),
    "slips-none": Shot(pits.without_slips, ("v",), shows=SlipsScreen),
    "slips-unread": Shot(pits.unread_slips, ("v",), shows=SlipsScreen),
    "alerts": Shot(pits.alarmed, ("a",), shows=AlertsScreen),
    "shift": Shot(pits.shift, ("f2",), shows=ShiftScreen),
    "shift-of-a-pit": Shot(pits.shift, ("f2", "enter", "down", "down"), shows=ShiftScreen),
    "sign-off": Shot(pits.shift, ("f2", "g"), shows=SignOffScreen),
    "sign-off-late": Shot(pits.signed_shift, ("f2", "g"), shows=SignOffScreen),
    "sign-off-question": Shot(pits.shift, ("f2", "g", "s"), shows=Signature),
    "round-page": Shot(
        lambda: make_pit(*closed_tables(10)),
        ("p", "o", "d", "a", "n", "enter", "enter"),
        shows=RoundPage,
    ),
}
OLD = {"board-offline", "board-stale"}
"""Shots of a picture that is dimmed because it is old."""
AFRESH = {"palette"}
"""Shots that are built anew in each theme: Textual's own screen keeps the colours it opened in."""


def screen_of(name: str) -> type[Screen[Any]]:
    """What stands on top in this shot."""
    return type(DIALOGS[name]()) if name in DIALOGS else SCREENS[name].shows


def app_of(name: str) -> tuple[App[Any], Callable[[Pilot[Any]], Awaitable[None]]]:
    """The App of a shot at its start, and what leads to the picture."""
    if name in DIALOGS:
        return Host(DIALOGS[name]()), settled
    shot = SCREENS[name]
    pit = shot.pit()

    async def lead(pilot: Pilot[Any]) -> None:
        if shot.login:
            await sign_in(pilot, shot.login)
        for key in shot.keys:
            await pilot.press(key)
            await settled(pilot)
        if shot.then is not None:
            await shot.then(pilot, pit)
        await settled(pilot)

    return pit.podium(demo_logins=LOGINS), lead
