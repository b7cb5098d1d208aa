"""A server of its own whose commits survive SIGKILL, and how long and by which dice it suffers."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from pitterm.database.embedded import EmbeddedServer
from tests.databases import make_template
from tests.nemesis.disk import SmallDisk, small_disk

ROUND_SECONDS = 12.0


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("nemesis")
    group.addoption("--nemesis-seconds", type=float, help="how long the server suffers")
    group.addoption("--nemesis-seed", type=int, help="the dice of an earlier run")


@pytest.fixture
def nemesis_seconds(request: pytest.FixtureRequest) -> float:
    """One short round, unless more is asked for."""
    asked = request.config.getoption("--nemesis-seconds", None)
    return float(asked or os.environ.get("PITTERM_NEMESIS_SECONDS", ROUND_SECONDS))


@pytest.fixture
def nemesis_seed(request: pytest.FixtureRequest) -> int:
    """Other dice each time, unless an earlier run is to be played again."""
    asked = request.config.getoption("--nemesis-seed", None)
    if asked is not None:
        return int(asked)
    return int(os.environ.get("PITTERM_NEMESIS_SEED", random.randrange(10**6)))


@pytest.fixture
def disk(shared_directory: Path) -> Iterator[SmallDisk | None]:
    """Where the durable server lies; None where it cannot be filled."""
    with small_disk(shared_directory / "disk") as disk:
        yield disk


@pytest.fixture
def durable_server(
    shared_directory: Path, disk: SmallDisk | None, postgres_version: int
) -> Iterator[EmbeddedServer]:
    """A server as `pitterm db start` starts it, with no setting made faster."""
    server = EmbeddedServer(shared_directory / "disk/nemesis", version=postgres_version)
    server.start()
    make_template(server)
    yield server
    server.stop()
