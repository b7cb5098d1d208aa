"""A server that tests may start, kill and share as they like."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pitterm.database.embedded import EmbeddedServer
from tests.database.administrators import Administrator
from tests.databases import Database


@pytest.fixture(scope="module")
def home(shared_directory: Path, postgres_version: int) -> EmbeddedServer:
    """One cluster for all hazards, so that each test pays for a start and not for initdb."""
    server = EmbeddedServer(shared_directory / "hazards", version=postgres_version)
    server.start()
    server.stop()
    return server


@pytest.fixture
def victim(home: EmbeddedServer) -> Iterator[EmbeddedServer]:
    """A complete cluster whose server does not run."""
    yield home
    home.stop()


@pytest.fixture
def administrator(database: Database, tmp_path: Path) -> Iterator[Administrator]:
    with database.connect_admin() as connection:
        yield Administrator(connection, tmp_path)
