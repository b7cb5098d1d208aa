"""`pitterm db start | stop | status` from outside."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pitterm.database.embedded import EmbeddedServer
from tests.command_line import pitterm, with_command


@pytest.fixture
def home(shared_directory: Path, tmp_path: Path) -> Iterator[Path]:
    """A data directory for commands that start servers."""
    directory = shared_directory / tmp_path.name
    yield directory
    EmbeddedServer(directory).stop()


def test_the_status_of_no_server_exits_3_and_makes_nothing(
    environment: dict[str, str], home: Path
) -> None:
    asked = pitterm(environment, "db", "status", "--data-dir", str(home))
    assert asked.returncode == 3
    assert "running  no" in asked.stdout
    assert not home.exists()


def test_stopping_no_server_is_no_error(environment: dict[str, str], home: Path) -> None:
    asked = pitterm(environment, "db", "stop", "--data-dir", str(home))
    assert (asked.returncode, asked.stdout) == (0, "")


def test_a_shell_gets_the_url_and_goes_on_while_the_server_stays(
    environment: dict[str, str], home: Path
) -> None:
    start = shlex.join([sys.executable, "-m", "pitterm", "db", "start", "--data-dir", str(home)])
    asked = subprocess.run(
        f'url=$({start}) && echo "[$url]"',
        shell=True,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert asked.stdout == f"[{EmbeddedServer(home).admin_url()}]\n"
    status = EmbeddedServer(home).status()
    assert status.running
    assert status.pinned
    # The URL of the running server may stand in the environment of the commands that end it.
    named = {
        **environment,
        "PITTERM_DATABASE_URL": asked.stdout.strip("[]\n"),
        "PITTERM_DATA_DIR": str(home),
    }
    assert "running  yes" in pitterm(named, "db", "status").stdout
    assert pitterm(named, "db", "stop").returncode == 0
    assert not EmbeddedServer(home).status().running


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server is someone else")
def test_an_unreachable_data_directory_exits_2_and_names_what_blocks(
    environment: dict[str, str], tmp_path: Path
) -> None:
    asked = pitterm(environment, "db", "start", "--data-dir", str(tmp_path / "data"))
    assert (asked.returncode, asked.stdout) == (2, "")
    assert "may not enter" in asked.stderr


def test_a_signalled_program_that_was_the_last_one_in_stops_the_server(
    environment: dict[str, str], home: Path
) -> None:
    body = (
        "from pathlib import Path\n"
        "from pitterm.database.embedded import EmbeddedServer\n"
        f"with EmbeddedServer(Path({str(home)!r})).occupied():\n"
        "    print('in', flush=True)\n"
        "    time.sleep(60)"
    )
    running = subprocess.Popen(
        [sys.executable, *with_command(body)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "in\n"
    running.terminate()
    running.communicate(timeout=30)
    assert running.returncode == 143
    assert not EmbeddedServer(home).status().running
