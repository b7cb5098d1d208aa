"""Which pg_dump reads the schema, and what a person hears when none can."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from psycopg import Connection

from pitterm.database.schema_dump import DumpFailed, normalised_dump
from tests.databases import Database

OVER_TLS = cast("Connection[Any]", SimpleNamespace(pgconn=SimpleNamespace(ssl_in_use=True)))


def installed(directory: Path, *lines: str) -> None:
    program = directory / "pg_dump"
    program.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    program.chmod(0o755)


@pytest.mark.parametrize("version", [None, "16.9"])
def test_a_server_over_tls_needs_a_pg_dump_18_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str | None
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if version:
        installed(tmp_path, f'echo "pg_dump (PostgreSQL) {version}"')
    with pytest.raises(DumpFailed, match=r"no pg_dump 18 here that has it"):
        normalised_dump("dbname=x", OVER_TLS)


def test_the_password_reaches_pg_dump_by_its_environment_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    installed(
        tmp_path,
        'if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) 18.4"; exit; fi',
        'echo "given $* $PGPASSWORD"',
    )
    dump = normalised_dump("dbname=x user=keeper password=secret", OVER_TLS)
    *argv, environment = dump.split()
    assert "user=keeper" in dump
    assert "secret" not in " ".join(argv)
    assert environment == "secret"


def test_a_dump_that_fails_is_no_empty_schema(database: Database) -> None:
    with database.connect("boss") as boss:
        conninfo = f"{database.conninfo} user=boss password=pitterm-demo"
        with pytest.raises(DumpFailed, match="The schema cannot be read: pg_dump: error"):
            normalised_dump(conninfo, boss)
