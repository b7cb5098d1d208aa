"""How long a person waits for a program to say something."""

import subprocess
import sys
import tempfile
import time

import pexpect

from benchmarks.measure import Result, Stopwatch, median

ROUNDS = 7
_MINIMAL = """
from textual.app import App
from textual.widgets import Input, Label
class Least(App):
    def compose(self):
        yield Label("Sign in with your staff login.")
        yield Input()
Least().run()
"""
_PAINTED = "Sign in with your staff login"


async def run() -> list[Result]:
    """The command's help against a Python that does nothing; the login against the least App."""
    helped, idle = Stopwatch(), Stopwatch()
    for _ in range(ROUNDS):
        with idle:
            subprocess.run([sys.executable, "-c", "pass"], check=True)
        with helped:
            subprocess.run(
                [sys.executable, "-m", "pitterm", "--help"], check=True, capture_output=True
            )
    login = [_painted("-m", "pitterm", "podium") for _ in range(ROUNDS)]
    least = [_painted("-c", _MINIMAL) for _ in range(ROUNDS)]
    return [
        Result("start: --help", median(helped.seconds), median(idle.seconds), "ms", "≤ 150 ms"),
        Result("start: painted login", median(login), median(least), "ms", "≤ 2.5×"),
    ]


def _painted(*arguments: str) -> float:
    """Seconds until the login stands on a terminal."""
    with tempfile.TemporaryDirectory() as home:
        began = time.perf_counter()
        child = pexpect.spawn(
            sys.executable,
            list(arguments),
            dimensions=(36, 120),
            timeout=30,
            env={
                "TERM": "xterm-256color",
                "HOME": home,
                "PITTERM_DATABASE_URL": f"host={home} dbname=nowhere",
            },
        )
        child.expect_exact(_PAINTED)
        seconds = time.perf_counter() - began
        child.close(force=True)
    return seconds
