"""Each screen in every look; a change of looks is seen and accepted, never slipped in."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.screen import Screen

from pitterm.wall.screen import WallScreen
from tests.podium.looks.dialogs import DIALOGS
from tests.podium.looks.looking import look
from tests.podium.looks.shots import SCREENS, screen_of


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen(stored: SnapshotAssertion, name: str) -> None:
    assert await look(name) == stored


def test_no_screen_and_no_dialog_is_left_out() -> None:
    seen = {screen_of(name) for name in (*SCREENS, *DIALOGS)} | {WallScreen}
    left_out = {each.__qualname__ for each in _leaves(Screen) if each not in seen}
    assert left_out == set()


def _leaves(kind: type[Screen[Any]]) -> set[type[Screen[Any]]]:
    """Our screens that nobody derives another one from."""
    below: list[type[Screen[Any]]] = kind.__subclasses__()
    found = set().union(*(_leaves(each) for each in below))
    is_ours = kind.__module__.startswith("pitterm.")
    return found | ({kind} if is_ours and not below else set())
