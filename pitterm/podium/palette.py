"""The command palette: the table of commands, found by name."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from pitterm.podium import deeds
from pitterm.podium.commands import Command
from pitterm.podium.screens.board import BoardScreen

_NOT_BY_NAME = {"jump-to-spot", "palette", "back"}


class PitCommands(Provider):
    """Offers every command that may be given now; it has no grey."""

    def _offered(self) -> list[Command]:
        board = self._board
        return [
            command
            for command in board.podium.commands
            if command.id not in _NOT_BY_NAME
            and board.podium.refusal(command, board.selected) is None
        ]

    @property
    def _board(self) -> BoardScreen:
        if not isinstance(self.screen, BoardScreen):
            raise TypeError("the palette opens over the board alone")
        return self.screen

    async def discover(self) -> Hits:
        for command in self._offered():
            yield DiscoveryHit(_title(command), self._deed(command), help=command.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._offered():
            score = matcher.match(command.title)
            if score > 0:
                title = matcher.highlight(command.title)
                yield Hit(score, title, self._deed(command), help=command.help)

    def _deed(self, command: Command) -> partial[None]:
        return partial(deeds.explain, self._board, command)


def _title(command: Command) -> Content:
    return Content.assemble(command.title, (f"  {command.shown_keys}", "dim"))
