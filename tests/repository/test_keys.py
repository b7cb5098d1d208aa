"""Keys are one per intent, sortable, and of the standard form."""

import time
from uuid import UUID

import pytest

from pitterm.repository.keys import new_key


def test_a_key_is_a_uuid_of_version_seven() -> None:
    key = UUID(new_key())
    assert key.version == 7
    assert key.variant == "specified in RFC 4122"


def test_a_key_carries_its_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_000_123_000_000)
    assert UUID(new_key()).int >> 80 == 1_700_000_000_123


def test_keys_do_not_repeat() -> None:
    assert len({new_key() for _ in range(10_000)}) == 10_000
