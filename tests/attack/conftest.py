"""One furnished database that most attacks share: they leave nothing behind."""

from collections.abc import Iterator

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.database.embedded import EmbeddedServer
from tests.attack.holdings import Holdings, furnish
from tests.databases import Database, copied_database


@pytest.fixture(scope="package")
def attacked(server: EmbeddedServer, template: None) -> Iterator[Database]:
    """The database of both casinos, for attacks that fail or are rolled back."""
    with copied_database(server) as database:
        yield database


@pytest.fixture(scope="package")
def harbor(attacked: Database) -> Holdings:
    """What the attackers' own casino has."""
    return furnish(attacked, "harbor", "boss")


@pytest.fixture(scope="package")
def lakeside(attacked: Database) -> Holdings:
    """What the other casino has."""
    return furnish(attacked, "lakeside", "boss2")


@pytest.fixture
def admin(attacked: Database) -> Iterator[Connection[TupleRow]]:
    with attacked.connect_admin() as connection:
        yield connection
