"""Each dialog in every look."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.podium.looks.dialogs import DIALOGS
from tests.podium.looks.looking import look


@pytest.mark.parametrize("name", DIALOGS)
async def test_a_dialog(stored: SnapshotAssertion, name: str) -> None:
    assert await look(name) == stored
