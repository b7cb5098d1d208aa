"""A casino at several ages, each on a server of its own, so that they can be read in turns."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.floor import Floor, found_floor, lay_out
from benchmarks.history import write_history
from pitterm.database.demo import seed_demo
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.migration import migrate

_TABLES = 172
"""Beside the demo's 28, in four pits: two hundred."""
_PITS = 4
_ENTRIES_TODAY = 60
_OPTIONS = {
    # Written once and read: what a crash would lose is made again.
    "fsync": "off",
    "full_page_writes": "off",
    "max_wal_size": "8GB",
    "shared_buffers": "1GB",
    "autovacuum": "off",
    "maintenance_work_mem": "1GB",
}
_WRITTEN = "written"


@contextmanager
def casino_at(
    ages: Sequence[int], directory: Path, tell: Callable[[str], None]
) -> Iterator[dict[int, Floor]]:
    """The casino after so many days each; what is missing in `directory` is written first.

    An age is the one before it, copied, with older days written behind.
    """
    directory.mkdir(parents=True, exist_ok=True)
    directory.chmod(0o711)
    for younger, age in zip((0, *ages), ages, strict=False):
        if not (directory / str(age) / _WRITTEN).exists():
            _grow(directory, younger, age, tell)
    with ExitStack() as stack:
        yield {age: stack.enter_context(_running(directory / str(age))) for age in ages}


@contextmanager
def _running(home: Path) -> Iterator[Floor]:
    server = _server(home)
    server.start(options=_OPTIONS)
    try:
        yield found_floor(server, _ENTRIES_TODAY)
    finally:
        server.stop()


def _grow(directory: Path, younger: int, age: int, tell: Callable[[str], None]) -> None:
    home = directory / str(age)
    shutil.rmtree(home, ignore_errors=True)
    if younger:
        # With owners and rights: the files belong to the server's own account.
        subprocess.run(  # noqa: S603 - a fixed program and two directories
            ["/bin/cp", "-a", directory / str(younger), home], check=True
        )
        (home / _WRITTEN).unlink()
    else:
        home.mkdir()
        home.chmod(0o711)
        _begin(_server(home))
    with _running(home) as floor, floor.administrator() as administrator:
        write_history(administrator, younger + 1, age, tell)
    (home / _WRITTEN).touch()


def _begin(server: EmbeddedServer) -> None:
    server.start(options=_OPTIONS)
    try:
        migrate(server.admin_conninfo())
        seed_demo(server.admin_conninfo())
        lay_out(server, _PITS, _TABLES // _PITS, _ENTRIES_TODAY)
    finally:
        server.stop()


def _server(home: Path) -> EmbeddedServer:
    return EmbeddedServer(home / "server")
