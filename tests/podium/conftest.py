"""A recorded pit for every podium test."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pitterm import places
from tests.databases import Database
from tests.podium.recorded import RecordedPit
from tests.rules.house import House
from tests.rules.pit import Staff
from tests.stylesheets import parsed_once


@pytest.fixture(scope="session", autouse=True)
def quick_styles() -> Iterator[None]:
    with parsed_once():
        yield


@pytest.fixture(autouse=True)
def terminal_of_its_own(shared_directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What waits on a terminal waits on this test's alone; where that lies."""
    home = Path(tempfile.mkdtemp(dir=shared_directory))
    monkeypatch.setenv("XDG_STATE_HOME", str(home))
    return places.outbox_directory()


@pytest.fixture
def pit() -> RecordedPit:
    """Harbor with its small floor."""
    return RecordedPit()


@pytest.fixture
def staff(database: Database) -> Iterator[Staff]:
    """Everybody of the demo casinos, at terminals of their own."""
    staff = Staff(database)
    yield staff
    staff.sign_out()


@pytest.fixture
def house(database: Database) -> Iterator[House]:
    """The administrator's hand on the test's own database."""
    with database.connect_admin() as connection:
        yield House(database, connection)
