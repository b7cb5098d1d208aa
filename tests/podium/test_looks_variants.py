"""Every screen in the light theme, without colour and in ASCII.

The board stands in all of them at all sizes; any other screen takes the sizes in turn, so that it
is seen once at each of the three.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from pitterm.podium.manners import Manners
from pitterm.repository.feed import Lost
from pitterm.terminal.plain_signs import PlainSigns
from pitterm.terminal.theme import PIT, PIT_LIGHT
from tests.podium import (
    test_looks,
    test_looks_alerts,
    test_looks_detail,
    test_looks_shift,
    test_looks_slips,
)
from tests.podium.dialog_host import Host
from tests.podium.recorded import RecordedPit, screen_text, settled, sign_in, the_board
from tests.podium.test_looks import LARGE, MIDDLE, SMALL, SnapCompare, _still_cursor

__all__ = ["_still_cursor"]

ALL_SIZES = (SMALL, MIDDLE, LARGE)
VARIANTS = ("light", "no-colour", "ascii")
LOGINS = (("boss", "pit boss, Harbor"), ("wall", "display, Harbor"))
Doing = Callable[[Pilot[None]], Awaitable[None]]


class Shot(NamedTuple):
    """A screen: the pit behind it and the keys that lead there, or the dialog alone."""

    pit: Callable[[], Any] = test_looks._pit
    keys: Sequence[str] = ()
    login: str = "boss"
    dialog: Callable[[], Screen[Any]] | None = None


SCREENS = {
    "login": Shot(login=""),
    "lock": Shot(keys=("x",)),
    "help": Shot(keys=("question_mark",)),
    "quick-bar": Shot(keys=("b",)),
    "refused-bar": Shot(keys=("2", "b")),
    "filter": Shot(keys=("slash", "z")),
    "offline": Shot(keys=("<lost>",)),
    "detail": Shot(test_looks_detail._pit, ("1", "enter")),
    "boxes": Shot(test_looks_detail._pit, ("e",), "count"),
    "slips": Shot(test_looks_slips._pit, ("v",)),
    "alerts": Shot(test_looks_alerts._pit, ("a",)),
    "shift": Shot(test_looks_shift._shift, ("f2",)),
    "sign-off": Shot(test_looks_shift._shift, ("f2", "g")),
    "count": Shot(dialog=test_looks.DIALOGS["count-opening"]),
    "close": Shot(dialog=test_looks.DIALOGS["close"]),
    "slip-request": Shot(dialog=test_looks_slips.DIALOGS["request-fill"]),
    "signature": Shot(dialog=test_looks_slips.DIALOGS["signature"]),
}


def _paint(shot: Shot, variant: str) -> tuple[App[Any], Doing]:
    theme = PIT_LIGHT.name if variant == "light" else PIT.name
    plain = PlainSigns("utf-8") if variant == "ascii" else None
    pit = shot.pit()
    app: App[Any]
    if shot.dialog is not None:
        app = Host(shot.dialog(), theme=theme, plain_signs=plain)
    else:
        app = pit.podium(theme=theme, manners=Manners(plain_signs=plain), demo_logins=LOGINS)

    async def lead(pilot: Pilot[None]) -> None:
        if shot.login and shot.dialog is None:
            await sign_in(pilot, shot.login)
        for key in shot.keys:
            if key == "<lost>":
                await _lose(pit, pilot)
            else:
                await pilot.press(key)
            await settled(pilot)
        if variant == "ascii":
            strange = {each for each in screen_text(pilot) if not each.isascii()}
            assert not strange, f"{strange} reach a terminal that has none of them"

    return app, lead


async def _lose(pit: RecordedPit, pilot: Pilot[None]) -> None:
    pit.send(Lost(reason="The database does not answer.", is_refused=False))
    await settled(pilot)
    pit.clock.seconds += 42
    the_board(pilot).repaint()


def _shots() -> list[Any]:
    shots = []
    for turn, variant in enumerate(VARIANTS):
        shots += [_param("board", Shot(), variant, size) for size in ALL_SIZES]
        shots += [
            _param(name, shot, variant, ALL_SIZES[(place + turn) % len(ALL_SIZES)])
            for place, (name, shot) in enumerate(SCREENS.items())
        ]
    return shots


def _param(name: str, shot: Shot, variant: str, size: tuple[int, int]) -> Any:
    return pytest.param(shot, variant, size, id=f"{name}-{variant}-{size[0]}x{size[1]}")


@pytest.mark.parametrize(("shot", "variant", "size"), _shots())
def test_a_screen(
    snap_compare: SnapCompare,
    monkeypatch: pytest.MonkeyPatch,
    shot: Shot,
    variant: str,
    size: tuple[int, int],
) -> None:
    if variant == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    app, lead = _paint(shot, variant)
    assert snap_compare(app, terminal_size=size, run_before=lead)
