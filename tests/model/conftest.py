"""One database, whose tables are each one sequence's own."""

from collections.abc import Iterator

import pytest

from pitterm.database.embedded import EmbeddedServer
from tests.databases import Database, copied_database
from tests.rules.house import House


@pytest.fixture(scope="module")
def database(server: EmbeddedServer, template: None) -> Iterator[Database]:
    with copied_database(server) as database:
        yield database


@pytest.fixture(scope="module")
def house(database: Database) -> Iterator[House]:
    """A drop alone closes a session."""
    with database.connect_admin() as connection:
        house = House(database, connection)
        with house.setting(closing_count_required=False):
            yield house
