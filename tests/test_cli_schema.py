"""`pitterm db migrate | check | seed-demo` and `pitterm staff` from outside."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pitterm.database.embedded import EmbeddedServer
from tests.command_line import pitterm
from tests.databases import Database, empty_database

PASSWORD = "never an argument"


@pytest.fixture
def empty(server: EmbeddedServer, template: None) -> Iterator[Database]:
    with empty_database(server) as database:
        yield database


def against(environment: dict[str, str], database: Database) -> dict[str, str]:
    """The same person with the database's administrator in PITTERM_DATABASE_URL."""
    return {**environment, "PITTERM_DATABASE_URL": database.server.admin_url(database.name)}


@pytest.fixture
def person(environment: dict[str, str], database: Database) -> dict[str, str]:
    return against(environment, database) | {"PITTERM_PASSWORD": PASSWORD}


def test_migrate_prints_what_it_applied_and_tells_the_rest(
    environment: dict[str, str], empty: Database
) -> None:
    person = against(environment, empty)
    asked = pitterm(person, "db", "migrate")
    assert (asked.returncode, asked.stdout) == (0, "20261121000000\n")
    assert asked.stderr == "Applying 20261121000000_schema …\nThe schema is up to date.\n"
    assert pitterm(person, "db", "migrate").stdout == ""


def test_check_exits_1_and_prints_each_difference_as_a_line(
    environment: dict[str, str], empty: Database
) -> None:
    person = against(environment, empty)
    asked = pitterm(person, "db", "check")
    assert (asked.returncode, asked.stderr) == (1, "")
    assert asked.stdout == "This database has no pit in it; pitterm db migrate makes one.\n"
    pitterm(person, "db", "migrate")
    asked = pitterm(person, "db", "check")
    assert (asked.returncode, asked.stdout) == (0, "")
    with empty.connect_admin() as admin:
        admin.execute("alter table pit.casino no force row level security")
        admin.execute("drop index pit.unique_active_session_per_table")
    asked = pitterm(person, "db", "check")
    assert asked.returncode == 1
    assert [line.partition(",")[0] for line in asked.stdout.splitlines()] == [
        "missing: INDEX unique_active_session_per_table in pit",
        "differs: TABLE casino in pit",
    ]


def test_check_makes_no_server(environment: dict[str, str], shared_directory: Path) -> None:
    nowhere = shared_directory / "nowhere"
    asked = pitterm(environment, "db", "check", "--data-dir", str(nowhere))
    assert asked.returncode == 3
    assert asked.stderr.startswith(f"The database does not answer. There is none in {nowhere}")
    assert not nowhere.exists()


def test_an_embedded_server_is_up_for_as_long_as_a_command_needs_it(
    environment: dict[str, str], shared_directory: Path
) -> None:
    server = EmbeddedServer(shared_directory / "for a command")
    directory = ("--data-dir", str(server.data_dir))
    assert pitterm(environment, "db", "migrate", *directory).returncode == 0
    seeded = pitterm(environment, "db", "seed-demo", *directory)
    assert (seeded.returncode, seeded.stdout) == (0, "")
    assert "Harbor: 28 tables in 3 pits." in seeded.stderr
    assert "pitterm-demo" in seeded.stderr
    assert pitterm(environment, "db", "check", *directory).returncode == 0
    assert len(pitterm(environment, "staff", "list", *directory).stdout.splitlines()) == 14
    assert not server.status().running


def test_seed_demo_without_consent_exits_2_on_another_server(
    environment: dict[str, str], empty: Database
) -> None:
    pitterm(against(environment, empty), "db", "migrate")
    with empty.connect_admin() as admin:
        admin.execute("create role keeper superuser login password 'theirs'")
    try:
        url = f"host={empty.server.data_dir}/socket dbname={empty.name} user=keeper password=theirs"
        person = {**environment, "PITTERM_DATABASE_URL": url}
        asked = pitterm(person, "db", "seed-demo")
        assert asked.returncode == 2
        assert "Say --yes-known-passwords" in asked.stderr
        assert pitterm(person, "db", "seed-demo", "--yes-known-passwords").returncode == 0
        assert pitterm(person, "db", "check").returncode == 0
    finally:
        with empty.connect_admin() as admin:
            admin.execute("drop role keeper")


def test_a_staff_member_comes_and_goes(person: dict[str, str], database: Database) -> None:
    try:
        added = pitterm(
            person, "staff", "add", "nell", "--casino", "harbor", "--name", "Nell Ames",
            "--role", "dealer",
        )  # fmt: skip
        assert (added.returncode, added.stdout) == (0, "")
        with database.connect("nell", PASSWORD) as nell:
            nell.execute("select * from pit.rpc_get_heartbeat()")
        assert pitterm(person, "staff", "set-role", "nell", "pit_boss").returncode == 0
        assert pitterm(person, "staff", "disable", "nell").returncode == 0
        with pytest.raises(psycopg.OperationalError):
            database.connect("nell", PASSWORD)
        [line] = [
            line.split("  ")
            for line in pitterm(person, "staff", "list").stdout.splitlines()
            if "Nell" in line
        ]
        assert [cell.strip() for cell in line if cell] == [
            "harbor", "nell", "Nell Ames", "pit_boss", "disabled",
        ]  # fmt: skip
        assert pitterm(person, "staff", "enable", "nell").returncode == 0
        renewed = {**person, "PITTERM_PASSWORD": "another"}
        assert pitterm(renewed, "staff", "set-password", "nell").returncode == 0
        database.connect("nell", "another").close()
    finally:
        with database.connect_admin() as admin:
            admin.execute("drop role if exists nell")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["add", "jo", "--casino", "harbour", "--name", "Jo", "--role", "dealer"],
            "There is no casino harbour. Those there are: harbor, lakeside.\n",
        ),
        (
            ["add", "jo", "--casino", "harbor", "--name", "Jo", "--role", "deeler"],
            "There is no role deeler. Mean dealer?\n",
        ),
        (
            ["add", "boss", "--casino", "harbor", "--name", "Jo", "--role", "dealer"],
            "The login boss exists already. Choose another one.\n",
        ),
        (["disable", "postgres"], "No staff member signs in as postgres.\n"),
        (
            ["set-password", "postgres"],
            "No staff member signs in as postgres. See pitterm staff list.\n",
        ),
    ],
)
def test_what_cannot_be_done_exits_2_with_one_sentence(
    person: dict[str, str], arguments: list[str], sentence: str
) -> None:
    asked = pitterm(person, "staff", *arguments)
    assert (asked.returncode, asked.stdout, asked.stderr) == (2, "", sentence)


def test_no_command_takes_a_password_as_an_argument(person: dict[str, str]) -> None:
    asked = pitterm(person, "staff", "set-password", "boss", "--password", "x")
    assert asked.returncode == 2
    assert "No such option" in asked.stderr


def test_a_staff_login_is_no_administrator(environment: dict[str, str], database: Database) -> None:
    url = f"host={database.server.data_dir}/socket dbname={database.name} user=boss"
    person = {**environment, "PITTERM_DATABASE_URL": f"{url} password=pitterm-demo"}
    for command in (["staff", "list"], ["db", "migrate"], ["db", "check"]):
        asked = pitterm(person, *command)
        assert (asked.returncode, asked.stdout) == (2, "")
    refused = pitterm({**person, "PITTERM_DATABASE_URL": f"{url} password=x"}, "staff", "list")
    assert refused.returncode == 4


def test_a_server_that_is_not_there_exits_3(environment: dict[str, str], tmp_path: Path) -> None:
    person = {**environment, "PITTERM_DATABASE_URL": f"host={tmp_path} dbname=x user={os.getuid()}"}
    for command in (["staff", "list"], ["db", "migrate"], ["db", "check"], ["db", "seed-demo"]):
        asked = pitterm(person, *command)
        assert (asked.returncode, asked.stdout) == (3, "")
        assert asked.stderr.startswith("The database does not answer.")
