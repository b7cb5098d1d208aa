"""A program and a schema that are not of one version: a sentence, and nothing half done."""

from contextlib import aclosing, closing

import pytest

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.domain.board import Snapshot
from pitterm.repository.feed import Lost, watch
from pitterm.repository.schema import SCHEMA_VERSION
from tests.command_line import pitterm
from tests.databases import Database
from tests.terminals import Terminal

NEWER = "The database was upgraded and is newer than this pitterm."
OLDER = "The database is older than this pitterm."
SENTENCES = {
    SCHEMA_VERSION + 1: f"{NEWER} Install the pitterm that upgraded it.\n",
    SCHEMA_VERSION - 1: f"{OLDER} Ask your administrator to run pitterm db migrate.\n",
}


def becomes(database: Database, version: int) -> None:
    """As a migration of another release leaves it."""
    with database.connect_admin() as admin:
        admin.execute(
            "create or replace function pit_private.schema_version() returns int language sql"
            f" immutable set search_path = pg_catalog, pg_temp as 'select {version}'".encode()
        )


def as_boss(database: Database) -> dict[str, str]:
    return {
        "PITTERM_DATABASE_URL": database.server.admin_url(database.name),
        "PITTERM_STAFF": "boss",
        "PITTERM_PASSWORD": DEMO_PASSWORD,
    }


def test_this_program_goes_with_this_schema(database: Database) -> None:
    with database.connect("wall") as wall:
        asked = wall.execute("select schema_version from pit.rpc_get_heartbeat()")
        assert asked.fetchone() == (SCHEMA_VERSION,)


@pytest.mark.parametrize("version", SENTENCES)
@pytest.mark.parametrize("command", ["board", "report day", "simulate --tables 1 --hours 1"])
def test_a_command_refuses_another_schema_with_a_sentence(
    environment: dict[str, str], database: Database, version: int, command: str
) -> None:
    becomes(database, version)
    asked = pitterm({**environment, **as_boss(database)}, *command.split())
    assert (asked.returncode, asked.stdout) == (2, "")
    assert asked.stderr.endswith(SENTENCES[version])


@pytest.mark.parametrize("program", ["podium", "wall"])
def test_a_screen_refuses_another_schema_with_a_sentence(database: Database, program: str) -> None:
    becomes(database, SCHEMA_VERSION + 1)
    with closing(Terminal(program, environment=as_boss(database))) as terminal:
        terminal.wait_for("newer than this pitterm")
        assert "BJ-01" not in terminal.text()
        if program == "wall":
            assert terminal.ends() == 2


async def test_whoever_works_during_the_upgrade_is_told_and_sent_to_the_login(
    database: Database,
) -> None:
    async with aclosing(watch(database.credentials("boss"))) as stream:
        assert isinstance(await anext(stream), Snapshot)
        becomes(database, SCHEMA_VERSION + 1)
        last = [sighting async for sighting in stream][-1]
    assert isinstance(last, Lost)
    assert last.is_refused
    assert last.reason.startswith(NEWER)


def test_a_database_without_a_pit_is_no_fault_of_the_program(
    environment: dict[str, str], database: Database
) -> None:
    with database.connect_admin() as admin:
        admin.execute("alter schema pit rename to another")
    asked = pitterm({**environment, **as_boss(database)}, "board")
    assert asked.returncode == 2
    assert asked.stderr.startswith("The database's schema does not go with this pitterm.")


def test_migrating_what_a_newer_pitterm_migrated_is_refused(
    environment: dict[str, str], database: Database
) -> None:
    with database.connect_admin() as admin:
        admin.execute(
            "insert into supabase_migrations.schema_migrations values ('20990101000000', 'later')"
        )
    asked = pitterm({**environment, **as_boss(database)}, "db", "migrate")
    assert (asked.returncode, asked.stdout) == (2, "")
    assert asked.stderr == (
        "The database has the migration 20990101000000, which this pitterm does not know."
        " Use the newer pitterm that applied it.\n"
    )
