"""A recorded pit for every podium test."""

from collections.abc import Iterator

import pytest

from tests.databases import Database
from tests.podium.recorded import RecordedPit
from tests.rules.house import House
from tests.rules.pit import Staff


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
