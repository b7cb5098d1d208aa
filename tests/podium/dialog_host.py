"""A bare App under one dialog, with a clock that only the test moves."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from pitterm import places
from pitterm.terminal.plain_signs import PlainSigns, with_plain_signs
from pitterm.terminal.theme import PIT, put_on
from tests.podium.recorded import Clock


class Host(App[None]):
    """Shows one dialog and keeps what comes of it."""

    CSS_PATH = places.stylesheet()

    def __init__(
        self,
        dialog: Screen[Any],
        *,
        theme: str = PIT.name,
        plain_signs: PlainSigns | None = None,
    ) -> None:
        super().__init__()
        self._plain_signs = plain_signs
        self.monotonic = Clock()
        self.dialog = dialog
        self.outcomes: list[Any] = []
        put_on(self, theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return with_plain_signs(super().get_line_filters(), self._plain_signs)

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.outcomes.append)

    @property
    def complaint(self) -> str:
        """What the dialog on top complains about."""
        return str(self.screen.query_one("#complaint", Static).content)

    @property
    def text(self) -> str:
        """Everything the dialog on top has written, line by line."""
        return "\n".join(str(each.content) for each in self.screen.query(Static))


@asynccontextmanager
async def shown(
    dialog: Screen[Any], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    """The dialog on a small screen, ready for keys."""
    host = Host(dialog)
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        yield host, pilot


async def say_yes(host: Host, pilot: Pilot[None]) -> None:
    """Answer the question on top deliberately."""
    host.monotonic.seconds += 1.0
    await pilot.press("y")
    await pilot.pause()
