"""The embedded server as the rest of pitterm sees it."""

import contextlib
import fcntl
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote, urlencode

from psycopg.conninfo import make_conninfo

from pitterm import places
from pitterm.database.embedded import cluster, liveness
from pitterm.database.embedded.account import Account, server_account
from pitterm.database.embedded.faults import EmbeddedServerError, misconfigured
from pitterm.database.embedded.layout import PORT, Layout, make_data_directory
from pitterm.database.embedded.liveness import Life
from pitterm.database.embedded.programs import wheel_programs
from pitterm.database.embedded.supervision import DATABASE, administrator, ask, bring_down, bring_up


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """What is known of the server without changing anything."""

    running: bool
    pinned: bool
    version: str | None
    started_at: datetime | None
    data_dir: Path
    problem: str | None


class EmbeddedServer:
    """One PostgreSQL in one data directory, shared by every program that names it."""

    def __init__(self, data_dir: Path | None = None, *, version: int = 18) -> None:
        self.data_dir = (data_dir or places.data_directory()).expanduser().resolve()
        self.version = version
        self._layout = Layout(self.data_dir)

    def start(
        self, *, pinned: bool = False, options: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Bring the server up, made if the directory is empty; does nothing if it runs.

        `options` are PostgreSQL settings for a server that this call starts.
        """
        account = self._prepare()
        with self._transition() as lock:
            bring_up(self._layout, self.version, account, lock, options)
            if pinned:
                cluster.write_private(self._layout.pin, "")

    def stop(self) -> None:
        """End the server and its pin; sessions are cut, what was committed stays."""
        try:
            if not self._layout.transition.exists():
                return
        except PermissionError as error:
            raise _forbidden(error) from error
        with self._transition():
            self._layout.pin.unlink(missing_ok=True)
            bring_down(self._layout, self.version)

    def status(self) -> ServerStatus:
        """Look without touching."""
        running, problem, answer = False, None, None
        try:
            state = liveness.life(self._layout)
            running = state is Life.READY
            if running:
                answer = ask(self._layout)
            elif state is not Life.ABSENT and state is not Life.STOPPED:
                problem = f"The server is not ready: {state.value}."
        except EmbeddedServerError as error:
            running, problem = False, str(error)
        except PermissionError as error:
            problem = f"You may not look into {error.filename}."
        return ServerStatus(
            running=running,
            pinned=self._is_pinned(),
            version=answer.version if answer else self._version_on_disk(),
            started_at=answer.started_at if answer else None,
            data_dir=self.data_dir,
            problem=problem,
        )

    @contextlib.contextmanager
    def occupied(self) -> Iterator[None]:
        """Be counted as a user of the running server; the last one out stops it, unless pinned.

        The kernel drops the count of a program that is killed.
        """
        account = self._prepare()
        with self._transition() as lock:
            occupant = _open_lock(self._layout.occupants)
            try:
                fcntl.flock(occupant, fcntl.LOCK_SH)
                bring_up(self._layout, self.version, account, lock, {})
            except BaseException:
                os.close(occupant)
                raise
        try:
            yield
        finally:
            self._leave(occupant)

    def admin_conninfo(self, dbname: str = DATABASE) -> str:
        """The administrator's libpq keywords; the password stays in the passfile."""
        return make_conninfo("", **administrator(self._layout, dbname))

    def admin_url(self, dbname: str = DATABASE) -> str:
        """The same as a URL, fit to be printed."""
        query = administrator(self._layout, dbname)
        path = quote(str(query.pop("dbname")), safe="")
        return f"postgresql:///{path}?{urlencode(query, quote_via=quote, safe='/')}"

    def conninfo(self, dbname: str = DATABASE) -> str:
        """Where the server is; whoever connects adds their own login and password."""
        return make_conninfo("", host=str(self._layout.sockets), port=PORT, dbname=dbname)

    def program(self, name: str) -> Path:
        """One of the PostgreSQL programs of this version, such as `psql` or `pg_dump`."""
        path = wheel_programs(self.version) / name
        if not path.is_file():
            raise misconfigured(f"PostgreSQL {self.version} comes without {name}", "")
        return path

    def _prepare(self) -> Account:
        account = server_account(self._layout.cluster)
        make_data_directory(self._layout, account)
        try:
            cluster.require_version(self._layout, self.version)
        except PermissionError as error:
            raise _forbidden(error) from error
        return account

    @contextlib.contextmanager
    def _transition(self) -> Iterator[int]:
        """One program at a time starts or stops the server."""
        lock = _open_lock(self._layout.transition)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield lock
        finally:
            os.close(lock)

    def _leave(self, occupant: int) -> None:
        if not self._layout.transition.exists():
            os.close(occupant)
            return
        with self._transition():
            try:
                fcntl.flock(occupant, fcntl.LOCK_EX | fcntl.LOCK_NB)
                last = True
            except BlockingIOError:
                last = False
            finally:
                os.close(occupant)
            if last and not self._is_pinned():
                bring_down(self._layout, self.version)

    def _is_pinned(self) -> bool:
        try:
            return self._layout.pin.exists()
        except PermissionError:
            return False

    def _version_on_disk(self) -> str | None:
        try:
            return cluster.cluster_version(self._layout)
        except PermissionError:
            return None


def _open_lock(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except PermissionError as error:
        raise _forbidden(error) from error


def _forbidden(error: PermissionError) -> EmbeddedServerError:
    return misconfigured(
        f"You may not open {error.filename}", "Run pitterm as the user who made it, or as root."
    )
