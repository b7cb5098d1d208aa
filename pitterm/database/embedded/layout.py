"""What lies where in a data directory, and how its directories are made."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pitterm.database.embedded.account import Account, blocking_directory
from pitterm.database.embedded.faults import misconfigured

PORT = 5432
# 107 bytes on Linux, 103 on macOS; PostgreSQL also writes a lock file beside the socket.
_LONGEST_SOCKET_PATH = 100


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one data directory."""

    data_dir: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own directory; it exists only when it is complete."""
        return self.data_dir / "postgres"

    @property
    def unfinished(self) -> Path:
        """Where initdb works; whatever is left here was cut short."""
        return self.data_dir / "postgres.unfinished"

    @property
    def passfile(self) -> Path:
        """The administrator's secret as libpq reads it."""
        return self.data_dir / "administrator.pgpass"

    @property
    def transition(self) -> Path:
        """Locked exclusively by whoever starts or stops the server."""
        return self.data_dir / "transition.lock"

    @property
    def occupants(self) -> Path:
        """Locked in common by every program that uses the server."""
        return self.data_dir / "occupants.lock"

    @property
    def pin(self) -> Path:
        """Present while the server is to outlive the programs that use it."""
        return self.data_dir / "pinned"

    @property
    def sockets(self) -> Path:
        """The socket's directory; a short one named after the data directory if need be."""
        near = self.data_dir / "socket"
        # libpq takes a comma for the end of one host and the beginning of the next.
        if len(os.fsencode(_socket(near))) <= _LONGEST_SOCKET_PATH and "," not in str(near):
            return near
        key = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:16]
        # Not $TMPDIR: every program that shares the data directory must compute the same path.
        return Path("/tmp") / f"pitterm-{key}"  # noqa: S108 - ownership is checked below

    @property
    def socket(self) -> Path:
        return _socket(self.sockets)


def make_data_directory(layout: Layout, account: Account) -> None:
    """Make what is missing; a directory that is already there keeps its mode or is refused."""
    data_dir = layout.data_dir
    _refuse_unreachable(data_dir, account)
    if (data_dir / "PG_VERSION").exists():
        raise misconfigured(
            f"{data_dir} is another PostgreSQL's own directory", "Name a directory of its own."
        )
    if data_dir.exists() and not data_dir.is_dir():
        raise misconfigured(
            f"{data_dir} is no directory", "Name another directory with --data-dir."
        )
    try:
        for directory in reversed([data_dir, *data_dir.parents]):
            if not directory.exists():
                directory.mkdir(exist_ok=True)
                directory.chmod(0o711 if account.switched else 0o700)
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise misconfigured(
            f"{error.filename} cannot be made or used", "Name another directory with --data-dir."
        ) from error
    if not os.access(data_dir, os.R_OK | os.W_OK | os.X_OK):
        raise misconfigured(
            f"You may not write into {data_dir}", "Name another directory with --data-dir."
        )


def make_socket_directory(layout: Layout, account: Account) -> None:
    """Make the socket's directory, and refuse one that someone else could have prepared."""
    sockets = layout.sockets
    if not os.path.lexists(sockets):
        # A name nobody can guess: root gives this directory away, and must have made it itself.
        draft = Path(tempfile.mkdtemp(prefix=f".{sockets.name}.", dir=sockets.parent))
        if account.switched:
            draft.chmod(0o755)
            os.chown(draft, account.uid, account.gid)
        draft.rename(sockets)
    entry = sockets.lstat()
    if (
        not stat.S_ISDIR(entry.st_mode)
        or entry.st_uid != account.uid
        or entry.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    ):
        raise misconfigured(
            f"{sockets} is not a private directory of {account.name}",
            "Remove it, or name a data directory with a shorter path.",
        )


def _refuse_unreachable(data_dir: Path, account: Account) -> None:
    try:
        blocked = blocking_directory(data_dir, account)
    except PermissionError as error:
        blocked = Path(error.filename)
    if blocked is not None:
        raise misconfigured(
            f"The server runs as {account.name}, who may not enter {blocked}",
            "Name a --data-dir that this user can reach.",
        )


def _socket(directory: Path) -> Path:
    return directory / f".s.PGSQL.{PORT}"
