"""Making a backup: dump, logins and sums of one snapshot, while people work."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psycopg
from psycopg import Connection, IsolationLevel
from psycopg.rows import TupleRow

from pitterm import __version__
from pitterm.database.backup.contents import CasinoName, Manifest
from pitterm.database.backup.file import NotBackedUp, new_file, refuse_existing, write_backup
from pitterm.database.backup.login_list import is_allowed, read_logins
from pitterm.database.backup.tally import BINDINGS, SCHEMAS, tally
from pitterm.database.client_programs import Program, client_program, same_server
from pitterm.database.migration import ADVISORY_LOCK, applied_versions

_LOCK_WAIT = "10s"
APPLICATION = "pitterm backup"


def back_up(conninfo: str, path: Path) -> Manifest:
    """Write the new file, whole or not at all; what it holds.

    Raises NotBackedUp, ProgramMissing.
    """
    refuse_existing(path)
    try:
        with psycopg.connect(conninfo, autocommit=True, application_name=APPLICATION) as connection:
            return _back_up(conninfo, connection, path)
    except psycopg.errors.InsufficientPrivilege as error:
        raise _not_allowed(error.diag.message_primary or "") from error
    except psycopg.errors.LockNotAvailable as error:
        raise NotBackedUp(
            "Another program is changing this database's schema", "Try again when it is done."
        ) from error


def _back_up(conninfo: str, connection: Connection[TupleRow], path: Path) -> Manifest:
    if not is_allowed(connection):
        raise _not_allowed("row security would hide rows from this login")
    program = client_program(
        "pg_dump",
        oldest=connection.info.server_version // 10_000,
        needs_tls=connection.pgconn.ssl_in_use,
    )
    with (
        new_file(path) as file,
        # Without a name, it is gone even if this program is killed.
        tempfile.TemporaryFile(dir=path.parent) as dump,
        _snapshot(connection) as snapshot,
    ):
        manifest = _manifest(connection, program)
        logins = read_logins(connection)
        _dump(conninfo, connection, program, snapshot, dump)
        write_backup(file, manifest, logins, dump)
    return manifest


@contextmanager
def _snapshot(connection: Connection[TupleRow]) -> Iterator[str]:
    """One moment of the database, which pg_dump sees too; no migration begins meanwhile."""
    connection.execute(f"set lock_timeout = '{_LOCK_WAIT}'")
    # The transaction waits idly for as long as pg_dump works.
    connection.execute("set idle_in_transaction_session_timeout = 0")
    connection.execute("set statement_timeout = 0")
    connection.execute("set search_path = pg_catalog, pg_temp")
    connection.execute("select pg_advisory_lock_shared(%s)", [ADVISORY_LOCK])
    connection.isolation_level = IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    with connection.transaction():
        row = connection.execute("select pg_export_snapshot()").fetchone()
        if row is None:
            raise AssertionError("a function without a row")
        yield row[0]


def _manifest(connection: Connection[TupleRow], program: Program) -> Manifest:
    versions = applied_versions(connection)
    if not versions:
        raise NotBackedUp("This database has no pit in it", "Name the one to back up.")
    [(made_at,)] = connection.execute("select now()").fetchall()
    casinos = connection.execute("select slug::text, name::text from pit.casino order by slug")
    return Manifest(
        pitterm_version=__version__,
        made_at=made_at,
        server_version=connection.info.server_version,
        pg_dump_version=program.major,
        schema_versions=tuple(versions),
        casinos=tuple(CasinoName(slug=slug, name=name) for slug, name in casinos.fetchall()),
        tables=tally(connection),
    )


def _dump(
    conninfo: str,
    connection: Connection[TupleRow],
    program: Program,
    snapshot: str,
    dump: IO[bytes],
) -> None:
    with same_server(conninfo, connection) as (dbname, environment):
        argv = [
            str(program.path),
            "--format=custom",
            *(f"--schema={schema}" for schema in SCHEMAS),
            *(f"--exclude-table-data={table}" for table in BINDINGS),
            "--no-tablespaces",
            f"--snapshot={snapshot}",
            f"--lock-wait-timeout={_LOCK_WAIT}",
            "--no-password",
            f"--dbname={dbname}",
        ]
        with (
            tempfile.TemporaryFile() as words,
            subprocess.Popen(  # noqa: S603 - a program of the wheel or PATH, no shell
                argv,
                env=environment,
                stdin=subprocess.DEVNULL,
                # Through a pipe, so that it ends when this program is killed.
                stdout=subprocess.PIPE,
                stderr=words,
            ) as child,
        ):
            try:
                if child.stdout is not None:
                    shutil.copyfileobj(child.stdout, dump, 2**20)
            except BaseException:
                child.kill()
                raise
            if child.wait() != 0:
                words.seek(0)
                raise _failed(words.read().decode(errors="replace"))


def _failed(words: str) -> NotBackedUp:
    """The first line says what; a file or host in it may be named, a password never is."""
    lines = words.strip().splitlines()
    reason = re.sub(r"^pg_dump: (error: )?", "", lines[0]) if lines else "pg_dump gave no reason"
    return NotBackedUp(f"The database cannot be dumped: {reason.rstrip('.')}", "Nothing was kept.")


def _not_allowed(reason: str) -> NotBackedUp:
    return NotBackedUp(
        f"You may not back up this database: {reason}",
        "Connect as a superuser, or as the role that installed it with BYPASSRLS.",
    )
