"""Running pitterm as a person would, in a process of its own."""

import signal
import subprocess
import sys


def pitterm(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return python(environment, "-m", "pitterm", *arguments)


def python(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def begun(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    """A Python that runs beside the test, and hears every signal that ends a program."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_endings,
    )


def _hear_endings() -> None:
    """Tests run in the background ignore SIGINT, and children inherit that."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


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
