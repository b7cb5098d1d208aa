"""What every test may ask for: one real server per run, and its databases."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pitterm.database.embedded import EmbeddedServer
from pitterm.domain import money
from pitterm.domain.currency import US_DOLLAR
from tests.databases import Database, copied_database, make_template
from tests.servers import FreshServers, ServerSetUp, hasten_administrator

WORKERS_PER_CORE = 2
"""Who presses keys and looks at screens waits half of the time."""
FEW_AND_LONG = {
    "tests/database/test_growth.py",
    "tests/isolation/test_pairs.py",
    "tests/model/test_sequences.py",
    "tests/nemesis/test_nemesis.py",
    "tests/podium/test_first_shift.py",
    "tests/podium/test_flow_retries.py",
    "tests/podium/test_waiting_on_postgres.py",
    "tests/rules/test_counted_wins.py",
    "tests/rules/test_ledger.py",
    "tests/test_docs.py",
    "tests/wall/test_endurance.py",
}
"""Files whose number of tests does not tell how long they take."""
UNJUDGED_RULES = {"test_ledger.py", "test_counted_wins.py", "test_bridge_sums.py"}
IN_MEMORY = Path("/dev/shm")
ROOM_NEEDED = 4 * 2**30

# Losing a test's data in a power cut is no loss, guessing its passwords neither; tests are faster.
HASTY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "scram_iterations": "1",
}


@pytest.fixture(scope="session")
def postgres_version() -> int:
    """The embedded PostgreSQL the tests run on."""
    return int(os.environ.get("PITTERM_TEST_POSTGRES", "18"))


@pytest.fixture(scope="session")
def shared_directory() -> Iterator[Path]:
    """A temporary directory that an unprivileged server can reach, unlike pytest's own."""
    directory = Path(tempfile.mkdtemp(prefix="pitterm-test-", dir=_quickest_place()))
    directory.chmod(0o711)
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


def _quickest_place() -> str:
    """Memory where there is plenty: a database is copied there in a fifth of the time."""
    if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK):
        place = os.statvfs(IN_MEMORY)
        has_room = place.f_bavail * place.f_frsize >= ROOM_NEEDED
        if has_room and not place.f_flag & os.ST_NOEXEC:
            return str(IN_MEMORY)
    return "/tmp"


@pytest.fixture(scope="session")
def server(shared_directory: Path, postgres_version: int) -> Iterator[EmbeddedServer]:
    """A running server for the whole run; databases in it are each test's own."""
    set_up = ServerSetUp.named(shared_directory / "server")
    if set_up is not None:
        yield set_up
        return
    server = EmbeddedServer(shared_directory / "server", version=postgres_version)
    server.start(options=HASTY)
    hasten_administrator(server)
    yield server
    server.stop()


@pytest.fixture
def fresh_servers(shared_directory: Path) -> Iterator[FreshServers]:
    """Servers of the test's own, for what belongs to a server: its roles."""
    with contextlib.ExitStack() as stack:
        yield FreshServers(shared_directory, HASTY, stack)


@pytest.fixture(scope="session")
def template(server: EmbeddedServer) -> None:
    """The demo casinos, made once; asked for by the fixtures that copy them."""
    make_template(server)


@pytest.fixture
def database(server: EmbeddedServer, template: None) -> Iterator[Database]:
    """A database of the test's own with the demo casinos in it."""
    with copied_database(server) as database:
        yield database


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A person without settings of their own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PITTERM_", "PG", "XDG_"))}
    return {**kept, "HOME": str(tmp_path)}


@pytest.fixture
def another_currency() -> Iterator[None]:
    """Asked for by a test whose house is not paid in dollars."""
    yield
    money.write_in(US_DOLLAR)


def pytest_xdist_auto_num_workers() -> int:
    """How many tests run beside each other."""
    return WORKERS_PER_CORE * (os.cpu_count() or 1)


def pytest_configure() -> None:
    """The log of whoever runs the tests is their own."""
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="pitterm-test-log-")
    # Tests and the programs they start are compiled once, and not by each process that runs them.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep a file's tests in one worker, and the rules together where one judges the others.

    Long rules that meet no refusal stay out of that, for nobody waits for them.
    """
    is_judging = any(item.get_closest_marker("judges_the_run") for item in items)
    for item in items:
        folder, _, file = item.location[0].rpartition("/")
        is_judged = is_judging and folder == "tests/rules" and file not in UNJUDGED_RULES
        group = folder if is_judged else f"{folder}/{file}"
        item.add_marker(pytest.mark.xdist_group(group))
    if hasattr(config, "workerinput"):
        _begin_with_the_longest(items)


def _begin_with_the_longest(items: list[pytest.Item]) -> None:
    """Let no worker begin a long file when the others run out of tests."""
    sizes = Counter(_group(item) for item in items)

    def place(item: pytest.Item) -> tuple[bool, int]:
        group = _group(item)
        return group not in FEW_AND_LONG, -sizes[group]

    items.sort(key=place)


def _group(item: pytest.Item) -> str:
    marker = item.get_closest_marker("xdist_group")
    assert marker is not None
    return str(marker.args[0])
