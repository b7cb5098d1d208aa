"""One database with every scene in it, and which pairs are played."""

import contextlib
import os
import random
from collections.abc import Iterator
from uuid import UUID

import pytest

from pitterm.database.embedded import EmbeddedServer
from tests.databases import copied_database
from tests.isolation.books import Books
from tests.isolation.pairs import Theatre
from tests.isolation.scenes import Stage
from tests.rules.house import House
from tests.rules.pit import Staff

SAMPLE = 60
NOTHING_IS_LATE = {
    "alert_slip_seconds": 86_400,
    "alert_opening_count_seconds": 86_400,
    "alert_rundown_seconds": 86_400,
    "alert_no_entry_seconds": 0,
}
"""What a board warns of does not depend on how long the pairs are played."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("isolation")
    group.addoption("--pairs", type=int, help="how many pairs of operations are played; 0: all")
    group.addoption("--pairs-seed", type=int, help="the sample of an earlier run")


@pytest.fixture
def sample_of_pairs(request: pytest.FixtureRequest) -> tuple[int | None, int]:
    """How many pairs are played, all where it is None, and by which dice."""
    seed = request.config.getoption("--pairs-seed", None)
    if seed is None:
        seed = os.environ.get("PITTERM_PAIRS_SEED", random.randrange(10**6))
    size = request.config.getoption("--pairs", None)
    if size is None:
        size = os.environ.get("PITTERM_PAIRS", SAMPLE)
    return int(size) or None, int(seed)


@pytest.fixture(scope="module")
def theatre(server: EmbeddedServer, template: None) -> Iterator[Theatre]:
    """Harbor has its counts signed and lets a drop alone close a session."""
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(copied_database(server))
        admin, hand = (stack.enter_context(database.connect_admin()) for _ in range(2))
        house, first, second = House(database, hand), Staff(database), Staff(database)
        stack.callback(first.sign_out)
        stack.callback(second.sign_out)
        stack.enter_context(house.setting(count_signature=True, closing_count_required=False))
        stack.enter_context(house.setting(**NOTHING_IS_LATE))
        scenes = Stage(first, house).scenes()
        held = [each for scene in scenes for each in scene.holds.items()]
        names = {value: name for name, value in held if isinstance(value, UUID)}
        theatre = Theatre(house, scenes, Books(admin, names), first, second)
        stack.callback(theatre.close)
        yield theatre
