"""The generated files are those the generator makes, and fit for every tool that applies them."""

import re

import psycopg
import pytest

from pitterm.database.assembly import OBJECTS, SCHEMA_MIGRATION, assembled
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.migration import migrate
from pitterm.database.schema_dump import EXPECTED_SCHEMA, entries, normalised, normalised_dump
from tests.databases import empty_database
from tests.servers import FreshServers


def test_the_schema_migration_is_the_objects_put_together() -> None:
    assert SCHEMA_MIGRATION.read_text(encoding="utf-8") == assembled()


def test_every_object_is_in_it() -> None:
    for path in OBJECTS.rglob("*.sql"):
        assert path.read_text(encoding="utf-8") in assembled()


@pytest.mark.parametrize(
    "word",
    [r"begin;", r"commit;", r"^\s*set role\b", r"\bconcurrently\b", r"^\\", r"/home/", r"/root/"],
)
def test_no_migration_does_what_another_tool_cannot(word: str) -> None:
    assert not re.search(word, assembled(), re.IGNORECASE | re.MULTILINE)


@pytest.mark.parametrize("version", [16, 18])
def test_the_expected_schema_is_what_the_migrations_make_on_every_version(
    fresh_servers: FreshServers, server: EmbeddedServer, version: int
) -> None:
    made = server if server.version == version else fresh_servers.start(version)
    with empty_database(made) as database:
        migrate(database.admin_conninfo)
        with psycopg.connect(database.admin_conninfo) as connection:
            dump = normalised_dump(database.admin_conninfo, connection)
    assert dump == EXPECTED_SCHEMA.read_text(encoding="utf-8")


def test_the_dump_loses_its_settings_and_keeps_a_body_that_sets_something() -> None:
    dump = normalised(
        "\\restrict abc\nSET row_security = off;\n--\n"
        "-- Name: f(); Type: FUNCTION; Schema: pit; Owner: me\n--\n\n"
        "CREATE FUNCTION pit.f()\nSET x = 1;\n"
    )
    assert entries(dump) == {"FUNCTION f() in pit": ("CREATE FUNCTION pit.f()", "SET x = 1;")}
