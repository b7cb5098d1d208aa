"""A dump as SQL, played over a connection of our own: psql would have no transaction of ours."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from psycopg import Connection, Cursor

from pitterm.database.client_programs import Program, plain_environment
from pitterm.domain.errors import PitError

_FOR_PSQL = re.compile(rb"^\\(un)?restrict \S+\n", re.MULTILINE)
_SINCE_17 = re.compile(rb"^SET transaction_timeout = 0;\n", re.MULTILINE)
_COPY = re.compile(rb"^COPY .+ FROM stdin;\n$")
_END_OF_COPY = b"\\.\n"
_CHUNK = 2**16


class DumpUnreadable(PitError):
    """pg_restore could not read the dump; the transaction it was for ends."""

    exit_code = 2


class Script:
    """One dump, written for servers of one version."""

    def __init__(self, program: Program, dump: Path, server_version: int) -> None:
        self._program = program
        self._dump = dump
        self._knows_transaction_timeout = server_version >= 170_000

    def statements(self, section: str) -> bytes:
        """The SQL of a section without rows, fit to be sent as one query."""
        with self._section(section) as lines:
            text = b"".join(lines)
        text = _FOR_PSQL.sub(b"", text)
        return text if self._knows_transaction_timeout else _SINCE_17.sub(b"", text, count=1)

    def copy_data(self, connection: Connection[Any]) -> None:
        """The rows, table by table."""
        with self._section("data") as lines, connection.cursor() as cursor:
            for line in lines:
                if _COPY.match(line):
                    _copy(cursor, line, lines)
                elif line.startswith(b"SELECT pg_catalog.setval("):
                    cursor.execute(line)

    @contextmanager
    def _section(self, section: str) -> Iterator[IO[bytes]]:
        """pg_restore needs no server and no password to write SQL."""
        argv = [str(self._program.path), f"--section={section}", "--file=-", str(self._dump)]
        with (
            tempfile.TemporaryFile() as words,
            subprocess.Popen(  # noqa: S603 - a program of the wheel or PATH, no shell
                argv,
                env=plain_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=words,
            ) as child,
        ):
            try:
                if child.stdout is not None:
                    yield child.stdout
            except BaseException:
                child.kill()
                raise
            if child.wait() != 0:
                words.seek(0)
                lines = words.read().decode(errors="replace").strip().splitlines()
                raise DumpUnreadable(
                    f"The dump cannot be read: {lines[0] if lines else 'pg_restore says nothing'}",
                    "Nothing was changed.",
                )


def _copy(cursor: Cursor[Any], statement: bytes, lines: Iterator[bytes]) -> None:
    """Rows until the line that ends them; without that line the dump is cut short."""
    with cursor.copy(statement) as copy:
        chunk = bytearray()
        for line in lines:
            if line == _END_OF_COPY:
                copy.write(bytes(chunk))
                return
            chunk += line
            if len(chunk) >= _CHUNK:
                copy.write(bytes(chunk))
                chunk.clear()
        raise DumpUnreadable("The dump ends in the middle of a table", "Nothing was changed.")
