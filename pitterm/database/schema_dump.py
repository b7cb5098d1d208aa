"""The schema as pg_dump writes it, made comparable and cut into its entries."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg import Connection

from pitterm.database.client_programs import same_server
from pitterm.database.embedded.programs import wheel_programs
from pitterm.domain.errors import PitError

EXPECTED_SCHEMA = Path(__file__).parent / "expected_schema.sql"
_PG_DUMP = 18
"""Other versions write the same schema in other words."""

_LOCK_WAIT = "10s"
_ENTRY = re.compile(r"^-- Name: (?P<name>.*); Type: (?P<kind>[A-Z ]+); Schema: (?P<schema>\S+);")
# Only the settings pg_dump writes: a function body may well have a line that begins with SET.
_SETTINGS = re.compile(
    r"^(SET (statement_timeout|lock_timeout|idle_in_transaction_session_timeout|"
    r"transaction_timeout|client_encoding|standard_conforming_strings|check_function_bodies|"
    r"xmloption|client_min_messages|row_security|default_tablespace|default_table_access_method)"
    r" = .*;|SELECT pg_catalog\.set_config\('search_path'.*|\\(un)?restrict .*)$"
)


class DumpFailed(PitError):
    """The schema could not be read, so that nothing is known of it."""

    exit_code = 2


def normalised_dump(conninfo: str, connection: Connection[Any]) -> str:
    """The schema of the database the connection is in, equal on every server version."""
    program = _program(connection)
    with same_server(conninfo, connection) as (dbname, environment):
        argv = [
            str(program),
            "--schema-only",
            "--schema=pit",
            "--schema=pit_private",
            "--no-tablespaces",
            f"--lock-wait-timeout={_LOCK_WAIT}",
            "--no-password",
            f"--dbname={dbname}",
        ]
        done = subprocess.run(  # noqa: S603 - a program of the wheel, no shell
            argv, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise DumpFailed(
            f"The schema cannot be read: {reason[0] if reason else 'pg_dump gave no reason'}",
            "Connect as the database's owner or as superuser.",
        )
    return normalised(done.stdout.decode())


def normalised(dump: str) -> str:
    """What says something about the schema: the statements, and the name of each entry."""
    kept = []
    for line in dump.splitlines():
        entry = _ENTRY.match(line)
        if entry:
            kept.append(f"\n{entry[0]}")
        elif line.strip() and not line.startswith("--") and not _SETTINGS.match(line):
            kept.append(line.rstrip())
    return "\n".join(kept).strip() + "\n"


def entries(dump: str) -> Mapping[str, tuple[str, ...]]:
    """The lines of every entry of a normalised dump, by kind and name: `TABLE casino in pit`."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in dump.splitlines():
        entry = _ENTRY.match(line)
        if entry:
            schema = "" if entry["schema"] == "-" else f" in {entry['schema']}"
            lines = found.setdefault(f"{entry['kind']} {entry['name']}{schema}", [])
        elif line:
            lines.append(line)
    return {title: tuple(lines) for title, lines in found.items()}


def _program(connection: Connection[Any]) -> Path:
    """A pg_dump that can connect as this connection did; the wheel's has no TLS."""
    if not connection.pgconn.ssl_in_use:
        return wheel_programs(_PG_DUMP) / "pg_dump"
    found = shutil.which("pg_dump")
    if found is not None:
        asked = subprocess.run(  # noqa: S603 - a fixed question
            [found, "--version"], capture_output=True, text=True, check=False
        )
        if re.search(rf"\) {_PG_DUMP}\.", asked.stdout):
            return Path(found)
    raise DumpFailed(
        f"The server wants TLS, and there is no pg_dump {_PG_DUMP} here that has it",
        f"Install PostgreSQL {_PG_DUMP}'s client programs.",
    )
