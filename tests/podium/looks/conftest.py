"""What keeps two pictures of one screen the same."""

from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.screen import Screen
from textual.widgets import Input

from pitterm.domain import money
from pitterm.domain.currency import US_DOLLAR
from tests.podium.looks.pictures import TextExtension


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No cursor blinks, and nothing is painted but the pictures that are taken."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _self: None)
    monkeypatch.setattr(Screen, "_compositor_refresh", lambda self: self._dirty_widgets.clear())
    yield
    money.write_in(US_DOLLAR)


@pytest.fixture
def stored(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The stored pictures of a screen."""
    return snapshot.use_extension(TextExtension)
