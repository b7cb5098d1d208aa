"""Running pitterm as a person would, in a process of its own."""

import subprocess
import sys


def pitterm(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return python(environment, "-m", "pitterm", *arguments)


def python(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def with_command(body: str, *arguments: str) -> list[str]:
    """A run of pitterm that has one more command, called `extra`."""
    lines = [
        "import click, sys, time",
        "from pitterm import cli",
        "@click.command()",
        "def extra():",
        *(f"    {line}" for line in body.splitlines()),
        "cli.root.table = {**cli.root.table, 'extra': ('__main__:extra', '')}",
        f"cli.main({['extra', *arguments]!r})",
    ]
    return ["-c", "\n".join(lines)]
