"""Which pg_dump reads the schema, and what a person hears when none can."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pitterm.database.schema_dump import DumpFailed, normalised_dump
from tests.databases import Database

OVER_TLS = cast(
    "Connection[Any]",
    SimpleNamespace(
        pgconn=SimpleNamespace(ssl_in_use=True),
        info=SimpleNamespace(host="db", port=5432, hostaddr="", password=r"s:ec\ret"),
    ),
)


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


def test_the_password_reaches_pg_dump_by_a_file_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("PGPASSWORD", "s:ec")
    monkeypatch.setenv("PITTERM_DATABASE_URL", "password=s:ec")
    installed(
        tmp_path,
        'if [ "$1" = --version ]; then echo "pg_dump (PostgreSQL) 18.4"; exit; fi',
        "for each; do file=${each#*passfile=}; done; file=${file%% *}",
        'stat -c %a "$file"; cat "$file"; echo "$file"; echo "given $*"; env',
    )
    dump = normalised_dump(r"dbname=x user=keeper password='s:ec\\ret'", OVER_TLS)
    mode, line, file, *rest = dump.splitlines()
    assert (mode, line) == ("600", r"*:*:*:*:s\:ec\\ret")
    assert not Path(file).exists()
    assert "user=keeper" in rest[0]
    assert "s:ec" not in "".join(rest)


def test_a_password_that_only_this_connection_found_is_handed_on(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the person's .pgpass names a socket by the directory one libpq was built with."""
    with database.connect_admin() as admin:
        parts = conninfo_to_dict(database.admin_conninfo)
        for name in ("password", "passfile"):
            parts.pop(name, None)
        monkeypatch.setenv("PGPASSFILE", str(tmp_path / "nothing"))
        assert "TABLE pit.casino" in normalised_dump(make_conninfo("", **parts), admin)


def test_a_dump_that_fails_is_no_empty_schema(database: Database) -> None:
    with database.connect("boss") as boss:
        conninfo = f"{database.conninfo} user=boss password=pitterm-demo"
        with pytest.raises(DumpFailed, match="The schema cannot be read: pg_dump: error"):
            normalised_dump(conninfo, boss)
