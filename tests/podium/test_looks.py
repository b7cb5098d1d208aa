"""How the podium looks, as pictures for the eye; `tests/podium/looks` has every screen's."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from pitterm.podium.manners import Manners
from pitterm.terminal.plain_signs import PlainSigns
from pitterm.terminal.theme import PIT_LIGHT
from tests.podium.dialog_host import Host
from tests.podium.looks import pits
from tests.podium.looks.dialogs import DIALOGS
from tests.podium.looks.shots import LOGINS
from tests.podium.recorded import screen_text, settled, sign_in

SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (200, 60)
SIZES = pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=["80x24", "120x36", "200x60"])


class SnapCompare(Protocol):
    """The snapshot plugin's comparison of an app with its stored picture."""

    def __call__(
        self,
        app: App[Any],
        *,
        terminal_size: tuple[int, int] = ...,
        press: list[str] = ...,
        run_before: Callable[[Pilot[None]], Awaitable[None]] | None = None,
    ) -> bool: ...


@pytest.fixture(autouse=True)
def _still_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blinking cursor would make two pictures of one screen."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _self: None)


def test_the_login(snap_compare: SnapCompare) -> None:
    assert snap_compare(pits.busy().podium(demo_logins=LOGINS), terminal_size=SMALL)


@SIZES
def test_the_board(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    assert snap_compare(pits.busy().podium(), terminal_size=size, run_before=sign_in)


def test_the_board_in_the_light(snap_compare: SnapCompare) -> None:
    podium = pits.alarmed().podium(theme=PIT_LIGHT.name)
    assert snap_compare(podium, terminal_size=MIDDLE, run_before=sign_in)


def test_the_board_without_colour(
    snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(pits.alarmed().podium(), terminal_size=SMALL, run_before=sign_in)


def test_the_board_in_ascii(snap_compare: SnapCompare) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        assert screen_text(pilot).isascii()

    podium = pits.alarmed().podium(manners=Manners(plain_signs=PlainSigns("utf-8")))
    assert snap_compare(podium, terminal_size=SMALL, run_before=look)


def test_a_terminal_that_is_too_small(snap_compare: SnapCompare) -> None:
    assert snap_compare(pits.busy().podium(), terminal_size=(60, 18), run_before=sign_in)


def test_a_terminal_that_is_too_small_for_a_screen_beside_the_board(
    snap_compare: SnapCompare,
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        await pilot.press("v")
        await settled(pilot)

    assert snap_compare(pits.filled().podium(), terminal_size=(60, 18), run_before=look)


@pytest.mark.parametrize("name", ["count-opening", "close", "paper-slip"])
def test_a_dialog(snap_compare: SnapCompare, name: str) -> None:
    assert snap_compare(Host(DIALOGS[name]()), terminal_size=SMALL)
