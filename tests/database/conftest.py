"""A server that tests may start, kill and share as they like."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pitterm.database.embedded import EmbeddedServer


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
