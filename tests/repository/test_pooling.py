"""A session of the server that is somebody else's between two transactions is refused."""

import pytest

from pitterm.domain.errors import SharedBackend
from pitterm.repository.desk import Desk
from pitterm.repository.feed import Lost, watch
from tests.databases import Database
from tests.repository.pooler import Pooler


async def test_a_pool_by_transaction_is_refused_at_the_sign_in(database: Database) -> None:
    async with Pooler(database.credentials("boss"), by_transaction=True) as pooler:
        with pytest.raises(SharedBackend) as refused:
            await Desk.sign_in(pooler.credentials)
    assert "in transaction mode" in str(refused.value)
    assert "in session mode" in refused.value.next_step


async def test_nor_does_a_display_follow_it(database: Database) -> None:
    async with Pooler(database.credentials("wall"), by_transaction=True) as pooler:
        sightings = [each async for each in watch(pooler.credentials, is_sign_in=True)]
    assert [type(each) for each in sightings] == [Lost]
    assert isinstance(sightings[0], Lost)
    assert sightings[0].is_refused


async def test_a_pool_by_session_is_as_good_as_the_server(database: Database) -> None:
    async with Pooler(database.credentials("boss"), by_transaction=False) as pooler:
        desk = await Desk.sign_in(pooler.credentials)
        assert desk.signed_in.name == "Rosa Delgado"
        await desk.close()
