"""The podium as a program: how it leaves, and what it refuses to run on."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import Database
from tests.podium.recorded import PASSWORD
from tests.terminals import Terminal


def on(database: Database, **environment: str) -> dict[str, str]:
    """The environment of a podium on this database, signed in by itself."""
    parts = dict(pair.split("=", 1) for pair in database.conninfo.split())
    query = "&".join(f"{key}={value}" for key, value in parts.items())
    return {
        "PITTERM_DATABASE_URL": f"postgresql:///?{query}",
        "PITTERM_STAFF": "boss",
        "PITTERM_PASSWORD": PASSWORD,
        **environment,
    }


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(database: Database, number: signal.Signals) -> None:
    terminal = Terminal("podium", environment=on(database))
    try:
        terminal.wait_for("BJ-01")
        terminal.child.kill(number)
        assert terminal.ends() == 128 + number
    finally:
        terminal.close()


def test_without_a_terminal_it_ends_with_a_sentence_and_two() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pitterm", "podium"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert done.stdout == ""


def test_an_ansi_theme_without_colour_ends_with_two(database: Database) -> None:
    environment = on(database, NO_COLOR="1")
    terminal = Terminal("podium", "--theme", "ansi-dark", environment=environment)
    try:
        terminal.wait_for("cannot be read under NO_COLOR")
        assert terminal.ends() == 2
    finally:
        terminal.close()


def test_a_url_that_libpq_cannot_read_ends_with_a_sentence_and_two() -> None:
    url = "postgresql+psycopg://owner:hush@host/pit"
    terminal = Terminal("podium", environment={"PITTERM_DATABASE_URL": url})
    try:
        said = terminal.wait_for("not one that libpq understands")
        assert "hush" not in said
        assert terminal.ends() == 2
    finally:
        terminal.close()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="asks Linux about a process")
def test_a_typed_password_is_nowhere_but_in_memory(database: Database, tmp_path: Path) -> None:
    log = tmp_path / "pitterm.log"
    asked = on(database, PITTERM_LOG_FILE=str(log), PITTERM_LOG_LEVEL="debug")
    del asked["PITTERM_STAFF"], asked["PITTERM_PASSWORD"]
    terminal = Terminal("podium", environment=asked)
    try:
        terminal.wait_for("Sign in with your staff login")
        terminal.press(*"boss", "\t", *PASSWORD, "\r")
        terminal.wait_for("BJ-01")
        assert PASSWORD not in terminal.text()
        about = Path(f"/proc/{terminal.child.pid}")
        assert PASSWORD.encode() not in (about / "cmdline").read_bytes()
        assert PASSWORD.encode() not in (about / "environ").read_bytes()
        assert re.search(r"Max core file size +0 ", (about / "limits").read_text())
        terminal.child.kill(signal.SIGTERM)
        terminal.ends()
        assert PASSWORD not in log.read_text()
    finally:
        terminal.close()
