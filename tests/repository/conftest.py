"""Desks and wires on a fresh database."""

from collections.abc import AsyncIterator

import pytest

from pitterm.repository.desk import Desk
from tests.databases import Database
from tests.repository.proxy import Wire


@pytest.fixture
async def boss(database: Database) -> AsyncIterator[Desk]:
    """The pit boss of Harbor, signed in."""
    desk = await Desk.sign_in(database.credentials("boss"))
    yield desk
    await desk.close()


@pytest.fixture
async def wire(database: Database) -> AsyncIterator[Wire]:
    """A wire to the database that can be cut."""
    async with Wire(database.credentials("boss")) as wire:
        yield wire


@pytest.fixture
async def wired_boss(wire: Wire) -> AsyncIterator[Desk]:
    """The pit boss, signed in over the wire."""
    desk = await Desk.sign_in(wire.credentials)
    yield desk
    await desk.close()
