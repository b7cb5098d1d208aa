"""PostgreSQL's own client programs, and how they sign in without showing a password."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pitterm.database.embedded.programs import wheel_programs
from pitterm.domain.errors import PitError

NEWEST_IN_WHEEL = 18
_LONGEST_VERSION_SECONDS = 20


class ProgramMissing(PitError):
    """A PostgreSQL program that the work needs is not on this machine."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Program:
    """A program file and PostgreSQL's major version."""

    path: Path
    major: int


def client_program(name: str, *, oldest: int, needs_tls: bool = False) -> Program:
    """The wheel's program, or PATH's where the wheel's is too old or would need the TLS it lacks.

    Raises ProgramMissing.
    """
    if oldest <= NEWEST_IN_WHEEL and not needs_tls:
        return Program(wheel_programs(NEWEST_IN_WHEEL) / name, NEWEST_IN_WHEEL)
    found = shutil.which(name)
    major = _major(found) if found else None
    if found is None or major is None or major < oldest:
        there = f"PATH has only {name} {major}" if major else f"PATH has no {name}"
        speaks = " that speaks TLS" if needs_tls else ""
        raise ProgramMissing(
            f"This needs {name} of PostgreSQL {oldest} or newer{speaks}, and {there}",
            f"Install PostgreSQL {oldest}'s client programs.",
        )
    return Program(Path(found), major)


@contextlib.contextmanager
def same_server(conninfo: str, connection: Connection[Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """The argument and environment with which a child signs in exactly as the connection did.

    The password lies in a file for its owner alone, never among arguments or variables.
    """
    parts = conninfo_to_dict(conninfo)
    parts.pop("password", None)
    # Programs built apart look for a socket under other names in a person's own .pgpass.
    password = connection.info.password
    # Of several hosts, the one that answered: another one may be another database.
    parts |= {"host": connection.info.host, "port": connection.info.port}
    if "hostaddr" in parts:
        parts["hostaddr"] = connection.info.hostaddr
    environment = plain_environment()
    with tempfile.TemporaryDirectory(prefix="pitterm-") as directory:
        if password:
            passfile = Path(directory, "pgpass")
            line = f"*:*:*:*:{password.translate(_ESCAPES)}\n"
            with open(os.open(passfile, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(line)
            parts["passfile"] = str(passfile)
        yield make_conninfo("", **parts), environment


def plain_environment() -> dict[str, str]:
    """The environment without a password; PITTERM_DATABASE_URL may carry one too."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "PGPASSWORD" and not name.startswith("PITTERM_")
    }
    return {**kept, "LC_ALL": "C"}


_ESCAPES = str.maketrans({"\\": "\\\\", ":": "\\:"})


def _major(program: str) -> int | None:
    try:
        asked = subprocess.run(  # noqa: S603 - a fixed question
            [program, "--version"],
            capture_output=True,
            text=True,
            check=False,
            timeout=_LONGEST_VERSION_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", asked.stdout)
    return int(version[1]) if version else None
