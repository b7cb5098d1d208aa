"""Command groups that know their commands by name and load one only when it runs."""

import importlib
import shlex
from collections.abc import Mapping
from typing import Any

import click

_GIVEN = "pitterm.given"


class LazyGroup(click.Group):
    """A click group over a table: command name → (`module:attribute`, one line of help)."""

    def __init__(
        self,
        *args: Any,
        table: Mapping[str, tuple[str, str]],
        default: str | None = None,
        **keywords: Any,
    ) -> None:
        super().__init__(*args, **keywords)
        self.table = table
        self.default = default

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.table, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.table[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}:{attribute} is not a command")
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Arguments that name no command are the default command's."""
        if self.default and not ctx.resilient_parsing and not self._begins_with_own(ctx, args):
            ctx.meta[_GIVEN] = args
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            self._name_the_command_behind(ctx, ctx.meta.get(_GIVEN, []))
            raise error

    def _name_the_command_behind(self, ctx: click.Context, given: list[str]) -> None:
        """Where an option stood before its command, the default command did not understand it."""
        names = self.list_commands(ctx)
        place = next((number for number, word in enumerate(given) if word in names), 0)
        if place == 0:
            return
        option, _, _ = given[0].partition("=")
        line = shlex.join([ctx.info_name or "", *given[place:], *given[:place]])
        raise click.UsageError(f"{option} belongs after the command: {line}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the table's own lines of help, because a command's would have to be loaded."""
        rows = [(name, line) for name, (_, line) in self.table.items()]
        for name in super().list_commands(ctx):
            command = super().get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(100)))
        with formatter.section("Commands"):
            formatter.write_dl(sorted(rows))

    def _begins_with_own(self, ctx: click.Context, args: list[str]) -> bool:
        if not args:
            return False
        first = args[0].partition("=")[0]
        options = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        return not first.startswith("-") or first in options
