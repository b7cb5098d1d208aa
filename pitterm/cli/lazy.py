"""Command groups that know their commands by name and load one only when it runs."""

import importlib
from collections.abc import Mapping
from typing import Any

import click


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
            args = [self.default, *args]
        return super().parse_args(ctx, args)

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
