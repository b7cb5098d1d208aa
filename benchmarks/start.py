"""How long a person waits for a program to say something."""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import pexpect

from benchmarks.floor import Floor, demo_floor
from benchmarks.measure import Result, Stopwatch, median
from benchmarks.terminal import Watched, pitterm
from pitterm.database.demo import DEMO_PASSWORD

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
_LOGIN = "Sign in with your staff login"
_OTHERS = {
    "posting": (["posting", "tree-sitter<0.26"], "Enter a URL"),
    "harlequin": (["harlequin"], "Data Catalog"),
    "pg_activity": (["pg_activity", "psycopg[binary]"], "RUNNING QUERIES"),
}
"""What each is installed from, and what it has written once its first screen stands.

posting's grammars end the process under a tree-sitter newer than the one they were made for.
"""


async def run() -> list[Result]:
    """The help against a Python that does nothing; the login against the least App; the board."""
    helped, idle = Stopwatch(), Stopwatch()
    for _ in range(ROUNDS):
        with idle:
            subprocess.run([sys.executable, "-c", "pass"], check=True)
        with helped:
            subprocess.run(
                [sys.executable, "-m", "pitterm", "--help"], check=True, capture_output=True
            )
    with demo_floor(entries=12) as floor:
        login = [_login(floor) for _ in range(ROUNDS)]
        least = [_painted(_LOGIN, sys.executable, "-c", _MINIMAL) for _ in range(ROUNDS)]
        board = [_board(floor) for _ in range(ROUNDS)]
    return [
        Result("start: --help", median(helped.seconds), median(idle.seconds), "ms", "≤ 150 ms"),
        Result("start: painted login", median(login), median(least), "ms", "≤ 2.5×"),
        Result("start: sign-in to painted board", median(board), None, "ms", "≤ 500 ms"),
    ]


async def run_others() -> list[Result]:
    """Three well-known programs, each from the package index into an environment of its own.

    In one environment the index's newest versions would share one Textual, which not all of them
    run on.
    """
    results = []
    with tempfile.TemporaryDirectory() as directory, demo_floor() as floor:
        for name, (packages, painted) in _OTHERS.items():
            program = [str(_installed(Path(directory) / name, packages) / name)]
            if name == "pg_activity":
                program.append(f"{floor.server.conninfo()} user=boss password={DEMO_PASSWORD}")
            try:
                _painted(painted, *program)
            except pexpect.EOF:
                print(f"start-others: {name} ends by itself on this machine", file=sys.stderr)
                continue
            ours, theirs = [], []
            for _ in range(ROUNDS):
                ours.append(_login(floor))
                theirs.append(_painted(painted, *program))
            name = f"start: pitterm's painted login, against {name}"
            results.append(Result(name, median(ours), median(theirs), "ms", "< 1×"))
    return results


def _installed(directory: Path, packages: list[str]) -> Path:
    """The directory of the programs of these packages."""
    venv.create(directory, with_pip=True)
    programs = directory / "bin"
    install: list[str | Path] = [programs / "pip", "install", "-q", *packages]
    subprocess.run(install, check=True)  # noqa: S603 - the names stand above
    return programs


def _login(floor: Floor) -> float:
    """Seconds until the login stands on a terminal."""
    with tempfile.TemporaryDirectory() as home:
        podium = pitterm(floor, home, "podium", login=None)
        try:
            return podium.until(_LOGIN)
        finally:
            podium.close()


def _board(floor: Floor) -> float:
    """Seconds from the password's Enter to the pit's tables."""
    with tempfile.TemporaryDirectory() as home:
        podium = pitterm(floor, home, "podium", login=None)
        try:
            podium.until(_LOGIN)
            podium.drain(1)
            podium.child.send("boss\t" + DEMO_PASSWORD)
            podium.drain(1)
            return podium.answered("\r", "BJ-01")
        finally:
            podium.close()


def _painted(text: str, *command: str) -> float:
    with tempfile.TemporaryDirectory() as home:
        program = Watched(*command, environment={"HOME": home, "LANG": "C.UTF-8"})
        try:
            return program.until(text)
        finally:
            program.close()
