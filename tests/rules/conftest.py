"""One database for each module of rules and a fresh table for each test."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from pitterm.database.embedded import EmbeddedServer
from tests.databases import Database, copied_database
from tests.rules.hands import Hands
from tests.rules.house import House
from tests.rules.pit import Pit, Staff


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What was refused during the run is judged when the run is over."""
    items.sort(key=lambda item: item.get_closest_marker("judges_the_run") is not None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "judges_the_run: looks at what all other tests left")


@pytest.fixture(scope="module")
def database(server: EmbeddedServer, template: None) -> Iterator[Database]:
    """Shared by the tests of a module, which meet only at tables of their own."""
    with copied_database(server) as database:
        yield database


@pytest.fixture(scope="module")
def house(database: Database) -> Iterator[House]:
    with database.connect_admin() as connection:
        yield House(database, connection)


@pytest.fixture(scope="module")
def staff(database: Database) -> Iterator[Staff]:
    staff = Staff(database)
    yield staff
    staff.sign_out()


@pytest.fixture(scope="module")
def boss(staff: Staff) -> Pit:
    """Harbor's pit boss."""
    return staff["boss"]


@pytest.fixture(scope="module")
def floor(staff: Staff) -> Pit:
    """Harbor's floor supervisor, who logs and counts and moves no session."""
    return staff["floor"]


@pytest.fixture(scope="module")
def boss2(staff: Staff) -> Pit:
    """Lakeside's pit boss."""
    return staff["boss2"]


@pytest.fixture(scope="module")
def hands(staff: Staff, house: House) -> Hands:
    """Everybody a fill or credit needs."""
    return Hands(staff, house)


@pytest.fixture
def table(house: House) -> UUID:
    """A table of Harbor of the test's own."""
    return house.new_table()


@pytest.fixture
def count_before_play(house: House) -> Iterator[None]:
    """Harbor asks for an opening count before play."""
    with house.setting(opening_count_required=True):
        yield


@pytest.fixture
def drop_alone_closes(house: House) -> Iterator[None]:
    """Harbor lets a session close without its count."""
    with house.setting(closing_count_required=False):
        yield
